// The lines of a document before its blocks are known: line ends, the markers each line begins with, and a masked copy for
// the block parser. Used by markdown.cpp only.
//
// Masking replaces by `x`, byte for byte, every character that has no bearing on block structure but would make the parser
// work on inline structure (emphasis, links, code spans, entities, raw HTML inside a line). The masked text has the same
// lines and columns. Side effect, wanted: no link definition is recognised. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace entente::format {

struct TextLine {
  std::size_t begin = 0;
  std::size_t marker_end = 0;   // after white space and list and quote markers, as far as they could be such
  std::size_t content_end = 0;  // without the line end and white space before it
  std::size_t text_end = 0;     // without the line end
  std::size_t end = 0;
};

// Checks that `text` is text and within the limits on bytes, lines, markers and nesting.
[[nodiscard]] Result<std::vector<TextLine>> scan_lines(std::string_view text);

// Fails when more inline characters must stay than limits::kDocumentInlineMarks.
[[nodiscard]] Result<std::string> mask_inlines(std::string_view text, const std::vector<TextLine>& lines);

}  // namespace entente::format
