#include "property/act_edits.h"

#include <algorithm>

#include "property/act_scene.h"

namespace entente::property {
namespace {

using world::CandidacyState;
using world::Clause;
using world::Effect;
using world::Instrument;
using world::Participation;
using world::Role;
using world::World;

template <class ListOf>
void add_all(GrantKind kind, const World& world, ListOf list_of, std::vector<Grant>& grants) {
  for (std::size_t i = 0; i < list_of(world).size(); ++i)
    grants.push_back(grant_in(kind, list_of(world)[i].id, world, list_of, i));
}

// `list_of` finds the participants of one programme or project.
template <class ListOf>
void add_participations(const World& world, ListOf list_of, std::vector<Grant>& grants) {
  for (std::size_t i = 0; i < list_of(world).size(); ++i) {
    const Participation& each = list_of(world)[i];
    if (each.role < Role::partner) continue;
    grants.push_back(grant_in(GrantKind::participation, "participation of " + each.party.str(), world, list_of, i));
    if (each.role == Role::member) grants.back().gives = each.party;
  }
}

bool is_invitation(CandidacyState state) { return state >= CandidacyState::invited; }

void add_states_and_terms(const World& world, std::vector<Grant>& grants) {
  const auto add = [&](GrantKind kind, std::string what, std::function<void(World&)> remove) {
    Grant grant;
    grant.kind = kind;
    grant.what = std::move(what);
    grant.remove = std::move(remove);
    grants.push_back(grant);
  };
  for (std::size_t at = 0; at < world.candidacies.size(); ++at) {
    for (std::size_t i = 0; i < world.candidacies[at].states.size(); ++i) {
      if (!is_invitation(world.candidacies[at].states[i].value)) continue;
      add(GrantKind::candidacy, "an invitation", [=](World& it) { erase_at(it.candidacies[at].states, i); });
    }
  }
  for (std::size_t at = 0; at < world.programmes.size(); ++at) {
    for (std::size_t i = 0; i < world.programmes[at].terms.size(); ++i) {
      if (world.programmes[at].terms[i].state != world::TermState::settled) continue;
      add(GrantKind::term, "a settlement", [=](World& it) { it.programmes[at].terms[i].state = world::TermState::unsettled; });
    }
  }
}

// A clause that lets its instrument be nothing that it is not anyway.
bool only_restricts(const Instrument& instrument, const Clause& clause) {
  if (clause.effect == Effect::prohibit || instrument.kind == world::Kind::national_law) return true;
  return clause.effect == Effect::condition && usual_action(instrument.kind) == clause.action;
}

template <class List>
void shuffle(List& list, Dice& dice) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[dice.below(i)]);
}

template <class Fact>
void note(std::vector<Instant>& instants, const Fact& fact) {
  for (const auto& date : {fact.period.from, fact.period.until, fact.provenance.known}) {
    if (date) instants.insert(instants.end(), {date->earliest(), date->latest()});
  }
}

template <class List>
void note_all(std::vector<Instant>& instants, const List& list) {
  for (const auto& each : list) note(instants, each);
}

std::string any_condition(const World& world, Dice& dice) {
  std::vector<std::string> names{"pact-0#art-1"};
  for (const auto& instrument : world.instruments) {
    for (const auto& each : instrument.clauses) {
      if (each.effect == Effect::condition) names.push_back(instrument.id.str() + "#" + each.id);
    }
  }
  return dice.one_of(names);
}

}  // namespace

std::vector<Grant> act_grants_of(const World& world) {
  std::vector<Grant> grants;
  add_all(GrantKind::waiver, world, [](auto& it) -> auto& { return it.waivers; }, grants);
  add_all(GrantKind::licence, world, [](auto& it) -> auto& { return it.licences; }, grants);
  add_all(GrantKind::approval, world, [](auto& it) -> auto& { return it.approvals; }, grants);
  for (std::size_t at = 0; at < world.programmes.size(); ++at) {
    add_participations(world, [=](auto& it) -> auto& { return it.programmes[at].participants; }, grants);
    for (std::size_t i = 0; i < world.programmes[at].projects.size(); ++i) {
      add_participations(world, [=](auto& it) -> auto& { return it.programmes[at].projects[i].participants; }, grants);
    }
  }
  add_states_and_terms(world, grants);
  return grants;
}

