// A titled table of facts that prints as text for people and as JSON for programs, so that both say the same.
//
// Text: columns two blanks apart, aligned by display width, long tables cut after `shown` rows with a line that counts the
// rest. JSON: an array of objects, never cut; empty cells are left out. Thread-safety: values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json.h"

namespace entente::service {

class TextTable {
 public:
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string text(std::string_view indent = "  ") const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

struct FactTable {
  std::string key;                   // in JSON: "candidacies"
  std::string title;                 // in text
  std::vector<std::string> columns;  // member names in JSON
  std::vector<std::vector<std::string>> rows;
  std::size_t shown = 30;  // rows in text; 0: all
  std::string more;        // how to see the rest: "--timeline"
};

[[nodiscard]] std::string as_text(const FactTable& table);  // empty for an empty table
void write_json(codec::JsonWriter& json, const FactTable& table);

// Prose may hold line breaks; a table cell may not.
[[nodiscard]] std::string one_line(std::string text);

}  // namespace entente::service
