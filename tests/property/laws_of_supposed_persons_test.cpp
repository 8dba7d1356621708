// What diff and prove tell of persons is what deciding one by one tells, and every person is of a kind that they ask for.
#include <array>
#include <set>
#include <utility>

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

constexpr std::size_t kMostClasses = 20'000;
constexpr std::size_t kDrawn = 300;  // decisions looked at of each scene

decision::CompileOptions options_of(const Scene& scene, Instant at) {
  return {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

bool single(const decision::Snapshot& snapshot, const world::World& world, const ClassSpace& space, std::size_t at, const PartyId& nation,
            const std::string& person, Instant time) {
  const analysis::Recipient recipient{{decision::SubjectType::person, person}, nation, PersonKind{}};
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, analysis::request_of(space, at, recipient, world, time))).permit;
}

// Nobody marks what is not valid, so who should get it is not asked.
bool is_valid(const decision::Snapshot& snapshot, const world::World& world, const ClassSpace& space, std::size_t at, const PartyId& nation,
              const std::string& person, Instant time) {
  const analysis::Recipient recipient{{decision::SubjectType::person, person}, nation, PersonKind{}};
  return decision::decide(snapshot, analysis::request_of(space, at, recipient, world, time)).reasons.front().outcome == decision::Outcome::pass;
}

struct Drawn {
  std::size_t at = 0;
  PartyId nation;
  PersonKind kind;
};

// Some class of the space, and a person of some kind; rather of the scene's recipient and the owner's than of others.
Drawn drawn(const Persons& persons, const ClassSpace& space, const Scene& scene, Dice& dice) {
  for (;;) {
    Drawn out;
    out.at = dice.below(space.size());
    out.nation = dice.chance(60) ? scene.recipient : dice.chance(30) ? scene.owner : dice.one_of(scene.world.parties).id;
    const auto clearance = persons.clearance(out.nation, dice.below(persons.ranks()));
    out.kind = {clearance.value_or(std::string()), dice.chance(70), dice.chance(80)};
    if (clearance) return out;
    if (!persons.clearance(scene.recipient, 0) && !persons.clearance(scene.owner, 0)) return {0, {}, {}};
  }
}

bool has(const analysis::Condition& condition, const ClassSpace& space, const Drawn& drawn) {
  const auto yes = [](bool is) { return std::string(is ? "yes" : "no"); };
  bool holder = false;
  for (const auto& part : condition.parts) {
    std::string is;
    if (part.axis == "owner") is = space.owner().value;
    if (part.axis == "recipient") is = drawn.nation.value;
    if (part.axis == "clearance") is = drawn.kind.clearance;
    if (part.axis == "read-in") is = yes(drawn.kind.read_in);
    if (part.axis == "need-to-know") is = yes(drawn.kind.needs_to_know);
    for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
      const auto which = static_cast<Axis>(axis);
      if (part.axis == to_string(which)) is = space.text(which, space.value(drawn.at, which));
    }
    holder = holder || part.axis == to_string(Axis::holder);
    if (std::find(part.values.begin(), part.values.end(), is) == part.values.end()) return false;
  }
  return holder || space.value(drawn.at, Axis::holder) == 0;  // the owner, where none is said
}

bool told(const std::vector<analysis::DecisionGroup>& groups, const ClassSpace& space, const Drawn& drawn, bool permitted) {
  for (const auto& group : groups) {
    if (group.cause.permitted != permitted) continue;
    for (const auto& condition : group.conditions) {
      if (has(condition, space, drawn)) return true;
    }
  }
  return false;
}

