#include "decision/differences.h"

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision {
namespace {

using testing::ActScene;
using testing::date;
using testing::instant;

constexpr const char* kBefore = "2020-01-01";
constexpr const char* kAfter = "2020-03-01";

Snapshot at(const ActScene& scene, const char* day) {
  auto made = Snapshot::compile(scene.tiny.world, {instant(day), std::nullopt, world::Evidence::unverified});
  CHECK(made.has_value());
  return std::move(*made);
}

Differences between(const ActScene& scene) { return {at(scene, kBefore), instant(kBefore), at(scene, kAfter), instant(kAfter)}; }

bool permits(ActScene scene, const char* day) {
  scene.request.time = instant(day);
  return scene.decide().permit;
}

// An instrument about supplies that says something of consultations from February on.
ActScene speaking(world::Effect effect) {
  ActScene scene("consult", world::Kind::cross_servicing);
  scene.pact().items.clear();
  scene.request.object.act.items.clear();
  auto& clause = scene.clause("talks", effect);
  clause.obligation = "keep-minutes";
  clause.text = "minutes are kept";
  clause.period.from = date("2020-02-01");
  return scene;
}

// Goal: a duty lets an instrument speak of an act that it is not about, so its beginning touches the act.
TEST(Differences, a_duty_may_carry_an_act) {
  const auto scene = speaking(world::Effect::oblige);
  ASSERT_FALSE(permits(scene, kBefore));
  ASSERT_TRUE(permits(scene, kAfter));
  EXPECT_TRUE(between(scene).acts(PartyId("P"), PartyId("R")));
  EXPECT_FALSE(between(scene).acts(PartyId("P"), PartyId("Q")));
}

// Goal: what only the words of a duty say touches nobody, and a law touches its parties with everybody.
TEST(Differences, a_law_touches_its_parties) {
  auto scene = testing::supply();
  EXPECT_TRUE(between(scene).none());
  auto& law = scene.instrument("law", world::Kind::national_law, {"P"});
  auto& duty = scene.clause(law, "report", world::Effect::oblige);
  duty.period.from = date("2020-02-01");
  EXPECT_TRUE(between(scene).none());
  duty.effect = world::Effect::prohibit;
  ASSERT_TRUE(permits(scene, kBefore));
  ASSERT_FALSE(permits(scene, kAfter));
  EXPECT_TRUE(between(scene).acts(PartyId("P"), PartyId("R")));
  EXPECT_TRUE(between(scene).acts(PartyId("Q"), PartyId("P")));
  EXPECT_FALSE(between(scene).acts(PartyId("Q"), PartyId("R")));
  EXPECT_TRUE(between(scene).no_disclosure());
}

// Goal: a consent that begins touches acts to whom it is given, by whomever, and no others.
TEST(Differences, a_consent_touches_whom_it_is_to) {
  auto scene = testing::supply();
  scene.condition(world::Needed::provider_consent);
  scene.tiny.consent("P", "R", "object-1");
  scene.tiny.world.consents.front().period.from = date("2020-02-01");
  ASSERT_FALSE(permits(scene, kBefore));
  ASSERT_TRUE(permits(scene, kAfter));
  const auto found = between(scene);
  EXPECT_TRUE(found.acts(PartyId("P"), PartyId("R")));
  EXPECT_TRUE(found.acts(PartyId("Q"), PartyId("R")));  // it may have provided the object
  EXPECT_FALSE(found.acts(PartyId("R"), PartyId("Q")));
  EXPECT_FALSE(found.everywhere());
}

// Goal: what a treaty forbids to transfer nobody brings to its parties, whoever gives it; to others it is not the treaty's.
TEST(Differences, a_treaty_that_forbids_transfers_touches_whoever_gives_to_its_parties) {
  auto scene = testing::supply();
  auto& treaty = scene.instrument("treaty", world::Kind::equipment_transfer, {"P", "R"});
  auto& clause = scene.clause(treaty, "never", world::Effect::prohibit);
  clause.action = "transfer";
  EXPECT_TRUE(between(scene).none());
  clause.period.from = date("2020-02-01");
  const auto found = between(scene);
  EXPECT_TRUE(found.acts(PartyId("P"), PartyId("R")));
  EXPECT_TRUE(found.acts(PartyId("Q"), PartyId("R")));
  EXPECT_FALSE(found.acts(PartyId("R"), PartyId("Q")));
  EXPECT_FALSE(found.everywhere());
}

}  // namespace
}  // namespace entente::decision
