#include "analysis/remedies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::Helps;
using decision::Rule;
using decision::SubjectType;
using decision::testing::assertion;
using decision::testing::belonging;
using decision::testing::clearance;
using decision::testing::date;
using decision::testing::period;
using decision::testing::Question;
using decision::testing::sourced;
using decision::testing::TinyWorld;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using world::Evidence;
using world::RemedyFact;

Remedies of(const TinyWorld& tiny, const Question& question, Evidence require = Evidence::unverified,
            const RemedyBounds& bounds = {}) {
  return remedies(tiny.world, {question.request.time, std::nullopt, require}, question.request, bounds);
}

// Each set as its steps' kinds: "instrument-in-force, row"; a weak fact as "evidence of row".
std::vector<std::string> kinds(const Remedies& remedies) {
  std::vector<std::string> out;
  for (const auto& remedy : remedies.sets) {
    std::string text;
    for (const auto& step : remedy.steps) {
      text += text.empty() ? "" : ", ";
      text += (step.fact.weak ? "evidence of " : "") + std::string(world::to_string(step.fact.fact));
    }
    out.push_back(text);
  }
  return out;
}

TinyWorld two() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC");
  return tiny;
}

Question asked(std::vector<std::string> released = {"BBB"}) {
  Question question("AAA", "MID");
  question.to("BBB").released(std::move(released));
  return question;
}

TEST(Remedies, a_permit_has_none_and_is_complete) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  const auto found = of(tiny, asked());
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.sets, IsEmpty());
  EXPECT_THAT(found.no_remedy, IsEmpty());
}

TEST(Remedies, an_instrument_that_is_not_in_force_is_brought_into_force) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2030");
  const auto found = of(tiny, asked());
  EXPECT_TRUE(found.complete);
  ASSERT_THAT(kinds(found), ElementsAre("instrument-in-force"));
  const auto& step = found.sets[0].steps[0];
  EXPECT_EQ(found.sets[0].cost, 40);
  EXPECT_EQ(step.fact.instrument.value, "isa");
  EXPECT_THAT(step.actors, ElementsAre(PartyId("AAA"), PartyId("BBB")));
  EXPECT_THAT(step.cures, ElementsAre(Rule::legal_basis));
  EXPECT_EQ(step.text, "AAA and BBB bring isa into force");
}

TEST(Remedies, without_an_instrument_a_new_one_with_a_row_the_parties_choose) {
  const auto found = of(two(), asked());
  ASSERT_THAT(kinds(found), ElementsAre("new-instrument, row"));
  const auto& row = found.sets[0].steps[1];
  EXPECT_THAT(row.fact.targets, ElementsAre(LevelName("TOP"), LevelName("MID"), LevelName("LOW")));
  EXPECT_THAT(row.text, HasSubstr("one of TOP, MID, LOW (the parties' choice)"));
}

TEST(Remedies, no_new_row_protects_less_than_the_published_ones_of_lower_levels) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  std::erase_if(tiny.last().rows, [](const auto& row) { return row.from_level.value == "MID"; });
  for (auto& row : tiny.last().rows) {
    if (row.from.value == "AAA" && row.from_level.value == "LOW") row.to_levels = {LevelName("MID")};
  }
  const auto found = of(tiny, asked());
  ASSERT_THAT(kinds(found), ElementsAre("row"));
  EXPECT_THAT(found.sets[0].steps[0].fact.targets, ElementsAre(LevelName("TOP"), LevelName("MID")));
}

TEST(Remedies, a_row_leads_to_a_level_that_the_person_may_hold) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().rows.clear();
  auto& person = tiny.person("analyst", "BBB");
  person.clearances = {clearance("BBB", "LOW")};
  person.belongs = {belonging("coi:alpha")};
  auto question = asked();
  question.to(SubjectType::person, "analyst").of_community("alpha");
  const auto found = of(tiny, question);
  ASSERT_THAT(kinds(found), ElementsAre("row"));
  EXPECT_THAT(found.sets[0].steps[0].fact.targets, ElementsAre(LevelName("LOW")));
}

TEST(Remedies, every_way_is_listed_cheapest_first) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").group("GGG").member("GGG", "CCC");
  const auto question = asked({"GGG"});
  const auto found = of(tiny, question);
  EXPECT_THAT(kinds(found), ElementsAre("consent", "membership"));
  EXPECT_EQ(found.sets[0].cost, 8);
  EXPECT_EQ(found.sets[1].cost, 200);
  EXPECT_THAT(found.sets[1].steps[0].actors, ElementsAre(PartyId("GGG"), PartyId("BBB")));
}

TEST(Remedies, the_worlds_own_costs_rank_them) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").group("GGG").member("GGG", "CCC");
  tiny.world.remedy_costs.of[static_cast<std::size_t>(RemedyFact::consent)] = 500;
  const auto question = asked({"GGG"});
  EXPECT_THAT(kinds(of(tiny, question)), ElementsAre("membership", "consent"));
}

