#include "format/svg.h"

#include <gtest/gtest.h>

#include "codec/xml.h"

namespace entente::format {
namespace {

TEST(Svg, names_what_it_shows_before_it_shows_it) {
  SvgWriter svg({.width = 40, .height = 30}, "a & b", "what <is> there");
  const auto read = codec::parse_xml(svg.finish());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read->attribute("viewBox"), "0 0 40 30");
  ASSERT_EQ(read->children.size(), 3U);
  EXPECT_EQ(read->children.at(0).text, "a & b");
  EXPECT_EQ(read->children.at(1).text, "what <is> there");
}

TEST(Svg, writes_lengths_to_a_tenth) {
  SvgWriter svg({}, "t", "d");
  svg.line({0.04, -0.26}, {10, 1.0 / 3}, {.stroke = "#000", .dash = "2 2"});
  const auto read = codec::parse_xml(svg.finish());
  ASSERT_TRUE(read) << read.error().message;
  const auto& line = read->children.at(3);
  EXPECT_EQ(*line.attribute("x1"), "0");
  EXPECT_EQ(*line.attribute("y1"), "-0.3");
  EXPECT_EQ(*line.attribute("y2"), "0.3");
  EXPECT_EQ(*line.attribute("stroke-dasharray"), "2 2");
}

TEST(Svg, text_cannot_leave_its_element) {
  SvgWriter svg({}, "t", "d");
  svg.open_group("</g><script>").text({1, 2}, "</text><script>alert(1)</script>").close_group();
  const auto read = codec::parse_xml(svg.finish());
  ASSERT_TRUE(read) << read.error().message;
  const auto& group = read->children.at(3);
  ASSERT_EQ(group.children.size(), 2U);
  EXPECT_EQ(group.children.at(0).text, "</g><script>");
  EXPECT_EQ(group.children.at(1).text, "</text><script>alert(1)</script>");
}

TEST(Svg, wide_characters_count_double) { EXPECT_DOUBLE_EQ(svg_text_width("極秘", 10), svg_text_width("abcd", 10)); }

TEST(Svg, cuts_between_characters) {
  EXPECT_EQ(svg_fitted("abcd", 10, 24), "abcd");
  EXPECT_EQ(svg_fitted("abcde", 10, 24), "abc…");
  EXPECT_EQ(svg_fitted("極秘極秘", 10, 24), "極…");
}

}  // namespace
}  // namespace entente::format
