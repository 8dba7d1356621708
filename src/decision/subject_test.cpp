// `disclose` to persons, systems and facilities: each of the five rules that ask about them, both ways.
#include <gtest/gtest.h>

#include <algorithm>

#include "decision/tiny_world.h"

namespace entente::decision {
namespace {

using namespace testing;
using world::Evidence;

// AAA gives to BBB under an agreement; a1 works for AAA, b1 and b2 for BBB. b1 is cleared for MID and in the community.
TinyWorld office() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa", "AAA", "BBB", "2000-01-01");
  auto& a1 = tiny.person("a1", "AAA");
  a1.clearances = {clearance("AAA", "MID")};
  a1.belongs = {belonging("coi:harbour")};
  auto& b1 = tiny.person("b1", "BBB");
  b1.clearances = {clearance("BBB", "MID")};
  b1.belongs = {belonging("coi:harbour")};
  tiny.person("b2", "BBB").clearances = {clearance("BBB", "MID")};
  return tiny;
}

world::Person& first(TinyWorld& tiny, const std::string& id) {
  return *std::find_if(tiny.world.people.begin(), tiny.world.people.end(), [&](const auto& each) { return each.id == id; });
}

Question mid_to(SubjectType type, const std::string& id) {
  return Question("AAA", "MID").released({"BBB"}).to(type, id).of_community("harbour");
}
Question mid_to_b1() { return mid_to(SubjectType::person, "b1"); }
Question at_home(const std::string& id) { return Question("AAA", "MID").to(SubjectType::person, id).of_community("harbour"); }

std::string text_of(const Decision& decision, Rule rule) {
  for (const auto& reason : decision.reasons) {
    if (reason.rule == rule) return reason.text;
  }
  return {};
}

bool has_duty(const Decision& decision, const std::string& id) {
  return std::any_of(decision.obligations.begin(), decision.obligations.end(), [&](const auto& each) { return each.id == id; });
}

void expect_only(const Decision& decision, Rule rule, Outcome outcome) {
  EXPECT_FALSE(decision.permit);
  for (const auto& reason : decision.reasons) {
    const bool lets = reason.outcome == Outcome::pass || reason.outcome == Outcome::not_applicable;
    if (reason.rule != rule) {
      EXPECT_TRUE(lets) << to_string(reason.rule) << ": " << reason.text;
    } else {
      EXPECT_EQ(reason.outcome, outcome) << reason.text;
    }
  }
}

TEST(Subject, cleared_person_who_needs_to_know_is_permitted) {
  const auto decision = decide_in(office(), mid_to_b1());
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(decision.reasons.size(), kRules);
  EXPECT_EQ(text_of(decision, Rule::recipient_known), "BBB vouches for `b1`");
  EXPECT_EQ(text_of(decision, Rule::nationality), "b1 has no nationality but BBB");
  EXPECT_EQ(text_of(decision, Rule::clearance), "b1 is cleared for BBB MID");
  EXPECT_EQ(text_of(decision, Rule::need_to_know), "b1 needs to know: coi:harbour");
  EXPECT_EQ(outcome_of(decision, Rule::facility), Outcome::not_applicable);
  EXPECT_FALSE(has_duty(decision, "clearance-and-need-to-know"));
}

TEST(Subject, party_is_asked_no_rule_about_persons) {
  const auto decision = decide_in(office(), Question("AAA", "MID").released({"BBB"}).to("BBB"));
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(decision.reasons.size(), kPartyRules);
  EXPECT_TRUE(has_duty(decision, "clearance-and-need-to-know"));
}

// --- recipient-known ---
TEST(Subject, nobody_who_is_not_recorded_is_known) {
  const auto decision = decide_in(office(), mid_to(SubjectType::person, "b3"));
  EXPECT_EQ(text_of(decision, Rule::recipient_known), "person:b3 is not recorded");
  EXPECT_EQ(outcome_of(decision, Rule::recipient_known), Outcome::fail);
  EXPECT_EQ(decision.reasons.size(), kRules);
  EXPECT_EQ(outcome_of(decide_in(office(), mid_to(SubjectType::system, "b1")), Rule::recipient_known), Outcome::fail);
  EXPECT_EQ(decide_in(office(), mid_to(SubjectType::other, "b1")).reasons.size(), kPartyRules);
}

TEST(Subject, person_is_known_while_in_post) {
  auto tiny = office();
  first(tiny, "b1").period = period("2019-06", "2020-02-01");
  EXPECT_TRUE(decide_in(tiny, mid_to_b1()).permit);
  EXPECT_EQ(decide_in(tiny, mid_to_b1()).valid_until, instant("2020-02-01"));
  const auto before = decide_in(tiny, mid_to_b1().at("2019-06-15"));  // perhaps not yet
  EXPECT_EQ(outcome_of(before, Rule::recipient_known), Outcome::fail);
  EXPECT_EQ(before.valid_until, instant("2019-06-30"));
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_b1().at("2020-02-01")), Rule::recipient_known), Outcome::fail);
}

