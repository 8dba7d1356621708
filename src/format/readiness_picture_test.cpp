#include "format/readiness_picture.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/picture_limits.h"
#include "format/test_picture.h"
#include "world/test_claims.h"

namespace entente::format {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using world::StatusValue;
using world::testing::ClaimWorld;
using world::testing::instant;
using world::testing::reference;

world::Requirement requirement(const std::string& id, const std::string& area, const char* partner) {
  world::Requirement out;
  out.id = id;
  out.area = area;
  out.text = "An agreement <with> " + id;
  world::Condition pact;
  pact.test = world::Test::instrument;
  pact.kinds = {world::Kind::information_security};
  pact.with = {PartyId(partner)};
  out.needs = {pact};
  return out;
}

ClaimWorld two_requirements() {
  ClaimWorld out;
  out.nations({"JPN", "CAN", "GBR"});
  out.pact("isa", world::Kind::information_security, "CAN",
           {{StatusValue::negotiating, "2022-10-11"}, {StatusValue::in_force, "2025-01-15"}});
  world::Profile profile;
  profile.id = "club";
  profile.title = "The club";
  profile.of = reference("party:JPN");
  profile.requirements = {requirement("with-can", "agreements & laws", "CAN"),
                          requirement("with-gbr", "agreements & laws", "GBR")};
  out.world.profiles = {profile};
  out.source("000", "2023-06-01").claim("A-1", "000", "requirement:club#with-can", {{"opinion", {"true"}}});
  return out;
}

std::string drawn(const world::World& world) {
  analysis::Conditions conditions(world, world::Evidence::unverified);
  const auto& profile = world.profiles.front();
  const analysis::Between between{instant("2021-01-01"), instant("2026-01-01")};
  const auto before = analysis::readiness(conditions, profile, PartyId("JPN"), between.from);
  const auto is = analysis::readiness(conditions, profile, PartyId("JPN"), between.until);
  const auto over = analysis::readiness_over(conditions, profile, PartyId("JPN"), between);
  const ReadinessReport report{is, between.until, std::nullopt, world::Evidence::unverified, &over, "sha256:0123456789abcdef"};
  return readiness_picture({report, before, between});
}

// Goal: a bar for each time a requirement was something, with its sign and date where there is room, and a mark for what was
// said.
TEST(ReadinessPicture, has_a_bar_for_each_standing_and_a_mark_for_each_claim) {
  const auto picture = shown_in(drawn(two_requirements().world));
  const auto bars = picture.titled("with-can: ");
  ASSERT_THAT(bars, SizeIs(3));
  EXPECT_THAT(bars[0], StartsWith("with-can: unknown since before 2021-01-01"));
  EXPECT_THAT(bars[1], StartsWith("with-can: unmet since 2022-10-11, verified: "));
  EXPECT_THAT(bars[2], AllOf(StartsWith("with-can: met since 2025-01-15"), HasSubstr("isa in force")));
  EXPECT_THAT(picture.titled("with-gbr: "), SizeIs(1));
  EXPECT_THAT(picture.texts, AllOf(Contains("✘ 2022-10-11"), Contains("✔ met since 2025-01-15"), Contains("? unknown"),
                                   Contains("agreements & laws"), Contains("An agreement <with> with-gbr")));
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "»"), 1);
  EXPECT_THAT(picture.titled("2023-06-01, unmet then: "), SizeIs(1));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

TEST(ReadinessPicture, says_in_words_what_it_shows) {
  const auto picture = shown_in(drawn(two_requirements().world));
  EXPECT_EQ(picture.title, "How JPN meets club, from 2021-01-01 until 2026-01-01");
  EXPECT_EQ(picture.description, "with-can: unknown, unmet from 2022-10-11, met from 2025-01-15; with-gbr: unknown.");
}

// Goal: as many requirements as a picture may have are drawn, each in an area of its own, which takes the most room.
TEST(ReadinessPicture, has_room_for_as_many_rows_as_the_limit) {
  auto many = two_requirements();
  auto& requirements = many.world.profiles.front().requirements;
  requirements.clear();
  for (std::size_t each = 0; each < limits::kPictureRows; ++each) {
    requirements.push_back(requirement(fmt::format("r{}", each), fmt::format("area {}", each), "CAN"));
  }
  const auto picture = shown_in(drawn(many.world));
  EXPECT_THAT(picture.titled(fmt::format("r{}: ", limits::kPictureRows - 1)), Not(IsEmpty()));
  EXPECT_LE(picture.height, kSvgSide);
}

}  // namespace
}  // namespace entente::format