void strip_act_grants(World& world) {
  world.waivers.clear();
  world.licences.clear();
  world.approvals.clear();
  world.candidacies.clear();
  for (auto& programme : world.programmes) {
    for (auto& each : programme.terms) each.state = world::TermState::unsettled;
  }
}

bool membership_restricts_act(const Scene& scene) {
  const World& world = scene.world;
  const auto is_set = [&](const PartyId& id) {
    const auto* party = world.party(id);
    return party != nullptr && party->kind != world::PartyKind::nation;
  };
  const auto any_set = [&](const std::vector<PartyId>& list) { return std::any_of(list.begin(), list.end(), is_set); };
  const auto takes = [&](const Participation& each) { return is_set(each.party); };
  bool restricts = is_set(PartyId(scene.request.subject.id));
  for (const auto& instrument : world.instruments) {
    for (const auto& each : instrument.clauses) restricts = restricts || any_set(each.to);
  }
  for (const auto& programme : world.programmes) {
    restricts = restricts || std::any_of(programme.participants.begin(), programme.participants.end(), takes);
    for (const auto& each : programme.terms) restricts = restricts || any_set(each.parties);
    for (const auto& project : programme.projects)
      restricts = restricts || std::any_of(project.participants.begin(), project.participants.end(), takes);
  }
  return restricts;
}

std::string add_act_grant(Scene& scene) {
  Dice& dice = scene.dice;
  World& world = scene.world;
  const Leaning act = leaning_of(scene);
  switch (dice.below(6)) {
    case 0:
      world.waivers.push_back(make_waiver(act, "added", any_condition(world, dice), dice));
      return "a waiver";
    case 1:
      world.licences.push_back(make_licence(act, "added", dice));
      return "a licence";
    case 2:
      world.consents.push_back(make_consent(scene, "added", dice));
      return "a consent";
    case 3: {
      if (world.programmes.empty()) return "";
      auto& list = world.programmes.front().participants;
      list.push_back(make_participation(dice.one_of(act.takers), Role::partner, dice));
      return "a partner";
    }
    case 4: {
      if (world.candidacies.empty()) return "";
      auto& states = dice.one_of(world.candidacies).states;
      states.push_back({CandidacyState::invited, make_period(dice).from.value_or(day("2011")), make_provenance(dice)});
      return "an invitation";
    }
    default:
      world.approvals.push_back(make_approval(act, "added", dice.one_of({"orders", "cabinet", "notification"}), dice));
      return "an approval";
  }
}

std::vector<std::pair<std::string, World>> without_an_act_restriction(const World& world) {
  std::vector<std::pair<std::string, World>> without;
  const auto add = [&](std::string what, auto take_out) {
    without.emplace_back(std::move(what), world);
    take_out(without.back().second);
  };
  for (std::size_t at = 0; at < world.instruments.size(); ++at) {
    const Instrument& each = world.instruments[at];
    for (std::size_t i = 0; i < each.withdrawals.size(); ++i) {
      add("a withdrawal", [&](World& it) { erase_at(it.instruments[at].withdrawals, i); });
    }
    for (std::size_t i = 0; i < each.clauses.size(); ++i) {
      if (!only_restricts(each, each.clauses[i])) continue;
      add("clause " + each.clauses[i].id, [&](World& it) { erase_at(it.instruments[at].clauses, i); });
    }
    if (each.under) add("a scheme", [&](World& it) { it.instruments[at].under.reset(); });
    for (std::size_t i = 0; i < each.statuses.size(); ++i) {
      if (each.statuses[i].value == world::StatusValue::in_force) continue;
      add("a status", [&](World& it) { erase_at(it.instruments[at].statuses, i); });
    }
  }
  for (std::size_t at = 0; at < world.programmes.size(); ++at) {
    for (std::size_t i = 0; i < world.programmes[at].terms.size(); ++i) {
      add("a term", [&](World& it) { erase_at(it.programmes[at].terms, i); });
    }
    for (std::size_t i = 0; i < world.programmes[at].participants.size(); ++i) {
      if (world.programmes[at].participants[i].role != Role::excluded) continue;
      add("an exclusion", [&](World& it) { erase_at(it.programmes[at].participants, i); });
    }
  }
  for (std::size_t at = 0; at < world.candidacies.size(); ++at) {
    for (std::size_t i = 0; i < world.candidacies[at].states.size(); ++i) {
      if (is_invitation(world.candidacies[at].states[i].value)) continue;
      add("a state of a candidacy", [&](World& it) { erase_at(it.candidacies[at].states, i); });
    }
  }
  return without;
}