TEST(Subject, record_that_is_too_weak_makes_the_recipient_unknown) {
  auto tiny = office();
  first(tiny, "b1").provenance = sourced(Evidence::assumed);
  const auto decision = decide_in(tiny, mid_to_b1());
  expect_only(decision, Rule::recipient_known, Outcome::unknown);
  EXPECT_NE(text_of(decision, Rule::recipient_known).find("only assumed, and unverified is required"), std::string::npos);
  const auto lax = decide_in(tiny, mid_to_b1(), Evidence::assumed);
  EXPECT_TRUE(lax.permit);
  EXPECT_EQ(lax.evidence, Evidence::assumed);
}

TEST(Subject, group_vouches_for_nobody) {
  auto tiny = office();
  tiny.group("SET").member("SET", "BBB");
  first(tiny, "b1").employer = PartyId("SET");
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_b1().released({"SET"})), Rule::recipient_known), Outcome::fail);
}

TEST(Subject, organisation_that_vouches_is_not_its_members) {
  auto tiny = office();
  tiny.organisation("ORG", "isa").member("ORG", "AAA").member("ORG", "BBB");
  auto& person = tiny.person("o1", "ORG");
  person.nationalities = {PartyId("BBB")};
  person.clearances = {clearance("ORG", "MID")};
  person.belongs = {belonging("coi:harbour")};
  const auto own = Question("ORG", "MID").to(SubjectType::person, "o1").of_community("harbour");
  EXPECT_TRUE(decide_in(tiny, own).permit);
  const auto others = decide_in(tiny, mid_to(SubjectType::person, "o1"));  // released to BBB, not to ORG
  EXPECT_EQ(outcome_of(others, Rule::release_marking), Outcome::fail);
  EXPECT_FALSE(others.reasons.back().recipient);
}

// --- internal handling ---
TEST(Subject, inside_the_holder_only_the_person_is_asked) {
  const auto decision = decide_in(office(), at_home("a1"));
  EXPECT_TRUE(decision.permit);
  for (std::size_t rule = static_cast<std::size_t>(Rule::authority); rule < kPartyRules; ++rule) {
    EXPECT_EQ(outcome_of(decision, static_cast<Rule>(rule)), Outcome::not_applicable);
  }
  EXPECT_EQ(text_of(decision, Rule::clearance), "a1 is cleared for AAA MID");
  auto tiny = office();
  first(tiny, "a1").clearances = {clearance("AAA", "LOW")};
  expect_only(decide_in(tiny, at_home("a1")), Rule::clearance, Outcome::fail);
}

// BBB holds what AAA gave it, at the level of their row; also when the agreement has ended, but not before it began.
TEST(Subject, inside_the_holder_the_row_says_the_level) {
  auto tiny = office();
  EXPECT_TRUE(decide_in(tiny, mid_to_b1().held_by("BBB")).permit);
  tiny.last().statuses.push_back({world::StatusValue::terminated, date("2010-01-01"), sourced()});
  EXPECT_TRUE(decide_in(tiny, mid_to_b1().held_by("BBB")).permit);
  EXPECT_FALSE(decide_in(tiny, mid_to_b1()).permit);
  tiny.last().statuses = {{world::StatusValue::in_force, date("2021-01-01"), sourced()}};
  const auto decision = decide_in(tiny, mid_to_b1().held_by("BBB"));
  expect_only(decision, Rule::clearance, Outcome::unknown);
  EXPECT_EQ(decision.valid_until, instant("2021-01-01"));
}

