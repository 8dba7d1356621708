// What a diff tells is what deciding one by one in both worlds tells, no more and no less.
#include <array>
#include <string>

#include <gtest/gtest.h>

#include "analysis/changes.h"
#include "decision/decide.h"
#include "property/determining.h"
#include "property/edits.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

using analysis::Axis;
using analysis::ClassSpace;

constexpr std::size_t kMostClasses = 30'000;    // of a space each of whose classes is decided
constexpr std::size_t kExplained = 40;           // of a group, decisions of which the reasons are read

bool single(const analysis::View& view, const decision::Snapshot& snapshot, const ClassSpace& space, std::size_t at, const PartyId& party,
            std::size_t way) {
  if (view.world->party(party) == nullptr) return false;
  const analysis::Recipient recipient{{decision::SubjectType::party, party.value}, party, std::nullopt};
  const auto request = analysis::request_of(space, at, recipient, *view.world, view.options.at, 0, way);
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request)).permit;
}

// By each of the marks that a set may be asked by; where they name all its members they are alike.
bool by_all(const analysis::View& view, const decision::Snapshot& snapshot, const ClassSpace& space, std::size_t at, const PartyId& party,
            bool named) {
  std::size_t permits = 0;
  const std::size_t ways = space.ways(at, party);
  for (std::size_t way = 0; way < ways; ++way) permits += single(view, snapshot, space, at, party, way) ? 1U : 0U;
  demand(!named || permits == 0 || permits == ways, "marks that name everybody differ");
  return permits == ways;
}

Decisions one_by_one(const analysis::View& before, const analysis::View& after, const ClassSpace& space) {
  const auto old_world = decision::Snapshot::compile(*before.world, before.options);
  const auto new_world = decision::Snapshot::compile(*after.world, after.options);
  demand(old_world && new_world, "a world was refused");
  Decisions out;
  const auto having = who_has(std::array{before, after}, space);
  for (std::size_t at = 0; at < space.size(); ++at) {
    for (const auto& party : after.world->parties) {
      if (having[space.value(at, Axis::holder)].count(party.id) != 0) continue;
      if (!space.asks(at, party.id)) continue;
      const bool joins = ClassSpace::unnamed_in(space.turn(at)) == 0;
      const bool had = by_all(before, *old_world, space, at, party.id, !joins);
      const bool has = by_all(after, *new_world, space, at, party.id, joins);
      if (had != has) out.emplace(at, party.id.value, has);
    }
  }
  return out;
}

// Of each group what it rests on, and what denies in the other world, for some of its decisions.
void demand_causes(const analysis::Changes& changes, const ClassSpace& space, const std::array<analysis::View, 2>& views, Dice& dice) {
  const std::array snapshots{decision::Snapshot::compile(*views[0].world, views[0].options), decision::Snapshot::compile(*views[1].world, views[1].options)};
  for (const auto& group : changes.groups) {
    const std::size_t permitting = group.cause.permitted ? 1 : 0;
    Decisions of_group;
    for (const auto& condition : group.conditions) expand(condition, space, group.cause.permitted, of_group);
    const std::size_t step = 1 + of_group.size() / kExplained;
    std::size_t each = dice.below(static_cast<std::uint32_t>(step));
    for (const auto& [at, party, permitted] : of_group) {
      if (each++ % step != 0) continue;
      const analysis::Recipient recipient{{decision::SubjectType::party, party}, PartyId(party), std::nullopt};
      const auto request = [&](std::size_t world, std::size_t way) {
        return analysis::request_of(space, at, recipient, *views[world].world, views[world].options.at, 0, way);
      };
      demand_basis(group.cause, *snapshots[permitting], request(permitting, 0));
      std::string fault;  // by no mark of the class is it denied so
      for (std::size_t way = 0; way < space.ways(at, recipient.party); ++way) {
        fault = fault_of_denial(group.cause, *snapshots[1 - permitting], request(1 - permitting, way));
        if (fault.empty()) break;
      }
      demand(fault.empty(), fault);
    }
  }
}

TEST(Law, changes_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    Instant at = scene.request.time;
    const world::World other = changed(scene, at, scene.dice);
    const analysis::View before{&scene.world, options_of(scene, scene.request.time)};
    const analysis::View after{&other, options_of(scene, at)};
    const std::array worlds{before.world, after.world};
    const auto space = ClassSpace::of(worlds, scene.owner, false, turnover_of(before, after));
    if (!space || space->size() > kMostClasses) return false;
    const auto found = analysis::changes(before, after, {{scene.owner}, {}});
    demand(found.has_value(), "refused");
    const auto expected = one_by_one(before, after, *space);
    const Decisions told = told_by(*found, *space);
    demand(told == expected, "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    demand_causes(*found, *space, {before, after}, scene.dice);
    std::size_t compared = 0;
    const auto having = who_has(std::array{before, after}, *space);
    for (std::size_t each = 0; each < space->size(); ++each) {
      for (const auto& party : asked_parties(before, after)) {
        const bool has = having[space->value(each, Axis::holder)].count(party) != 0;
        if (!has && space->asks(each, party)) ++compared;
      }
    }
    demand(found->decisions == compared, "decisions: " + std::to_string(found->decisions) + ", compared: " + std::to_string(compared));
    demand(found->permitted + found->denied == expected.size() && found->classes == space->size(), "the counts are others");
    return !expected.empty();
  };
  law_holds(law, 1, 0.05);
}

}  // namespace
}  // namespace entente::property
