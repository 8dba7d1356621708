#include "document/inside.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "label/test_policies.h"

namespace entente::document {
namespace {

std::vector<std::string> found(std::string_view line) {
  static const auto kBook = label::test::book();
  std::vector<std::string> out;
  for (const auto& mark : marks_inside(line, kBook)) out.push_back(std::string(mark.text) + (mark.cut ? "…" : ""));
  return out;
}

using Marks = std::vector<std::string>;

TEST(MarksInside, behind_what_breaks_a_line_for_the_reader) {
  for (const std::string line_break :
       {"<br>", "<br/>", "<BR class=x>", "</p><p>", "<li>", "<!-- ", "\f", "\v", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    SCOPED_TRACE(line_break);
    EXPECT_EQ(found("(U) one" + line_break + "(S//NF) two"), Marks{"(S//NF)"});
    EXPECT_EQ(found("(U) one " + line_break + " **(S)** two" + line_break + "(C)"), (Marks{"(S)", "(C)"}));
  }
}

TEST(MarksInside, not_behind_text) {
  EXPECT_EQ(found("(U) one (S) two"), Marks{});
  EXPECT_EQ(found("(U) <b>(S)</b> <code>(TS)</code> a < (S) <3 (S)"), Marks{});
  EXPECT_EQ(found("(U) one<br>two (S)"), Marks{});
  EXPECT_EQ(found("(U) one<p (S) two"), Marks{});
}

TEST(MarksInside, a_cut_mark_is_one) { EXPECT_EQ(found("(U) one<br>(S//REL TO USA, "), Marks{"(S//REL TO USA, …"}); }

TEST(MarksInside, beyond_the_limit_of_breaks_the_line_counts_as_cut) {
  std::string line = "(U)";
  for (std::size_t i = 0; i < kBreaksPerLine; ++i) line += "<br>";
  EXPECT_EQ(found(line), Marks{});
  EXPECT_EQ(found(line + "<br>"), Marks{"…"});
}

std::vector<std::string> found_in_tags(std::string_view ornament) {
  static const auto kBook = label::test::book();
  std::vector<std::string> out;
  for (const auto& mark : marks_in_tags(ornament, kBook)) out.push_back(std::string(mark.text) + (mark.cut ? "…" : ""));
  return out;
}

TEST(MarksInTags, marks_and_banners_wherever_they_stand_in_one) {
  EXPECT_EQ(found_in_tags("<p title=\"(S//NF)\">"), Marks{"(S//NF)"});
  EXPECT_EQ(found_in_tags("<p title='note (S) and (TS)'>"), (Marks{"(S)", "(TS)"}));
  EXPECT_EQ(found_in_tags("<p class=SECRET//NOFORN>"), Marks{"SECRET//NOFORN"});
  EXPECT_EQ(found_in_tags("<!-- TOP SECRET//SI --><i>"), Marks{"TOP SECRET//SI"});
  EXPECT_EQ(found_in_tags("<p title=\"[S//NF] 【極秘】 &#40;S&#41; x （S）\">"),
            (Marks{"[S//NF]", "【極秘】", "&#40;S&#41;", "（S）"}));
  EXPECT_EQ(found_in_tags("<p title=\"(S//REL TO USA,\">"), Marks{"(S//REL TO USA,\">…"});
}

TEST(MarksInTags, nothing_else) {
  EXPECT_EQ(
      found_in_tags(
          "<p title=\"(see above)\" class=\"secret note\"><a href=\"http://example.org/S\"><img src=\"//cdn.example/S.png\">"),
      Marks{});
  EXPECT_EQ(found_in_tags("(1) **"), Marks{});
  EXPECT_EQ(found_in_tags(""), Marks{});
}

TEST(MarksInTags, beyond_the_limit_of_looks_the_last_counts_as_cut) {
  std::string tag = "<p title=\"";
  for (std::size_t i = 0; i < kBreaksPerLine; ++i) tag += "(x";
  EXPECT_EQ(found_in_tags(tag + "\">"), Marks{});
  EXPECT_EQ(found_in_tags(tag + "(x\">"), Marks{"…"});
}

}  // namespace
}  // namespace entente::document