// --- nationality ---
TEST(Subject, every_other_nationality_must_be_admitted) {
  auto tiny = office();
  first(tiny, "b1").nationalities = {PartyId("CCC"), PartyId("BBB")};
  const auto decision = decide_in(tiny, mid_to_b1());
  expect_only(decision, Rule::nationality, Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::nationality), "nationality CCC: the originator releases it to BBB, not to CCC");
  const auto both = decide_in(tiny, mid_to_b1().released({"CCC"}));
  EXPECT_TRUE(both.permit);
  EXPECT_EQ(text_of(both, Rule::nationality), "may go to each other nationality of b1: CCC");
  first(tiny, "b1").nationalities = {PartyId("AAA"), PartyId("BBB")};
  EXPECT_TRUE(decide_in(tiny, mid_to_b1()).permit) << "the originator's own nationals need no release";
}

TEST(Subject, no_foreign_holds_for_nationals_of_others_inside_the_owner) {
  auto tiny = office();
  auto question = at_home("a1");
  question.label().controls.no_foreign = true;
  EXPECT_TRUE(decide_in(tiny, question).permit);
  first(tiny, "a1").nationalities.emplace_back("CCC");
  expect_only(decide_in(tiny, question), Rule::nationality, Outcome::fail);
}

TEST(Subject, nationality_by_a_weak_membership_is_unknown) {
  auto tiny = office();
  tiny.group("SET").member("SET", "CCC", {}, Evidence::assumed);
  first(tiny, "b1").nationalities.emplace_back("CCC");
  const auto decision = decide_in(tiny, mid_to_b1().released({"SET"}));
  expect_only(decision, Rule::nationality, Outcome::unknown);
  EXPECT_NE(text_of(decision, Rule::nationality).find("which is only assumed"), std::string::npos);
}

TEST(Subject, nationality_that_nobody_recorded_is_unknown) {
  auto tiny = office();
  first(tiny, "b1").nationalities.clear();
  expect_only(decide_in(tiny, mid_to_b1()), Rule::nationality, Outcome::unknown);
}

// --- clearance ---
TEST(Subject, clearance_reaches_the_mapped_level_in_its_own_policy_at_the_time) {
  struct Try {
    world::Clearance held;
    Outcome outcome;
  };
  auto ended = clearance("BBB", "TOP");
  ended.period = period(nullptr, "2019");
  auto assumed = clearance("BBB", "TOP");
  assumed.provenance = sourced(Evidence::assumed);
  for (const auto& [held, outcome] : {Try{clearance("BBB", "TOP"), Outcome::pass}, Try{clearance("BBB", "MID"), Outcome::pass},
                                      Try{clearance("BBB", "LOW"), Outcome::fail}, Try{clearance("AAA", "TOP"), Outcome::fail},
                                      Try{ended, Outcome::fail}, Try{assumed, Outcome::unknown}}) {
    auto tiny = office();
    first(tiny, "b1").clearances = {held};
    const auto decision = decide_in(tiny, mid_to_b1());
    EXPECT_EQ(outcome_of(decision, Rule::clearance, "AAA"), outcome) << text_of(decision, Rule::clearance);
    EXPECT_EQ(decision.permit, outcome == Outcome::pass);
  }
}

TEST(Subject, one_agreement_for_which_the_person_is_cleared_is_enough) {
  auto tiny = office();
  tiny.agreement("another", "AAA", "BBB", "2000-01-01");
  for (auto& row : tiny.last().rows) row.to_levels = {LevelName("TOP")};
  EXPECT_TRUE(decide_in(tiny, mid_to_b1()).permit);  // `another` comes first, and asks for TOP
  first(tiny, "b1").clearances = {clearance("BBB", "LOW")};
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_b1()), Rule::clearance), Outcome::fail);
}

