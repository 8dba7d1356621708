// Labels as XML (4774), as JSON (5636) and by values: what is read, what is refused, and that writing is the inverse of reading.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/label_4774.h"
#include "format/label_5636.h"
#include "format/label_file.h"
#include "format/label_lacv.h"

namespace entente::format {
namespace {

using label::CategoryKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kHead =
    R"(<l:originatorConfidentialityLabel xmlns:l="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0")";
constexpr const char* kTail = "</l:originatorConfidentialityLabel>";

std::string with_information(const std::string& inside, const std::string& behind = "") {
  return std::string(kHead) + ">\n<l:ConfidentialityInformation>" + inside + "</l:ConfidentialityInformation>\n" + behind + kTail;
}

const std::string kSecret = "<l:PolicyIdentifier>NATO</l:PolicyIdentifier><l:Classification>SECRET</l:Classification>";

TEST(Label4774, carries_everything) {
  const auto read = parse_4774(R"(<?xml version="1.0"?>
<slab:alternativeConfidentialityLabel xmlns:slab="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0" xmlns:x="urn:x" Id="a" ReviewDateTime="2031-09-26T00:00:00.25+09:00">
  <slab:ConfidentialityInformation>
    <slab:PolicyIdentifier URI="urn:oid:1.3.26.1.3.1">NATO</slab:PolicyIdentifier>
    <slab:Classification> SECRET
    </slab:Classification>
    <slab:PrivacyMark>A &amp; B</slab:PrivacyMark>
    <slab:Category Type="PERMISSIVE" TagName="Releasable To" URI="urn:oid:1.3.26.1.4.2">
      <slab:GenericValue>JPN</slab:GenericValue><slab:IntegerValue>392</slab:IntegerValue>
    </slab:Category>
    <slab:Category Type="INFORMATIVE" TagName="Administrative"><slab:BitStringValue>010</slab:BitStringValue></slab:Category>
  </slab:ConfidentialityInformation>
  <slab:OriginatorID IDType="userPrincipalName">A\b</slab:OriginatorID>
  <slab:CreationDateTime>2015-08-02T14:06:20.9873126Z</slab:CreationDateTime>
  <slab:SuccessionHandling>
    <slab:SuccessionDateTime>2030-01-01T00:00:00Z</slab:SuccessionDateTime>
    <slab:SuccessorConfidentialityLabel><slab:ConfidentialityInformation><slab:PolicyIdentifier>NATO</slab:PolicyIdentifier>
      <slab:Classification>UNCLASSIFIED</slab:Classification></slab:ConfidentialityInformation></slab:SuccessorConfidentialityLabel>
  </slab:SuccessionHandling>
  <x:other/>
</slab:alternativeConfidentialityLabel>)");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->role, label::LabelRole::alternative);
  const auto& information = read->body.information;
  EXPECT_EQ(information.policy_uri, "urn:oid:1.3.26.1.3.1");
  EXPECT_EQ(information.classification, "SECRET");
  EXPECT_EQ(information.privacy_mark, "A & B");
  EXPECT_EQ(information.categories.at(0).values.at(1), (label::NamedValue{label::ValueForm::integer, "392"}));
  EXPECT_EQ(information.categories.at(1).type, CategoryKind::informative);
  EXPECT_EQ(to_string(read->body.review->at), "2031-09-25T15:00:00Z");
  EXPECT_EQ(read->body.review->text, "2031-09-26T00:00:00.25+09:00");
  EXPECT_EQ(read->body.created->text, "2015-08-02T14:06:20.9873126Z");
  EXPECT_EQ(read->body.originator->text, "A\\b");
  EXPECT_EQ(read->succession->successor.information.classification, "UNCLASSIFIED");
  EXPECT_EQ(read->body.id, "a");
  EXPECT_THAT(read->not_kept, ElementsAre("element `other`"));
  const auto printed = print_4774(*read);
  EXPECT_THAT(printed, HasSubstr("2015-08-02T14:06:20.9873126Z"));
  auto kept = *read;
  kept.not_kept.clear();
  EXPECT_EQ(parse_4774(printed).value(), kept);
  EXPECT_EQ(print_4774(parse_4774(printed).value()), printed);
}

TEST(Label4774, names_what_it_does_not_keep) {
  const auto read = parse_4774(
      std::string(kHead) +
      R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x x.xsd" xmlns:x="urn:x" x:sealed="1">
<l:ConfidentialityInformation><l:PolicyIdentifier URL="urn:oid:1.2" URI="urn:oid:1.3">NATO</l:PolicyIdentifier><l:Classification>SECRET</l:Classification>
</l:ConfidentialityInformation><x:Signature/>)" +
      kTail);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->not_kept, ElementsAre("attribute `sealed` of `originatorConfidentialityLabel`",
                                          "attribute `URL` of `PolicyIdentifier`", "element `Signature`"));
  EXPECT_THAT(print_5636(*read).error().message, HasSubstr("other namespaces"));
  auto lossy = *read;
  EXPECT_THAT(leave_out_for_json(lossy), ElementsAre("ids", read->not_kept[0], read->not_kept[1], read->not_kept[2]));
  EXPECT_TRUE(print_5636(lossy));
}

