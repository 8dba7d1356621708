#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

std::string mark_of(const std::string& line) {
  const auto opening = opening_mark(line, book());
  switch (opening.kind) {
    case Opening::text:
      return "text";
    case Opening::cut:
      return "cut";
    case Opening::mark:
      return line.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
  }
  return "?";
}

struct Case {
  std::string line;
  std::string mark;  // "text", "cut" or the mark itself
};

TEST(Opening, a_mark_that_opens_the_line_is_found) {
  for (const auto& [line, mark] : std::vector<Case>{
           {"(U) Ships left port.", "(U)"},
           {"(U)", "(U)"},
           {"(U)text", "(U)"},
           {"  (S//NF) text", "(S//NF)"},
           {"\t(S) text", "(S)"},
           {"(S//REL TO USA, JPN) text (S//NF) more", "(S//REL TO USA, JPN)"},
           {"(//GBR S//REL TO USA, GBR, JPN) text", "(//GBR S//REL TO USA, GBR, JPN)"},
           {"(//NS) text", "(//NS)"},
           {"(極秘) 本文", "(極秘)"},
           {"(군사II급비밀) 본문", "(군사II급비밀)"},
           {"(極秘 [KOR: 군사II급비밀]) 本文", "(極秘 [KOR: 군사II급비밀])"},
           {"(NATO SECRET Releasable to JPN) text", "(NATO SECRET Releasable to JPN)"},
           {"(Protected B) text", "(Protected B)"},
           {"( S // NF ) text", "( S // NF )"},
           {"(S//NF)\nnext line", "(S//NF)"},
           {"(S//NF)\r\n", "(S//NF)"},
       }) {
    EXPECT_EQ(mark_of(line), mark) << line;
  }
}

TEST(Opening, ordinary_text_stays_text) {
  for (const auto& line : std::vector<std::string>{"",
                                                   " ",
                                                   "Ships left port.",
                                                   "see (S//NF) above",
                                                   "(see above) text",
                                                   "(b)(3) 50 U.S.C. 3024i",
                                                   "(1) first",
                                                   "(2)",
                                                   "(a) first",
                                                   "(iv) fourth",
                                                   "(12) twelfth",
                                                   "(e.g. fuel) text",
                                                   "(U.S. forces only) text",
                                                   "(S. Korea) text",
                                                   "(S-band radar) text",
                                                   "(c'mon) text",
                                                   "()",
                                                   "(...)",
                                                   "( )",
                                                   "(-)",
                                                   "(?)",
                                                   "(https://example.org/a) text",
                                                   "(see http://a.b) text",
                                                   "(secure facilities) text",
                                                   "(section 3) text",
                                                   "(the secret of success) text",
                                                   "(not releasable) text",
                                                   "(open",
                                                   "(see the",
                                                   "(3.5) text",
                                                   "[1] note",
                                                   "[text](url)",
                                                   "[x] done",
                                                   "[see above] text",
                                                   "- [ ] to do",
                                                   "<b>bold</b> text",
                                                   "&nbsp;",
                                                   "&c. text",
                                                   "*emphasis* text",
                                                   "1. first",
                                                   "2.1 Second (S//NF)",
                                                   "e.g. (NATO)",
                                                   "2016 (NATO) summit",
                                                   "概要（注）",
                                                   "（１）概要",
                                                   "（ア）概要",
                                                   "（一）概要",
                                                   "(가) 개요",
                                                   "（出典：防衛白書、令和六年版）",
                                                   "（以下、本書においては単に報告書という。）",
                                                   "（ここに書かれているのはかなり長い注釈であって区分の表示などではない）",
                                                   "— (see above)",
                                                   "\"Quoted (S//NF)\"",
                                                   "\n(S//NF)",
                                                   "\\[x\\]",
                                                   "(can) do",
                                                   "(us) only",
                                                   "(japan)"}) {
    EXPECT_EQ(mark_of(line), "text") << line;
  }
}

