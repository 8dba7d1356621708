#include "document/check_document.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

class CheckDocument : public testing::Test {
 protected:
  DocumentCheck check(std::string_view text, const char* system = "USA") {
    auto found = check_document(text, *book_.find(PolicyId(system)), book_, label::test::members);
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

  // Whoever may have the whole by the list of its banner may have each part that is classified.
  static bool releases_no_more(const DocumentCheck& found) {
    const auto members = [](const label::Label& label) {
      std::set<PartyId> out;
      for (const auto& party : label.releasable.parties) {
        for (const auto& member : label::test::members(party)) out.insert(member);
      }
      return out;
    };
    const auto whole = members(*found.checks[found.marks[0].check].label);
    return std::all_of(found.marks.begin() + 1, found.marks.end(), [&](const CheckedMark& mark) {
      const auto& label = *found.checks[mark.check].label;
      const auto own = members(label);
      return whole.empty() || label.level.value == "UNCLASSIFIED" ||
             std::includes(own.begin(), own.end(), whole.begin(), whole.end());
    });
  }

  label::PolicyBook book_ = label::test::book();
};

// --- Goal: the banner may name a program that the portions abbreviate, as they have to (manual, H.5 and Table 4).
TEST_F(CheckDocument, a_program_stands_by_name_in_the_banner_and_abbreviated_in_the_portions) {
  for (const auto* banner :
       {"SECRET//SAR-BUTTER POPCORN//NOFORN", "SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN//NOFORN", "SECRET//SAR-BP//NOFORN"})
    EXPECT_EQ(told(std::string(banner) + "\n\n(S//SAR-BP//NF) x\n\nSECRET//SAR-BP//NOFORN\n"), "") << banner;
  EXPECT_EQ(told("SECRET//SAR-BUTTER POPCORN//NOFORN\n\n(S//SAR-CD//NF) x\n"), "US-D.2@1* ");
  EXPECT_EQ(told("SECRET//SAR-BUTTER POPCORN//NOFORN\n\n(S//SAR-BP//NF) x\n\n(S//SAR-BC//NF) y\n"), "US-D.2@1* ");
}

// --- Goal: what was meant for a banner on the first or the last line is one, whatever is wrong with it.
TEST_F(CheckDocument, a_banner_in_disorder_at_the_edge_is_seen) {
  for (const auto* wrong : {"NOFORN//SECRET", "SI//TOP SECRET//NOFORN", "JOINT SECRET GBR USA//REL TO USA, GBR", "GBR SECRET",
                            "SECRET NOFORN", "NOFORN/SECRET", "NATO SECRET", "**NOFORN//SECRET**"}) {
    const std::string mark(label::without_emphasis(wrong));
    EXPECT_EQ(seen("SECRET//NOFORN\n\n(S//NF) x\n\n" + std::string(wrong) + "\n"), "bSECRET//NOFORN o(S//NF) b" + mark + " ");
    EXPECT_EQ(seen(std::string(wrong) + "\n\n(S//NF) x\n"), "b" + mark + " o(S//NF) ") << wrong;
    EXPECT_NE(told("SECRET//NOFORN\n\n(S//NF) x\n\n" + std::string(wrong) + "\n").find("@5* "), std::string::npos) << wrong;
  }
  for (const auto* text : {"USA/GBR", "NOFORN", "GBR AND THE SECRET SERVICE", "REL TO USA, GBR"})
    EXPECT_EQ(seen("SECRET//NOFORN\n\n(S//NF) x\n\n" + std::string(text) + "\n"), "bSECRET//NOFORN o(S//NF) ") << text;
}

// --- Goal: at the edge a near miss of a level in small letters is one, and so is a level's short form of two letters and more.
TEST_F(CheckDocument, what_is_nearly_a_level_at_the_edge_is_seen) {
  const auto lines = [&](const char* system, const std::string& line) {
    const auto text = line + "\n\nSome text.\n\n" + line + "\n";
    std::string out;
    for (const auto& mark : check(text, system).marks)
      out +=
          std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark.span.begin_bytes), '\n')) +
          " ";
    return out;
  };
  for (const auto* line : {"OFFICAL: Sensitive", "OIFFCIAL: Sensitive", "Official: Sensitive", "Official: sensitive",
                           "OFFICIAL: Sensitve Personal Privacy"})
    EXPECT_EQ(lines("AUS", line), "1 5 ") << line;
  for (const auto* line : {"Secret", "Official matters", "Official: Sensitive matters of state", "Official: Sensitive.", "P"})
    EXPECT_EQ(lines("AUS", line), "") << line;
  EXPECT_EQ(lines("NATO", "NR"), "1 5 ");
  EXPECT_EQ(lines("NATO", "N"), "");
  EXPECT_EQ(lines("NATO", "CTS"), "1 5 ");
  EXPECT_EQ(lines("USA", "TS"), "") << "a banner of the USA spells the level out";
  EXPECT_EQ(lines("JPN", "特定秘蜜"), "1 5 ");
  EXPECT_EQ(lines("JPN", "秘密"), "") << "two characters are near to too many words";
}

