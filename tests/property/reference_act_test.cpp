// Hand-written acts: what docs/semantics.md 4.0, 4.1 and 4.3 say, asked of the naive evaluator (and of the engine, once it
// decides acts). Needs and taking part: reference_need_test.cpp.
#include <gtest/gtest.h>

#include "property/act_house.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using world::Effect;
using world::Evidence;
using world::Kind;
using world::Needed;

constexpr Outcome kPass = Outcome::pass;
constexpr Outcome kFail = Outcome::fail;
constexpr Outcome kUnknown = Outcome::unknown;
constexpr Outcome kNotApplicable = Outcome::not_applicable;

TEST(ReferenceOfActs, each_action_has_its_kind_of_pact) {
  for (const char* action : {"supply", "transfer", "visit", "grant", "consult"}) {
    ActHouse house;
    house.ask(action);
    EXPECT_TRUE(house.permits()) << action;
    for (auto& each : house.world.instruments) each.kind = Kind::information_security;
    EXPECT_EQ(house.outcome(Rule::legal_basis), kFail) << action;
    EXPECT_EQ(house.outcome(Rule::purpose), kUnknown) << action;
  }
}

TEST(ReferenceOfActs, the_rules_are_nine_in_their_order) {
  ActHouse house;
  const auto outcomes = house.answer().outcomes;
  ASSERT_EQ(outcomes.size(), decision::kActRules.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) EXPECT_EQ(outcomes[i].rule, decision::kActRules[i]);
}

TEST(ReferenceOfActs, an_unknown_recipient_leaves_every_other_rule_unknown) {
  ActHouse house;
  house.ask("supply", "XYZ");
  EXPECT_EQ(house.outcome(Rule::recipient_known), kFail);
  EXPECT_EQ(house.outcome(Rule::authority), kUnknown);
  EXPECT_EQ(house.answer().outcomes.size(), 9U);
}

TEST(ReferenceOfActs, the_giver_must_be_stated_known_and_another) {
  ActHouse house;
  for (const char* giver : {"", "XYZ", "FVEY", "JPN"}) {
    house.request.holder = giver[0] == 0 ? std::nullopt : std::optional(PartyId(giver));
    EXPECT_EQ(house.outcome(Rule::recipient_known), kPass) << giver;
    EXPECT_EQ(house.outcome(Rule::legal_basis), kUnknown) << giver;
  }
}

TEST(ReferenceOfActs, a_recipient_group_leaves_out_the_giver) {
  ActHouse house;
  house.party("PAIR", world::PartyKind::group).members = {ActHouse::member("JPN"), ActHouse::member(house.request.holder->value.c_str())};
  house.ask("supply", "PAIR");
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().outcomes.size(), 9U);
  house.party("ALONE", world::PartyKind::group).members = {ActHouse::member(house.request.holder->value.c_str())};
  house.ask("supply", "ALONE");
  EXPECT_EQ(house.outcome(Rule::authority), kUnknown);
  EXPECT_EQ(house.answer().outcomes.size(), 9U);
}

TEST(ReferenceOfActs, a_recipient_group_is_every_member) {
  ActHouse house;
  house.party("QUAD", world::PartyKind::group).members = {ActHouse::member("JPN"), ActHouse::member("USA")};
  house.ask("supply", "QUAD");
  EXPECT_FALSE(house.permits());
  EXPECT_EQ(house.answer().outcomes.size(), 1U + 2 * 8);
  ActHouse::accede(house.named("acsa"), "USA");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfActs, a_person_acts_for_the_party_that_vouches) {
  ActHouse house;
  house.ask("visit");
  house.world.people.push_back({"pilot", "", PartyId("JPN"), {}, {}, {}, {}, read_as(Evidence::partial)});
  house.request.subject = {decision::SubjectType::person, "pilot"};
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
  house.options.require = Evidence::verified;
  EXPECT_EQ(house.outcome(Rule::recipient_known), kUnknown);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kPass);
}

TEST(ReferenceOfActs, nobody_supplies_a_person_or_grants_one_anything) {
  for (const char* action : {"supply", "grant"}) {
    ActHouse house;
    house.ask(action);
    house.world.people.push_back({"pilot", "", PartyId("JPN"), {}, {}, {}, {}, read_as(Evidence::verified)});
    EXPECT_TRUE(house.permits()) << action;
    house.request.subject = {decision::SubjectType::person, "pilot"};
    EXPECT_FALSE(house.permits()) << action;
  }
}

TEST(ReferenceOfActs, authority_is_a_duty) {
  ActHouse house;
  house.world.parties[0].authority.push_back({{}, read_as(Evidence::verified)});
  EXPECT_EQ(house.outcome(Rule::authority), kNotApplicable);
}

