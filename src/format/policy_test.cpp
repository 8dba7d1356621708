#include "format/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/toml.h"
#include "format/test_world.h"

namespace entente::format {
namespace {

using label::Meaning;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Built {
  label::Policy policy;
  std::vector<world::LevelTerm> terms;
  std::vector<std::string> findings;
};

Built build(const std::string& sidecar, const std::string& spif) {
  FindingList findings;
  const FileSink sink{.file = "P.toml", .findings = &findings};
  const auto node = codec::parse_toml(
      "id = \"PP\"\nparty = \"PP\"\ntitle = \"T\"\nspif = \"P.xml\"\nsource = \"S\"\nevidence = \"verified\"\n" + sidecar);
  const auto read = parse_spif(spif);
  EXPECT_TRUE(node && read);
  Built out;
  const auto means = read_sidecar({sink, *node});
  out.policy = build_policy(sink, means, *read);
  out.terms = means.terms;
  for (const auto& finding : findings.take()) out.findings.push_back(to_string(finding));
  return out;
}

constexpr const char* kTags = R"(<securityCategoryTag name="R" tagType="restrictive">
<tagCategory name="SI" lacv="1"><markingData phrase="SPECIAL"/></tagCategory><tagCategory name="NOFORN" lacv="2"/></securityCategoryTag>
<securityCategoryTag name="I" tagType="tagType7"><tagCategory name="NOTE" lacv="1"/></securityCategoryTag>
<securityCategoryTag name="P" tagType="permissive"><tagCategory name="REL TO" lacv="1"/></securityCategoryTag>)";

TEST(BuildPolicy, an_axis_is_for_levels_beside_the_others) {
  const auto built = build(R"(grammar = "plain"
[[level]]
name = "S"
[[level]]
name = "U"
axis = "a"
)",
                           spif_of("PP", {"S", "U"}, ""));
  ASSERT_EQ(built.findings.size(), 1U);
  EXPECT_NE(built.findings[0].find("only levels with `comparable = false` have one of their own"), std::string::npos);
  const auto sound =
      build("grammar = \"plain\"\n[[level]]\nname = \"S\"\ncomparable = false\naxis = \"a\"\n", spif_of("PP", {"S", "U"}, ""));
  EXPECT_THAT(sound.findings, IsEmpty());
  EXPECT_EQ(sound.policy.levels[0].axis, "a");
}

TEST(BuildPolicy, an_axis_below_what_is_classified_is_below_it) {
  const std::string levels = "grammar = \"plain\"\n[[level]]\nname = \"S\"\n[[level]]\nname = \"U\"\n";
  const std::string below = "comparable = false\naxis = \"unclassified\"\n";
  EXPECT_THAT(build(levels + below, spif_of("PP", {"S", "U"}, "")).findings, IsEmpty());
  const auto above = build("grammar = \"plain\"\n[[level]]\nname = \"S\"\n" + below + "[[level]]\nname = \"U\"\n",
                           spif_of("PP", {"S", "U"}, ""));
  EXPECT_THAT(above.findings, ElementsAre("P.toml:8: level.axis: `S` is of the axis `unclassified` and not below `U`"));
}