TEST(Subject, level_that_stays_in_the_organisation_asks_for_its_own_clearance) {
  auto tiny = office();
  tiny.organisation("ORG", "org-agreement").member("ORG", "BBB").agreement("org-agreement", "ORG", "BBB", "2000-01-01");
  tiny.last().parties.pop_back();  // BBB is a party of it by its membership alone
  const auto question = Question("ORG", "MID").to(SubjectType::person, "b1").of_community("harbour");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::clearance), Outcome::fail);
  first(tiny, "b1").clearances = {clearance("ORG", "MID")};
  const auto decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(text_of(decision, Rule::clearance), "b1 is cleared for ORG MID");
}

TEST(Subject, the_duties_of_receipt_hold_inside_the_recipient) {
  auto tiny = office();
  auto question = mid_to_b1();
  question.request.holder = PartyId("BBB");
  const auto duty = [&] {
    const auto decision = decide_in(tiny, question);
    EXPECT_TRUE(decision.permit);
    return has_duty(decision, "no-onward-release");
  };
  EXPECT_TRUE(duty());
  tiny.last().statuses.push_back({world::StatusValue::terminated, date("2015-01-01"), sourced()});
  EXPECT_TRUE(duty()) << "what was released under it stays under it";
}

TEST(Subject, free_level_asks_for_neither_clearance_nor_need) {
  auto tiny = office();
  const auto decision = decide_in(tiny, Question("AAA", "FREE").released({"BBB"}).to(SubjectType::person, "b2"));
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(outcome_of(decision, Rule::clearance), Outcome::not_applicable);
  EXPECT_EQ(outcome_of(decision, Rule::need_to_know), Outcome::not_applicable);
}

// --- category ---
TEST(Subject, every_restrictive_category_is_held) {
  auto tiny = office();
  tiny.last().categories = {"AAA:X", "AAA:Y"};
  auto& held = first(tiny, "b1").clearances;
  held.push_back(clearance("BBB", "LOW", {"AAA:X"}));
  EXPECT_TRUE(decide_in(tiny, mid_to_b1().category("X")).permit);
  const auto decision = decide_in(tiny, mid_to_b1().category("X").category("Y"));
  expect_only(decision, Rule::category, Outcome::fail);
  EXPECT_EQ(text_of(decision, Rule::category), "b1 does not hold Y");
  held.push_back(clearance("AAA", "LOW", {"AAA:Y"}));
  EXPECT_TRUE(decide_in(tiny, mid_to_b1().category("X").category("Y")).permit);
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_b1().category("Z")), Rule::category), Outcome::fail);
}

TEST(Subject, one_permissive_category_of_each_policy_is_held) {
  auto tiny = office();
  auto question = mid_to_b1();
  question.label().categories = {{PolicyId("AAA"), CategoryName("P"), label::CategoryKind::permissive},
                                 {PolicyId("AAA"), CategoryName("Q"), label::CategoryKind::permissive}};
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::category), Outcome::fail);
  first(tiny, "b1").clearances.push_back(clearance("BBB", "LOW", {"AAA:Q"}));
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::category), Outcome::pass);
  question.label().categories.push_back({PolicyId("BBB"), CategoryName("P"), label::CategoryKind::permissive});
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::category), Outcome::fail);
}

// --- need-to-know ---
TEST(Subject, post_and_clearance_are_no_need) {
  expect_only(decide_in(office(), mid_to(SubjectType::person, "b2")), Rule::need_to_know, Outcome::fail);
  auto question = Question("AAA", "MID").released({"BBB"}).to(SubjectType::person, "b1");
  expect_only(decide_in(office(), question), Rule::need_to_know, Outcome::fail);
  EXPECT_TRUE(decide_in(office(), question.of_community("coi:harbour")).permit);
}

