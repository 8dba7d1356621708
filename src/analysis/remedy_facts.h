// Adds the facts of a remedy to a world: what docs/formats/remedies.md says each of them is.
//
// They are verified, begin on the day of the request and were known at `known_as_of`, if there is one. A row of an instrument
// that is not there adds nothing. The result is good for deciding this request, and is no world that anybody would keep. Pure.
#pragma once

#include <optional>

#include "decision/needs.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::analysis {

void add_facts(const decision::Way& facts, const decision::Request& request, std::optional<Instant> known_as_of,
               world::World& world);

// The facts that can matter to a request about these parties: the same decision, compiled sooner.
[[nodiscard]] world::World narrowed(const world::World& world, const std::set<PartyId>& involved,
                                    const decision::Request& request);

}  // namespace entente::analysis
