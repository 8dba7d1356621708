#include "label/program_names.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "label/check_marking.h"
#include "label/marking.h"
#include "label/test_describe.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

// --- Goal: what may be the abbreviation of a program, by the manual's own examples, and what is that of another.
TEST(ProgramNames, an_abbreviation_has_letters_of_the_name_in_their_order) {
  for (const auto& [abbreviation, name] : std::vector<std::pair<const char*, const char*>>{
           {"BP", "BUTTER POPCORN"}, {"SDA", "SODA"}, {"CA", "CANDY APPLE"}, {"CAP", "CANDY APPLE"}})
    EXPECT_TRUE(may_abbreviate(abbreviation, name)) << name;
  for (const auto& [abbreviation, name] : std::vector<std::pair<const char*, const char*>>{{"PB", "BUTTER POPCORN"},
                                                                                           {"BX", "BUTTER POPCORN"},
                                                                                           {"B", "BUTTER POPCORN"},
                                                                                           {"BUTT", "BUTTER POPCORN"},
                                                                                           {"SD", "SDA"}})
    EXPECT_FALSE(may_abbreviate(abbreviation, name)) << name;
}

// Labels of these marks, each with its programs as the others have them.
std::string together(const std::vector<const char*>& marks) {
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  std::vector<Label> labels;
  for (const auto* mark : marks) labels.push_back(parse_marking(mark, usa, book).value());
  std::vector<Label*> all;
  for (auto& label : labels) all.push_back(&label);
  abbreviate_programs(all, usa);
  std::string out;
  for (const auto& label : labels) out += (out.empty() ? "" : "; ") + describe(label);
  return out;
}

TEST(ProgramNames, a_name_takes_the_abbreviation_of_another_mark) {
  EXPECT_EQ(together({"SECRET//SAR-BUTTER POPCORN-123", "(S//SAR-BP)"}),
            "USA SECRET {USA:SAR-BP | USA:SAR-BP-123}; USA SECRET {USA:SAR-BP}");
  EXPECT_EQ(together({"SECRET//SAR-BIG PLAN/BIG RISK", "(S//SAR-BR)", "(S//SAR-BI)"}),
            "USA SECRET {USA:SAR-BI | USA:SAR-BR}; USA SECRET {USA:SAR-BR}; USA SECRET {USA:SAR-BI}");
}

TEST(ProgramNames, an_abbreviation_is_of_one_name_and_of_none_beside_it) {
  EXPECT_EQ(together({"SECRET//SAR-BIG PLAN/BOLD PLAN", "(S//SAR-BP)"}),
            "USA SECRET {USA:SAR-BOLD PLAN | USA:SAR-BP}; USA SECRET {USA:SAR-BP}");
  EXPECT_EQ(together({"SECRET//SAR-BP/BUTTER POPCORN", "(S//SAR-BP)"}),
            "USA SECRET {USA:SAR-BP | USA:SAR-BUTTER POPCORN}; USA SECRET {USA:SAR-BP}");
  EXPECT_EQ(together({"SECRET//SAR-SODA", "(S//SAR-BP)"}), "USA SECRET {USA:SAR-SODA}; USA SECRET {USA:SAR-BP}");
}

// --- Goal: a policy may say how a program is abbreviated; then a name and its abbreviation are one program.
class NamedProgram : public testing::Test {
 protected:
  NamedProgram() {
    auto usa = test::usa();
    usa.tokens.push_back(test::restrictive("SAR-BUTTER POPCORN", Segment::sar, "SAR-BP"));
    book_.add(std::move(usa));
  }
  [[nodiscard]] const Policy& usa() const { return *book_.find(PolicyId("USA")); }
  [[nodiscard]] Result<Label> parse(std::string_view text) const { return parse_marking(text, usa(), book_); }

  // Rules with corrections, then the corrected mark.
  [[nodiscard]] std::string checked(std::string_view text) const {
    const auto check = check_marking(text, usa(), book_);
    std::string out;
    for (const auto& finding : check.findings) {
      out += finding.rule + (finding.severity == Severity::error ? "*" : "") + " ";
      if (finding.correction) out += finding.correction->text + (finding.correction->certain ? "! " : "? ");
    }
    return out + (check.corrected ? check.corrected->text : "");
  }

  PolicyBook book_ = test::book();
};

TEST_F(NamedProgram, its_name_and_its_abbreviation_read_alike) {
  for (const auto* text : {"SECRET//SAR-BUTTER POPCORN-123/CD//NOFORN", "SECRET//SAR-BP-123/CD//NOFORN",
                           "SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN-123/CD//NOFORN", "(S//SAR-CD/BP-123//NF)"})
    EXPECT_EQ(describe(parse(text)), "USA SECRET {USA:SAR-BUTTER POPCORN | USA:SAR-BUTTER POPCORN-123 | USA:SAR-CD} NF") << text;
}

TEST_F(NamedProgram, is_written_by_name_in_banners_and_abbreviated_in_portions) {
  const auto label = parse("SECRET//SAR-BP-123/CD//NOFORN");
  ASSERT_TRUE(label);
  EXPECT_EQ(render_marking(*label, usa(), book_, MarkForm::banner).value(), "SECRET//SAR-BUTTER POPCORN-123/CD//NOFORN");
  EXPECT_EQ(render_marking(*label, usa(), book_, MarkForm::portion).value(), "(S//SAR-BP-123/CD//NF)");
}

TEST_F(NamedProgram, is_abbreviated_in_portion_marks) {
  EXPECT_EQ(checked("(S//SAR-BUTTER POPCORN-123//NF)"), "US-C.1* BP! (S//SAR-BP-123//NF)");
  EXPECT_EQ(checked("(S//SAR-BP-123//NF)"), "");
  EXPECT_EQ(checked("SECRET//SAR-BUTTER POPCORN//NOFORN"), "");
  EXPECT_EQ(checked("SECRET//SAR-BP//NOFORN"), "");
  EXPECT_EQ(checked("SECRET//SAR-CD/BP//NOFORN"), "US-A.6* SAR-BP/CD? SECRET//SAR-BP/CD//NOFORN");
}

}  // namespace
}  // namespace entente::label
