#include "format/picture_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::format {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Instant on(std::string_view date) { return PartialDate::parse(date)->earliest(); }

TEST(SvgLines, break_at_blanks_and_cut_only_the_last) {
  EXPECT_THAT(svg_lines("ab cd ef", 10, 30, 3), ElementsAre("ab cd", "ef"));
  EXPECT_THAT(svg_lines("ab cd ef gh ij", 10, 30, 2), ElementsAre("ab cd", "ef g…"));
  EXPECT_THAT(svg_lines("abcdefgh ij", 10, 30, 3), ElementsAre("abcd…", "ij"));
  EXPECT_THAT(svg_lines("", 10, 30, 3), ElementsAre());
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

}  // namespace
}  // namespace entente::format
