// What leads into a programme or a group: candidacies, capabilities, interoperability, risks.

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

// Into what: a nation has no members, so that nobody can become one.
void check_goal(Checking& checking, const Candidacy& candidacy) {
  const Spot spot{candidacy.provenance.place, "candidacy.of"};
  if (!checking.known_fact(spot, candidacy.of) || candidacy.of.kind != FactKind::party) return;
  const auto* party = checking.party(PartyId(candidacy.of.id));
  if (party == nullptr || party->kind != PartyKind::nation) return;
  checking.error(spot, fmt::format("{} is a nation; expected a group, an organisation or a programme", quoted(party->id.value)));
}

void check_candidacies(Checking& checking) {
  Ids ids;
  std::map<std::pair<PartyId, FactRef>, const Candidacy*> seen;
  for (const auto& each : checking.world().candidacies) {
    const auto& place = each.provenance.place;
    ids.add(checking, {place, "candidacy.id"}, each.id);
    checking.sourced(each.provenance, "candidacy");
    checking.known_party({place, "candidacy.party"}, each.party);
    check_goal(checking, each);
    if (each.states.empty()) checking.warning({place, "candidacy.state"}, "no state, so it says nothing");
    checking.history("candidacy.state", each.states);
    const auto [first, is_new] = seen.emplace(std::pair(each.party, each.of), &each);
    if (is_new || first->second->id == each.id) continue;
    checking.error({place, "candidacy.of"}, fmt::format("{} is a candidate for it already: {} ({})", quoted(each.party.value),
                                                        quoted(first->second->id), to_string(first->second->provenance.place)));
  }
}

void check_capabilities(Checking& checking) {
  Ids ids;
  for (const auto& each : checking.world().capabilities) {
    const auto& place = each.provenance.place;
    ids.add(checking, {place, "capability.id"}, each.id);
    checking.sourced(each.provenance, "capability");
    checking.known_party({place, "capability.party"}, each.party);
    if (each.programme) checking.known_fact({place, "capability.programme"}, *each.programme);
    checking.grant_period({place, "capability.until"}, each.period);
  }
}

void check_interoperability(Checking& checking) {
  constexpr std::size_t kPlatforms = 2;
  Ids ids;
  for (const auto& each : checking.world().interoperability) {
    const auto& place = each.provenance.place;
    ids.add(checking, {place, "interoperability.id"}, each.id);
    checking.sourced(each.provenance, "interoperability");
    if (each.parties.empty()) checking.error({place, "interoperability.parties"}, "nobody; expected at least one party");
    checking.known_parties({place, "interoperability.parties"}, each.parties);
    if (each.platforms.size() == kPlatforms) continue;
    checking.error({place, "interoperability.platforms"}, fmt::format("{}; expected two", each.platforms.size()));
  }
}

void check_risks(Checking& checking) {
  Ids ids;
  for (const auto& each : checking.world().risks) {
    const auto& place = each.provenance.place;
    ids.add(checking, {place, "risk.id"}, each.id);
    checking.sourced(each.provenance, "risk");
    for (const auto& about : each.about) checking.known_fact({place, "risk.about"}, about);
    checking.history("risk.state", each.states);
  }
}

}  // namespace

void check_ways_in(Checking& checking) {
  check_candidacies(checking);
  check_capabilities(checking);
  check_interoperability(checking);
  check_risks(checking);
}

}  // namespace entente::world
