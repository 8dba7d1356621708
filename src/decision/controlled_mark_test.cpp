// A marking may say that what bears it is under export control (docs/semantics.md 4.3), whatever the request states.
#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::decision::testing {
namespace {

struct Scene {
  TinyWorld tiny;
  Request request;

  Scene() {
    tiny.nation("P").nation("R").agreement("isa", "P", "R", "2015");
    label::Policy policy = *tiny.world.policies.find(PolicyId("P"));
    policy.export_controlled = {CategoryName("CUI-EXPT")};
    tiny.world.policies.add(std::move(policy));
    request.subject = {SubjectType::party, "R"};
    request.action = "disclose";
    request.time = instant("2020-01-01");
    request.object.id = "object-1";
    request.object.act.items = {"gyroscopes"};
    label::Label& label = request.object.label.emplace();
    label.policy = PolicyId("P");
    label.level = LevelName("FREE");
    label.owners = {{PartyId("P"), PolicyId("P"), LevelName("FREE")}};
    label.releasable = {label::ReleaseKind::listed, {PartyId("R")}};
  }

  void mark(const char* category) {
    request.object.label->categories = {{PolicyId("P"), CategoryName(category), label::CategoryKind::restrictive}};
  }

  [[nodiscard]] Decision decide() const {
    const auto snapshot = Snapshot::compile(tiny.world, {request.time, std::nullopt, world::Evidence::unverified});
    CHECK(snapshot.has_value());
    return decision::decide(*snapshot, request);
  }
};

TEST(ControlledMark, a_category_that_the_policy_calls_export_controlled_asks_for_a_licence) {
  Scene scene;
  scene.mark("CUI-OPSEC");
  EXPECT_TRUE(scene.decide().permit);
  EXPECT_EQ(outcome_of(scene.decide(), Rule::export_control), Outcome::not_applicable);
  scene.mark("CUI-EXPT");
  EXPECT_FALSE(scene.decide().permit);
  EXPECT_EQ(outcome_of(scene.decide(), Rule::export_control), Outcome::fail);
  scene.tiny.world.licences.push_back(
      {"licence-1", PartyId("P"), {PartyId("R")}, {"gyroscopes"}, {}, std::nullopt, {}, sourced()});
  EXPECT_TRUE(scene.decide().permit);
}

TEST(ControlledMark, a_category_that_only_informs_asks_for_nothing) {
  Scene scene;
  scene.mark("CUI-EXPT");
  scene.request.object.label->categories.front().kind = label::CategoryKind::informative;
  EXPECT_TRUE(scene.decide().permit);
}

}  // namespace
}  // namespace entente::decision::testing
