// What national laws ask of a disclosure is told as a duty: docs/semantics.md 3.4.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::decision {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using world::Effect;
using world::Needed;

world::Clause clause(const char* id, Effect effect) {
  world::Clause out;
  out.id = id;
  out.effect = effect;
  out.text = std::string("the text of ") + id;
  if (effect == Effect::oblige) out.obligation = "national-process";
  if (effect == Effect::condition) out.needs = {Needed::national_approval};
  out.provenance = sourced();
  return out;
}

// AAA and BBB have an agreement, and `of` a law with one clause.
TinyWorld with_law(const char* of, const world::Clause& asks) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa", "AAA", "BBB", "2010").agreement("isa-c", "CCC", "BBB", "2010");
  world::Instrument law;
  law.id = InstrumentId("law");
  law.kind = world::Kind::national_law;
  law.parties.push_back({PartyId(of), {}, sourced()});
  law.clauses = {asks};
  law.provenance = sourced();
  tiny.world.instruments.push_back(law);
  return tiny;
}

Question asked(const char* level = "MID") { return Question("AAA", level).to("BBB").released({"BBB"}); }

std::vector<Obligation> of_law(const Decision& decision) {
  EXPECT_TRUE(decision.permit);
  std::vector<Obligation> out;
  for (const auto& duty : decision.obligations) {
    if (duty.clause.starts_with("law/")) out.push_back(duty);
  }
  return out;
}

TEST(LawDuties, tell_a_condition_of_the_law_of_who_gives_with_its_clause) {
  const Obligation duty{
      "national-law", "approval", "law/criteria", {{"needs", "national-approval"}, {"text", "the text of criteria"}}};
  EXPECT_THAT(of_law(decide_in(with_law("AAA", clause("criteria", Effect::condition)), asked())), ElementsAre(duty));
}

TEST(LawDuties, tell_a_duty_of_that_law_under_its_own_name) {
  const Obligation duty{"national-process", "handling", "law/process", {{"text", "the text of process"}}};
  EXPECT_THAT(of_law(decide_in(with_law("AAA", clause("process", Effect::oblige)), asked())), ElementsAre(duty));
}

TEST(LawDuties, say_nothing_of_a_law_that_binds_neither_side_or_of_a_clause_that_does_not_apply) {
  auto asks = clause("criteria", Effect::condition);
  EXPECT_THAT(of_law(decide_in(with_law("CCC", asks), asked())), IsEmpty());
  EXPECT_THAT(of_law(decide_in(with_law("AAA", asks), asked("FREE"))), IsEmpty());
  asks.from = {PartyId("CCC")};
  EXPECT_THAT(of_law(decide_in(with_law("AAA", asks), asked())), IsEmpty());
  asks.from = {};
  asks.period = period("2021");
  EXPECT_THAT(of_law(decide_in(with_law("AAA", asks), asked())), IsEmpty());
}

TEST(LawDuties, are_of_the_law_of_who_receives_only_where_it_names_it) {
  auto asks = clause("criteria", Effect::condition);
  EXPECT_THAT(of_law(decide_in(with_law("BBB", asks), asked())), IsEmpty());
  asks.to = {PartyId("BBB")};
  EXPECT_EQ(of_law(decide_in(with_law("BBB", asks), asked())).size(), 1U);
}

TEST(LawDuties, are_also_of_the_law_of_a_holder_who_passes_it_on) {
  auto tiny = with_law("CCC", clause("criteria", Effect::condition));
  tiny.agreement("isa-a", "AAA", "CCC", "2010").consent("AAA", "BBB", "object-1");
  EXPECT_EQ(of_law(decide_in(tiny, asked().held_by("CCC"))).size(), 1U);
}

// So that a permit is asked for again when a law begins to ask for something.
TEST(LawDuties, bound_the_horizon) {
  auto asks = clause("criteria", Effect::condition);
  asks.period = period("2021");
  EXPECT_EQ(decide_in(with_law("AAA", asks), asked()).valid_until, instant("2021-01-01"));
}

TEST(LawDuties, are_told_at_any_date) {
  TinyWorld tiny = with_law("AAA", clause("criteria", Effect::condition));
  tiny.last().parties[0].period = period("2020-03");
  EXPECT_THAT(of_law(decide_in(tiny, asked().at("2020-02-29"))), ::testing::SizeIs(1));
  EXPECT_EQ(decide_in(tiny, asked().at("2020-02-29")).valid_until, kEndOfTime);
}

TEST(LawDuties, a_law_that_nobody_had_yet_prohibits_nothing) {
  TinyWorld tiny = with_law("AAA", clause("never", Effect::prohibit));
  tiny.last().parties[0].period = period("2020-03");
  EXPECT_TRUE(decide_in(tiny, asked().at("2020-02-29")).permit);
  EXPECT_FALSE(decide_in(tiny, asked().at("2020-03-01")).permit);
  EXPECT_EQ(decide_in(tiny, asked().at("2020-02-29")).valid_until, instant("2020-03-01"));
}

}  // namespace
}  // namespace entente::decision
