// TOML: whatever is read stays within the limits and has a JSON form that reads as the same tree.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "codec/json.h"
#include "codec/toml.h"

namespace {

std::size_t depth_of(const entente::codec::Node& node) {
  std::size_t deepest = 0;
  if (const auto* elements = node.as_array()) {
    for (const auto& element : *elements) deepest = std::max(deepest, 1 + depth_of(element));
  }
  if (const auto* table = node.as_table()) {
    for (const auto& member : table->members()) deepest = std::max(deepest, 1 + depth_of(member.value));
  }
  return deepest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto node = entente::codec::parse_toml(text);
  if (!node) {
    CHECK(entente::first_invalid_utf8(node.error().message) == std::string_view::npos);
    return 0;
  }
  CHECK(depth_of(*node) <= entente::limits::kTreeDepth + 1);
  const auto printed = entente::codec::to_json(*node);
  const auto again = entente::codec::parse_json(printed, {.bytes = printed.size(), .depth = entente::limits::kTreeDepth + 1});
  CHECK(again.has_value());
  CHECK(*again == *node);
  return 0;
}
