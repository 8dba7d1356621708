#include "analysis/readiness.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/test_conditions.h"

namespace entente::analysis {
namespace {

using testing::assessed;
using testing::with_profile;
using world::Condition;
using world::Evidence;
using world::testing::instant;
using world::testing::period;
using world::testing::reference;

TEST(Readiness, counts_and_says_since_when_and_what_changed) {
  auto made = with_profile();
  made.world.assessments.push_back(assessed("1", world::AssessmentState::unmet, "2020-01-01", Evidence::verified));
  made.world.assessments.push_back(assessed("2", world::AssessmentState::in_progress, "2021-01-01", Evidence::verified));
  made.world.assessments.push_back(assessed("3", world::AssessmentState::met, "2022-01-01", Evidence::partial));
  Conditions conditions(made.world, Evidence::unverified);
  const auto& profile = made.world.profiles.front();
  const auto before = readiness(conditions, profile, PartyId("JPN"), instant("2021-06-01"));
  EXPECT_EQ(before.unmet, 2U);
  EXPECT_FALSE(before.evidence);
  EXPECT_EQ(before.requirements.front().since, instant("2020-01-01"));
  EXPECT_TRUE(before.requirements.front().first_recorded);
  EXPECT_EQ(since_in_words(before.requirements.front()), " recorded since 2020-01-01");
  const auto now = readiness(conditions, profile, PartyId("JPN"), instant("2024-01-01"));
  EXPECT_EQ(now.met, 2U);
  EXPECT_EQ(now.evidence, Evidence::partial);
  EXPECT_EQ(now.requirements.back().since, instant("2022-01-01"));
  const auto over = readiness_over(conditions, profile, PartyId("JPN"), {instant("2019-01-01"), instant("2024-01-01")});
  ASSERT_EQ(over.changes.size(), 5U);
  EXPECT_EQ(over.changes.front().at, instant("2020-01-01"));
  EXPECT_EQ(over.changes.front().before, Standing::unknown);
  EXPECT_TRUE(over.changes.front().first_recorded);
  EXPECT_TRUE(over.changes.at(1).first_recorded);  // of what rests on it too, where nothing of the other was recorded
  EXPECT_FALSE(over.changes.back().first_recorded);
  EXPECT_EQ(over.changes.back().after.standing, Standing::met);
  const auto progress = std::find_if(over.changes.begin(), over.changes.end(),
                                     [](const auto& each) { return each.at == instant("2021-01-01"); });
  ASSERT_NE(progress, over.changes.end());  // not met as before, but more is said of it
  EXPECT_EQ(progress->before, Standing::unmet);
  EXPECT_EQ(progress->after.standing, Standing::unmet);
}

// Goal: what is met without a break by one fact after the other says which met it first. Method: two assessments.
TEST(Readiness, says_what_met_it_where_that_is_something_else_now) {
  auto made = with_profile();
  made.world.assessments = {assessed("1", world::AssessmentState::met, "2020-01-01", Evidence::verified),
                            assessed("2", world::AssessmentState::met, "2022-01-01", Evidence::verified)};
  Conditions conditions(made.world, Evidence::unverified);
  const auto of = [&](const char* at) {
    return readiness(conditions, made.world.profiles.front(), PartyId("JPN"), instant(at)).requirements.front();
  };
  EXPECT_TRUE(of("2021-01-01").reached_by.empty());
  const auto now = of("2023-01-01");
  EXPECT_EQ(now.since, instant("2020-01-01"));
  ASSERT_EQ(now.reached_by.size(), 1U);
  EXPECT_EQ(now.reached_by.front().id, "1");
}

TEST(Readiness, says_that_the_party_is_a_member_itself) {
  const auto made = with_profile();
  Conditions conditions(made.world, Evidence::unverified);
  const auto& profile = made.world.profiles.front();
  const auto of = [&](const char* party, const char* at) { return readiness(conditions, profile, PartyId(party), instant(at)).belongs; };
  ASSERT_TRUE(of("CAN", "2020-01-01"));
  EXPECT_EQ(of("CAN", "2020-01-01")->since->text(), "1955");
  EXPECT_EQ(of("CAN", "2020-01-01")->role, world::Role::member);
  EXPECT_FALSE(of("CAN", "1954-01-01"));
  EXPECT_FALSE(of("JPN", "2020-01-01"));
}

// Goal: a candidate is not in, a partner is. Method: somebody who was one after the other.
TEST(Readiness, says_that_the_party_takes_part_in_the_programme) {
  auto made = with_profile();
  auto& programme = made.world.programmes.emplace_back();
  programme.id = "pillar";
  programme.provenance = made.sourced();
  programme.participants.push_back({PartyId("JPN"), world::Role::candidate, {}, {}, period("2010-01-01"), made.sourced()});
  programme.participants.push_back({PartyId("JPN"), world::Role::partner, {}, {}, period("2015-01-01"), made.sourced()});
  made.world.profiles.front().of = reference("programme:pillar");
  Conditions conditions(made.world, Evidence::unverified);
  const auto at = [&](const char* when) { return readiness(conditions, made.world.profiles.front(), PartyId("JPN"), instant(when)).belongs; };
  EXPECT_FALSE(at("2014-01-01"));
  ASSERT_TRUE(at("2016-01-01"));
  EXPECT_EQ(at("2016-01-01")->role, world::Role::partner);
  EXPECT_EQ(at("2016-01-01")->since->text(), "2015-01-01");
}

TEST(Readiness, what_was_met_before_is_no_first_record) {
  auto made = with_profile();
  made.world.assessments.push_back(assessed("1", world::AssessmentState::met, "2020-01-01", Evidence::verified));
  made.world.assessments.push_back(assessed("2", world::AssessmentState::unmet, "2022-01-01", Evidence::verified));
  Conditions conditions(made.world, Evidence::unverified);
  const auto found = readiness(conditions, made.world.profiles.front(), PartyId("JPN"), instant("2024-01-01"));
  EXPECT_FALSE(found.requirements.front().first_recorded);
  EXPECT_EQ(since_in_words(found.requirements.front()), " since 2022-01-01");
}

// Goal: what was on record once and is unmet later was lost, even if nothing told in between. Method: a partner, nobody, an observer.
TEST(Readiness, what_was_recorded_long_before_is_no_first_record) {
  auto made = with_profile();
  auto& programme = made.world.programmes.emplace_back();
  programme.id = "pillar";
  programme.provenance = made.sourced();
  programme.participants.push_back({PartyId("JPN"), world::Role::partner, {}, {}, period("2010-01-01", "2012-01-01"), made.sourced()});
  programme.participants.push_back({PartyId("JPN"), world::Role::observer, {}, {}, period("2015-01-01"), made.sourced()});
  Condition part;
  part.test = world::Test::participation;
  part.of = reference("programme:pillar");
  part.role = world::Role::partner;
  auto& profile = made.world.profiles.front();
  profile.requirements.front().needs = {part};
  Conditions conditions(made.world, Evidence::unverified);
  EXPECT_EQ(readiness(conditions, profile, PartyId("JPN"), instant("2014-01-01")).requirements.front().together.standing, Standing::unknown);
  const auto late = readiness(conditions, profile, PartyId("JPN"), instant("2016-01-01"));
  EXPECT_EQ(late.requirements.front().together.standing, Standing::unmet);
  EXPECT_FALSE(late.requirements.front().first_recorded);
  EXPECT_EQ(since_in_words(late.requirements.front()), " since 2015-01-01");
}

// Goal: what closes an assessed requirement is the act that it states, of whoever it names; the assessment is its record.
TEST(Readiness, says_what_closes_an_assessed_requirement_and_who_can_act) {
  auto made = with_profile();
  auto& requirement = made.world.profiles.front().requirements.front();
  made.world.assessments.push_back(assessed("1", world::AssessmentState::unmet, "2020-01-01", Evidence::verified));
  const auto closes = [&](std::size_t which, const char* party) {
    Conditions conditions(made.world, Evidence::unverified);
    return readiness(conditions, made.world.profiles.front(), PartyId(party), instant("2024-01-01")).requirements.at(which).closes;
  };
  ASSERT_EQ(closes(0, "JPN").size(), 1U);
  EXPECT_EQ(closes(0, "JPN").front().what, "an assessment of requirement:p#r that says `met`, later than 2020-01-01");
  EXPECT_EQ(closes(0, "JPN").front().actors, (std::vector<std::string>{"JPN", "whoever assesses"}));
  EXPECT_EQ(closes(0, "JPN").front().record, "");
  requirement.closing = "the party convinces the members";
  requirement.closed_by = {"members", "party", "USA"};
  EXPECT_EQ(closes(0, "JPN").front().what, "the party convinces the members");
  EXPECT_EQ(closes(0, "JPN").front().actors, (std::vector<std::string>{"CAN", "GBR", "USA", "JPN"}));
  EXPECT_EQ(closes(0, "JPN").front().record, "an assessment that says `met`, later than 2020-01-01");
  EXPECT_EQ(closes(0, "CAN").front().actors, (std::vector<std::string>{"GBR", "USA", "CAN"}));  // not itself as another member
  EXPECT_EQ(closes(1, "JPN").front().what, "requirement:p#r met, of which that profile says what closes it");
  made.world.assessments.push_back(assessed("2", world::AssessmentState::met, "2022-01-01", Evidence::verified));
  EXPECT_TRUE(closes(0, "JPN").empty());
}

}  // namespace
}  // namespace entente::analysis
