// CUI and nicknames in US-style markings: they read, are written and are refused.
#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_describe.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

using testing::HasSubstr;

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

Result<Label> parse(const std::string& text, const Label* banner = nullptr) {
  return parse_marking(text, *book().find(PolicyId("USA")), book(), banner);
}

struct Good {
  std::string text;
  std::string label;
};

//= CUI marking handbook, and the rendering published with ISM: control marking, categories, controls that limit CUI.
TEST(UsCui, controlled_unclassified_information_reads_alone_and_behind_a_level) {
  for (const auto& [text, label] : std::vector<Good>{
           {"CUI", "USA UNCLASSIFIED {USA:CUI}"},
           {"(CUI)", "USA UNCLASSIFIED {USA:CUI}"},
           {"CONTROLLED", "USA UNCLASSIFIED {USA:CUI}"},
           {"CUI//SP-CTI", "USA UNCLASSIFIED {USA:CUI | USA:CUI-SP-CTI}"},
           {"CUI//SP-EXPT//NOFORN", "USA UNCLASSIFIED {USA:CUI | USA:CUI-SP-EXPT} NF"},
           {"CUI//PRVCY/SP-CTI", "USA UNCLASSIFIED {USA:CUI | USA:CUI-PRVCY | USA:CUI-SP-CTI}"},
           {"CUI//CUI-PROVISIONAL-PII", "USA UNCLASSIFIED {USA:CUI | USA:CUI-CUI-PROVISIONAL-PII}"},
           {"CUI//NOFORN", "USA UNCLASSIFIED {USA:CUI} NF"},
           {"CUI//FED ONLY/NOFORN", "USA UNCLASSIFIED {USA:CUI | USA:FED ONLY | ~USA:NOFORN} NF"},
           {"CUI//SP-CTI//REL TO USA, JPN", "USA UNCLASSIFIED {USA:CUI | USA:CUI-SP-CTI} rel JPN USA"},
           {"CUI//PROPIN", "USA UNCLASSIFIED {USA:CUI | USA:CUI-PROPIN}"},
           {"UNCLASSIFIED//CUI//SP-CTI//NOFORN", "USA UNCLASSIFIED {USA:CUI | USA:CUI-SP-CTI} NF"},
           {"U//CUI//PRVCY//OC", "USA UNCLASSIFIED {USA:CUI | USA:CUI-PRVCY} OC"},
           {"SECRET//SI//CUI//SP-CTI/PRVCY//NOFORN",
            "USA SECRET {USA:CUI | USA:CUI-PRVCY | USA:CUI-SP-CTI | USA:SI} NF @signals-intelligence"},
           {"SECRET//CUI//NOFORN", "USA SECRET {USA:CUI} NF"},
           {"SECRET//CUI//PROPIN", "USA SECRET {USA:CUI | USA:CUI-PROPIN}"},
           {"SECRET//CUI//PROPIN//PROPIN", "USA SECRET {USA:CUI | USA:CUI-PROPIN | USA:PROPIN}"},
           {"SECRET//CUI//PROPIN/FISA", "USA SECRET {USA:CUI | USA:FISA | USA:PROPIN}"},
           {"SECRET//PROPIN//CUI", "USA SECRET {USA:CUI | USA:PROPIN}"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsCui, cui_is_written_as_its_handbook_has_it) {
  for (const auto& [text, banner, portion] : std::vector<std::array<const char*, 3>>{
           {"CONTROLLED", "CUI", "(CUI)"},
           {"CUI//PRVCY/SP-EXPT/EXPT/SP-CTI", "CUI//SP-CTI/SP-EXPT/EXPT/PRVCY", "(CUI//SP-CTI/SP-EXPT/EXPT/PRVCY)"},
           {"U//CUI//SP-CTI//REL TO USA, JPN/NOCON", "CUI//SP-CTI//NOCON/REL TO USA, JPN",
            "(CUI//SP-CTI//NOCON/REL TO USA, JPN)"},
           {"CUI//NOFORN/NOCON", "CUI//NOCON/NOFORN", "(CUI//NF/NOCON)"},
           {"S//NF//CUI//SP-CTI", "SECRET//CUI//SP-CTI//NOFORN", "(S//CUI//SP-CTI//NF)"},
           {"U//CUI//SP-CTI//OC", "UNCLASSIFIED//CUI//SP-CTI//ORCON", "(U//CUI//SP-CTI//OC)"},
           {"U//LES//CUI//PRVCY", "UNCLASSIFIED//CUI//PRVCY//LES", "(U//CUI//PRVCY//LES)"},
           {"S//PR//CUI", "SECRET//PROPIN//CUI", "(S//CUI//PR)"},
           {"S//FGI JPN//CUI//PRVCY", "SECRET//FGI JPN//CUI//PRVCY", "(S//FGI JPN//CUI//PRVCY)"},
           {"S//NF//ACCM-RED/BLUE LAMP", "SECRET//NOFORN//ACCM-BLUE LAMP/RED", "(S//NF//ACCM-BLUE LAMP/RED)"},
           {"S//NF//XD/ACCM-RED/DS", "SECRET//NOFORN//LIMDIS/ACCM-RED/EXDIS", "(S//NF//DS/ACCM-RED/XD)"},
       }) {
    const auto label = parse(text);
    ASSERT_TRUE(label.has_value()) << text << ": " << label.error().message;
    const auto& usa = *book().find(PolicyId("USA"));
    EXPECT_EQ(render_marking(*label, usa, book(), MarkForm::banner).value(), banner) << text;
    EXPECT_EQ(render_marking(*label, usa, book(), MarkForm::portion).value(), portion) << text;
  }
}

// --- Goal: nothing beside CUI is lost in it, and no category is made up.
TEST(UsCui, what_is_no_cui_is_refused_by_name) {
  for (const auto& [text, message] : std::vector<Good>{
           {"CUI//SP-FOO", "`SP-FOO` is not a category of CUI"},
           {"CUI//PRVCY/NOFORN", "`NOFORN` is not a category of CUI"},
           {"CUI//NOFORN//PRVCY", "`PRVCY` is not a marking"},
           {"CUI//SP-CTI//PRVCY", "`PRVCY` is not a marking"},
           {"CUI//SP-CTI//ORCON", "`ORCON` does not limit CUI"},
           {"CUI//SI", "`SI` does not limit CUI"},
           {"CUI//SP-CTI//LES", "`LES` does not limit CUI"},
           {"CUI//SP-CTI//FGI JPN", "`FGI JPN` does not limit CUI"},
           {"CUI//CUI", "second segment"},
           {"CUI//SECRET", "second level"},
           {"SECRET//CUI/SP-CTI", "`CUI` stands alone"},
           {"SECRET//CUI-SP-CTI", "`CUI` stands alone"},
           {"SECRET//SP-CTI//CUI", "`SP-CTI`"},
           {"SECRET//SI//SP-CTI", "`SP-CTI`"},
           {"cui", "`cui`"},
           {"S//ACCM", "names no nickname"},
           {"S//ACCM-", "names no nickname"},
           {"S//ACCM BLUE", "names no nickname"},
           {"S//ACCM-BLUE NOFORN", "`NOFORN` is a marking"},
           {"S//ACCM-BLUE-NOFORN", "`NOFORN` is a marking"},
           {"S//NF//BLUE", "`BLUE`"},
       }) {
    EXPECT_THAT(describe(parse(text)), testing::AllOf(HasSubstr("error: "), HasSubstr(message))) << text;
  }
}

}  // namespace
}  // namespace entente::label