// --- Goal: two letters on the last line are who signs, and no level that a copy would spell out.
TEST_F(CheckDocument, initials_at_the_end_are_no_level) {
  EXPECT_EQ(seen("SECRET//NOFORN\n\n(S//NF) The meeting is on Monday.\n\nTS\n"), "bSECRET//NOFORN o(S//NF) ");
  const auto found = check("NATO SECRET\n\nSome text.\n\nNC\n", "NATO");
  ASSERT_EQ(found.marks.size(), 1U);
  EXPECT_EQ(check("NR\n\nSome text.\n\nNC\n", "NATO").marks.size(), 1U);
}

// --- Goal: a banner that is no-foreign by a word few know does not hide the NOFORN of a portion (manual, D.2 Table 3, rule 1).
TEST_F(CheckDocument, a_banner_with_fed_only_does_not_stand_for_no_foreign) {
  const auto found = check("SECRET//CUI//FED ONLY\n\n(CUI//FED ONLY) x\n\n(S//NF) y\n");
  ASSERT_FALSE(found.whole.empty());
  EXPECT_EQ(found.whole[0].message, "the banner lacks NOFORN, which line 5 bears");
  ASSERT_TRUE(found.whole[0].correction);
  EXPECT_EQ(found.whole[0].correction->text, "SECRET//CUI//NOFORN/FED ONLY");
  const auto narrower = check("SECRET//NOFORN\n\n(CUI//FED ONLY) x\n\n(S//NF) y\n");
  ASSERT_FALSE(narrower.whole.empty());
  ASSERT_TRUE(narrower.whole[0].correction);
  EXPECT_EQ(narrower.whole[0].correction->text, "SECRET//CUI//NOFORN/FED ONLY");
}

TEST_F(CheckDocument, finds_every_mark_that_opens_a_line_and_every_banner_and_says_where) {
  const std::string text = "SECRET//NOFORN\n\n- (S//NF) a\n1. (U) b\nText (S) c.\n極 (S)b\n\tSECRET//NOFORN\r\n";
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
  ASSERT_EQ(weaker.whole.size(), 1U);
  EXPECT_EQ(weaker.whole[0].rule, "US-D.2");
  EXPECT_EQ(weaker.whole[0].severity, label::Severity::error);
  EXPECT_EQ(weaker.whole[0].message, "the banner lacks NOFORN, which line 3 bears (ISM-ID-00070)");
  EXPECT_EQ(weaker.whole[0].correction->text, "SECRET//NOFORN");
  EXPECT_FALSE(weaker.whole[0].correction->certain);
  const auto stricter = check("TOP SECRET//SI//NOFORN\n\n(TS//NF) a\n");
  ASSERT_EQ(stricter.whole.size(), 1U);
  EXPECT_EQ(stricter.whole[0].severity, label::Severity::warning);
  EXPECT_NE(stricter.whole[0].message.find("by SI;"), std::string::npos) << stricter.whole[0].message;
  EXPECT_EQ(check("(S//NF) a\n").whole.size(), 1U);
}

