#include "decision/decide.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "decision/tables.h"
#include "decision/tiny_world.h"

namespace entente::decision {
namespace {

using namespace testing;  // NOLINT: the sentences of the tests are built from it

TinyWorld pair_world() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa-aaa-bbb", "AAA", "BBB", "2016-11-23");
  return tiny;
}

Question mid_to_bbb() { return Question("AAA", "MID").released({"BBB"}).to("BBB"); }

// Goal: an instrument grants from its own date, not from the day before.
// Method: the two days around the start of one instrument, everything else equal.
TEST(Decide, instrument_grants_from_its_first_day) {
  const auto tiny = pair_world();
  const auto before = decide_in(tiny, mid_to_bbb().at("2016-11-22"));
  EXPECT_FALSE(before.permit);
  EXPECT_EQ(outcome_of(before, Rule::legal_basis), Outcome::fail);
  EXPECT_EQ(before.valid_until, instant("2016-11-23"));
  EXPECT_TRUE(decide_in(tiny, mid_to_bbb().at("2016-11-23")).permit);
}

TEST(Decide, every_rule_is_reported_in_order) {
  const auto decision = decide_in(pair_world(), mid_to_bbb());
  ASSERT_EQ(decision.reasons.size(), kPartyRules);
  for (std::size_t rule = 0; rule < kPartyRules; ++rule) EXPECT_EQ(decision.reasons[rule].rule, static_cast<Rule>(rule));
}

TEST(Decide, permit_names_its_instrument_and_duties) {
  const auto decision = decide_in(pair_world(), mid_to_bbb());
  EXPECT_EQ(decision.evidence, world::Evidence::verified);
  std::vector<std::string> ids;
  for (const auto& obligation : decision.obligations) ids.push_back(obligation.id);
  EXPECT_EQ(ids.front(), "release-authority");
  EXPECT_NE(std::find(ids.begin(), ids.end(), "no-onward-release"), ids.end());
  for (const auto& reason : decision.reasons) {
    if (reason.rule == Rule::legal_basis) {
      EXPECT_EQ(reason.clause, "isa-aaa-bbb");
    }
  }
}

TEST(Decide, partial_start_of_a_grant_is_its_last_possible_day) {
  auto tiny = pair_world();
  tiny.last().statuses[0].from = date("2016-11");
  EXPECT_FALSE(decide_in(tiny, mid_to_bbb().at("2016-11-29")).permit);
  EXPECT_TRUE(decide_in(tiny, mid_to_bbb().at("2016-11-30")).permit);
}

TEST(Decide, partial_start_of_a_suspension_is_its_first_possible_day) {
  auto tiny = pair_world();
  tiny.last().statuses.push_back({world::StatusValue::suspended, date("2018-03"), sourced()});
  EXPECT_TRUE(decide_in(tiny, mid_to_bbb().at("2018-02-28")).permit);
  EXPECT_FALSE(decide_in(tiny, mid_to_bbb().at("2018-03-01")).permit);
}

TEST(Decide, provisional_application_does_not_grant) {
  auto tiny = pair_world();
  tiny.last().statuses[0].value = world::StatusValue::provisional;
  EXPECT_FALSE(decide_in(tiny, mid_to_bbb()).permit);
}

TEST(Decide, marking_that_does_not_name_the_recipient_denies) {
  const auto decision = decide_in(pair_world(), Question("AAA", "MID").released({"CCC"}).to("BBB"));
  EXPECT_EQ(outcome_of(decision, Rule::release_marking), Outcome::fail);
  EXPECT_EQ(outcome_of(decision, Rule::legal_basis), Outcome::pass);
}

TEST(Decide, no_foreign_denies_consent_or_not) {
  auto tiny = pair_world();
  tiny.consent("AAA", "BBB", "object-1");
  auto question = Question("AAA", "MID").to("BBB");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.label().controls.no_foreign = true;
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::release_marking), Outcome::fail);
}