TEST(BuildPolicy, joins_what_there_is_with_what_it_means) {
  const auto built = build(R"(grammar = "us-style"
segments_inherit = true
expand_groups = "marking"
[[level]]
name = "U"
free = true
[[level]]
name = "S"
portion = "s"
marks = ["SECRET", "S"]
abroad = ["S"]
domain = "military"
[[token]]
name = "NOFORN"
meaning = "no-foreign"
segment = "dissemination"
portion = "NF"
[[token]]
name = "REL TO"
meaning = "release-to"
segment = "dissemination"
)",
                           spif_of("PP", {"T", "S", "U"}, kTags));
  EXPECT_THAT(built.findings, IsEmpty());
  const auto& policy = built.policy;
  EXPECT_EQ(policy.grammar, label::Grammar::us_style);
  EXPECT_TRUE(policy.segments_inherit);
  EXPECT_TRUE(policy.expand_groups_at_marking);
  EXPECT_FALSE(policy.release_outside_marking);
  ASSERT_EQ(policy.levels.size(), 3U);
  EXPECT_EQ(policy.levels[0].name, LevelName("T"));  // not mentioned by the sidecar
  EXPECT_FALSE(policy.levels[0].free);
  EXPECT_EQ(policy.levels[0].portion, "T");
  EXPECT_THAT(policy.levels[1].marks, ElementsAre("S", "s", "SECRET"));
  EXPECT_TRUE(policy.levels[2].free);
  EXPECT_EQ(policy.token(CategoryName("SI"))->meaning, Meaning::restrictive);
  EXPECT_THAT(policy.token(CategoryName("SI"))->marks, ElementsAre("SI", "SPECIAL"));
  EXPECT_EQ(policy.token(CategoryName("NOTE"))->meaning, Meaning::informative);
  EXPECT_EQ(policy.token(CategoryName("REL TO"))->meaning, Meaning::release_to);
  EXPECT_EQ(policy.token(CategoryName("NOFORN"))->portion, "NF");
  EXPECT_EQ(policy.tokens[0].name, CategoryName("SI"));  // the order of the SPIF
}

// A phrase that stands for the policy's name or for a dialogue is no mark of the level.
// A tag that the sidecar calls a list of recipients is one token, and its categories are the parties that the SPIF lists.
TEST(BuildPolicy, a_list_may_be_a_tag_of_parties) {
  const auto built =
      build(R"(grammar = "plain"
[[token]]
name = "FOR"
meaning = "release-to"
)",
            spif_of("PP", {"S"}, R"(<securityCategoryTag name="R" tagType="restrictive"><tagCategory name="SI" lacv="1"/>
</securityCategoryTag><securityCategoryTag name="FOR" tagType="enumerated" enumType="permissive"><tagCategory name="JPN" lacv="1"/>
<tagCategory name="AUS" lacv="2"/></securityCategoryTag>)"));
  EXPECT_THAT(built.findings, IsEmpty());
  ASSERT_EQ(built.policy.tokens.size(), 2U);
  const auto* list = built.policy.token("FOR");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->meaning, Meaning::release_to);
  EXPECT_EQ(list->tag_kind, label::CategoryKind::permissive);
  EXPECT_THAT(list->recipients, ElementsAre(PartyId("AUS"), PartyId("JPN")));
  EXPECT_EQ(built.policy.token("SI")->tag_kind, label::CategoryKind::restrictive);
  const auto wrong =
      build("grammar = \"plain\"\n[[token]]\nname = \"FOR\"\nmeaning = \"release-to\"\n",
            spif_of("PP", {"S"}, R"(<securityCategoryTag name="FOR" tagType="permissive"><tagCategory name="jpn" lacv="1"/>
</securityCategoryTag>)"));
  EXPECT_THAT(wrong.findings, ElementsAre(::testing::HasSubstr("`jpn` in the list `FOR` of `P.xml` is not a code")));
}

TEST(BuildPolicy, leaves_out_phrases_that_are_no_marks) {
  auto spif = spif_of("PP", {"TOP SECRET", "SECRET"});
  const std::string plain = "lacv=\"2\" hierarchy=\"2\"/>";
  spif.replace(spif.find(plain), plain.size(),
               "lacv=\"2\" hierarchy=\"2\"><markingData phrase=\"COSMIC\"><code>replacePolicy</code></markingData>"
               "<markingData phrase=\"TRES SECRET\" xml:lang=\"fr\"/></securityClassification>");
  EXPECT_THAT(build("grammar = \"plain\"\n", spif).policy.levels[0].marks, ElementsAre("TOP SECRET", "TRES SECRET"));
}

TEST(BuildPolicy, refuses_what_it_cannot_hold) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="P" tagType="permissive">
<tagCategory name="A" lacv="1"/></securityCategoryTag>
<securityCategoryTag name="R" tagType="restrictive"><tagCategory name="A" lacv="1"/></securityCategoryTag>)");
  EXPECT_THAT(build("grammar = \"plain\"\n", spif).findings,
              ElementsAre("P.toml:1: spif: category `A` stands in two tags of `P.xml`"));
}

