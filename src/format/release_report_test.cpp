#include "format/release_report.h"

#include <string>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"

namespace entente::format {
namespace {

using decision::Outcome;
using decision::Reason;
using decision::Rule;

Reason reason(Rule rule, Outcome outcome, std::string text, std::string clause = "") {
  Reason out;
  out.rule = rule;
  out.outcome = outcome;
  out.text = std::move(text);
  out.clause = std::move(clause);
  if (!out.clause.empty()) out.evidence = world::Evidence::unverified;
  return out;
}

ReleaseAnswer free_answer() {
  ReleaseAnswer answer;
  answer.released = true;
  answer.marking = "(U)";
  answer.evidence = world::Evidence::verified;
  answer.reasons = {reason(Rule::label_valid, Outcome::pass, "the label is valid"),
                    reason(Rule::release_marking, Outcome::pass, "free level")};
  answer.obligations = {{"release-authority", "approval", "", {{"text", "an official must approve"}}}};
  return answer;
}

ReleaseAnswer mapped_answer() {
  ReleaseAnswer answer;
  answer.released = true;
  answer.marking = "(S//REL TO USA, JPN)";
  answer.beside = "(U)";
  answer.evidence = world::Evidence::unverified;
  answer.valid_until = *parse_instant("2026-08-10");
  answer.reasons = {reason(Rule::legal_basis, Outcome::pass, "covers", "isa-jpn-usa"),
                    reason(Rule::equivalence, Outcome::pass, "maps", "isa-jpn-usa")};
  answer.obligations = {{"mark-as", "marking", "", {{"text", "極秘 [USA: SECRET]"}, {"recipient", "JPN"}, {"level", "極秘"}}},
                        {"no-onward-release", "handling", "isa-jpn-usa", {{"text", "not to third parties"}}}};
  return answer;
}

ReleaseAnswer denied_answer(std::string marking) {
  ReleaseAnswer answer;
  answer.marking = std::move(marking);
  answer.blocked_by = {PartyId("JPN")};
  answer.reasons = {reason(Rule::label_valid, Outcome::pass, "the label is valid"),
                    reason(Rule::release_marking, Outcome::fail, "no foreign | release")};
  return answer;
}

ReleaseReport report() {
  ReleaseReport out;
  out.document = "report.md";
  out.to = {{PartyId("JPN"), "Japan"}};
  out.as_of = *parse_instant("2024-11-20");
  out.original_banner = "SECRET//NOFORN";
  out.released_banner = "SECRET//REL TO USA, JPN";
  out.system = "USA";
  out.recipient_marks = {{PartyId("JPN"), "極秘 [USA: SECRET//REL TO USA, JPN]"}};
  out.answers = {free_answer(), mapped_answer(), denied_answer("(極秘|x)"), denied_answer("")};
  using document::PortionKind;
  out.portions = {{PortionKind::marked, false, 3, 0},
                  {PortionKind::marked, true, 5, 1},
                  {PortionKind::invalid, false, 7, 2},
                  {PortionKind::unmarked, false, 11, 3}};
  out.released = 2;
  out.withheld = 2;
  out.evidence = world::Evidence::unverified;
  out.valid_until = *parse_instant("2026-08-10");
  out.revision = "sha256:0";
  out.copy_path = "out/releasable/report.JPN.md";
  out.report_path = "out/internal/report.JPN.report.md";
  out.warnings = {"a warning"};
  return out;
}

std::string written(void (*writer)(const ReleaseReport&, const codec::Sink&), const ReleaseReport& report) {
  std::string out;
  writer(report, [&out](std::string_view piece) { out += piece; });
  return out;
}

TEST(ReleaseReport, text_says_the_decision_first_and_aligns_wide_characters) {
  EXPECT_EQ(release_to_text(report()),
            "✔ RELEASE IN PART to Japan (JPN): 2 of 4 portions           evidence: unverified (isa-jpn-usa, row of isa-jpn-usa)\n"
            "\n"
            "  #  line  marking                     decision  because\n"
            "  1     3  U                           ✔         free level\n"
            "  2     5  S//REL TO USA, JPN ↑ + (U)  ✔         isa-jpn-usa → mark 極秘  until 2026-08-10\n"
            "  3     7  極秘|x                      ✘         no foreign | release\n"
            "  4    11  (no mark)                   ✘         no foreign | release\n"
            "  warning  a warning\n"
            "  banner   SECRET//REL TO USA, JPN\n"
            "  mark as  極秘 [USA: SECRET//REL TO USA, JPN]\n"
            "  duties   a disclosure official must approve · no onward release\n"
            "  until    2026-08-10: ask again then\n"
            "  copy     out/releasable/report.JPN.md\n"
            "  report   out/internal/report.JPN.report.md\n");
}

TEST(ReleaseReport, first_line_tells_all_some_and_none_apart) {
  auto all = report();
  all.withheld = 0;
  all.released = 4;
  EXPECT_TRUE(release_to_text(all).starts_with("✔ RELEASE to Japan (JPN): all 4 portions"));
  auto none = report();
  none.released = 0;
  none.copy_path.clear();
  const auto text = release_to_text(none);
  EXPECT_TRUE(text.starts_with("✘ NO RELEASE to Japan (JPN): none of 4 portions may go\n")) << text;
  EXPECT_NE(text.find("copy     none"), std::string::npos);
  EXPECT_EQ(text.find("banner"), std::string::npos);
}

TEST(ReleaseReport, of_many_portions_the_screen_shows_the_first_and_counts_the_others) {
  auto many = report();
  for (int i = 0; i < 100; ++i) many.portions.push_back({document::PortionKind::marked, false, 20, i % 2 == 0 ? 0U : 2U});
  const auto text = release_to_text(many);
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 40);
  EXPECT_NE(text.find("… 84 more portions, all in the report:\n      42  ✔ free level\n      42  ✘ no foreign | release\n"),
            std::string::npos)
      << text;
}

TEST(ReleaseReport, of_several_recipients_the_row_names_who_may_not) {
  auto two = report();
  two.to.push_back({PartyId("AUS"), "Australia"});
  EXPECT_NE(release_to_text(two).find("JPN may not: no foreign"), std::string::npos);
}

TEST(ReleaseReport, colour_only_when_asked) {
  EXPECT_EQ(release_to_text(report()).find('\x1b'), std::string::npos);
  EXPECT_NE(release_to_text(report(), {.colour = Colour::always}).find("\x1b[32m✔"), std::string::npos);
}

TEST(ReleaseReport, nothing_from_outside_disturbs_a_terminal_or_a_table) {
  auto hostile = report();
  hostile.copy_path = "out/\x1b[31m\n|.md";
  hostile.report_path = "out/\xFF.md";
  hostile.document = "a\nb.md";
  hostile.original_banner = "SECRET\u202E";
  hostile.answers[0].marking = "(\u202ES)";
  for (const auto& text : {release_to_text(hostile), written(release_to_markdown, hostile)}) {
    EXPECT_EQ(first_invalid_utf8(text), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_EQ(text.find("a\nb"), std::string::npos);
  }
  EXPECT_NE(written(release_to_markdown, hostile).find("| 極秘\\|x |"), std::string::npos);
}

TEST(ReleaseReport, markdown_lists_every_portion_and_every_rule) {
  const auto text = written(release_to_markdown, report());
  for (const std::string part :
       {"not for release", "| 4 | 11 | (no mark) | ✘ |", "## Answer 3: ✘ withheld\n\nPortions: 3\n", "Blocked by: JPN",
        "| release-marking | fail |", "no-onward-release (isa-jpn-usa): text: not to third parties"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  }
}

TEST(ReleaseReport, json_has_the_shape_that_others_rely_on) {
  const std::string expected =
      R"j({"document":"report.md","to":["JPN"],"as_of":"2024-11-20","decision":true,"complete":false,)j"
      R"j("banner":{"original":"SECRET//NOFORN","released":"SECRET//REL TO USA, JPN","recipient":"極秘 [USA: SECRET//REL TO USA, JPN]",)j"
      R"j("recipients":{"JPN":"極秘 [USA: SECRET//REL TO USA, JPN]"},"system":"USA"},"portions":[)j"
      R"j({"index":1,"line":3,"marking":"U","kind":"marked","decision":true,"blocked_by":[],"reasons":[)j"
      R"j({"rule":"label-valid","outcome":"pass","clause":null,"text":"the label is valid"},)j"
      R"j({"rule":"release-marking","outcome":"pass","clause":null,"text":"free level"}],"obligations":[)j"
      R"j({"id":"release-authority","type":"approval","properties":{"text":"an official must approve"}}],"valid_until":null},)j"
      R"j({"index":2,"line":5,"marking":"S//REL TO USA, JPN","kind":"marked","inherited":true,"beside":"(U)","decision":true,"blocked_by":[],"reasons":[)j"
      R"j({"rule":"legal-basis","outcome":"pass","clause":"isa-jpn-usa","evidence":"unverified","text":"covers"},)j"
      R"j({"rule":"equivalence","outcome":"pass","clause":"isa-jpn-usa","evidence":"unverified","text":"maps"}],"obligations":[)j"
      R"j({"id":"mark-as","type":"marking","properties":{"level":"極秘","recipient":"JPN","text":"極秘 [USA: SECRET]"}},)j"
      R"j({"id":"no-onward-release","type":"handling","clause":"isa-jpn-usa","properties":{"text":"not to third parties"}}],)j"
      R"j("valid_until":"2026-08-10T00:00:00Z"},)j"
      R"j({"index":3,"line":7,"marking":"極秘|x","kind":"invalid","decision":false,"blocked_by":["JPN"],"reasons":[)j"
      R"j({"rule":"label-valid","outcome":"pass","clause":null,"text":"the label is valid"},)j"
      R"j({"rule":"release-marking","outcome":"fail","clause":null,"text":"no foreign | release"}],"obligations":[]},)j"
      R"j({"index":4,"line":11,"marking":null,"kind":"unmarked","decision":false,"blocked_by":["JPN"],"reasons":[)j"
      R"j({"rule":"label-valid","outcome":"pass","clause":null,"text":"the label is valid"},)j"
      R"j({"rule":"release-marking","outcome":"fail","clause":null,"text":"no foreign | release"}],"obligations":[]}],)j"
      R"j("released":2,"withheld":2,"hidden":false,"outputs":{"copy":"out/releasable/report.JPN.md","report":"out/internal/report.JPN.report.md"},)j"
      R"j("evidence":"unverified","valid_until":"2026-08-10T00:00:00Z","revision":"sha256:0","warnings":["a warning"]})j"
      "\n";
  EXPECT_EQ(written(release_to_json, report()), expected);
}

TEST(ReleaseReport, beyond_the_limit_an_answer_is_told_once) {
  auto many = report();
  constexpr std::size_t kReasons = 1000;
  static_assert(limits::kReasonsInFull == 200 * kReasons);
  many.answers[0].reasons.resize(kReasons);
  many.portions.resize(1);
  while (many.portions.size() <= 200) many.portions.push_back({document::PortionKind::marked, false, 20, 0});
  many.portions.push_back({document::PortionKind::marked, false, 20, 3});
  const auto text = written(release_to_json, many);
  EXPECT_NE(text.find(R"("index":200,"line":20,"marking":"U","kind":"marked","decision":true,"blocked_by":[],"reasons":[)"),
            std::string::npos);
  EXPECT_NE(text.find(R"("index":201,"line":20,"marking":"U","kind":"marked","decision":true,"blocked_by":[],"same_as":1})"),
            std::string::npos);
  EXPECT_NE(
      text.find(R"("index":202,"line":20,"marking":null,"kind":"marked","decision":false,"blocked_by":["JPN"],"reasons":[)"),
      std::string::npos);
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(ReleaseReport, long_lines_are_wrapped_at_the_width_of_the_terminal) {
  auto wide = report();
  wide.answers[2].reasons[1].text =
      "the originator releases it to AUS, CAN, GBR, NZL, USA, and not to any other party that is named here";
  for (const char* id : {"register", "report-loss", "return-or-destroy", "no-copies", "keep-apart"})
    wide.answers[1].obligations.push_back({id, "handling", "", {}});
  const auto text = release_to_text(wide, {.columns = 80});
  for (const auto line : split(text, "\n")) EXPECT_LE(display_width(line), 80U) << line;
  EXPECT_NE(
      text.find("  duties   a disclosure official must approve · no onward release · register ·\n           report loss · "),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("✘         the originator releases it to AUS,\n" + std::string(45, ' ') + "CAN, GBR,"), std::string::npos)
      << text;
}

TEST(ReleaseReport, on_a_narrow_terminal_a_long_reason_stands_below_its_mark) {
  auto narrow = report();
  narrow.answers[2].marking = "(S//REL TO USA, AUS, CAN, GBR, JPN, NZL)";
  narrow.answers[2].reasons[1].text = "the originator releases it to USA and not to JPN";
  const auto text = release_to_text(narrow, {.columns = 72});
  for (const auto line : split(text, "\n")) EXPECT_LE(display_width(line), 72U) << line;
  EXPECT_NE(text.find("JPN, NZL  ✘\n           the originator releases it to USA and not to JPN\n"), std::string::npos) << text;
  EXPECT_NE(text.find("✔         free level\n"), std::string::npos) << text;
}

TEST(ReleaseReport, many_recipients_are_given_by_code_and_counted) {
  auto many = report();
  many.to.clear();
  for (int i = 0; i < 20; ++i) many.to.push_back({PartyId("P" + std::to_string(i)), "Party"});
  const auto text = release_to_text(many);
  EXPECT_TRUE(
      text.starts_with("✔ RELEASE IN PART to P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11 and 8 more: 2 of 4 portions"))
      << text;
}

}  // namespace
}  // namespace entente::format
