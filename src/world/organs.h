// Who may give an approval, in one word: an organ of the state, or what a need of a clause is called (docs/semantics.md 4.2,
// docs/formats/world.md). A closed vocabulary, one list for who reads a world and who decides. Constants.
#pragma once

#include <array>
#include <string_view>

namespace entente::world {

inline constexpr std::array<std::string_view, 4> kOrgansOfState{"cabinet", "national-security-council", "ministry", "parliament"};

// These meet the need they are named after, and no need for a national approval.
inline constexpr std::array<std::string_view, 7> kOrgansOfNeeds{"notification", "orders",          "joint-committee", "end-use-check",
                                                                "registration", "authorised-user", "project"};

}  // namespace entente::world
