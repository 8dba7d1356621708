#include "analysis/condition.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/condition_words.h"
#include "analysis/readiness.h"
#include "analysis/stage.h"
#include "world/test_claims.h"

namespace entente::analysis {
namespace {

using world::Condition;
using world::Evidence;
using world::Kind;
using world::StatusValue;
using world::testing::ClaimWorld;
using world::testing::date;
using world::testing::instant;
using world::testing::period;
using world::testing::reference;

ClaimWorld nations() {
  ClaimWorld out;
  out.nations({"JPN", "CAN", "USA", "GBR"});
  out.party("FVEY", world::PartyKind::group, {{"CAN", period("1955")}, {"USA", period("1946")}, {"GBR", period("1946")}});
  return out;
}

Condition pact_with(std::initializer_list<const char*> with, Kind kind = Kind::information_security) {
  Condition out;
  out.test = world::Test::instrument;
  out.kinds = {kind};
  for (const auto* id : with) out.with.emplace_back(id);
  return out;
}

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

world::Assessment assessed(const char* id, world::AssessmentState state, const char* from, Evidence evidence) {
  return {.id = id,
          .requirement = reference("requirement:p#r"),
          .party = PartyId("JPN"),
          .state = state,
          .from = date(from),
          .assessor = "an office",
          .text = "",
          .provenance = {.evidence = evidence, .source = "s", .known = {}, .note = {}, .place = {}}};
}

ClaimWorld with_profile() {
  auto made = nations();
  world::Requirement first;
  first.id = "r";
  first.area = "a";
  world::Requirement second = first;
  second.id = "s";
  Condition rests;
  rests.test = world::Test::requirement;
  rests.of = reference("requirement:p#r");
  second.needs = {rests};
  made.world.profiles.push_back({"p", "a profile", reference("party:FVEY"), {first, second}, made.sourced()});
  return made;
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
  const auto now = readiness(conditions, profile, PartyId("JPN"), instant("2024-01-01"));
  EXPECT_EQ(now.met, 2U);
  EXPECT_EQ(now.evidence, Evidence::partial);
  EXPECT_EQ(now.requirements.back().since, instant("2022-01-01"));
  const auto over = readiness_over(conditions, profile, PartyId("JPN"), {instant("2019-01-01"), instant("2024-01-01")});
  ASSERT_EQ(over.changes.size(), 5U);
  EXPECT_EQ(over.changes.front().at, instant("2020-01-01"));
  EXPECT_EQ(over.changes.front().before, Standing::unknown);
  EXPECT_EQ(over.changes.back().after.standing, Standing::met);
  const auto progress = std::find_if(over.changes.begin(), over.changes.end(),
                                     [](const auto& each) { return each.at == instant("2021-01-01"); });
  ASSERT_NE(progress, over.changes.end());  // not met as before, but more is said of it
  EXPECT_EQ(progress->before, Standing::unmet);
  EXPECT_EQ(progress->after.standing, Standing::unmet);
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
