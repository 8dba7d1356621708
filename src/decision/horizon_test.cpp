// Until when an answer holds: every kind of dated fact that can change it bounds it.
#include <gtest/gtest.h>

#include "decision/decide.h"
#include "decision/tiny_world.h"

namespace entente::decision {
namespace {

using namespace testing;  // NOLINT: the sentences of the tests are built from it

constexpr const char* kChange = "2030-01-01";

Period until_then() { return period(nullptr, kChange); }
Period from_then() { return period(kChange); }

world::Clause clause(world::Effect effect, Period when) {
  world::Clause out;
  out.id = "art-1";
  out.effect = effect;
  out.period = when;
  out.provenance = sourced();
  return out;
}

// AAA and BBB with an agreement, a group HALF and an organisation ORG with BBB as member until then; ORG's agreement lists ORG
// only.
TinyWorld world_until_then() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").organisation("ORG", "org-security").group("HALF");
  tiny.member("ORG", "BBB", until_then()).member("HALF", "BBB", until_then());
  tiny.agreement("org-security", "ORG", "CCC", "2000-01-01").agreement("isa-aaa-bbb", "AAA", "BBB", "2016-11-23");
  return tiny;
}

struct Dated {
  const char* fact;
  void (*add)(TinyWorld&, Question&);  // what is permitted now is denied then, or the reverse
};

class EveryDatedFact : public ::testing::TestWithParam<Dated> {};

// Method: one world with nothing that ends before, one fact with a date, and the two days around it.
TEST_P(EveryDatedFact, bounds_the_horizon) {
  auto tiny = world_until_then();
  auto question = Question("AAA", "MID").released({"BBB"}).to("BBB");
  GetParam().add(tiny, question);
  const auto now = decide_in(tiny, question);
  EXPECT_EQ(to_string(now.valid_until), to_string(instant(kChange)));
  EXPECT_EQ(decide_in(tiny, question.at("2029-12-31")).permit, now.permit);
  EXPECT_NE(decide_in(tiny, question.at(kChange)).permit, now.permit);
}

void with_channel(TinyWorld& tiny, Question& question, Period of_holder, Period of_recipient) {
  question.request.channel = "link";
  tiny.world.accreditations.push_back({"link", PartyId("AAA"), LevelName("TOP"), of_holder, sourced()});
  tiny.world.accreditations.push_back({"link", PartyId("BBB"), LevelName("TOP"), of_recipient, sourced()});
}

void with_consent(TinyWorld& tiny, Question& question, const char* to, Period when) {
  tiny.consent("AAA", to, "object-1").world.consents.back().period = when;
  question.label().controls.originator_control = true;
}

void with_delegation(TinyWorld& tiny, const char* to, Period when) {
  tiny.world.parties[0].authority.push_back({{}, sourced()});
  tiny.world.delegations.push_back({"d-1", PartyId("AAA"), {PartyId(to)}, LevelName("TOP"), {}, when, sourced()});
}

void end_level(TinyWorld& tiny, const char* level) {
  tiny.world.level_terms.push_back({PolicyId("AAA"), LevelName(level), until_then(), {}});
}

INSTANTIATE_TEST_SUITE_P(
    Facts, EveryDatedFact,
    ::testing::Values(
        Dated{"accession", [](TinyWorld& tiny, Question&) { tiny.last().parties[1].period = until_then(); }},
        Dated{"coming_accession", [](TinyWorld& tiny, Question&) { tiny.last().parties[0].period = from_then(); }},
        Dated{"status",
              [](TinyWorld& tiny, Question&) {
                tiny.last().statuses.push_back({world::StatusValue::terminated, date(kChange), sourced()});
              }},
        Dated{"duration", [](TinyWorld& tiny, Question&) { tiny.last().duration.emplace().until = date(kChange); }},
        Dated{"row", [](TinyWorld& tiny, Question&) { tiny.last().rows[2].period = until_then(); }},
        Dated{"withdrawal",
              [](TinyWorld& tiny, Question&) { tiny.last().withdrawals.push_back({PartyId("BBB"), from_then(), sourced()}); }},
        Dated{"prohibition",
              [](TinyWorld& tiny, Question&) { tiny.last().clauses.push_back(clause(world::Effect::prohibit, from_then())); }},
        Dated{"prohibition_of_a_law",
              [](TinyWorld& tiny, Question&) {
                tiny.agreement("law", "BBB", "BBB", "2010-01-01");
                tiny.last().kind = world::Kind::national_law;
                tiny.last().clauses.push_back(clause(world::Effect::prohibit, from_then()));
              }},
        Dated{"date_of_the_mark", [](TinyWorld&, Question& question) { question.label().created = instant(kChange); }},
        Dated{"condition",
              [](TinyWorld& tiny, Question&) {
                tiny.last().clauses.push_back(clause(world::Effect::condition, from_then()));
                tiny.last().clauses.back().purposes = {"defence"};
              }},
        Dated{"who_a_clause_is_about",
              [](TinyWorld& tiny, Question&) {
                tiny.last().clauses.push_back(clause(world::Effect::prohibit, {}));
                tiny.last().clauses.back().to = {PartyId("HALF")};
              }},
        Dated{"membership_in_the_release",
              [](TinyWorld&, Question& question) { question.label().releasable.parties = {PartyId("HALF")}; }},
        Dated{"membership_in_the_display_list",
              [](TinyWorld&, Question& question) {
                question.label().releasable.parties.clear();
                question.label().display_only = {PartyId("HALF")};
                question.request.mode = Mode::display;
              }},
        Dated{
            "membership_in_an_eyes_only_list",
            [](TinyWorld&, Question& question) { question.label().controls.eyes_only = std::vector<PartyId>{PartyId("HALF")}; }},
        Dated{"membership_in_the_owner", [](TinyWorld&, Question& question) { question = Question("ORG", "MID").to("BBB"); }},
        Dated{"membership_in_the_holder",
              [](TinyWorld& tiny, Question& question) {
                with_consent(tiny, question, "BBB", {});
                question.held_by("ORG");
              }},
        Dated{"security_agreement_of_the_owner",
              [](TinyWorld& tiny, Question& question) {
                question = Question("ORG", "MID").to("BBB");
                tiny.world.parties[3].members.front().period = {};
                tiny.world.instruments.front().statuses.push_back({world::StatusValue::suspended, date(kChange), sourced()});
              }},
        Dated{"membership_in_the_recipient",
              [](TinyWorld& tiny, Question& question) {
                tiny.member("HALF", "CCC", from_then());  // for whom there is no basis
                tiny.world.parties.back().members.front().period = {};
                question.to("HALF");
              }},
        Dated{"consent", [](TinyWorld& tiny, Question& question) { with_consent(tiny, question, "BBB", until_then()); }},
        Dated{"coming_consent", [](TinyWorld& tiny, Question& question) { with_consent(tiny, question, "BBB", from_then()); }},
        Dated{"whom_a_consent_is_to", [](TinyWorld& tiny, Question& question) { with_consent(tiny, question, "HALF", {}); }},
        Dated{"authority_rule",
              [](TinyWorld& tiny, Question&) { tiny.world.parties[0].authority.push_back({from_then(), sourced()}); }},
        Dated{"delegation", [](TinyWorld& tiny, Question&) { with_delegation(tiny, "BBB", until_then()); }},
        Dated{"whom_a_delegation_is_to", [](TinyWorld& tiny, Question&) { with_delegation(tiny, "HALF", {}); }},
        Dated{"accreditation_by_the_holder",
              [](TinyWorld& tiny, Question& question) { with_channel(tiny, question, until_then(), {}); }},
        Dated{"accreditation_by_the_recipient",
              [](TinyWorld& tiny, Question& question) { with_channel(tiny, question, {}, from_then()); }},
        Dated{"level", [](TinyWorld& tiny, Question&) { end_level(tiny, "MID"); }},
        Dated{"level_of_an_owner",
              [](TinyWorld& tiny, Question& question) {
                question.label().owners.front().level = LevelName("LOW");
                end_level(tiny, "LOW");
              }}),
    [](const ::testing::TestParamInfo<Dated>& info) { return std::string(info.param.fact); });

TEST(Horizon, declassification_bounds_it_and_nothing_does_without_dates) {
  const auto tiny = world_until_then();
  auto question = Question("AAA", "MID").released({"BBB"}).to("BBB");
  EXPECT_EQ(decide_in(tiny, question).valid_until, kEndOfTime);
  question.label().declassify_on = instant(kChange);
  EXPECT_EQ(decide_in(tiny, question).valid_until, instant(kChange));
}

}  // namespace
}  // namespace entente::decision
