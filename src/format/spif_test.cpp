#include "format/spif.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_world.h"

namespace entente::format {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> mistakes_of(const std::string& bytes) {
  std::vector<std::string> out;
  for (const auto& mistake : read_spif(bytes).mistakes) out.push_back(std::to_string(mistake.line) + ": " + mistake.message);
  return out;
}

std::string tag(const std::string& attributes, const std::string& inside) {
  return spif_of("P", {"S", "U"}, "<securityCategoryTag name=\"T\" " + attributes + ">" + inside + "</securityCategoryTag>");
}

TEST(ReadSpif, levels_phrases_and_categories) {
  const auto spif = parse_spif(R"(<s:SPIF xmlns:s="http://www.xmlspif.org/spif" xmlns:x="urn:x" schemaVersion="2.1">
    <s:securityPolicyId name="P" id="1.2.3"/>
    <s:equivalentPolicies><s:equivalentPolicy name="Q" id="1.2.4"/></s:equivalentPolicies>
    <s:securityClassifications>
      <s:securityClassification name="LOW" lacv="010" hierarchy="2" color="red" obsolete="true"/>
      <s:securityClassification name="HIGH" lacv="4" hierarchy="7"><x:extra/>
        <s:markingData xml:lang="fr" phrase="HAUT"><s:code> pageTop </s:code><s:code>pageBottom</s:code></s:markingData>
        <s:equivalentClassification policyRef="Q" lacv="4" applied="both"/>
      </s:securityClassification>
    </s:securityClassifications>
    <s:securityCategoryTagSets><s:securityCategoryTagSet name="Set" id="1.2.3.1">
      <s:securityCategoryTag name="Words" tagType="enumerated" enumType="permissive">
        <s:tagCategory name="ALPHA" lacv="1"><s:excludedClass>LOW</s:excludedClass></s:tagCategory>
        <s:markingQualifier markingCode="pageTop"><s:qualifier markingQualifier=" / " qualifierCode="separator"/></s:markingQualifier>
      </s:securityCategoryTag>
      <s:securityCategoryTag name="Info" tagType="tagType7" tag7Encoding="securityAttributes"/>
    </s:securityCategoryTagSet></s:securityCategoryTagSets>
  </s:SPIF>)");
  ASSERT_TRUE(spif) << spif.error().message;
  EXPECT_EQ(spif->name, "P");
  EXPECT_EQ(spif->id, "1.2.3");
  ASSERT_EQ(spif->classifications.size(), 2U);
  EXPECT_TRUE(spif->classifications[0].obsolete);
  const auto& high = spif->classifications[1];
  EXPECT_EQ(high.name, "HIGH");
  EXPECT_EQ(high.hierarchy, 7);
  EXPECT_EQ(high.marks.phrases.at(0).language, "fr");
  EXPECT_THAT(high.marks.phrases.at(0).codes, ElementsAre(label::MarkingCode::page_top, label::MarkingCode::page_bottom));
  EXPECT_EQ(high.equivalents.at(0), (label::EquivalentClassification{"Q", "4", label::Applied::both, {}}));
  EXPECT_EQ(spif->classifications[0].lacv, "10");
  const auto& words = spif->tag_sets.at(0).tags.at(0);
  EXPECT_EQ(words.type, label::TagType::enumerated_permissive);
  EXPECT_THAT(words.categories.at(0).excluded_classes, ElementsAre("LOW"));
  EXPECT_EQ(words.marks.qualifiers.at(0),
            (label::SpifQualifier{label::QualifierCode::separator, " / ", "", label::MarkingCode::page_top}));
  EXPECT_EQ(spif->tag_sets.at(0).tags.at(1).type, label::TagType::informative);
  EXPECT_EQ(spif->tag_sets.at(0).tags.at(1).encoding, label::Tag7Encoding::security_attributes);
}

struct Case {
  std::string bytes;
  const char* mistake;
};

void expect_first_mistakes(const std::vector<Case>& cases) {
  for (const auto& each : cases) {
    const auto mistakes = mistakes_of(each.bytes);
    ASSERT_FALSE(mistakes.empty()) << each.mistake;
    EXPECT_EQ(mistakes.front(), each.mistake);
    EXPECT_FALSE(parse_spif(each.bytes)) << each.mistake;
  }
}

TEST(ReadSpif, mistakes_name_their_line) {
  const std::string head = "<SPIF xmlns=\"http://www.xmlspif.org/spif\">";
  const std::vector<Case> cases{
      {"<x/>", "1: the root is `x` in namespace ``; expected `SPIF` in `http://www.xmlspif.org/spif`"},
      {"", "1: XML text is empty"},
      {head + "</SPIF>", "1: `securityPolicyId` is missing"},
      {tag("tagType=\"secret\"", ""),
       "8: tagType: `secret` is not known; expected restrictive, permissive, enumerated or tagType7"},
      {tag("tagType=\"enumerated\"", ""), "8: attribute `enumType` of `securityCategoryTag` is missing"},
      {tag("tagType=\"enumerated\" enumType=\"tagType7\"", ""),
       "8: enumType: `tagType7` is not known; expected restrictive or permissive"},
      {tag("", ""), "8: attribute `tagType` of `securityCategoryTag` is missing"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"x\"/>"),
       "8: lacv: `x` is not a number of at most 20 digits"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\"/>\n<tagCategory name=\"A\" lacv=\"2\"/>"),
       "9: category `A` stands twice"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\"/>\n<tagCategory name=\"B\" lacv=\"01\"/>"),
       "9: lacv `1` stands twice among the restrictive categories of its tag set"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\">\n<requiredCategory operation=\"all\"/></tagCategory>"),
       "9: `requiredCategory` holds no `categoryGroup`"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\">\n<requiredCategory/></tagCategory>"),
       "9: attribute `operation` of `requiredCategory` is missing"},
  };
  expect_first_mistakes(cases);
}

