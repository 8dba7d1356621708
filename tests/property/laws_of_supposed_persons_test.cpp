// What diff and prove tell of persons is what deciding one by one tells, and every person is of a kind that they ask for.
#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "analysis/changes.h"
#include "analysis/persons.h"
#include "analysis/prove.h"
#include "decision/decide.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Assertion;
using analysis::Axis;
using analysis::ClassSpace;
using analysis::Expected;
using analysis::PersonKind;
using analysis::Persons;

constexpr std::size_t kMostClasses = 1'500;

decision::CompileOptions options_of(const Scene& scene, Instant at) {
  return {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

bool single(const decision::Snapshot& snapshot, const world::World& world, const ClassSpace& space, std::size_t at, const PartyId& nation,
            const std::string& person, Instant time) {
  const analysis::Recipient recipient{{decision::SubjectType::person, person}, nation, PersonKind{}};
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, analysis::request_of(space, at, recipient, world, time))).permit;
}

// All kinds of persons of all nations.
template <class Tell>
void each_kind(const Persons& persons, const world::World& world, const Tell& tell) {
  for (const auto& party : world.parties) {
    for (std::size_t rank = 0; rank < persons.ranks(); ++rank) {
      const auto clearance = persons.clearance(party.id, rank);
      for (const bool read_in : {false, true}) {
        for (const bool needs : {false, true}) {
          if (clearance) tell(party.id, PersonKind{*clearance, read_in, needs});
        }
      }
    }
  }
}

TEST(Law, proofs_about_persons_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    if (!space || space->size() > kMostClasses) return false;
    const Persons persons(worlds, {&*space, 1});
    Assertion assertion;
    assertion.id = "a";
    assertion.persons = true;
    assertion.owners = {scene.owner};
    assertion.expect = scene.dice.one_of({Expected::deny, Expected::permit});
    for (const auto& each : persons.clearances()) {
      if (scene.dice.chance(40)) assertion.clearances.push_back(each);
    }
    if (scene.dice.chance(30)) assertion.read_in = scene.dice.chance(50);
    if (scene.dice.chance(30)) assertion.needs_to_know = scene.dice.chance(70);
    const auto options = options_of(scene, scene.request.time);
    const auto snapshot = decision::Snapshot::compile(persons.world(0), options);
    demand(snapshot.has_value(), "the world was refused");
    std::uint64_t covered = 0;
    std::uint64_t wrong = 0;
    each_kind(persons, scene.world, [&](const PartyId& nation, const PersonKind& kind) {
      const auto& list = assertion.clearances;
      if (!list.empty() && std::find(list.begin(), list.end(), kind.clearance) == list.end()) return;
      if (assertion.read_in.value_or(kind.read_in) != kind.read_in || assertion.needs_to_know.value_or(kind.needs_to_know) != kind.needs_to_know) return;
      for (std::size_t at = 0; at < space->size(); ++at) {
        ++covered;
        const bool permit = single(*snapshot, persons.world(0), *space, at, nation, Persons::id(nation, kind), scene.request.time);
        if (permit == (assertion.expect == Expected::deny)) ++wrong;
      }
    });
    const auto proof = analysis::prove(assertion, {&scene.world, options});
    demand(proof.has_value() == (covered != 0), "an assertion that covers nothing is told to hold, or one that covers something is refused");
    if (!proof) return false;
    demand(proof->covered == covered && proof->violations == wrong,
           "covered " + std::to_string(proof->covered) + " and not " + std::to_string(covered) + ", violated " +
               std::to_string(proof->violations) + " and not " + std::to_string(wrong));
    return wrong != 0 && wrong != covered;
  };
  law_holds(law, 1, 0.1);
}