TEST(Decide, category_that_the_instrument_does_not_list_denies) {
  auto tiny = pair_world();
  const auto question = mid_to_bbb().category("SPECIAL");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::legal_basis), Outcome::fail);
  tiny.last().categories = {"AAA:SPECIAL"};
  EXPECT_TRUE(decide_in(tiny, question).permit);
}

TEST(Decide, holder_who_does_not_own_needs_the_owners_consent_and_both_legs) {
  auto tiny = pair_world();
  const auto question = mid_to_bbb().held_by("CCC");
  auto decision = decide_in(tiny, question);
  EXPECT_EQ(outcome_of(decision, Rule::originator_control), Outcome::fail);
  EXPECT_EQ(outcome_of(decision, Rule::legal_basis), Outcome::fail);
  tiny.consent("AAA", "BBB", "object-1").agreement("isa-bbb-ccc", "BBB", "CCC", "2010-01-01");
  decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
}

TEST(Decide, source_needs_its_own_consent_and_its_level_is_unknown) {
  auto tiny = pair_world();
  tiny.agreement("isa-bbb-ccc", "BBB", "CCC", "2010-01-01");
  const auto question = mid_to_bbb().source("CCC");
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::originator_control, "CCC"), Outcome::fail);
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::originator_control, "AAA"), Outcome::not_applicable);
  tiny.consent("CCC", "BBB", "object-1");
  const auto decision = decide_in(tiny, question);
  EXPECT_EQ(outcome_of(decision, Rule::originator_control, "CCC"), Outcome::pass);
  EXPECT_EQ(outcome_of(decision, Rule::equivalence, "CCC"), Outcome::unknown);
}

TEST(Decide, concealed_source_is_unknown_everywhere) {
  auto question = mid_to_bbb();
  question.label().sources.emplace_back();
  const auto decision = decide_in(pair_world(), question);
  EXPECT_FALSE(decision.permit);
  std::size_t unknown = 0;
  for (const auto& reason : decision.reasons) unknown += reason.outcome == Outcome::unknown ? 1U : 0U;
  EXPECT_EQ(unknown, 3U);  // originator-control, legal-basis, equivalence
}

TEST(Decide, free_level_needs_no_instrument) {
  const auto decision = decide_in(pair_world(), Question("AAA", "FREE").to("CCC"));
  EXPECT_TRUE(decision.permit);
  EXPECT_FALSE(decide_in(pair_world(), Question("AAA", "FREE").category("SENSITIVE").to("CCC")).permit);
  auto for_an_official = Question("AAA", "FREE").to("CCC");
  for_an_official.label().controls.release_by_official = true;
  EXPECT_EQ(outcome_of(decide_in(pair_world(), for_an_official), Rule::release_marking), Outcome::fail);
}

TEST(Decide, an_assurance_given_anew_takes_the_place_of_one_withdrawn_before) {
  auto tiny = pair_world();
  tiny.last().withdrawals.push_back({PartyId("BBB"), period("2018"), sourced()});
  const auto permitted = [&] { return decide_in(tiny, mid_to_bbb().at("2020-01-01")).permit; };
  EXPECT_FALSE(permitted());
  const auto anew = [&](const char* by, const char* under, Period when, world::Evidence evidence = world::Evidence::verified) {
    auto provenance = sourced();
    provenance.evidence = evidence;
    tiny.world.assurances = {{"anew", PartyId(by), InstrumentId(under), {}, when, provenance}};
    return permitted();
  };
  EXPECT_TRUE(anew("BBB", "isa-aaa-bbb", period("2019")));
  EXPECT_EQ(decide_in(tiny, mid_to_bbb().at("2019-06-01")).valid_until, instant("2019-12-31")) << "a grant starts late";
  EXPECT_FALSE(anew("BBB", "isa-aaa-bbb", period("2017"))) << "before it was withdrawn";
  EXPECT_FALSE(anew("BBB", "isa-aaa-bbb", {})) << "nobody knows when";
  EXPECT_FALSE(anew("AAA", "isa-aaa-bbb", period("2019"))) << "by the other";
  EXPECT_FALSE(anew("BBB", "another", period("2019"))) << "under another instrument";
  EXPECT_FALSE(anew("BBB", "isa-aaa-bbb", period("2019"), world::Evidence::assumed)) << "too weak";
  ASSERT_TRUE(anew("BBB", "isa-aaa-bbb", period("2019"), world::Evidence::partial));
  EXPECT_EQ(decide_in(tiny, mid_to_bbb().at("2020-01-01")).evidence, world::Evidence::partial) << "it is relied on";
}