TEST(Remedies, the_third_party_rule_is_cured_by_the_originators_consent) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").agreement("isb", "CCC", "BBB", "2010");
  auto question = asked();
  question.held_by("CCC");
  const auto found = of(tiny, question);
  ASSERT_THAT(kinds(found), ElementsAre("consent"));
  EXPECT_THAT(found.sets[0].steps[0].actors, ElementsAre(PartyId("AAA")));
  EXPECT_THAT(found.sets[0].steps[0].cures, ElementsAre(Rule::originator_control));
}

TEST(Remedies, no_foreign_has_no_remedy_but_the_originators_new_mark) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  auto question = asked();
  question.label().controls.no_foreign = true;
  const auto found = of(tiny, question);
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.sets, IsEmpty());
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].helps, Helps::new_mark);
  EXPECT_THAT(found.no_remedy[0].actors, ElementsAre(PartyId("AAA")));
  EXPECT_THAT(found.no_remedy[0].text, HasSubstr("only a new mark of the originator helps"));
}

TEST(Remedies, a_prohibition_has_none_but_its_end) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  world::Clause clause;
  clause.id = "art-1";
  clause.text = "nothing goes";
  tiny.last().clauses.push_back(clause);
  const auto found = of(tiny, asked());
  EXPECT_THAT(found.sets, IsEmpty());
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].helps, Helps::end_of_restriction);
  EXPECT_EQ(found.no_remedy[0].clause, "isa/art-1");
  EXPECT_THAT(found.no_remedy[0].actors, ElementsAre(PartyId("AAA"), PartyId("BBB")));
  clause.id = "art-2";
  tiny.last().clauses.push_back(clause);
  const auto both = of(tiny, asked()).no_remedy;
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[1].clause, "isa/art-2");
}

TEST(Remedies, an_invalid_label_has_none_but_a_new_mark) {
  auto tiny = two();
  auto question = asked();
  question.label().level = LevelName("NO SUCH LEVEL");
  const auto found = of(tiny, question);
  EXPECT_TRUE(found.complete);
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].helps, Helps::new_mark);
  EXPECT_EQ(found.no_remedy[0].rule, Rule::label_valid);
}

TEST(Remedies, an_action_without_rules_is_not_decided_and_says_so) {
  auto tiny = two();
  auto question = asked();
  question.request.action = "lend";
  question.held_by("AAA");
  const auto found = of(tiny, question);
  EXPECT_FALSE(found.complete);
  ASSERT_FALSE(found.no_remedy.empty());
  for (const auto& each : found.no_remedy) EXPECT_EQ(each.helps, Helps::not_decided);
}

TEST(Remedies, a_fact_that_is_too_weak_is_verified_and_not_doubled) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().statuses[0].provenance = sourced(Evidence::partial);
  tiny.last().parties[1].provenance = sourced(Evidence::unverified);
  for (auto& row : tiny.last().rows) row.provenance = sourced(Evidence::partial);
  const auto found = of(tiny, asked(), Evidence::verified);
  ASSERT_THAT(kinds(found), ElementsAre("evidence of row, evidence of instrument-in-force, evidence of accession"));
  EXPECT_EQ(found.sets[0].cost, 3);
  EXPECT_THAT(found.sets[0].steps[0].text, HasSubstr("verify the record of the row of isa from AAA MID to BBB"));
}

TEST(Remedies, what_a_person_lacks_is_named_with_who_can_act) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().categories = {"AAA:SI"};
  tiny.person("analyst", "BBB").period = period("2030");
  auto question = asked();
  question.to(SubjectType::person, "analyst").of_community("alpha").category("SI");
  const auto found = of(tiny, question);
  EXPECT_TRUE(found.complete);
  ASSERT_THAT(kinds(found),
              ElementsAre("need-to-know, post, category-read-in, clearance", "community, post, category-read-in, clearance"));
  const auto& steps = found.sets[0].steps;
  EXPECT_EQ(steps[0].text, "an officer of BBB with authority asserts that person:analyst needs `object-1`");
  EXPECT_EQ(steps[1].text, "BBB confirms that person:analyst is in this post");
  EXPECT_EQ(steps[2].text, "BBB reads person:analyst in for AAA:SI");
  EXPECT_EQ(steps[3].text, "BBB clears person:analyst for BBB MID");
  EXPECT_THAT(steps[3].actors, ElementsAre(PartyId("BBB")));
}

TEST(Remedies, a_recorded_clause_may_come_to_admit_a_nationality) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").agreement("new-isa", "AAA", "BBB", "2030");
  auto& person = tiny.person("analyst", "BBB");
  person.nationalities = {PartyId("BBB"), PartyId("CCC")};
  person.clearances = {clearance("BBB", "TOP")};
  person.belongs = {belonging("coi:alpha")};
  world::Clause clause;
  clause.id = "third-nationals";
  clause.effect = world::Effect::oblige;
  clause.obligation = "admit-nationality";
  clause.to = {PartyId("CCC")};
  clause.provenance = sourced();
  tiny.last().clauses.push_back(clause);
  auto question = asked();
  question.to(SubjectType::person, "analyst").of_community("alpha");
  EXPECT_THAT(kinds(of(tiny, question)), ElementsAre("consent", "instrument-in-force"));

  clause.provenance.evidence = Evidence::partial;
  tiny.world.instruments.front().clauses.push_back(clause);
  const auto found = of(tiny, question, Evidence::verified);
  ASSERT_THAT(kinds(found), ElementsAre("evidence of amendment", "consent", "instrument-in-force"));
  EXPECT_EQ(found.sets[0].steps[0].text, "verify the record of the clause isa/third-nationals");
}

