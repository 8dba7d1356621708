// The world of a scene: who is there, and what is recorded. See scene.h.
#pragma once

#include <array>

#include "property/dice.h"
#include "world/facts.h"

namespace entente::property {

// A world, and the parties and the time that a request against it will mostly be about, so that facts can lean towards them.
struct Cast {
  world::World world;
  PartyId owner;
  PartyId holder;
  PartyId recipient;
  Instant time;
};

[[nodiscard]] Cast make_cast(Dice& dice);

// Persons p0 to p2, the system s0, the facility f0, as many of them as there are; and assertions about them.
void add_people(Cast& cast, Dice& dice);

// One more fact, leaning towards the parties of the request.
[[nodiscard]] world::Clause make_clause(const Cast& cast, const std::string& id, Dice& dice);  // of any effect
[[nodiscard]] world::Consent make_consent(const Cast& cast, const std::string& id, Dice& dice);
[[nodiscard]] world::Delegation make_delegation(const Cast& cast, const std::string& id, Dice& dice);
[[nodiscard]] std::optional<world::Accreditation> make_accreditation(const Cast& cast, Dice& dice);
[[nodiscard]] world::EquivalenceRow make_row(const Cast& cast, const PartyId& from, const LevelName& level, const PartyId& to,
                                             Dice& dice);
[[nodiscard]] world::LevelTerm make_level_term(const world::World& world, const PolicyId& policy, Dice& dice);
[[nodiscard]] world::Clearance make_clearance(const Cast& cast, const PartyId& vouching, Dice& dice);
[[nodiscard]] world::Belonging make_belonging(Dice& dice);
[[nodiscard]] world::NeedToKnow make_need_to_know(const std::string& id, Dice& dice);
[[nodiscard]] Period make_period(Dice& dice);
[[nodiscard]] world::Provenance make_provenance(Dice& dice);

// A date on which facts like to begin or end, or a moment shortly before or after it.
[[nodiscard]] Instant instant_near_a_date(Dice& dice);

inline constexpr std::array<const char*, 2> kDomains{"military", "signals"};
inline const PartyId kNobody("XYZ");  // no party of any world

}  // namespace entente::property
