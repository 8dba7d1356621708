#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/picture_limits.h"
#include "decision/tiny_world.h"
#include "format/act_matrix_report.h"
#include "format/matrix_report.h"
#include "format/test_picture.h"

namespace entente::format {
namespace {

using analysis::ActCell;
using analysis::ActMatrixChange;
using analysis::ActWay;
using analysis::MatrixCause;
using analysis::MatrixCell;
using analysis::MatrixChange;
using analysis::Passage;
using decision::testing::date;
using decision::testing::instant;
using decision::testing::sourced;
using decision::testing::TinyWorld;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

ShownPicture drawn(const TinyWorld& tiny, std::vector<MatrixChange> changes, const char* until = "2021-01-01") {
  return shown_in(
      timeline_to_svg({&tiny.world, "sha256:0123456789abcdef", instant("2020-01-01"), instant(until), std::move(changes), {}}));
}

MatrixCell level(const char* name, const char* on = "ab") {
  MatrixCell out;
  if (name != nullptr) out.highest = Passage{LevelName(name), on, world::Evidence::verified, kEndOfTime, {}};
  return out;
}

MatrixChange change(const char* at, const std::string& owner, const MatrixCell& before, const MatrixCell& after) {
  const MatrixCause cause{true, "status", "ab", "in-force", {"ab.toml", 3}};
  return {instant(at), PartyId(owner), PartyId("BBB"), before, after, true, {cause}};
}

std::size_t count(const ShownPicture& picture, const std::string& text) {
  return static_cast<std::size_t>(std::count(picture.texts.begin(), picture.texts.end(), text));
}

// Goal: what the analysis finds of an agreement that comes and goes is two lanes with two marks each, and why.
TEST(TimelinePicture, has_a_lane_for_each_cell_and_a_mark_for_each_change) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("ab", "AAA", "BBB", "2020-06-01");
  tiny.last().statuses.push_back({world::StatusValue::terminated, date("2020-10-01"), sourced()});
  const analysis::View view{&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}};
  auto found = analysis::matrix_changes(view, {}, instant("2020-01-01"), instant("2021-01-01"));
  ASSERT_TRUE(found.has_value());
  ASSERT_THAT(*found, SizeIs(4));
  const auto picture = drawn(tiny, *found);
  EXPECT_EQ(picture.title, "Changes of what classified information may go where, 2020-01-01 to 2021-01-01");
  EXPECT_THAT(picture.texts, AllOf(Contains("AAA → BBB"), Contains("BBB → AAA"), Not(Contains(HasSubstr("CCC")))));
  EXPECT_EQ(count(picture, "TOP (ab)"), 2U);
  EXPECT_EQ(count(picture, "▲"), 2U + 1U);  // and in the legend
  EXPECT_EQ(count(picture, "▼"), 2U + 1U);
  EXPECT_EQ(count(picture, "2020-06-01 status ab begins: in-force"), 2U);
  EXPECT_THAT(picture.titled("AAA → BBB, ▼ 2020-10-01: nothing, before TOP (ab); "), SizeIs(1));
  EXPECT_THAT(picture.titled("AAA → BBB, 2020-06-01 to 2020-10-01: TOP (ab)"), SizeIs(1));
  EXPECT_EQ(picture.description,
            "AAA → BBB: nothing, from 2020-06-01 TOP (ab), from 2020-10-01 nothing; "
            "BBB → AAA: nothing, from 2020-06-01 TOP (ab), from 2020-10-01 nothing.");
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

std::vector<std::string> signs_of(const TinyWorld& tiny, const std::vector<std::pair<MatrixCell, MatrixCell>>& steps) {
  std::vector<std::string> out;
  for (const auto& [before, after] : steps) {
    const auto picture = drawn(tiny, {change("2020-05-01", "AAA", before, after)});
    const auto title = picture.titled("AAA → BBB, ").back();  // behind what it was before and after
    EXPECT_THAT(title, HasSubstr(" 2020-05-01: "));
    out.push_back(title.substr(0, title.find(" 2020")).substr(std::string("AAA → BBB, ").size()));
  }
  return out;
}

// Goal: the sign says whether more or less may go, and neither where that cannot be compared.
TEST(TimelinePicture, the_sign_is_by_the_owner_s_levels) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  MatrixCell apart;
  apart.beside = {*level("MID").highest};
  EXPECT_THAT(signs_of(tiny, {{level("LOW"), level("TOP")},
                              {level("TOP"), level("MID")},
                              {level("TOP"), level("TOP", "other")},
                              {level(nullptr), apart},
                              {apart, level("TOP")},
                              {apart, level(nullptr)},
                              {level("GONE"), level("TOP")}}),
              ElementsAre("▲", "▼", "◆", "▲", "◆", "▼", "◆"));
}