TEST(Remedies, a_withdrawn_assurance_is_given_anew) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().withdrawals.push_back({PartyId("BBB"), period("2015"), sourced()});
  const auto found = of(tiny, asked());
  ASSERT_THAT(kinds(found), ElementsAre("assurance"));
  EXPECT_THAT(found.sets[0].steps[0].actors, ElementsAre(PartyId("BBB")));
}

TEST(Remedies, a_category_or_domain_that_is_not_listed_is_an_amendment) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().domains = {"military"};
  auto question = asked();
  question.category("SI").label().domain = "signals";
  EXPECT_THAT(kinds(of(tiny, question)), ElementsAre("amendment, amendment"));
}

TEST(Remedies, a_purpose_that_could_be_stated_is_said_beside) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  world::Clause clause;
  clause.id = "art-2";
  clause.effect = world::Effect::condition;
  clause.purposes = {"defence"};
  tiny.last().clauses.push_back(clause);
  const auto found = of(tiny, asked());
  ASSERT_THAT(found.statements, SizeIs(1));
  EXPECT_THAT(found.statements[0].purposes, ElementsAre("defence"));
  EXPECT_THAT(found.statements[0].text, HasSubstr("isa/art-2 names its purposes: the request may state one of defence"));
}

TEST(Remedies, an_instrument_that_ends_on_the_day_cannot_enter_into_force_on_it) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().statuses.push_back({world::StatusValue::terminated, date("2020-01-01"), sourced()});
  const auto found = of(tiny, asked());
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.sets, IsEmpty());
}

TEST(Remedies, no_set_asks_for_a_higher_level_than_another_needs) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").agreement("isb", "AAA", "BBB", "2010");
  for (auto& row : tiny.last().rows) row.to_levels = {LevelName("TOP")};
  auto question = asked();
  question.request.channel = "link";
  tiny.world.accreditations.push_back({"link", PartyId("AAA"), LevelName("TOP"), {}, sourced()});
  const auto found = of(tiny, question);
  EXPECT_TRUE(found.complete);
  ASSERT_THAT(kinds(found), ElementsAre("accreditation"));
  EXPECT_EQ(found.sets[0].steps[0].fact.level.value, "MID");
}

TEST(Remedies, no_row_leads_to_a_party_without_a_policy) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010");
  tiny.last().rows.clear();
  for (auto& party : tiny.world.parties) {
    if (party.id.value == "BBB") party.policy.reset();
  }
  tiny.world.policies.add_party(PartyId("BBB"), std::nullopt);
  const auto found = of(tiny, asked());
  EXPECT_THAT(found.sets, IsEmpty());
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].rule, Rule::equivalence);
  EXPECT_EQ(found.no_remedy[0].helps, Helps::record);
  EXPECT_THAT(found.no_remedy[0].text, HasSubstr("no classification policy of BBB is recorded"));
}

TEST(Remedies, a_bound_that_cuts_the_list_is_named) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010").group("GGG").group("HHH");
  const auto question = asked({"GGG", "HHH"});
  EXPECT_THAT(kinds(of(tiny, question)), ElementsAre("consent", "membership", "membership"));
  const auto one = of(tiny, question, Evidence::unverified, {.sets = 1});
  EXPECT_FALSE(one.complete);
  EXPECT_THAT(one.cut_by, ElementsAre(Bound::sets));
  EXPECT_THAT(kinds(one), ElementsAre("consent"));
  EXPECT_THAT(of(tiny, question, Evidence::unverified, {.steps = 0}).cut_by, ElementsAre(Bound::steps));
  EXPECT_THAT(of(tiny, question, Evidence::unverified, {.drafts = 1}).cut_by, ElementsAre(Bound::drafts));
  EXPECT_THAT(of(tiny, question, Evidence::unverified, {.tries = 1}).cut_by, ElementsAre(Bound::tries));
}

TEST(Remedies, a_world_that_cannot_be_compiled_says_so) {
  auto tiny = two();
  tiny.world.parties.push_back(tiny.world.parties.front());
  const auto found = of(tiny, asked());
  EXPECT_FALSE(found.complete);
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_THAT(found.no_remedy[0].text, HasSubstr("recorded twice"));
}

TEST(Remedies, words_of_bounds_and_helps) {
  for (const auto bound : {Bound::sets, Bound::steps, Bound::ways, Bound::drafts, Bound::tries}) {
    EXPECT_FALSE(to_string(bound).empty());
    EXPECT_GT(value_of(bound), 0U);
  }
  EXPECT_EQ(to_string(Helps::end_of_restriction), "end-of-restriction");
}

}  // namespace
}  // namespace entente::analysis
