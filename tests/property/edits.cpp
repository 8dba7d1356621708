#include "property/edits.h"

#include <algorithm>

namespace entente::property {
namespace {

using world::Instrument;
using world::StatusValue;
using world::World;

template <class List>
void erase_at(List& list, std::size_t index) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

// The fact at `index` of the list that `list_of` finds in a world.
template <class ListOf>
Grant grant_in(std::string what, ListOf list_of, std::size_t index) {
  Grant grant;
  grant.what = std::move(what);
  grant.remove = [=](World& world) { erase_at(list_of(world), index); };
  grant.end = [=](World& world, const PartialDate& until) { list_of(world)[index].period = Period{std::nullopt, until}; };
  return grant;
}

void add_accessions(const World& world, std::size_t at, std::vector<Grant>& grants) {
  const Instrument& instrument = world.instruments[at];
  const auto prohibits = [](const auto& clause) { return clause.effect == world::Effect::prohibit; };
  for (std::size_t i = 0; i < instrument.parties.size(); ++i) {
    const auto list = [=](World& it) -> auto& { return it.instruments[at].parties; };
    Grant grant = grant_in("accession of " + instrument.parties[i].party.str() + " to " + instrument.id.str(), list, i);
    grant.unlist = grant.remove;
    grant.remove = [=](World& it) { list(it)[i].period = Period{day("2190"), std::nullopt}; };
    grant.has_prohibition = std::any_of(instrument.clauses.begin(), instrument.clauses.end(), prohibits);
    grants.push_back(grant);
  }
}

void add_rows(const World& world, std::size_t at, std::vector<Grant>& grants) {
  const Instrument& instrument = world.instruments[at];
  for (std::size_t i = 0; i < instrument.rows.size(); ++i) {
    const auto& row = instrument.rows[i];
    const auto list = [=](World& it) -> auto& { return it.instruments[at].rows; };
    Grant grant = grant_in("row " + row.from.str() + " > " + row.to.str() + " of " + instrument.id.str(), list, i);
    grant.contradicted = std::count_if(instrument.rows.begin(), instrument.rows.end(), [&](const auto& each) {
                           return each.from == row.from && each.from_level == row.from_level && each.to == row.to;
                         }) > 1;
    grants.push_back(grant);
  }
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

}  // namespace

std::vector<Grant> grants_of(const World& world) {
  std::vector<Grant> grants;
  for (std::size_t at = 0; at < world.instruments.size(); ++at) {
    add_accessions(world, at, grants);
    add_rows(world, at, grants);
    const Instrument& instrument = world.instruments[at];
    for (std::size_t i = 0; i < instrument.statuses.size(); ++i) {
      if (instrument.statuses[i].value != StatusValue::in_force) continue;
      Grant grant;
      grant.what = "in-force of " + instrument.id.str();
      grant.remove = [=](World& it) { erase_at(it.instruments[at].statuses, i); };
      grants.push_back(grant);
    }
  }
  for (std::size_t at = 0; at < world.parties.size(); ++at) {
    for (std::size_t i = 0; i < world.parties[at].members.size(); ++i) {
      const auto list = [=](World& it) -> auto& { return it.parties[at].members; };
      grants.push_back(grant_in("membership in " + world.parties[at].id.str(), list, i));
      grants.back().is_membership = true;
    }
  }
  for (std::size_t i = 0; i < world.consents.size(); ++i) {
    grants.push_back(grant_in(world.consents[i].id, [](World& it) -> auto& { return it.consents; }, i));
  }
  for (std::size_t i = 0; i < world.delegations.size(); ++i) {
    grants.push_back(grant_in(world.delegations[i].id, [](World& it) -> auto& { return it.delegations; }, i));
  }
  for (std::size_t i = 0; i < world.accreditations.size(); ++i) {
    grants.push_back(grant_in("accreditation", [](World& it) -> auto& { return it.accreditations; }, i));
  }
  return grants;
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
}

std::string add_restriction(Scene& scene) {
  Dice& dice = scene.dice;
  auto& world = scene.world;
  const std::size_t kind = dice.below(5);
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
  shuffle(other.consents, dice);
  for (auto& each : other.consents) {
    shuffle(each.to, dice);
    shuffle(each.categories, dice);
  }
  shuffle(other.delegations, dice);
  shuffle(other.accreditations, dice);
  return other;
}

std::vector<Instant> boundaries(const Scene& scene) {
  std::vector<Instant> instants;
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
  for (const auto& each : scene.world.consents) note(instants, each);
  for (const auto& each : scene.world.delegations) note(instants, each);
  for (const auto& each : scene.world.accreditations) note(instants, each);
  if (scene.request.object.label && scene.request.object.label->declassify_on) {
    instants.push_back(*scene.request.object.label->declassify_on);
  }
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
  return instants;
}

}  // namespace entente::property
