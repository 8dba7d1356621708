#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/analysis_limits.h"
#include "base/picture_limits.h"
#include "decision/tiny_world.h"
#include "format/downgrade_report.h"
#include "format/test_picture.h"

namespace entente::format {
namespace {

using analysis::Chain;
using analysis::Fall;
using decision::testing::instant;
using decision::testing::TinyWorld;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "AAA TOP", "BBB TOP", "AAA LOW": a row from each to the next one.
Chain chain(Fall fall, const std::vector<std::pair<std::string, std::string>>& marks) {
  Chain out;
  out.fall = fall;
  for (std::size_t each = 1; each < marks.size(); ++each) {
    const auto& [from, from_level] = marks[each - 1];
    const auto& [to, to_level] = marks[each];
    out.rows.push_back({PartyId(from),
                        LevelName(from_level),
                        PartyId(to),
                        LevelName(to_level),
                        from + "-" + to,
                        world::Evidence::verified,
                        kEndOfTime,
                        {}});
  }
  return out;
}

Chain detour(std::vector<std::pair<std::string, std::string>> marks, const char* direct) {
  auto out = chain(Fall::below_direct, marks);
  out.direct = LevelName(direct);
  return out;
}

TinyWorld three() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC");
  tiny.world.name = "tiny";
  tiny.world.title = "A tiny <world>";
  return tiny;
}

std::string picture_of(const TinyWorld& tiny, std::vector<Chain> chains) {
  DowngradeReport report{&tiny.world, "sha256:0123456789abcdef", instant("2020-01-01"), {}, {}};
  report.downgrade.starts = 7;
  report.downgrade.rows = 9;
  report.downgrade.chains = std::move(chains);
  return downgrade_to_svg(report);
}

double top_of(const ShownPicture& picture, const std::string& text, std::size_t which) {
  for (const auto& each : picture.placed) {
    if (each.text == text && which-- == 0) return each.box.y;
  }
  ADD_FAILURE() << "no " << text;
  return 0;
}

// Goal: a level that comes home lower stands lower, by as many levels, under the one it left as; the words say what the boxes
// show.
TEST(DowngradePicture, what_comes_home_lower_stands_lower) {
  const auto tiny = three();
  const auto one = shown_in(picture_of(tiny, {chain(Fall::home_lower, {{"AAA", "TOP"}, {"BBB", "TOP"}, {"AAA", "MID"}})}));
  EXPECT_THAT(one.texts, AllOf(Contains("▼ AAA TOP: comes home as MID instead of TOP"), Contains("▼ 1 level lower"),
                               Contains("as it left"), Contains("2 rows, verified"), Contains("AAA-BBB"),
                               Contains("Source: world tiny, revision sha256:0123456789ab")));
  EXPECT_EQ(one.title, "Chains of rows along which protection falls, as of 2020-01-01");
  EXPECT_EQ(
      one.description,
      "AAA TOP → BBB TOP (AAA-BBB, verified) → AAA MID (BBB-AAA, verified): comes home as MID instead of TOP, 1 level lower.");
  EXPECT_THAT(one.titled("AAA TOP to BBB TOP: AAA-BBB, verified"), SizeIs(1));
  EXPECT_THAT(one.collisions(), IsEmpty());
  const double start = top_of(one, "TOP", 0);
  EXPECT_GT(top_of(one, "MID", 0), start);
  const auto two = shown_in(picture_of(tiny, {chain(Fall::home_lower, {{"AAA", "TOP"}, {"BBB", "TOP"}, {"AAA", "LOW"}})}));
  EXPECT_THAT(two.texts, Contains("▼ 2 levels lower"));
  EXPECT_GT(top_of(two, "LOW", 0), top_of(one, "MID", 0));
}

// Goal: the owner's own row stands above what a detour made of it; what needs no protection says so, also at home.
TEST(DowngradePicture, tells_what_it_is_compared_with_and_what_is_free) {
  const auto tiny = three();
  const auto picture = shown_in(picture_of(tiny, {detour({{"AAA", "TOP"}, {"BBB", "MID"}, {"CCC", "LOW"}}, "MID"),
                                                  chain(Fall::free, {{"BBB", "LOW"}, {"CCC", "FREE"}}),
                                                  chain(Fall::home_lower, {{"CCC", "LOW"}, {"AAA", "LOW"}, {"CCC", "FREE"}})}));
  EXPECT_THAT(picture.texts,
              AllOf(Contains("own row"), Contains("▼ AAA TOP: CCC has it as LOW, of AAA itself as MID"),
                    Contains("▼ 1 level lower"), Contains("▼ BBB LOW: CCC has it as FREE, which needs no protection")));
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "▼ needs no protection"), 2);
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: levels that cannot be compared stand side by side, neither lower.
TEST(DowngradePicture, what_cannot_be_compared_stands_beside) {
  auto tiny = three();
  label::Policy policy = *tiny.world.policies.policy_of(PartyId("AAA"));
  policy.levels[1].comparable = false;
  tiny.world.policies.add(policy);
  const auto picture = shown_in(picture_of(tiny, {chain(Fall::home_beside, {{"AAA", "TOP"}, {"BBB", "TOP"}, {"AAA", "MID"}})}));
  EXPECT_THAT(picture.texts, AllOf(Contains("≠"), Contains("cannot be compared: neither is above the other")));
  EXPECT_EQ(top_of(picture, "MID", 0), top_of(picture, "TOP", 0));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: where a party has it twice on the way, the second stands by how its levels compare.
TEST(DowngradePicture, what_a_party_has_twice_is_compared_on_the_way) {
  const auto picture = shown_in(picture_of(
      three(), {chain(Fall::free, {{"AAA", "TOP"}, {"BBB", "TOP"}, {"CCC", "TOP"}, {"BBB", "MID"}, {"CCC", "FREE"}})}));
  EXPECT_GT(top_of(picture, "MID", 0), top_of(picture, "TOP", 2));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: as many chains as the limit fit, each as long and as deep as one may be, with long names and much that must be stated;
// none runs over another. No name leaves its element.
TEST(DowngradePicture, as_many_chains_as_the_limit_fit) {
  auto tiny = three();
  std::vector<std::pair<std::string, std::string>> marks{{"AAA", "TOP"}};
  for (std::size_t each = 1; each < limits::kDowngradeRows; ++each)
    marks.emplace_back(fmt::format("</text>{}", std::string(80, 'P')), std::string(200, 'W'));
  marks.emplace_back("AAA", "FREE");
  auto longest = chain(Fall::home_lower, marks);
  for (auto& row : longest.rows) {
    row.instrument = std::string(300, 'i') + "<script>";
    row.stated = {std::string("domain <military>"), std::string(200, 'd'), "a word"};
    row.until = instant("2031-05-06");
    row.evidence = world::Evidence::unverified;
  }
  const auto picture = shown_in(picture_of(tiny, std::vector<Chain>(limits::kPictureChains, longest)));
  EXPECT_LE(picture.width, kSvgSide);
  EXPECT_LE(picture.height, kSvgSide);
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "▼ 3 levels lower"),
            static_cast<std::ptrdiff_t>(limits::kPictureChains));
  EXPECT_THAT(picture.description, AllOf(HasSubstr("may change on 2031-05-06"), HasSubstr("<script>")));
  EXPECT_THAT(shown_in(picture_of(tiny, {longest})).collisions(), IsEmpty());
}

TEST(DowngradePicture, says_that_there_is_none) {
  const auto picture = shown_in(picture_of(three(), {}));
  EXPECT_THAT(picture.texts, Contains("there is no such chain"));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

}  // namespace
}  // namespace entente::format
