#include "format/picture_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_picture.h"

namespace entente::format {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Instant on(std::string_view date) { return PartialDate::parse(date)->earliest(); }

TEST(SvgLines, break_at_blanks_and_cut_only_the_last) {
  EXPECT_THAT(svg_lines("ab cd ef", 10, 30, 3), ElementsAre("ab cd", "ef"));
  EXPECT_THAT(svg_lines("ab cd ef gh ij", 10, 30, 2), ElementsAre("ab cd", "ef g…"));
  EXPECT_THAT(svg_lines("abcdefgh ij", 10, 30, 3), ElementsAre("abcd…", "ij"));
  EXPECT_THAT(svg_lines("", 10, 30, 3), ElementsAre());
}

TEST(LinesOfName, break_before_the_sign_of_a_part) {
  EXPECT_EQ(lines_of_name("project:a#b-c"), std::pair(std::string("project:a"), std::string("#b-c")));
  EXPECT_EQ(lines_of_name("JPN"), std::pair(std::string(), std::string("JPN")));
}

TEST(TimeAxis, what_lies_outside_is_at_the_nearer_end) {
  const TimeAxis axis(on("2013"), on("2015"), 100, 300);
  EXPECT_DOUBLE_EQ(axis.x(on("2012")), 100);
  EXPECT_DOUBLE_EQ(axis.x(on("2014")), 200);
  EXPECT_DOUBLE_EQ(axis.x(on("2016")), 300);
}

std::string drawn(std::string_view from, std::string_view to) {
  SvgWriter svg({}, "t", "d");
  TimeAxis(on(from), on(to), 100, 900).draw(svg, 20, 100);
  return svg.finish();
}

TEST(TimeAxis, names_what_it_has_room_for) {
  EXPECT_THAT(drawn("2013", "2027"), AllOf(HasSubstr(">2014<"), Not(HasSubstr("2014-"))));
  EXPECT_THAT(drawn("2026-03", "2027-02"), AllOf(HasSubstr(">2026-04<"), HasSubstr(">2027<"), Not(HasSubstr(">2026-02<"))));
}

// Goal: names do not run together, and a year is named where months are left out. Method: times of every length, on a narrow
// axis.
TEST(TimeAxis, names_do_not_collide) {
  for (const char* to :
       {"2020-03", "2020-06", "2020-12", "2021-03", "2021-08", "2022-01", "2024-12", "2027", "2035", "2045", "2069", "2150"}) {
    SvgWriter svg({}, "t", "d");
    TimeAxis(on("2019-11"), on(to), 290, 870).draw(svg, 40, 100);
    const auto picture = shown_in(svg.finish());
    EXPECT_THAT(picture.collisions(), IsEmpty()) << to;
    EXPECT_THAT(picture.texts, Not(IsEmpty())) << to;
    if (std::string_view(to) < "2045") EXPECT_THAT(picture.texts, Contains("2020")) << to;
  }
  EXPECT_THAT(drawn("1900", "2100"), AllOf(HasSubstr(">1950<"), HasSubstr(">2010<")));
}

}  // namespace
}  // namespace entente::format
