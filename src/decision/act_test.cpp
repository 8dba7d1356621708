// The other actions (docs/semantics.md 4): a world in which each is permitted, and every way in which one change makes it not so.

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using world::Effect;
using world::Needed;

ActScene participation() {
  ActScene scene("participate", world::Kind::programme);
  scene.pact().items.clear();
  scene.request.object.act.items.clear();
  scene.request.object.act.project = "programme:skylark";
  scene.request.holder.reset();
  world::Programme programme;
  programme.id = "skylark";
  programme.under = InstrumentId("pact");
  programme.participants = {{PartyId("P"), world::Role::member, 1, {}, {}, sourced()},
                            {PartyId("R"), world::Role::partner, 2, {}, {}, sourced()}};
  programme.projects = {{"wings", "wings", {}, {}, {}, sourced()}};
  programme.terms = {{"money", "financing", {}, world::TermState::settled, "paid by all", sourced()}};
  programme.provenance = sourced();
  scene.tiny.world.programmes.push_back(std::move(programme));
  return scene;
}

struct Change {
  const char* name;
  std::function<ActScene()> scene;
  std::function<void(ActScene&)> change;
  Rule rule;
  Outcome outcome;
};

class EveryChange : public ::testing::TestWithParam<Change> {};

TEST_P(EveryChange, of_a_permitted_act_denies_by_one_rule) {
  ActScene scene = GetParam().scene();
  ASSERT_TRUE(scene.decide().permit);
  GetParam().change(scene);
  const Decision decision = scene.decide();
  EXPECT_FALSE(decision.permit);
  EXPECT_TRUE(std::any_of(decision.reasons.begin(), decision.reasons.end(), [](const Reason& reason) {
    return reason.rule == GetParam().rule && reason.outcome == GetParam().outcome;
  }));
  for (const auto& reason : decision.reasons) {
    const bool through = reason.outcome == Outcome::pass || reason.outcome == Outcome::not_applicable;
    EXPECT_TRUE(through || reason.rule == GetParam().rule) << to_string(reason.rule) << ": " << reason.text;
  }
}

ActScene asking(Needed need) {
  ActScene scene = supply();
  scene.condition(need);
  return scene;
}

