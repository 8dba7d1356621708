#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/ism_json.h"
#include "format/ism_xml.h"

namespace entente::format {
namespace {

using label::IsmName;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// --- Goal: JSON in and out without loss, and nothing read that is not an attribute.
TEST(IsmJson, reads_values_separated_by_spaces_with_or_without_prefix) {
  const auto read = read_ism_json(
      R"({"classification":"S","ism:ownerProducer":"USA","disseminationControls":"REL","releasableTo":" USA  JPN ","joint":false,)"
      R"("classifiedBy":"the  desk"})");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->one(IsmName::classification), "S");
  EXPECT_THAT(read->of(IsmName::releasable_to), ElementsAre("USA", "JPN"));
  EXPECT_EQ(read->one(IsmName::joint), "false");
  EXPECT_EQ(read->one(IsmName::classified_by), "the  desk");
}

TEST(IsmJson, writes_what_it_reads) {
  const std::string text =
      R"({"classification":"S","ownerProducer":"USA","disseminationControls":"OC NF","classifiedBy":"\"x\"\n"})";
  const auto read = read_ism_json(text);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ism_to_json(*read), text);
}

TEST(IsmJson, refuses_what_is_no_attribute) {
  for (const auto& [json, message] : std::vector<std::pair<std::string, std::string>>{
           {R"({"clasification":"S"})", "`clasification` is not an attribute of ISM"},
           {R"({"classification":"S","ism:classification":"U"})", "`classification` stands twice"},
           {R"({"classification":"S","classification":"U"})", "classification"},
           {R"({"classification":1})", "expected a string"},
           {R"({"classification":true})", "expected a string"},
           {R"({"releasableTo":["USA","JPN"]})", "expected a string"},
           {R"({"classification":null})", "expected a string"},
           {R"(["classification"])", "expected an object"},
           {R"("S")", "expected an object"},
           {R"({"classification":"S")", "byte"},
       }) {
    const auto read = read_ism_json(json);
    ASSERT_FALSE(read) << json;
    EXPECT_THAT(read.error().message, HasSubstr(message)) << json;
  }
}

TEST(IsmJson, an_attribute_has_a_limit_of_values) {
  std::string many = "A1";
  for (std::size_t i = 2; i <= limits::kIsmValues; ++i) many += " A" + std::to_string(i);
  EXPECT_TRUE(read_ism_json("{\"SCIcontrols\":\"" + many + "\"}"));
  const auto more = read_ism_json("{\"SCIcontrols\":\"" + many + " B\"}");
  ASSERT_FALSE(more);
  EXPECT_THAT(more.error().message, HasSubstr("`SCIcontrols` has 513 values, limit 512"));
}

TEST(IsmJson, an_attribute_without_value_stays_there) {
  const auto read = read_ism_json(R"({"disseminationControls":" "})");
  ASSERT_TRUE(read);
  EXPECT_THAT(read->of(IsmName::dissemination_controls), ElementsAre(""));
}

// --- Goal: XML attributes of the namespace, and no others.
TEST(IsmXml, reads_attributes_of_its_namespace_only) {
  const auto read = read_ism_xml(
      R"(<p xmlns:i="urn:us:gov:ic:ism" classification="TS" i:classification="S" i:ownerProducer="USA" i:SCIcontrols="SI TK"/>)");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->one(IsmName::classification), "S");
  EXPECT_THAT(read->of(IsmName::sci_controls), ElementsAre("SI", "TK"));
  const auto wrong = read_ism_xml(R"(<p xmlns:ism="urn:us:gov:ic:ism" ism:clasification="S"/>)");
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("`clasification` is not an attribute of ISM"));
}

Result<std::string> written(const label::IsmAttributes& attributes) {
  codec::XmlWriter xml;
  xml.open("e").attribute("xmlns:ism", kIsmNamespace);
  TRY_DO(write_ism_xml(xml, attributes));
  xml.close();
  return xml.finish();
}

TEST(IsmXml, writes_what_it_reads) {
  label::IsmAttributes given;
  given.values[IsmName::classification] = {"S"};
  given.values[IsmName::owner_producer] = {"CAN", "USA"};
  given.values[IsmName::derived_from] = {"a \"guide\" <1>\n& more"};
  const auto text = written(given);
  ASSERT_TRUE(text) << text.error().message;
  const auto read = read_ism_xml(*text);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->values, given.values) << *text;
}

TEST(IsmXml, refuses_characters_that_xml_cannot_have) {
  label::IsmAttributes given;
  given.values[IsmName::derived_from] = {std::string("a\x01", 2)};
  EXPECT_FALSE(written(given));
  given.values[IsmName::derived_from] = {"\xFF"};
  EXPECT_FALSE(written(given));
}

TEST(IsmXml, a_document_is_its_resource_and_its_portions) {
  const auto read =
      read_ism_document(R"(<doc xmlns:ism="urn:us:gov:ic:ism"><head ism:classification="S" ism:resourceElement="true"/>
<p ism:classification="U"/><p>plain</p><list ism:classification="S"><p ism:classification="C" ism:resourceElement="true"/></list></doc>)");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->resource.one(IsmName::classification), "S");
  ASSERT_EQ(read->portions.size(), 3U);
  EXPECT_EQ(read->portions[2].one(IsmName::classification), "C");
  EXPECT_FALSE(read_ism_document(R"(<doc xmlns:ism="urn:us:gov:ic:ism" ism:classification="S"/>)"));
}

}  // namespace
}  // namespace entente::format
