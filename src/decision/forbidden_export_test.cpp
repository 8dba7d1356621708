// What a law or a treaty forbids to transfer no licence and no exemption lets through, whatever the action (docs/semantics.md 4.3);
// and legs of acts (4.1).
#include <gtest/gtest.h>

#include "decision/needs.h"
#include "decision/tiny_acts.h"

namespace entente::decision {
namespace {

using namespace testing;

std::string text_of(const Decision& decision, Rule rule) {
  for (const Reason& each : decision.reasons) {
    if (each.rule == rule) return each.text;
  }
  return {};
}

world::Instrument& embargo(TinyWorld& tiny, const char* by, const char* to) {
  world::Instrument made;
  made.id = InstrumentId("embargo");
  made.kind = world::Kind::national_law;
  made.parties = {{PartyId(by), {}, sourced()}};
  world::Clause clause;
  clause.id = "art-1";
  clause.effect = world::Effect::prohibit;
  clause.action = "transfer";
  clause.from = {PartyId(by)};
  clause.to = {PartyId(to)};
  clause.text = "no arms";
  clause.provenance = sourced();
  made.clauses = {clause};
  made.provenance = sourced();
  return tiny.world.instruments.emplace_back(std::move(made));
}

// AAA gives controlled information to BBB, which is licensed.
struct Controlled {
  TinyWorld tiny;
  Question question{"AAA", "MID"};

  Controlled() {
    tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa", "AAA", "BBB", "2000-01-01");
    question.released({"BBB", "CCC"}).to(SubjectType::party, "BBB");
    question.request.object.export_controlled = true;
    question.request.object.act.items = {"fuel"};
    tiny.world.licences.push_back({"licence-1", PartyId("AAA"), {PartyId("BBB"), PartyId("CCC")}, {"fuel"}, {}, std::nullopt, {}, sourced()});
  }
  [[nodiscard]] Decision decide() const { return decide_in(tiny, question); }
};

TEST(ForbiddenExport, a_licence_does_not_let_it_through) {
  Controlled scene;
  EXPECT_TRUE(scene.decide().permit);
  embargo(scene.tiny, "AAA", "BBB");
  const Decision decision = scene.decide();
  EXPECT_EQ(outcome_of(decision, Rule::export_control), Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::export_control), "its transfer to BBB is prohibited, whoever licenses it: no arms");
  for (const Reason& each : decision.reasons) EXPECT_TRUE(each.rule != Rule::export_control || each.clause == "embargo/art-1") << each.clause;
}

TEST(ForbiddenExport, another_embargo_or_other_items_do_not_matter) {
  Controlled scene;
  auto& law = embargo(scene.tiny, "AAA", "CCC");
  EXPECT_TRUE(scene.decide().permit);
  law.clauses.front().to.clear();
  EXPECT_FALSE(scene.decide().permit);
  law.clauses.front().items = {"radar"};
  EXPECT_TRUE(scene.decide().permit);
  law.clauses.front().items = {"fuel"};
  EXPECT_FALSE(scene.decide().permit);
  scene.question.request.object.export_controlled = false;
  EXPECT_TRUE(scene.decide().permit);
}

TEST(ForbiddenExport, who_gets_it_may_be_bound_as_well) {
  Controlled scene;
  auto& law = embargo(scene.tiny, "BBB", "BBB");
  law.clauses.front().from.clear();
  EXPECT_FALSE(scene.decide().permit);
}

TEST(ForbiddenExport, without_a_licence_both_are_told) {
  Controlled scene;
  scene.tiny.world.licences.clear();
  embargo(scene.tiny, "AAA", "BBB");
  EXPECT_EQ(text_of(scene.decide(), Rule::export_control),
            "no licence of AAA covers what is stated, to BBB, and no exemption does; and its transfer is prohibited by embargo/art-1: no arms");
}

TEST(ForbiddenExport, a_national_of_the_nation_does_not_get_it_either) {
  Controlled scene;
  auto& person = scene.tiny.person("b1", "BBB");
  person.nationalities = {PartyId("BBB"), PartyId("CCC")};
  person.clearances = {clearance("BBB", "MID")};
  person.belongs = {belonging("coi:x")};
  scene.question.to(SubjectType::person, "b1").of_community("x");
  EXPECT_TRUE(scene.decide().permit);
  embargo(scene.tiny, "AAA", "CCC");
  const Decision decision = scene.decide();
  EXPECT_EQ(outcome_of(decision, Rule::export_control), Outcome::pass);
  EXPECT_EQ(outcome_of(decision, Rule::nationality), Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::nationality), "nationality CCC: its transfer to CCC is prohibited, whoever licenses it: no arms");
}