TEST(Opening, whatever_looks_like_a_mark_is_one_so_that_it_is_judged) {
  for (const auto& [line, mark] : std::vector<Case>{
           {"(SERCET) text", "(SERCET)"},
           {"(SERCET//NF) text", "(SERCET//NF)"},
           {"(Sercet) text", "(Sercet)"},
           {"(SECERT NF) text", "(SECERT NF)"},
           {"(TOPSECRET) text", "(TOPSECRET)"},
           {"(SEC RET) text", "(SEC RET)"},
           {"(CONFIDENTAL) text", "(CONFIDENTAL)"},
           {"(s) text", "(s)"},
           {"(u) text", "(u)"},
           {"(c) 2016 text", "(c)"},
           {"(ts//si) text", "(ts//si)"},
           {"(s, nf) text", "(s, nf)"},
           {"(s-nf) text", "(s-nf)"},
           {"(S-NF) text", "(S-NF)"},
           {"(S;NF) text", "(S;NF)"},
           {"(S_NF) text", "(S_NF)"},
           {"(S – NF) text", "(S – NF)"},
           {"(S.) text", "(S.)"},
           {"(Secret meeting) text", "(Secret meeting)"},
           {"(SDF) text", "(SDF)"},
           {"(NATO) text", "(NATO)"},
           {"(NF) text", "(NF)"},
           {"(REL TO USA, JPN) text", "(REL TO USA, JPN)"},
           {"(rel to usa, jpn) text", "(rel to usa, jpn)"},
           {"(for official use only) text", "(for official use only)"},
           {"(S//NF (draft)) text", "(S//NF (draft)"},
           {"((U)) text", "((U)"},
           {"(U) (S//NF) text", "(U) (S//NF)"},
           {"(U)(S)(TS) text", "(U)(S)(TS)"},
           {"(U) （S//NF） text", "(U) （S//NF）"},
           {"(U) (c) 2016 text", "(U)"},
           {"(U) (NATO) text", "(U)"},
           {"(U) text (S//NF)", "(U)"},
           {"(*U*) text", "(*U*)"},
           {"(S//NF, see http://a.b) text", "(S//NF, see http://a.b)"},
           {"(部外秘) 本文", "(部外秘)"},
           {"（注意）本文", "（注意）"},
           {"(秘密) 本文", "(秘密)"},
       }) {
    EXPECT_EQ(mark_of(line), mark) << line;
  }
}

TEST(Opening, look_alike_and_invisible_characters_belong_to_the_mark_and_spoil_it) {
  for (const auto& [line, mark] : std::vector<Case>{
           {"（S//NF） text", "（S//NF）"},
           {"（極秘）本文", "（極秘）"},
           {"（Ｓ）本文", "（Ｓ）"},
           {"(S//NF） text", "(S//NF）"},
           {"﹙S//NF﹚ text", "﹙S//NF﹚"},
           {"⁽S⁾ text", "⁽S⁾"},
           {"❨S//NF❩ text", "❨S//NF❩"},
           {"⒮ text", "⒮"},
           {"🄢 text", "🄢"},
           {"\u200b(S//NF) text", "\u200b(S//NF)"},
           {"\ufeff(U) text", "\ufeff(U)"},
           {" \u2060 (U) text", "\u2060 (U)"},
           {"(\u200bS//NF) text", "(\u200bS//NF)"},
           {"(S\u200b/\u200b/NF) text", "(S\u200b/\u200b/NF)"},
           {"\u0301(U) text", "\u0301(U)"},
           {"\xff(U) text", "\xff(U)"},
           {"(S\xff//NF) text", "(S\xff//NF)"},
           {"(S\xc3) text", "(S\xc3)"},
           {"(Ѕ) text", "(Ѕ)"},
           {"(ѕecret) text", "(ѕecret)"},
           {"(S∕∕NF) text", "(S∕∕NF)"},
           {"&#40;S//NF&#41; text", "&#40;S//NF&#41;"},
           {"&lpar;U&rpar; text", "&lpar;U&rpar;"},
           {"&#x0028;U) text", "&#x0028;U)"},
           {"[S//NF] text", "[S//NF]"},
           {"[SECRET] text", "[SECRET]"},
           {"[U] text", "[U]"},
           {"{TS//SI} text", "{TS//SI}"},
           {"【極秘】本文", "【極秘】"},
       }) {
    EXPECT_EQ(mark_of(line), mark) << line;
    EXPECT_FALSE(parse_marking(mark_of(line), *book().find(PolicyId("USA")), book())) << line;
    EXPECT_FALSE(parse_marking(mark_of(line), *book().find(PolicyId("JPN")), book())) << line;
  }
}