TEST(Decide, equivalence_is_never_derived_through_a_third_party_or_inverted) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC");
  tiny.agreement("isa-aaa-bbb", "AAA", "BBB", "2010-01-01").agreement("isa-bbb-ccc", "BBB", "CCC", "2010-01-01");
  tiny.agreement("isa-aaa-ccc", "AAA", "CCC", "2010-01-01");
  auto& rows = tiny.last().rows;
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const auto& row) { return row.from.value == "AAA"; }), rows.end());
  const auto decision = decide_in(tiny, Question("AAA", "MID").released({"CCC"}).to("CCC"));
  EXPECT_EQ(outcome_of(decision, Rule::legal_basis), Outcome::pass);
  EXPECT_EQ(outcome_of(decision, Rule::equivalence), Outcome::fail);
}

TEST(Decide, rows_of_equal_evidence_that_disagree_are_unknown) {
  auto tiny = pair_world();
  tiny.last().rows.push_back({PartyId("AAA"), LevelName("MID"), PartyId("BBB"), {LevelName("TOP")}, std::nullopt, {}, sourced()});
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_bbb()), Rule::equivalence), Outcome::unknown);
  tiny.last().rows.back().provenance.evidence = world::Evidence::partial;
  EXPECT_TRUE(decide_in(tiny, mid_to_bbb()).permit);
}

TEST(Decide, what_was_not_known_then_is_said_to_be_unknown_not_absent) {
  auto tiny = pair_world();
  tiny.last().statuses.back().provenance.known = PartialDate::parse("2024-03").value();
  const auto question = mid_to_bbb();
  const auto snapshot =
      Snapshot::compile(tiny.world, {question.request.time, *parse_instant("2024-01-01"), world::Evidence::unverified});
  ASSERT_TRUE(snapshot);
  const auto decision = decide(*snapshot, question.request);
  EXPECT_FALSE(decision.permit);
  std::string texts;
  for (const auto& reason : decision.reasons) texts += reason.text + "\n";
  EXPECT_NE(texts.find("its entry into force was not known on 2024-01-01"), std::string::npos) << texts;
  EXPECT_EQ(texts.find("no status yet"), std::string::npos) << texts;
}

TEST(Decide, weak_row_is_unknown_when_more_is_required_and_the_reason_says_so) {
  auto tiny = pair_world();
  for (auto& row : tiny.last().rows) row.provenance.evidence = world::Evidence::unverified;
  const auto permit = decide_in(tiny, mid_to_bbb());
  EXPECT_TRUE(permit.permit);
  EXPECT_EQ(permit.evidence, world::Evidence::unverified);
  const auto decision = decide_in(tiny, mid_to_bbb(), world::Evidence::verified);
  EXPECT_FALSE(decision.permit);
  for (const auto& reason : decision.reasons) {
    if (reason.rule != Rule::equivalence) continue;
    EXPECT_EQ(reason.outcome, Outcome::unknown);
    EXPECT_NE(reason.text.find("only unverified, and verified is required"), std::string::npos) << reason.text;
  }
}