TEST(ForbiddenExport, only_its_end_helps) {
  Controlled scene;
  embargo(scene.tiny, "AAA", "BBB");
  for (const bool licensed : {true, false}) {
    if (!licensed) scene.tiny.world.licences.clear();
    const auto snapshot = Snapshot::compile(scene.tiny.world, {scene.question.request.time, std::nullopt, world::Evidence::unverified});
    ASSERT_TRUE(snapshot.has_value());
    const auto needs = needs_of(*snapshot, scene.question.request);
    ASSERT_EQ(needs.list.size(), 1U);
    EXPECT_TRUE(needs.list.front().ways.empty());
    EXPECT_EQ(needs.list.front().helps, Helps::end_of_restriction);
    EXPECT_EQ(needs.list.front().clause, "embargo/art-1");
  }
}

TEST(ForbiddenExport, an_act_is_bound_by_the_law_of_whose_export_it_is) {
  ActScene scene("supply", world::Kind::cross_servicing);
  scene.request.object.export_controlled = true;
  scene.licence();
  embargo(scene.tiny, "P", "R");
  EXPECT_EQ(scene.outcome(Rule::legal_basis), Outcome::pass);  // it forbids no supply
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail);
  scene.tiny.world.instruments.back().clauses.front().from = {PartyId("Q")};
  scene.tiny.world.instruments.back().parties = {{PartyId("Q"), {}, sourced()}};
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::pass);
  scene.request.object.act.origin = PartyId("Q");
  scene.tiny.world.licences.front().by = PartyId("Q");
  const Decision decision = scene.decide();
  EXPECT_EQ(outcome_of(decision, Rule::export_control), Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::export_control), "its transfer to R is prohibited, whoever licenses it: no arms");
}

// --- whose rule it is ---
TEST(WaiverOfARule, under_a_law_is_of_the_parties_of_that_law) {
  ActScene scene = supply();
  scene.condition(world::Needed::orders);
  auto& law = scene.instrument("law", world::Kind::national_law, {"Q"});
  law.clauses.clear();
  scene.waiver("clause:pact#asks");
  EXPECT_TRUE(scene.decide().permit);
  scene.pact().under = InstrumentId("law");
  EXPECT_FALSE(scene.decide().permit);
  scene.tiny.world.waivers.front().by = PartyId("Q");
  EXPECT_TRUE(scene.decide().permit);
  scene.pact().under.reset();
  EXPECT_FALSE(scene.decide().permit);
}

// An agreement that says nothing of acts is under a law all the same.
TEST(WaiverOfARule, of_a_disclosure_too) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa", "AAA", "BBB", "2000-01-01");
  world::Clause asks;
  asks.id = "asks";
  asks.effect = world::Effect::condition;
  asks.action = "disclose";
  asks.needs = {world::Needed::registration};
  asks.provenance = sourced();
  tiny.last().clauses.push_back(asks);
  const auto question = Question("AAA", "MID").released({"BBB"}).to("BBB");
  EXPECT_FALSE(decide_in(tiny, question).permit);
  tiny.world.waivers.push_back({"w", *world::parse_reference("clause:isa#asks"), PartyId("AAA"), {PartyId("BBB")}, std::nullopt, {}, {}, {}, {}, sourced()});
  EXPECT_TRUE(decide_in(tiny, question).permit);
  world::Instrument law;
  law.id = InstrumentId("law");
  law.kind = world::Kind::national_law;
  law.parties = {{PartyId("CCC"), {}, sourced()}};
  law.provenance = sourced();
  tiny.last().under = law.id;
  tiny.world.instruments.push_back(law);
  EXPECT_FALSE(decide_in(tiny, question).permit);
  tiny.world.waivers.front().by = PartyId("CCC");
  EXPECT_TRUE(decide_in(tiny, question).permit);
}

TEST(NamedFirst, a_treaty_comes_before_what_is_made_under_it) {
  ActScene scene("consult", world::Kind::alliance);
  scene.pact().items.clear();
  scene.request.object.act.items.clear();
  scene.instrument("treaty", world::Kind::alliance, {"P", "R"});
  EXPECT_EQ(scene.decide().reasons[3].clause, "pact");
  scene.pact().under = InstrumentId("treaty");
  EXPECT_EQ(scene.decide().reasons[3].rule, Rule::legal_basis);
  EXPECT_EQ(scene.decide().reasons[3].clause, "treaty");
}

// --- legs ---
TEST(LegsOfActs, an_instrument_carries_what_goes_by_a_leg_of_it) {
  ActScene scene = supply();
  scene.pact().legs = {{PartyId("P"), PartyId("R"), std::nullopt}};
  EXPECT_TRUE(scene.decide().permit);
  scene.pact().legs = {{PartyId("R"), PartyId("P"), std::nullopt}};
  const Decision decision = scene.decide();
  EXPECT_EQ(outcome_of(decision, Rule::legal_basis), Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::legal_basis), "pact is not about what goes from P to R");
  scene.pact().legs = {{PartyId("P"), PartyId("R"), PartyId("Q")}};
  EXPECT_EQ(scene.outcome(Rule::legal_basis), Outcome::fail);
}

}  // namespace
}  // namespace entente::decision
