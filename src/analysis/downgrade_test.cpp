#include "analysis/downgrade.h"

#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::instant;
using decision::testing::TinyWorld;

Downgrade downgrade_in(const TinyWorld& tiny) {
  auto found = downgrade({&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}}, {});
  CHECK(found.has_value());
  return std::move(*found);
}

// The row of `from`'s level of the last agreement leads to another one.
void row(TinyWorld& tiny, const char* from, const char* level, const char* to_level) {
  for (auto& each : tiny.last().rows) {
    if (each.from.value == from && each.from_level.value == level) each.to_levels = {LevelName(to_level)};
  }
}

TinyWorld two() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  tiny.agreement("ab", "AAA", "BBB", "2010-01-01");
  return tiny;
}

void both_mark_by(TinyWorld& tiny, label::Policy policy) {
  tiny.world.policies = {};
  tiny.world.policies.add(policy);
  policy.id = PolicyId("BBB");
  policy.party = PartyId("BBB");
  tiny.world.policies.add(policy);
  for (const auto& party : tiny.world.parties) tiny.world.policies.add_party(party.id, party.policy);
}

TEST(Downgrade, rows_that_agree_lower_nothing) {
  const auto found = downgrade_in(two());
  EXPECT_TRUE(found.chains.empty());
  EXPECT_EQ(found.rows, 6U);
  EXPECT_EQ(found.starts, 6U);
}

TEST(Downgrade, a_level_that_comes_home_lower) {
  TinyWorld tiny = two();
  row(tiny, "BBB", "TOP", "LOW");
  const auto found = downgrade_in(tiny);
  ASSERT_FALSE(found.chains.empty());
  const auto& chain = found.chains.front();
  EXPECT_EQ(chain.fall, Fall::home_lower);
  ASSERT_EQ(chain.rows.size(), 2U);
  EXPECT_EQ(chain.rows[0].from_level.value, "TOP");
  EXPECT_EQ(chain.rows[1].to_level.value, "LOW");
  EXPECT_EQ(chain.rows[1].instrument, "ab");
}

TEST(Downgrade, a_detour_says_less_than_the_owners_own_row) {
  TinyWorld tiny = two();
  tiny.nation("CCC").agreement("bc", "BBB", "CCC", "2010-01-01");
  row(tiny, "BBB", "TOP", "LOW");
  tiny.agreement("ac", "AAA", "CCC", "2010-01-01");
  const auto found = downgrade_in(tiny);
  const auto chain = std::find_if(found.chains.begin(), found.chains.end(), [](const Chain& each) { return each.fall == Fall::below_direct; });
  ASSERT_NE(chain, found.chains.end());
  EXPECT_EQ(chain->rows.front().from.value, "AAA");
  EXPECT_EQ(chain->rows.back().to.value, "CCC");
  EXPECT_EQ(chain->rows.back().to_level.value, "LOW");
  ASSERT_TRUE(chain->direct.has_value());
  EXPECT_EQ(chain->direct->value, "TOP");
}

TEST(Downgrade, a_level_that_cannot_be_compared_is_beside) {
  TinyWorld tiny = two();
  label::Policy policy = *tiny.world.policies.policy_of(PartyId("AAA"));
  for (auto& level : policy.levels) {
    if (level.name.value == "MID") level.comparable = false;
  }
  both_mark_by(tiny, policy);
  row(tiny, "BBB", "TOP", "MID");
  const auto found = downgrade_in(tiny);
  ASSERT_FALSE(found.chains.empty());
  EXPECT_EQ(found.chains.front().fall, Fall::home_beside);
}

// Marks before a reform stand above and below each other: what comes back higher has not fallen.
TEST(Downgrade, levels_of_one_axis_are_compared) {
  TinyWorld tiny = two();
  label::Policy policy = *tiny.world.policies.policy_of(PartyId("AAA"));
  for (auto& level : policy.levels) {
    if (level.free) continue;
    level.comparable = false;
    level.axis = "before";
  }
  both_mark_by(tiny, policy);
  row(tiny, "BBB", "MID", "TOP");
  for (const auto& each : downgrade_in(tiny).chains) EXPECT_NE(each.fall, Fall::home_beside);
}

TEST(Downgrade, rows_not_in_force_are_not_followed) {
  TinyWorld tiny = two();
  row(tiny, "BBB", "TOP", "LOW");
  tiny.last().statuses.front().from = decision::testing::date("2021-01-01");
  const auto found = downgrade_in(tiny);
  EXPECT_TRUE(found.chains.empty());
  EXPECT_EQ(found.rows, 0U);
}

}  // namespace
}  // namespace entente::analysis
