// JSON: whatever is read prints, in both layouts, to text that reads as the same tree; and printing that again changes nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "codec/json.h"

namespace {

using entente::codec::Node;

// Positions of values never run backwards (a text of one line has no line, 0), and all text is UTF-8.
void check_tree(const Node& node, entente::codec::Position& last) {
  const auto at = node.position();
  CHECK(at.line > last.line || (at.line == last.line && at.column > last.column));
  last = at;
  if (const auto* text = node.as_string()) CHECK(entente::first_invalid_utf8(*text) == std::string_view::npos);
  if (const auto* elements = node.as_array()) {
    for (const auto& element : *elements) check_tree(element, last);
  }
  if (const auto* table = node.as_table()) {
    for (const auto& member : table->members()) {
      CHECK(table->find(member.key) == &member);
      check_tree(member.value, last);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using entente::codec::JsonLayout;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto node = entente::codec::parse_json(text);
  if (!node) {
    CHECK(entente::first_invalid_utf8(node.error().message) == std::string_view::npos);
    return 0;
  }
  entente::codec::Position last{0, 0};
  check_tree(*node, last);
  for (const auto layout : {JsonLayout::compact, JsonLayout::indented}) {
    const auto printed = entente::codec::to_json(*node, layout);
    const auto again = entente::codec::parse_json(printed, {.bytes = printed.size()});
    CHECK(again.has_value());
    CHECK(*again == *node);
    CHECK(entente::codec::to_json(*again, layout) == printed);
  }
  return 0;
}