TEST_F(CheckDocument, names_each_value_once) {
  std::string messages;
  const auto found = check("SECRET\n\n(S) a\n(TS//SI-G/TK//OC/NF) b\n");
  for (const auto& finding : found.whole) messages += finding.message + "\n";
  EXPECT_EQ(messages,
            "the banner is below TOP SECRET: line 4 is TOP SECRET\n"
            "the banner lacks SI-G, which line 4 bears (ISM-ID-00343)\n"
            "the banner lacks TK, which line 4 bears (ISM-ID-00343)\n"
            "the banner lacks ORCON, which line 4 bears\n"
            "the banner lacks NOFORN, which line 4 bears\n");
  EXPECT_TRUE(found.whole[0].correction);
  EXPECT_FALSE(found.whole[1].correction);
  EXPECT_EQ(check("SECRET//REL TO USA, GBR, KOR\n\n(S//REL) a\n(S//REL TO USA, GBR) b\n").whole.at(0).message,
            "the banner releases to KOR, and line 4 does not");
  EXPECT_EQ(check("SECRET//NOFORN\n\n(S//FGI DEU//NF) a\n").whole.at(0).message,
            "the banner lacks FGI DEU, which line 3 bears (ISM-ID-00064)");
}

TEST_F(CheckDocument, compares_with_what_it_can_read) {
  EXPECT_EQ(told("SECRET\n\n(S//XYZZY) a\n(S//NF) b\n"), "MARK-whole@1 US-D.2@1* MARK-unknown@3* ");
  EXPECT_FALSE(check("SECRET\n\n(S//XYZZY) a\n(S//NF) b\n").whole.at(1).correction);
}

TEST_F(CheckDocument, lets_a_foreign_document_speak_for_itself) {
  EXPECT_EQ(told("//GBR SECRET//REL TO USA, GBR\n\n(//GBR S//REL TO USA, GBR) a\n(U) b\n"), "");
  EXPECT_EQ(told("//NATO SECRET\n\n(//NS) a\n(//NC) b\n"), "");
  EXPECT_EQ(told("//FGI SECRET//NOFORN\n\n(//FGI S//NF) a\n(//FGI C//NF) b\n"), "");
  EXPECT_EQ(told("//GBR JPN SECRET//REL TO USA, GBR, JPN\n\n(//GBR JPN S//REL TO USA, GBR, JPN) a\n"), "");
  const auto below = check("//NATO CONFIDENTIAL\n\n(//NS) a\n");
  ASSERT_EQ(below.whole.size(), 1U);
  EXPECT_EQ(below.whole[0].correction->text, "//NATO SECRET");
  const auto american = check("//GBR SECRET//REL TO USA, GBR\n\n(//GBR S//REL TO USA, GBR) a\n(S//REL TO USA, GBR) b\n");
  ASSERT_EQ(american.whole.size(), 1U);
  EXPECT_EQ(american.whole[0].message, "the banner is not in terms of USA, and line 4 is SECRET");
  EXPECT_EQ(american.whole[0].correction->text, "SECRET//FGI GBR//REL TO USA, GBR");
}

//= US manual (2016) H.3, page examples 1 to 4.
TEST_F(CheckDocument, reads_joint_documents_as_the_manual_shows_them) {
  EXPECT_EQ(
      told("//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR\n(//JOINT S//REL) a\n(//JOINT S CAN GBR USA//REL TO USA, FVEY) b\n"),
      "");
  EXPECT_EQ(told("//JOINT SECRET GBR USA//REL TO USA, FVEY\n(//JOINT S//REL) a\n(S//REL) b\n"), "");
  EXPECT_EQ(told("//JOINT SECRET GBR USA//FGI NZL//REL TO USA, GBR\n(//JOINT S//REL) a\n(//JOINT S GBR USA//FGI NZL//REL TO USA, "
                 "FVEY) b\n"),
            "");
  EXPECT_EQ(told("//JOINT SECRET GBR USA//REL TO USA, AUS\n(//JOINT S GBR USA//REL TO USA, GBR) a\n"),
            "US-D.2@1* ISM-ID-00377@1* ");
  EXPECT_EQ(told("SECRET//REL TO USA, GBR\n(//JOINT S//REL) a\n"), "MARK-whole@1 US-H.3@2* ");
  const auto below = check("//JOINT CONFIDENTIAL GBR USA//REL TO USA, GBR\n(//JOINT S GBR USA//REL TO USA, GBR) a\n");
  EXPECT_EQ(below.whole.at(0).correction->text, "//JOINT SECRET GBR USA//REL TO USA, GBR");
}

