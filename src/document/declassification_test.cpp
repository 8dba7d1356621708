#include "document/declassification.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

// The value as written, or "error: …".
std::string longest(const std::vector<std::string>& sources) {
  std::vector<Declassify> all;
  for (const auto& source : sources) {
    auto read = parse_declassify(source);
    if (!read) return "unreadable";
    all.push_back(std::move(*read));
  }
  const auto out = longest_of(all);
  return out ? text_of(*out) : "no order";
}

struct Case {
  std::vector<std::string> sources;
  std::string value;
};

//= US manual (2016) E.3, item by item.
TEST(DeclassificationOfSources, is_that_which_protects_longest) {
  for (const auto& [sources, value] :
       std::vector<Case>{{{"20391231"}, "20391231"},
                         {{"20391231", "20350101", "20400101"}, "20400101"},
                         {{"20391231", "completion of the exercise"}, "20391231"},
                         {{"March of the third brigade"}, "March of the third brigade"},
                         {{"exercise of December 2040"}, "exercise of December 2040"},
                         {{"20401231 or the end of the exercise"}, "20401231 or the end of the exercise"},
                         {{"completion of the exercise", "completion of the exercise"}, "completion of the exercise"},
                         {{"25X1, 20641231", "20391231"}, "25X1, 20641231"},
                         {{"25X2, 20601231", "25X1, 20641231"}, "25X1, 20641231"},
                         {{"25X3, 20641231", "25X1, 20601231"}, "25X3, 20641231"},
                         {{"25X3, 20641231", "25X1, 20641231"}, "25X1, 20641231"},
                         {{"25X3, end of the treaty", "25X1, end of the treaty"}, "25X1, end of the treaty"},
                         {{"25X1, EO 12951", "20391231"}, "25X1, EO 12951"},
                         {{"25X1, EO 12951", "25X2, 20641231"}, "25X1, EO 12951"},
                         {{"50X3, 20741231", "25X1, 20641231"}, "50X3, 20741231"},
                         {{"50X3, 20741231", "50X2, 20801231"}, "50X2, 20801231"},
                         {{"50X1-HUM", "50X3, 20741231", "25X1, 20641231"}, "50X1-HUM"},
                         {{"50X2-WMD", "50X1-HUM"}, "50X1-HUM"},
                         {{"50X2-WMD", "20391231"}, "50X2-WMD"},
                         {{"25X1-human", "20391231"}, "50X1-HUM"},
                         {{"N/A to RD portions. See source list for NSI portions.", "50X1-HUM"},
                          "N/A to RD portions. See source list for NSI portions."},
                         {{"N/A to NATO portions. See source list for NSI portions.", "N/A to RD/FRD portions", "20391231"},
                          "N/A to RD/FRD and NATO portions. See source list for NSI portions."},
                         {{"Source Marked OADR, 20010131", "20250101"}, "20260131"},
                         {{"Source Marked X1, date of source 20000229"}, "20250301"},
                         {{"Source Marked 25X4, 20010131", "20391231"}, "25X4, 20510131"}}) {
    EXPECT_EQ(longest(sources), value) << sources.front();
  }
}