TEST(Subject, officer_of_the_same_party_asserts_a_need) {
  auto tiny = office();
  const auto question = mid_to(SubjectType::person, "b2");
  tiny.world.needs_to_know = {assertion("person:b2", "person:b1")};
  const auto decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(text_of(decision, Rule::need_to_know), "b2 needs to know: ntk-person:b2 of b1");
  const auto denied = [&](auto change) {
    auto other = tiny;
    change(other, other.world.needs_to_know.front());
    return outcome_of(decide_in(other, question), Rule::need_to_know);
  };
  EXPECT_EQ(denied([](auto&, auto& need) { need.asserted_by = "person:a1"; }), Outcome::fail) << "of another party";
  EXPECT_EQ(denied([](auto&, auto& need) { need.asserted_by = "person:b2"; }), Outcome::fail) << "of oneself";
  EXPECT_EQ(denied([](auto&, auto& need) { need.objects = {"object-2"}; }), Outcome::fail);
  EXPECT_EQ(denied([](auto&, auto& need) { need.objects.push_back("sha256:" + std::string(64, '0')); }), Outcome::fail);
  EXPECT_EQ(denied([](auto&, auto& need) { need.period = period(nullptr, "2019-01-01"); }), Outcome::fail);
  EXPECT_EQ(denied([](auto& other, auto&) { first(other, "b1").period = period("2021-01-01"); }), Outcome::fail);
  EXPECT_EQ(denied([](auto& other, auto&) { first(other, "b1").provenance = sourced(Evidence::assumed); }), Outcome::unknown);
  EXPECT_EQ(denied([](auto&, auto& need) {
              need.objects.clear();
              need.communities = {"coi:harbour"};
            }),
            Outcome::pass);
}

TEST(Subject, assertion_covers_the_portions_of_its_object) {
  auto tiny = office();
  tiny.world.needs_to_know = {assertion("person:b2", "person:b1")};
  auto question = mid_to(SubjectType::person, "b2");
  question.request.object.id = "object-1#4";
  EXPECT_TRUE(decide_in(tiny, question).permit);
}

TEST(Subject, horizon_sees_the_dates_of_the_person) {
  auto tiny = office();
  auto& b1 = first(tiny, "b1");
  b1.clearances.front().period = period(nullptr, "2025-01-01");
  EXPECT_EQ(decide_in(tiny, mid_to_b1()).valid_until, instant("2025-01-01"));
  b1.belongs.front().period = period(nullptr, "2024-01-01");
  EXPECT_EQ(decide_in(tiny, mid_to_b1()).valid_until, instant("2024-01-01"));
  tiny.world.needs_to_know = {assertion("person:b1", "person:b2")};
  tiny.world.needs_to_know.front().period = period("2023-01-01");
  EXPECT_EQ(decide_in(tiny, mid_to_b1()).valid_until, instant("2023-01-01"));
  first(tiny, "b2").period = period(nullptr, "2022-01-01");
  EXPECT_EQ(decide_in(tiny, mid_to_b1()).valid_until, instant("2022-01-01"));
}

// The agreement that asks is one on information, which no act rests on.
TinyWorld office_asking_for_users() {
  TinyWorld tiny = office();
  world::Clause clause;
  clause.id = "users";
  clause.effect = world::Effect::condition;
  clause.action = "disclose";
  clause.needs = {world::Needed::authorised_user};
  clause.provenance = sourced();
  tiny.last().clauses.push_back(clause);
  return tiny;
}

TEST(Subject, nationals_of_the_parties_are_authorised_users_of_a_disclosure) {
  TinyWorld tiny = office_asking_for_users();
  EXPECT_TRUE(decide_in(tiny, mid_to_b1()).permit);
  first(tiny, "b1").nationalities = {PartyId("BBB"), PartyId("CCC")};
  const auto denied = decide_in(tiny, mid_to_b1());
  const auto of_clause = [](const Reason& each) { return each.outcome == Outcome::fail && each.clause == "isa/users"; };
  EXPECT_TRUE(std::any_of(denied.reasons.begin(), denied.reasons.end(), of_clause));
}