//= US manual (2016) H.7, page example 3.
TEST_F(CheckDocument, names_no_source_beside_a_concealed_one) {
  EXPECT_EQ(told("SECRET//FGI//NOFORN\n(S//RELIDO) a\n(//GBR S//NF) b\n(//GBR S//REL TO USA, CAN, GBR) c\n(//FGI S//NF) d\n"),
            "");
  const auto named = check("SECRET//FGI JPN//NOFORN\n(//JPN S//NF) a\n(//FGI S//NF) b\n");
  ASSERT_EQ(named.whole.size(), 1U);
  EXPECT_EQ(named.whole[0].correction->text, "SECRET//FGI//NOFORN");
}

TEST_F(CheckDocument, suggests_no_release_that_an_owner_has_not_stated) {
  EXPECT_EQ(check("CONFIDENTIAL\n(//NS) a\n").whole.at(0).correction->text, "SECRET//FGI NATO");
  EXPECT_EQ(check("SECRET\n(//NS) a\n(S//REL TO USA, GBR) b\n").whole.at(0).correction->text, "SECRET//FGI NATO//NOFORN");
}

//= US manual (2016) D.2 Table 3, rule 16; H.7: what is of others does not go back to them where their mark does not say so.
TEST_F(CheckDocument, holds_a_banner_to_portions_of_others_that_state_no_release) {
  const auto released = check("SECRET//FGI GBR//REL TO USA, GBR\n(//GBR S) a\n(S//REL TO USA, GBR) b\n").whole;
  ASSERT_FALSE(released.empty());
  EXPECT_EQ(released.front().rule, "US-D.2");
  EXPECT_EQ(released.front().correction->text, "SECRET//FGI GBR//NOFORN");
  EXPECT_FALSE(label::has_errors(check("SECRET//FGI GBR//NOFORN\n(//GBR S) a\n(S//REL TO USA, GBR) b\n").whole));
  EXPECT_FALSE(
      label::has_errors(check("SECRET//FGI GBR//REL TO USA, GBR\n(//GBR S//REL TO USA, GBR) a\n(S//REL TO USA, GBR) b\n").whole));
}

// Every pair of portions under every banner: what is suggested releases to nobody new and, once written, has no finding.
TEST_F(CheckDocument, suggests_only_banners_that_are_right) {
  const std::vector<std::string> portions{"(S)",
                                          "(S//NF)",
                                          "(C//REL TO USA, GBR)",
                                          "(S//REL TO USA, FVEY)",
                                          "(TS//SI-G/TK//OC/NF)",
                                          "(S//RELIDO)",
                                          "(//NS)",
                                          "(//GBR S)",
                                          "(//GBR S//REL TO USA, GBR)",
                                          "(//FGI S//NF)",
                                          "(S//FGI DEU//NF)",
                                          "(//JOINT S GBR USA//REL TO USA, GBR)",
                                          "(//JOINT S//REL)",
                                          "(S//REL)",
                                          "(S//DISPLAY ONLY AFG)",
                                          "(U//FOUO)"};
  std::size_t suggested = 0;
  for (const auto* banner :
       {"UNCLASSIFIED", "//GBR CONFIDENTIAL//REL TO USA, GBR", "//JOINT CONFIDENTIAL GBR USA//REL TO USA, GBR"}) {
    for (const auto& first : portions) {
      for (const auto& second : portions) {
        if (second < first) continue;
        const auto body = "\n\n" + first + " a\n" + second + " b\n";
        const auto found = check(banner + body);
        for (const auto& finding : found.whole) {
          if (!finding.correction) continue;
          ++suggested;
          const auto again = check(finding.correction->text + body);
          EXPECT_TRUE(again.whole.empty()) << banner << body << finding.correction->text << ": " << again.whole[0].message;
          EXPECT_TRUE(releases_no_more(again)) << banner << body << finding.correction->text;
        }
      }
    }
  }
  EXPECT_GT(suggested, 100U);
}