TEST(Law, changes_for_persons_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    world::World other = scene.world;
    if (!other.instruments.empty()) scene.dice.one_of(other.instruments).statuses.clear();
    const std::array<const world::World*, 2> worlds{&scene.world, &other};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    if (!space || space->size() > kMostClasses) return false;
    const auto options = options_of(scene, scene.request.time);
    analysis::Narrowing narrowing{{scene.owner}, {}, true};
    const auto found = analysis::changes({&scene.world, options}, {&other, options}, narrowing);
    demand(found.has_value(), "refused");
    const Persons persons(worlds, {&*space, 1});
    const auto before = decision::Snapshot::compile(persons.world(0), options);
    const auto after = decision::Snapshot::compile(persons.world(1), options);
    demand(before && after, "a world was refused");
    std::uint64_t permitted = 0;
    std::uint64_t denied = 0;
    each_kind(persons, scene.world, [&](const PartyId& nation, const PersonKind& kind) {
      for (std::size_t at = 0; at < space->size(); ++at) {
        const bool had = single(*before, persons.world(0), *space, at, nation, Persons::id(nation, kind), scene.request.time);
        const bool has = single(*after, persons.world(1), *space, at, nation, Persons::id(nation, kind), scene.request.time);
        if (had != has) ++(has ? permitted : denied);
      }
    });
    demand(found->permitted == permitted && found->denied == denied,
           "told " + std::to_string(found->permitted) + " and " + std::to_string(found->denied) + ", one by one " +
               std::to_string(permitted) + " and " + std::to_string(denied));
    for (const auto& group : found->groups) {
      std::uint64_t of_conditions = 0;
      for (const auto& condition : group.conditions) of_conditions += condition.decisions;
      demand(of_conditions >= group.decisions && group.beyond == 0, "conditions leave decisions out");
    }
    return permitted + denied != 0;
  };
  law_holds(law, 1, 0.05);
}

// Somebody with several clearances, read in to some categories, may have what one of the kinds may have.
TEST(Law, persons_fall_into_kinds) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    const auto* party = scene.world.party(scene.recipient);
    if (!space || space->size() > kMostClasses || party->kind != world::PartyKind::nation) return false;
    const Persons persons(worlds, {&*space, 1});
    world::World world = persons.world(0);
    world::Person somebody = world.people.back();
    somebody.id = "somebody";
    somebody.employer = scene.recipient;
    somebody.nationalities = {scene.recipient};
    somebody.clearances.clear();
    std::set<std::string> held;
    for (std::size_t rank = 0; rank < persons.ranks(); ++rank) {
      const auto clearance = persons.clearance(scene.recipient, rank);
      if (!clearance || !scene.dice.chance(35)) continue;
      held.insert(*clearance);
      const auto same = std::find_if(world.people.begin(), world.people.end(), [&](const auto& each) {
        return each.id == Persons::id(scene.recipient, {*clearance, false, false});
      });
      somebody.clearances.insert(somebody.clearances.end(), same->clearances.begin(), same->clearances.end());
    }
    std::set<std::string> read_in;
    for (auto& clearance : somebody.clearances) {
      for (const auto& category : space->categories()) {
        if (scene.dice.chance(40) && read_in.insert(category).second) clearance.categories.push_back(category);
      }
    }
    const bool needs = scene.dice.chance(70);
    somebody.belongs = needs ? std::vector{world::Belonging{Persons::community(), {}, somebody.provenance}} : std::vector<world::Belonging>{};
    world.people.push_back(somebody);
    const auto snapshot = decision::Snapshot::compile(world, options_of(scene, scene.request.time));
    demand(snapshot.has_value(), "the world was refused");
    if (held.empty()) held.insert(std::string(analysis::kNoClearance));
    bool any = false;
    for (std::size_t at = 0; at < space->size(); ++at) {
      bool all = true;
      for (std::size_t kind = 0; kind < space->categories().size(); ++kind) {
        const bool marked = (space->value(at, Axis::categories) >> kind & 1U) != 0;
        all = all && (!marked || read_in.count(space->categories()[kind]) != 0);
      }
      bool expected = false;
      for (const auto& clearance : held) {
        const auto id = Persons::id(scene.recipient, {clearance, all, needs});
        expected = expected || single(*snapshot, world, *space, at, scene.recipient, id, scene.request.time);
      }
      demand(single(*snapshot, world, *space, at, scene.recipient, "somebody", scene.request.time) == expected, "another answer than their kind's");
      any = any || expected;
    }
    return any;
  };
  law_holds(law, 1, 0.1);
}

}  // namespace
}  // namespace entente::property
