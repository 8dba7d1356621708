// A check and a release look at the same lines: what spoils a portion is an error, and what is an error of marks is withheld.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "document/portions.h"
#include "format/markdown.h"
#include "label/test_policies.h"

namespace entente::format {
namespace {

using document::PortionKind;

const label::PolicyBook& book() {
  static const auto kBook = label::test::book();
  return kBook;
}

constexpr std::uint32_t kLine = 5;  // on which the line asked about stands

std::string document_with(std::string_view banner, std::string_view line) {
  return std::string(banner) + "\n\n(U) a\n\n" + std::string(line) + "\n\n(U) b\n";
}

// Of all portions of the line.
struct Released {
  bool spoilt = false;
  std::vector<std::string> marks;
};

Released released(const std::string& text, const char* system) {
  const auto segments = read_markdown(text);
  EXPECT_TRUE(segments);
  const auto document = document::split(text, *segments, PolicyId(system), book());
  EXPECT_TRUE(document) << document.error().message;
  Released out;
  for (const auto& portion : document->portions) {
    if (portion.line != kLine) continue;
    out.spoilt = out.spoilt || portion.kind == PortionKind::invalid;
    for (const auto mark : portion.marks) out.marks.push_back(document->marks[mark].text);
  }
  return out;
}

struct Checked {
  bool error = false;                  // on the line, of any kind
  bool portion = false;                // what stands there is no portion mark
  std::vector<std::string> says_more;  // marks in text that are above the banner
};

Checked checked(const std::string& text, const char* system) {
  const auto check = document::check_document(text, *book().find(PolicyId(system)), book(), label::test::members);
  EXPECT_TRUE(check);
  Checked out;
  for (const auto& mark : check->marks) {
    const auto& findings = check->checks[mark.check].findings;
    out.error =
        out.error || (mark.line == kLine && std::any_of(findings.begin(), findings.end(), [](const label::Finding& finding) {
                        return finding.severity == label::Severity::error;
                      }));
  }
  for (const auto& each : check->lines) {
    if (each.line != kLine || each.finding.severity != label::Severity::error) continue;
    out.error = true;
    out.portion = out.portion || each.finding.rule == "MARK-portion";
    const auto span = each.finding.span;
    if (each.finding.rule == "MARK-whole")
      out.says_more.push_back(text.substr(span.begin_bytes, span.end_bytes - span.begin_bytes));
  }
  return out;
}

void expect_agreement(std::string_view banner, std::string_view line, const char* system = "USA") {
  const auto text = document_with(banner, line);
  SCOPED_TRACE(text);
  const auto release = released(text, system);
  const auto check = checked(text, system);
  EXPECT_TRUE(!release.spoilt || check.error) << "withheld, and not told: " << release.marks.back();
  EXPECT_TRUE(!check.portion || release.spoilt) << "told, and not withheld";
  for (const auto& mark : check.says_more) {
    EXPECT_NE(std::find(release.marks.begin(), release.marks.end(), mark), release.marks.end())
        << mark << " counts for nothing in a release";
  }
}

TEST(CheckAndRelease, agree_on_what_opens_a_portion) {
  const std::vector<std::string> before{
      "", "**", "- ", "1. ", "1.1 ", "# ", "> ", "| ", "Para 1. ", "Classification: ", "<b>", "text: "};
  const std::vector<std::string> opens{"(S//NF)",
                                       "(U)",
                                       "(S//REL TO USA, GBR)",
                                       "S//NF",
                                       "S//XYZ//NF",
                                       "//NS",
                                       "//GBR S",
                                       "SECRET//NOFORN",
                                       "TOP SECRET",
                                       "//NATO SECRET",
                                       "[S//NF]",
                                       "（Ｓ）",
                                       "secret//nf",
                                       "(SERCET)",
                                       "(S//NF",
                                       "S／／NF",
                                       "TS// SI",
                                       "`(S//NF)`"};
  const std::vector<std::string> behind{" text",
                                        ": text",
                                        "//NF text",
                                        "/NF text",
                                        " NF text",
                                        ": NF text",
                                        ") NOFORN text",
                                        ", NF text",
                                        "-NF text",
                                        "(TS) text",
                                        " (TS//SI) text",
                                        " [S] text",
                                        " (c) text",
                                        "// text",
                                        " // a note",
                                        " /etc/x",
                                        "** text",
                                        "",
                                        " text (S//NF)",
                                        " see (TS//SI//NF) there",
                                        " text: (TS//SI//NF) more",
                                        " text: (S) more",
                                        " text (S)",
                                        " text (C) | b (TS)",
                                        " TK//NF text",
                                        " SI TK text",
                                        " TS//SI text",
                                        " | (S//NF) text |"};
  std::size_t combination = 0;
  for (const auto& first : before) {
    for (const auto& mark : opens) {
      for (const auto& rest : behind) {
        const bool in_tag = first == "<b>" && mark == "//GBR S" && rest.starts_with(" |");  // read as a part of the tag's line
        if (++combination % 5 == 0 && !in_tag) expect_agreement("UNCLASSIFIED", first + mark + rest);
      }
    }
  }
}

TEST(CheckAndRelease, agree_under_other_systems) {
  for (const auto* line : {"(S) UK EYES ONLY text", "(S): UK EYES ONLY text", "TOP SECRET the text", "TOP SECRET - the text",
                           "(S)(O) text", "(S) (S) text", "SECRET"})
    expect_agreement("SECRET", line, "GBR");
  for (const auto* line : {"(S) AUSTEO text", "PROTECTED the text", "(S)/AUSTEO text"}) expect_agreement("SECRET", line, "AUS");
  for (const auto* line : {"極秘 本文", "極秘：本文", "(極秘)(秘) 本文", "極秘・特定秘密"}) expect_agreement("秘", line, "JPN");
}

// Each of these was passed by the check, or released by the release.
TEST(CheckAndRelease, lines_that_one_of_them_passed) {
  struct Case {
    const char* banner;
    const char* line;
  };
  for (const auto& [banner, line] :
       {Case{"UNCLASSIFIED", "TOP SECRET the name is y"}, Case{"UNCLASSIFIED", "SECRET - the name is X"},
        Case{"UNCLASSIFIED", "//NS text"}, Case{"UNCLASSIFIED", "S//XYZ//NF text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR): NF text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR)-NF text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR), NF text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR) NOFORN text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR) SI//NF text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR) TK HCS text"},
        Case{"SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR) SI-G text"}, Case{"UNCLASSIFIED", "(U) TS//SI//NF text"}}) {
    const auto text = document_with(banner, line);
    EXPECT_TRUE(checked(text, "USA").portion) << text;
    EXPECT_TRUE(released(text, "USA").spoilt) << text;
  }
  for (const auto* line : {"Comment: (TS//SI//NF) x", "The name is Y. (TS//SI//NF)", "- item: (TS//SI//NF) x"}) {
    const auto text = document_with("UNCLASSIFIED", line);
    EXPECT_FALSE(checked(text, "USA").says_more.empty()) << text;
    EXPECT_EQ(released(text, "USA").marks, std::vector<std::string>{"(TS//SI//NF)"}) << text;
  }
  for (const auto* line :
       {"| a | text (S) |", "| a text (S) | b |", "(U) text (S)", "(U) Cc: (S) list", "Note: (S) list", "text **(S)**"}) {
    const auto text = document_with("UNCLASSIFIED", line);
    EXPECT_FALSE(checked(text, "USA").says_more.empty()) << text;
    EXPECT_FALSE(checked(text, "USA").portion) << text;
    const auto marks = released(text, "USA").marks;
    EXPECT_NE(std::find(marks.begin(), marks.end(), "(S)"), marks.end()) << text;
  }
}

TEST(CheckAndRelease, a_word_of_the_text_behind_a_mark_is_none_of_it) {
  for (const auto* line : {"(U) NF is an abbreviation.", "(U) OC spray.", "(U) (c) an item", "(U) /etc/passwd is a file",
                           "(U) // is a comment", "(S//NF) (U.S. only) text", "(S//NF) NOFORN is a control.", "(U) (AI) systems",
                           "| (S//NF) | (S//NF) the name |", "SECRET when filled in", "(S//NF) SI units", "(U) RD and SI budgets",
                           "(U) (C) Copyright 2026", "(U) the name(S)", "(U) Clearance: TOP SECRET"}) {
    const auto text = document_with("SECRET//NOFORN", line);
    EXPECT_FALSE(checked(text, "USA").error) << text;
    EXPECT_FALSE(released(text, "USA").spoilt) << text;
  }
}

TEST(CheckAndRelease, letters_in_sequence_number_paragraphs) {
  const std::string list = "SECRET//NOFORN\n\n(S//NF) a:\n\n(A) one\n\n(B) two\n\n(C) three\n\n(D) four\n";
  const auto check = document::check_document(list, *book().find(PolicyId("USA")), book(), label::test::members);
  ASSERT_TRUE(check);
  EXPECT_EQ(check->marks.size(), 2U);
  const auto segments = read_markdown(list);
  const auto document = document::split(list, *segments, PolicyId("USA"), book());
  for (const auto& portion : document->portions)
    EXPECT_EQ(portion.kind == PortionKind::marked, portion.line == 3) << "line " << portion.line;
  const std::string text = "SECRET//NOFORN\n\n(A) one\n\n(S//NF) two\n\n(C) three\n";
  const auto other = document::check_document(text, *book().find(PolicyId("USA")), book(), label::test::members);
  EXPECT_EQ(other->marks.size(), 4U) << "(C) follows no (B)";
}

}  // namespace
}  // namespace entente::format