TEST(Decide, organisation_shares_with_a_member_from_its_accession) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").organisation("ORG", "org-security");
  tiny.member("ORG", "AAA").member("ORG", "BBB", period("2018-04-04"));
  tiny.agreement("org-security", "ORG", "AAA", "2000-01-01");
  const auto question = Question("ORG", "MID").to("BBB");
  EXPECT_FALSE(decide_in(tiny, Question(question).at("2018-04-03")).permit);
  const auto decision = decide_in(tiny, Question(question).at("2018-04-05"));
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(outcome_of(decision, Rule::equivalence), Outcome::not_applicable);
}

TEST(Decide, group_as_recipient_means_everyone_who_may_be_in_it) {
  TinyWorld tiny = pair_world();
  tiny.group("GRP").member("GRP", "BBB");
  const auto question = Question("AAA", "MID").released({"BBB", "CCC"}).to("GRP");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  tiny.member("GRP", "CCC", {}, world::Evidence::assumed);
  EXPECT_FALSE(decide_in(tiny, question).permit);
}

TEST(Decide, group_without_members_is_nobody) {
  TinyWorld tiny = pair_world();
  tiny.group("GRP");
  EXPECT_EQ(outcome_of(decide_in(tiny, Question("AAA", "FREE").to("GRP")), Rule::recipient_known), Outcome::fail);
}

TEST(Decide, enumerated_purposes_must_contain_the_stated_one) {
  auto tiny = pair_world();
  world::Clause clause;
  clause.id = "art-5";
  clause.effect = world::Effect::condition;
  clause.purposes = {"training"};
  tiny.last().clauses.push_back(clause);
  auto question = mid_to_bbb();
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::purpose), Outcome::fail);
  question.request.purpose = "training";
  EXPECT_TRUE(decide_in(tiny, question).permit);
}

TEST(Decide, prohibition_binds_every_basis_between_the_parties) {
  auto tiny = pair_world();
  tiny.agreement("isa-zzz", "AAA", "BBB", "2010-01-01");
  world::Clause clause;
  clause.id = "art-9";
  clause.levels = {LevelName("MID")};
  clause.text = "not this level";
  tiny.last().clauses.push_back(clause);
  const auto decision = decide_in(tiny, mid_to_bbb());
  EXPECT_EQ(outcome_of(decision, Rule::legal_basis), Outcome::fail);
  EXPECT_TRUE(decide_in(tiny, Question("AAA", "LOW").released({"BBB"}).to("BBB")).permit);
}

// Of an alliance of the two, of a law of either, and not of others: whatever their status.
TEST(Decide, a_prohibition_binds_whatever_kind_its_instrument_is_of) {
  struct Binding {
    world::Kind kind;
    std::vector<const char*> parties;
    bool binds;
  };
  const std::vector<Binding> all{{world::Kind::alliance, {"AAA", "BBB"}, true},
                                 {world::Kind::alliance, {"AAA"}, false},
                                 {world::Kind::national_law, {"AAA"}, true},
                                 {world::Kind::national_law, {"BBB"}, true},
                                 {world::Kind::national_law, {"CCC"}, false},
                                 {world::Kind::consultation, {"BBB", "AAA"}, true},
                                 {world::Kind::equipment_transfer, {"BBB", "CCC"}, false}};
  for (const auto& each : all) {
    auto tiny = pair_world();
    tiny.agreement("other", "AAA", "BBB", "2010-01-01");
    tiny.last().kind = each.kind;
    tiny.last().parties.clear();
    tiny.last().statuses.clear();
    for (const auto* party : each.parties) tiny.last().parties.push_back({PartyId(party), {}, sourced()});
    world::Clause clause;
    clause.id = "never";
    clause.from = {PartyId("AAA")};
    clause.activities = {"press"};
    clause.text = "not for the press";
    tiny.last().clauses.push_back(clause);
    auto question = mid_to_bbb();
    EXPECT_TRUE(decide_in(tiny, question).permit);
    question.request.object.act.activities = {"press"};
    const auto decision = decide_in(tiny, question);
    EXPECT_EQ(decision.permit, !each.binds) << to_string(each.kind) << " of " << each.parties.front();
    if (each.binds) EXPECT_EQ(decision.reasons[static_cast<std::size_t>(Rule::legal_basis)].clause, "other/never");
  }
}

