// What one label, as part of a whole, says about release. Private to the room.
//
// Used for banners only: a decision about a recipient is made by the rules, from the label itself. Pure.
#pragma once

#include <set>
#include <vector>

#include "label/label.h"
#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::label {

using Parties = std::set<PartyId>;

struct Audience {
  bool decided = false;  // a release (perhaps to nobody) is stated or follows from the owners
  bool everyone = false;
  Parties release;  // expanded, with the system's party
  Parties display;  // these and the ones that may look
};

[[nodiscard]] Parties expanded(const std::vector<PartyId>& parties, const Expand& expand);

// Owners of the label with a name, other than the system's party.
[[nodiscard]] std::vector<PartyId> other_owners(const Label& label, const Policy& system);

[[nodiscard]] Audience audience_of(const Label& part, const Policy& system, const Expand& expand);

// It says to whom it may go, whatever else it says: a list, a closed one, a deferral.
[[nodiscard]] bool names_recipients(const Label& label);

// The label states something about release: a list, a control, a deferral.
[[nodiscard]] bool states_release(const Label& label);

// The common statement of all parts, under the system's rules. `parts` are those that count.
struct ReleaseStatement {
  Releasability releasable;
  std::vector<PartyId> display_only;
  Controls controls;  // no_foreign, release_by_official, eyes_only
};
[[nodiscard]] ReleaseStatement common_release(const std::vector<const Label*>& parts, const Policy& system, const Expand& expand);

}  // namespace entente::label
