// Changes to what acts are about, besides those of edits.h.
#pragma once

#include "property/edits.h"

namespace entente::property {

// Waivers, licences, approvals, participations, states of candidacies, settled terms. `grants_of` has them too.
[[nodiscard]] std::vector<Grant> act_grants_of(const world::World& world);
// Of those, everything but participations, which also say who gives.
void strip_act_grants(world::World& world);
// Whether memberships also restrict the act that a scene asks for.
[[nodiscard]] bool membership_restricts_act(const Scene& scene);

// Adds one granting fact that restricts nothing. Returns what it is, or nothing.
[[nodiscard]] std::string add_act_grant(Scene& scene);

// As of edits.h, for an act. A clause is left alone where it makes its instrument a candidate.
[[nodiscard]] std::vector<std::pair<std::string, world::World>> without_an_act_restriction(const world::World& world);
[[nodiscard]] std::string add_act_restriction(Scene& scene);

void shuffle_act_facts(world::World& world, Dice& dice);
void note_act_facts(std::vector<Instant>& instants, const world::World& world);

}  // namespace entente::property