bool cut(const std::vector<analysis::DecisionGroup>& groups) {
  return std::any_of(groups.begin(), groups.end(), [](const auto& group) { return group.beyond != 0; });
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
    const auto proof = analysis::prove(assertion, {&scene.world, options});
    if (!proof || cut(proof->groups)) return false;
    bool any = false;
    for (std::size_t each = 0; each < kDrawn; ++each) {
      const auto one = drawn(persons, *space, scene, scene.dice);
      if (one.nation.empty()) return false;
      const auto& list = assertion.clearances;
      const bool meant = (list.empty() || std::find(list.begin(), list.end(), one.kind.clearance) != list.end()) &&
                         assertion.read_in.value_or(one.kind.read_in) == one.kind.read_in &&
                         assertion.needs_to_know.value_or(one.kind.needs_to_know) == one.kind.needs_to_know;
      const auto person = Persons::id(one.nation, one.kind);
      const bool permit = single(*snapshot, persons.world(0), *space, one.at, one.nation, person, scene.request.time);
      const bool covered = assertion.expect == Expected::deny || is_valid(*snapshot, persons.world(0), *space, one.at, one.nation, person, scene.request.time);
      const bool wrong = meant && covered && permit == (assertion.expect == Expected::deny);
      demand(told(proof->groups, *space, one, permit) == wrong, wrong ? "a violation is not told" : "what is told is none");
      any = any || (permit && wrong);
    }
    return any;
  };
  law_holds(law, 1, 0.05);
}

// The class that is like it, of what its owner holds and marks as released to who is asked.
std::size_t named_to_it(const ClassSpace& space, std::size_t at) {
  const std::array<std::pair<Axis, std::size_t>, 3> values{
      {{Axis::holder, 0}, {Axis::release, static_cast<std::size_t>(analysis::Release::recipient)}, {Axis::control, 0}}};
  for (const auto& [axis, value] : values) at = at - space.value(at, axis) * space.stride(axis) + value * space.stride(axis);
  return at;
}

TEST(Law, changes_for_persons_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    world::World other = scene.world;
    for (auto& instrument : other.instruments) {
      if (scene.dice.chance(60)) instrument.statuses.clear();
    }
    const std::array<const world::World*, 2> worlds{&scene.world, &other};
    analysis::Turnover marked;
    marked.marked_only = true;
    const auto space = ClassSpace::of(worlds, scene.owner, false, marked);
    if (!space || space->size() > kMostClasses) return false;
    const auto options = options_of(scene, scene.request.time);
    const bool back = scene.dice.chance(30);
    const analysis::View before{back ? &other : &scene.world, options};
    const analysis::View after{back ? &scene.world : &other, options};
    const auto found = analysis::changes(before, after, {{scene.owner}, {}, true});
    demand(found.has_value(), "refused");
    if (cut(found->groups)) return false;
    const Persons persons(std::array<const world::World*, 2>{before.world, after.world}, {&*space, 1});
    const auto old_world = decision::Snapshot::compile(persons.world(0), options);
    const auto new_world = decision::Snapshot::compile(persons.world(1), options);
    demand(old_world && new_world, "a world was refused");
    bool any = false;
    for (std::size_t each = 0; each < kDrawn; ++each) {
      auto one = drawn(persons, *space, scene, scene.dice);
      if (one.nation.empty()) return false;
      if (scene.dice.chance(70)) one.at = named_to_it(*space, one.at);
      const auto holder = space->value(one.at, Axis::holder);
      if (!space->is_marked(one.at) || (holder != 0 && space->holder(holder) == one.nation)) continue;  // nobody is asked about it
      const auto id = Persons::id(one.nation, one.kind);
      const bool had = single(*old_world, persons.world(0), *space, one.at, one.nation, id, scene.request.time);
      const bool has = single(*new_world, persons.world(1), *space, one.at, one.nation, id, scene.request.time);
      demand(told(found->groups, *space, one, true) == (has && !had), "newly permitted");
      demand(told(found->groups, *space, one, false) == (had && !has), "newly denied");
      any = any || had != has;
    }
    return any;
  };
  law_holds(law, 4, 0.005);
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
    for (std::size_t each = 0; each < kDrawn; ++each) {
      const auto at = scene.dice.below(space->size());
      bool all = true;
      for (std::size_t kind = 0; kind < space->categories().size(); ++kind) {
        const bool marked = (space->value(at, Axis::categories) >> kind & 1U) != 0;
        const bool asked = marked && space->asks_read_in(std::size_t{1} << kind, world);
        all = all && (!asked || read_in.count(space->categories()[kind]) != 0);
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