// Goal: peers write URL for the URI of a policy; it is read as that, and written as the standard has it.
TEST(Label4774, takes_the_id_of_a_policy_from_peers) {
  const auto read = parse_4774(with_information(
      "<l:PolicyIdentifier URL=\"urn:oid:1.2\">NATO</l:PolicyIdentifier><l:Classification>SECRET</l:Classification>"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->body.information.policy_uri, "urn:oid:1.2");
  EXPECT_TRUE(read->not_kept.empty());
  EXPECT_THAT(print_4774(*read), HasSubstr("URI=\"urn:oid:1.2\""));
}

TEST(Label4774, refuses_what_could_be_lost) {
  struct Case {
    std::string bytes;
    const char* message;
  };
  const auto category = [](const std::string& attributes, const std::string& inside) {
    return with_information(kSecret + "<l:Category " + attributes + ">" + inside + "</l:Category>");
  };
  const std::string value = "<l:GenericValue>A</l:GenericValue>";
  const std::vector<Case> cases{
      {"<x/>", "line 1: the root is `x` in namespace ``"},
      {"<!DOCTYPE x>" + with_information(kSecret), "DOCTYPE"},
      {std::string(kHead) + "/>", "line 1: `ConfidentialityInformation` is missing"},
      {with_information(kSecret + kSecret), "line 2: `PolicyIdentifier` stands twice"},
      {with_information("<l:PolicyIdentifier>NATO</l:PolicyIdentifier>"), "line 2: `Classification` is missing"},
      {with_information(kSecret + "<l:Caveat/>"), "line 2: `Caveat` is not known inside `ConfidentialityInformation`"},
      {with_information(kSecret + "<x xmlns=\"urn:x\"/>"), "line 2: `x` is not known inside `ConfidentialityInformation`"},
      {with_information(kSecret + "NOFORN"), "line 2: `ConfidentialityInformation` holds text beside its elements"},
      {std::string(kHead) + " Id=\"1 a\">" + kTail, "line 1: Id: `1 a` is no name"},
      {with_information(kSecret, "<l:Other/>"), "line 3: `Other` is not known inside `originatorConfidentialityLabel`"},
      {with_information(kSecret, "<l:CreationDateTime>2015-08-02T14:06:20</l:CreationDateTime>"), "line 3: CreationDateTime: "},
      {with_information(kSecret, "<l:OriginatorID IDType=\"name\">A</l:OriginatorID>"), "line 3: IDType: `name` is not known"},
      {category("Type=\"permissive\" TagName=\"A\"", value), "Type: `permissive` is not RESTRICTIVE, PERMISSIVE or INFORMATIVE"},
      {category("Type=\"PERMISSIVE\"", value), "attribute `TagName` of `Category` is missing or empty"},
      {category("Type=\"PERMISSIVE\" TagName=\"A\"", ""), "category `A` has no value"},
      {category("Type=\"PERMISSIVE\" TagName=\"A\"", "<l:GenericValue> </l:GenericValue>"), "`GenericValue` is empty"},
      {category("Type=\"PERMISSIVE\" TagName=\"A\"", "<l:IntegerValue>x</l:IntegerValue>"),
       "IntegerValue: `x` is not a whole number"},
      {category("Type=\"PERMISSIVE\" TagName=\"A\"", "<l:GenericValue>A&#x202E;</l:GenericValue>"),
       "control or invisible character"},
  };
  for (const auto& each : cases) {
    const auto read = parse_4774(each.bytes);
    ASSERT_FALSE(read) << each.message;
    EXPECT_THAT(read.error().message, HasSubstr(each.message));
  }
}

TEST(Clearance4774, reads_back_what_it_writes) {
  const label::NamedClearance clearance{"NATO",
                                        "urn:oid:1.3.26.1.3.1",
                                        {"SECRET", "TOP SECRET"},
                                        {{"Only", CategoryKind::permissive, "", {{label::ValueForm::generic, "JPN"}}}}};
  const auto read = read_any_clearance(print_4774_clearance(clearance));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(std::get<label::NamedClearance>(*read), clearance);
}

TEST(Label5636, reads_both_forms_and_statements) {
  const std::string elements =
      R"({"ocl":{"pol":"NATO","cls":"SECRET","catl":[{"type":"P","name":"Releasable To","vals":["usa"]}],"dcr":"2024-12-17T13:00:52Z"},)"
      R"("context":{"@base":"urn:nato:stanag:5636:A:1:elements:json"}})";
  const std::string structured =
      R"({"Xmlns":"urn:nato:stanag:4774:confidentialitymetadatalabel:1:0","CreationTime":"2024-12-17T13:00:52Z","ConfidentialityInformation":)"
      R"({"PolicyIdentifier":"NATO","Classification":"SECRET","Category":{"Type":"PERMISSIVE","TagName":"Releasable To","GenericValues":["usa"]}}})";
  const auto first = parse_5636(elements);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->body.information.categories.at(0).values.at(0).text, "usa");
  EXPECT_EQ(to_string(first->body.created->at), "2024-12-17T13:00:52Z");
  EXPECT_EQ(print_5636(*first).value(), elements);
  EXPECT_EQ(parse_5636(structured).value(), *first);
  EXPECT_EQ(print_5636(*first, JsonLabelForm::structured).value(), structured);
  EXPECT_EQ(parse_5636(R"({"format":"json-structured","schema":"s","value":)" + structured + "}").value(), *first);
  EXPECT_EQ(parse_5636(R"({"format":"string","value":"{\"ocl\":{\"pol\":\"NATO\",\"cls\":\"SECRET\"}}"})")
                .value()
                .body.information.policy,
            "NATO");
}

