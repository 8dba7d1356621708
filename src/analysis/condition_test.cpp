#include "analysis/condition.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/condition_words.h"
#include "analysis/test_conditions.h"

namespace entente::analysis {
namespace {

using testing::assessed;
using testing::nations;
using testing::pact_with;
using testing::with_profile;
using world::Condition;
using world::Evidence;
using world::Kind;
using world::StatusValue;
using world::testing::date;
using world::testing::instant;
using world::testing::period;
using world::testing::reference;


Standing standing(const world::World& world, const std::vector<Condition>& conditions, const char* at,
                  Evidence require = Evidence::unverified) {
  Conditions judge(world, require);
  return judge.judge(conditions, {PartyId("JPN"), std::nullopt}, instant(at)).standing;
}

// Goal: what nothing recorded tells is unknown, whatever is asked. Method: every test in a world of parties alone.
TEST(Condition, nothing_recorded_is_unknown) {
  auto empty = nations();
  empty.party("NEW", world::PartyKind::group, {});
  for (std::uint8_t i = 0; !to_string(static_cast<world::Test>(i)).empty(); ++i) {
    Condition condition;
    condition.test = static_cast<world::Test>(i);
    condition.role = world::Role::observer;
    condition.state = world::CandidacyState::interest;
    if (condition.test == world::Test::membership) condition.of = reference("party:NEW");
    if (condition.test == world::Test::candidacy) condition.of = reference("party:FVEY");
    if (condition.test == world::Test::requirement) condition.of = reference("requirement:fvey#nothing");
    EXPECT_EQ(standing(empty.world, {condition}, "2024-01-01"), Standing::unknown) << to_string(condition.test);
  }
  EXPECT_EQ(standing(empty.world, {}, "2024-01-01"), Standing::unknown);
  EXPECT_EQ(standing(empty.world, {pact_with({"NEW"})}, "2024-01-01"), Standing::unknown);
}

// Goal: nobody is asked for an agreement with itself; but others named beside it are, and a group of which nobody is known stays
// unknown.
TEST(Condition, nothing_is_asked_with_oneself) {
  const auto empty = nations();
  EXPECT_EQ(standing(empty.world, {pact_with({"JPN"})}, "2024-01-01"), Standing::met);
  EXPECT_EQ(standing(empty.world, {pact_with({"JPN", "CAN"})}, "2024-01-01"), Standing::unknown);
}

TEST(Condition, an_agreement_counts_from_its_first_day_and_what_came_before_speaks_against) {
  auto made = nations();
  made.pact(
      "isa", Kind::information_security, "CAN",
      {{StatusValue::negotiating, "2022-10-11"}, {StatusValue::signed_, "2025-07-08"}, {StatusValue::in_force, "2026-01-15"}});
  const std::vector conditions{pact_with({"CAN"})};
  EXPECT_EQ(standing(made.world, conditions, "2022-10-10"), Standing::unknown);
  EXPECT_EQ(standing(made.world, conditions, "2022-10-11"), Standing::unmet);
  EXPECT_EQ(standing(made.world, conditions, "2026-01-14"), Standing::unmet);
  EXPECT_EQ(standing(made.world, conditions, "2026-01-15"), Standing::met);
}

TEST(Condition, a_partial_date_grants_late) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2013-07"}});
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2013-07-30"), Standing::unknown);
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2013-07-31"), Standing::met);
}

TEST(Condition, an_end_speaks_against) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2013-07-01"}, {StatusValue::terminated, "2020"}});
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2019-12-31"), Standing::met);
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2020-01-01"), Standing::unmet);
}

// Goal: what is made under a treaty ends with it, as for decisions. Method: a treaty that ends, and one that is not recorded.
TEST(Condition, what_is_under_another_counts_while_that_does) {
  auto made = nations();
  made.pact("treaty", Kind::consultation, "CAN", {{StatusValue::in_force, "2013-01-01"}, {StatusValue::terminated, "2020-01-01"}});
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2015-01-01"}});
  made.world.instruments.back().under = InstrumentId("treaty");
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2019-12-31"), Standing::met);
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2020-01-01"), Standing::unmet);
  made.world.instruments.back().under = InstrumentId("nothing");
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2019-12-31"), Standing::unmet);
}