TEST(BuildPolicy, a_token_keeps_the_levels_at_which_it_is_invalid) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="P" tagType="restrictive">
<tagCategory name="A" lacv="1"><excludedClass>U</excludedClass></tagCategory></securityCategoryTag>)");
  const auto built = build("grammar = \"plain\"\n", spif);
  ASSERT_EQ(built.policy.tokens.size(), 1U);
  EXPECT_THAT(built.policy.tokens[0].excluded_levels, ElementsAre(LevelName("U")));
}

// What a world does not apply would accept labels that the SPIF refuses.
TEST(BuildPolicy, refuses_bounds_that_it_does_not_apply) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="T" tagType="permissive" singleSelection="true">
<tagCategory name="A" lacv="1" requiredClass="S"><excludedCategory tagSetRef="Tags" tagType="permissive" lacv="2"/></tagCategory>
<tagCategory name="B" lacv="2" userInput="date" notAfter="2030-01-01T00:00:00Z"><requiredCategory operation="all">
<categoryGroup tagSetRef="Tags" tagType="permissive" lacv="1"/></requiredCategory></tagCategory></securityCategoryTag>)");
  const auto line = [](const std::string& what) {
    return "P.toml:1: spif: " + what + " in `P.xml` bounds valid labels and is not applied in a world";
  };
  EXPECT_THAT(build("grammar = \"plain\"\n", spif).findings,
              ::testing::UnorderedElementsAre(line("a bound of selections of `T`"), line("`requiredClass` of `A`"),
                                              line("`excludedCategory` of `A`"), line("`requiredCategory` of `B`"),
                                              line("`notBefore` or `notAfter` of `B`"), line("`userInput` of `B`")));
}

TEST(BuildPolicy, a_level_may_have_dates) {
  const auto built =
      build("grammar = \"plain\"\n[[level]]\nname = \"S\"\nfrom = \"1951\"\nuntil = \"2014-04-02\"\n[[level]]\nname = \"U\"\n",
            spif_of("PP", {"S", "U"}));
  EXPECT_THAT(built.findings, IsEmpty());
  ASSERT_EQ(built.terms.size(), 1U);
  EXPECT_EQ(built.terms[0].policy, PolicyId("PP"));
  EXPECT_EQ(built.terms[0].level, LevelName("S"));
  EXPECT_EQ(built.terms[0].period.from->text(), "1951");
  EXPECT_EQ(built.terms[0].period.until->text(), "2014-04-02");
}

TEST(BuildPolicy, publishes_codes_and_values_of_ism) {
  const auto built = build(
      "grammar = \"us-style\"\ncodes = [\"ISAF NATO\", \"AFG\"]\n[[token]]\nname = \"NOFORN\"\n"
      "segment = \"dissemination\"\nism = \"NF\"\n",
      spif_of("PP", {"S"}, kTags));
  EXPECT_THAT(built.findings, IsEmpty());
  EXPECT_THAT(built.policy.codes, ElementsAre(PartyId("AFG"), PartyId("ISAF"), PartyId("NATO")));
  EXPECT_EQ(built.policy.token(CategoryName("NOFORN"))->ism, "NF");
  EXPECT_THAT(build("grammar = \"plain\"\ncodes = [\"usa\"]\n", spif_of("PP", {"S"})).findings,
              ElementsAre("P.toml:8: codes: `usa` is not a code; expected [A-Z0-9_]{2,16}"));
  EXPECT_THAT(build("grammar = \"plain\"\ncodes = [\"AFG\", \"ISAF AFG\"]\n", spif_of("PP", {"S"})).findings,
              ElementsAre("P.toml:8: codes: `AFG` stands twice"));
}