TEST(ReadSpif, mistakes_in_what_bounds_labels) {
  const std::vector<Case> cases{
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><excludedCategory tagSetRef=\"Tag\" tagType=\"permissive\"/></tagCategory>"),
       "8: tagSetRef: `Tag` is not a tag set (did you mean `Tags`?)"},
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><excludedCategory tagSetRef=\"Tags\" tagType=\"permissive\"/></tagCategory>"),
       "8: tagSetRef: `Tags` has no permissive tag"},
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><excludedCategory tagSetRef=\"Tags\" tagType=\"restrictive\" "
           "lacv=\"2\"/></tagCategory>"),
       "8: lacv: `Tags` has no restrictive category `2`"},
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><markingData><code>pageMiddle</code></markingData></tagCategory>"),
       "8: code: `pageMiddle` is not known; expected pageTop, pageBottom, pageTopBottom, documentStart, documentEnd, "
       "firstLineOfText, "
       "lastLineOfText, subject, xHeader, portionMarking, inputTitle, waterMark, noNameDisplay, noMarkingDisplay, "
       "suppressClassName, "
       "replacePolicy"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\" userInput=\"colour\"/>"),
       "8: userInput: `colour` is not known; expected string, integer, date"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\" notAfter=\"2020-13-01T00:00:00Z\"/>"),
       "8: notAfter: `2020-13-01T00:00:00Z` is not a date; expected YYYY-MM-DD or an RFC 3339 instant"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\" requiredClass=\"Z\"/>"),
       "8: requiredClass: `Z` is not a classification"},
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><equivalentSecCategoryTag policyRef=\"Q\" tagSetId=\"1\" tagType=\"permissive\" "
           "lacv=\"1\" applied=\"both\"/></tagCategory>"),
       "8: policyRef: `Q` is not among the equivalent policies"},
      {tag("tagType=\"restrictive\" maxSelection=\"few\"", ""),
       "8: maxSelection: `few` is not `unbounded` or a number from 0 to 1000000"},
      {tag("tagType=\"restrictive\"",
           "<tagCategory name=\"A\" lacv=\"1\"><excludedClass>S</excludedClass>\n<excludedClass>S</excludedClass></tagCategory>"),
       "9: excludedClass `S` stands twice"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\"><excludedClass>Z</excludedClass></tagCategory>"),
       "8: excludedClass: `Z` is not a classification"},
      {tag("tagType=\"restrictive\"", "<tagCatgory/>"),
       "8: `tagCatgory` is not known inside `securityCategoryTag`; expected tagCategory, markingQualifier, markingData, "
       "extensions"},
      {spif_of("P", {"S", "S"}), "5: classification `S` stands twice"},
      {spif_of("P", {"S&#x202E;"}), "4: name: `S\\xe2\\x80\\xae` holds a control or invisible character"},
  };
  expect_first_mistakes(cases);
}

