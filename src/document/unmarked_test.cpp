// Text without a mark, and marks that go on behind their parenthesis or stand without it.
#include <string>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

class UnmarkedText : public testing::Test {
 protected:
  // "rule@line" of the findings about lines, and how many paragraphs one is about; `!` for an error of that kind.
  [[nodiscard]] std::string told(std::string_view text, const char* system = "USA") const {
    const auto found =
        check_document(text, *book_.find(PolicyId(system)), book_, [](const PartyId& id) { return std::vector{id}; });
    if (!found) return found.error().message;
    std::string out;
    for (const auto& line : found->lines) {
      if (line.finding.rule == "US-E") continue;
      const bool error = line.finding.severity == label::Severity::error;
      const bool counted = line.finding.message.find("bear no portion mark") != std::string::npos;
      const auto count = counted ? " " + line.finding.message.substr(0, line.finding.message.find(' ')) : "";
      out += line.finding.rule + (counted && error ? "!" : "") + "@" + std::to_string(line.line) + count + "; ";
    }
    return out;
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(UnmarkedText, paragraphs_of_a_classified_document_bear_their_marks) {
  EXPECT_EQ(told("SECRET//NOFORN\n\n(U) a\n\nThe name is X.\n\n(S//NF) b\n\nmore\n"), "US-C.1@5 2; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(U) a\ngoes on\n\n(S//NF) b\n"), "") << "a line within a paragraph";
  EXPECT_EQ(told("SECRET//NOFORN\n\n# Title\n\n(S//NF) b\n"), "US-C.1@3 1; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n# (U) Title\n\nSubject: a title (S//NF)\n\n(S//NF) b\n"), "");
  EXPECT_EQ(told("SECRET//NOFORN\n\nThe name is X.\n\nThe place is Y.\n"), "US-C.1@3 2; ")
      << "none is marked: there may be a waiver";
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) a\n\nb\n"), "") << "nothing is classified";
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\n- item\n- item\n\n1. item\n"), "") << "items stand under the mark above";
  EXPECT_EQ(told("SECRET//NOFORN\n\nThe name is X.\n\n- item\n\n(S//NF) a\n"), "US-C.1@3 2; ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\nClassified By: B\nDerived From: C\nDeclassify On: 20400101\n\nDate: 20200101\n\n"
                 "page 2      SECRET//NOFORN\n\n***\n\n<!-- x -->\n\nPage 3 of 4\n"),
            "");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\n```\ncode\n\nmore code\n```\n"), "");
}

TEST_F(UnmarkedText, elsewhere_paragraphs_need_no_mark_where_none_has_one) {
  EXPECT_EQ(told("SECRET\n\nThe name is X.\n", "GBR"), "");
  EXPECT_EQ(told("SECRET\n\n(S) a\n\nThe name is X.\n", "GBR"), "MARK-whole@5 1; ");
}

TEST_F(UnmarkedText, a_mark_does_not_go_on_behind_its_parenthesis) {
  for (const auto* rest : {"//NF text", " // NF text", "(NF) text", " (NF) text", "//(TS//SI//NF) text", " [TS//NF] text",
                           " NF text", ": OC text", "-NF text", " NOFORN text"})
    EXPECT_EQ(told("TOP SECRET//SI//NOFORN\n\n(S//REL TO USA, GBR)" + std::string(rest) + "\n"), "MARK-portion@3; ") << rest;
  for (const auto* rest :
       {" text", "text", " (see above) text", " / or", "", " NFL scores", " /etc/x", " // a note", " (c) an item"}) {
    EXPECT_EQ(told("SECRET//NOFORN\n\n(U)" + std::string(rest) + "\n"), "") << rest;
  }
}

TEST_F(UnmarkedText, a_mark_without_parentheses_marks_nothing) {
  for (const auto* line : {"TS//SI//NF: text", "S//NF) the text", "TOP SECRET//SI//NOFORN - the text", "**S//NF** the text",
                           "S//XYZ//NF text", "//NATO SECRET text"})
    EXPECT_NE(told("SECRET//NOFORN\n\n(S//NF) a\n\n" + std::string(line) + "\n").find("MARK-portion@5; "), std::string::npos)
        << line;
  for (const auto* line : {"SECRET//NOFORN", "See http://example.org//x", "S/NF", "U.S.//allied text", "// a note"})
    EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n" + std::string(line) + "\n").find("MARK-portion"), std::string::npos) << line;
}

TEST_F(UnmarkedText, a_mark_in_running_text_that_says_more_is_told_once) {
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) see (TS//SI//NF) x\n\n(U) y (TS//SI//NF) z\n"), "MARK-whole@3; ");
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) see (TS//SI//NF) x\n\n(U) The name is Y. (TS//SI//NF)\n"), "MARK-whole@3; MARK-whole@5; ")
      << "the second is an error";
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
  EXPECT_EQ(marks("UNCLASSIFIED\n\n- (b) y\n\n(i) w\n\n(ii) w\n\n- (c) z\n"), 1U);
  EXPECT_EQ(marks("UNCLASSIFIED\n\n(x) no level has it\n"), 1U);
}

}  // namespace
}  // namespace entente::document
