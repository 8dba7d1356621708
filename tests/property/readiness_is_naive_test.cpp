// Readiness of the shipped world against a second, naive reading of it, and against itself on every day between two changes.

#include <gtest/gtest.h>

#include "analysis/readiness.h"
#include "analysis/stage.h"
#include "format/world_folder.h"
#include "world/duration.h"
#include "world/status.h"

namespace entente {
namespace {

using analysis::Conditions;
using analysis::Standing;

constexpr std::int64_t kDay = 86'400;

const world::World& shipped() {
  static const auto loaded = format::load_world("data/worlds/indo-pacific", {});
  CHECK(loaded && loaded->usable);
  return loaded->world;
}

// In force between both on a day: straight from the lists, a fact at a time.
bool in_force_between(const PartyId& a, const PartyId& b, world::Kind kind, Instant day) {
  for (const auto& instrument : shipped().instruments) {
    if (instrument.kind != kind) continue;
    const auto* status = world::status_at(instrument, day);
    if (status == nullptr || status->value != world::StatusValue::in_force || world::ended(instrument, day)) continue;
    bool has_a = false;
    bool has_b = false;
    for (const auto& each : instrument.parties) {
      if (!as_grant(each.period).contains(day)) continue;
      has_a = has_a || (each.party == a && each.provenance.evidence >= world::Evidence::unverified);
      has_b = has_b || (each.party == b && each.provenance.evidence >= world::Evidence::unverified);
    }
    if (has_a && has_b && status->provenance.evidence >= world::Evidence::unverified) return true;
  }
  return false;
}

// Goal: an agreement is met exactly while it is in force. Method: every partner and kind of Japan, each 40th day from 1995 to
// 2027.
TEST(Readiness, agreements_are_met_as_a_naive_reading_has_them) {
  Conditions conditions(shipped(), world::Evidence::unverified);
  const PartyId japan("JPN");
  std::size_t met = 0;
  for (const auto& partner : conditions.partners(japan)) {
    for (const auto kind : {world::Kind::information_security, world::Kind::cross_servicing, world::Kind::equipment_transfer}) {
      world::Condition condition;
      condition.test = world::Test::instrument;
      condition.kinds = {kind};
      for (Instant day = *parse_instant("1995-01-01"); day < *parse_instant("2027-01-01"); day.seconds += 40 * kDay) {
        const auto judged = conditions.judge({condition}, {japan, partner}, day).standing == Standing::met;
        EXPECT_EQ(judged, in_force_between(japan, partner, kind, day))
            << partner.value << " " << to_string(kind) << " " << to_string(day);
        met += judged ? 1U : 0U;
      }
    }
  }
  EXPECT_GT(met, 1'000U);
}

// Goal: no change is missed. Method: the day before each instant at which anything may change answers as the instant before it.
TEST(Readiness, stays_the_same_until_the_next_instant) {
  Conditions conditions(shipped(), world::Evidence::unverified);
  const PartyId japan("JPN");
  const auto instants = conditions.instants({japan, std::nullopt});
  for (const auto& profile : shipped().profiles) {
    for (const auto& requirement : profile.requirements) {
      const world::FactRef reference{world::FactKind::requirement, profile.id, requirement.id};
      for (std::size_t i = 0; i + 1 < instants.size(); ++i) {
        const Instant last{instants[i + 1].seconds - 1};
        EXPECT_EQ(conditions.judge(reference, japan, instants[i]).standing, conditions.judge(reference, japan, last).standing)
            << to_string(reference) << " " << to_string(last);
      }
    }
  }
}

TEST(Stage, stays_the_same_until_the_next_instant) {
  Conditions conditions(shipped(), world::Evidence::unverified);
  const PartyId japan("JPN");
  ASSERT_FALSE(shipped().models.empty());
  const auto& model = shipped().models.front();
  for (const auto& partner : conditions.partners(japan)) {
    const auto instants = conditions.instants({japan, partner});
    for (std::size_t i = 0; i + 1 < instants.size(); ++i) {
      const Instant last{instants[i + 1].seconds - 1};
      for (const auto& stage : model.stages) {
        EXPECT_EQ(conditions.judge(stage.needs, {japan, partner}, instants[i]).standing,
                  conditions.judge(stage.needs, {japan, partner}, last).standing)
            << partner.value << " " << stage.id << " " << to_string(last);
      }
    }
  }
}

// Goal: with better evidence asked for, nothing more is met. Method: every requirement on every such instant, under each grade.
TEST(Readiness, raising_require_never_meets_more) {
  using enum world::Evidence;
  const PartyId japan("JPN");
  Conditions weak(shipped(), unverified);
  Conditions strong(shipped(), verified);
  for (const auto& profile : shipped().profiles) {
    for (const auto& requirement : profile.requirements) {
      const world::FactRef reference{world::FactKind::requirement, profile.id, requirement.id};
      for (const auto at : weak.instants({japan, std::nullopt})) {
        if (strong.judge(reference, japan, at).standing == Standing::met) {
          EXPECT_EQ(weak.judge(reference, japan, at).standing, Standing::met) << to_string(reference) << " " << to_string(at);
        }
      }
    }
  }
}

}  // namespace
}  // namespace entente
