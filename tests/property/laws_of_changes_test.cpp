// What a diff tells is what deciding one by one in both worlds tells, no more and no less.
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/changes.h"
#include "decision/decide.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Axis;
using analysis::ClassSpace;

constexpr std::size_t kMostClasses = 12'000;

using Decisions = std::set<std::tuple<std::size_t, std::string, bool>>;  // class, recipient, newly permitted

decision::CompileOptions options_of(const Scene& scene, Instant at) {
  return {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

bool single(const world::World& world, const decision::CompileOptions& options, const decision::Snapshot& snapshot,
            const ClassSpace& space, std::size_t at, const PartyId& party) {
  if (world.party(party) == nullptr) return false;
  auto request = space.request(at, world, options.at);
  request.subject.id = party.value;
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request)).permit;
}

Decisions one_by_one(const analysis::View& before, const analysis::View& after, const ClassSpace& space) {
  const auto old_world = decision::Snapshot::compile(*before.world, before.options);
  const auto new_world = decision::Snapshot::compile(*after.world, after.options);
  demand(old_world && new_world, "a world was refused");
  Decisions out;
  for (std::size_t at = 0; at < space.size(); ++at) {
    for (const auto& party : after.world->parties) {
      if (party.id == space.owner() || party.id == space.holder(space.value(at, Axis::holder))) continue;  // has it
      const bool had = single(*before.world, before.options, *old_world, space, at, party.id);
      const bool has = single(*after.world, after.options, *new_world, space, at, party.id);
      if (had != has) out.emplace(at, party.id.value, has);
    }
  }
  return out;
}

// Every decision that a condition means.
void expand(const analysis::Condition& condition, const ClassSpace& space, bool permitted, Decisions& out) {
  std::vector<std::size_t> classes{0};
  std::vector<std::string> recipients;
  for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
    const auto which = static_cast<Axis>(axis);
    const analysis::Condition::Part* stated = nullptr;
    for (const auto& part : condition.parts) {
      if (part.axis == to_string(which)) stated = &part;
    }
    std::vector<std::size_t> next;
    for (std::size_t value = 0; value < space.size(which); ++value) {
      const auto text = space.text(which, value);
      const bool meant = stated != nullptr ? std::find(stated->values.begin(), stated->values.end(), text) != stated->values.end()
                                           : which != Axis::holder || value == 0;
      if (!meant) continue;
      for (const auto each : classes) next.push_back(each * space.size(which) + value);
    }
    classes = std::move(next);
  }
  for (const auto& part : condition.parts) {
    if (part.axis == "recipient") recipients = part.values;
    if (part.axis == "owner") demand(part.values == std::vector<std::string>{space.owner().value}, "another owner");
  }
  demand(classes.size() * recipients.size() == condition.decisions, "a condition counts other than it says");
  for (const auto at : classes) {
    for (const auto& recipient : recipients) out.emplace(at, recipient, permitted);
  }
}

// One fact more or less, or another day.
world::World changed(const Scene& scene, Instant& at, Dice& dice) {
  world::World world = scene.world;
  switch (dice.below(5)) {
    case 0:
      at = instant_near_a_date(dice);
      break;
    case 1:
      if (!world.instruments.empty()) dice.one_of(world.instruments).statuses.clear();
      break;
    case 2:
      world.consents.push_back(make_consent(scene, "consent-more", dice));
      break;
    case 3:
      if (!world.instruments.empty()) dice.one_of(world.instruments).clauses.push_back(make_clause(scene, "clause-more", dice));
      break;
    default:
      for (auto& party : world.parties) {
        if (!party.members.empty() && dice.chance(50)) party.members.pop_back();
      }
  }
  return world;
}

TEST(Law, changes_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    Instant at = scene.request.time;
    const world::World other = changed(scene, at, scene.dice);
    const analysis::View before{&scene.world, options_of(scene, scene.request.time)};
    const analysis::View after{&other, options_of(scene, at)};
    const std::array worlds{before.world, after.world};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    if (!space || space->size() > kMostClasses) return false;
    const auto found = analysis::changes(before, after, {{scene.owner}, {}});
    demand(found.has_value(), "refused");
    const auto expected = one_by_one(before, after, *space);
    Decisions told;
    for (const auto& group : found->groups) {
      Decisions of_group;
      for (const auto& condition : group.conditions) expand(condition, *space, group.cause.permitted, of_group);
      demand(of_group.size() == group.decisions && group.beyond == 0, "a group counts other than its conditions");
      told.insert(of_group.begin(), of_group.end());
    }
    demand(told == expected, "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    std::size_t compared = 0;
    for (std::size_t holder = 0; holder < space->size(Axis::holder); ++holder) {
      const std::set<PartyId> having{space->owner(), space->holder(holder)};
      compared += space->size() / space->size(Axis::holder) * (found->recipients - having.size());
    }
    demand(found->decisions == compared, "decisions: " + std::to_string(found->decisions) + ", compared: " + std::to_string(compared));
    demand(found->permitted + found->denied == expected.size() && found->classes == space->size(), "the counts are others");
    return !expected.empty();
  };
  law_holds(law, 1, 0.05);
}

}  // namespace
}  // namespace entente::property
