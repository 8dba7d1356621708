#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_describe.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

using testing::HasSubstr;

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

Result<Label> parse(const char* policy, const std::string& text) {
  return parse_marking(text, *book().find(PolicyId(policy)), book());
}

struct Good {
  const char* policy;
  std::string text;
  std::string label;
};

TEST(PlainMarking, national_levels_read_exactly_as_their_policy_writes_them) {
  for (const auto& [policy, text, label] : std::vector<Good>{
           {"JPN", "極秘", "JPN 極秘 @military"},
           {"JPN", " (機密) ", "JPN 機密 @military"},
           {"JPN", "秘", "JPN 秘 @military"},
           {"JPN", "特定秘密", "JPN 特定秘密 @military"},
           {"KOR", "군사II급비밀", "KOR 군사II급비밀"},
           {"KOR", "(군사III급비밀)", "KOR 군사III급비밀"},
           {"CAN", "Protected B", "CAN PROTECTED B"},
           {"CAN", "PROTECTED B", "CAN PROTECTED B"},
           {"AUS", "OFFICIAL: Sensitive", "AUS OFFICIAL: Sensitive"},
           {"AUS", "OFFICIAL", "AUS OFFICIAL"},
           {"GBR", "SECRET", "GBR SECRET"},
           {"NATO", "NATO SECRET", "NATO NATO SECRET"},
           {"NATO", "(NS)", "NATO NATO SECRET"},
           {"NATO", "COSMIC TOP SECRET", "NATO COSMIC TOP SECRET"},
       }) {
    EXPECT_EQ(describe(parse(policy, text)), label) << text;
  }
}

TEST(PlainMarking, tokens_and_lists_follow_any_separator) {
  for (const auto& [policy, text, label] : std::vector<Good>{
           {"NATO", "NATO SECRET ATOMAL", "NATO NATO SECRET {NATO:ATOMAL}"},
           {"NATO", "NATO SECRET ATOMAL Releasable to JPN, AUS", "NATO NATO SECRET {NATO:ATOMAL} rel AUS JPN"},
           {"NATO", "NATO SECRET//RELEASABLE TO JPN", "NATO NATO SECRET rel JPN"},
           {"NATO", "NATO SECRET - RELEASABLE TO JPN", "NATO NATO SECRET rel JPN"},
           {"NATO", "NATO SECRET/RELEASABLE TO JPN,AUS", "NATO NATO SECRET rel AUS JPN"},
           {"NATO", "NATO SECRET, releasable to JPN", "NATO NATO SECRET rel JPN"},
           {"NATO", "NS REL TO FVEY", "NATO NATO SECRET rel FVEY"},
           {"NATO", "NATO SECRET ATOMAL ORCON", "NATO NATO SECRET {NATO:ATOMAL} OC"},
           {"NATO", "NATO SECRET//FOR DISPLAY TO JPN, AUS//RELEASABLE TO FIN", "NATO NATO SECRET rel FIN display AUS JPN"},
           {"NATO", "NATO/KFOR SECRET", "NATO NATO SECRET {NATO:KFOR}"},
           {"NATO", "NATO KFOR SECRET", "NATO NATO SECRET {NATO:KFOR}"},
           {"NATO", "NATO/KFOR SECRET ATOMAL//RELEASABLE TO JPN", "NATO NATO SECRET {NATO:ATOMAL | NATO:KFOR} rel JPN"},
           {"NATO", "(NKFORS)", "NATO NATO SECRET {NATO:KFOR}"},
           {"NATO", "CTSA", "NATO COSMIC TOP SECRET {NATO:ATOMAL}"},
           {"NATO", "CTS-B Releasable to USA", "NATO COSMIC TOP SECRET {NATO:BOHEMIA} rel USA"},
           {"GBR", "SECRET UK EYES ONLY", "GBR SECRET eyes GBR"},
           {"GBR", "SECRET - UK EYES ONLY", "GBR SECRET eyes GBR"},
           {"GBR", "TOP SECRET//UK/US EYES ONLY", "GBR TOP SECRET eyes GBR USA"},
           {"GBR", "SECRET GBR/AUS EYES ONLY", "GBR SECRET eyes AUS GBR"},
           {"GBR", "SECRET GBR, AUS EYES ONLY", "GBR SECRET eyes AUS GBR"},
           {"GBR", "SECRET EYES ONLY GBR, AUS", "GBR SECRET eyes AUS GBR"},
           {"GBR", "OFFICIAL SENSITIVE LOCSEN", "GBR OFFICIAL {GBR:LOCSEN | GBR:SENSITIVE}"},
           {"AUS", "SECRET AUSTEO", "AUS SECRET eyes AUS"},
           {"AUS", "TOP SECRET//AUSTEO", "AUS TOP SECRET eyes AUS"},
           {"AUS", "PROTECTED//AGAO", "AUS PROTECTED {AUS:AGAO} eyes AUS"},
           {"AUS", "PROTECTED//AUSTEO/AGAO", "AUS PROTECTED {AUS:AGAO} eyes AUS"},
           {"CAN", "SECRET//CANADIAN EYES ONLY", "CAN SECRET eyes CAN"},
       }) {
    EXPECT_EQ(describe(parse(policy, text)), label) << text;
  }
}

