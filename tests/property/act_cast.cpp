#include "property/act_cast.h"

#include <algorithm>

#include "property/scene.h"

namespace entente::property {
namespace {

using world::CandidacyState;
using world::Effect;
using world::Needed;
using world::Role;

constexpr std::array<const char*, 4> kItems{"fuel", "radar", "food", "classified"};

// What is stated of an act need not be a reference.
world::FactRef reference(const std::string& text) {
  const auto parsed = world::parse_reference(text);
  return parsed ? *parsed : world::FactRef{world::FactKind::programme, "p", ""};
}

std::vector<PartyId> audience(const Leaning& act, Dice& dice) {
  if (dice.chance(5)) return {dice.one_of(act.givers)};
  std::vector<PartyId> list = act.takers;
  if (dice.chance(15)) list = {act.recipient};
  return list;
}

std::vector<std::string> some_items(Dice& dice, std::size_t percent) {
  std::vector<std::string> list;
  for (const char* each : kItems) {
    if (dice.chance(percent)) list.emplace_back(each);
  }
  return list;
}

Needed some_need(const std::string& action, Dice& dice) {
  if (action == "visit" && dice.chance(50)) return dice.one_of({Needed::host_consent, Needed::notification, Needed::orders});
  if (action == "participate" && dice.chance(25)) return Needed::invitation;
  return dice.one_of({Needed::provider_consent, Needed::host_consent, Needed::notification, Needed::orders,
                      Needed::national_approval, Needed::joint_committee, Needed::licence, Needed::authorised_user,
                      Needed::registration, Needed::end_use_check, Needed::clearance, Needed::facility_clearance,
                      Needed::agreed_project, Needed::security_agreement, Needed::invitation});
}

void limit(world::Clause& clause, const Leaning& act, Dice& dice) {
  if (dice.chance(15)) clause.from = {dice.one_of(act.givers)};
  if (dice.chance(10)) clause.to = audience(act, dice);
  if (dice.chance(20)) clause.items = some_items(dice, 40);
  if (dice.chance(20)) clause.activities = {dice.one_of({"exercise", "retransfer"})};
  if (dice.chance(5)) clause.levels = {LevelName("LOW")};
  if (dice.chance(40)) clause.domains = {dice.one_of(kDomains)};
  if (dice.chance(25)) clause.period = make_period(dice);
}

void add_consent(world::World& world, const Leaning& act, const PartyId& by, Dice& dice) {
  world::Consent consent;
  consent.id = "act-consent-" + std::to_string(world.consents.size());
  consent.by = by;
  consent.to = audience(act, dice);
  consent.objects = {dice.chance(6) ? "another" : act.object.id.substr(0, act.object.id.find('#'))};
  if (dice.chance(20)) consent.purposes = {act.purpose.empty() || dice.chance(10) ? "training" : act.purpose};
  consent.period = calm_period(dice);
  consent.provenance = calm_provenance(dice);
  world.consents.push_back(consent);
}

void approve(world::World& world, const Leaning& act, const PartyId& by, const std::string& organ,
             const world::Instrument& instrument, Dice& dice) {
  auto made = make_approval(act, "approval-" + std::to_string(world.approvals.size()), organ, dice);
  made.by = by;
  if (!dice.chance(25)) made.of = reference("instrument:" + instrument.id.str());
  if (organ == "project" && !act.object.act.project.empty()) made.of = reference(act.object.act.project);
  world.approvals.push_back(made);
}

void satisfy_need(world::World& world, const Leaning& act, const world::Instrument& of, Needed need, Dice& dice) {
  const auto approve_all = [&](const std::vector<PartyId>& by, const char* organ) {
    for (const PartyId& each : by) approve(world, act, each, organ, of, dice);
  };
  const auto& agreed = dice.chance(70) ? act.givers : act.takers;
  switch (need) {
    case Needed::provider_consent:
    case Needed::host_consent:
      for (const PartyId& each : act.givers) add_consent(world, act, each, dice);
      return;
    case Needed::notification:
      approve_all(act.takers, "notification");
      return;
    case Needed::orders:
      approve_all(act.takers, "orders");
      return;
    case Needed::national_approval:
      approve_all(of.kind == world::Kind::national_law && dice.chance(50) ? act.takers : act.givers,
                  dice.one_of({"cabinet", "ministry", "parliament"}));
      return;
    case Needed::joint_committee:
      approve_all(agreed, "joint-committee");
      return;
    case Needed::licence:
      world.licences.push_back(make_licence(act, "licence-" + std::to_string(world.licences.size()), dice));
      return;
    case Needed::authorised_user:
      approve_all(act.givers, "authorised-user");
      return;
    case Needed::registration:
      approve_all(act.givers, "registration");
      return;
    case Needed::end_use_check:
      approve_all(act.givers, "end-use-check");
      return;
    case Needed::agreed_project:
      approve_all(act.givers, "project");
      approve_all(act.takers, "project");
      return;
    case Needed::clearance:
    case Needed::facility_clearance:
    case Needed::invitation:
    case Needed::security_agreement:
      return;
  }
}

}  // namespace

Period calm_period(Dice& dice) { return dice.chance(18) ? make_period(dice) : Period{}; }

world::Provenance calm_provenance(Dice& dice) {
  return dice.chance(15) ? make_provenance(dice) : read_as(world::Evidence::verified);
}

decision::Amount some_value(Dice& dice) {
  return {static_cast<std::int64_t>(dice.one_of({1000, 1001, 2000, 3000, 0})),
          dice.chance(80) ? "USD" : dice.one_of({"JPY", "usd"})};
}

world::Money some_limit(Dice& dice) {
  return {dice.chance(85) ? "USD" : "JPY", static_cast<std::int64_t>(dice.one_of({1000, 999, 2000, 0}))};
}

world::Clause make_act_clause(const Leaning& act, const std::string& id, Dice& dice) {
  world::Clause clause;
  clause.id = id;
  const std::size_t kind = dice.below(100);
  clause.effect = kind < 70 ? Effect::condition : kind < 92 ? Effect::oblige : Effect::prohibit;
  clause.action = dice.chance(6) ? dice.one_of(kActs) : act.action;
  limit(clause, act, dice);
  if (clause.effect == Effect::prohibit && !dice.chance(25)) clause.items = {"ammunition"};
  if (clause.effect == Effect::oblige) {
    clause.obligation = dice.one_of({"settle-by", "end-use"});
    clause.settlement = {world::Settlement::cash};
  }
  if (clause.effect == Effect::condition) {
    const std::size_t asks = dice.below(100);
    for (std::size_t needs = asks < 20 ? 0 : asks < 80 ? 1 : 2; needs > 0; --needs)
      clause.needs.push_back(some_need(act.action, dice));
    if (clause.needs.empty() || dice.chance(10)) clause.purposes = {"defence"};
    const bool notified = std::find(clause.needs.begin(), clause.needs.end(), Needed::notification) != clause.needs.end();
    if (notified && dice.chance(60)) clause.days = static_cast<std::int64_t>(dice.one_of({30, 1, 365}));
  }
  clause.provenance = make_provenance(dice);
  return clause;
}

world::Waiver make_waiver(const Leaning& act, const std::string& id, const std::string& clause, Dice& dice) {
  world::Waiver waiver;
  waiver.id = id;
  waiver.of = reference("clause:" + clause);
  waiver.by = dice.chance(15) ? dice.one_of(act.takers) : dice.one_of(act.givers);
  waiver.to = audience(act, dice);
  if (dice.chance(25)) waiver.project = reference(dice.one_of({"project:p#wings", "programme:p", "project:p#tail"}));
  if (dice.chance(25)) waiver.items = dice.chance(30) ? std::vector{act.object.id} : act.object.act.items;
  if (dice.chance(15)) waiver.purposes = {"defence"};
  waiver.period = calm_period(dice);
  waiver.provenance = calm_provenance(dice);
  return waiver;
}

world::Licence make_licence(const Leaning& act, const std::string& id, Dice& dice) {
  world::Licence licence;
  licence.id = id;
  const auto& origin = act.object.act.origin;
  licence.by = dice.chance(12) ? dice.one_of(act.takers) : origin && *origin != kNobody ? *origin : dice.one_of(act.givers);
  licence.to = audience(act, dice);
  licence.items = dice.chance(10) ? some_items(dice, 50) : act.object.act.items;
  if (dice.chance(15)) licence.purposes = {"defence"};
  if (dice.chance(15)) licence.territory = dice.chance(80) ? "yard" : "port";
  licence.period = calm_period(dice);
  licence.provenance = calm_provenance(dice);
  return licence;
}

world::Approval make_approval(const Leaning& act, const std::string& id, const std::string& organ, Dice& dice) {
  world::Approval approval;
  approval.id = id;
  approval.by = dice.chance(30) ? dice.one_of(act.takers) : dice.one_of(act.givers);
  approval.organ = organ;
  approval.of = reference(dice.one_of(act.instruments));
  if (!act.object.act.project.empty() && dice.chance(30)) {
    approval.of = reference(dice.chance(20) ? "programme:p" : act.object.act.project.c_str());
  }
  if (dice.chance(15)) approval.to = dice.chance(50) ? act.takers : act.givers;
  if (dice.chance(20)) approval.items = dice.chance(30) ? std::vector{act.object.id} : act.object.act.items;
  const bool of_one_act = organ == "notification" || organ == "orders";
  if (of_one_act && !dice.chance(8)) approval.items.push_back(act.object.id);
  if (organ == "authorised-user") {
    approval.items = act.object.act.items;
    approval.items.emplace_back(dice.one_of({"f0", "s0"}));
  }
  if (organ == "notification" && !dice.chance(15)) approval.period.from = day(dice.one_of({"2010-06-15", "2012", "2013-01"}));
  if (organ != "notification") approval.period = calm_period(dice);
  approval.provenance = calm_provenance(dice);
  return approval;
}

world::Participation make_participation(const PartyId& party, Role role, Dice& dice) {
  world::Participation made;
  made.party = party;
  made.role = role;
  if (dice.chance(30)) made.tier = static_cast<std::int64_t>(dice.one_of({1, 1, 2}));
  if (dice.chance(20)) made.areas = {dice.one_of({"undersea", "undersea", "space"})};
  made.period = calm_period(dice);
  made.provenance = calm_provenance(dice);
  return made;
}

void satisfy(world::World& world, const Leaning& act, const world::Instrument& instrument, const world::Clause& clause,
             Dice& dice) {
  if (clause.effect != Effect::condition) return;
  if (!dice.chance(6)) {
    for (const Needed each : clause.needs) satisfy_need(world, act, instrument, each, dice);
  }
  if (!dice.chance(25)) return;
  world.waivers.push_back(
      make_waiver(act, "waiver-" + std::to_string(world.waivers.size()), instrument.id.str() + "#" + clause.id, dice));
  const bool of_law = instrument.kind == world::Kind::national_law && !instrument.parties.empty();
  if (of_law && dice.chance(70)) world.waivers.back().by = instrument.parties.front().party;
}

world::Instrument make_pact(const Cast& cast, const Leaning& act, const std::string& id, world::Kind kind, Dice& dice) {
  world::Instrument pact;
  pact.id = InstrumentId(id);
  pact.kind = kind;
  pact.title = "a pact";
  pact.provenance = read_as(world::Evidence::verified);
  const auto accede = [&](const PartyId& party) { pact.parties.push_back({party, calm_period(dice), calm_provenance(dice)}); };
  const bool law = kind == world::Kind::national_law;
  for (const PartyId& each : act.givers) {
    if (!dice.chance(law ? 50 : 2)) accede(each);
  }
  for (const PartyId& each : act.takers) {
    if (!dice.chance(law || act.action == "participate" ? 50 : 2)) accede(each);
  }
  if (dice.chance(15)) accede(dice.one_of(cast.world.parties).id);
  std::erase_if(pact.parties, [&](const auto& each) {
    const auto* party = cast.world.party(each.party);
    return party == nullptr || party->kind == world::PartyKind::group;
  });
  if (pact.parties.empty()) pact.parties.push_back({act.givers.front(), {}, read_as(world::Evidence::verified)});
  const Period start = dice.chance(20) ? make_period(dice) : Period{};
  pact.statuses.push_back({world::StatusValue::in_force, start.from.value_or(day("2010-06")), calm_provenance(dice)});
  if (dice.chance(8)) {
    const auto value = dice.one_of({world::StatusValue::suspended, world::StatusValue::terminated, world::StatusValue::in_force});
    pact.statuses.push_back({value, make_period(dice).from.value_or(day("2016")), make_provenance(dice)});
  }
  if (act.action == "supply" || dice.chance(30)) {
    pact.items = dice.chance(10) ? some_items(dice, 60) : act.object.act.items;
    if (dice.chance(30)) pact.items.emplace_back("ammunition");
  }
  if (dice.chance(3)) pact.forms = {"document"};
  if (dice.chance(4)) pact.withdrawals.push_back({dice.one_of(pact.parties).party, make_period(dice), make_provenance(dice)});
  for (std::size_t i = 1, count = dice.below(4); i <= count; ++i) {
    pact.clauses.push_back(make_act_clause(act, "art-" + std::to_string(i), dice));
  }
  return pact;
}

world::Instrument make_embargo(const Cast& cast, const Leaning& act, Dice& dice) {
  Leaning transfer = act;
  transfer.action = "transfer";
  const auto& origin = act.object.act.origin;
  if (origin && *origin != kNobody) transfer.givers.push_back(*origin);
  auto made = make_pact(cast, transfer, "embargo", dice.chance(70) ? world::Kind::national_law : world::Kind::alliance, dice);
  auto clause = make_act_clause(transfer, "embargo", dice);
  clause.effect = Effect::prohibit;
  clause.needs.clear();
  made.clauses.push_back(clause);
  return made;
}

void add_programme(world::World& world, const Leaning& act, Dice& dice) {
  world::Programme programme;
  programme.id = "p";
  programme.under = InstrumentId("pact-0");
  if (dice.chance(3)) programme.under.reset();
  programme.provenance = read_as(world::Evidence::verified);
  for (const char* area : {"undersea", "space"}) programme.areas.push_back({area, "", read_as(world::Evidence::verified)});
  world::Project wings{"wings", "", {}, {}, calm_period(dice), calm_provenance(dice)};
  if (dice.chance(30)) wings.areas = {"undersea"};
  for (const PartyId& each : act.givers) {
    programme.participants.push_back(make_participation(each, Role::member, dice));
    if (!dice.chance(10)) wings.participants.push_back(make_participation(each, Role::member, dice));
  }
  for (const PartyId& each : act.takers) {
    const auto role = dice.one_of({Role::partner, Role::partner, Role::member, Role::member, Role::observer, Role::candidate});
    if (!dice.chance(15)) programme.participants.push_back(make_participation(each, role, dice));
    if (!dice.chance(15)) wings.participants.push_back(make_participation(each, Role::partner, dice));
    if (dice.chance(35)) {
      auto& candidacy = world.candidacies.emplace_back();
      candidacy = {
          "candidacy-" + std::to_string(world.candidacies.size()), each, reference("programme:p"), {}, calm_provenance(dice)};
      for (std::size_t states = 1 + dice.below(3); states > 0; --states) {
        const auto state = dice.one_of({CandidacyState::invited, CandidacyState::member, CandidacyState::considered});
        candidacy.states.push_back({state, make_period(dice).from.value_or(day("2012")), calm_provenance(dice)});
      }
    }
  }
  if (dice.chance(12)) {
    auto& list = dice.chance(50) ? programme.participants : wings.participants;
    list.push_back(
        make_participation(dice.one_of(world.parties).id, dice.one_of({Role::excluded, Role::member, Role::partner}), dice));
  }
  for (std::size_t i = 0, count = dice.below(3); i < count; ++i) {
    world::Term term{"t" + std::to_string(i), "financing", {}, world::TermState::settled, "", calm_provenance(dice)};
    if (dice.chance(10)) term.state = world::TermState::unsettled;
    if (dice.chance(30)) term.parties = {dice.one_of(world.parties).id};
    programme.terms.push_back(term);
  }
  programme.projects.push_back(wings);
  world.programmes.push_back(programme);
}

}  // namespace entente::property