TEST(BuildPolicy, what_gives_way_does_so_to_restrictive_tokens_only) {
  const std::string head = "grammar = \"us-style\"\n[[token]]\nname = \"SI\"\nsegment = \"sci\"\n";
  const auto spif = spif_of("PP", {"S"}, kTags);
  const auto good = build(head + "yields_to = [\"NOFORN\"]\nbars_release = true\n", spif);
  EXPECT_THAT(good.findings, IsEmpty());
  EXPECT_THAT(good.policy.token(CategoryName("SI"))->yields_to, ElementsAre(CategoryName("NOFORN")));
  EXPECT_TRUE(good.policy.token(CategoryName("SI"))->bars_release);
  EXPECT_THAT(build(head + "yields_to = [\"SI\"]\n", spif).findings,
              ElementsAre("P.toml:8: token.yields_to: `SI` is no restrictive token of this policy"))
      << "what restricts never gives way to itself";
  EXPECT_THAT(build(head + "yields_to = [\"REL TO\", \"XX\"]\nbecomes = \"NOTE\"\n", spif).findings,
              ElementsAre("P.toml:8: token.becomes: `NOTE` is no restrictive token of this policy",
                          "P.toml:8: token.yields_to: `REL TO` is no restrictive token of this policy",
                          "P.toml:8: token.yields_to: `XX` is no restrictive token of this policy"));
}

TEST(BuildPolicy, only_a_restrictive_category_says_export_control) {
  const auto spif = spif_of("PP", {"S"}, kTags);
  const auto with = [&](const std::string& names) {
    return build("grammar = \"us-style\"\nexport_controlled = [" + names +
                     "]\n[[token]]\nname = \"SI\"\nsegment = \"sci\"\nbelow = [\"EXPT\"]\n",
                 spif);
  };
  const auto good = with(R"("SI-EXPT", "SI")");
  EXPECT_THAT(good.findings, IsEmpty());
  EXPECT_THAT(good.policy.export_controlled, ElementsAre(CategoryName("SI"), CategoryName("SI-EXPT")));
  for (const char* none : {"SI-OTHER", "REL TO", "EXPT", "SIEXPT"}) {
    EXPECT_THAT(with(std::string("\"") + none + "\"").findings,
                ElementsAre("P.toml:1: export_controlled: `" + std::string(none) +
                            "` is neither a restrictive token nor a name below one"));
  }
}

TEST(BuildPolicy, a_plain_policy_has_words_of_its_own) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="P" tagType="restrictive">
<tagCategory name="A" lacv="1"/></securityCategoryTag>)");
  const auto built = build(R"(grammar = "plain"
separators = ["-"]
joined_by = "//"
brackets = true
[[token]]
name = "A"
inside = ["S"]
ordinary = true
[[composite]]
mark = "S-A"
level = "S"
token = "A"
written = true
[[party_mark]]
mark = "P"
party = "PP"
)",
                           spif);
  EXPECT_THAT(built.findings, IsEmpty());
  const auto& wording = built.policy.wording;
  EXPECT_THAT(wording.separators, ElementsAre("-"));
  EXPECT_EQ(wording.joined_by, "//");
  EXPECT_TRUE(wording.brackets);
  EXPECT_THAT(built.policy.tokens.at(0).inside, ElementsAre("S"));
  EXPECT_TRUE(built.policy.tokens.at(0).ordinary);
  ASSERT_EQ(wording.composites.size(), 1U);
  EXPECT_EQ(wording.composites[0].mark, "S-A");
  EXPECT_TRUE(wording.composites[0].written);
  ASSERT_EQ(wording.parties.size(), 1U);
  EXPECT_EQ(wording.parties[0].party, PartyId("PP"));
}

TEST(BuildPolicy, words_that_cannot_be_read_are_errors) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="P" tagType="restrictive">
<tagCategory name="A" lacv="1"/></securityCategoryTag>)");
  const auto findings_of = [&](const char* sidecar) { return build(sidecar, spif).findings; };
  EXPECT_THAT(findings_of("grammar = \"plain\"\nseparators = [\"x\"]\n"),
              ElementsAre("P.toml:8: separators: `x` cannot stand between two words"));
  EXPECT_THAT(findings_of("grammar = \"plain\"\n[[composite]]\nmark = \"S-A\"\nlevel = \"T\"\ntoken = \"A\"\n"),
              ElementsAre("P.toml:8: composite.level: `T` is not a level"));
  EXPECT_THAT(findings_of("grammar = \"plain\"\n[[composite]]\nmark = \"S-A\"\nlevel = \"S\"\ntoken = \"B\"\n"),
              ElementsAre("P.toml:8: composite.token: `B` is not a token"));
  EXPECT_THAT(findings_of("grammar = \"plain\"\n[[composite]]\nmark = \"S\"\nlevel = \"S\"\ntoken = \"A\"\n"),
              ElementsAre("P.toml:8: marks: `S` would read as level `S` and as composite `S`"));
  EXPECT_THAT(findings_of("grammar = \"plain\"\n[[party_mark]]\nmark = \"U K\"\nparty = \"PP\"\n"),
              ElementsAre("P.toml:9: party_mark.mark: `U K` is not one word of letters and digits"));
  EXPECT_THAT(findings_of("grammar = \"us-style\"\nbrackets = true\n"),
              ElementsAre("P.toml:7: grammar: only a plain marking has separators, joined_by, list_joined_by, brackets, party "
                          "marks and composites"));
}