struct Bad {
  const char* policy;
  std::string text;
  Fault fault;
  std::string named;
};

TEST(PlainMarking, everything_else_is_refused_by_name) {
  for (const auto& [policy, text, fault, named] : std::vector<Bad>{
           {"JPN", "極密", Fault::unknown_level, "`極密`"},
           {"JPN", "極秘文書", Fault::unknown_level, "`極秘文書`"},
           {"JPN", "SECRET", Fault::unknown_level, "`SECRET`"},
           {"JPN", "極秘 軍", Fault::unknown_token, "`軍`"},
           {"JPN", "(極秘", Fault::malformed, "parenthesis"},
           {"KOR", "군사IV급비밀", Fault::unknown_level, "did you mean"},
           {"NATO", "SECRET", Fault::unknown_level, "`SECRET`"},
           {"NATO", "NATO SERCET", Fault::unknown_level, "did you mean `NATO SECRET`"},
           {"NATO", "nato secret", Fault::unknown_level, "did you mean `NATO SECRET`"},
           {"NATO", "NATO SECRET FOO", Fault::unknown_token, "`FOO`"},
           {"NATO", "NATO SECRET//", Fault::malformed, "separator"},
           {"NATO", "NATO SECRET -", Fault::unknown_token, ""},
           {"NATO", "NATO SECRET-ATOMAL", Fault::malformed, "separator"},
           {"NATO", "NATO SECRET///ATOMAL", Fault::unknown_token, ""},
           {"NATO", "NATO SECRET Releasable to", Fault::malformed, "names nobody"},
           {"NATO", "NATO SECRET Releasable to JPN,", Fault::malformed, "empty place"},
           {"NATO", "NATO SECRET Releasable to XYZ", Fault::unknown_party, "`XYZ`"},
           {"NATO", "NATO SECRET Releasable to JPN AUS", Fault::unknown_party, "`JPN AUS`"},
           {"NATO", "NATO SECRET Releasable to JPN/RELEASABLE TO AUS", Fault::contradiction, "two lists"},
           {"NATO", "CTS-X", Fault::malformed, "separator"},
           {"NATO", "NATOKFOR SECRET", Fault::unknown_level, ""},
           {"NATO", "NATO/KFORSECRET", Fault::unknown_level, ""},
           {"NATO", "NATO/KFOR", Fault::unknown_level, ""},
           {"NATO", "NATO/KFOR JOINT", Fault::unknown_level, ""},
           {"NATO", "NKFORX", Fault::unknown_level, ""},
           {"NATO", "NATO SECRET [ATOMAL]", Fault::malformed, "LEVEL [CODE: MARKING]"},
           {"GBR", "SECRET UK/AUS EYES ONLY", Fault::unknown_token, "`UK`"},
           {"NATO", "NATO SECRETS", Fault::unknown_level, "`NATO SECRETS`"},
           {"GBR", "SECRET UK EYES ONLY//UK/US EYES ONLY", Fault::contradiction, "eyes"},
           {"GBR", "SECRET GBR/AUS", Fault::unknown_token, "`GBR`"},
           {"GBR", "SECRET EYES ONLY", Fault::malformed, "names nobody"},
           {"GBR", "//SECRET", Fault::unknown_level, "`//SECRET`"},
           {"CAN", "Protected D", Fault::unknown_level, "did you mean"},
           {"AUS", "PROTECTED AUSTOE", Fault::unknown_token, "`AUSTOE`"},
       }) {
    const auto label = parse(policy, text);
    ASSERT_FALSE(label) << text << " read as " << describe(*label);
    EXPECT_EQ(label.error().code.value(), static_cast<int>(fault)) << text << ": " << label.error().message;
    EXPECT_THAT(label.error().message, HasSubstr(named)) << text;
  }
}