TEST(Opening, ornament_before_a_mark_does_not_hide_it) {
  for (const auto& before : std::vector<std::string>{"**",         "*",          "__",
                                                     "_",          "~~",         "`",
                                                     "\\",         "[",          "\"",
                                                     "'",          "“",          "「",
                                                     "• ",         "– ",         "- ",
                                                     "* ",         "+ ",         "# ",
                                                     "### ",       "> ",         "| ",
                                                     "※",          "→ ",         "✔ ",
                                                     "1. ",        "10. ",       "2.1 ",
                                                     "2.1.3. ",    "a) ",        "a. ",
                                                     "IV. ",       "(1) ",       "(a) ",
                                                     "(iv) ",      "(1)(a) ",    "§ 4.2 ",
                                                     "**1.** ",    "<b>",        "<span class=\"x\">",
                                                     "</i>",       "<!-- x -->", "&nbsp;",
                                                     "&zwnj;",     "&#160;",     "１　",
                                                     "１．",       "① ",         "（１）",
                                                     "ア　",       "가. ",       "一、",
                                                     "   ",        "\u00a0",     "\u3000",
                                                     "\U0001F512 "}) {
    EXPECT_EQ(mark_of(before + "(S//NF) text"), "(S//NF)") << before;
    EXPECT_EQ(mark_of(before + "(see above) text"), "text") << before;
    EXPECT_EQ(mark_of(before + "(S//REL TO USA,"), "cut") << before;
  }
}

std::string numbered_mark_of(const std::string& line) {
  const auto opening = numbered_opening_mark(line, book());
  switch (opening.kind) {
    case Opening::text:
      return "text";
    case Opening::cut:
      return "cut";
    case Opening::mark:
      return line.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
  }
  return "?";
}

TEST(Opening, a_number_with_a_name_to_it_does_not_hide_a_mark) {
  for (const auto& before : std::vector<std::string>{"Para 1. ",
                                                     "Para. 1 ",
                                                     "Section 2 ",
                                                     "Section 2(a) ",
                                                     "SECTION 2.1.3 ",
                                                     "Section 2.1(a)(iv) ",
                                                     "Annex B: ",
                                                     "Annex B ",
                                                     "Part II ",
                                                     "No. 4 ",
                                                     "Figure 3: ",
                                                     "Fig. 3 ",
                                                     "§ 4 ",
                                                     "§4 ",
                                                     "4 ",
                                                     "12a ",
                                                     "3-2 ",
                                                     "A-1 ",
                                                     "十一、",
                                                     "十一 ",
                                                     "第3条 ",
                                                     "第3条(2) ",
                                                     "第十一章　",
                                                     "第３条 ",
                                                     "제3조 ",
                                                     "別紙1 ",
                                                     "別紙 1 ",
                                                     "附属書Ｂ ",
                                                     "Приложение 2 ",
                                                     "**Para 1.** ",
                                                     "> Para 1. ",
                                                     "1. Para 2 ",
                                                     "Annex B, Section 2: "}) {
    EXPECT_EQ(numbered_mark_of(before + "(S//NF) text"), "(S//NF)") << before;
    EXPECT_EQ(numbered_mark_of(before + "(S) text"), "(S)") << before;
    EXPECT_EQ(numbered_mark_of(before + "(//NS) text"), "(//NS)") << before;
    EXPECT_EQ(numbered_mark_of(before + "(NF) text"), "(NF)") << before;
    EXPECT_EQ(numbered_mark_of(before + "(SERCET) text"), "(SERCET)") << before;
    EXPECT_EQ(numbered_mark_of(before + "(secret) text"), "(secret)") << before;
    EXPECT_EQ(numbered_mark_of(before + "（S） text"), "（S）") << before;
    EXPECT_EQ(numbered_mark_of(before + "[S//NF] text"), "[S//NF]") << before;
    EXPECT_EQ(numbered_mark_of(before + "(S//REL TO USA,"), "cut") << before;
    for (const auto* after :
         {"(see above) text", "(S-curve) text", "(c) text", "(NATO) text", "(Secret meeting) text", "text (S)"}) {
      EXPECT_EQ(numbered_mark_of(before + after), "text") << before << after;
    }
  }
}