TEST(BuildPolicy, slips_and_unusual_company_name_what_there_is) {
  const auto spif = spif_of("PP", {"S", "U"}, R"(<securityCategoryTag name="P" tagType="restrictive">
<tagCategory name="A" lacv="1"/><tagCategory name="B" lacv="2"/></securityCategoryTag>)");
  const auto good = build(
      "grammar = \"plain\"\n[[token]]\nname = \"A\"\nunusual_with = [\"U\", \"B\"]\n"
      "[[slip]]\nmeant = \"S\"\nwritten = [\"SS\", \"SX\"]\n[[slip]]\nmeant = \"GBR\"\nwritten = [\"UK\"]\n",
      spif);
  EXPECT_THAT(good.findings, IsEmpty());
  EXPECT_EQ(good.policy.meant_by("SX"), "S");
  EXPECT_EQ(good.policy.meant_by("UK"), "GBR");
  EXPECT_EQ(good.policy.meant_by("XX"), "");
  EXPECT_THAT(good.policy.tokens.at(0).unusual_with, ElementsAre("U", "B"));
  const auto findings_of = [&](const std::string& sidecar) { return build("grammar = \"plain\"\n" + sidecar, spif).findings; };
  EXPECT_THAT(findings_of("[[token]]\nname = \"A\"\nunusual_with = [\"T\"]\n"),
              ElementsAre("P.toml:8: token.unusual_with: `T` is no level and no token of this policy"));
  EXPECT_THAT(findings_of("[[token]]\nname = \"A\"\nown_only = true\n"),
              ElementsAre("P.toml:10: token.own_only: only a us-style marking has it"));
  EXPECT_THAT(findings_of("[[token]]\nname = \"A\"\nsegment = \"aea\"\n"), IsEmpty());
  EXPECT_THAT(
      findings_of("[[token]]\nname = \"A\"\nsegment = \"sci\"\n"),
      ElementsAre(
          "P.toml:10: token.segment: of a plain marking it is `aea`, where it stands among those in marks of others, or absent"));
  EXPECT_THAT(findings_of("[[slip]]\nmeant = \"t t\"\nwritten = [\"SS\"]\n"),
              ElementsAre("P.toml:8: slip.meant: `t t` is no mark of this policy and no code"));
  EXPECT_THAT(findings_of("[[slip]]\nmeant = \"S\"\nwritten = [\"U\", \"SS\"]\n[[slip]]\nmeant = \"S\"\nwritten = [\"SS\"]\n"),
              ElementsAre("P.toml:8: slip.written: `U` is a mark or a slip already",
                          "P.toml:11: slip.written: `SS` is a mark or a slip already"));
}

TEST(BuildPolicy, a_us_style_token_names_its_segment) {
  EXPECT_THAT(
      build("grammar = \"us-style\"\n[[token]]\nname = \"SI\"\nparties = [\"PP\"]\n", spif_of("PP", {"S"}, kTags)).findings,
      ElementsAre("P.toml:8: token.segment: missing; expected one of sci, sar, aea, fgi, cui, dissemination, non-ic",
                  "P.toml:10: token.parties: only an eyes-only token names its list"));
  EXPECT_THAT(build("grammar = \"us-style\"\n[[token]]\nname = \"SI\"\nsegment = \"sci\"\ninside = [\"N\"]\n",
                    spif_of("PP", {"S"}, kTags))
                  .findings,
              ElementsAre("P.toml:11: token.inside: only a plain marking has it"));
}

}  // namespace
}  // namespace entente::format
