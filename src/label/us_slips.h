// Which marking or code a word of a US-style mark is near to, for suggestions. Private to the room. Pure.
// What people write that is near to nothing is data: the slips of a policy.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "label/marks.h"

namespace entente::label {

// The one of `known` that `written` may be a slip of, if it is near enough for its size: of eight characters and more two may
// differ, of five one, of four one where nothing else is as near; three may stand in the wrong order. Shorter ones are near to
// all.
[[nodiscard]] std::optional<Near> slip_of(std::string_view written, const std::vector<std::string_view>& known);

// Likewise for codes of countries and groups, which are near to each other: of three characters one may differ, if no other is
// near.
[[nodiscard]] std::optional<Near> code_slip_of(std::string_view written, const std::vector<std::string_view>& known);

// Whether the policy says of `written` that it is meant for none: "ALL", which is near to codes and names no country.
[[nodiscard]] bool is_no_slip(const Policy& policy, std::string_view written);

// The marking that narrows who may have the information (NOFORN, ORCON, EYES ONLY) and that `text` begins with in nearly its
// own words: "NO FORN", "NOFRON", "US ONLY". Its size is what was written. No name begins so: the marking would be lost in it.
[[nodiscard]] TokenAt near_control_at(const Policy& policy, std::string_view text);

}  // namespace entente::label
