// Waivers, licences, approvals, assurances: who gives them, to whom, of what.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

void somebody(Checking& checking, const Spot& spot, const std::vector<PartyId>& to) {
  if (to.empty()) checking.error(spot, "nobody; expected at least one party");
  checking.known_parties(spot, to);
}

void check_waiver(Checking& checking, const Waiver& waiver) {
  const auto& place = waiver.provenance.place;
  checking.sourced(waiver.provenance, "waiver");
  checking.known_actor({place, "waiver.by"}, waiver.by);
  somebody(checking, {place, "waiver.to"}, waiver.to);
  checking.known_fact({place, "waiver.of"}, waiver.of);
  if (waiver.project) checking.known_fact({place, "waiver.project"}, *waiver.project);
  checking.grant_period({place, "waiver.until"}, waiver.period);
}

void check_licence(Checking& checking, const Licence& licence) {
  const auto& place = licence.provenance.place;
  checking.sourced(licence.provenance, "licence");
  checking.known_actor({place, "licence.by"}, licence.by);
  somebody(checking, {place, "licence.to"}, licence.to);
  if (licence.items.empty()) checking.error({place, "licence.items"}, "nothing; expected what may go");
  checking.grant_period({place, "licence.until"}, licence.period);
}

void check_approval(Checking& checking, const Approval& approval) {
  const auto& place = approval.provenance.place;
  checking.sourced(approval.provenance, "approval");
  checking.known_actor({place, "approval.by"}, approval.by);
  checking.known_parties({place, "approval.to"}, approval.to);
  checking.known_fact({place, "approval.of"}, approval.of);
  const bool of_one_act = approval.organ == "notification" || approval.organ == "orders";
  if (of_one_act && approval.items.empty())
    checking.error({place, "approval.items"}, fmt::format("nothing; {} name by its id the act that they are about",
                                                          approval.organ == "orders" ? "orders" : "notifications"));
  checking.grant_period({place, "approval.until"}, approval.period);
}

void check_assurance(Checking& checking, const Assurance& assurance) {
  const auto& place = assurance.provenance.place;
  checking.sourced(assurance.provenance, "assurance");
  checking.grant_period({place, "assurance.until"}, assurance.period);
  const bool by_known = checking.known_actor({place, "assurance.by"}, assurance.by) != nullptr;
  const auto* instrument = checking.known_instrument({place, "assurance.under"}, assurance.under);
  if (!by_known || instrument == nullptr) return;
  const bool is_party = std::any_of(instrument->parties.begin(), instrument->parties.end(),
                                    [&](const Accession& accession) { return accession.party == assurance.by; });
  if (is_party) return;
  checking.error({place, "assurance.by"},
                 fmt::format("{} is not a party to {}", quoted(assurance.by.value), quoted(instrument->id.value)));
}

template <class Facts, class Check>
void check_all(Checking& checking, const Facts& facts, std::string_view key, Check check) {
  Ids ids;
  for (const auto& fact : facts) {
    ids.add(checking, {fact.provenance.place, key}, fact.id);
    check(checking, fact);
  }
}

}  // namespace

void check_permissions(Checking& checking) {
  const auto& world = checking.world();
  check_all(checking, world.waivers, "waiver.id", check_waiver);
  check_all(checking, world.licences, "licence.id", check_licence);
  check_all(checking, world.approvals, "approval.id", check_approval);
  check_all(checking, world.assurances, "assurance.id", check_assurance);
}

}  // namespace entente::world