// A law binds its party towards everybody, and a clause is large.
TEST(Decide, a_prohibition_is_held_once_however_many_pairs_it_binds) {
  auto tiny = pair_world();
  for (const char* id : {"DDD", "EEE", "FFF"}) tiny.nation(id);
  tiny.agreement("law", "AAA", "BBB", "2010-01-01");
  tiny.last().kind = world::Kind::national_law;
  tiny.last().parties.pop_back();
  for (const char* id : {"late", "early"}) tiny.last().clauses.emplace_back().id = id;
  const auto snapshot = Snapshot::compile(tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified});
  ASSERT_TRUE(snapshot.has_value());
  const auto& tables = snapshot->tables();
  EXPECT_EQ(tables.prohibitions.size(), 2U);
  const auto& pair = tables.pair(tables.party(PartyId("FFF")), tables.party(PartyId("AAA")));
  const auto forbidding = pair.forbidding.in(tables.forbidding);
  ASSERT_EQ(forbidding.size(), 2U);
  EXPECT_EQ(tables.prohibitions[forbidding[0].clause].id, "law/early");  // by id, whatever the order of the facts
  const auto others = tables.parties.size() - 1;
  EXPECT_EQ(tables.forbidding.size(), 2 * 2 * others);  // both clauses, as giver and as recipient
}

// Goal: only clauses about disclosure, of instruments of information security, enter a decision on disclosure; but for
// prohibitions. Method: every effect for every other action in the instrument itself, and every other effect for `disclose` in an
// instrument of every other kind between the same parties, dated so that a horizon would show; the answer stays as it was, word
// for word.
TEST(Decide, clauses_of_other_actions_and_kinds_change_nothing) {
  const auto same = [](const Decision& a, const Decision& b) {
    EXPECT_EQ(a.permit, b.permit);
    EXPECT_EQ(a.valid_until, b.valid_until);
    EXPECT_EQ(a.obligations.size(), b.obligations.size());
    for (std::size_t rule = 0; rule < kPartyRules; ++rule) {
      EXPECT_EQ(a.reasons[rule].outcome, b.reasons[rule].outcome);
      EXPECT_EQ(a.reasons[rule].clause, b.reasons[rule].clause);
      EXPECT_EQ(a.reasons[rule].text, b.reasons[rule].text);
    }
  };
  const auto clause_of = [](world::Effect effect, const char* action) {
    world::Clause clause;
    clause.id = std::string(action) + "-" + std::string(to_string(effect));
    clause.effect = effect;
    clause.action = action;
    clause.obligation = "no-onward-release";
    clause.purposes = {"training"};
    clause.needs = {world::Needed::host_consent};
    clause.period = period(nullptr, "2030-01-01");
    clause.provenance = sourced();
    return clause;
  };
  const std::vector<world::Effect> effects{world::Effect::prohibit, world::Effect::condition, world::Effect::oblige};
  for (const auto& question : {mid_to_bbb(), Question("AAA", "MID").to("BBB"), mid_to_bbb().at("2016-01-01")}) {
    const auto before = decide_in(pair_world(), question);
    auto actions = pair_world();
    for (const char* action : {"transfer", "supply", "visit", "participate", "grant", "consult"}) {
      for (const auto effect : effects) actions.last().clauses.push_back(clause_of(effect, action));
    }
    same(decide_in(actions, question), before);
    auto kinds = pair_world();
    for (std::uint8_t kind = 1; !to_string(static_cast<world::Kind>(kind)).empty(); ++kind) {
      if (static_cast<world::Kind>(kind) == world::Kind::national_law) continue;  // law_duties_test.cpp
      kinds.agreement("other-" + std::to_string(kind), "AAA", "BBB", "2010-01-01");
      kinds.last().kind = static_cast<world::Kind>(kind);
      for (const auto effect : {world::Effect::condition, world::Effect::oblige})
        kinds.last().clauses.push_back(clause_of(effect, "disclose"));
    }
    same(decide_in(kinds, question), before);
  }
}

