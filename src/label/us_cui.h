// Controlled unclassified information (CUI) in US-style markings, for reader, writer and checks. Private to the room.
//
// Sources: 32 CFR 2002.20 and the CUI marking handbook (2016), `CUI//categories//limited dissemination controls`, categories and
// controls alphabetical, specified categories first and with `SP-`; the published rendering of ISM (2022), which has `CUI` behind
// a level in a segment of its own, its categories in the next, and a level only where not all is of CUI. Pure, thread-safe.
#pragma once

#include <string_view>

#include "label/policy.h"

namespace entente::label {

inline constexpr std::string_view kSpecified = "SP-";

// The token of CUI, if the policy has it.
[[nodiscard]] const Token* cui_token(const Policy& policy);

// Whether the segment behind CUI holds its categories, which its first item says; where that is a control too (PROPIN), all of
// them must be categories.
[[nodiscard]] bool holds_categories(std::string_view segment, const Token& cui, const Policy& policy);

[[nodiscard]] bool category_stands_before(std::string_view a, std::string_view b);

// A nickname of alternative compensatory control measures (ISM: ACCM-[A-Z0-9\-_]{1,61}; in marks a space for `_`).
[[nodiscard]] bool is_nickname(std::string_view name);

}  // namespace entente::label
