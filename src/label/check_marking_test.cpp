#include "label/check_marking.h"

#include <ostream>

#include <gtest/gtest.h>

#include "label/test_policies.h"

namespace entente::label {
namespace {

// "rule@begin-end[=correction][!]" for each finding, `!` if the correction is certain.
std::string told(const MarkingCheck& check) {
  std::string out;
  for (const auto& finding : check.findings) {
    if (!out.empty()) out += "; ";
    out += finding.rule + "@" + std::to_string(finding.span.begin_bytes) + "-" + std::to_string(finding.span.end_bytes);
    if (finding.correction) out += "=" + finding.correction->text + (finding.correction->certain ? "!" : "?");
  }
  return out;
}

struct Case {
  const char* text;
  const char* findings;   // empty: nothing to say
  const char* corrected;  // empty: not told
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.text; }

class UsCheck : public testing::TestWithParam<Case> {};

TEST_P(UsCheck, says_what_is_wrong_and_what_to_write) {
  const auto book = test::book();
  const auto check = check_marking(GetParam().text, *book.find(PolicyId("USA")), book);
  EXPECT_EQ(told(check), GetParam().findings);
  EXPECT_EQ(check.corrected ? check.corrected->text : "", GetParam().corrected);
}

INSTANTIATE_TEST_SUITE_P(Sound, UsCheck,
                         testing::Values(Case{"SECRET", "", ""}, Case{"UNCLASSIFIED", "", ""}, Case{"(U)", "", ""},
                                         Case{"SECRET//NOFORN", "", ""}, Case{"(S//NF)", "", ""},
                                         Case{"SECRET//REL TO USA, GBR, JPN, FVEY", "", ""}, Case{"(S//REL)", "", ""},
                                         Case{"TOP SECRET//SI-G/TK//ORCON/NOFORN", "", ""}, Case{"S//NF", "", ""},
                                         Case{"TOP SECRET//TALENT KEYHOLE//NOFORN", "", ""},
                                         Case{"//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", "", ""}, Case{"(//JOINT S//REL)", "", ""},
                                         Case{"//NATO SECRET//ATOMAL//ORCON", "", ""}, Case{"(//GBR S//NF)", "", ""},
                                         Case{"SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689//NOFORN", "", ""},
                                         Case{"SECRET//FGI GBR JPN//NOFORN", "", ""}, Case{"(S//RD//NF)", "", ""}));

}  // namespace
}  // namespace entente::label
