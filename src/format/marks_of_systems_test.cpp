// Marks of the shipped systems by example: tests/golden/marks/POLICY.tsv, read as any user's marks are.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "format/world_folder.h"
#include "label/check_marking.h"
#include "label/marking.h"

namespace entente::format {
namespace {

namespace fs = std::filesystem;

fs::path source_folder() {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  return root != nullptr ? root : ".";
}

// The world is read once, since every case needs all of its parties.
const label::PolicyBook* shipped_policies() {
  static const auto kLoaded = load_world(source_folder() / "data/worlds/indo-pacific");
  return kLoaded ? &kLoaded->world.policies : nullptr;
}

// ok: a mark that reads, how it is written in a banner and in a portion. refused: one that does not, the first rule, what to
// write instead, and `certain` if `--fix` would. invalid: one that reads and breaks a rule all the same, likewise. warned: one of
// which a warning is all.
struct Row {
  std::size_t line = 0;
  std::string mark;
  std::string verdict;
  std::string third;
  std::string fourth;
  std::string fifth;
};

std::vector<Row> rows_of(const fs::path& file) {
  std::vector<Row> rows;
  std::ifstream in(file);
  std::string text;
  for (std::size_t line = 1; std::getline(in, text); ++line) {
    if (text.empty() || text.starts_with('#')) continue;
    std::vector<std::string> cells;
    std::istringstream row(text);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    cells.resize(5);
    EXPECT_TRUE(cells[1] == "ok" || cells[1] == "refused" || cells[1] == "invalid" || cells[1] == "warned")
        << file << ':' << line;
    rows.push_back({line, cells[0], cells[1], cells[2], cells[3], cells[4]});
  }
  return rows;
}

std::string rendered(const label::Label& label, const label::Policy& policy, label::MarkForm form) {
  const auto text = label::render_marking(label, policy, *shipped_policies(), form);
  return text ? *text : text.error().message;
}

void expect_reads(const Row& row, const label::Policy& policy) {
  const auto& book = *shipped_policies();
  const auto label = label::parse_marking(row.mark, policy, book);
  ASSERT_TRUE(label) << label.error().message;
  EXPECT_EQ(rendered(*label, policy, label::MarkForm::banner), row.third);
  EXPECT_EQ(rendered(*label, policy, label::MarkForm::portion), row.fourth);
  const auto check = label::check_marking(row.mark, policy, book);
  EXPECT_FALSE(label::has_errors(check.findings)) << check.findings.front().message;
  const auto again = label::parse_marking(row.third, policy, book);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, *label);
}

// What is offered instead, and whether it would be written unasked: a wrong correction that is certain is the worst of all.
void expect_corrected(const Row& row, const label::MarkingCheck& check) {
  EXPECT_EQ(check.corrected ? check.corrected->text : std::string{}, row.fourth);
  EXPECT_EQ(check.corrected && check.corrected->certain ? "certain" : "", row.fifth);
}

// Each error once, and where it is: at no place only what is to be put in there. Where nothing is told of the whole, some error of
// it is not put right for certain.
void expect_sound(const Row& row, const label::MarkingCheck& check) {
  bool all_certain = true;
  for (auto finding = check.findings.begin(); finding != check.findings.end(); ++finding) {
    const bool certain = finding->correction && finding->correction->certain;
    const bool nowhere = finding->span.begin_bytes == finding->span.end_bytes;
    EXPECT_TRUE(!nowhere || (finding->correction && !finding->correction->text.empty())) << finding->message;
    EXPECT_LE(finding->span.end_bytes, row.mark.size()) << finding->message;
    all_certain = all_certain && (certain || finding->severity == label::Severity::warning);
    EXPECT_TRUE(std::none_of(check.findings.begin(), finding, [&](const label::Finding& other) {
      return other.rule == finding->rule && other.span == finding->span && other.message == finding->message;
    })) << finding->message;
  }
  if (label::has_errors(check.findings) && !check.corrected) EXPECT_FALSE(all_certain);
  const bool any_certain = std::any_of(check.findings.begin(), check.findings.end(), [](const label::Finding& finding) {
    return finding.correction && finding.correction->certain;
  });
  if (check.corrected && check.corrected->certain) EXPECT_TRUE(any_certain) << "what is put right for certain is told";
}

void expect_invalid(const Row& row, const label::Policy& policy) {
  const auto& book = *shipped_policies();
  EXPECT_TRUE(label::parse_marking(row.mark, policy, book));
  const auto check = label::check_marking(row.mark, policy, book);
  const auto wrong = std::find_if(check.findings.begin(), check.findings.end(),
                                  [](const label::Finding& finding) { return finding.severity == label::Severity::error; });
  ASSERT_NE(wrong, check.findings.end());
  EXPECT_EQ(wrong->rule, row.third) << wrong->message;
  expect_sound(row, check);
  expect_corrected(row, check);
}

void expect_warned(const Row& row, const label::Policy& policy) {
  const auto check = label::check_marking(row.mark, policy, *shipped_policies());
  EXPECT_TRUE(check.label);
  EXPECT_FALSE(label::has_errors(check.findings));
  ASSERT_FALSE(check.findings.empty());
  EXPECT_EQ(check.findings.front().rule, row.third) << check.findings.front().message;
  expect_sound(row, check);
  expect_corrected(row, check);
}

void expect_refused(const Row& row, const label::Policy& policy) {
  const auto& book = *shipped_policies();
  EXPECT_FALSE(label::parse_marking(row.mark, policy, book));
  const auto check = label::check_marking(row.mark, policy, book);
  ASSERT_FALSE(check.findings.empty());
  EXPECT_EQ(check.findings.front().rule, row.third) << check.findings.front().message;
  EXPECT_TRUE(label::has_errors(check.findings));
  expect_sound(row, check);
  expect_corrected(row, check);
  if (!row.fourth.empty()) {
    EXPECT_TRUE(label::parse_marking(row.fourth, policy, book)) << row.fourth;
  }
}

class MarksOfSystems : public testing::TestWithParam<const char*> {};

TEST_P(MarksOfSystems, read_and_are_refused_as_listed) {
  if (!fs::exists(source_folder() / "data/worlds/indo-pacific")) GTEST_SKIP() << "no shipped world here";
  ASSERT_NE(shipped_policies(), nullptr);
  const auto* policy = shipped_policies()->find(PolicyId(GetParam()));
  ASSERT_NE(policy, nullptr);
  const auto rows = rows_of(source_folder() / "tests/golden/marks" / (std::string(GetParam()) + ".tsv"));
  std::size_t read = 0;
  std::set<std::string> seen;
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(GetParam()) + ".tsv:" + std::to_string(row.line) + ": " + quoted(row.mark));
    EXPECT_TRUE(seen.insert(row.mark).second) << "stands twice";
    if (row.verdict == "ok") {
      ++read;
      expect_reads(row, *policy);
    } else if (row.verdict == "warned") {
      ++read;
      expect_warned(row, *policy);
    } else if (row.verdict == "invalid") {
      expect_invalid(row, *policy);
    } else {
      expect_refused(row, *policy);
    }
  }
  EXPECT_GE(read, 20U);
  EXPECT_GE(rows.size() - read, 10U);
}

