#include "format/markdown_table.h"

namespace entente::format {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

std::size_t skip_space(std::string_view line, std::size_t at) {
  while (at < line.size() && is_space(line[at])) ++at;
  return at;
}

// Where the cell that begins at `at` ends: at a `|` without a backslash before it (two do not make it one less, other than
// anywhere else in Markdown), or at the end of the line.
std::size_t cell_stop(std::string_view line, std::size_t at) {
  const auto begin = at;
  while (at < line.size() && (line[at] != '|' || (at > begin && line[at - 1] == '\\'))) ++at;
  return at;
}

}  // namespace

std::vector<CellRange> table_cells(std::string_view line) {
  std::vector<CellRange> cells;
  std::size_t at = skip_space(line, 0);
  const bool opened = at < line.size() && line[at] == '|';
  if (opened) ++at;
  while ((at = skip_space(line, at)) < line.size()) {
    const auto stop = cell_stop(line, at);
    auto content_end = stop;
    while (content_end > at && is_space(line[content_end - 1])) --content_end;
    cells.push_back({at, content_end, stop < line.size() ? stop + 1 : stop});
    at = cells.back().end;
  }
  if (opened && cells.empty()) cells.push_back({at, at, at});
  return cells;
}

std::size_t delimiter_columns(std::string_view line) {
  std::size_t columns = 0;
  std::size_t at = skip_space(line, 0);
  if (at < line.size() && line[at] == '|') ++at;
  while (true) {
    at = skip_space(line, at);
    if (at == line.size()) return columns;
    if (line[at] == ':') ++at;
    const auto dashes = at;
    while (at < line.size() && line[at] == '-') ++at;
    if (at == dashes) return 0;
    if (at < line.size() && line[at] == ':') ++at;
    at = skip_space(line, at);
    ++columns;
    if (at == line.size()) return columns;
    if (line[at] != '|') return 0;
    ++at;
  }
}

}  // namespace entente::format