TEST(Decide, delegation_is_needed_where_a_rule_of_the_holder_says_so) {
  auto tiny = pair_world();
  tiny.world.parties[0].authority.push_back({{}, sourced()});
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_bbb()), Rule::authority), Outcome::fail);
  tiny.world.delegations.push_back({"d-1", PartyId("AAA"), {PartyId("BBB")}, LevelName("MID"), {}, {}, sourced()});
  EXPECT_EQ(outcome_of(decide_in(tiny, mid_to_bbb()), Rule::authority), Outcome::pass);
}

TEST(Decide, stated_channel_must_be_accredited_by_both) {
  auto tiny = pair_world();
  auto question = mid_to_bbb();
  question.request.channel = "courier";
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::channel), Outcome::fail);
  tiny.world.accreditations.push_back({"courier", PartyId("AAA"), LevelName("TOP"), {}, sourced()});
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::channel), Outcome::fail);
  tiny.world.accreditations.push_back({"courier", PartyId("BBB"), LevelName("MID"), {}, sourced()});
  const auto decision = decide_in(tiny, question);
  EXPECT_TRUE(decision.permit);
  EXPECT_EQ(decision.reasons.back().text, "`courier` is accredited by AAA for AAA MID");
  EXPECT_EQ((decision.reasons.end() - 2)->text, "`courier` is accredited by BBB for BBB MID");
}

TEST(Decide, a_level_is_valid_at_the_dates_of_its_policy) {
  auto tiny = pair_world();
  auto question = mid_to_bbb();
  auto& label = *question.request.object.label;
  tiny.world.level_terms.push_back({PolicyId("AAA"), LevelName("MID"), period("2010-06", "2018-10"), {}});
  const auto why = [&] { return decide_in(tiny, question).reasons.front().text; };
  EXPECT_EQ(why(), "`MID` ended in AAA's policy on 2018-10; the label says no earlier date");
  label.created = instant("2018-10-01");  // an end at its first possible day
  EXPECT_EQ(why(), "`MID` ended in AAA's policy on 2018-10; the label is dated 2018-10-01");
  label.created = instant("2010-06-29");  // a beginning on its last
  EXPECT_EQ(why(), "`MID` began in AAA's policy on 2010-06; the label is dated 2010-06-29");
  label.created = instant("2018-09-30");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  EXPECT_EQ(decide_in(tiny, question).valid_until, kEndOfTime);
  label.created.reset();
  question.request.time = instant("2018-09-30");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  EXPECT_EQ(decide_in(tiny, question).valid_until, instant("2018-10-01"));
}

TEST(Decide, no_mark_is_younger_than_the_decision) {
  auto question = mid_to_bbb();
  question.request.object.label->created = question.request.time;
  EXPECT_TRUE(decide_in(pair_world(), question).permit);
  question.request.object.label->created = instant("2199-01-01");
  const auto decision = decide_in(pair_world(), question);
  EXPECT_EQ(outcome_of(decision, Rule::label_valid), Outcome::fail);
  EXPECT_EQ(decision.reasons.front().text,
            "the label is dated 2199-01-01, after the time of the request, " + to_short_string(question.request.time));
  EXPECT_EQ(decision.valid_until, instant("2199-01-01"));
}

struct BadRequest {
  const char* description;
  void (*spoil)(Request&);
};

