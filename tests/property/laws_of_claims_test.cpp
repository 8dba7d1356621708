// Laws about claims: they never decide, and what is said of them does not depend on the order in which a world is written.
#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "decision/snapshot.h"
#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"
#include "world/claim_outcomes.h"
#include "world/claim_warnings.h"

namespace entente::property {
namespace {

constexpr std::array kStatuses{"considered", "negotiating", "signed", "provisional", "in-force", "suspended", "terminated", "singed"};
constexpr std::array kSaid{"2010", "2016-11", "2016-11-23", "2024", "2024-11-20"};

// Of an instrument or a party; sometimes one that says nothing anybody understands.
world::Claim make_claim(Scene& scene, const std::string& id, Dice& dice) {
  world::Claim out;
  out.id = id;
  out.source = dice.one_of({std::string("001"), std::string("002"), std::string("nobody")});
  if (dice.chance(80)) out.said = day(dice.one_of(kSaid));
  out.place = {"claims", 1};
  const auto& instruments = scene.world.instruments;
  if (!instruments.empty() && dice.chance(60)) {
    out.about = {{world::FactKind::instrument, instruments[dice.below(instruments.size())].id.value, ""}};
    out.says["status"] = {dice.one_of(kStatuses)};
    if (dice.chance(30)) out.says["on"] = {dice.one_of(kSaid)};
    if (dice.chance(30)) out.says["hedge"] = {"soon"};
    return out;
  }
  const auto& party = dice.one_of(scene.world.parties);
  out.about = {{world::FactKind::party, party.id.value, ""}};
  if (party.kind != world::PartyKind::nation) {
    out.says["members"] = {dice.one_of(scene.world.parties).id.value};
    return out;
  }
  out.says = {{"of", {"information-security"}}, {"status", {dice.one_of(kStatuses)}}};
  if (dice.chance(30)) {
    out.says["partner"] = {dice.one_of(scene.world.parties).id.value};
  } else {
    out.says["count"] = {std::to_string(dice.below(4))};
    if (dice.chance(30)) out.says["including"] = {dice.one_of(scene.world.parties).id.value};
  }
  return out;
}

void add_claims(Scene& scene) {
  scene.world.sources = {{.id = "001", .title = "", .publisher = "", .published = day("2016"), .address = "", .cited_as = "", .note = "", .place = {}}};
  const auto count = 1 + scene.dice.below(5);
  for (std::size_t i = 0; i < count; ++i) scene.world.claims.push_back(make_claim(scene, "c" + std::to_string(i), scene.dice));
}

std::vector<std::string> judged(const world::World& world, Instant as_of) {
  std::vector<std::string> out;
  for (const auto& each : judge_claims(world, as_of)) {
    auto line = each.claim->id + " " + std::string(to_string(each.outcome)) + " " + each.why;
    if (each.since) line += " since " + each.since->text();
    out.push_back(line);
  }
  for (const auto& finding : compare_claims(world, as_of)) out.push_back(finding.message);
  return out;
}

std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& each : all) out += each + '\n';
  return out;
}

TEST(Law, claims_never_decide) {
  const Law law = [](Scene& scene) {
    const auto without = scene.world;
    const auto before = decided(scene);
    add_claims(scene);
    const auto after = decided(scene);
    demand(before.permit == after.permit && outcomes_of(before) == outcomes_of(after),
           "claims change a decision; before:\n" + text_of(outcomes_of(before)) + "after:\n" + text_of(outcomes_of(after)));
    const decision::CompileOptions options{scene.request.time, scene.options.known_as_of, scene.options.require};
    const auto plain = decision::Snapshot::compile(without, options);
    const auto claimed = decision::Snapshot::compile(scene.world, options);
    demand(plain.has_value() && claimed.has_value() && plain->interval() == claimed->interval(), "claims change the snapshot");
    return before.permit || !scene.world.instruments.empty();
  };
  law_holds(law, 5, 0.5);
}

TEST(Law, order_is_irrelevant_to_claims) {
  const Law law = [](Scene& scene) {
    add_claims(scene);
    const auto first = judged(scene.world, scene.request.time);
    auto other = shuffled(scene.world, scene.dice);
    std::reverse(other.claims.begin(), other.claims.end());
    std::reverse(other.sources.begin(), other.sources.end());
    const auto second = judged(other, scene.request.time);
    demand(first == second, "another order judges otherwise; first:\n" + lines(first) + "then:\n" + lines(second));
    return !first.empty();
  };
  law_holds(law, 5, 0.3);
}

}  // namespace
}  // namespace entente::property
