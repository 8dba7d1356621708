// The physical pieces of a document: its lines, and the cells of its table lines. Made by format/markdown.h.
//
// Segments partition the text: they stand in its order, each begins where the one before ends, and together they hold every
// byte. What a segment says about blocks (paragraph, list item, code ...) is Markdown's reading of the text; where it is
// doubtful the reading is the one that ends a portion sooner (see portions.h). Lines count from 1. Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::document {

enum class SegmentKind : std::uint8_t {
  other = 0,  // text that no block covers
  blank,      // nothing a reader sees: white space, or list and quote markers alone
  rule,       // a thematic break
  paragraph,
  heading,
  code,
  html,
  cell,       // of a table line; the first cell of a line also holds what stands before it, each its closing `|`
  delimiter,  // the line of dashes below a table's first row
};

struct Segment {
  std::size_t begin = 0;       // bytes [begin, end) of the text, line end included
  std::size_t marker_end = 0;  // after indentation, quote and list markers; in the first cell of a line, where the table begins
  std::size_t content_begin = 0;  // what a reader sees: no markers, no white space, no `|`; a fence of code shows nothing
  std::size_t content_end = 0;
  std::size_t end = 0;
  std::uint32_t line = 0;
  std::uint32_t block = 0;  // the leaf block this belongs to; 0: none (blank lines between blocks, rules, delimiters)
  std::uint32_t above = 0;  // first paragraph of a list item: the block it may be a segment of; 0: none
  std::uint32_t within = 0;  // begins any block of a list item: the block that counts as marked differently if this is; 0: none
  std::uint32_t table = 0;  // cells and delimiters: which table; 0: none
  SegmentKind kind = SegmentKind::other;
  bool starts_block = false;
  bool ends_line = true;  // false: another cell of the same line follows

  [[nodiscard]] std::string_view bytes(std::string_view text) const { return text.substr(begin, end - begin); }
  [[nodiscard]] std::string_view content(std::string_view text) const {
    return text.substr(content_begin, content_end - content_begin);
  }
};

}  // namespace entente::document