const std::vector<Change> kChanges{
    {"suspended_instrument", supply,
     [](ActScene& s) { s.pact().statuses.push_back({world::StatusValue::suspended, date("2019"), sourced()}); },
     Rule::legal_basis, Outcome::fail},
    {"recipient_that_acceded_later", supply, [](ActScene& s) { s.pact().parties[1].period = period("2021"); }, Rule::legal_basis,
     Outcome::fail},
    {"withdrawn_assurance", supply, [](ActScene& s) { s.pact().withdrawals.push_back({PartyId("R"), {}, sourced()}); },
     Rule::legal_basis, Outcome::fail},
    {"instrument_under_one_that_is_not_recorded", supply, [](ActScene& s) { s.pact().under = InstrumentId("scheme"); },
     Rule::legal_basis, Outcome::fail},
    {"instrument_limited_in_domain", supply, [](ActScene& s) { s.pact().domains = {"military"}; }, Rule::legal_basis,
     Outcome::unknown},
    {"prohibition", supply, [](ActScene& s) { s.clause("never", Effect::prohibit).items = {"fuel"}; }, Rule::legal_basis,
     Outcome::fail},
    {"prohibition_of_a_law_of_the_recipient", supply,
     [](ActScene& s) { s.clause(s.instrument("law", world::Kind::national_law, {"R"}), "never", Effect::prohibit); },
     Rule::legal_basis, Outcome::fail},
    {"prohibition_of_what_the_item_is", supply,
     [](ActScene& s) {
       s.tiny.world.items = {{"fuel", {"hazards"}, sourced()}, {"hazards", {"dangers"}, sourced()}};
       s.clause("never", Effect::prohibit).items = {"dangers"};
     },
     Rule::legal_basis, Outcome::fail},
    {"broader_item_than_is_listed", supply,
     [](ActScene& s) {
       s.tiny.world.items = {{"fuel", {"supplies"}, sourced()}};
       s.request.object.act.items = {"supplies"};
     },
     Rule::scope, Outcome::fail},
    {"item_that_is_not_listed", supply, [](ActScene& s) { s.request.object.act.items = {"fuel", "water"}; }, Rule::scope,
     Outcome::fail},
    {"no_item_stated", supply, [](ActScene& s) { s.request.object.act.items.clear(); }, Rule::scope, Outcome::unknown},
    {"supply_under_what_lists_nothing", supply, [](ActScene& s) { s.pact().items.clear(); }, Rule::scope, Outcome::fail},
    {"enumerated_purposes_and_none_stated", supply, [](ActScene& s) { s.clause("for", Effect::condition).purposes = {"relief"}; },
     Rule::purpose, Outcome::fail},
    {"origin_that_has_not_consented", supply, [](ActScene& s) { s.request.object.act.origin = PartyId("Q"); },
     Rule::originator_control, Outcome::fail},
    {"origin_that_is_no_party", supply, [](ActScene& s) { s.request.object.act.origin = PartyId("Z"); }, Rule::originator_control,
     Outcome::unknown},
    {"export_control_without_licence", supply, [](ActScene& s) { s.request.object.export_controlled = true; },
     Rule::export_control, Outcome::fail},
    {"consent_of_the_provider_missing", supply, [](ActScene& s) { s.condition(Needed::provider_consent); }, Rule::conditions,
     Outcome::fail},
    {"project_not_stated", supply, [](ActScene& s) { s.condition(Needed::agreed_project); }, Rule::conditions, Outcome::fail},
    {"no_security_agreement", supply, [](ActScene& s) { s.condition(Needed::security_agreement); }, Rule::conditions,
     Outcome::fail},
    {"invitation_outside_a_programme", supply, [](ActScene& s) { s.condition(Needed::invitation); }, Rule::conditions,
     Outcome::fail},
    {"law_of_the_giver_that_asks_for_approval", supply,
     [](ActScene& s) {
       s.clause(s.instrument("law", world::Kind::national_law, {"P"}), "approval", Effect::condition).needs = {
           Needed::national_approval};
     },
     Rule::conditions, Outcome::fail},
    {"security_agreement_that_asks_for_consent", supply,
     [](ActScene& s) {
       s.clause(s.instrument("isa", world::Kind::information_security, {"P", "R"}), "visits", Effect::condition).needs = {
           Needed::host_consent};
     },
     Rule::conditions, Outcome::fail},
    {"exclusion", participation,
     [](ActScene& s) {
       s.tiny.world.programmes[0].participants.push_back({PartyId("R"), world::Role::excluded, {}, {}, {}, sourced()});
     },
     Rule::participation, Outcome::fail},
    {"observer_only", participation, [](ActScene& s) { s.tiny.world.programmes[0].participants[1].role = world::Role::observer; },
     Rule::participation, Outcome::fail},
    {"tier_that_opens_less", participation, [](ActScene& s) { s.request.object.act.tier = 1; }, Rule::participation,
     Outcome::fail},
    {"partner_asks_for_a_project", participation,
     [](ActScene& s) {
       s.request.object.act.project = "project:skylark#wings";
       s.tiny.world.programmes[0].projects[0].participants = {{PartyId("P"), world::Role::member, 1, {}, {}, sourced()}};
     },
     Rule::participation, Outcome::fail},
    {"area_of_another_programme", participation,
     [](ActScene& s) {
       s.tiny.world.programmes[0].areas = {{"sensors", "", sourced()}};
       s.request.object.act.area = "kitchen";
     },
     Rule::participation, Outcome::fail},
    {"areas_limited_and_none_stated", participation,
     [](ActScene& s) { s.tiny.world.programmes[0].participants[1].areas = {"sensors"}; }, Rule::participation, Outcome::unknown},
    {"unsettled_term", participation,
     [](ActScene& s) { s.tiny.world.programmes[0].terms[0].state = world::TermState::unsettled; }, Rule::participation,
     Outcome::fail},
    {"programme_under_nothing", participation, [](ActScene& s) { s.tiny.world.instruments[0].statuses.clear(); },
     Rule::legal_basis, Outcome::fail},
};
INSTANTIATE_TEST_SUITE_P(Acts, EveryChange, ::testing::ValuesIn(kChanges),
                         [](const auto& info) { return std::string(info.param.name); });

