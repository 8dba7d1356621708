// What acts are about, beside a cast: pacts of each kind with their conditions, laws, a programme, and the permissions that
// conditions ask for. See act_scene.cpp.
#pragma once

#include "decision/request.h"
#include "property/cast.h"

namespace entente::property {

inline constexpr std::array<const char*, 6> kActs{"transfer", "supply", "visit", "participate", "grant", "consult"};

// Whom and what facts lean towards.
struct Leaning {
  std::string action;
  std::vector<PartyId> givers;
  std::vector<PartyId> takers;  // the recipient, or the nations of its group
  PartyId recipient;
  decision::Object object;
  std::string purpose;
  std::vector<std::string> instruments;  // "instrument:pact-0"
};

// Mostly verified and without dates, so that of many such facts all often hold.
[[nodiscard]] Period calm_period(Dice& dice);
[[nodiscard]] world::Provenance calm_provenance(Dice& dice);

// What an act is worth, and limits that are below, at and above it, or in another currency.
[[nodiscard]] decision::Amount some_value(Dice& dice);
[[nodiscard]] world::Money some_limit(Dice& dice);

[[nodiscard]] world::Clause make_act_clause(const Leaning& act, const std::string& id, Dice& dice);  // of any effect
[[nodiscard]] world::Waiver make_waiver(const Leaning& act, const std::string& id, const std::string& clause, Dice& dice);
[[nodiscard]] world::Licence make_licence(const Leaning& act, const std::string& id, Dice& dice);
[[nodiscard]] world::Approval make_approval(const Leaning& act, const std::string& id, const std::string& organ, Dice& dice);
[[nodiscard]] world::Participation make_participation(const PartyId& party, world::Role role, Dice& dice);

// Mostly what the condition needs, or a waiver of it.
void satisfy(world::World& world, const Leaning& act, const world::Instrument& instrument, const world::Clause& clause,
             Dice& dice);

[[nodiscard]] world::Instrument make_pact(const Cast& cast, const Leaning& act, const std::string& id, world::Kind kind,
                                          Dice& dice);
// A law or treaty that forbids a transfer, with others of its clauses.
[[nodiscard]] world::Instrument make_embargo(const Cast& cast, const Leaning& act, Dice& dice);
// The programme "p" with its project "wings", and who is a candidate for it.
void add_programme(world::World& world, const Leaning& act, Dice& dice);

}  // namespace entente::property
