// Persons, systems and facilities of a scene, and who says that they need to know. See cast.h.
#include <string>

#include "property/cast.h"
#include "property/scene.h"

namespace entente::property {
namespace {

using world::PartyKind;

// Mostly the recipient's; seldom a group's, which cannot vouch.
PartyId vouching(const Cast& cast, Dice& dice) {
  const std::size_t kind = dice.below(100);
  if (kind >= 96) return dice.one_of(cast.world.parties).id;
  if (kind >= 82) return kind >= 88 ? cast.holder : cast.owner;
  const bool group = cast.world.party(cast.recipient)->kind == PartyKind::group;
  return group ? cast.world.parties.front().id : cast.recipient;
}

std::vector<PartyId> nationalities(const Cast& cast, const PartyId& employer, Dice& dice) {
  std::vector<PartyId> list;
  if (dice.chance(3)) return list;
  const bool own = cast.world.party(employer)->kind == PartyKind::nation && !dice.chance(8);
  list.push_back(own ? employer : cast.world.parties[dice.below(2)].id);
  const PartyId& other = cast.world.parties[dice.below(2)].id;
  if (dice.chance(30) && other != list.front()) list.push_back(other);
  return list;
}

void give_clearances(std::vector<world::Clearance>& list, const PartyId& vouching, const Cast& cast, Dice& dice) {
  if (dice.chance(95)) list.push_back(make_clearance(cast, vouching, dice));
  for (std::size_t more = dice.below(100); more >= 60; more = dice.below(100))
    list.push_back(make_clearance(cast, vouching, dice));
}

void give_belongings(std::vector<world::Belonging>& list, Dice& dice) {
  if (dice.chance(75)) list.push_back(make_belonging(dice));
  if (dice.chance(20)) list.push_back(make_belonging(dice));
}

}  // namespace

world::Clearance make_clearance(const Cast& cast, const PartyId& vouching, Dice& dice) {
  const auto& policies = cast.world.policies;
  const label::Policy* policy = policies.policy_of(dice.chance(20) ? cast.owner : vouching);
  if (policy == nullptr || dice.chance(5)) policy = &policies.policies().begin()->second;
  world::Clearance clearance;
  clearance.policy = policy->id;
  clearance.level = policy->levels[dice.chance(60) ? 0 : dice.below(policy->levels.size())].name;
  clearance.granted_by = vouching;
  for (const auto& [id, each] : policies.policies()) {
    for (const char* name : {":SI", ":TK"}) {
      if (dice.chance(60)) clearance.categories.push_back(id.str() + name);
    }
  }
  clearance.period = make_period(dice);
  clearance.provenance = make_provenance(dice);
  return clearance;
}

world::Belonging make_belonging(Dice& dice) {
  return {dice.one_of({"coi:alpha", "coi:alpha", "coi:beta", "programme:p"}), make_period(dice), make_provenance(dice)};
}

world::NeedToKnow make_need_to_know(const std::string& id, Dice& dice) {
  world::NeedToKnow need;
  need.id = id;
  need.who = dice.one_of({"person:p0", "person:p0", "person:p1", "system:s0"});
  need.asserted_by = dice.one_of({"person:p1", "person:p1", "person:p0", "person:p2"});
  if (dice.chance(70)) need.objects.emplace_back(dice.one_of({"doc", "doc", "doc#2", "other", "sha256:1"}));
  if (dice.chance(20)) need.objects.emplace_back(dice.one_of({"sha256:1", "doc"}));
  if (need.objects.empty() || dice.chance(20))
    need.communities.emplace_back(dice.one_of({"coi:alpha", "coi:beta", "programme:p"}));
  need.period = make_period(dice);
  need.provenance = make_provenance(dice);
  return need;
}

void add_people(Cast& cast, Dice& dice) {
  auto& world = cast.world;
  for (std::size_t i = 0, count = dice.below(4); i < count; ++i) {
    Dice own = dice.section(56);
    auto& person = world.people.emplace_back();
    person.id = "p" + std::to_string(i);
    person.employer = vouching(cast, own);
    person.nationalities = nationalities(cast, person.employer, own);
    give_clearances(person.clearances, person.employer, cast, own);
    give_belongings(person.belongs, own);
    if (own.chance(40)) person.period = make_period(own);
    person.provenance = make_provenance(own);
  }
  Dice things = dice.section(96);
  if (things.chance(60)) {
    auto& system = world.systems.emplace_back();
    system.id = "s0";
    system.operated_by = vouching(cast, things);
    give_clearances(system.accreditations, system.operated_by, cast, things);
    give_belongings(system.belongs, things);
    system.provenance = make_provenance(things);
  }
  if (things.chance(60)) {
    auto& facility = world.facilities.emplace_back();
    facility.id = "f0";
    facility.in = vouching(cast, things);
    facility.contractor = things.chance(50);
    give_clearances(facility.clearances, facility.in, cast, things);
    facility.provenance = make_provenance(things);
  }
  for (std::size_t i = 0, count = dice.below(4); i < count; ++i) {
    Dice own = dice.section(24);
    world.needs_to_know.push_back(make_need_to_know("ntk-" + std::to_string(i), own));
  }
}

}  // namespace entente::property
