// Persons, systems, facilities, and who asserts that they need to know.

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

// Several of one policy may overlap: the higher holds, and a renewal begins before the old one ends. Who has no say in a policy,
// and does not vouch for whoever is cleared, clears nobody under it.
void check_clearances(Checking& checking, const std::vector<Clearance>& clearances, const PartyId& vouching,
                      const std::string& path) {
  for (const auto& each : clearances) {
    const auto& place = each.provenance.place;
    checking.sourced(each.provenance, path);
    const auto* policy = checking.known_policy({place, path + ".policy"}, each.policy);
    if (policy != nullptr) checking.known_level({place, path + ".level"}, *policy, each.level);
    checking.known_categories({place, path + ".categories"}, each.categories);
    const bool known = checking.known_actor({place, path + ".granted_by"}, each.granted_by) != nullptr;
    if (known && policy != nullptr && each.granted_by != vouching && each.granted_by != policy->party) {
      checking.error(
          {place, path + ".granted_by"},
          fmt::format("{} grants no clearance under {} to somebody of {}; expected {}, or the party of the policy",
                      quoted(each.granted_by.value), quoted(each.policy.value), quoted(vouching.value), quoted(vouching.value)));
    }
    checking.grant_period({place, path + ".until"}, each.period);
  }
}

void check_belongings(Checking& checking, const std::vector<Belonging>& belongs, const std::string& path) {
  for (const auto& each : belongs) {
    const auto& place = each.provenance.place;
    checking.sourced(each.provenance, path);
    checking.known_community({place, path + ".to"}, each.to);
    checking.grant_period({place, path + ".until"}, each.period);
  }
}

void check_nationalities(Checking& checking, const Person& person) {
  const Spot spot{person.provenance.place, "person.nationalities"};
  if (person.nationalities.empty()) checking.error(spot, "none; expected at least one nation");
  for (const auto& id : person.nationalities) {
    const auto* party = checking.known_party(spot, id);
    if (party == nullptr || party->kind == PartyKind::nation) continue;
    checking.error(spot, fmt::format("{} is of kind {}; expected a nation", quoted(id.value), to_string(party->kind)));
  }
}

void check_person(Checking& checking, const Person& person) {
  const auto& place = person.provenance.place;
  checking.sourced(person.provenance, "person");
  checking.known_actor({place, "person.employer"}, person.employer);
  check_nationalities(checking, person);
  checking.grant_period({place, "person.until"}, person.period);
  check_clearances(checking, person.clearances, person.employer, "person.clearance");
  check_belongings(checking, person.belongs, "person.belongs");
}

void check_system(Checking& checking, const System& system) {
  checking.sourced(system.provenance, "system");
  checking.known_actor({system.provenance.place, "system.operated_by"}, system.operated_by);
  check_clearances(checking, system.accreditations, system.operated_by, "system.accreditation");
  check_belongings(checking, system.belongs, "system.belongs");
}

void check_facility(Checking& checking, const Facility& facility) {
  checking.sourced(facility.provenance, "facility");
  checking.known_actor({facility.provenance.place, "facility.in"}, facility.in);
  check_clearances(checking, facility.clearances, facility.in, "facility.clearance");
}

void known_somebody(Checking& checking, const Spot& spot, const std::string& who) {
  if (who.empty()) return;
  const auto reference = parse_reference(who);
  if (reference) {
    checking.known_fact(spot, *reference);
  } else {
    checking.error(spot, reference.error().message);
  }
}

void check_need_to_know(Checking& checking, const NeedToKnow& need) {
  const auto& place = need.provenance.place;
  checking.sourced(need.provenance, "need_to_know");
  known_somebody(checking, {place, "need_to_know.who"}, need.who);
  known_somebody(checking, {place, "need_to_know.asserted_by"}, need.asserted_by);
  for (const auto& each : need.communities) checking.known_community({place, "need_to_know.communities"}, each);
  checking.grant_period({place, "need_to_know.until"}, need.period);
  if (!need.objects.empty() || !need.communities.empty()) return;
  checking.error({place, "need_to_know.objects"}, "missing, and `communities` too; expected at least one of them");
}

}  // namespace

void check_people(Checking& checking) {
  const auto& world = checking.world();
  Ids people;
  for (const auto& person : world.people) {
    people.add(checking, {person.provenance.place, "person.id"}, person.id);
    check_person(checking, person);
  }
  Ids systems;
  for (const auto& system : world.systems) {
    systems.add(checking, {system.provenance.place, "system.id"}, system.id);
    check_system(checking, system);
  }
  Ids facilities;
  for (const auto& facility : world.facilities) {
    facilities.add(checking, {facility.provenance.place, "facility.id"}, facility.id);
    check_facility(checking, facility);
  }
  Ids needs;
  for (const auto& need : world.needs_to_know) {
    needs.add(checking, {need.provenance.place, "need_to_know.id"}, need.id);
    check_need_to_know(checking, need);
  }
}

}  // namespace entente::world
