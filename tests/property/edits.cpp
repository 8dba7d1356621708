#include "property/edits.h"

#include <algorithm>

#include "property/act_edits.h"

namespace entente::property {
namespace {

using world::Instrument;
using world::StatusValue;
using world::World;

// The duty that lets a firm, or somebody of another nationality, have what it is about: it grants (3.6, 4.6).
bool admits(const world::Clause& clause) {
  return clause.effect == world::Effect::oblige &&
         (clause.obligation == "contractor-clearance" || clause.obligation == "admit-nationality");
}

bool has_prohibition(const Instrument& instrument) {
  const auto prohibits = [](const auto& clause) { return clause.effect == world::Effect::prohibit; };
  return std::any_of(instrument.clauses.begin(), instrument.clauses.end(), prohibits);
}

// Not those to a law, which restrict: it denies nothing before the first.
void add_accessions(const World& world, std::size_t at, std::vector<Grant>& grants) {
  const Instrument& instrument = world.instruments[at];
  if (instrument.kind == world::Kind::national_law) return;
  for (std::size_t i = 0; i < instrument.parties.size(); ++i) {
    const auto list = [=](auto& it) -> auto& { return it.instruments[at].parties; };
    Grant grant = grant_in(GrantKind::accession,
                           "accession of " + instrument.parties[i].party.str() + " to " + instrument.id.str(), world, list, i);
    if (!has_prohibition(instrument)) grant.unlist = grant.remove;
    grant.remove = [=](World& it) { list(it)[i].period = Period{day("2190"), std::nullopt}; };
    grants.push_back(grant);
  }
}

void add_rows(const World& world, std::size_t at, std::vector<Grant>& grants) {
  const Instrument& instrument = world.instruments[at];
  for (std::size_t i = 0; i < instrument.rows.size(); ++i) {
    const auto& row = instrument.rows[i];
    const auto list = [=](auto& it) -> auto& { return it.instruments[at].rows; };
    Grant grant =
        grant_in(GrantKind::row, "row " + row.from.str() + " > " + row.to.str() + " of " + instrument.id.str(), world, list, i);
    grant.contradicted = std::count_if(instrument.rows.begin(), instrument.rows.end(), [&](const auto& each) {
                           return each.from == row.from && each.from_level == row.from_level && each.to == row.to;
                         }) > 1;
    grants.push_back(grant);
  }
}

std::string add_grant_to(Instrument& instrument, Scene& scene) {
  Dice& dice = scene.dice;
  const PartyId from = dice.one_of({scene.owner, scene.holder, dice.one_of(scene.world.parties).id});
  const PartyId to = dice.chance(30) ? dice.one_of(scene.world.parties).id : scene.recipient;
  const std::size_t kind = dice.below(3);
  if (kind == 0) {
    instrument.statuses.push_back(
        {StatusValue::in_force, make_period(dice).from.value_or(day("2011-06")), make_provenance(dice)});
    return "in-force of " + instrument.id.str();
  }
  if (kind == 1) {
    const PartyId party = dice.chance(50) ? from : to;
    if (has_prohibition(instrument) || scene.world.party(party)->kind == world::PartyKind::group) return "";
    instrument.parties.push_back({party, make_period(dice), make_provenance(dice)});
    return "accession to " + instrument.id.str();
  }
  const auto* policy = scene.world.policies.policy_of(from);
  if (policy == nullptr || from == to) return "";
  const LevelName level = policy->levels[dice.below(policy->levels.size())].name;
  const auto same = [&](const auto& row) { return row.from == from && row.from_level == level && row.to == to; };
  if (std::any_of(instrument.rows.begin(), instrument.rows.end(), same)) return "";
  instrument.rows.push_back(make_row(scene, from, level, to, dice));
  return "row " + from.str() + " " + level.str() + " > " + to.str() + " in " + instrument.id.str();
}

// Of persons, systems and facilities, `list_of` finds those of one kind in a world.
template <class ListOf, class ClearancesOf>
void add_clearances(const World& world, ListOf list_of, ClearancesOf clearances_of, std::vector<Grant>& grants) {
  for (std::size_t at = 0; at < list_of(world).size(); ++at) {
    const auto clearances = [=](auto& it) -> auto& { return clearances_of(list_of(it)[at]); };
    for (std::size_t i = 0; i < clearances(world).size(); ++i) {
      grants.push_back(grant_in(GrantKind::clearance, "clearance of " + list_of(world)[at].id, world, clearances, i));
    }
  }
}

template <class ListOf>
void add_belongings(const World& world, ListOf list_of, std::vector<Grant>& grants) {
  for (std::size_t at = 0; at < list_of(world).size(); ++at) {
    const auto belongs = [=](auto& it) -> auto& { return list_of(it)[at].belongs; };
    for (std::size_t i = 0; i < belongs(world).size(); ++i) {
      grants.push_back(grant_in(GrantKind::belonging, "community of " + list_of(world)[at].id, world, belongs, i));
    }
  }
}

template <class ListOf>
void add_records(const World& world, ListOf list_of, std::vector<Grant>& grants) {
  for (std::size_t i = 0; i < list_of(world).size(); ++i) {
    Grant grant;
    grant.kind = GrantKind::record;
    grant.what = list_of(world)[i].id;
    grant.remove = [=](World& it) { erase_at(list_of(it), i); };
    grants.push_back(grant);
  }
}

void add_people_of(const World& world, std::vector<Grant>& grants) {
  const auto people = [](auto& it) -> auto& { return it.people; };
  const auto systems = [](auto& it) -> auto& { return it.systems; };
  const auto facilities = [](auto& it) -> auto& { return it.facilities; };
  const auto needs = [](auto& it) -> auto& { return it.needs_to_know; };
  for (std::size_t i = 0; i < world.people.size(); ++i) {
    grants.push_back(grant_in(GrantKind::record, world.people[i].id, world, people, i));
  }
  add_records(world, systems, grants);
  add_records(world, facilities, grants);
  add_clearances(world, people, [](auto& it) -> auto& { return it.clearances; }, grants);
  add_clearances(world, systems, [](auto& it) -> auto& { return it.accreditations; }, grants);
  add_clearances(world, facilities, [](auto& it) -> auto& { return it.clearances; }, grants);
  add_belongings(world, people, grants);
  add_belongings(world, systems, grants);
  for (std::size_t i = 0; i < world.needs_to_know.size(); ++i) {
    grants.push_back(grant_in(GrantKind::need_to_know, world.needs_to_know[i].id, world, needs, i));
  }
}

std::string add_grant_to_people(World& world, const Scene& scene, Dice& dice) {
  if (dice.chance(30)) {
    world.needs_to_know.push_back(make_need_to_know("added", dice));
    return "an assertion";
  }
  if (world.people.empty()) return "";
  auto& person = dice.one_of(world.people);
  if (dice.chance(50)) {
    person.belongs.push_back(make_belonging(dice));
    return "a community";
  }
  person.clearances.push_back(make_clearance(scene, person.employer, dice));
  return "a clearance";
}

template <class List>
void shuffle(List& list, Dice& dice) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[dice.below(i)]);
}