std::string add_act_restriction(Scene& scene) {
  Dice& dice = scene.dice;
  World& world = scene.world;
  const Leaning act = leaning_of(scene);
  const std::size_t kind = dice.below(6);
  if (kind == 0 || world.instruments.empty()) return add_restriction(scene);
  if (kind == 1 && !world.programmes.empty()) {
    auto& programme = world.programmes.front();
    if (dice.chance(50)) {
      programme.terms.push_back({"added", "", {}, world::TermState::unsettled, "", make_provenance(dice)});
      return "a term";
    }
    const Role role = dice.chance(50) ? Role::excluded : Role::member;
    const PartyId party = role == Role::excluded ? dice.one_of(act.takers) : dice.one_of(world.parties).id;
    auto& list = dice.chance(50) ? programme.participants : programme.projects.front().participants;
    list.push_back(make_participation(party, role, dice));
    if (role == Role::member) list.back().provenance.evidence = world::Evidence::assumed;  // gives nothing, may be asked
    return role == Role::member && scene.options.require == world::Evidence::assumed ? "" : "a participation of " + party.str();
  }
  if (kind == 2 && !world.candidacies.empty()) {
    const PartialDate from = make_period(dice).from.value_or(day("2014"));
    dice.one_of(world.candidacies).states.push_back({CandidacyState::considered, from, make_provenance(dice)});
    return "a state of a candidacy";
  }
  Instrument& instrument = dice.one_of(world.instruments);
  Clause clause = make_act_clause(act, "added", dice);
  if (!only_restricts(instrument, clause)) {
    clause.effect = Effect::prohibit;
    clause.needs.clear();
    clause.purposes.clear();
  }
  if (dice.chance(25)) clause.above = some_limit(dice);
  instrument.clauses.push_back(clause);
  return "clause in " + instrument.id.str();
}

void shuffle_act_facts(World& world, Dice& dice) {
  shuffle(world.items, dice);
  for (auto& each : world.items) shuffle(each.is, dice);
  shuffle(world.waivers, dice);
  shuffle(world.licences, dice);
  shuffle(world.approvals, dice);
  for (auto& each : world.waivers) shuffle(each.to, dice);
  for (auto& each : world.waivers) shuffle(each.items, dice);
  for (auto& each : world.licences) shuffle(each.items, dice);
  for (auto& each : world.approvals) shuffle(each.items, dice);
  for (auto& instrument : world.instruments) {
    shuffle(instrument.items, dice);
    for (auto& each : instrument.clauses) {
      shuffle(each.needs, dice);
      shuffle(each.items, dice);
      shuffle(each.from, dice);
      shuffle(each.activities, dice);
    }
  }
  shuffle(world.programmes, dice);
  for (auto& programme : world.programmes) {
    shuffle(programme.participants, dice);
    shuffle(programme.terms, dice);
    for (auto& each : programme.projects) shuffle(each.participants, dice);
  }
  shuffle(world.candidacies, dice);
  for (auto& each : world.candidacies) shuffle(each.states, dice);
}

void note_act_facts(std::vector<Instant>& instants, const World& world) {
  note_all(instants, world.waivers);
  note_all(instants, world.licences);
  note_all(instants, world.approvals);
  for (const auto& programme : world.programmes) {
    note_all(instants, programme.participants);
    note_all(instants, programme.projects);
    for (const auto& each : programme.projects) note_all(instants, each.participants);
    for (const auto& each : programme.terms) note(instants, world::Withdrawal{{}, {}, each.provenance});
  }
  for (const auto& candidacy : world.candidacies) {
    for (const auto& each : candidacy.states) note(instants, world::Withdrawal{{}, {each.from, std::nullopt}, each.provenance});
  }
}

}  // namespace entente::property
