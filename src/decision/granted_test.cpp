// What is asked as if the two sides had given each other what conditions ask for (docs/semantics.md 7.5).
#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision {
namespace {

using namespace testing;
using world::Needed;

bool permits(const ActScene& scene, bool granted) {
  const auto snapshot = Snapshot::compile(scene.tiny.world, {scene.request.time, std::nullopt, world::Evidence::unverified, granted});
  CHECK(snapshot.has_value());
  return decide(*snapshot, scene.request).permit;
}

TEST(Granted, what_is_given_case_by_case_counts_as_given) {
  for (const auto need : {Needed::provider_consent, Needed::host_consent, Needed::notification, Needed::orders,
                          Needed::national_approval, Needed::joint_committee, Needed::registration, Needed::end_use_check,
                          Needed::agreed_project}) {
    ActScene scene = supply();
    scene.condition(need);
    EXPECT_FALSE(permits(scene, false)) << world::to_string(need);
    EXPECT_TRUE(permits(scene, true)) << world::to_string(need);
  }
}

TEST(Granted, what_stands_between_the_two_is_asked_all_the_same) {
  for (const auto need : {Needed::licence, Needed::security_agreement, Needed::invitation}) {
    ActScene scene = supply();
    scene.condition(need);
    EXPECT_FALSE(permits(scene, true)) << world::to_string(need);
  }
}

TEST(Granted, neither_a_prohibition_nor_an_agreement_that_ended_is) {
  ActScene scene = supply();
  scene.clause("never", world::Effect::prohibit);
  EXPECT_FALSE(permits(scene, true));
  scene.pact().clauses.clear();
  EXPECT_TRUE(permits(scene, true));
  scene.pact().statuses.push_back({world::StatusValue::terminated, date("2015-01-01"), sourced()});
  EXPECT_FALSE(permits(scene, true));
}

TEST(Granted, a_licence_of_what_is_controlled_is_asked) {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.request.object.export_controlled = true;
  EXPECT_FALSE(permits(scene, true));
  scene.licence();
  EXPECT_TRUE(permits(scene, true));
}

}  // namespace
}  // namespace entente::decision