TEST(Label5636, refuses_what_could_restrict) {
  for (const auto* json :
       {R"([])", R"({})", R"({"ocl":{"pol":"NATO"}})", R"({"ocl":{"pol":"NATO","cls":"SECRET","cav":"X"}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET"},"acl":{}})", R"({"ocl":{"pol":"NATO","cls":""}})",
        R"({"ocl":{"pol":"NATO","cls":"S\ufffe"}})", R"({"ocl":{"pol":"NATO","cls":" S"}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET"},"context":{"@base":"urn:x"}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET","catl":[{"type":"X","name":"A","vals":["B"]}]}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET","catl":[{"type":"P","name":"A","vals":[]}]}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET","catl":[{"type":"P","name":"A","vals":[1]}]}})",
        R"({"ocl":{"pol":"NATO","cls":"SECRET","dcr":"yesterday"}})",
        R"({"ConfidentialityInformation":{"PolicyIdentifier":"NATO","Classification":"SECRET"}})",
        R"({"Xmlns":"urn:x","ConfidentialityInformation":{"PolicyIdentifier":"NATO","Classification":"SECRET"}})",
        R"({"format":"x","value":{"format":"x","value":{}}})", R"({"format":"x","value":"{\"format\":1,\"value\":{}}"})"}) {
    EXPECT_FALSE(parse_5636(json)) << json;
  }
}

