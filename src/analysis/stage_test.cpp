#include "analysis/stage.h"

#include <gtest/gtest.h>

#include "analysis/test_conditions.h"

namespace entente::analysis {
namespace {

using testing::nations;
using testing::pact_with;
using world::Condition;
using world::Evidence;
using world::Kind;
using world::StatusValue;
using world::testing::instant;
using world::testing::period;
using world::testing::reference;

world::Model three_stages() {
  world::Model model;
  model.id = "m";
  const auto add = [&](const char* id, const char* after, Condition needs) {
    world::Stage stage;
    stage.id = id;
    stage.title = id;
    if (after != nullptr) stage.after = after;
    stage.needs = {std::move(needs)};
    model.stages.push_back(std::move(stage));
  };
  Condition exercise;
  exercise.test = world::Test::event;
  exercise.events = {world::EventKind::exercise};
  // Not in their order.
  add("exercises", "binding", exercise);
  add("talks", nullptr, pact_with({}, Kind::consultation));
  add("binding", "talks", pact_with({}, Kind::information_security));
  return model;
}

TEST(Stage, counts_once_every_stage_before_it_is_reached) {
  auto made = nations();
  made.pact("talks", Kind::consultation, "CAN", {{StatusValue::in_force, "2010-01-01"}});
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2020-01-01"}});
  made.event("exercise", world::EventState::held, period("2015-01-01"), {"JPN", "CAN"});
  made.world.events.back().kind = world::EventKind::exercise;
  const auto model = three_stages();
  Conditions conditions(made.world, Evidence::unverified);
  const Asked pair{PartyId("JPN"), PartyId("CAN")};
  const auto early = partnership(conditions, model, pair, instant("2016-01-01"));
  EXPECT_EQ(early.reached, 1U);
  EXPECT_EQ(early.stages.back().together.standing, Standing::met);
  EXPECT_FALSE(early.stages.back().reached);
  const auto late = partnership(conditions, model, pair, instant("2021-01-01"));
  EXPECT_EQ(late.reached, 3U);
  EXPECT_EQ(late.since, instant("2020-01-01"));
  EXPECT_EQ(late.next(), nullptr);
  const auto all = partnerships(conditions, model, PartyId("JPN"), instant("2021-01-01"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().partner, PartyId("CAN"));
  EXPECT_EQ(bonds(conditions, pair, instant("2021-01-01")).size(), 2U);
}

// Goal: a date and the fact beside it do not contradict each other. Method: two exercises that count for five years each, and a
// stage before them that was the last to hold.
TEST(Stage, says_by_what_it_was_reached_where_it_rests_on_another_now) {
  auto made = nations();
  made.pact("talks", Kind::consultation, "CAN", {{StatusValue::in_force, "2010-01-01"}});
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2020-01-01"}});
  for (const auto& [id, on] : {std::pair("old", "2016-01-01"), std::pair("new", "2020-06-01")}) {
    made.event(id, world::EventState::held, period(on), {"JPN", "CAN"});
    made.world.events.back().kind = world::EventKind::exercise;
  }
  auto model = three_stages();
  model.stages.front().needs.front().within_years = 5;
  made.world.models = {model};  // so that its terms are known
  Conditions conditions(made.world, Evidence::unverified);
  const Asked pair{PartyId("JPN"), PartyId("CAN")};
  const auto found = partnership(conditions, model, pair, instant("2022-01-01"));
  ASSERT_EQ(found.reached, 3U);
  EXPECT_EQ(found.since, instant("2020-01-01"));
  EXPECT_TRUE(found.stages[1].reached_by.empty());  // the agreement, as then
  ASSERT_EQ(found.stages[2].reached_by.size(), 1U);
  EXPECT_EQ(found.stages[2].reached_by.front().id, "isa");
  EXPECT_EQ(found.stages[2].together.judged.front().grounds.front().id, "new");
}

// Goal: an agreement that was negotiated then and is in force now is told as both.
TEST(Stage, was_reached_by_negotiations_of_what_is_an_agreement_now) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::negotiating, "2018-01-01"}, {StatusValue::in_force, "2020-01-01"}});
  auto model = three_stages();
  model.stages.erase(model.stages.begin());
  model.stages.front().needs.front() = pact_with({}, Kind::information_security);
  model.stages.front().needs.front().statuses = {StatusValue::negotiating, StatusValue::in_force};
  Conditions conditions(made.world, Evidence::unverified);
  const auto found = partnership(conditions, model, {PartyId("JPN"), PartyId("CAN")}, instant("2022-01-01"));
  ASSERT_EQ(found.reached, 2U);
  ASSERT_EQ(found.stages[0].reached_by.size(), 1U);
  EXPECT_EQ(found.stages[0].reached_by.front().state, "negotiating");
  EXPECT_EQ(found.stages[0].together.judged.front().grounds.front().state, "in-force");
  EXPECT_TRUE(found.stages[1].reached_by.empty());
}

// Goal: what is asked of the first party alone has dates, too. Method: a stage that a membership reaches and its end undoes.
TEST(Stage, is_reached_since_a_membership_of_the_first_party) {
  auto made = nations();
  made.party("CLUB", world::PartyKind::group, {{"JPN", period("2012-01-01", "2014-01-01")}, {"JPN", period("2016-01-01")}});
  Condition member;
  member.test = world::Test::membership;
  member.of = reference("party:CLUB");
  auto& model = made.world.models.emplace_back();
  model.stages.resize(1);
  model.stages.front().id = "club";
  model.stages.front().needs = {member};
  Conditions conditions(made.world, Evidence::unverified);
  const auto found = partnership(conditions, model, {PartyId("JPN"), PartyId("CAN")}, instant("2020-01-01"));
  EXPECT_EQ(found.reached, 1U);
  EXPECT_EQ(found.since, instant("2016-01-01"));
}

TEST(Stage, a_row_that_is_none_reaches_nothing) {
  auto model = three_stages();
  ASSERT_EQ(stages_in_order(model).size(), 3U);
  EXPECT_EQ(stages_in_order(model).front()->id, "talks");
  model.stages[1].after = "exercises";
  EXPECT_TRUE(stages_in_order(model).empty());
}

}  // namespace
}  // namespace entente::analysis