INSTANTIATE_TEST_SUITE_P(Shipped, MarksOfSystems,
                         testing::Values("AUS", "CAN", "DEU", "EU", "FRA", "GBR", "JPN", "KOR", "NATO", "NZL", "TLP", "USA"),
                         [](const auto& each) { return std::string(each.param); });

TEST(MarksOfSystemsReasons, say_that_a_system_has_no_lists_of_releases) {
  if (!fs::exists(source_folder() / "data/worlds/indo-pacific")) GTEST_SKIP() << "no shipped world here";
  ASSERT_NE(shipped_policies(), nullptr);
  const auto told = [](const char* id, const char* mark) {
    const auto& book = *shipped_policies();
    return label::check_marking(mark, *book.find(PolicyId(id)), book).findings.front().message;
  };
  EXPECT_EQ(told("NZL", "SECRET//REL NZL/AUS"),
            "`REL` is not a marking of `NZL`: no source that was read has a list of releases in its marks, and a release is "
            "stated beside them");
  EXPECT_EQ(told("CAN", "SECRET//REL TO CAN, USA"),
            "`REL` is not a marking of `CAN`: no source that was read has a list of releases in its marks, and a release is "
            "stated beside them");
  EXPECT_EQ(told("CAN", "SECRET//WHAT"), "`WHAT` is not a marking of `CAN`");
  EXPECT_EQ(told("GBR", "OFFICIAL-SENSITIVE (PERSONAL)"),
            "parentheses stand around the whole, and around no part of `OFFICIAL-SENSITIVE (PERSONAL)`");
}

// "RULE@BEGIN-END" of each finding: one for each error, where it is.
std::string told_of(const char* id, const char* mark) {
  const auto& book = *shipped_policies();
  std::string out;
  for (const auto& finding : label::check_marking(mark, *book.find(PolicyId(id)), book).findings) {
    out += (out.empty() ? "" : " ") + finding.rule + "@" + std::to_string(finding.span.begin_bytes) + "-" +
           std::to_string(finding.span.end_bytes);
  }
  return out;
}

TEST(MarksOfSystemsReasons, stand_at_what_is_wrong_and_once) {
  if (!fs::exists(source_folder() / "data/worlds/indo-pacific")) GTEST_SKIP() << "no shipped world here";
  ASSERT_NE(shipped_policies(), nullptr);
  EXPECT_EQ(told_of("NATO", "COSMIC TOP SECRET ATOMEL"), "MARK-unknown@18-24");
  EXPECT_EQ(told_of("NATO", "COSMIC TOP SECRET BOHEMAI"), "MARK-unknown@18-25");
  EXPECT_EQ(told_of("NATO", "COSMIC TOP SECRET FOO"), "MARK-unknown@18-21");
  EXPECT_EQ(told_of("NATO", "COSMIC TOP SECRET//NOFORN"), "MARK-unknown@19-25");
  EXPECT_EQ(told_of("NATO", "COSMIC TOP SECRET - EXCLUSIVE"), "MARK-unknown@20-29");
  EXPECT_EQ(told_of("NATO", "NATO SERCET BOHEMAI ATOMEL"), "MARK-level@0-11 MARK-unknown@12-19 MARK-unknown@20-26");
}

// A system without examples would pass unseen.
TEST(MarksOfSystemsList, every_plain_system_has_examples) {
  if (!fs::exists(source_folder() / "data/worlds/indo-pacific")) GTEST_SKIP() << "no shipped world here";
  ASSERT_NE(shipped_policies(), nullptr);
  for (const auto& [id, policy] : shipped_policies()->policies()) {
    if (policy.grammar != label::Grammar::plain) continue;
    EXPECT_TRUE(fs::exists(source_folder() / "tests/golden/marks" / (id.value + ".tsv"))) << id.value;
  }
}

}  // namespace
}  // namespace entente::format
