#include "analysis/claim_timeline.h"

#include <gtest/gtest.h>

#include "analysis/classes.h"
#include "world/test_claims.h"

namespace entente::analysis {
namespace {

using world::Kind;
using world::Outcome;
using world::StatusValue;
using world::testing::ClaimWorld;
using world::testing::instant;

constexpr std::int64_t kDay = 86'400;

ClaimWorld house() {
  ClaimWorld out;
  out.nations({"JPN", "CAN"}).source("A", "2023-03").source("B", "2024");
  out.pact("isa", Kind::information_security, "CAN",
           {{StatusValue::negotiating, "2022-10-11"},
            {StatusValue::signed_, "2025-07-08"},
            {StatusValue::in_force, "2025-08"},
            {StatusValue::terminated, "2026-03-01"}});
  out.claim("1", "A", "instrument:isa", {{"status", {"negotiating"}}});
  out.claim("2", "A", "instrument:isa", {{"status", {"in-force"}}});
  out.claim("3", "A", "instrument:isa", {{"status", {"in-force"}}, {"hedge", {"expected"}}}, "2023-06-15");
  out.claim("4", "B", "instrument:isa", {{"status", {"signed"}}});
  return out;
}

// Goal: between two steps nothing changes, and at each step something does. Method: every day of four years, judged by itself.
TEST(ClaimTimeline, is_what_every_day_says) {
  const auto built = house();
  const auto from = instant("2023-01-01");
  const auto to = instant("2026-12-31");
  const auto series = claim_timeline(built.world, std::nullopt, from, to);
  ASSERT_TRUE(series);
  ASSERT_EQ(series->size(), 2U);
  std::size_t steps = 0;
  for (const auto& each : *series) {
    for (std::size_t step = 1; step < each.steps.size(); ++step) EXPECT_NE(each.steps[step].counts, each.steps[step - 1].counts);
    steps += each.steps.size();
    for (Instant day = from; day <= to; day.seconds += kDay) {
      std::array<std::size_t, kOutcomes> counts{};
      for (const auto& judged : judge_claims(built.world, day)) {
        if (judged.claim->source == each.source) ++counts[static_cast<std::size_t>(judged.outcome)];
      }
      std::array<std::size_t, kOutcomes> told{};
      for (const auto& step : each.steps) {
        if (step.at <= day) told = step.counts;
      }
      ASSERT_EQ(told, counts) << each.source << " " << to_short_string(day);
    }
  }
  EXPECT_GE(steps, 5U);
}

// Goal: one source alone, and only the time asked for. Method: before anything was said, and from the middle.
TEST(ClaimTimeline, keeps_to_the_source_and_the_time) {
  const auto built = house();
  EXPECT_TRUE(claim_timeline(built.world, std::nullopt, instant("2020-01-01"), instant("2021-01-01"))->empty());
  const auto one = claim_timeline(built.world, "B", instant("2025-01-01"), instant("2026-12-31"));
  ASSERT_EQ(one->size(), 1U);
  EXPECT_EQ(one->front().source, "B");
  EXPECT_EQ(one->front().steps.front().total(), 1U);
  EXPECT_EQ(one->front().steps.front().at, instant("2025-01-01"));
  EXPECT_EQ(first_claim(built.world, std::nullopt), instant("2023-03-31"));
  EXPECT_EQ(first_claim(built.world, "nobody"), std::nullopt);
}

}  // namespace
}  // namespace entente::analysis
