#include <algorithm>

#include <gtest/gtest.h>

#include "analysis/matrix.h"
#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::date;
using decision::testing::instant;
using decision::testing::TinyWorld;

std::vector<MatrixChange> changes_of(const TinyWorld& tiny) {
  const View view{&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}};
  auto found = matrix_changes(view, {}, instant("2020-01-01"), instant("2021-01-01"));
  CHECK(found.has_value());
  return std::move(*found);
}

TinyWorld two(const char* from) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  tiny.agreement("ab", "AAA", "BBB", from);
  return tiny;
}

TEST(MatrixCauses, entry_into_force_is_the_cause_and_without_it_nothing_changes) {
  auto tiny = two("2020-06-01");
  const auto changes = changes_of(tiny);
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    EXPECT_TRUE(change.cited);
    ASSERT_EQ(change.causes.size(), 1U);
    EXPECT_TRUE(change.causes.front().begins);
    EXPECT_EQ(change.causes.front().kind, "status");
    EXPECT_EQ(change.causes.front().of, "ab");
  }
  tiny.world.instruments.front().statuses.clear();
  EXPECT_TRUE(changes_of(tiny).empty());
}

TEST(MatrixCauses, of_two_statuses_of_one_day_the_later_is_the_cause) {
  auto tiny = two("2020-06-01");
  auto& statuses = tiny.world.instruments.front().statuses;
  auto earlier = statuses.front();
  earlier.value = world::StatusValue::signed_;
  statuses.insert(statuses.begin(), earlier);
  const auto changes = changes_of(tiny);
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    ASSERT_EQ(change.causes.size(), 1U);
    EXPECT_EQ(change.causes.front().text, "in-force");
  }
}

TEST(MatrixCauses, the_end_of_rows_of_the_owner_is_the_cause_and_without_it_nothing_changes) {
  auto tiny = two("2019-06-01");
  const auto end_rows = [&](std::optional<PartialDate> until) {
    for (auto& row : tiny.world.instruments.front().rows) {
      if (row.from == PartyId("AAA")) row.period.until = until;
    }
  };
  end_rows(date("2020-06-01"));
  const auto changes = changes_of(tiny);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().owner, PartyId("AAA"));
  EXPECT_TRUE(changes.front().cited);
  ASSERT_FALSE(changes.front().causes.empty());
  for (const auto& cause : changes.front().causes) {
    EXPECT_FALSE(cause.begins);
    EXPECT_EQ(cause.kind, "row");
    EXPECT_TRUE(cause.text.starts_with("AAA "));
  }
  end_rows(std::nullopt);
  EXPECT_TRUE(changes_of(tiny).empty());
}

}  // namespace
}  // namespace entente::analysis
