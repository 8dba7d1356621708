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
      const bool counted = line.finding.message.find(" no portion mark") != std::string::npos;
      const bool one = line.finding.message.starts_with("a paragraph");
      const auto count = one ? " 1" : counted ? " " + line.finding.message.substr(0, line.finding.message.find(' ')) : "";
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

// Each stands between marked paragraphs of right documents.
TEST_F(UnmarkedText, names_titles_addresses_and_dates_may_be_no_text) {
  for (const auto* line :
       {"MEMORANDUM FOR RECORD",
        "FROM: X",
        "TO: Director of Plans",
        "cc: Chief, Operations",
        "27 November 2026",
        "JOHN DOE\nColonel, USA\nChief of Plans",
        "2",
        "- 2 -",
        "2 of 3",
        "page 3",
        "Page 3 of 4",
        "Copy 1 of 3",
        "WORKING PAPERS",
        "[TOC]",
        "![f](a.png)",
        "[1]: http://x",
        "| Item | Text |\n|---|---|",
        "\\newpage",
        "$$x$$",
        "DEPARTMENT OF DEFENSE\nWASHINGTON DC",
        "**Classified By:** the director of plans",
        "| Derived From: | several sources |",
        "RESTRICTED DATA\n\nThis document contains RESTRICTED DATA, as defined in the Atomic Energy Act of 1954.",
        "Distribution Statement D. DoD only.",
        "UNCLASSIFIED when separated from classified enclosures",
        "<!-- generated -->",
        "Report (U)\n=========="})
    EXPECT_EQ(told("SECRET//NOFORN\n\n(U) a\n\n" + std::string(line) + "\n\n(S//NF) b\n"), "") << line;
  for (const auto* line : {"page 4 agent is Bob", "<b>Agent X lives in Y</b>", "Date: 20260101 the agent X is in Y",
                           "Date: 20260101\nThe agent X lives in Y.", "Reason: the agent is X", "JOHN DOE\nlives in Y",
                           "Report on the agent", "- The agent is X", "工作員の名前"})
    EXPECT_NE(told("SECRET//NOFORN\n\nThe head.\n\n" + std::string(line) + "\n\n(S//NF) b\n").find(" 2; "), std::string::npos)
        << line;
}

TEST_F(UnmarkedText, what_hangs_below_a_marked_paragraph_stands_under_it) {
  for (const auto* below : {"| item | value |\n|---|---|\n| some | 1 |", "```\nsome code\n\nmore of it\n```", "    indented text",
                            "- (U) an item\n\n  goes on in it"})
    EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) Table 1.\n\n" + std::string(below) + "\n\n(U) b\n"), "") << below;
  EXPECT_EQ(told("SECRET//NOFORN\n\n  (S//NF) a\n\n  the agent is X\n\n(U) b\n"), "US-C.1@5 1; ") << "indented no further";
  EXPECT_EQ(told("SECRET\n\n(S) a\n\n- an item\n", "GBR"), "MARK-whole@5 1; ") << "where items do not inherit";
}

// --- Goal: what shows how marks look is none, and whoever forgets to close his code hides nothing.
TEST_F(UnmarkedText, marks_in_code_are_examples) {
  const std::string code =
      "SECRET//NOFORN\n\n(S//NF) a\n\n```\n(TS//SI//NF) b\nTS//SI//NF c\n(c) 2020\nTOP SECRET//SI\n```\n\n(U) d\n";
  EXPECT_EQ(told(code), "MARK-whole@6; ") << "a warning";
  const auto check = [&](std::string_view text) {
    return *check_document(text, *book_.find(PolicyId("USA")), book_, [](const PartyId& id) { return std::vector{id}; });
  };
  EXPECT_TRUE(check(code).whole.empty());
  EXPECT_EQ(
      corrected("SECRET//NOFORN\n\n~~~\n(S/NF) a\n~~~\n(S/NF) b\n", check("SECRET//NOFORN\n\n~~~\n(S/NF) a\n~~~\n(S/NF) b\n")),
      "SECRET//NOFORN\n\n~~~\n(S/NF) a\n~~~\n(S//NF) b\n");
  for (const auto* open : {"```\n", "~~~\n```\n", "````\n```\n", "``` a`b\n", "    ```\n", "```\n``` x\n", "~~~\n~~\n"}) {
    const auto text = "SECRET//NOFORN\n\n" + std::string(open) + "(TS//SI//NF) b\n";
    EXPECT_FALSE(check(text).whole.empty()) << text << ": nothing closes it";
  }
  EXPECT_TRUE(check("SECRET//NOFORN\n\n(S//NF) a\n\n`(TS//SI//NF)` is a mark\n").whole.empty());
}

TEST_F(UnmarkedText, a_near_miss_on_the_first_or_last_line_was_meant_for_a_banner) {
  const auto banners = [&](std::string_view text, const char* system) {
    const auto found =
        check_document(text, *book_.find(PolicyId(system)), book_, [](const PartyId& id) { return std::vector{id}; });
    std::string out;
    for (const auto& mark : found->marks) {
      if (mark.place != MarkPlace::banner) continue;
      const bool wrong = !found->checks[mark.check].findings.empty();
      out += std::string(text.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes)) + (wrong ? "* " : " ");
    }
    return out;
  };
  EXPECT_EQ(banners("SECRET\n\n(S) a\n\nSERCET\n", "GBR"), "SECRET SERCET* ");
  EXPECT_EQ(banners("SECRTE\n\n(S) a\n\nSECRETX\n\n", "GBR"), "SECRTE* SECRETX* ");
  EXPECT_EQ(banners("極秘・特定秘密\n\n本文\n\n特定秘密(極秘)", "JPN"), "極秘・特定秘密* 特定秘密(極秘)* ");
  EXPECT_EQ(banners("SECRET\n\nSERCET\n\n(S) a\n\nSECRETARIAT\n", "GBR"), "SECRET ") << "inside, and another word";
  EXPECT_EQ(banners("極秘文書の取扱い\n\n本文\n\n秘", "JPN"), "秘 ") << "a title that begins so";
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
