// Adds the facts of a remedy to a world: what docs/formats/remedies.md says each of them is.
//
// They are verified, begin on the day of the request and were known at `known_as_of`, if there is one. A row of an instrument
// that is not there adds nothing. The result is good for deciding this request, and is no world that anybody would keep. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "decision/needs.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::analysis {

void add_facts(const decision::Way& facts, const decision::Request& request, std::optional<Instant> known_as_of,
               world::World& world);

// Whether an instrument's id, or a clause's, is one that a remedy made.
[[nodiscard]] bool is_new(std::string_view id);

// The facts that can matter to a request about these parties: the same decision, compiled sooner.
[[nodiscard]] world::World narrowed(const world::World& world, const std::set<PartyId>& involved,
                                    const decision::Request& request);

}  // namespace entente::analysis
