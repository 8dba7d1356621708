// The known name that a misspelt one may have meant: for "did you mean" in messages, and never to decide anything.
//
// Distance is the number of characters (UTF-8 sequences, not bytes) to insert, delete, replace or swap with a neighbour;
// the case of ASCII letters does not count. One in three characters may differ, one at least, but never all of them, and no
// name is the wanted one with `UN` in it, which says the opposite.
// Pure and thread-safe. Names longer than kNearestCharacters are never suggested nor searched for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

inline constexpr std::size_t kNearestCharacters = 64;  // a name in characters
inline constexpr std::size_t kNearestNames = 1024;     // names looked at; the rest is not suggested

struct Near {
  std::string name;
  std::size_t distance = 0;  // characters
  bool alone = true;         // no other name is as near
};

// Of several equally near the first in byte order, so that the order of `known` does not matter.
[[nodiscard]] std::optional<Near> nearest_of(std::string_view wanted, const std::vector<std::string_view>& known);
[[nodiscard]] std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& known);

// " (did you mean `極秘`?)", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, const std::vector<std::string_view>& known);

}  // namespace entente