// Goal: of several causes the one is shown that belongs to what may go then, or went before.
TEST(TimelinePicture, the_cause_that_is_written_belongs_to_what_is_gained_or_lost) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  auto both = change("2020-05-01", "AAA", level("LOW", "old"), level("TOP", "new"));
  both.causes = {{false, "status", "old", "in-force", {}}, {true, "status", "new", "in-force", {}}};
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 status new begins: in-force and 1 more"));
  std::swap(both.before, both.after);
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 status new begins: in-force and 1 more"));
  both.causes.push_back({true, "participant", "p", "AAA is member", {}});
  both.causes.push_back({true, "participant", "p", "BBB is member", {}});
  both.causes.erase(both.causes.begin(), both.causes.begin() + 2);
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 participant p begins: BBB is member and 1 more"));
  both.causes = {{false, "status", "old", "in-force", {}}};
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 status old ends: in-force"));
  both.cited = false;
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 of the two: status old ends: in-force"));
  both.causes.clear();
  EXPECT_THAT(drawn(tiny, {both}).texts, Contains("2020-05-01 no dated fact of the two begins or ends then"));
}

// Goal: what has no room is left out, not drawn over another. Method: a change a day.
TEST(TimelinePicture, many_changes_of_a_cell_do_not_cover_each_other) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  std::vector<MatrixChange> changes;
  for (int day = 1; day <= 28; ++day) {
    const bool even = day % 2 == 0;
    changes.push_back(
        change(fmt::format("2020-02-{:02}", day).c_str(), "AAA", level(even ? "TOP" : nullptr), level(even ? nullptr : "TOP")));
  }
  const auto picture = drawn(tiny, changes);
  EXPECT_THAT(picture.titled("AAA → BBB, ▲"), SizeIs(14));
  EXPECT_THAT(picture.titled("AAA → BBB, ▼"), SizeIs(14));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: lanes beyond the rows of a picture are counted in it. Method: lanes as high as they get.
TEST(TimelinePicture, says_how_many_cells_have_no_row) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  const auto lanes = [&](std::size_t number) {
    std::vector<MatrixChange> changes;
    for (const char* at : {"2020-03-01", "2020-03-02", "2020-03-03"}) {
      for (std::size_t each = 0; each < number; ++each)
        changes.push_back(change(at, fmt::format("P{}", each), level(nullptr), level("TOP")));
    }
    return drawn(tiny, changes);
  };
  const auto full = lanes(limits::kPictureRows);
  EXPECT_EQ(count(full, "▲"), limits::kPictureRows + 1);
  EXPECT_THAT(full.texts, Not(Contains(HasSubstr("has no rows"))));
  EXPECT_LE(full.height, kSvgSide);
  const auto more = lanes(limits::kPictureRows + 2);
  EXPECT_EQ(count(more, "▲"), limits::kPictureRows + 1);
  EXPECT_THAT(more.texts, Contains(HasSubstr("further cells that change, for which a picture has no rows: 2; ")));
  EXPECT_THAT(more.texts,
              Contains(HasSubstr(fmt::format("{} cells, {} changes", limits::kPictureRows + 2, 3 * (limits::kPictureRows + 2)))));
}

TEST(TimelinePicture, says_that_nothing_changes) {
  TinyWorld tiny;
  EXPECT_THAT(drawn(tiny, {}).texts, Contains("no cell changes"));
}

// Goal: names are text, whatever they hold.
TEST(TimelinePicture, names_cannot_leave_their_element) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  const auto picture = drawn(tiny, {change("2020-05-01", "</text><script>", level(nullptr), level("\"<&>", "]]>"))});
  EXPECT_THAT(picture.texts, AllOf(Contains("</text><script> → BBB"), Contains("\"<&> (]]>)")));
}

// Goal: of acts the sign is by how many classes are permitted; a long name of a project takes a line of its own.
TEST(TimelinePicture, of_acts_by_how_many_are_permitted) {
  TinyWorld tiny;
  const auto cell = [](std::uint64_t permitted) {
    ActCell out;
    out.classes = 8;
    out.permitted = permitted;
    if (permitted != 0)
      out.ways = {ActWay{"pact", world::Evidence::verified, permitted, kEndOfTime, {}},
                  ActWay{"law", world::Evidence::verified, 1, kEndOfTime, {}}};
    return out;
  };
  const std::string owner = "project:aukus-pillar-2#" + std::string(60, 'x');
  const auto step = [&](const char* at, std::uint64_t before, std::uint64_t after) {
    return ActMatrixChange{instant(at), owner, PartyId("BBB"), cell(before), cell(after), false, {}};
  };
  const ActTimeline timeline{&tiny.world,
                             "participate",
                             "sha256:0123456789abcdef",
                             instant("2020-01-01"),
                             instant("2021-01-01"),
                             {step("2020-02-01", 0, 2), step("2020-06-01", 2, 2), step("2020-10-01", 2, 1)},
                             {}};
  const auto picture = shown_in(act_timeline_to_svg(timeline));
  EXPECT_EQ(picture.title, "Changes of what is permitted (participate), 2020-01-01 to 2021-01-01");
  for (const char* sign : {"▲", "◆", "▼"}) EXPECT_EQ(count(picture, sign), 2U) << sign;
  EXPECT_THAT(picture.texts, AllOf(Contains("project:aukus-pillar-2"), Contains(HasSubstr("… → BBB")), Contains("pact +1")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

}  // namespace
}  // namespace entente::format