TEST(Opening, running_text_before_a_mark_hides_it_from_the_opening) {
  for (const auto& line : std::vector<std::string>{
           "see Figure 3 (S) for", "see Figure 3 (S-curve)", "In 2016 (S) was", "2016 (S) was", "Subject: (S//NF) ships",
           "the (S//NF) mark", "e.g. (S//NF)", "U.S. (S//NF)", "10 km (S)", "Section two (S)", "概要 (S)", "Para 1 text (S)"}) {
    EXPECT_EQ(numbered_mark_of(line), "text") << line;
  }
}

// Without a name the strict rule holds, and with one it does not apply.
TEST(Opening, names_count_only_where_they_are_asked_for) {
  EXPECT_EQ(mark_of("Para 1. (S//NF) text"), "text");
  EXPECT_EQ(mark_of("4 (S//NF) text"), "text");
  EXPECT_EQ(numbered_mark_of("(NATO) text"), "(NATO)");
  EXPECT_EQ(numbered_mark_of("2.1 (U) text"), "(U)");
}

TEST(Opening, tags_and_comments_are_passed_over_whole) {
  for (const auto& before :
       std::vector<std::string>{"<!-- a > b -->", "<?x a > b?>", "<p title=\"a > b\">", "<p title='a > b'>", "<!-- (U) -->",
                                "<span title=\"(U)\">", "<a b=\"" + std::string(500, 'x') + "\">"}) {
    EXPECT_EQ(mark_of(before + "(S//NF) text"), "(S//NF)") << before;
    EXPECT_EQ(opening_ornament(before + "(S//NF) text", book()), before.size()) << before;
    EXPECT_EQ(opening_ornament(before + "text", book()), before.size()) << before;
  }
  EXPECT_EQ(mark_of("<p title=\">(S//NF) text"), "(S//NF)");
}

TEST(Opening, a_mark_without_its_end_on_the_line_is_cut) {
  for (const auto& line : std::vector<std::string>{"(S//NF", "(S", "(S//REL TO USA,\nJPN) text", "(S//REL TO USA,\rJPN) text",
                                                   "(//GBR S", "(SECRET", "(SERCET", "(U text goes on", "(NATO", "（S//NF",
                                                   "(TOP SECRET//SI", "(極秘", "**(S//NF", "(s//nf", "(S//NF]"}) {
    EXPECT_EQ(mark_of(line), "cut") << line;
  }
}

// Goal: bounded work and bounded answers whatever the line.
TEST(Opening, lines_of_any_size_are_bounded) {
  const std::string far(limits::kMarkingBytes + 100, ' ');
  EXPECT_EQ(mark_of("(S//NF" + far + ") text"), "cut");
  EXPECT_EQ(mark_of("(see" + far + ") text"), "text");
  EXPECT_EQ(mark_of(far + "(S//NF) text"), "cut");
  for (const char* piece : {"(", "[", "(1)", "&", "&#40;", "<a", "1.", "（", "\u200b", "\xff", "A", "(S", "極"}) {
    std::string line;
    while (line.size() < 2'000'000) line += piece;
    const auto opening = opening_mark(line, book());
    EXPECT_LE(opening.size_bytes, 2 * limits::kMarkingBytes + 64) << piece;
    EXPECT_LE(opening.at_bytes, opening.size_bytes) << piece;
  }
}

