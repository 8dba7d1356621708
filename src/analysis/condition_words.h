// Conditions and their grounds in words: what is recorded, and what would close a gap. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/condition.h"

namespace entente::analysis {

// "✔", "✘", "?".
[[nodiscard]] std::string_view sign(Standing standing);

// "isa-jpn-can negotiating since 2022-10-11"; with `with`: "CAN: …".
[[nodiscard]] std::string in_words(const Ground& ground);

// Whether an assessment that is wanted names its requirement, where it does not go without saying.
enum class Naming { full = 0, without_it };

// What has to be recorded: "an information-security agreement in force with CAN". Names only who is lacking.
[[nodiscard]] std::string wanted_in_words(const Judged& judged, const Asked& asked, Naming naming = Naming::full);

// Who can act on it: the parties of a lacking agreement, the host of a meeting, whoever assesses.
[[nodiscard]] std::vector<std::string> actors(const Judged& judged, const Asked& asked);

}  // namespace entente::analysis
