#include "document/check_document.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "label/test_policies.h"

namespace entente::document {
namespace {

class CheckDocument : public testing::Test {
 protected:
  DocumentCheck check(std::string_view text, const char* system = "USA") {
    auto found =
        check_document(text, *book_.find(PolicyId(system)), book_, [](const PartyId& party) { return std::vector{party}; });
    EXPECT_TRUE(found) << (found ? "" : found.error().message);
    return found ? *found : DocumentCheck{};
  }

  // "rule@line" of every finding, those of the whole first; errors with a star.
  std::string told(std::string_view text) {
    const auto found = check(text);
    std::string out;
    const auto add = [&](const label::Finding& finding, std::size_t at) {
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      out += finding.rule + "@" + std::to_string(line) + (finding.severity == label::Severity::error ? "* " : " ");
    };
    for (const auto& finding : found.whole) add(finding, finding.span.begin_bytes);
    for (const auto& mark : found.marks) {
      for (const auto& finding : found.checks[mark.check].findings) add(finding, mark.span.begin_bytes);
    }
    return out;
  }

  // What is seen as a mark: its place in front ("o", "b", "i").
  std::string seen(std::string_view text) {
    std::string out;
    for (const auto& mark : check(text).marks) {
      out += "obi"[static_cast<int>(mark.place)];
      out += std::string(text.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes)) + " ";
    }
    return out;
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(CheckDocument, finds_every_mark_that_opens_a_line_and_every_banner_and_says_where) {
  const std::string text = "SECRET//NOFORN\n\n- (S//NF) a\n1. (U) b\nText (S) c.\n極 (S)\n\tSECRET//NOFORN\r\n";
  const auto found = check(text);
  std::string places;
  for (const auto& mark : found.marks) {
    places += std::to_string(mark.line) + ":" + std::to_string(mark.column) + "=" +
              text.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes) + " ";
  }
  EXPECT_EQ(places, "1:1=SECRET//NOFORN 3:3=(S//NF) 4:4=(U) 7:2=SECRET//NOFORN ");
  EXPECT_EQ(found.checks.size(), 3U);
  EXPECT_TRUE(found.whole.empty());
}

TEST_F(CheckDocument, compares_the_banner_with_the_portions_together) {
  const auto weaker = check("SECRET\n\n(S//NF) a\n");
  ASSERT_EQ(weaker.whole.size(), 2U);
  EXPECT_EQ(weaker.whole[0].rule, "US-D.2");
  EXPECT_EQ(weaker.whole[1].rule, "ISM-ID-00070");
  EXPECT_EQ(weaker.whole[0].severity, label::Severity::error);
  EXPECT_EQ(weaker.whole[0].correction->text, "SECRET//NOFORN");
  EXPECT_FALSE(weaker.whole[0].correction->certain);
  const auto stricter = check("TOP SECRET//NOFORN\n\n(S//NF) a\n");
  ASSERT_EQ(stricter.whole.size(), 1U);
  EXPECT_EQ(stricter.whole[0].severity, label::Severity::warning);
  EXPECT_EQ(check("(S//NF) a\n").whole.size(), 1U);
  EXPECT_EQ(check("SECRET\n\n(S//XYZZY) a\n").whole.size(), 1U);
}

TEST_F(CheckDocument, sees_marks_where_a_reader_does) {
  EXPECT_EQ(seen("| (S//NF) x | (TS//SI//NF) y |\n"), "o(S//NF) o(TS//SI//NF) ");
  EXPECT_EQ(seen("a\t(S//NF) x | (C) y ｜(U) z\n"), "o(S//NF) o(C) o(U) ");
  EXPECT_EQ(seen("## Title (TS//NF)\n### Title (TS//NF) ###\n"), "o(TS//NF) o(TS//NF) ");
  EXPECT_EQ(seen("**Subject: Report (TS//NF)**\nSUBJECT: (S) Report\n件名：報告 (C)\n"), "o(TS//NF) o(S) o(C) ");
  EXPECT_EQ(seen("Subject to review (S)\n## Of forms (draft)\n## All (S//NF) marks\n"), "i(S//NF) ");
  EXPECT_EQ(seen("page 2      SECRET\nend page 2\tSECRET//NOFORN\n- page 2      SECRET\n> TOP SECRET\n"),
            "bSECRET bSECRET//NOFORN bTOP SECRET ");
  EXPECT_EQ(seen("- Banner line: SECRET//NOFORN\nBanner line: SECRET//NOFORN\n"), "iSECRET//NOFORN bSECRET//NOFORN ");
}

TEST_F(CheckDocument, takes_a_mark_inside_text_for_an_example) {
  EXPECT_EQ(seen("marked (S//NF), (//GBR S//NF) or (//JOINT S//REL), once (S//XX)\n"),
            "i(S//NF) i(//GBR S//NF) i(//JOINT S//REL) i(S//XX) ");
  EXPECT_EQ(seen("see (http://a.b), (C://x), (S), (S//REL TO [USA, LIST]), (S//NF\n"), "");
  EXPECT_EQ(told("CONFIDENTIAL\n\n(C) Above it (TS//SI//NF) and (S//NFO) stand.\n"), "MARK-spelling@3 ");
  const std::string text = "CONFIDENTIAL\n\n(C) Above it (s//nf) stands.\n";
  EXPECT_EQ(corrected(text, check(text)), text);
}

TEST_F(CheckDocument, holds_every_banner_to_the_first) {
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\nSECRET//NOFORN\n"), "");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\nCONFIDENTIAL\n"), "MARK-banners@5* ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\nSECRET//REL TO USA, GBR\n"), "MARK-banners@5* ");
  EXPECT_EQ(told("SECRET//NOFORN\n\n(S//NF) a\n\npage 1    TOP SECRET//NOFORN\n"), "MARK-banners@5* ");
  EXPECT_EQ(check("SECRET//NOFORN\n\n(S//NF) a\n\nCONFIDENTIAL\n").whole.at(0).correction->text, "SECRET//NOFORN");
}

TEST_F(CheckDocument, lets_a_page_inside_bear_what_stands_on_it) {
  EXPECT_EQ(told("SECRET//NOFORN\n(S//NF) a\nCONFIDENTIAL\n(C) b\nSECRET//NOFORN\n"), "MARK-banners@3 ");
  EXPECT_EQ(told("SECRET//NOFORN\n(C) a\nCONFIDENTIAL\n(S//NF) b\nSECRET//NOFORN\n"), "MARK-banners@3 ");
  EXPECT_EQ(told("SECRET//NOFORN\n(S//NF) a\nCONFIDENTIAL\n(S//NF) b\nSECRET//NOFORN\n"), "MARK-banners@3* ");
}

TEST_F(CheckDocument, holds_banners_of_other_systems_to_the_first_too) {
  const auto found = check("NATO SECRET\n\n(NS) a\n\nNATO CONFIDENTIAL\n", "NATO");
  ASSERT_EQ(found.whole.size(), 1U);
  EXPECT_EQ(found.whole[0].rule, "MARK-banners");
}

TEST_F(CheckDocument, corrects_what_is_certain_and_nothing_else) {
  const std::string text = "SECRET/NOFORN\n\n (s//nf) a\n(S//XYZZY) b\n(S//REL TO USA, JPM) c\n";
  EXPECT_EQ(corrected(text, check(text)), "SECRET//NOFORN\n\n (S//NF) a\n(S//XYZZY) b\n(S//REL TO USA, JPM) c\n");
}

TEST_F(CheckDocument, says_that_nothing_is_marked) {
  const auto found = check("The patrol left.\n");
  ASSERT_EQ(found.whole.size(), 1U);
  EXPECT_EQ(found.whole[0].severity, label::Severity::warning);
}

TEST_F(CheckDocument, tells_whose_marks_they_are) {
  const auto found = system_of("SECRET//NOFORN\n", book_);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ((*found)->id.value, "USA");
  EXPECT_FALSE(system_of("no marks\n", book_));
}

}  // namespace
}  // namespace entente::document