TEST(Condition, in_force_counts_only_for_those_who_acceded) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::in_force, "2013-07-01"}});
  made.world.instruments.front().parties.back().period = period("2015-01-01");
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2014-01-01"), Standing::unmet);
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2015-01-01"), Standing::met);
}

TEST(Condition, weaker_evidence_than_required_is_unknown) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN",
            {{StatusValue::negotiating, "2010"}, {StatusValue::in_force, "2013-07-01"}});
  made.world.instruments.front().statuses.back().provenance.evidence = Evidence::partial;
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2014-01-01", Evidence::partial), Standing::met);
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2014-01-01", Evidence::verified), Standing::unknown);
}

TEST(Condition, of_equal_facts_the_best_evidenced_counts) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN",
            {{StatusValue::in_force, "2013-07-01"}, {StatusValue::in_force, "2013-07-01"}});
  made.world.instruments.front().statuses.front().provenance.evidence = Evidence::assumed;
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2014-01-01", Evidence::verified), Standing::met);
  world::Programme programme;
  programme.id = "cooperation";
  for (const auto evidence : {Evidence::assumed, Evidence::verified}) {
    auto source = made.sourced();
    source.evidence = evidence;
    programme.participants.push_back({PartyId("JPN"), world::Role::member, {}, {}, {}, source});
  }
  made.world.programmes.push_back(programme);
  Condition condition;
  condition.test = world::Test::participation;
  condition.role = world::Role::member;
  EXPECT_EQ(standing(made.world, {condition}, "2014-01-01", Evidence::verified), Standing::met);
}

TEST(Condition, weak_evidence_against_still_counts) {
  auto made = nations();
  made.pact("isa", Kind::information_security, "CAN", {{StatusValue::negotiating, "2010-01-01"}});
  made.world.instruments.front().statuses.back().provenance.evidence = Evidence::assumed;
  EXPECT_EQ(standing(made.world, {pact_with({"CAN"})}, "2014-01-01", Evidence::verified), Standing::unmet);
}

TEST(Condition, a_group_means_each_member_and_names_who_lacks) {
  auto made = nations();
  made.pact("a", Kind::information_security, "USA", {{StatusValue::in_force, "2007-08-10"}});
  made.pact("b", Kind::information_security, "GBR", {{StatusValue::in_force, "2014-01-01"}});
  EXPECT_EQ(standing(made.world, {pact_with({"FVEY"})}, "2020-01-01"), Standing::unknown);
  made.pact("c", Kind::information_security, "CAN", {{StatusValue::negotiating, "2022-01-01"}});
  EXPECT_EQ(standing(made.world, {pact_with({"FVEY"})}, "2023-01-01"), Standing::unmet);
  Conditions conditions(made.world, Evidence::unverified);
  const std::vector asked{pact_with({"FVEY"})};
  const auto judged = conditions.judge(asked, {PartyId("JPN"), std::nullopt}, instant("2023-01-01"));
  ASSERT_EQ(judged.judged.size(), 1U);
  EXPECT_EQ(judged.judged.front().lacking, std::vector{PartyId("CAN")});
  EXPECT_EQ(wanted_in_words(judged.judged.front(), {PartyId("JPN"), std::nullopt}),
            "an agreement (information security), in force with CAN");
  auto two = pact_with({"FVEY"});
  two.at_least = 2;
  EXPECT_EQ(standing(made.world, {two}, "2013-12-31"), Standing::unknown);
  EXPECT_EQ(standing(made.world, {two}, "2014-01-01"), Standing::met);
}

TEST(Condition, one_way_is_enough_and_conditions_of_a_way_hold_together) {
  auto made = nations();
  made.pact("a", Kind::alliance, "USA", {{StatusValue::in_force, "1960-06-23"}});
  made.pact("b", Kind::cross_servicing, "USA", {{StatusValue::signed_, "2016-01-01"}});
  auto alliance = pact_with({"USA"}, Kind::alliance);
  auto supplies = pact_with({"USA"}, Kind::cross_servicing);
  EXPECT_EQ(standing(made.world, {alliance, supplies}, "2020-01-01"), Standing::unmet);
  alliance.way = "alliance";
  supplies.way = "agreements";
  EXPECT_EQ(standing(made.world, {alliance, supplies}, "2020-01-01"), Standing::met);
  EXPECT_EQ(standing(made.world, {alliance, supplies}, "1950-01-01"), Standing::unknown);
}

