// Where information comes to is what deciding every step one by one tells.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/reach.h"
#include "property/one_by_one.h"

namespace entente::property {
namespace {

constexpr std::size_t kMostQuestions = 60'000;      // of a scene that is looked at

// What goes from the owner to the recipient goes through the holder, and the owner consents to it.
void through_the_holder(Scene& scene) {
  const auto* policy = scene.world.policies.policy_of(scene.owner);
  if (policy == nullptr || scene.holder == scene.owner || scene.recipient == scene.owner || scene.dice.chance(30)) return;
  for (auto& instrument : scene.world.instruments) {
    const auto has = [&](const PartyId& party) {
      return std::any_of(instrument.parties.begin(), instrument.parties.end(), [&](const auto& each) { return each.party == party; });
    };
    if (has(scene.owner) && has(scene.recipient)) instrument.legs = {{scene.owner, scene.recipient, scene.holder}, {scene.owner, scene.holder, std::nullopt}};
  }
  world::Consent consent;
  consent.id = "consent-through";
  consent.by = scene.owner;
  consent.to = {scene.recipient};
  consent.up_to = policy->levels.front().name;
  consent.provenance = read_as(world::Evidence::verified);
  scene.world.consents.push_back(std::move(consent));
}

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

// Everybody else is told not to be reached, each with what denies it furthest, and with who has it and cannot pass it on.
void demand_reasons(const analysis::Reach& found, const Scene& scene, OneByOne& single, const std::set<PartyId>& told, const LevelName& level) {
  std::set<PartyId> unreached;
  for (const auto& party : scene.world.parties) {
    if (party.kind != world::PartyKind::group && party.id != scene.owner && told.count(party.id) == 0) unreached.insert(party.id);
  }
  for (const auto& each : found.unreached) {
    demand(unreached.erase(each.party) == 1, each.party.value + " is told not to be reached, and is or is told twice");
    const auto direct = single.furthest(scene.owner, level, scene.owner, each.party, true);
    demand(direct == each.direct.rule && !each.direct.text.empty(), "another rule denies it to " + each.party.value);
    std::map<decision::Rule, std::size_t> by_rule;
    for (const auto& holder : told) {
      if (const auto rule = single.furthest(scene.owner, level, holder, each.party, false)) ++by_rule[*rule];
    }
    demand(each.relay.has_value() == !by_rule.empty(), "who could pass it on to " + each.party.value + " is told, and is not");
    if (!each.relay) continue;
    const auto most = std::max_element(by_rule.begin(), by_rule.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    demand(each.relay->denial.rule == most->first && each.relay->holders == most->second, "others cannot pass it on to " + each.party.value);
    demand(single.furthest(scene.owner, level, each.relay->holder, each.party, false) == each.relay->denial.rule, "an example that is none");
  }
  demand(unreached.empty(), "somebody is neither reached nor not");
}

TEST(Law, reach_is_the_closure_of_single_decisions) {
  const Law law = [](Scene& scene) {
    through_the_holder(scene);
    const auto view = view_of(scene);
    const auto snapshot = decision::Snapshot::compile(scene.world, view.options);
    const auto* policy = scene.world.policies.policy_of(scene.owner);
    demand(snapshot.has_value(), "the world was refused");
    OneByOne single(scene, *snapshot);
    if (policy == nullptr || !single.small(kMostQuestions)) return false;
    bool relayed = false;
    for (const auto& level : policy->levels) {
      const auto found = analysis::reach(view, scene.owner, level.name);
      demand(found.has_value(), "refused: " + (found ? "" : found.error().message));
      std::set<PartyId> told;
      for (const auto& each : found->reached) {
        told.insert(each.party);
        relayed = relayed || each.way.size() > 1;
        demand(each.way.front().from == scene.owner && each.way.back().to == each.party, "a way that does not lead there");
        for (std::size_t step = 1; step < each.way.size(); ++step)
          demand(each.way[step - 1].to == each.way[step].from, "steps that do not join");
        demand(single.goes(each.way, scene.owner, level.name), "a way on which some step is denied");
      }
      const auto expected = single.reach(scene.owner, level.name);
      for (const auto& [party, steps] : expected) demand(told.count(party) != 0, level.name.value + " is not told to come to " + party.value);
      for (const auto& each : found->reached) {
        const auto least = expected.find(each.party);
        demand(least != expected.end(), level.name.value + " is told to come to " + each.party.value);
        demand(each.way.size() == least->second, "a way that is not the shortest to " + each.party.value);
      }
      for (const auto& each : found->reached) {
        for (const auto& step : each.way)
          demand(single.is_such(step, scene.owner, level.name), "no request permits the step from " + step.from.value + " to " + step.to.value + " as it is told");
      }
      demand_reasons(*found, scene, single, told, level.name);
    }
    return relayed;
  };
  law_holds(law, 4, 0.01);
}

}  // namespace
}  // namespace entente::property
