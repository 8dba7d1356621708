// Whether a release list that is stated beside a marking is a part of the marking's own (docs/semantics.md 2.5).
//
// Each stated party is written there, or every member of it, and the organisation that it is, is one of what is: of memberships that count as grants under the
// desk's options, at the decision, or at the marking's date where its policy says that groups mean their members then (2.1). Pure.
#pragma once

#include <optional>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "label/label.h"
#include "world/provenance.h"

namespace entente::service {

class Desk;

struct ReleaseWithin {
  const label::Label& label;  // by its marking, with its date
  const std::vector<PartyId>& stated;
  Instant time;
  std::optional<Instant> known_as_of;  // in place of the desk's
};

struct WithinOrNot {
  std::optional<PartyId> beyond;  // the first that is no part of the marking's list
  bool unsettled = false;         // it would be none, if weaker memberships counted
  world::Evidence evidence = world::Evidence::verified;  // of the memberships by which all are within
  std::vector<PartyId> looked_at;  // whose members mattered
};

[[nodiscard]] WithinOrNot release_within(const Desk& desk, const ReleaseWithin& question);

}  // namespace entente::service
