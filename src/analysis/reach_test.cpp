#include "analysis/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::instant;
using decision::testing::period;
using decision::testing::TinyWorld;
using testing::HasSubstr;

View view_of(const TinyWorld& tiny) { return {&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}}; }

Reach reach_in(const TinyWorld& tiny, const char* owner) {
  auto found = reach(view_of(tiny), PartyId(owner), std::nullopt);
  CHECK(found.has_value());
  return std::move(*found);
}

const Reached* to(const Reach& reach, const char* party) {
  for (const auto& each : reach.reached) {
    if (each.party.value == party) return &each;
  }
  return nullptr;
}

const Unreached* not_to(const Reach& reach, const char* party) {
  for (const auto& each : reach.unreached) {
    if (each.party.value == party) return &each;
  }
  return nullptr;
}

// AAA and CCC share nothing but through BBB, which is the hub of an agreement of the three.
TinyWorld with_hub() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").nation("DDD");
  tiny.agreement("ab", "AAA", "BBB", "2010-01-01").agreement("bc", "BBB", "CCC", "2010-01-01").agreement("ac", "AAA", "CCC", "2010-01-01");
  tiny.last().legs = {{PartyId("AAA"), PartyId("CCC"), PartyId("BBB")}};
  return tiny;
}

void consent_of_a(TinyWorld& tiny, const char* up_to) {
  tiny.consent("AAA", "CCC", "unused");
  auto& consent = tiny.world.consents.back();
  consent.objects.clear();
  consent.up_to = LevelName(up_to);
}

TEST(Reach, the_original_goes_to_a_partner_at_the_highest_level) {
  const auto found = reach_in(with_hub(), "AAA");
  const auto* partner = to(found, "BBB");
  ASSERT_NE(partner, nullptr);
  EXPECT_EQ(partner->level.value, "TOP");
  ASSERT_EQ(partner->way.size(), 1U);
  EXPECT_EQ(partner->way.front().kind, StepKind::original);
  EXPECT_EQ(partner->way.front().instrument, "ab");
  ASSERT_TRUE(partner->way.front().held_as.has_value());
  EXPECT_EQ(partner->way.front().held_as->value, "TOP");
}

TEST(Reach, without_consent_nobody_passes_it_on_and_it_says_so) {
  const auto found = reach_in(with_hub(), "AAA");
  const auto* third = not_to(found, "CCC");
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->direct.rule, decision::Rule::legal_basis);
  ASSERT_TRUE(third->relay.has_value());
  EXPECT_EQ(third->relay->denial.rule, decision::Rule::originator_control);
  EXPECT_EQ(third->relay->holder.value, "BBB");
  EXPECT_EQ(third->relay->holders, 1U);
}

TEST(Reach, with_consent_the_hub_relays_up_to_its_level) {
  TinyWorld tiny = with_hub();
  consent_of_a(tiny, "MID");
  const auto found = reach_in(tiny, "AAA");
  const auto* third = to(found, "CCC");
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->level.value, "MID");
  ASSERT_EQ(third->way.size(), 2U);
  EXPECT_EQ(third->way[0].to.value, "BBB");
  EXPECT_EQ(third->way[1].kind, StepKind::relay);
  EXPECT_EQ(third->way[1].from.value, "BBB");
  EXPECT_EQ(third->way[1].consent, "consent-AAA");
}

TEST(Reach, a_way_is_as_sure_and_lasts_as_long_as_its_weakest_step) {
  TinyWorld tiny = with_hub();
  consent_of_a(tiny, "TOP");
  tiny.world.consents.back().provenance.evidence = world::Evidence::partial;
  tiny.world.consents.back().period = period("2019-01-01", "2021-01-01");
  const auto found = reach_in(tiny, "AAA");
  const auto* third = to(found, "CCC");
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->weakest(), world::Evidence::partial);
  EXPECT_EQ(third->until(), instant("2021-01-01"));
}

TEST(Reach, one_level_alone) {
  const auto tiny = with_hub();
  const auto found = reach(view_of(tiny), PartyId("AAA"), LevelName("LOW"));
  ASSERT_TRUE(found.has_value());
  ASSERT_NE(to(*found, "BBB"), nullptr);
  EXPECT_EQ(to(*found, "BBB")->level.value, "LOW");
}

TEST(Reach, names_that_are_none_are_refused) {
  const auto tiny = with_hub();
  const auto level = reach(view_of(tiny), PartyId("AAA"), LevelName("TOB"));
  ASSERT_FALSE(level.has_value());
  EXPECT_THAT(level.error().message, HasSubstr("did you mean `TOP`"));
  EXPECT_FALSE(reach(view_of(tiny), PartyId("XXX"), std::nullopt).has_value());
}

TEST(Reach, it_can_be_stopped) {
  const auto tiny = with_hub();
  EXPECT_FALSE(reach(view_of(tiny), PartyId("AAA"), std::nullopt, [](std::size_t, std::size_t) { return false; }).has_value());
}

}  // namespace
}  // namespace entente::analysis
