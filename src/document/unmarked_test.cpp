// Text without a mark, and marks that go on behind their parenthesis or stand without it.
#include <string>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

class UnmarkedText : public testing::Test {
 protected:
  // "rule@line" of the findings about lines, and "rule: message" of those about the whole but for what is not asked here.
  [[nodiscard]] std::string told(std::string_view text, const char* system = "USA") const {
    const auto found =
        check_document(text, *book_.find(PolicyId(system)), book_, [](const PartyId& id) { return std::vector{id}; });
    if (!found) return found.error().message;
    std::string out;
    for (const auto& line : found->lines) {
      if (line.finding.rule != "US-E") out += line.finding.rule + "@" + std::to_string(line.line) + "; ";
    }
    for (const auto& finding : found->whole) {
      if (finding.message.find("bear no portion mark") == std::string::npos) continue;
      out += finding.rule + (finding.severity == label::Severity::error ? "! " : " ") + finding.message + "; ";
    }
    return out;
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(UnmarkedText, paragraphs_of_a_classified_document_bear_their_marks) {
  EXPECT_EQ(told("SECRET//NOFORN\n\n(U) a\n\nThe name is X.\n\n(S//NF) b\n\nmore\n"),
            "US-C.1! 2 paragraphs bear no portion mark, the first on line 5; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(U) a\ngoes on\n\n(S//NF) b\n"), "") << "a line within a paragraph";
  EXPECT_EQ(told("SECRET//NOFORN\n\n# Title\n\n(S//NF) b\n"), "US-C.1! 1 paragraphs bear no portion mark, the first on line 3; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n# (U) Title\n\nSubject: a title (S//NF)\n\n(S//NF) b\n"), "");
  EXPECT_EQ(told("SECRET//NOFORN\n\nThe name is X.\n\nThe place is Y.\n"),
            "US-C.1 2 paragraphs bear no portion mark, the first on line 3; ")
      << "none is marked: there may be a waiver";
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) a\n\nb\n"), "") << "nothing is classified";
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\n- item\n- item\n\n1. item\n"), "") << "items stand under the mark above";
  EXPECT_EQ(told("SECRET//NOFORN\n\nThe name is X.\n\n- item\n\n(S//NF) a\n"),
            "US-C.1! 2 paragraphs bear no portion mark, the first on line 3; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\nClassified By: B\nDerived From: C\nDeclassify On: 20400101\n\nDate: 20200101\n\n"
                 "page 2      SECRET//NOFORN\n\n***\n\n<!-- x -->\n\nPage 3 of 4\n"),
            "");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\n```\ncode\n\nmore code\n```\n"), "");
}

TEST_F(UnmarkedText, elsewhere_paragraphs_need_no_mark_where_none_has_one) {
  EXPECT_EQ(told("SECRET\n\nThe name is X.\n", "GBR"), "");
  EXPECT_EQ(told("SECRET\n\n(S) a\n\nThe name is X.\n", "GBR"),
            "MARK-whole 1 paragraphs bear no portion mark, the first on line 5; ");
}

TEST_F(UnmarkedText, a_mark_does_not_go_on_behind_its_parenthesis) {
  for (const auto* rest :
       {"//NF text", " // NF text", "(NF) text", " (NF) text", "//(TS//SI//NF) text", " [TS//NF] text", " NF text", " OC: text"})
    EXPECT_EQ(told("TOP SECRET//SI//NOFORN\n\n(S//REL TO USA, GBR)" + std::string(rest) + "\n"), "MARK-portion@3; ") << rest;
  for (const auto* rest : {" text", "text", " (see above) text", " NOFORN is a control.", " / or", "", " NFL scores"}) {
    const bool slash = std::string_view(rest) == " / or";
    EXPECT_EQ(told("SECRET//NOFORN\n\n(U)" + std::string(rest) + "\n"), slash ? "MARK-portion@3; " : "") << rest;
  }
}

TEST_F(UnmarkedText, a_mark_without_parentheses_marks_nothing) {
  for (const auto* line : {"TS//SI//NF: text", "S//NF) the text", "TOP SECRET//SI//NOFORN - the text", "**S//NF** the text"})
    EXPECT_NE(told("SECRET//NOFORN\n\n(S//NF) a\n\n" + std::string(line) + "\n").find("MARK-portion@5; "), std::string::npos)
        << line;
  for (const auto* line : {"SECRET//NOFORN", "See http://example.org//x", "S/NF", "U.S.//allied text"})
    EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n" + std::string(line) + "\n").find("MARK-portion"), std::string::npos) << line;
}

TEST_F(UnmarkedText, a_mark_in_running_text_that_says_more_is_told_once) {
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) see (TS//SI//NF) x\n\n(U) y (TS//SI//NF)\n"), "MARK-whole@3; ");
  EXPECT_EQ(told("TOP SECRET//SI//NOFORN\n\n(TS//SI//NF) see (S//NF) x\n"), "");
}

TEST_F(UnmarkedText, letters_that_number_paragraphs_are_no_marks) {
  const auto marks = [&](std::string_view text) {
    return check_document(text, *book_.find(PolicyId("USA")), book_, [](const PartyId& id) { return std::vector{id}; })
        ->marks.size();
  };
  EXPECT_EQ(marks("UNCLASSIFIED\n\n(a) x\n\n(b) y\n\n(c) z\n"), 1U);
  EXPECT_EQ(marks("UNCLASSIFIED\n\n(r) x\n\n(s) y\n\n(t) z\n\n(u) w\n"), 1U);
  EXPECT_EQ(marks("UNCLASSIFIED\n\n(c) z\n"), 2U) << "nothing numbers before it";
  EXPECT_EQ(marks("UNCLASSIFIED\n\n(a) x\n\n(c) z\n"), 2U);
}

}  // namespace
}  // namespace entente::document