TEST(BannerLine, a_whole_line_that_is_a_marking_in_banner_form) {
  const auto& usa = *book().find(PolicyId("USA"));
  for (const auto& line : std::vector<std::string>{"SECRET",
                                                   " SECRET ",
                                                   "SECRET//NOFORN",
                                                   "**SECRET//NOFORN**",
                                                   "# SECRET//NOFORN",
                                                   "`SECRET`",
                                                   "UNCLASSIFIED",
                                                   "S//NF",
                                                   "//NATO SECRET",
                                                   "//JOINT SECRET GBR USA//REL TO USA, GBR",
                                                   "TOP SECRET//SI//REL TO USA, JPN",
                                                   "SECRET [JPN: 極秘]",
                                                   "ＳＥＣＲＥＴ",
                                                   "SECRET\u200b//NOFORN",
                                                   "SERCET//NOFORN",
                                                   "SECRET//NOFRON",
                                                   "SECRET//REL TO USA, XYZW",
                                                   "SECRET//REL TO",
                                                   "secret//noforn",
                                                   "SECRET//",
                                                   "//XYZ S//NF",
                                                   "//GBR",
                                                   "S//REL",
                                                   "SECRET///NOFORN",
                                                   "//JOINT S"}) {
    const bool expected = line != "//XYZ S//NF";
    EXPECT_EQ(is_banner_line(line, usa, book()), expected) << line;
  }
  for (const auto& line : std::vector<std::string>{"",
                                                   "   ",
                                                   "S",
                                                   "U",
                                                   "TS",
                                                   "C",
                                                   "(S//NF)",
                                                   "（S//NF）",
                                                   "The secret is out.",
                                                   "SECRET//NOFORN is how it is marked.",
                                                   "SERCET",
                                                   "begin page 3               UNCLASSIFIED",
                                                   "http://example.org",
                                                   "// a comment",
                                                   "//",
                                                   "NOTE//THIS",
                                                   "Ｓ",
                                                   "極秘",
                                                   "SECRET and NOFORN",
                                                   "---",
                                                   "***",
                                                   "TOP//BOTTOM",
                                                   "R",
                                                   "NOFORN"}) {
    EXPECT_FALSE(is_banner_line(line, usa, book())) << line;
  }
}

TEST(BannerLine, plain_systems_have_banners_too) {
  const auto banner = [](const char* policy, const std::string& line) {
    return is_banner_line(line, *book().find(PolicyId(policy)), book());
  };
  EXPECT_TRUE(banner("JPN", "極秘"));
  EXPECT_TRUE(banner("JPN", "秘"));
  EXPECT_TRUE(banner("JPN", "極秘 [KOR: 군사II급비밀]"));
  EXPECT_TRUE(banner("JPN", "\u3000極秘"));
  EXPECT_FALSE(banner("JPN", "極秘文書の取扱い"));
  EXPECT_FALSE(banner("JPN", "SECRET"));
  EXPECT_TRUE(banner("NATO", "NATO SECRET"));
  EXPECT_TRUE(banner("NATO", "NATO SECRET ATOMAL"));
  EXPECT_FALSE(banner("NATO", "NS"));
  EXPECT_TRUE(banner("AUS", "TOP SECRET//AUSTOE"));
  EXPECT_TRUE(banner("AUS", "PROTECTED"));
  EXPECT_FALSE(banner("AUS", "P"));
}

TEST(BannerLine, behind_a_label_that_announces_it) {
  for (const auto& line :
       std::vector<std::string>{"Classification: SECRET//NOFORN", "CLASSIFICATION: SECRET//NOFORN", "Banner:SECRET//NOFORN",
                                "**Classification:** SECRET//NOFORN", "Overall classification: **SECRET//NOFORN**",
                                "Classification：SECRET//NOFORN"}) {
    EXPECT_EQ(behind_banner_label(line), "SECRET//NOFORN") << line;
  }
  EXPECT_EQ(behind_banner_label("機密区分：極秘"), "極秘");
  EXPECT_EQ(behind_banner_label("분류: 군사II급비밀"), "군사II급비밀");
  for (const auto& line : std::vector<std::string>{"Title: SECRET", "SECRET", "OFFICIAL: Sensitive", "The classification: SECRET",
                                                   "Classification SECRET", "Example banner: UNCLASSIFIED", ": SECRET", ""}) {
    EXPECT_EQ(behind_banner_label(line), "") << line;
  }
  const auto& usa = *book().find(PolicyId("USA"));
  for (const auto* text : {"SECRET", "SECRET//NOFORN", "SERCET", "Secret", "secret//noforn", "SERCET//NOFORN", "TOPSECRET"}) {
    EXPECT_TRUE(is_labelled_banner(text, usa, book())) << text;
  }
  for (const auto* text : {"", "see below", "secretary of the board", "S", "none", "(S)"}) {
    EXPECT_FALSE(is_labelled_banner(text, usa, book())) << text;
  }
}

TEST(BannerLine, emphasis_comes_off_both_ends) {
  EXPECT_EQ(without_emphasis(" **SECRET//NOFORN** \r\n"), "SECRET//NOFORN");
  EXPECT_EQ(without_emphasis("## _SECRET_ ##"), "SECRET");
  EXPECT_EQ(without_emphasis("***"), "");
}

}  // namespace
}  // namespace entente::label