TEST(ReferenceOfActs, what_a_third_party_provided_needs_its_consent) {
  ActHouse house;
  house.request.object.act.origin = PartyId("USA");
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  EXPECT_EQ(house.answer().outcomes[2].owner, PartyId("USA"));
  house.consent("USA").purposes = {"training"};
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.request.purpose = "training";
  EXPECT_TRUE(house.permits());
  house.world.consents[0].objects.clear();
  house.world.consents[0].up_to = LevelName("SECRET");
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.request.object.act.origin = kNobody;
  EXPECT_EQ(house.outcome(Rule::originator_control), kUnknown);
  house.request.object.act.origin = PartyId("AUS");
  EXPECT_EQ(house.outcome(Rule::originator_control), kNotApplicable);
}

TEST(ReferenceOfActs, a_pact_must_be_in_force_and_acceded_to) {
  ActHouse house;
  house.request.time = at("2013-01-30");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.request.time = at("2013-01-31");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kPass);
  house.named("acsa").parties[1].period.until = day("2012");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfActs, an_assurance_that_is_withdrawn_ends_it) {
  ActHouse house;
  house.named("acsa").withdrawals.push_back({PartyId("AUS"), {}, read_as(Evidence::assumed)});
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfActs, what_a_pact_is_under_must_be_in_force_too) {
  ActHouse house;
  house.named("acsa").under = InstrumentId("scheme");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.pact("scheme", Kind::alliance).statuses[0].provenance.evidence = Evidence::unverified;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::unverified);
  house.named("scheme").statuses[0].value = world::StatusValue::signed_;
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfActs, a_pact_that_is_limited_to_forms_is_unknown) {
  ActHouse house;
  house.named("acsa").forms = {"document"};
  EXPECT_EQ(house.outcome(Rule::legal_basis), kUnknown);
}

TEST(ReferenceOfActs, a_clause_makes_another_kind_a_basis_and_is_relied_on) {
  ActHouse house;
  house.named("acsa").kind = Kind::alliance;
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  auto& duty = house.clause("acsa", Effect::oblige);
  duty.provenance.evidence = Evidence::partial;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
  house.options.require = Evidence::verified;
  EXPECT_EQ(house.outcome(Rule::legal_basis), kUnknown);
}

TEST(ReferenceOfActs, a_prohibition_of_any_instrument_that_lists_both_binds) {
  ActHouse house;
  auto& ban = house.clause("talks", Effect::prohibit);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  (void)house.waiver("clause:talks#art-1", "AUS");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  ban.items = {"ammunition"};
  EXPECT_TRUE(house.permits());
  house.request.object.act.items = {"fuel", "ammunition"};
  house.named("acsa").items.emplace_back("ammunition");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfActs, a_clause_says_by_activity_period_and_parties_when_it_applies) {
  ActHouse house;
  auto& ban = house.clause("talks", Effect::prohibit);
  ban.activities = {"combat"};
  EXPECT_TRUE(house.permits());
  house.request.object.act.activities = {"exercise", "combat"};
  EXPECT_FALSE(house.permits());
  ban.to = {PartyId("FVEY")};
  EXPECT_TRUE(house.permits());
  ban.to = {PartyId("FVEY"), PartyId("JPN")};
  ban.from = {PartyId("JPN")};
  EXPECT_TRUE(house.permits());
  ban.from = {PartyId("AUS")};
  ban.levels = {LevelName("SECRET")};
  EXPECT_FALSE(house.permits());
  ban.period.until = day("2024-11");
  EXPECT_FALSE(house.permits());
  ban.period.until = day("2024-11-20");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfActs, a_law_of_either_binds_whatever_its_status) {
  for (const char* of : {"AUS", "JPN"}) {
    ActHouse house;
    (void)house.law("act", of);
    (void)house.clause("act", Effect::prohibit);
    EXPECT_EQ(house.outcome(Rule::legal_basis), kFail) << of;
  }
  ActHouse house;
  (void)house.law("act", "USA");
  (void)house.clause("act", Effect::prohibit);
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfActs, a_supply_must_be_listed_and_a_transfer_must_be_named) {
  ActHouse house;
  house.request.object.act.items = {"fuel", "weapons"};
  EXPECT_EQ(house.outcome(Rule::scope), kFail);
  house.named("acsa").items.clear();
  house.request.object.act.items = {"fuel"};
  EXPECT_EQ(house.outcome(Rule::scope), kFail);
  house.ask("transfer");
  EXPECT_EQ(house.outcome(Rule::scope), kPass);
  house.request.object.act.items.clear();
  EXPECT_EQ(house.outcome(Rule::scope), kUnknown);
  house.ask("visit");
  EXPECT_EQ(house.outcome(Rule::scope), kPass);
  house.named("raa").items = {"ships"};
  EXPECT_EQ(house.outcome(Rule::scope), kPass);
  house.request.object.act.items = {"tanks"};
  EXPECT_EQ(house.outcome(Rule::scope), kFail);
}

