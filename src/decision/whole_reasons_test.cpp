// A reason says all that stands in the way of what it is about, and names who and what that is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using world::Effect;
using world::Needed;

std::string text_of(const Decision& decision, Rule rule) {
  for (const auto& reason : decision.reasons) {
    if (reason.rule == rule) return reason.text;
  }
  return {};
}

std::string clause_of(const Decision& decision, Rule rule) {
  for (const auto& reason : decision.reasons) {
    if (reason.rule == rule) return reason.clause;
  }
  return {};
}

TEST(WholeReasons, of_a_condition_all_needs_that_are_not_met) {
  ActScene scene = supply();
  scene.clause("asks", Effect::condition).needs = {Needed::orders, Needed::host_consent, Needed::registration};
  scene.approval("P", "registration");
  EXPECT_THAT(
      text_of(scene.decide(), Rule::conditions),
      AllOf(HasSubstr("no orders of R are recorded"), HasSubstr("no consent of the host P"), Not(HasSubstr("registration"))));
  scene.approval("R", "orders");
  EXPECT_THAT(text_of(scene.decide(), Rule::conditions), AllOf(Not(HasSubstr("orders")), HasSubstr("no consent of the host P")));
}

TEST(WholeReasons, of_the_basis_of_an_act_all_that_keeps_the_agreement_from_carrying_it) {
  ActScene scene = supply();
  scene.pact().statuses[0].value = world::StatusValue::signed_;
  scene.pact().forms = {"document"};
  scene.pact().withdrawals.push_back({PartyId("R"), {}, sourced()});
  const auto decision = scene.decide();
  EXPECT_THAT(text_of(decision, Rule::legal_basis),
              AllOf(HasSubstr("an assurance under pact is withdrawn"), HasSubstr("; and pact is signed"),
                    HasSubstr("; and pact is limited in domain")));
  scene.clause("never", Effect::prohibit).text = "not this";
  EXPECT_THAT(text_of(scene.decide(), Rule::legal_basis),
              AllOf(HasSubstr("prohibited by pact/never: not this; and an assurance under pact"), HasSubstr("pact is signed")));
}

TEST(WholeReasons, of_prohibitions_every_one) {
  ActScene scene = supply();
  scene.clause("one", Effect::prohibit).text = "not this";
  scene.clause("two", Effect::prohibit).text = "nor this";
  EXPECT_EQ(text_of(scene.decide(), Rule::legal_basis), "prohibited by pact/one: not this; and prohibited by pact/two: nor this");
}

// An exemption lets through what is controlled, with all that is asked of it then.
TEST(WholeReasons, an_exemption_carries_what_is_stated_to_be_controlled) {
  ActScene scene("transfer", world::Kind::export_exemption);
  EXPECT_EQ(text_of(scene.decide(), Rule::legal_basis),
            "no instrument about `transfer` between P and R is recorded; pact is about what is stated to be export-controlled");
  scene.request.object.export_controlled = true;
  EXPECT_TRUE(scene.decide().permit);
}

TEST(WholeReasons, of_an_accession_who_is_no_party) {
  ActScene scene = supply();
  scene.pact().parties[1].period = period("2021-01-01");
  EXPECT_EQ(text_of(scene.decide(), Rule::legal_basis), "R is no party to pact as of 2020-01-01");
  scene.pact().parties[0].period = period(nullptr, "2019-01-01");
  EXPECT_EQ(text_of(scene.decide(), Rule::legal_basis), "P and R are no parties to pact as of 2020-01-01");
}

TEST(WholeReasons, of_a_disclosure_all_that_keeps_the_agreement_from_carrying_it) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").agreement("isa", "AAA", "BBB", "2016-11-23");
  tiny.last().forms = {"document"};
  tiny.last().parties[1].period = period("2021-01-01");
  world::Clause asks;
  asks.id = "asks";
  asks.effect = Effect::condition;
  asks.action = "disclose";
  asks.needs = {Needed::registration};
  asks.text = "it is registered";
  asks.provenance = sourced();
  tiny.last().clauses.push_back(asks);
  auto question = Question("AAA", "MID").released({"BBB"}).to("BBB");
  question.request.object.form = "oral";
  EXPECT_EQ(text_of(decide_in(tiny, question), Rule::legal_basis),
            "BBB is no party to isa as of 2020-01-01; and isa does not cover this domain, form or subject; and isa asks for more "
            "than is "
            "recorded: it is registered");
}