void shuffle_people(World& world, Dice& dice) {
  shuffle(world.people, dice);
  for (auto& each : world.people) {
    shuffle(each.nationalities, dice);
    shuffle(each.clearances, dice);
    shuffle(each.belongs, dice);
  }
  for (auto& each : world.systems) {
    shuffle(each.accreditations, dice);
    shuffle(each.belongs, dice);
  }
  for (auto& each : world.facilities) shuffle(each.clearances, dice);
  shuffle(world.needs_to_know, dice);
  for (auto& each : world.needs_to_know) shuffle(each.objects, dice);
}

template <class Fact>
void note(std::vector<Instant>& instants, const Fact& fact) {
  for (const auto& date : {fact.period.from, fact.period.until, fact.provenance.known}) {
    if (date) instants.insert(instants.end(), {date->earliest(), date->latest()});
  }
}

void note_people(std::vector<Instant>& instants, const World& world) {
  const auto note_all = [&](const auto& list) {
    for (const auto& each : list) note(instants, each);
  };
  note_all(world.people);
  note_all(world.needs_to_know);
  for (const auto& each : world.people) {
    note_all(each.clearances);
    note_all(each.belongs);
  }
  for (const auto& each : world.systems) {
    note_all(each.accreditations);
    note_all(each.belongs);
  }
  for (const auto& each : world.facilities) note_all(each.clearances);
}

}  // namespace