// --- Goal: nothing is guessed.
TEST(DeclassificationOfSources, says_what_it_cannot_tell) {
  for (const auto& [sources, value] : std::vector<Case>{{{"20391301"}, "unreadable"},
                                                        {{"2039-12-31"}, "unreadable"},
                                                        {{""}, "unreadable"},
                                                        {{"December 31, 2040"}, "unreadable"},
                                                        {{"31 Dec 2040"}, "unreadable"},
                                                        {{"the 31st of December, 2040"}, "unreadable"},
                                                        {{"25X1, 31 December 2040"}, "unreadable"},
                                                        {{"20401231, 25X1"}, "unreadable"},
                                                        {{"20401231, 20501231"}, "unreadable"},
                                                        {{"20401231; 25X1, 20641231"}, "unreadable"},
                                                        {{"25X1"}, "unreadable"},
                                                        {{"50X3"}, "unreadable"},
                                                        {{"25X0, 20641231"}, "unreadable"},
                                                        {{"30X1, 20641231"}, "unreadable"},
                                                        {{"25X1, 25X2, 20401231"}, "unreadable"},
                                                        {{"25X1, 20641331"}, "unreadable"},
                                                        {{"OADR"}, "unreadable"},
                                                        {{"MR"}, "unreadable"},
                                                        {{"Source Marked OADR"}, "unreadable"},
                                                        {{"Source Marked 20391231"}, "unreadable"},
                                                        {{"50X1-HUM, 20641231"}, "unreadable"},
                                                        {{"N/A to GBR portions"}, "unreadable"},
                                                        {{"N/A to portions"}, "unreadable"},
                                                        {{"end of the exercise", "end of the talks"}, "no order"},
                                                        {{"25X1, 20641231", "25X2, end of the treaty"}, "no order"},
                                                        {{"75X1, 20991231", "50X1-HUM"}, "no order"},
                                                        {{"25X1, 20351231", "20401231"}, "no order"},
                                                        {{"50X1, 20601231", "25X1, 20641231"}, "no order"},
                                                        {{}, "no order"}}) {
    EXPECT_EQ(longest(sources), value) << (sources.empty() ? "none" : sources.front());
  }
}

class DeclassifyOnLine : public testing::Test {
 protected:
  // "rule=correction" of each finding on lines but US-E, then what the line has to say.
  std::string told(const std::string& block, const std::vector<std::string>& sources = {}, const char* portion = "(S//NF)") {
    const auto text = std::string("SECRET//NOFORN\n\n") + portion + " a\n\nClassified By: 1\n" + block;
    const auto found = check_document(text, *book_.find(PolicyId("USA")), book_, label::test::members, sources);
    EXPECT_TRUE(found);
    std::string out;
    for (const auto& line : found->lines) {
      if (line.finding.rule == "US-E") continue;
      out += line.finding.rule + (line.finding.correction ? "=" + line.finding.correction->text : "") + "; ";
    }
    return out + found->declassify.value_or("none");
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(DeclassifyOnLine, has_one_value_and_that_of_the_sources) {
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\n"), "20391231");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\nDeclassify On: 25X1, 20641231\n"),
            "US-E.3=25X1, 20641231; US-E.2; 25X1, 20641231");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\n", {"20391231", "20350101"}), "20391231");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\n", {"20391231", "50X1-HUM"}), "US-E.3=50X1-HUM; 50X1-HUM");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\n", {"20391231", "OADR"}), "US-E.3; none");
  EXPECT_EQ(told("Derived From: G\n", {"20391231", "end", "other end"}), "20391231");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 25X1, 25X2, 20401231\n"), "US-E.1; none");
  EXPECT_EQ(told("Derived From: Multiple Sources\nDeclassify On: 20391231\n"), "US-E.3; 20391231");
  EXPECT_EQ(told("Derived From: Multiple Sources\nDeclassify On: 20391231\nSource list:\n- G\n"), "20391231");
}

//= US manual (2016) E.4, E.5.
TEST_F(DeclassifyOnLine, names_what_has_no_date) {
  const std::string rd = "N/A to RD portions. See source list for NSI portions.";
  const std::string nato = "N/A to NATO portions. See source list for NSI portions.";
  EXPECT_EQ(told("Derived From: G\nDeclassify On: " + rd + "\n", {}, "(S//RD//NF)"), rd);
  EXPECT_EQ(told("Derived From: G\nDeclassify On: " + nato + "\n", {}, "(S//RD//NF)"),
            "US-E.4=" + rd + "; N/A to RD and NATO portions. See source list for NSI portions.");
  EXPECT_EQ(told("Derived From: G\nDeclassify On: " + rd + "\n"), "US-E.4; " + rd);
  EXPECT_EQ(told("Derived From: G\nDeclassify On: 20391231\n", {"20391231"}, "(S//RD//NF)"), "US-E.4; US-E.3=" + rd + "; " + rd);
}

}  // namespace
}  // namespace entente::document
