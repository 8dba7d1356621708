// A TOML file as its layout sees it: tables with keys, values as written, and every comment at what it belongs to.
//
// Used by the layout only. Views point into the text; keep it alive. Recursion is bounded by limits::kTreeDepth, which parse_toml
// has checked before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace entente::format {

// Lines that begin with `#`; an empty one is a blank line.
using Comments = std::vector<std::string_view>;

struct LaidPair;
struct LaidElement;

struct LaidValue {
  enum class Shape { written = 0, array, inline_table };
  Shape shape = Shape::written;
  std::string_view text;              // written: a string, number or boolean
  std::vector<LaidElement> elements;  // array
  std::string_view opening;           // array: the comment behind `[`
  Comments tail;                      // array: comments before `]`
  std::vector<LaidPair> pairs;        // inline table
};

struct LaidElement {
  Comments lead;
  LaidValue value;
  std::string_view trailing;
};

// `key` without white space around its dots.
struct LaidPair {
  std::string key;
  LaidValue value;
  Comments lead;              // not in an inline table
  std::string_view trailing;  // not in an inline table
};

struct LaidTable {
  Comments lead;
  std::string path;       // "party.member"; empty: the file's own table
  bool repeated = false;  // [[…]]
  std::string_view trailing;
  std::vector<LaidPair> pairs;
  Comments tail;  // directly below its last key
};

struct LaidFile {
  Comments head;                  // of the file: set apart from what follows by a blank line
  std::vector<LaidTable> tables;  // the first is the file's own
  Comments end;
};

// `text` is one that parse_toml accepts. Fails with LayoutFault::not_understood or codec's forbidden.
[[nodiscard]] Result<LaidFile> read_layout(std::string_view text);

[[nodiscard]] std::string print_layout(const LaidFile& file);

// Keys of a table in the order of docs/formats/world.md; a key that the page does not list stays behind the one before it.
void sort_keys(std::string_view path, std::vector<LaidPair>& pairs);
// The page's order for a table; empty when it lists none.
[[nodiscard]] std::vector<std::string_view> keys_in_order(std::string_view path);

}  // namespace entente::format
