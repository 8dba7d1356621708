// A world prepared for act_telling.h: which of its facts may be about a pair, so that not every pair looks at all of them.
//
// Immutable, thread-safe. The world must outlive it.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/names.h"
#include "world/facts.h"
#include "world/item_words.h"

namespace entente::analysis {

// Permissions of one kind by who may get something under them.
template <class Fact>
struct Permissions {
  std::map<PartyId, std::vector<const Fact*>> to;
  std::vector<const Fact*> to_many;  // to a party that has members, so it may be to anybody

  void add(const world::World& world, const Fact& fact) {
    const auto is_set = [&](const PartyId& each) {
      const auto* party = world.party(each);
      return party != nullptr && !party->members.empty();
    };
    if (std::any_of(fact.to.begin(), fact.to.end(), is_set)) return to_many.push_back(&fact);
    for (const auto& each : std::set<PartyId>(fact.to.begin(), fact.to.end())) to[each].push_back(&fact);
  }

  template <class Visit>
  void each_to(const PartyId& party, const Visit& visit) const {
    for (const Fact* each : to_many) visit(*each);
    if (const auto found = to.find(party); found != to.end()) {
      for (const Fact* each : found->second) visit(*each);
    }
  }
};

// Everybody for whom a party may stand at some time.
inline void add_members(const world::World& world, const PartyId& id, std::set<PartyId>& out) {
  if (!out.insert(id).second) return;
  const auto* party = world.party(id);
  if (party == nullptr) return;
  for (const auto& member : party->members) add_members(world, member.member, out);
}

struct ActWorld {
  explicit ActWorld(const world::World& of) : world(of), items(of) {
    for (std::size_t at = 0; at < of.instruments.size(); ++at) {
      std::set<PartyId> parties;
      for (const auto& accession : of.instruments[at].parties) parties.insert(accession.party);
      for (const auto& party : parties) by_party[party].push_back(at);
    }
    for (const auto& each : of.instruments) {
      const auto forbids = [](const world::Clause& clause) { return clause.effect == world::Effect::prohibit && clause.action == "transfer"; };
      const bool exempts = each.kind == world::Kind::export_exemption;
      if (!exempts && std::any_of(each.clauses.begin(), each.clauses.end(), forbids)) forbidding.push_back(&each);
    }
    for (const auto& each : of.consents) consents.add(of, each);
    for (const auto& each : of.licences) licences.add(of, each);
  }

  // Places in the list of the world, ascending.
  [[nodiscard]] const std::vector<std::size_t>& of(const PartyId& party) const {
    static const std::vector<std::size_t> kNone;
    const auto found = by_party.find(party);
    return found == by_party.end() ? kNone : found->second;
  }

  const world::World& world;
  world::ItemWords items;
  std::map<PartyId, std::vector<std::size_t>> by_party;  // places of instruments
  std::vector<const world::Instrument*> forbidding;  // transfers, and no exemption
  Permissions<world::Consent> consents;
  Permissions<world::Licence> licences;
};

}  // namespace entente::analysis