TEST(ReadSpif, all_mistakes_are_reported) {
  EXPECT_EQ(mistakes_of(tag("tagType=\"a\" singleSelection=\"maybe\"", "<tagCategory name=\"\" lacv=\"\"/><odd/>")).size(), 5U);
}

// Goal: nothing is fetched, nothing is expanded. Method: the usual bombs; each is refused at its DOCTYPE, at once.
TEST(ReadSpif, entities_are_refused) {
  const std::string body = spif_of("P", {"S"});
  std::string bomb = "<!DOCTYPE SPIF [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    bomb += "<!ENTITY " + std::string(1, c) + " \"";
    for (int i = 0; i < 10; ++i) bomb += "&" + std::string(1, static_cast<char>(c - 1)) + ";";
    bomb += "\">";
  }
  for (const auto& prefix :
       {std::string("<!DOCTYPE SPIF>"), std::string("<!DOCTYPE SPIF SYSTEM \"http://127.0.0.1:9/spif.dtd\">"),
        std::string("<!DOCTYPE SPIF [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"), bomb + "]>"}) {
    const auto mistakes = mistakes_of(prefix + body);
    ASSERT_EQ(mistakes.size(), 1U);
    EXPECT_THAT(mistakes[0], HasSubstr("DOCTYPE"));
  }
  EXPECT_THAT(parse_spif("<SPIF xmlns=\"http://www.xmlspif.org/spif\">&x;</SPIF>").error().message, HasSubstr("line 1"));
}

// Policies of another implementation. The three that are no XML are refused as such; one excludes a class twice.
TEST(ReadSpif, reads_policies_of_others) {
  const char* root = std::getenv("ENTENTE_CONFORMANCE_DIR");
  const auto folder = std::filesystem::path(root != nullptr ? root : "none") / "spiffing/test-data";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no reference material here";
  const auto bytes_of = [&](const char* name) {
    std::ifstream file(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  for (const auto* name : {"tlp.xml", "tlp-plus.xml", "uk-demo.xml", "nato-4774-policy.xml"}) {
    const auto policy = parse_spif(bytes_of(name));
    ASSERT_TRUE(policy) << name << ": " << policy.error().message;
    const auto again = parse_spif(print_spif(*policy));
    ASSERT_TRUE(again) << name << ": " << again.error().message;
    EXPECT_EQ(*again, *policy) << name;
  }
  for (const auto* name : {"food-policy.xml", "food-policy-missi.xml", "bsi-commercial.xml"}) {
    const auto policy = parse_spif(bytes_of(name));
    ASSERT_FALSE(policy) << name;
    EXPECT_EQ(policy.error().code, Code(SpifFault::malformed)) << name;
  }
  EXPECT_FALSE(parse_spif(bytes_of("food-policy-borked.xml")));
}

}  // namespace
}  // namespace entente::format