struct Met {
  const char* name;
  Needed need;
  std::function<void(ActScene&)> met;
  std::function<void(ActScene&)> almost;  // what comes near and does not count
};

class EveryNeed : public ::testing::TestWithParam<Met> {};

TEST_P(EveryNeed, is_met_by_its_fact_and_by_nothing_near) {
  ActScene without = asking(GetParam().need);
  EXPECT_EQ(without.outcome(Rule::conditions), Outcome::fail);
  ActScene almost = asking(GetParam().need);
  GetParam().almost(almost);
  EXPECT_NE(almost.outcome(Rule::conditions), Outcome::pass);
  EXPECT_FALSE(almost.decide().permit);
  ActScene met = asking(GetParam().need);
  GetParam().met(met);
  EXPECT_EQ(met.outcome(Rule::conditions), Outcome::pass);
  EXPECT_TRUE(met.decide().permit);
}

TEST_P(EveryNeed, can_be_waived) {
  ActScene scene = asking(GetParam().need);
  scene.waiver("clause:pact#asks");
  const bool of_both_sides = GetParam().need == Needed::security_agreement;  // it protects the two
  EXPECT_EQ(scene.decide().permit, !of_both_sides);
  scene.tiny.world.waivers[0].project = *world::parse_reference("project:skylark#wings");
  EXPECT_FALSE(scene.decide().permit);
}

const std::vector<Met> kNeeds{
    {"provider_consent", Needed::provider_consent, [](ActScene& s) { s.tiny.consent("P", "R", "object-1"); },
     [](ActScene& s) { s.tiny.consent("Q", "R", "object-1"); }},
    {"host_consent", Needed::host_consent, [](ActScene& s) { s.tiny.consent("P", "R", "object-1"); },
     [](ActScene& s) { s.tiny.consent("P", "R", "object-2"); }},
    {"notification", Needed::notification, [](ActScene& s) { s.approval("R", "notification"); },
     [](ActScene& s) { s.approval("P", "notification"); }},
    {"orders", Needed::orders, [](ActScene& s) { s.approval("R", "orders"); }, [](ActScene& s) { s.approval("R", "cabinet"); }},
    {"national_approval", Needed::national_approval, [](ActScene& s) { s.approval("P", "cabinet"); },
     [](ActScene& s) { s.approval("P", "joint-committee"); }},
    {"joint_committee", Needed::joint_committee, [](ActScene& s) { s.approval("P", "joint-committee"); },
     [](ActScene& s) { s.approval("P", "joint-committee").to = {PartyId("Q")}; }},
    {"joint_committee_of_the_giver", Needed::joint_committee,
     [](ActScene& s) { s.approval("P", "joint-committee").to = {PartyId("R")}; },
     [](ActScene& s) { s.approval("R", "joint-committee"); }},
    {"licence", Needed::licence, [](ActScene& s) { s.licence(); }, [](ActScene& s) { s.licence().territory = "Q"; }},
    {"registration", Needed::registration, [](ActScene& s) { s.approval("P", "registration").items = {"fuel"}; },
     [](ActScene& s) { s.approval("P", "registration").items = {"water"}; }},
    {"end_use_check", Needed::end_use_check, [](ActScene& s) { s.approval("P", "end-use-check"); },
     [](ActScene& s) { s.approval("P", "end-use-check").period = period(nullptr, "2019"); }},
    {"security_agreement", Needed::security_agreement, [](ActScene& s) { s.tiny.agreement("isa", "P", "R", "2015"); },
     [](ActScene& s) { s.tiny.agreement("isa", "P", "R", "2021"); }},
};
INSTANTIATE_TEST_SUITE_P(Acts, EveryNeed, ::testing::ValuesIn(kNeeds),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Act, notified_too_late_denies_and_without_a_beginning_is_unknown) {
  ActScene scene = asking(Needed::notification);
  scene.pact().clauses[0].days = 30;
  scene.approval("R", "notification").period = period("2019-12-15");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::unknown);
  scene.request.object.act.begins = instant("2020-01-10");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
  scene.request.object.act.begins = instant("2020-02-01");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass);
}