TEST(WholeReasons, of_a_disclosure_every_prohibition) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").agreement("isa", "AAA", "BBB", "2016-11-23");
  for (const auto& [id, text] : {std::pair{"one", "not this"}, std::pair{"two", "nor this"}}) {
    world::Clause never;
    never.id = id;
    never.text = text;
    never.provenance = sourced();
    tiny.last().clauses.push_back(never);
  }
  const auto question = Question("AAA", "MID").released({"BBB"}).to("BBB");
  EXPECT_EQ(text_of(decide_in(tiny, question), Rule::legal_basis), "prohibited by isa/one: not this; and prohibited by isa/two: nor this");
  tiny.last().kind = world::Kind::national_law;  // and no agreement beside it
  EXPECT_EQ(text_of(decide_in(tiny, question), Rule::legal_basis), "prohibited by isa/one: not this; and prohibited by isa/two: nor this");
}

// An agreement on information carries a visit to what is classified, and none that brings weapons besides.
TEST(WholeReasons, a_clause_alone_carries_only_what_it_lists) {
  ActScene scene("visit", world::Kind::reciprocal_access);
  scene.pact().items.clear();
  scene.clause("arms", Effect::condition).needs = {Needed::orders};
  scene.pact().clauses.back().items = {"weapons"};
  auto& isa = scene.instrument("isa", world::Kind::information_security, {"P", "R"});
  scene.clause(isa, "visits", Effect::oblige).items = {"classified"};
  scene.tiny.world.instruments.front().statuses[0].value = world::StatusValue::signed_;
  scene.request.object.act.items = {"classified"};
  EXPECT_TRUE(scene.decide().permit);
  scene.request.object.act.items = {"classified", "weapons"};
  EXPECT_FALSE(scene.decide().permit);
  EXPECT_EQ(clause_of(scene.decide(), Rule::legal_basis), "pact");
  scene.request.object.act.items = {"classified"};
  scene.request.object.act.activities = {"exercise"};
  EXPECT_TRUE(scene.decide().permit);
  scene.tiny.world.instruments.back().clauses.back().activities = {"exercise"};
  EXPECT_TRUE(scene.decide().permit);
  scene.request.object.act.activities = {"exercise", "combat-operation"};
  EXPECT_FALSE(scene.decide().permit);
}

// It never carries an act, however little else stands in its way.
TEST(WholeReasons, what_is_limited_in_domain_is_cited_last) {
  ActScene scene("visit", world::Kind::reciprocal_access);
  scene.pact().items.clear();
  scene.pact().id = InstrumentId("raa");
  for (const char* id : {"one", "two", "three"}) scene.clause(id, Effect::condition).needs = {Needed::orders};
  auto& isa = scene.instrument("isa", world::Kind::information_security, {"P", "R"});
  isa.domains = {"military"};
  scene.clause(isa, "visits", Effect::oblige).obligation = "register";
  EXPECT_EQ(clause_of(scene.decide(), Rule::legal_basis), "raa");
}

TEST(WholeReasons, notifications_and_orders_name_the_act) {
  for (const char* organ : {"notification", "orders"}) {
    ActScene scene = supply();
    scene.condition(std::string(organ) == "orders" ? Needed::orders : Needed::notification);
    auto& given = scene.approval("R", organ);
    EXPECT_TRUE(scene.decide().permit) << organ;
    given.items = {"fuel"};
    EXPECT_FALSE(scene.decide().permit) << organ;
    given.items = {"fuel", "object-1"};
    EXPECT_TRUE(scene.decide().permit) << organ;
  }
}

TEST(WholeReasons, a_permit_is_for_all_that_was_stated) {
  ActScene scene = supply();
  scene.request.purpose = "exercise";
  scene.request.object.act.origin = PartyId("P");
  const auto decision = scene.decide();
  ASSERT_TRUE(decision.permit);
  for (const auto& duty : decision.obligations) {
    if (duty.id != "as-stated") continue;
    EXPECT_THAT(duty.properties.at("text"), AllOf(HasSubstr("supply from P to R"), HasSubstr("purpose exercise"),
                                                  HasSubstr("origin P"), HasSubstr("items fuel")));
    return;
  }
  FAIL() << "no duty as-stated";
}

}  // namespace
}  // namespace entente::decision::testing