TEST_F(CheckDocument, sees_marks_where_a_reader_does) {
  EXPECT_EQ(seen("| (S//NF) x | (TS//SI//NF) y |\n"), "o(S//NF) o(TS//SI//NF) ");
  EXPECT_EQ(seen("a\t(S//NF) x | (C) y ｜(U) z\n"), "o(S//NF) o(C) o(U) ");
  EXPECT_EQ(seen("## Title (TS//NF)\n### Title (TS//NF) ###\n"), "o(TS//NF) o(TS//NF) ");
  EXPECT_EQ(seen("**Subject: Report (TS//NF)**\nSUBJECT: (S) Report\n件名：報告 (C)\n"), "o(TS//NF) o(S) o(C) ");
  EXPECT_EQ(seen("Subject to review (S)\n## Of forms (draft)\n## All (S//NF) marks\n"), "i(S) i(S//NF) ");
  EXPECT_EQ(seen("UNCLASSIFIED\n\n| a | text (S) |\n| (U) a | text **(TS)** | (C) b (S) |\nname(S) | of (S) b |\n"),
            "bUNCLASSIFIED i(S) o(U) i(TS) o(C) i(S) ");
  EXPECT_EQ(seen("Two: TOP SECRET\nUNCLASSIFIED\n\nThe level: is TOP SECRET\n"), "iTOP SECRET bUNCLASSIFIED ");
  EXPECT_EQ(seen("page 2      SECRET\nend page 2\tSECRET//NOFORN\n- page 2      SECRET\n> TOP SECRET\n"),
            "bSECRET bSECRET//NOFORN bTOP SECRET ");
  EXPECT_EQ(seen("- Banner line: SECRET//NOFORN\nBanner line: SECRET//NOFORN\n"), "iSECRET//NOFORN bSECRET//NOFORN ");
}