std::vector<Grant> grants_of(const World& world) {
  std::vector<Grant> grants;
  for (std::size_t at = 0; at < world.instruments.size(); ++at) {
    add_accessions(world, at, grants);
    add_rows(world, at, grants);
    const Instrument& instrument = world.instruments[at];
    for (std::size_t i = 0; i < instrument.clauses.size(); ++i) {
      const auto list = [=](auto& it) -> auto& { return it.instruments[at].clauses; };
      if (!admits(instrument.clauses[i])) continue;
      grants.push_back(grant_in(GrantKind::admission, "admitting clause of " + instrument.id.str(), world, list, i));
    }
    for (std::size_t i = 0; i < instrument.statuses.size(); ++i) {
      if (instrument.statuses[i].value != StatusValue::in_force) continue;
      Grant grant;
      grant.kind = GrantKind::in_force;
      grant.what = "in-force of " + instrument.id.str();
      grant.remove = [=](World& it) { erase_at(it.instruments[at].statuses, i); };
      grants.push_back(grant);
    }
  }
  for (std::size_t at = 0; at < world.parties.size(); ++at) {
    for (std::size_t i = 0; i < world.parties[at].members.size(); ++i) {
      const auto list = [=](auto& it) -> auto& { return it.parties[at].members; };
      grants.push_back(grant_in(GrantKind::membership, "membership in " + world.parties[at].id.str(), world, list, i));
    }
  }
  for (std::size_t i = 0; i < world.consents.size(); ++i) {
    grants.push_back(grant_in(GrantKind::consent, world.consents[i].id, world, [](auto& it) -> auto& { return it.consents; }, i));
  }
  for (std::size_t i = 0; i < world.delegations.size(); ++i) {
    grants.push_back(
        grant_in(GrantKind::delegation, world.delegations[i].id, world, [](auto& it) -> auto& { return it.delegations; }, i));
  }
  for (std::size_t i = 0; i < world.accreditations.size(); ++i) {
    grants.push_back(
        grant_in(GrantKind::accreditation, "accreditation", world, [](auto& it) -> auto& { return it.accreditations; }, i));
  }
  for (std::size_t i = 0; i < world.assurances.size(); ++i) {
    grants.push_back(grant_in(GrantKind::assurance, "assurance", world, [](auto& it) -> auto& { return it.assurances; }, i));
  }
  add_people_of(world, grants);
  for (const Grant& each : act_grants_of(world)) grants.push_back(each);
  return grants;
}

const Grant& any_of(const std::vector<Grant>& grants, Dice& dice) {
  std::vector<GrantKind> kinds;
  for (const Grant& each : grants) {
    if (std::find(kinds.begin(), kinds.end(), each.kind) == kinds.end()) kinds.push_back(each.kind);
  }
  const GrantKind kind = dice.one_of(kinds);
  std::vector<const Grant*> alike;
  for (const Grant& each : grants) {
    if (each.kind == kind) alike.push_back(&each);
  }
  return *dice.one_of(alike);
}

std::string add_grant(Scene& scene) {
  Dice& dice = scene.dice;
  World& world = scene.world;
  switch (static_cast<GrantKind>(dice.below(11))) {
    case GrantKind::consent:
      world.consents.push_back(make_consent(scene, "added", dice));
      return "a consent";
    case GrantKind::record:
    case GrantKind::clearance:
    case GrantKind::belonging:
    case GrantKind::need_to_know:
      return add_grant_to_people(world, scene, dice);
    case GrantKind::delegation:
      world.delegations.push_back(make_delegation(scene, "added", dice));
      return "a delegation";
    case GrantKind::accreditation: {
      const auto added = make_accreditation(scene, dice);
      if (added) world.accreditations.push_back(*added);
      return added ? "an accreditation" : "";
    }
    case GrantKind::membership: {
      world::Party* party = &dice.one_of(world.parties);
      for (auto& each : world.parties) {
        if (each.id == scene.owner && each.kind != world::PartyKind::nation && dice.chance(80)) party = &each;
      }
      const PartyId member = dice.chance(30) ? dice.one_of(world.parties).id : scene.recipient;
      if (party->kind == world::PartyKind::nation || world.party(member)->kind != world::PartyKind::nation) return "";
      party->members.push_back({member, make_period(dice), make_provenance(dice)});
      return "a membership";
    }
    default:
      return world.instruments.empty() ? "" : add_grant_to(dice.one_of(world.instruments), scene);
  }
}

std::vector<std::pair<std::string, World>> without_a_restriction(const World& world) {
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
      if (admits(each.clauses[i])) continue;
      add("clause " + each.clauses[i].id, [&](World& it) { erase_at(it.instruments[at].clauses, i); });
    }
    if (each.duration) add("a duration", [&](World& it) { it.instruments[at].duration.reset(); });
    for (std::size_t i = 0; i < each.statuses.size(); ++i) {
      if (each.statuses[i].value == StatusValue::in_force) continue;
      add("a status", [&](World& it) { erase_at(it.instruments[at].statuses, i); });
    }
  }
  for (std::size_t at = 0; at < world.parties.size(); ++at) {
    for (std::size_t i = 0; i < world.parties[at].authority.size(); ++i) {
      add("an authority rule", [&](World& it) { erase_at(it.parties[at].authority, i); });
    }
  }
  for (std::size_t i = 0; i < world.level_terms.size(); ++i) {
    add("a level's dates", [&](World& it) { erase_at(it.level_terms, i); });
  }
  return without;
}

