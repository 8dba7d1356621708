// What the text and the JSON of world views have in common: which facts are shown, in which order. Used by world_view*.cpp only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "service/fact_table.h"
#include "service/world_view.h"
#include "world/facts.h"

namespace entente::service {

struct NamedMembership {
  const world::Party* set = nullptr;  // the group or organisation
  const world::Membership* membership = nullptr;
};

// Instruments by id; those that list every one of `parties`.
[[nodiscard]] std::vector<const world::Instrument*> instruments_of(const world::World& world,
                                                                   const std::vector<PartyId>& parties);
// Of a group or an organisation: those whose parties are exactly its members, whether or not each is one now.
[[nodiscard]] std::vector<const world::Instrument*> instruments_between_members(const world::World& world,
                                                                                const world::Party& set);
// Those that list the party, and those between exactly its members; by id.
[[nodiscard]] std::vector<const world::Instrument*> instruments_concerning(const world::World& world, const world::Party& party);
// Those that list both, the fewest parties first: what is made between the two comes before what many share.
[[nodiscard]] std::vector<const world::Instrument*> instruments_between(const world::World& world, const PartyId& first,
                                                                        const PartyId& second);
// Memberships of a party, by set and start.
[[nodiscard]] std::vector<NamedMembership> memberships_of(const world::World& world, const PartyId& party);
// Entries of a party's own list, by member and start.
[[nodiscard]] std::vector<const world::Membership*> members_of(const world::Party& party);
// History by start, then order.
[[nodiscard]] std::vector<const world::Status*> history_of(const world::Instrument& instrument);
// Rows in the order of parties, highest level first where the policy is known; between two parties, or all.
[[nodiscard]] std::vector<const world::EquivalenceRow*> rows_of(const world::World& world, const world::Instrument& instrument,
                                                                const std::vector<PartyId>& between);
[[nodiscard]] std::vector<PartyId> parties_of(const world::Instrument& instrument);  // each once, sorted
// What speaks of an instrument, in the order of the files.
[[nodiscard]] std::vector<const world::Claim*> claims_of(const world::World& world, const world::Instrument& instrument);
[[nodiscard]] bool holds(const Period& grant, Instant at);

// What a view is about: one or two parties, an instrument, or (neither) the world.
struct Subject {
  std::vector<PartyId> parties;
  const world::Instrument* instrument = nullptr;
};

// Every dated beginning and end, by date.
[[nodiscard]] FactTable timeline_of(const world::World& world, const Subject& subject);
// Every fact whose id, words, source or note hold `word`, whatever the case.
[[nodiscard]] FactTable found_in(const world::World& world, std::string_view word, ViewForm form);

// --- claims (world_view_claims.cpp): what sources say, with its outcome at a date ---

// "A001-12" or "claim:A001-12"; nullptr where no claim has the id.
[[nodiscard]] const world::Claim* claim_named(const world::World& world, std::string_view name);
[[nodiscard]] std::string claim_page(const world::World& world, const world::Claim& claim, const ShowRequest& request);
[[nodiscard]] FactTable claims_about(const world::World& world, const world::Instrument& instrument, Instant as_of);
// Those whose id, source or words hold `word`, whatever the case.
[[nodiscard]] FactTable claims_with(const world::World& world, std::string_view word, Instant as_of);
void write_claims(codec::JsonWriter& json, const world::World& world, const std::vector<const world::Claim*>& claims,
                  Instant as_of);

// Every fact of what has this id: a programme, an event, a person.
[[nodiscard]] FactTable facts_named(const world::World& world, std::string_view id, ViewForm form);

// Periods are half-open in files and in JSON; of an event, text names the last day instead.
// What concerns all of `parties` (one or two) besides instruments and memberships: candidacies, programmes, events, assessments,
// capabilities, commitments, risks, people; and what changes next after `as_of`.
[[nodiscard]] std::vector<FactTable> party_tables(const world::World& world, const std::vector<PartyId>& parties, Instant as_of,
                                                  ViewForm form);
// What hangs on an instrument: grants and meetings under it, programmes; and what changes next.
[[nodiscard]] std::vector<FactTable> instrument_tables(const world::World& world, const world::Instrument& instrument,
                                                       Instant as_of, ViewForm form);

// One subject and one date, as text or as JSON.
[[nodiscard]] std::string world_as_text(const world::World& world, Instant as_of);
[[nodiscard]] std::string world_as_json(const world::World& world, Instant as_of);
[[nodiscard]] std::string party_as_text(const world::World& world, const world::Party& party, Instant as_of);
[[nodiscard]] std::string party_as_json(const world::World& world, const world::Party& party, Instant as_of);
[[nodiscard]] std::string instrument_as_text(const world::World& world, const world::Instrument& instrument, Instant as_of);
[[nodiscard]] std::string instrument_as_json(const world::World& world, const world::Instrument& instrument, Instant as_of);

struct Pair {
  const world::Party& first;
  const world::Party& second;
};
[[nodiscard]] std::string pair_as_text(const world::World& world, const Pair& pair, Instant as_of);
[[nodiscard]] std::string pair_as_json(const world::World& world, const Pair& pair, Instant as_of);

}  // namespace entente::service
