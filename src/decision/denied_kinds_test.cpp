// A permit of what a broad word names says which of its kinds would be denied (docs/semantics.md 4.5).
#include <algorithm>

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision {
namespace {

using namespace testing;

const Obligation* none_of(const Decision& decision) {
  const auto found = std::find_if(decision.obligations.begin(), decision.obligations.end(),
                                  [](const auto& each) { return each.id == "none-of"; });
  return found == decision.obligations.end() ? nullptr : &*found;
}

// P supplies R with weapons; rifles, and mines, which are forbidden, are weapons.
ActScene arms() {
  ActScene scene("supply", world::Kind::cross_servicing);
  scene.tiny.world.items = {
      {"rifles", {"weapons"}, sourced()}, {"mines", {"weapons"}, sourced()}, {"sea-mines", {"mines"}, sourced()}};
  scene.pact().items = {"weapons"};
  scene.clause("no-mines", world::Effect::prohibit).items = {"mines"};
  scene.request.object.act.items = {"weapons"};
  return scene;
}

TEST(DeniedKinds, are_told_of_a_broad_word) {
  const Decision decision = arms().decide();
  ASSERT_TRUE(decision.permit);
  const Obligation* duty = none_of(decision);
  ASSERT_NE(duty, nullptr);
  EXPECT_EQ(duty->properties.at("items"), "mines, sea-mines");
  EXPECT_EQ(duty->properties.at("text"), "nothing of it is mines, sea-mines, which would be denied");
}

TEST(DeniedKinds, are_not_told_of_a_word_that_has_none) {
  ActScene scene = arms();
  scene.request.object.act.items = {"rifles"};
  EXPECT_TRUE(scene.decide().permit);
  EXPECT_EQ(none_of(scene.decide()), nullptr);
  scene.request.object.act.items = {"weapons"};
  scene.pact().clauses.clear();
  EXPECT_EQ(none_of(scene.decide()), nullptr);
}

TEST(DeniedKinds, are_not_told_of_a_denial) {
  ActScene scene = arms();
  scene.request.object.act.items = {"sea-mines"};
  EXPECT_FALSE(scene.decide().permit);
  EXPECT_EQ(none_of(scene.decide()), nullptr);
}

}  // namespace
}  // namespace entente::decision