TEST_F(CheckDocument, takes_a_mark_inside_text_for_an_example) {
  EXPECT_EQ(seen("marked (S//NF), (//GBR S//NF) or (//JOINT S//REL), once (S//XX)\n"),
            "i(S//NF) i(//GBR S//NF) i(//JOINT S//REL) i(S//XX) ");
  EXPECT_EQ(seen("see (http://a.b), (C://x), (S), (S//REL TO [USA, LIST]), (S//NF\n"), "");
  EXPECT_EQ(told("CONFIDENTIAL\n\n(C) Above it (TS//SI//NF) and (S//NFO) stand.\n"), "MARK-unknown@3 ");
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

TEST_F(CheckDocument, lowers_no_banner_to_the_first) {
  EXPECT_FALSE(check("CONFIDENTIAL\n\nSECRET//NOFORN\n").whole.at(0).correction);
  EXPECT_FALSE(check("SECRET//NOFORN\n\n(S//NF) a\n\nTOP SECRET//NOFORN\n").whole.at(0).correction);
  EXPECT_EQ(check("SECRET//NOFORN\n\nCONFIDENTIAL\n").whole.at(0).correction->text, "SECRET//NOFORN");
  // What stands in the first is too little itself, and nothing else is right for portions that cannot be read.
  const auto found = check("CONFIDENTIAL\n\n(S//XYZZY) a\n(S) b\n\nUNCLASSIFIED\n");
  for (const auto& finding : found.whole) EXPECT_FALSE(finding.correction) << finding.message;
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

TEST_F(CheckDocument, passes_over_a_byte_order_mark) {
  const std::string text = "\xEF\xBB\xBFSECRET/NOFORN\n\n(S//NF) a\n";
  const auto found = check(text);
  ASSERT_EQ(found.marks.size(), 2U);
  EXPECT_EQ(found.marks[0].span, (label::Span{3, 16}));
  EXPECT_EQ(found.marks[0].column, 1U);
  EXPECT_EQ(corrected(text, found), "\xEF\xBB\xBFSECRET//NOFORN\n\n(S//NF) a\n");
  EXPECT_EQ(told("\xEF\xBB\xBF(S//NF) a\n"), "US-D.1@1* ");
  EXPECT_EQ(told("\xEF\xBB\xBF"), "MARK-whole@1 ");
  const auto system = system_of("\xEF\xBB\xBFSECRET//NOFORN\n", book_);
  ASSERT_TRUE(system) << system.error().message;
  EXPECT_EQ((*system)->id.value, "USA");
  EXPECT_NE(told("SECRET//NOFORN\n\n\xEF\xBB\xBF(S//NF) a\n"), "") << "in the middle of a text it is an invisible character";
}

// --- Goal: one portion that ranks beside none does not free the banner from the others.
TEST_F(CheckDocument, portions_without_a_common_level_are_judged_all_the_same) {
  const auto errors = [&](std::string_view text, const char* system) {
    std::string out;
    for (const auto& finding : check(text, system).whole) {
      if (finding.severity == label::Severity::error) out += finding.message + "; ";
    }
    return out;
  };
  auto can = label::test::can();
  can.levels.push_back(label::test::free_level(label::test::level("UNCLASSIFIED", 0, "U", {"U"})));
  for (auto& level : can.levels) {
    if (!level.comparable) level.axis = "protected";
  }
  book_.add(can);
  EXPECT_EQ(
      errors("UNCLASSIFIED\n\n(TS//CEO) x\n\n(PB) y\n", "CAN"),
      "the banner is below TOP SECRET: line 3 is TOP SECRET; the banner lacks CANADIAN EYES ONLY, which line 3 bears; the banner "
      "is below PROTECTED B: line 5 is PROTECTED B; ");
  EXPECT_EQ(
      errors("CONFIDENTIAL\n\n(TS) x\n\n(PB) y\n", "CAN"),
      "the banner is below TOP SECRET: line 3 is TOP SECRET; the banner does not cover PROTECTED B, and line 5 is PROTECTED B; ");
  EXPECT_EQ(errors("PROTECTED B\n\n(S) x\n\n(PC) y\n", "CAN"),
            "the banner does not cover SECRET: line 3 is SECRET; the banner is below PROTECTED C: line 5 is PROTECTED C; ");
  EXPECT_EQ(errors("SECRET\n\n(S) x\n\n(PB) y\n", "CAN"), "the banner does not cover PROTECTED B, and line 5 is PROTECTED B; ")
      << "no banner does: they want documents of their own";
  EXPECT_EQ(errors("PROTECTED B\n\n(PB) x\n\n(PC) y\n", "CAN"), "the banner is below PROTECTED C: line 5 is PROTECTED C; ");
  EXPECT_EQ(errors("PROTECTED C\n\n(PB) x\n\n(PC) y\n\n(U) z\n", "CAN"), "");
  EXPECT_EQ(errors("PROTECTED C\n\n(U) z\n", "CAN"), "");
  EXPECT_EQ(
      errors("UNCLASSIFIED\n\n(//CAN PROTECTED B) x\n\n(TS//SI//NF) y\n", "USA"),
      "the banner is below TOP SECRET: line 5 is TOP SECRET; the banner lacks SI, which line 5 bears; the banner lacks NOFORN, "
      "which line 5 bears; the banner lacks FGI CAN, which line 3 bears; the banner is below PROTECTED B: line 3 is PROTECTED "
      "B; ");
  EXPECT_EQ(errors("TOP SECRET//SI//FGI CAN//NOFORN\n\n(//CAN PROTECTED B) x\n\n(TS//SI//NF) y\n", "USA"), "");
  EXPECT_EQ(errors("特定秘密\n\n(機密) x\n\n(特定秘密) y\n", "JPN"), "the banner does not cover 機密: line 3 is 機密; ");
}

// --- Goal: who has portions and no banner yet is told which.
TEST_F(CheckDocument, a_document_without_a_banner_is_told_the_one_that_it_should_bear) {
  const auto found = check("(S//NF) a\n\n(TS//SI//NF) b\n");
  ASSERT_TRUE(found.roll_up);
  EXPECT_EQ(found.roll_up->banner, "TOP SECRET//SI//NOFORN");
  ASSERT_EQ(found.whole.size(), 1U);
  EXPECT_EQ(found.whole[0].rule, "US-D.1");
  EXPECT_EQ(found.whole[0].severity, label::Severity::error);
  EXPECT_NE(found.whole[0].message.find("`TOP SECRET//SI//NOFORN`"), std::string::npos);
  const auto free = check("(U) a\n");
  ASSERT_TRUE(free.roll_up);
  EXPECT_EQ(free.roll_up->banner, "UNCLASSIFIED");
  EXPECT_EQ(free.whole[0].severity, label::Severity::warning);
  const auto open = check("(S//PR) a\n\n(S) b\n");  // ISM-ID-00473
  EXPECT_NE(open.whole[0].message.find("`SECRET//PROPIN` (ISM-ID-00473: "), std::string::npos) << open.whole[0].message;
  EXPECT_FALSE(check("(S//NF) a\n\n(XYZZY//NF) b\n").roll_up) << "not all can be read";
  EXPECT_FALSE(check("(機密) a\n\n(特定秘密) b\n", "JPN").roll_up) << "no level covers both";
  EXPECT_EQ(check("(極秘) a\n\n(機密) b\n", "JPN").roll_up->banner, "機密");
}

TEST_F(CheckDocument, ends_lines_as_a_release_does) {
  std::string lines;
  for (const auto& mark : check("SECRET//NOFORN\r(S//NF) a\r\n(C) b\n\r(U) c").marks) lines += std::to_string(mark.line) + " ";
  EXPECT_EQ(lines, "1 2 3 5 ");
}

TEST_F(CheckDocument, counts_columns_on_along_a_line) {
  std::string columns;
  for (const auto& mark : check("SECRET//NOFORN\n\n| (S//NF) 極秘 | (C) b |\n(U) c\n").marks)
    columns += std::to_string(mark.column) + " ";
  EXPECT_EQ(columns, "1 3 16 1 ");
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
  const auto all_read_it = system_of("UNCLASSIFIED\n\n(U) a\n(U//FOUO) b\n", book_);
  ASSERT_TRUE(all_read_it) << all_read_it.error().message;
  EXPECT_EQ((*all_read_it)->id.value, "USA");
  // What none reads: the system in which it can be put right.
  for (const auto& [text, system] : std::vector<std::pair<const char*, const char*>>{
           {"SERCET//NOFORN\n\n(S/NF) a\n", "USA"},
           {"SECRET//REL TO USA, JNP\n\n(S//REL) x\n", "USA"},
           {"SECRET//RELTO USA, JPN\n\n(S//REL) x\n\nSECRET//RELTO USA, JPN\n", "USA"},
           {"SECRET;NOFORN\n\nText.\n", "USA"},
           {"OFFICAL: Sensitive\n\nText.\n", "AUS"},
           {"COSMIC TOP SERCET\n\nText.\n", "NATO"},
           // Whoever wrote a list of a release is in it, and writes it in its own style.
           {"SECRET//REL TO JPN, USA\n\n(S//REL TO JPN, USA) t\n", "USA"},
           {"SECRET//ORCON/REL TO JPN, USA\n\n(S//OC/REL TO JPN, USA) t\n", "USA"},
           {"TOP SECRET//REL TO CAN, USA\n", "USA"},
           {"SERCET//REL TO USA, JPN\n\n(S//REL) x\n", "USA"},
           {"SECRET\n\n(S) t\n\nClassified By: jpn-analyst-1\nReason: 1.4(c)\nDeclassify On: 20301231\n", "USA"},
       }) {
    const auto told = system_of(text, book_);
    ASSERT_TRUE(told) << text << told.error().message;
    EXPECT_EQ((*told)->id.value, system) << text;
  }
  EXPECT_FALSE(system_of("SERCET\n\nText.\n", book_));
  EXPECT_FALSE(system_of("The patrol left.\n\nText.\n", book_));
  const auto doubtful = system_of("SECRET\n\n(S) a\n", book_);
  ASSERT_FALSE(doubtful);
  EXPECT_TRUE(doubtful.error().message.starts_with("its marks may be of ")) << doubtful.error().message;
  EXPECT_NE(doubtful.error().message.find("USA; state which with --policy"), std::string::npos) << doubtful.error().message;
}

TEST_F(CheckDocument, what_a_portion_may_have_been_meant_for_is_no_part_of_the_whole) {
  const auto guessed = check("SECRET//NOFORN\n\n(S//REL TO USA, JAP) x\n\n(S//NF) y\n");
  ASSERT_EQ(guessed.marks.size(), 3U);
  EXPECT_FALSE(guessed.checks[guessed.marks[1].check].label.has_value());
  EXPECT_FALSE(guessed.checks[guessed.marks[1].check].findings.empty());
  EXPECT_NE(told("SECRET//NOFORN\n\n(S//REL TO USA, JAP) x\n\n(S//NF) y\n").find("MARK-whole@1"), std::string::npos);
  const auto certain = check("SECRET//REL TO USA, GBR\n\n(S//REL TO GBR, USA) x\n");  // it reads as it stands
  ASSERT_EQ(certain.marks.size(), 2U);
  EXPECT_TRUE(certain.checks[certain.marks[1].check].label.has_value());
}

}  // namespace
}  // namespace entente::document