TEST(Act, a_notice_after_the_beginning_is_none_where_no_days_are_asked_either) {
  ActScene scene = asking(Needed::notification);
  scene.approval("R", "notification").period = period("2019-12-15");
  scene.request.object.act.begins = instant("2019-12-15");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass);
  scene.request.object.act.begins = instant("2019-12-14");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
}

TEST(Act, a_waiver_never_lifts_a_prohibition) {
  ActScene scene = supply();
  scene.clause("never", Effect::prohibit);
  scene.waiver("clause:pact#never");
  EXPECT_FALSE(scene.decide().permit);
}

TEST(Act, what_is_asked_of_every_giver_is_waived_by_each) {
  ActScene scene = participation();
  scene.tiny.world.programmes[0].participants.push_back({PartyId("Q"), world::Role::member, 1, {}, {}, sourced()});
  scene.pact().parties.push_back({PartyId("Q"), {}, sourced()});
  scene.condition(Needed::provider_consent);
  scene.waiver("clause:pact#asks");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail) << "Q has waived nothing";
  auto& other = scene.waiver("clause:pact#asks");
  other.id = "waiver-2";
  other.by = PartyId("Q");
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass);
  scene.tiny.world.waivers.pop_back();
  scene.pact().clauses.front().from = {PartyId("P")};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass) << "of Q nothing is asked";
}

TEST(Act, a_weak_fact_makes_a_condition_unknown) {
  ActScene scene = asking(Needed::orders);
  scene.approval("R", "orders").provenance = sourced(world::Evidence::partial);
  EXPECT_TRUE(scene.decide().permit);
  EXPECT_EQ(scene.decide().evidence, world::Evidence::partial);
  const Decision strict = scene.decide(world::Evidence::verified);
  EXPECT_FALSE(strict.permit);
  EXPECT_EQ(outcome_of(strict, Rule::conditions), Outcome::unknown);
}

TEST(Act, every_member_of_a_group_must_be_allowed_but_the_giver) {
  ActScene scene = supply();
  scene.tiny.group("G");
  scene.tiny.member("G", "P").member("G", "R");
  scene.request.subject.id = "G";
  EXPECT_TRUE(scene.decide().permit);
  scene.tiny.member("G", "Q");
  EXPECT_FALSE(scene.decide().permit);
}

TEST(Act, without_a_giver_nothing_is_evaluated) {
  ActScene scene = supply();
  scene.request.holder.reset();
  const Decision decision = scene.decide();
  EXPECT_FALSE(decision.permit);
  EXPECT_EQ(decision.reasons.size(), kActRules.size());
  for (const auto& reason : decision.reasons) EXPECT_EQ(reason.outcome == Outcome::unknown, reason.rule != Rule::recipient_known);
}

TEST(Act, an_exemption_needs_every_party_and_its_conditions) {
  ActScene scene = supply();
  scene.request.object.export_controlled = true;
  auto& exemption = scene.instrument("exemption", world::Kind::export_exemption, {"P", "R"});
  auto& clause = exemption.clauses.emplace_back();
  clause.id = "excluded";
  clause.effect = Effect::condition;
  clause.action = "transfer";
  clause.items = {"secret-engine"};
  clause.needs = {Needed::licence};
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::pass);
  scene.request.object.act.origin = PartyId("Q");
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail) << "the origin is outside";
  scene.request.object.act.origin.reset();
  scene.request.object.act.items = {"secret-engine"};
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail) << "an excluded technology";
}

TEST(Act, an_exemption_covers_the_territory_of_its_parties_alone) {
  ActScene scene = supply();
  scene.request.object.export_controlled = true;
  (void)scene.instrument("exemption", world::Kind::export_exemption, {"P", "R"});
  for (const std::string place : {"", "P", "R", "Q", "PP", "r", "a yard"}) {
    scene.request.object.act.place = place;
    const bool inside = place.empty() || place == "P" || place == "R";
    EXPECT_EQ(scene.outcome(Rule::export_control), inside ? Outcome::pass : Outcome::fail) << place;
  }
  scene.licence().territory = "a yard";
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::pass);
}

