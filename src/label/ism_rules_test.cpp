#include "label/ism_rules.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "label/test_ism_document_cases.h"
#include "label/test_ism_element_cases.h"

namespace entente::label {
namespace {

using test::ism_document;
using test::ism_element;
using test::IsmCase;
using testing::ElementsAre;

bool has_rule(const std::vector<IsmFinding>& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(), [&](const IsmFinding& finding) { return finding.rule == rule; });
}

std::string name_of_case(const testing::TestParamInfo<IsmCase>& info) {
  std::string name(info.param.rule);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

// --- Goal: each rule is kept by what is right and broken by what is wrong.
class IsmElementRule : public testing::TestWithParam<IsmCase> {};

TEST_P(IsmElementRule, is_kept_and_broken) {
  EXPECT_FALSE(has_rule(ism_findings(ism_element(GetParam().keeps)), GetParam().rule)) << GetParam().keeps;
  EXPECT_TRUE(has_rule(ism_findings(ism_element(GetParam().breaks)), GetParam().rule)) << GetParam().breaks;
}

INSTANTIATE_TEST_SUITE_P(Of, IsmElementRule, testing::ValuesIn(test::kElementCases), name_of_case);

class IsmDocumentRule : public testing::TestWithParam<IsmCase> {};

TEST_P(IsmDocumentRule, is_kept_and_broken) {
  EXPECT_FALSE(has_rule(ism_findings(ism_document(GetParam().keeps)), GetParam().rule)) << GetParam().keeps;
  EXPECT_TRUE(has_rule(ism_findings(ism_document(GetParam().breaks)), GetParam().rule)) << GetParam().breaks;
}

INSTANTIATE_TEST_SUITE_P(Of, IsmDocumentRule, testing::ValuesIn(test::kDocumentCases), name_of_case);

TEST(IsmRules, every_rule_has_its_cases_and_there_are_many) {
  std::set<std::string_view> cases;
  for (const auto& each : test::kElementCases) cases.insert(each.rule);
  for (const auto& each : test::kDocumentCases) cases.insert(each.rule);
  const auto rules = ism_rules();
  EXPECT_EQ(std::set<std::string_view>(rules.begin(), rules.end()), cases);
  EXPECT_GE(rules.size(), 150U);
}

// --- Goal: a document that is right has no findings at all, so that a finding means something.
constexpr std::string_view kOfDocument =
    " createDate=2021-01-01 k=USGov DESVersion=202111.202211 ISMCATCESVersion=202211 classifiedBy=me classificationReason=1.4a "
    "declassDate=2046-01-01 ";

IsmDocument whole(std::string_view resource, std::string_view portions) {
  return ism_document(std::string(resource) + std::string(kOfDocument) + "! " + std::string(portions));
}

TEST(IsmRules, a_right_document_has_no_findings) {
  for (const auto& [resource, portions] : std::vector<std::pair<std::string, std::string>>{
           {"c=S d=NF", "c=U ! c=S d=NF"},
           {"c=S d=REL r=USA,JPN", "c=U ! c=S d=REL r=USA,JPN ! c=C d=REL r=USA,GBR,JPN"},
           {"c=TS s=SI,SI-G,SI-G-ABCD d=OC,NF", "c=TS s=SI,SI-G,SI-G-ABCD d=OC,NF ! c=U"},
           {"c=S f=GBR d=NF", "o=GBR c=S d=NF ! c=U"},
           {"c=S p=FGI d=NF", "o=FGI p=FGI c=S d=NF ! c=S d=NF"},
           {"c=S d=DISPLAYONLY w=AFG", "c=S d=DISPLAYONLY w=AFG ! c=S d=REL r=USA,AFG"},
           {"c=S d=NF", "c=S d=NF ! c=S d=OC excludeFromRollup=true"},
       }) {
    const auto findings = ism_findings(whole(resource, portions));
    for (const auto& finding : findings)
      ADD_FAILURE() << resource << " ! " << portions << ": " << finding.rule << " " << finding.message;
  }
}

TEST(IsmRules, an_element_alone_owes_nothing_to_a_document) {
  EXPECT_THAT(ism_findings(ism_element("c=S d=NF")), testing::IsEmpty());
}

// --- Goal: a finding says where, and what would be right where only one thing can be.
TEST(IsmRules, a_finding_names_portion_and_value) {
  const auto findings = ism_findings(whole("c=S d=NF", "c=S d=NF ! c=S d=NF,XX"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "ISM-ID-00258");
  EXPECT_EQ(findings[0].portion, 1U);
  EXPECT_EQ(findings[0].value, "XX");
  EXPECT_EQ(findings[0].attribute, IsmName::dissemination_controls);
}

TEST(IsmRules, order_company_and_repetition_are_put_right) {
  const auto fix_of = [](std::string_view element) {
    const auto findings = ism_findings(ism_element(element));
    return findings.size() == 1 ? findings[0].fixed.value_or(std::vector<std::string>{}) : std::vector<std::string>{"?"};
  };
  EXPECT_THAT(fix_of("d=REL r=JPN,USA"), ElementsAre("USA", "JPN"));
  EXPECT_THAT(fix_of("d=REL r=USA,JPN,JPN"), ElementsAre("USA", "JPN"));
  EXPECT_THAT(fix_of("c=TS s=SI-G-ABCD,TK d=OC,NF"), ElementsAre("SI", "SI-G", "SI-G-ABCD", "TK"));
}

TEST(IsmRules, what_is_excluded_from_the_whole_does_not_count_for_it) {
  EXPECT_TRUE(has_rule(ism_findings(ism_document("c=S ! c=TS")), "ISM-ID-00059"));
  EXPECT_FALSE(has_rule(ism_findings(ism_document("c=S ! c=TS excludeFromRollup=true ! c=S")), "ISM-ID-00059"));
}

// Of some row of a table: "| 00449, 00450 | about elements of other standards |".
bool in_first_cell(std::string_view page, const std::string& number) {
  for (auto at = page.find("\n| "); at != std::string_view::npos; at = page.find("\n| ", at + 1)) {
    const auto cell = page.substr(at + 3, page.find(" |", at + 3) - at - 3);
    if (cell.find(number) != std::string_view::npos) return true;
  }
  return false;
}

// --- Goal: the page accounts for every published rule.
TEST(IsmRules, the_page_lists_every_published_rule_as_covered_or_not) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  const auto path = std::filesystem::path(folder == nullptr ? "" : folder) / "ism" / "rules.tsv";
  if (folder == nullptr || !std::filesystem::exists(path)) GTEST_SKIP() << "no published rules here";
  std::ifstream page_file("docs/formats/us-markings.md");
  const std::string page((std::istreambuf_iterator<char>(page_file)), std::istreambuf_iterator<char>());
  const auto from = page.find("## Rules that are not checked");
  ASSERT_NE(from, std::string::npos);
  const auto rules = ism_rules();
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("ISM_ID_")) continue;
    const auto number = line.substr(7, line.find('\t') - 7);
    const bool checked = std::find(rules.begin(), rules.end(), "ISM-ID-" + number) != rules.end();
    const bool in_table = in_first_cell(std::string_view(page).substr(0, from), number);
    const bool left_out = in_first_cell(std::string_view(page).substr(from), number);
    EXPECT_TRUE(in_table || left_out) << number << " stands in no table of the page";
    EXPECT_EQ(in_table, checked) << number;
    EXPECT_EQ(left_out, !checked) << number;
  }
}

}  // namespace
}  // namespace entente::label
