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
  EXPECT_EQ(spif->policy_name, "P");
  EXPECT_EQ(spif->policy_id, "1.2.3");
  ASSERT_EQ(spif->classifications.size(), 2U);
  EXPECT_TRUE(spif->classifications[0].obsolete);
  const auto& high = spif->classifications[1];
  EXPECT_EQ(high.name, "HIGH");
  EXPECT_EQ(high.hierarchy, 7);
  EXPECT_EQ(high.line, 5U);
  EXPECT_EQ(high.phrases.at(0).language, "fr");
  EXPECT_THAT(high.phrases.at(0).codes, ElementsAre("pageTop", "pageBottom"));
  const auto& words = spif->tag_sets.at(0).tags.at(0);
  EXPECT_EQ(words.kind, label::CategoryKind::permissive);
  EXPECT_TRUE(words.enumerated);
  EXPECT_THAT(words.categories.at(0).excluded_classes, ElementsAre("LOW"));
  EXPECT_EQ(words.qualifiers.at(0).place, QualifierPlace::separator);
  EXPECT_EQ(spif->tag_sets.at(0).tags.at(1).kind, label::CategoryKind::informative);
}

TEST(ReadSpif, mistakes_name_their_line) {
  struct Case {
    std::string bytes;
    const char* mistake;
  };
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
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"x\"/>"), "8: lacv: `x` is not a number"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\"/>\n<tagCategory name=\"A\" lacv=\"2\"/>"),
       "9: category `A` stands twice"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\">\n<requiredCategory/></tagCategory>"),
       "9: `requiredCategory` bounds valid labels and is not read yet"},
      {tag("tagType=\"restrictive\"", "<tagCategory name=\"A\" lacv=\"1\"><excludedClass>Z</excludedClass></tagCategory>"),
       "8: excludedClass: `Z` is not a classification"},
      {tag("tagType=\"permissive\" singleSelection=\"true\"", ""),
       "8: `singleSelection` of a permissive tag bounds valid labels and is not read yet"},
      {tag("tagType=\"restrictive\"", "<tagCatgory/>"),
       "8: `tagCatgory` is not known inside `securityCategoryTag`; expected tagCategory, markingQualifier, markingData, "
       "extensions"},
      {spif_of("P", {"S", "S"}), "5: classification `S` stands twice"},
      {spif_of("P", {"S&#x202E;"}), "4: name: `S\\xe2\\x80\\xae` holds a control or invisible character"},
  };
  for (const auto& each : cases) {
    const auto mistakes = mistakes_of(each.bytes);
    ASSERT_FALSE(mistakes.empty()) << each.mistake;
    EXPECT_EQ(mistakes.front(), each.mistake);
    EXPECT_FALSE(parse_spif(each.bytes)) << each.mistake;
  }
}

TEST(ReadSpif, all_mistakes_are_reported) {
  EXPECT_EQ(mistakes_of(tag("tagType=\"a\" singleSelection=\"maybe\"", "<tagCategory name=\"\" lacv=\"\"/><odd/>")).size(), 4U);
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

// Policies of another implementation: those without constraints are read, the others name what is not read yet.
TEST(ReadSpif, reads_policies_of_others) {
  const char* root = std::getenv("ENTENTE_CONFORMANCE_DIR");
  const auto folder = std::filesystem::path(root != nullptr ? root : "none") / "spiffing/test-data";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no reference material here";
  const auto read = [&](const char* name) {
    std::ifstream file(folder / name, std::ios::binary);
    return parse_spif(std::string(std::istreambuf_iterator<char>(file), {}));
  };
  const auto tlp = read("tlp.xml");
  ASSERT_TRUE(tlp) << tlp.error().message;
  EXPECT_EQ(tlp->classifications.size(), 4U);
  const auto nato = read("nato-4774-policy.xml");
  ASSERT_TRUE(nato) << nato.error().message;
  EXPECT_EQ(nato->classifications.size(), 5U);
  EXPECT_GT(nato->tag_sets.at(1).tags.at(0).categories.size(), 30U);
  EXPECT_THAT(read("uk-demo.xml").error().message, HasSubstr("`requiredCategory` bounds valid labels and is not read yet"));
  EXPECT_FALSE(read("food-policy-borked.xml"));
}

}  // namespace
}  // namespace entente::format
