#include "service/fact_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::service {

std::string TextTable::text(std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows_) {
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
  }
  std::string out;
  for (const auto& cells : rows_) {
    std::string line(indent);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line += cells[i];
      line.append(widths[i] - display_width(cells[i]) + 2, ' ');
    }
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string as_text(const FactTable& table) {
  if (table.rows.empty()) return {};
  const auto shown = table.shown == 0 ? table.rows.size() : std::min(table.shown, table.rows.size());
  TextTable lines;
  for (std::size_t i = 0; i < shown; ++i) lines.row(table.rows[i]);
  auto out = fmt::format("\n{}\n{}", table.title, lines.text());
  const auto rest = table.rows.size() - shown;
  if (rest > 0) out += fmt::format("  … {} more{}\n", rest, table.more.empty() ? "" : " with " + table.more);
  return out;
}

void write_json(codec::JsonWriter& json, const FactTable& table) {
  json.key(table.key).begin_array();
  for (const auto& row : table.rows) {
    json.begin_object();
    for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
      if (!row[i].empty()) json.member(table.columns[i], row[i]);
    }
    json.end_object();
  }
  json.end_array();
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

}  // namespace entente::service
