// The table lines of GFM: which lines of a paragraph form a table, and where the cells of a line lie.
//
// Follows cmark-gfm 0.29: a header line directly above a line of dashes with as many cells; every further line of the
// paragraph is a row. Cells end at each `|` that has no backslash before it, also inside code spans.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace entente::format {

struct CellRange {  // of the line given: content without white space, end after the closing `|` if there is one
  std::size_t content_begin = 0;
  std::size_t content_end = 0;
  std::size_t end = 0;
};

// The cells of a line without markers and line end. A line without `|` is one cell; white space alone is none.
[[nodiscard]] std::vector<CellRange> table_cells(std::string_view line);

// Number of cells of a line of dashes such as "|:--|---:|"; 0 if it is no such line.
[[nodiscard]] std::size_t delimiter_columns(std::string_view line);

}  // namespace entente::format
