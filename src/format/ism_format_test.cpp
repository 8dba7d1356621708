#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/ism_json.h"
#include "format/ism_report.h"
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
           {R"({"clasification":"S"})", "`clasification` is not an attribute of ISM (ISM-ID-00125)"},
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
  EXPECT_THAT(wrong.error().message, HasSubstr("`clasification` is not an attribute of ISM (ISM-ID-00125)"));
  constexpr const char* kDocument = R"(<d xmlns:ism="urn:us:gov:ic:ism" ism:classification="U"><p><ism:%/></p><Other/></d>)";
  const auto with = [&](const std::string& element) {
    std::string text(kDocument);
    return text.replace(text.find('%'), 1, element);
  };
  EXPECT_TRUE(read_ism_elements(with("NoticeList")));
  const auto element = read_ism_elements(with("Notices"));
  ASSERT_FALSE(element);
  EXPECT_THAT(element.error().message, HasSubstr("`Notices` is not an element of ISM (ISM-ID-00223)"));
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

TEST(IsmText, is_seen_to_be_json_or_xml) {
  const auto wanted = read_ism_json(R"({"classification":"S","ownerProducer":"USA","disseminationControls":"NF"})").value();
  EXPECT_EQ(read_ism_text(ism_to_json(wanted)).value(), wanted);
  EXPECT_EQ(read_ism_text(ism_to_xml(wanted).value()).value(), wanted);
  const auto of_resource = read_ism_text(
      R"(<d xmlns:i="urn:us:gov:ic:ism" i:DESVersion="1"><p i:classification="U" i:ownerProducer="USA"/><h i:resourceElement="true"
i:classification="S"/></d>)");
  ASSERT_TRUE(of_resource) << of_resource.error().message;
  EXPECT_EQ(of_resource->one(label::IsmName::classification), "S");
  EXPECT_THAT(read_ism_text("<d><p/></d>").error().message, HasSubstr("neither has the root"));
  EXPECT_FALSE(read_ism_text("<d"));
}

// Goal: findings stand where their element does, of the whole and of portions before and behind it.
TEST(IsmReport, finds_what_breaks_a_rule_at_its_line) {
  const auto check = check_ism(R"(<d xmlns:i="urn:us:gov:ic:ism">
<p i:classification="S" i:ownerProducer="USA" i:disseminationControls="REL"/>
<h i:resourceElement="true" i:classification="C" i:ownerProducer="USA" i:compliesWith="USGov"/>
<p i:classification="U" i:ownerProducer="USA" i:SCIcontrols="SI"/>
</d>)");
  ASSERT_TRUE(check) << check.error().message;
  EXPECT_TRUE(check->is_document);
  EXPECT_EQ(check->elements, 3U);
  const auto has = [&](std::string_view rule, std::size_t line) {
    return std::any_of(check->findings.begin(), check->findings.end(),
                       [&](const PlacedIsmFinding& each) { return each.finding.rule == rule && each.line == line; });
  };
  EXPECT_TRUE(has("ISM-ID-00031", 2));  // REL without a list
  EXPECT_TRUE(has("ISM-ID-00058", 2));  // SECRET in a CONFIDENTIAL document
  EXPECT_TRUE(has("ISM-ID-00343", 3));  // which does not bear SI
  EXPECT_TRUE(has("ISM-ID-00043", 4));  // SI at UNCLASSIFIED
  EXPECT_THAT(ism_check_to_text(*check, "d.xml"), HasSubstr("d.xml:2: error ISM-ID-00031: releasableTo"));
  codec::JsonWriter json;
  write_ism_check(json, *check, "d.xml");
  EXPECT_THAT(json.finish(), HasSubstr(R"("rule":"ISM-ID-00031","severity":"error","line":2,"portion":0)"));
  SarifLog log;
  add_ism_check(log, *check, "a d.xml");
  const auto sarif = log.text("1");
  EXPECT_THAT(sarif, HasSubstr(R"({"ruleId":"ISM-ID-00031","level":"error","message":{"text":"releasableTo: )"));
  EXPECT_THAT(sarif, HasSubstr(R"({"artifactLocation":{"uri":"a%20d.xml"},"region":{"startLine":2}})"));
  const auto single = check_ism(R"({"classification":"U","ownerProducer":"USA","SCIcontrols":"SI"})");
  ASSERT_TRUE(single);
  EXPECT_FALSE(single->is_document);
  EXPECT_GT(single->count(label::Severity::error), 0U);
  EXPECT_FALSE(check_ism("<d/>"));
  const auto clean = check_ism(R"({"classification":"S","ownerProducer":"USA","disseminationControls":"NF"})");
  EXPECT_TRUE(clean && clean->findings.empty());
}

}  // namespace
}  // namespace entente::format
