// What the sides of an act look at: as little as the clauses in question, and of those that ask the same only whether one
// applies.

#include <gtest/gtest.h>

#include "decision/act_sides.h"
#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using world::Effect;
using world::Needed;

bool looks_at(const ActAxes& axes, ActAxis axis) { return axes.test(static_cast<std::size_t>(axis)); }

ActSides sides_of(const ActScene& scene) {
  auto snapshot = Snapshot::compile(scene.tiny.world, {scene.request.time, std::nullopt, world::Evidence::unverified});
  CHECK(snapshot.has_value());
  return {*snapshot, scene.request};
}

// P and R are exempt, but for the conditions that are added.
ActScene exempt() {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.instrument("exempt", world::Kind::export_exemption, {"P", "R"});
  scene.request.object.export_controlled = true;
  return scene;
}

world::Clause& condition(ActScene& scene, const std::string& id, Needed need) {
  auto& clause = scene.clause(scene.tiny.world.instruments.back(), id, Effect::condition);
  clause.needs = {need};
  return clause;
}

TEST(ActSides, look_at_values_where_a_clause_in_question_does) {
  ActScene scene = supply();
  auto& clause = scene.clause("value", Effect::prohibit);
  clause.above = {"USD", 1000};
  EXPECT_TRUE(looks_at(sides_of(scene).tests(ActSide::basis), ActAxis::value));
  scene.pact().clauses.front().action = "transfer";
  EXPECT_FALSE(looks_at(sides_of(scene).tests(ActSide::basis), ActAxis::value));
  EXPECT_FALSE(looks_at(sides_of(scene).reads(ActSide::basis), ActAxis::value));
}

// It asks nations for what they have.
TEST(ActSides, do_not_look_at_what_a_condition_of_sites_is_about) {
  ActScene scene = exempt();
  condition(scene, "classified", Needed::facility_clearance).activities = {"storage"};
  EXPECT_FALSE(looks_at(sides_of(scene).tests(ActSide::export_control), ActAxis::activities));
  scene.tiny.world.instruments.back().clauses.back().needs.push_back(Needed::licence);
  EXPECT_TRUE(looks_at(sides_of(scene).tests(ActSide::export_control), ActAxis::activities));
}

TEST(ActSides, conditions_of_an_exemption_that_ask_the_same_are_one) {
  ActScene scene = exempt();
  condition(scene, "listed", Needed::licence).items = {"engine"};
  condition(scene, "abroad", Needed::licence).activities = {"abroad"};
  condition(scene, "brokered", Needed::registration).activities = {"brokering"};
  const auto passed = [&](const ActSides& sides, const std::vector<std::string>& items,
                          const std::vector<std::string>& activities) {
    scene.request.object.act.items = items;
    scene.request.object.act.activities = activities;
    const auto side = ActSide::export_control;
    return sides.joined(side,
                        sides.lets(side, ActAxis::items, scene.request) & sides.lets(side, ActAxis::activities, scene.request));
  };
  const auto sides = sides_of(scene);
  EXPECT_EQ(passed(sides, {"engine"}, {}), passed(sides, {"fuel"}, {"abroad"}));
  EXPECT_EQ(passed(sides, {"engine"}, {}), passed(sides, {"engine"}, {"abroad"}));
  EXPECT_NE(passed(sides, {"engine"}, {}), passed(sides, {"fuel"}, {}));
  EXPECT_NE(passed(sides, {"engine"}, {}), passed(sides, {"engine"}, {"brokering"}));
  scene.licence();  // so the items count by themselves, and which of the conditions applies
  const auto licensed = sides_of(scene);
  EXPECT_TRUE(looks_at(licensed.reads(ActSide::export_control), ActAxis::items));
  EXPECT_NE(passed(licensed, {"engine"}, {}), passed(licensed, {"fuel"}, {"abroad"}));
}

TEST(ActSides, more_tests_than_can_be_told_apart_are_whole_axes) {
  ActScene scene = exempt();
  for (int each = 0; each < 70; ++each)
    condition(scene, "c" + std::to_string(each), Needed::licence).activities = {"a" + std::to_string(each)};
  const auto sides = sides_of(scene);
  EXPECT_TRUE(looks_at(sides.reads(ActSide::export_control), ActAxis::activities));
  EXPECT_TRUE(sides.tests(ActSide::export_control).none());
}

}  // namespace
}  // namespace entente::decision::testing
