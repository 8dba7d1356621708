// JSON: what PlainJsonReader reads, JsonReader reads likewise, event for event; whatever is read prints, in both layouts, to text that reads as the same tree; and printing that again changes nothing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "codec/json_events.h"
#include "codec/json_plain.h"

namespace {

using entente::codec::Node;

// Positions of values never run backwards, and all text is UTF-8.
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

// All that it hears, in one text.
class Record final : public entente::codec::JsonListener {
 public:
  void begin(entente::codec::NodeKind kind, std::size_t at) override { add("begin", kind, {}, at); }
  void end() override { all_ += "end\n"; }
  void key(std::string_view text, std::size_t at) override { add("key", entente::codec::NodeKind::string, text, at); }
  void scalar(const entente::codec::JsonScalar& value, std::size_t at) override {
    add(value.boolean ? "true" : "scalar", value.kind, value.text, at);
  }
  [[nodiscard]] const std::string& all() const { return all_; }

 private:
  void add(std::string_view what, entente::codec::NodeKind kind, std::string_view text, std::size_t at) {
    all_ += fmt::format("{} {} {} {}:{}\n", at, what, static_cast<int>(kind), text.size(), text);
  }
  std::string all_;
};

void check_plain(std::string_view text) {
  static entente::codec::PlainJsonReader plain;
  static entente::codec::JsonReader reader;
  Record heard;
  if (!plain.read(text, heard)) return;
  Record expected;
  CHECK(reader.read(text, expected).has_value());
  CHECK(heard.all() == expected.all());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using entente::codec::JsonLayout;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_plain(text);
  const auto node = entente::codec::parse_json(text);
  if (!node) {
    CHECK(entente::first_invalid_utf8(node.error().message) == std::string_view::npos);
    return 0;
  }
  entente::codec::Position last{1, 0};
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
