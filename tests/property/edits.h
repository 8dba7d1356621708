// Changes to a world that the laws are about: taking out or ending one granting fact, adding one restricting fact, reordering.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "property/scene.h"

namespace entente::property {

// One granting fact of a world. The functions work on that world or a copy of it.
struct Grant {
  std::string what;                           // for messages
  std::function<void(world::World&)> remove;  // an accession is not unlisted but put off to a distant date: see `unlist`
  std::function<void(world::World&, const PartialDate& until)> end;  // empty for a status, which has no end
  std::function<void(world::World&)> unlist;                         // accessions only
  bool contradicted = false;                                         // a row beside another of the same level and parties
  bool is_membership = false;
  bool has_prohibition = false;  // an accession that a prohibition hangs on
};

[[nodiscard]] std::vector<Grant> grants_of(const world::World& world);

// Takes out every granting fact but memberships, which also say who is in a group of recipients.
void strip_grants(world::World& world);

// Adds one restricting fact that may or may not matter to the request. Returns what it is.
[[nodiscard]] std::string add_restriction(Scene& scene);

// The same facts in another order, lists within facts included.
[[nodiscard]] world::World shuffled(const world::World& world, Dice& dice);

// Every instant at which some fact or the label may begin, end or become known. Sorted, unique.
[[nodiscard]] std::vector<Instant> boundaries(const Scene& scene);

}  // namespace entente::property
