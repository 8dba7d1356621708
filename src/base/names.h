// Strong names: a party, a policy, a level, an instrument. A name is text and nothing more; whether it exists is the
// world's business. Two kinds of name never compare or convert. Thread-safety: plain values.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace entente {

template <class Tag>
struct Name {
  std::string value;

  Name() = default;
  explicit Name(std::string text) : value(std::move(text)) {}
  explicit Name(const char* text) : value(text) {}

  [[nodiscard]] const std::string& str() const { return value; }
  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Name&, const Name&) = default;
};

using PartyId = Name<struct PartyTag>;            // "JPN", "NATO", "FVEY"
using PolicyId = Name<struct PolicyTag>;          // "USA": the classification policy of a party
using LevelName = Name<struct LevelTag>;          // canonical, within one policy: "SECRET", "極秘"
using InstrumentId = Name<struct InstrumentTag>;  // "isa-jpn-kor"
using CategoryName = Name<struct CategoryTag>;    // canonical, within one policy: "SI", "SI-G", "FOUO"

}  // namespace entente

template <class Tag>
struct std::hash<entente::Name<Tag>> {
  std::size_t operator()(const entente::Name<Tag>& name) const noexcept { return std::hash<std::string>()(name.value); }
};
