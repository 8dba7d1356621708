// Text that a portion mark should stand before, and marks that no check has read as marks: for check_document.h.
//
// A release withholds what bears no mark, and what stands behind a mark as if it went on; who checks a document has to be told of
// both. Paragraphs are told by blank lines, headings and list items, as a reader tells them: a release reads blocks more closely.
// Linear in the text. Pure and thread-safe. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/found_marks.h"
#include "label/finding.h"

namespace entente::document {

// What a line holds beside its marks; `span` is of the document.
struct OddLine {
  label::Finding finding;
  std::uint32_t line = 0;
  std::size_t line_begin = 0;
};

struct Unmarked {
  std::vector<OddLine> odd;      // a mark goes on behind its parenthesis, or stands without one; at most kErrorsReported
  std::size_t paragraphs = 0;    // with text and without a mark
  std::uint32_t first_line = 0;  // of the first of those
  label::Span first;             // its first line
};

// `marks`: of find_marks(text, system, …). Under systems whose list items stand under the mark above them, items count as the
// paragraph before them does. Lines of the classification authority block are no text.
[[nodiscard]] Unmarked find_unmarked(std::string_view text, const std::vector<FoundMark>& marks, const label::Policy& system,
                                     const label::PolicyBook& book);

}  // namespace entente::document