TEST(Decide, what_cannot_be_evaluated_denies) {
  const std::vector<BadRequest> cases{
      {.description = "unknown action", .spoil = [](Request& request) { request.action = "sell"; }},
      {.description = "unknown recipient", .spoil = [](Request& request) { request.subject.id = "XXX"; }},
      {.description = "person", .spoil = [](Request& request) { request.subject.type = SubjectType::person; }},
      {.description = "no label", .spoil = [](Request& request) { request.object.label.reset(); }},
      {.description = "unknown policy", .spoil = [](Request& request) { request.object.label->policy = PolicyId("XXX"); }},
      {.description = "unknown level", .spoil = [](Request& request) { request.object.label->level = LevelName("HIGHEST"); }},
      {.description = "unknown owner", .spoil = [](Request& request) { request.object.label->owners[0].party = PartyId("XXX"); }},
      {.description = "no owner", .spoil = [](Request& request) { request.object.label->owners.clear(); }},
      {.description = "unknown party in list",
       .spoil = [](Request& request) { request.object.label->releasable.parties.emplace_back("XXX"); }},
      {.description = "unknown holder", .spoil = [](Request& request) { request.holder = PartyId("XXX"); }},
      {.description = "controlled technical data", .spoil = [](Request& request) { request.object.export_controlled = true; }},
  };
  const auto tiny = pair_world();
  ASSERT_TRUE(decide_in(tiny, mid_to_bbb()).permit);
  for (const auto& bad : cases) {
    auto question = mid_to_bbb();
    bad.spoil(question.request);
    EXPECT_FALSE(decide_in(tiny, question).permit) << bad.description;
  }
}

TEST(Decide, category_that_its_policy_excludes_at_the_level_is_invalid) {
  auto tiny = pair_world();
  auto policy = *tiny.world.policies.find(PolicyId("AAA"));
  label::Token token;
  token.name = CategoryName("SPECIAL");
  token.excluded_levels = {LevelName("FREE")};
  policy.tokens.push_back(token);
  tiny.world.policies.add(policy);
  auto question = Question("AAA", "FREE").released({"BBB"}).to("BBB");
  EXPECT_TRUE(decide_in(tiny, question).permit);
  EXPECT_EQ(outcome_of(decide_in(tiny, question.category("SPECIAL")), Rule::label_valid), Outcome::fail);
}

TEST(Decide, a_published_code_without_a_party_is_a_recipient_of_nothing) {
  auto tiny = pair_world();
  auto policy = *tiny.world.policies.find(PolicyId("AAA"));
  policy.codes = {PartyId("ZZZ")};
  tiny.world.policies.add(policy);
  EXPECT_TRUE(decide_in(tiny, Question("AAA", "MID").to("BBB").released({"AAA", "BBB", "ZZZ"})).permit);
  EXPECT_FALSE(decide_in(tiny, Question("AAA", "MID").to("BBB").released({"AAA", "ZZZ"})).permit);
  EXPECT_FALSE(decide_in(tiny, Question("AAA", "MID").to("ZZZ").released({"AAA", "BBB", "ZZZ"})).permit);
  const auto source = decide_in(tiny, Question("AAA", "MID").to("BBB").released({"AAA", "BBB"}).source("ZZZ"));
  EXPECT_EQ(outcome_of(source, Rule::label_valid), Outcome::fail);
}

TEST(Decide, a_code_that_nobody_publishes_makes_a_label_invalid) {
  const auto decision = decide_in(pair_world(), Question("AAA", "MID").to("BBB").released({"AAA", "BBB", "ZZZ"}));
  EXPECT_EQ(outcome_of(decision, Rule::label_valid), Outcome::fail);
}

TEST(Decide, too_many_parties_are_refused) {
  TinyWorld tiny;
  const auto compiled = [&] {
    return Snapshot::compile(tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified});
  };
  for (std::size_t index = 0; index < limits::kParties; ++index) tiny.group("G" + std::to_string(index));
  EXPECT_TRUE(compiled().has_value());
  tiny.group("ONE-TOO-MANY");
  const auto snapshot = compiled();
  ASSERT_FALSE(snapshot.has_value());
  EXPECT_TRUE(snapshot.error().code == Fault::over_limit);
  EXPECT_EQ(snapshot.error().message, "the world has 257 parties; the limit is 256");
}

}  // namespace
}  // namespace entente::decision