TEST(Act, an_exemption_that_carries_a_transfer_does_so_in_the_territory_of_its_parties) {
  ActScene scene = supply();
  scene.request.action = "transfer";
  scene.request.object.export_controlled = true;
  (void)scene.instrument("exemption", world::Kind::export_exemption, {"P", "R"});
  for (const std::string place : {"", "P", "R", "Q", "PP", "r", "a yard"}) {
    scene.request.object.act.place = place;
    const bool inside = place.empty() || place == "P" || place == "R";
    EXPECT_EQ(scene.outcome(Rule::legal_basis), inside ? Outcome::pass : Outcome::fail) << place;
  }
}

TEST(Act, a_firm_must_be_listed_as_authorised_user) {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.condition(Needed::authorised_user);
  EXPECT_TRUE(scene.decide().permit) << "a government is one";
  scene.tiny.facility("firm-1", "R").contractor = true;
  scene.request.subject = {SubjectType::facility, "firm-1"};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
  scene.approval("P", "authorised-user").items = {"firm-1", "fuel"};
  EXPECT_TRUE(scene.decide().permit);
}

TEST(Act, an_invitation_lets_take_part) {
  ActScene scene = participation();
  scene.tiny.world.programmes[0].participants.pop_back();
  EXPECT_EQ(scene.outcome(Rule::participation), Outcome::fail);
  world::Candidacy candidacy{"r-skylark",
                             PartyId("R"),
                             *world::parse_reference("programme:skylark"),
                             {{world::CandidacyState::invited, date("2018"), sourced()}},
                             sourced()};
  scene.tiny.world.candidacies.push_back(candidacy);
  EXPECT_TRUE(scene.decide().permit);
  scene.request.object.act.tier = 2;
  EXPECT_EQ(scene.outcome(Rule::participation), Outcome::unknown) << "which it does not open";
  scene.request.object.act.tier.reset();
  scene.tiny.world.candidacies[0].states.push_back({world::CandidacyState::considered, date("2019-06"), sourced()});
  EXPECT_FALSE(scene.decide().permit);
}

TEST(Act, members_that_nest_too_deep_may_be_anybody) {
  ActScene scene = participation();
  scene.condition(Needed::provider_consent);
  scene.tiny.consent("P", "R", "object-1");
  ASSERT_TRUE(scene.decide().permit);
  for (int depth = 0; depth < 20; ++depth) scene.tiny.group("G" + std::to_string(depth));
  for (int depth = 0; depth < 19; ++depth) scene.tiny.member("G" + std::to_string(depth), "G" + std::to_string(depth + 1));
  scene.tiny.member("G19", "Q");
  scene.tiny.world.programmes[0].participants.push_back({PartyId("G0"), world::Role::member, 1, {}, {}, sourced()});
  EXPECT_FALSE(scene.decide().permit);
}

TEST(Act, what_it_takes_is_named_with_the_day_of_settlement) {
  ActScene scene = supply();
  auto& clause = scene.clause("settlement", Effect::oblige);
  clause.obligation = "settle-by";
  clause.settlement = {world::Settlement::cash};
  clause.days = 10;
  scene.request.object.act.ends = instant("2020-01-05");
  const Decision decision = scene.decide();
  const auto found = std::find_if(decision.obligations.begin(), decision.obligations.end(),
                                  [](const Obligation& each) { return each.id == "settle-by"; });
  ASSERT_NE(found, decision.obligations.end());
  EXPECT_EQ(found->properties.at("by"), "2020-01-15T00:00:00Z");
  EXPECT_EQ(found->clause, "pact/settlement");
}

TEST(Act, the_horizon_is_the_first_date_of_what_was_looked_at) {
  ActScene scene = asking(Needed::orders);
  scene.approval("R", "orders").period = period(nullptr, "2020-03-01");
  EXPECT_EQ(scene.decide().valid_until, instant("2020-03-01"));
  scene.pact().statuses.push_back({world::StatusValue::terminated, date("2020-02-01"), sourced()});
  EXPECT_EQ(scene.decide().valid_until, instant("2020-02-01"));
}