// Goal: a nation that was a party, or will be one, is none; and one that is so on weak evidence does not count for who requires more.
TEST(Subject, nationals_of_who_is_no_party_now_are_no_authorised_users) {
  TinyWorld tiny = office_asking_for_users();
  tiny.last().parties.push_back({PartyId("CCC"), {}, sourced()});
  first(tiny, "b1").nationalities = {PartyId("BBB"), PartyId("CCC")};
  const auto outcome = [&] {
    const auto decision = decide_in(tiny, mid_to_b1());
    const auto found = std::find_if(decision.reasons.begin(), decision.reasons.end(), [](const Reason& each) {
      return each.rule == Rule::legal_basis && each.clause == "isa/users";
    });
    return found == decision.reasons.end() ? Outcome::pass : found->outcome;
  };
  EXPECT_EQ(outcome(), Outcome::pass);
  tiny.last().parties.back().period = period("2005-01-01", "2010-01-01");
  EXPECT_EQ(outcome(), Outcome::fail);
  tiny.last().parties.back().period = period("2040-01-01");
  EXPECT_EQ(outcome(), Outcome::fail);
}

// --- systems and facilities ---
TEST(Subject, system_is_accredited_and_in_the_community) {
  auto tiny = office();
  auto& net = tiny.system("net", "BBB");
  const auto question = mid_to(SubjectType::system, "net");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::clearance), Outcome::fail);
  net.accreditations = {clearance("BBB", "MID")};
  expect_only(decide_in(tiny, question), Rule::need_to_know, Outcome::fail);
  net.belongs = {belonging("coi:harbour")};
  const auto decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(text_of(decision, Rule::nationality), "not asked of a system");
}

TEST(Subject, facility_is_cleared_and_a_firm_provided_for) {
  auto tiny = office();
  auto& yard = tiny.facility("yard", "BBB");
  const auto question = mid_to(SubjectType::facility, "yard");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::facility), Outcome::fail);
  yard.clearances = {clearance("BBB", "MID")};
  EXPECT_TRUE(decide_in(tiny, question).permit);
  EXPECT_TRUE(has_duty(decide_in(tiny, question), "clearance-and-need-to-know"));
  yard.contractor = true;
  const auto without = decide_in(tiny, question);
  expect_only(without, Rule::facility, Outcome::fail);
  EXPECT_EQ(text_of(without, Rule::facility), "isa does not provide for contractors");
  EXPECT_TRUE(decide_in(tiny, Question("BBB", "MID").to(SubjectType::facility, "yard")).permit) << "its own party's information";
  EXPECT_TRUE(decide_in(tiny, mid_to(SubjectType::facility, "yard").held_by("BBB")).permit) << "internal handling";
  world::Clause clause;
  clause.id = "contractors";
  clause.effect = world::Effect::oblige;
  clause.obligation = "contractor-clearance";
  clause.provenance = sourced(Evidence::partial);
  tiny.last().clauses = {clause};
  const auto with = decide_in(tiny, question);
  EXPECT_TRUE(with.permit);
  EXPECT_EQ(with.evidence, Evidence::partial);
  EXPECT_EQ(with.reasons.back().clause, "isa/contractors");
  EXPECT_EQ(outcome_of(decide_in(tiny, question, Evidence::verified), Rule::facility), Outcome::unknown);
  tiny.last().clauses.front().levels = {LevelName("LOW")};
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::facility), Outcome::fail);
}

// --- the world ---
TEST(Subject, what_was_not_known_is_not_there) {
  auto tiny = office();
  first(tiny, "b1").provenance.known = date("2020-06-01");
  const auto question = mid_to_b1();
  for (const auto& [known_as_of, outcome] : {std::pair{"2020-05-31", Outcome::fail}, std::pair{"2020-06-02", Outcome::pass}}) {
    const auto snapshot = Snapshot::compile(tiny.world, {question.request.time, instant(known_as_of), Evidence::unverified});
    ASSERT_TRUE(snapshot.has_value());
    EXPECT_EQ(outcome_of(decide(*snapshot, question.request), Rule::recipient_known), outcome);
  }
}

TEST(Subject, one_record_for_each_of_a_kind) {
  auto tiny = office();
  tiny.system("b1", "BBB");
  EXPECT_TRUE(decide_in(tiny, mid_to_b1()).permit);
  tiny.person("b1", "BBB");
  const auto snapshot = Snapshot::compile(tiny.world, {instant("2020-01-01"), std::nullopt, Evidence::unverified});
  ASSERT_FALSE(snapshot.has_value());
  EXPECT_TRUE(snapshot.error().code == Fault::broken_world);
}

}  // namespace
}  // namespace entente::decision