// A system with words of its own: what test::gbr() does not have.
PolicyBook worded() {
  auto gbr = *book().find(PolicyId("GBR"));
  gbr.wording.separators = {"-", "–"};
  gbr.wording.brackets = true;
  gbr.wording.parties = {{"UK", PartyId("GBR")}, {"US", PartyId("USA")}};
  gbr.wording.composites = {test::composite("OFFICIAL-SENSITIVE", "OFFICIAL", "SENSITIVE", true)};
  gbr.tokens.push_back(test::with_compartments(test::restrictive("FOR", Segment::plain, "FOR")));
  auto out = book();
  out.add(gbr);
  return out;
}

struct Written {
  std::string text;
  std::string label;
  std::string banner;
};

TEST(PlainMarking, a_policy_has_words_of_its_own) {
  const auto own = worded();
  const auto& gbr = *own.find(PolicyId("GBR"));
  for (const auto& [text, label, written] : std::vector<Written>{
           {"OFFICIAL-SENSITIVE", "GBR OFFICIAL {GBR:SENSITIVE}", "OFFICIAL-SENSITIVE"},
           {"OFFICIAL – SENSITIVE", "GBR OFFICIAL {GBR:SENSITIVE}", "OFFICIAL-SENSITIVE"},
           {"OFFICIAL-SENSITIVE [LOCSEN]", "GBR OFFICIAL {GBR:LOCSEN | GBR:SENSITIVE}", "OFFICIAL-SENSITIVE LOCSEN"},
           {"OFFICIAL-LOCSEN", "GBR OFFICIAL {GBR:LOCSEN}", "OFFICIAL LOCSEN"},
           {"SECRET [LOCSEN, SENSITIVE]", "GBR SECRET {GBR:LOCSEN | GBR:SENSITIVE}", "SECRET SENSITIVE LOCSEN"},
           {"SECRET UK/AUS EYES ONLY", "GBR SECRET eyes AUS GBR", "SECRET//AUS/UK EYES ONLY"},
           {"SECRET EYES ONLY UK, US", "GBR SECRET eyes GBR USA", "SECRET//UK/US EYES ONLY"},
           {"SECRET FOR Chief of Staff//LOCSEN", "GBR SECRET {GBR:FOR | GBR:FOR Chief of Staff | GBR:LOCSEN}",
            "SECRET LOCSEN//FOR Chief of Staff"}}) {
    const auto read = parse_marking(text, gbr, own);
    EXPECT_EQ(describe(read), label) << text;
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(render_marking(*read, gbr, own, MarkForm::banner).value_or(""), written) << text;
  }
  for (const auto* text : {"SECRET [LOCSEN", "SECRET []", "SECRET [FOO]", "SECRET [LOCSEN] [USA: SECRET]", "SECRET FOR",
                           "SECRET--LOCSEN", "SECRET LOCSEN-", "SECRET XX/US EYES ONLY"}) {
    EXPECT_FALSE(parse_marking(text, gbr, own)) << text;
  }
  EXPECT_EQ(describe(parse_marking("SECRET [USA: SECRET//NOFORN]", gbr, own)), describe(parse("USA", "SECRET//NOFORN")));
}

TEST(PlainMarking, a_token_inside_a_level_is_written_there) {
  const auto& nato = *book().find(PolicyId("NATO"));
  const auto label = parse("NATO", "NATO/KFOR SECRET ATOMAL").value();
  EXPECT_EQ(render_marking(label, nato, book(), MarkForm::banner).value(), "NATO/KFOR SECRET ATOMAL");
  EXPECT_EQ(render_marking(label, nato, book(), MarkForm::portion).value(), "(NKFORS ATOMAL)");
  const auto cosmic = parse("NATO", "CTS KFOR").value();
  EXPECT_EQ(render_marking(cosmic, nato, book(), MarkForm::banner).value(), "COSMIC TOP SECRET KFOR");
}

TEST(PlainMarking, a_policy_without_a_grammar_reads_nothing) {
  auto silent = *book().find(PolicyId("GBR"));
  silent.grammar = Grammar::none;
  EXPECT_EQ(parse_marking("SECRET", silent, book()).error().code, Code(Fault::unknown_policy));
  EXPECT_FALSE(render_marking(parse("GBR", "SECRET").value(), silent, book(), MarkForm::banner));
}

}  // namespace
}  // namespace entente::label
