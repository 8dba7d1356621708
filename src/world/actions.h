// What may be asked for, in one word (docs/semantics.md 4): a closed vocabulary, one list for who reads a world, who decides and
// who asks about everything. Constants.
#pragma once

#include <array>
#include <string_view>

namespace entente::world {

inline constexpr std::string_view kDisclose = "disclose";
inline constexpr std::array<std::string_view, 7> kActions{kDisclose,     "transfer", "supply", "visit",
                                                          "participate", "grant",    "consult"};

}  // namespace entente::world
