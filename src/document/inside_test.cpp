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
  for (const std::string line_break : {"<br>", "<br/>", "<BR class=x>", "</p><p>", "<li>", "<!-- ", "\f", "\v", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
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

}  // namespace
}  // namespace entente::document
