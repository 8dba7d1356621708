// The marking of a whole from the markings of its parts, and whether one marking is stricter than another.
//
// Source: the published US manual (2016), section D.2 and Table 3 (precedence for banner roll-up), H.3, H.7; other systems
// take the union of restrictions and the intersection of releasability. Membership of groups at the date is passed in.
// Never used to decide a release across systems: see `Policy::corresponds`. Pure and thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// Members of a group or organisation at the date in question; a nation yields itself; what cannot be decomposed, nothing.
using Expand = std::function<std::vector<PartyId>(const PartyId&)>;

// The label of a document in `system` that holds exactly `parts`: highest level (other systems' levels by
// `system.corresponds`; none → error), union of restrictive categories, controls and sources (owners other than the
// system's party become sources), intersection of releasability over the parts above the free level, no-foreign first.
// No parts: the system's lowest level. The result is owned by the system's party.
[[nodiscard]] Result<Label> roll_up(const std::vector<Label>& parts, const Policy& system, const PolicyBook& book, const Expand& expand);

// True if `document` restricts anything that `rolled_up` does not: level, category, control, source, release.
// Both in `system`. Incomparable levels count as stricter.
[[nodiscard]] bool is_stricter(const Label& document, const Label& rolled_up, const Policy& system, const Expand& expand);

}  // namespace entente::label
