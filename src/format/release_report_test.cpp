#include "format/release_report.h"

#include <string>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"

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
  answer.evidence = world::Evidence::verified;
  answer.reasons = {reason(Rule::label_valid, Outcome::pass, "the label is valid"),
                    reason(Rule::release_marking, Outcome::pass, "free level")};
  answer.obligations = {{"release-authority", "approval", "", {{"text", "an official must approve"}}}};
  return answer;
}

ReleaseAnswer mapped_answer() {
  ReleaseAnswer answer;
  answer.released = true;
  answer.evidence = world::Evidence::unverified;
  answer.valid_until = *parse_instant("2026-08-10");
  answer.reasons = {reason(Rule::legal_basis, Outcome::pass, "covers", "isa-jpn-usa"),
                    reason(Rule::equivalence, Outcome::pass, "maps", "isa-jpn-usa")};
  answer.obligations = {{"mark-as", "marking", "", {{"text", "極秘 [USA: SECRET]"}, {"recipient", "JPN"}, {"level", "極秘"}}},
                        {"no-onward-release", "handling", "isa-jpn-usa", {{"text", "not to third parties"}}}};
  return answer;
}

ReleaseAnswer denied_answer() {
  ReleaseAnswer answer;
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
  out.answers = {free_answer(), mapped_answer(), denied_answer()};
  using document::PortionKind;
  out.portions = {{PortionKind::marked, false, 3, 0, "(U)", ""},
                  {PortionKind::marked, true, 5, 1, "(S//REL TO USA, JPN)", "(U)"},
                  {PortionKind::invalid, false, 7, 2, "(極秘|x)", ""},
                  {PortionKind::unmarked, false, 11, 2, "", ""}};
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
  for (int i = 0; i < 100; ++i)
    many.portions.push_back({document::PortionKind::marked, false, 20, i % 2 == 0 ? 0U : 2U, "(U)", ""});
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
  EXPECT_NE(release_to_text(report(), Colour::always).find("\x1b[32m✔"), std::string::npos);
}

TEST(ReleaseReport, nothing_from_outside_disturbs_a_terminal_or_a_table) {
  auto hostile = report();
  hostile.copy_path = "out/\x1b[31m\n|.md";
  hostile.report_path = "out/\xFF.md";
  hostile.document = "a\nb.md";
  hostile.original_banner = "SECRET\u202E";
  hostile.portions[0].marking = "(\u202ES)";
  for (const auto& text : {release_to_text(hostile), release_to_markdown(hostile)}) {
    EXPECT_EQ(first_invalid_utf8(text), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_EQ(text.find("a\nb"), std::string::npos);
  }
  EXPECT_NE(release_to_markdown(hostile).find("| 極秘\\|x |"), std::string::npos);
}

TEST(ReleaseReport, markdown_lists_every_portion_and_every_rule) {
  const auto text = release_to_markdown(report());
  for (const std::string part :
       {"not for release", "| 4 | 11 | (no mark) | ✘ |", "## Answer 3: ✘ withheld\n\nPortions: 3, 4\n", "Blocked by: JPN",
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
  EXPECT_EQ(release_to_json(report()), expected);
}

TEST(ReleaseReport, beyond_the_limit_an_answer_is_told_once) {
  auto many = report();
  while (many.portions.size() <= limits::kReasonsInFull)
    many.portions.push_back({document::PortionKind::marked, false, 20, 0, "(U)", ""});
  const auto text = release_to_json(many);
  EXPECT_NE(text.find(R"("index":20001,"line":20,"marking":"U","kind":"marked","decision":true,"blocked_by":[],"same_as":1})"),
            std::string::npos);
  EXPECT_TRUE(codec::parse_json(text, {.bytes = text.size(), .depth = 32, .nodes = 1'000'000}));
}

}  // namespace
}  // namespace entente::format