TEST(Condition, events_count_when_held_and_taken_part_in) {
  auto made = nations();
  made.event("planned", world::EventState::planned, period("2010-01-01"), {"JPN", "USA"});
  made.event("watched", world::EventState::held, period("2011-01-01"), {"USA"});
  made.world.events.back().observers.emplace_back("JPN");
  Condition met_with;
  met_with.test = world::Test::event;
  met_with.with = {PartyId("USA")};
  EXPECT_EQ(standing(made.world, {met_with}, "2012-01-01"), Standing::unknown);
  made.event("held", world::EventState::held, period("2012-03"), {"FVEY"}, "JPN");
  EXPECT_EQ(standing(made.world, {met_with}, "2012-03-30"), Standing::unknown);
  EXPECT_EQ(standing(made.world, {met_with}, "2012-03-31"), Standing::met);
  met_with.within_years = 5;
  EXPECT_EQ(standing(made.world, {met_with}, "2017-02-28"), Standing::met);
  EXPECT_EQ(standing(made.world, {met_with}, "2017-03-01"), Standing::unknown);
  met_with.within_years.reset();
  met_with.since = date("2013");
  EXPECT_EQ(standing(made.world, {met_with}, "2017-01-01"), Standing::unknown);
}

// Goal: taking part in one project says nothing of the areas of another. Method: one project, a condition on each of two areas.
TEST(Condition, a_part_in_a_project_is_a_part_in_the_areas_of_that_project) {
  auto made = nations();
  const world::Participation part{.party = PartyId("JPN"),
                                  .role = world::Role::partner,
                                  .tier = 2,
                                  .areas = {},
                                  .period = period("2014-01-01"),
                                  .provenance = made.sourced()};
  const world::Project project{.id = "initiative",
                               .title = "",
                               .areas = {"standards"},
                               .participants = {part},
                               .period = {},
                               .provenance = made.sourced()};
  world::Programme programme;
  programme.id = "cooperation";
  programme.projects = {project};
  made.world.programmes.push_back(programme);
  Condition condition;
  condition.test = world::Test::project;
  condition.of = reference("programme:cooperation");
  condition.role = world::Role::partner;
  condition.areas = {"standards"};
  EXPECT_EQ(standing(made.world, {condition}, "2015-01-01"), Standing::met);
  EXPECT_EQ(standing(made.world, {condition}, "2013-12-31"), Standing::unknown);
  condition.tier = 1;
  EXPECT_EQ(standing(made.world, {condition}, "2015-01-01"), Standing::unmet);
  condition.tier.reset();
  condition.areas = {"unmanned-systems"};
  EXPECT_EQ(standing(made.world, {condition}, "2015-01-01"), Standing::unknown);
}

TEST(Condition, a_requirement_without_conditions_is_decided_by_its_latest_assessment) {
  auto made = with_profile();
  using State = world::AssessmentState;
  made.world.assessments.push_back(assessed("1", State::unmet, "2020-01-01", Evidence::verified));
  made.world.assessments.push_back(assessed("2", State::met, "2022-01-01", Evidence::partial));
  const auto at = [&](const char* when, Evidence require = Evidence::unverified) {
    Conditions conditions(made.world, require);
    return conditions.judge(reference("requirement:p#s"), PartyId("JPN"), instant(when)).standing;
  };
  EXPECT_EQ(at("2019-12-31"), Standing::unknown);
  EXPECT_EQ(at("2020-01-01"), Standing::unmet);
  EXPECT_EQ(at("2022-01-01"), Standing::met);
  EXPECT_EQ(at("2022-01-01", Evidence::verified), Standing::unknown);
  made.world.assessments.push_back(assessed("3", State::unmet, "2022-01-01", Evidence::partial));
  EXPECT_EQ(at("2022-01-01"), Standing::unknown);
  made.world.assessments.push_back(assessed("4", State::unmet, "2022-01-01", Evidence::verified));
  EXPECT_EQ(at("2022-01-01"), Standing::unmet);
}

}  // namespace
}  // namespace entente::analysis
