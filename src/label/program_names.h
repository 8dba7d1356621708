// Programs that a document names in full in one mark and by an abbreviation in another: "SAR-BUTTER POPCORN", "SAR-BP".
//
// The register allows both in banners and the abbreviation alone in portion marks (manual (2016) H.5, Table 4), and publishes
// neither. For checks of a document only: whether its marks fit one another. No decision rests on such a guess. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// Two or three characters that stand in the name in their order, the first of them first: "BP", "SDA" of "SODA".
[[nodiscard]] bool may_abbreviate(std::string_view abbreviation, std::string_view name);

// Gives every program of these labels that is named in full the abbreviation that another of them has, where one fits, each to
// one name. What stands beside an abbreviation in one mark is another program. Programs that the policy names are left alone, and
// so are all where there are more than limits::kMarkingTokens.
void abbreviate_programs(const std::vector<Label*>& labels, const Policy& policy);

}  // namespace entente::label