// --- what disclosures ask too (4.3, 4.6) ---
TinyWorld two_nations() {
  TinyWorld tiny;
  tiny.nation("A").nation("B").nation("C");
  tiny.agreement("isa", "A", "B", "2010");
  return tiny;
}

TEST(Disclosure, of_controlled_data_needs_a_licence_of_each_origin) {
  TinyWorld tiny = two_nations();
  Question question("A", "MID");
  question.released({"B"}).to("B");
  question.request.object.export_controlled = true;
  question.request.object.act.items = {"drawing"};
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::export_control, "A"), Outcome::fail);
  tiny.world.licences.push_back({"l", PartyId("A"), {PartyId("B")}, {"drawing"}, {}, std::nullopt, {}, sourced()});
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.request.object.act.items = {"drawing", "model"};
  EXPECT_FALSE(decide_in(tiny, question).permit);
}

TEST(Disclosure, condition_with_needs_is_part_of_the_legal_basis) {
  TinyWorld tiny = two_nations();
  auto& clause = tiny.last().clauses.emplace_back();
  clause.id = "committee";
  clause.effect = Effect::condition;
  clause.needs = {Needed::joint_committee};
  clause.provenance = sourced();
  Question question("A", "MID");
  question.released({"B"}).to("B");
  const Decision denied = decide_in(tiny, question);
  EXPECT_EQ(outcome_of(denied, Rule::legal_basis, "A"), Outcome::fail);
  tiny.world.approvals.push_back(
      {"ok", PartyId("A"), "joint-committee", *world::parse_reference("instrument:isa"), {}, {}, {}, sourced()});
  EXPECT_TRUE(decide_in(tiny, question).permit);
  tiny.world.approvals.clear();
  tiny.world.waivers.push_back(
      {"w", *world::parse_reference("clause:isa#committee"), PartyId("A"), {PartyId("B")}, std::nullopt, {}, {}, {}, {}, sourced()});
  EXPECT_TRUE(decide_in(tiny, question).permit);
}

TEST(Disclosure, clause_with_an_activity_applies_only_to_it) {
  TinyWorld tiny = two_nations();
  auto& clause = tiny.last().clauses.emplace_back();
  clause.id = "firms";
  clause.effect = Effect::prohibit;
  clause.activities = {"contractor-access"};
  clause.provenance = sourced();
  Question question("A", "MID");
  question.released({"B"}).to("B");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.request.object.act.activities = {"contractor-access"};
  EXPECT_FALSE(decide_in(tiny, question).permit);
}

TEST(Disclosure, waiver_admits_a_purpose_that_is_not_enumerated) {
  TinyWorld tiny = two_nations();
  auto& clause = tiny.last().clauses.emplace_back();
  clause.id = "for";
  clause.effect = Effect::condition;
  clause.purposes = {"relief"};
  clause.provenance = sourced();
  Question question("A", "MID");
  question.released({"B"}).to("B");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::purpose, "A"), Outcome::fail);
  tiny.world.waivers.push_back({"w",
                                *world::parse_reference("clause:isa#for"),
                                PartyId("A"),
                                {PartyId("B")},
                                std::nullopt,
                                {},
                                {},
                                {},
                                {},
                                sourced(world::Evidence::partial)});
  const Decision decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(decision.evidence, world::Evidence::partial);
}

TEST(Disclosure, clause_admits_a_nationality_but_no_mark_that_forbids_it) {
  TinyWorld tiny = two_nations();
  auto& person = tiny.person("p", "B");
  person.nationalities = {PartyId("B"), PartyId("C")};
  person.clearances = {clearance("B", "TOP")};
  person.belongs = {belonging("coi:x")};
  Question question("A", "MID");
  question.released({"B"}).to(SubjectType::person, "p").of_community("x");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::nationality), Outcome::fail);
  auto& clause = tiny.last().clauses.emplace_back();
  clause.id = "third-nationals";
  clause.effect = Effect::oblige;
  clause.obligation = "admit-nationality";
  clause.to = {PartyId("C")};
  clause.provenance = sourced();
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.label().controls.eyes_only = {PartyId("B")};
  EXPECT_FALSE(decide_in(tiny, question).permit);
}

}  // namespace
}  // namespace entente::decision::testing
