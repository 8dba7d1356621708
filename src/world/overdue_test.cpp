#include "world/overdue.h"

#include <gtest/gtest.h>

#include "world/test_claims.h"

namespace entente::world {
namespace {

using testing::ClaimWorld;
using testing::instant;
using testing::period;

std::size_t overdue(EventState state, const Period& when, const char* as_of) {
  return overdue_events(ClaimWorld().event("e", state, when).world, instant(as_of)).size();
}

TEST(OverdueEvents, are_planned_and_long_past) {
  EXPECT_EQ(overdue(EventState::planned, period("2024-01-01"), "2024-03-31"), 0U);
  EXPECT_EQ(overdue(EventState::planned, period("2024-01-01"), "2024-04-01"), 1U);
  EXPECT_EQ(overdue(EventState::planned, period("2024-01-01", "2024-02-01"), "2024-04-01"), 0U);
  EXPECT_EQ(overdue(EventState::planned, period("2024"), "2024-12-31"), 0U);
  EXPECT_EQ(overdue(EventState::planned, period("2024"), "2025-12-31"), 1U);
  EXPECT_EQ(overdue(EventState::planned, period(nullptr), "2025-12-31"), 0U);
  EXPECT_EQ(overdue(EventState::held, period("2024-01-01"), "2025-12-31"), 0U);
  EXPECT_EQ(overdue(EventState::cancelled, period("2024-01-01"), "2025-12-31"), 0U);
}

TEST(OverdueEvents, say_what_to_do) {
  const auto built = ClaimWorld().event("e", EventState::planned, period("2024-01-01"));
  EXPECT_EQ(to_string(overdue_events(built.world, instant("2025-01-01")).at(0)),
            "f:1: event.state: `e` is planned for 2024-01-01, which is long past as of 2025-01-01; record whether it was held or "
            "cancelled");
}

}  // namespace
}  // namespace entente::world