TEST(Label5636, names_what_it_cannot_carry) {
  label::ConfidentialityLabel label;
  label.body.information.policy = "NATO";
  label.body.information.classification = "SECRET";
  ASSERT_TRUE(print_5636(label));
  const auto refused = [&](auto change) {
    auto other = label;
    change(other);
    return print_5636(other).error().message;
  };
  EXPECT_THAT(refused([](auto& each) { each.role = label::LabelRole::metadata; }), HasSubstr("metadata label"));
  EXPECT_THAT(refused([](auto& each) { each.body.review = label::label_time(Instant{0}); }), HasSubstr("a date of review"));
  EXPECT_THAT(refused([](auto& each) { each.body.id = "a"; }), HasSubstr("own id"));
  EXPECT_THAT(refused([](auto& each) { each.succession.emplace(); }), HasSubstr("a succession"));
  EXPECT_THAT(refused([](auto& each) { each.body.originator.emplace(); }), HasSubstr("an originator"));
  EXPECT_THAT(refused([](auto& each) { each.body.information.privacy_mark = "X"; }), HasSubstr("a privacy mark"));
  EXPECT_THAT(refused([](auto& each) { each.body.information.policy_uri = "urn:oid:1.2"; }), HasSubstr("the id of a policy"));
}

TEST(LabelByValues, reads_back_what_it_writes) {
  const label::SpifLabel label{"1.2", "4", {{"1.2.1", label::TagType::enumerated_restrictive, "7", ""}}, "", std::nullopt};
  EXPECT_EQ(std::get<label::SpifLabel>(read_any_label(print_lacv(label).value()).value()), label);
  const label::SpifClearance clearance{"1.2", {"4", "5"}, {{"1.2.1", label::TagType::permissive, "7", ""}}};
  EXPECT_EQ(std::get<label::SpifClearance>(read_any_clearance(print_lacv(clearance).value()).value()), clearance);
  auto dated = label;
  dated.created = Instant{0};
  EXPECT_EQ(print_lacv(dated).error().code, Code(LabelFault::unsupported));
}

TEST(LabelByValues, refuses_what_is_incomplete) {
  const std::string head = "<label xmlns='http://surevine.com/xmlns/spiffy'>";
  for (const std::string inside :
       {"<classification lacv='1'/>", "<policy id='1.2'/>", "<policy id='1.2'/><classification lacv='x'/>",
        "<policy id='1.2'/><classification lacv='1'/><classification lacv='2'/>",
        "<policy id='1.2'/><policy id='1.3'/><classification lacv='1'/>",
        "<policy id='1.2'/><classification lacv='1'/><tag type='secret' id='1' lacv='1'/>",
        "<policy id='1.2'/><classification lacv='1'/><tag type='permissive' lacv='1'/>",
        "<policy id='1.2'/><classification lacv='1'/><note/>"}) {
    EXPECT_FALSE(read_any_label(head + inside + "</label>")) << inside;
  }
}

TEST(AnyLabel, says_what_it_does_not_read) {
  EXPECT_THAT(read_any_label("").error().message, HasSubstr("no data"));
  EXPECT_THAT(read_any_label(std::string("1\x16\x02\x01", 4)).error().message, HasSubstr("a label in BER is not read"));
  EXPECT_THAT(read_any_clearance("{}").error().message, HasSubstr("a clearance in JSON is not read"));
  EXPECT_FALSE(read_any_label(with_information(kSecret, std::string(300 * 1024, ' '))));
}

}  // namespace
}  // namespace entente::format