void strip_grants(World& world) {
  for (Instrument& instrument : world.instruments) {
    instrument.parties.clear();
    instrument.rows.clear();
    std::erase_if(instrument.statuses, [](const auto& each) { return each.value == StatusValue::in_force; });
  }
  world.consents.clear();
  world.delegations.clear();
  world.accreditations.clear();
  world.people.clear();
  world.systems.clear();
  world.facilities.clear();
  world.needs_to_know.clear();
  strip_act_grants(world);
}

std::string add_restriction(Scene& scene) {
  Dice& dice = scene.dice;
  auto& world = scene.world;
  const std::size_t kind = dice.below(6);
  if (kind == 5) {
    world.level_terms.push_back(make_level_term(world, world.policies.policies().begin()->first, dice));
    return "dates of " + world.level_terms.back().level.str();
  }
  if (kind == 0 || world.instruments.empty()) {
    auto& party = dice.one_of(world.parties);
    party.authority.push_back({make_period(dice), make_provenance(dice)});
    return "authority rule of " + party.id.str();
  }
  Instrument& instrument = dice.one_of(world.instruments);
  if (kind == 1) {
    const PartyId party = dice.one_of(world.parties).id;
    instrument.withdrawals.push_back({party, make_period(dice), make_provenance(dice)});
    return "withdrawal of " + party.str() + " in " + instrument.id.str();
  }
  if (kind == 2) {
    const auto value = dice.one_of({StatusValue::considered, StatusValue::signed_, StatusValue::provisional,
                                    StatusValue::suspended, StatusValue::terminated});
    const Period period = make_period(dice);
    instrument.statuses.push_back({value, period.from ? *period.from : day("2012-06"), make_provenance(dice)});
    return "status " + std::string(to_string(value)) + " of " + instrument.id.str();
  }
  auto clause = make_clause(scene, "added", dice);
  if (clause.effect == world::Effect::oblige) clause.effect = kind == 3 ? world::Effect::prohibit : world::Effect::condition;
  instrument.clauses.push_back(clause);
  return "clause in " + instrument.id.str();
}

World shuffled(const World& world, Dice& dice) {
  World other = world;
  shuffle(other.parties, dice);
  for (auto& each : other.parties) {
    shuffle(each.members, dice);
    shuffle(each.authority, dice);
  }
  shuffle(other.level_terms, dice);
  shuffle(other.instruments, dice);
  for (Instrument& each : other.instruments) {
    shuffle(each.parties, dice);
    shuffle(each.statuses, dice);
    shuffle(each.domains, dice);
    shuffle(each.categories, dice);
    shuffle(each.legs, dice);
    shuffle(each.rows, dice);
    for (auto& row : each.rows) shuffle(row.to_levels, dice);
    shuffle(each.clauses, dice);
    for (auto& clause : each.clauses) {
      shuffle(clause.to, dice);
      shuffle(clause.purposes, dice);
    }
    shuffle(each.withdrawals, dice);
  }
  shuffle(other.assurances, dice);
  shuffle(other.consents, dice);
  for (auto& each : other.consents) {
    shuffle(each.to, dice);
    shuffle(each.objects, dice);
    shuffle(each.categories, dice);
  }
  shuffle_people(other, dice);
  shuffle_act_facts(other, dice);
  shuffle(other.delegations, dice);
  shuffle(other.accreditations, dice);
  return other;
}

std::vector<Instant> boundaries(const Scene& scene) {
  std::vector<Instant> instants;
  for (const auto& each : scene.world.assurances) note(instants, each);
  for (const auto& party : scene.world.parties) {
    for (const auto& each : party.members) note(instants, each);
    for (const auto& each : party.authority) note(instants, each);
  }
  for (const Instrument& instrument : scene.world.instruments) {
    for (const auto& each : instrument.parties) note(instants, each);
    for (const auto& each : instrument.rows) note(instants, each);
    for (const auto& each : instrument.clauses) note(instants, each);
    for (const auto& each : instrument.withdrawals) note(instants, each);
    for (const auto& each : instrument.statuses)
      note(instants, world::Withdrawal{{}, {each.from, std::nullopt}, each.provenance});
  }
  for (const auto& each : scene.world.level_terms) note(instants, world::Withdrawal{{}, each.period, {}});
  for (const auto& each : scene.world.consents) note(instants, each);
  for (const auto& each : scene.world.delegations) note(instants, each);
  for (const auto& each : scene.world.accreditations) note(instants, each);
  note_people(instants, scene.world);
  note_act_facts(instants, scene.world);
  if (scene.request.object.label && scene.request.object.label->declassify_on) {
    instants.push_back(*scene.request.object.label->declassify_on);
  }
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
  return instants;
}

}  // namespace entente::property