TEST(ReferenceOfActs, a_purpose_enumerated_must_be_stated_also_by_a_law) {
  ActHouse house;
  EXPECT_EQ(house.outcome(Rule::purpose), kNotApplicable);
  house.clause("acsa", Effect::condition).purposes = {"exercise"};
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
  house.request.purpose = "exercise";
  EXPECT_EQ(house.outcome(Rule::purpose), kPass);
  (void)house.law("act", "JPN");
  house.clause("act", Effect::condition).purposes = {"relief"};
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
  (void)house.waiver("clause:act#art-1", "AUS");
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
  (void)house.waiver("clause:act#art-1", "JPN");
  EXPECT_EQ(house.outcome(Rule::purpose), kPass);
}

TEST(ReferenceOfActs, of_several_pacts_one_without_fault_is_enough_and_the_strongest_is_taken) {
  ActHouse house;
  house.needs("acsa", Needed::orders);
  EXPECT_FALSE(house.permits());
  auto& weak = house.pact("another", Kind::cross_servicing);
  weak.items = {"fuel"};
  weak.statuses[0].provenance.evidence = Evidence::unverified;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::unverified);
  EXPECT_EQ(house.outcome(Rule::conditions), kNotApplicable);
  (void)house.approval("JPN", "orders", "instrument:acsa");
  EXPECT_EQ(house.answer().evidence, Evidence::verified);
  EXPECT_EQ(house.outcome(Rule::conditions, "acsa/art-1"), kPass);
}

TEST(ReferenceOfActs, without_a_pact_the_laws_conditions_are_still_said) {
  ActHouse house;
  (void)house.law("act", "AUS");
  house.needs("act", Needed::national_approval);
  house.needs("act", Needed::orders);
  house.world.instruments[0].parties.pop_back();
  EXPECT_EQ(house.outcome(Rule::conditions, "act/art-1"), kFail);
  EXPECT_EQ(house.outcome(Rule::conditions, "act/art-2"), kFail);
  EXPECT_EQ(house.outcome(Rule::scope), kUnknown);
}

TEST(ReferenceOfActs, a_grant_that_is_too_weak_leaves_its_rule_unknown) {
  ActHouse house;
  house.needs("acsa", Needed::orders);
  house.approval("JPN", "orders", "instrument:acsa").provenance.evidence = Evidence::assumed;
  EXPECT_EQ(house.outcome(Rule::conditions), kUnknown);
  house.options.require = Evidence::assumed;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::assumed);
}

// --- 4.3 ---

TEST(ReferenceOfActs, what_is_controlled_needs_a_licence) {
  ActHouse house;
  house.ask("transfer");
  EXPECT_EQ(house.outcome(Rule::export_control), kNotApplicable);
  house.request.object.export_controlled = true;
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  auto& licence = house.licence("AUS");
  EXPECT_TRUE(house.permits());
  licence.territory = "Yokosuka";
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  house.request.object.act.place = "Yokosuka";
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
  licence.purposes = {"training"};
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  licence.purposes.clear();
  house.request.object.act.items.emplace_back("classified");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
}

TEST(ReferenceOfActs, the_licence_is_the_origins_where_there_is_one) {
  ActHouse house;
  house.ask("transfer");
  house.request.object.export_controlled = true;
  house.request.object.act.origin = PartyId("USA");
  (void)house.consent("USA");
  (void)house.licence("AUS");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  (void)house.licence("USA");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfActs, an_exemption_covers_who_acceded_to_it_and_what_it_lists) {
  ActHouse house;
  house.ask("transfer");
  house.request.object.export_controlled = true;
  house.pact("exempt", Kind::export_exemption).items = {"radar"};
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
  house.named("exempt").items = {"engines"};
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  house.named("exempt").items.clear();
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
  house.request.object.act.origin = PartyId("USA");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  ActHouse::accede(house.named("exempt"), "USA");
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
  house.clause("exempt", Effect::prohibit).items = {"radar"};
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
}

TEST(ReferenceOfActs, the_conditions_of_an_exemption_are_the_exporters) {
  ActHouse house;
  house.ask("transfer");
  house.request.object.export_controlled = true;
  house.request.object.act.origin = PartyId("USA");
  ActHouse::accede(house.pact("exempt", Kind::export_exemption), "USA");
  house.needs("exempt", Needed::registration);
  (void)house.approval("AUS", "registration", "instrument:exempt");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  auto& registered = house.approval("USA", "registration", "instrument:exempt");
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
  registered.organ = "cabinet";
  (void)house.waiver("clause:exempt#art-1", "AUS");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  (void)house.waiver("clause:exempt#art-1", "USA");
  EXPECT_EQ(house.outcome(Rule::export_control), kPass);
}

// --- other actions and disclosures ---

TEST(ReferenceOfActs, an_action_that_nobody_knows_has_no_outcome_but_unknown) {
  ActHouse house;
  house.ask("exchange");
  const auto answer = house.answer();
  EXPECT_FALSE(answer.permit);
  EXPECT_FALSE(answer.outcomes.empty());
  for (const auto& each : answer.outcomes) EXPECT_EQ(each.outcome, kUnknown);
}

}  // namespace
}  // namespace entente::property
