// Clauses that are about more than some value only (docs/semantics.md 4.0).

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using world::Effect;
using world::Needed;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

struct OfValue {
  const char* name;
  std::int64_t limit;
  std::optional<Amount> stated;
  bool applies;
};

class ActOfValue : public ::testing::TestWithParam<OfValue> {};

// Whatever its effect: it forbids, asks, or binds.
TEST_P(ActOfValue, a_clause_applies_above_its_limit_only) {
  const OfValue& of = GetParam();
  for (const Effect effect : {Effect::prohibit, Effect::condition, Effect::oblige}) {
    ActScene scene = supply();
    auto& clause = scene.clause("value", effect);
    clause.above = {"USD", of.limit};
    if (effect == Effect::condition) clause.needs = {Needed::orders};
    if (effect == Effect::oblige) clause.obligation = "report-value";
    scene.request.object.act.value = of.stated;
    const Decision decision = scene.decide();
    const bool bound = std::any_of(decision.obligations.begin(), decision.obligations.end(),
                                   [](const Obligation& each) { return each.id == "report-value"; });
    EXPECT_EQ(decision.permit, effect == Effect::oblige || !of.applies) << to_string(effect);
    EXPECT_EQ(bound, effect == Effect::oblige && of.applies);
  }
}

INSTANTIATE_TEST_SUITE_P(Values, ActOfValue,
                         ::testing::Values(OfValue{"none", 0, std::nullopt, false},
                                           OfValue{"below", 1000, Amount{999, "USD"}, false},
                                           OfValue{"at", 1000, Amount{1000, "USD"}, false},
                                           OfValue{"above", 1000, Amount{1001, "USD"}, true},
                                           OfValue{"nothing_of_nothing", 0, Amount{0, "USD"}, false},
                                           OfValue{"one_above_nothing", 0, Amount{1, "USD"}, true},
                                           OfValue{"the_most_above_one_less", kMost - 1, Amount{kMost, "USD"}, true},
                                           OfValue{"the_most_of_the_most", kMost, Amount{kMost, "USD"}, false},
                                           OfValue{"another_currency", kMost, Amount{0, "JPY"}, true},
                                           OfValue{"a_currency_misspelt", kMost, Amount{0, "usd"}, true}),
                         [](const auto& test) { return test.param.name; });

TEST(Act, a_clause_limited_by_value_makes_no_instrument_carry_it) {
  for (const Effect effect : {Effect::condition, Effect::oblige}) {
    ActScene scene = supply();
    scene.pact().kind = world::Kind::alliance;
    auto& clause = scene.clause("value", effect);
    if (effect == Effect::condition) clause.purposes = {"relief"};
    if (effect == Effect::oblige) clause.obligation = "report-value";
    scene.request.purpose = "relief";
    scene.request.object.act.value = Amount{1001, "USD"};
    EXPECT_TRUE(scene.decide().permit);
    clause.above = {"USD", 1000};
    EXPECT_EQ(scene.outcome(Rule::legal_basis), Outcome::fail);
    scene.request.object.act.value = Amount{1, "JPY"};
    EXPECT_EQ(scene.outcome(Rule::legal_basis), Outcome::fail);
  }
}

TEST(Disclosure, of_controlled_data_is_exempt_up_to_a_value) {
  TinyWorld tiny;
  tiny.nation("A").nation("B");
  tiny.agreement("isa", "A", "B", "2010");
  world::Instrument made;
  made.id = InstrumentId("exempt");
  made.kind = world::Kind::export_exemption;
  for (const char* party : {"A", "B"}) made.parties.push_back({PartyId(party), {}, sourced()});
  made.statuses.push_back({world::StatusValue::in_force, date("2010-01-01"), sourced()});
  made.provenance = sourced();
  auto& clause = made.clauses.emplace_back();
  clause.id = "value";
  clause.effect = Effect::condition;
  clause.action = "transfer";
  clause.above = {"USD", 1000};
  clause.needs = {Needed::licence};
  clause.provenance = sourced();
  tiny.world.instruments.push_back(std::move(made));
  Question question("A", "MID");
  question.released({"B"}).to("B");
  question.request.object.export_controlled = true;
  question.request.object.act.items = {"drawing"};
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.request.object.act.value = Amount{1000, "USD"};
  EXPECT_TRUE(decide_in(tiny, question).permit);
  question.request.object.act.value = Amount{1001, "USD"};
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::export_control, "A"), Outcome::fail);
  question.request.object.act.value = Amount{1, "JPY"};
  EXPECT_EQ(outcome_of(decide_in(tiny, question), Rule::export_control, "A"), Outcome::fail);
}

}  // namespace
}  // namespace entente::decision::testing
