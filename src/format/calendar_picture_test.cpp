#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/picture_limits.h"
#include "decision/tiny_world.h"
#include "format/calendar_report.h"
#include "format/test_picture.h"

namespace entente::format {
namespace {

using analysis::Calendar;
using analysis::CalendarDay;
using analysis::CalendarEntry;
using analysis::Hanging;
using analysis::Happening;
using decision::testing::date;
using decision::testing::instant;
using decision::testing::sourced;
using decision::testing::TinyWorld;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::size_t count(const ShownPicture& picture, const std::string& text) {
  return static_cast<std::size_t>(std::count(picture.texts.begin(), picture.texts.end(), text));
}

ShownPicture drawn(const TinyWorld& tiny, const Calendar& calendar) {
  return shown_in(calendar_to_svg({&tiny.world, "sha256:0123456789abcdef", calendar, {}}));
}

CalendarEntry entry(Happening happening, const std::string& kind, const std::string& of, const std::string& text) {
  return {happening, kind, of, text, world::Evidence::verified, happening == Happening::renews, std::nullopt, std::nullopt};
}

CalendarDay day(const char* at, std::vector<CalendarEntry> entries, std::uint64_t permitted = 0, std::uint64_t denied = 0) {
  CalendarDay out{instant(at), std::move(entries), {}};
  if (permitted + denied != 0) out.changes.answered.push_back({{"disclose", false}, permitted, denied, {}});
  return out;
}

Calendar year(std::vector<CalendarDay> days) {
  return {instant("2020-01-01"), instant("2021-01-01"), {}, std::move(days), {}, {}};
}

// Goal: what the analysis finds of an agreement that enters into force and one that renews is a row each, with what hangs on it.
TEST(CalendarPicture, has_a_row_for_each_thing_and_what_hangs_on_it) {
  TinyWorld tiny;
  tiny.nation("AAA")
      .nation("BBB")
      .nation("CCC")
      .agreement("bc", "BBB", "CCC", "2020-06-01")
      .agreement("ab", "AAA", "BBB", "2015-06-01");
  tiny.last().title = "On <secrets> & more";
  world::Duration duration;
  duration.years = 5;
  duration.renewal = world::Renewal::automatic;
  duration.renewal_years = 1;
  duration.notice_days = 90;
  duration.provenance = sourced(world::Evidence::partial);
  tiny.last().duration = duration;
  const analysis::View view{&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}};
  const auto found = analysis::calendar(view, 12, analysis::questions_about({}));
  ASSERT_TRUE(found.has_value());
  const auto picture = drawn(tiny, *found);
  EXPECT_EQ(picture.title, "What begins, lapses, renews or ends, 2020-01-01 to before 2021-01-01");
  EXPECT_THAT(picture.texts, AllOf(Contains("ab"), Contains("bc"), Contains("On <secrets> & more")));
  EXPECT_EQ(count(picture, "◇"), 1U + 1U);  // and in the legend
  EXPECT_EQ(count(picture, "↻"), 1U + 1U);
  EXPECT_EQ(count(picture, "▲"), 1U + 1U);
  EXPECT_EQ(count(picture, "▼"), 1U);
  const Hanging* ended = nullptr;
  const Hanging* begun = nullptr;
  for (const auto& each : found->days) {
    if (each.changes.any()) begun = &each.changes;
    for (const auto& one : each.entries) {
      if (one.if_ended) ended = &*one.if_ended;
    }
  }
  ASSERT_TRUE(ended != nullptr && begun != nullptr);
  ASSERT_THAT(ended->answered, SizeIs(2));
  ASSERT_THAT(begun->answered, SizeIs(2));
  const auto words = [](const Hanging& hanging) {
    return fmt::format("to parties {}; to persons {}", newly_to_text(hanging.answered[0].permitted, hanging.answered[0].denied),
                       newly_to_text(hanging.answered[1].permitted, hanging.answered[1].denied));
  };
  EXPECT_THAT(words(*ended), HasSubstr(" newly denied"));
  EXPECT_THAT(picture.titled("ab: "), Contains(HasSubstr("if it ended then: " + words(*ended))));
  EXPECT_THAT(picture.titled("bc: "), Contains(HasSubstr("on that day: " + words(*begun))));
  EXPECT_THAT(picture.texts, Contains(StartsWith("if it ended then: to parties ")));
  EXPECT_THAT(picture.texts, Contains(StartsWith("on that day: to parties ")));
  EXPECT_THAT(picture.texts, Contains("2020-06-01 ▲ begins: status in-force"));
  EXPECT_THAT(picture.titled("bc: 2020-06-01 ▲ begins: "), Contains(HasSubstr("; status in-force (verified); on that day: ")));
  EXPECT_THAT(picture.titled("ab: "),
              Contains(HasSubstr("↻ renews: renewed for 1 year unless notice is given 90 days before (partial)")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: of several entries of a row, date and kind a line tells the last state and counts the others, which are under the
// pointer.
TEST(CalendarPicture, tells_the_state_before_the_parties) {
  TinyWorld tiny;
  const auto picture = drawn(tiny, year({day("2020-02-01", {entry(Happening::begins, "accession", "x", "AAA is a party"),
                                                            entry(Happening::begins, "status", "x", "signed"),
                                                            entry(Happening::begins, "status", "x", "in-force")})}));
  EXPECT_THAT(picture.texts, Contains("2020-02-01 ▲ begins: status in-force and 2 more"));
  EXPECT_THAT(picture.titled("x: "), Contains(HasSubstr("; accession AAA is a party (verified); status signed (verified)")));
}

// Goal: of a notice the time in which it is too late is marked, also where its last day or the renewal lies outside.
TEST(CalendarPicture, marks_the_time_in_which_a_notice_is_too_late) {
  TinyWorld tiny;
  const auto marked = [&](std::vector<CalendarDay> days) {
    const auto picture = drawn(tiny, year(std::move(days)));
    return std::count(picture.rects.begin(), picture.rects.end(), "#e4e4e4") - 1;  // the legend's
  };
  const auto notice = entry(Happening::notice, "duration", "x", "to prevent the renewal on 2021-02-01");
  auto renewal = entry(Happening::renews, "duration", "x", "renewed for 1 year");
  EXPECT_EQ(marked({day("2020-03-01", {renewal})}), 0);
  EXPECT_EQ(marked({day("2020-03-01", {notice}), day("2020-06-01", {renewal})}), 1);
  EXPECT_EQ(marked({day("2020-03-01", {renewal}), day("2020-06-01", {notice})}), 1);
  renewal.notice_passed = date("2019-12-01");
  EXPECT_EQ(marked({day("2020-03-01", {renewal}), day("2020-06-01", {notice})}), 2);
  EXPECT_THAT(drawn(tiny, year({day("2020-03-01", {renewal})})).texts,
              Contains(HasSubstr("the last day for it, 2019-12-01, has passed")));
}

// Goal: what changes is told once of a day, as the day's, and its other rows point to it; what changes nothing says so; a notice alone says nothing.
TEST(CalendarPicture, tells_what_hangs_on_it) {
  TinyWorld tiny;
  auto renewal = entry(Happening::renews, "duration", "z", "renewed");
  renewal.if_ended = Hanging{};
  const auto picture = drawn(
      tiny, year({day("2020-02-01",
                      {entry(Happening::begins, "consent", "x", "<a>"), entry(Happening::lapses, "status", "y", "b")}, 1'234, 5),
                  day("2020-03-01", {entry(Happening::ends, "duration", "x", "for 5 years")}),
                  day("2020-04-01", {renewal, entry(Happening::notice, "duration", "y", "to prevent")})}));
  const auto of_day = [](const std::string& text) { return text.starts_with("on that day: to parties 1,234 newly"); };
  EXPECT_EQ(std::count_if(picture.texts.begin(), picture.texts.end(), of_day), 1);
  EXPECT_EQ(count(picture, "what that day changes stands above"), 1U);
  EXPECT_EQ(count(picture, "on that day: no answer changes"), 1U);
  EXPECT_EQ(count(picture, "if it ended then: no answer changes"), 1U);
  EXPECT_THAT(picture.texts, AllOf(Contains("2020-02-01 ▲ begins: consent <a>"), Contains("2020-03-01 ✘ ends: for 5 years"),
                                   Contains("2020-04-01 ◇ notice: to prevent")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: many dates of one thing do not cover each other, and those not told in words are counted.
TEST(CalendarPicture, many_dates_of_one_thing_do_not_cover_each_other) {
  TinyWorld tiny;
  std::vector<CalendarDay> days;
  std::vector<std::string> dates;
  for (int each = 1; each <= 28; ++each) dates.push_back(fmt::format("2020-02-{:02}", each));
  for (const auto& each : dates)
    days.push_back(
        day(each.c_str(), {entry(Happening::begins, "participant", "programme#" + std::string(60, 'p'), "AAA is a member")}));
  const auto picture = drawn(tiny, year(days));
  EXPECT_THAT(picture.titled("programme#"), SizeIs(28));
  EXPECT_THAT(picture.texts, AllOf(Contains("programme"), Contains("and 25 more, under the pointer")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: rows beyond those of a picture are counted in it. Method: rows as high as they get.
TEST(CalendarPicture, says_how_many_things_have_no_row) {
  TinyWorld tiny;
  const auto rows = [&](std::size_t number) {
    std::vector<CalendarDay> days;
    for (const char* at : {"2020-03-01", "2020-04-01", "2020-05-01", "2020-06-01"}) {
      std::vector<CalendarEntry> entries;
      std::string words;
      for (int word = 0; word < 40; ++word) words += "word ";
      for (std::size_t each = 0; each < number; ++each)
        entries.push_back(entry(Happening::begins, "consent", fmt::format("c{}", each), words));
      days.push_back(day(at, entries));
    }
    return drawn(tiny, year(days));
  };
  const auto full = rows(limits::kPictureRows);
  EXPECT_EQ(count(full, "and 1 more, under the pointer"), limits::kPictureRows);
  EXPECT_THAT(full.texts, Not(Contains(HasSubstr("has no rows"))));
  EXPECT_LE(full.height, kSvgSide);
  const auto more = rows(limits::kPictureRows + 3);
  EXPECT_EQ(count(more, "and 1 more, under the pointer"), limits::kPictureRows);
  EXPECT_THAT(more.texts, Contains(HasSubstr("for which a picture has no rows: 3; ")));
}

TEST(CalendarPicture, says_that_nothing_happens) {
  TinyWorld tiny;
  EXPECT_THAT(drawn(tiny, year({})).texts, Contains("nothing begins, ends or renews"));
}

}  // namespace
}  // namespace entente::format
