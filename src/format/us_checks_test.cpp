// Checks of US markings under the shipped policies: what the manual of 2016 says of each, and what a check offers instead.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/world_folder.h"
#include "label/check_marking.h"

namespace entente::format {
namespace {

const label::PolicyBook* shipped_policies() {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  static const auto kLoaded = load_world(std::filesystem::path(root != nullptr ? root : ".") / "data/worlds/indo-pacific");
  return kLoaded ? &kLoaded->world.policies : nullptr;
}

struct Case {
  const char* text;
  const char* rules;      // of the errors, and in parentheses of the warnings
  const char* corrected;  // with `!` if it is certain; empty: none
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.text; }

std::string rules_of(const label::MarkingCheck& check) {
  std::string out;
  for (const auto& finding : check.findings) {
    if (!out.empty()) out += " ";
    out += finding.severity == label::Severity::error ? finding.rule : "(" + finding.rule + ")";
  }
  return out;
}

class UsChecks : public testing::TestWithParam<Case> {};

TEST_P(UsChecks, say_what_the_manual_says) {
  const auto* book = shipped_policies();
  ASSERT_NE(book, nullptr);
  const auto check = label::check_marking(GetParam().text, *book->find(PolicyId("USA")), *book);
  EXPECT_EQ(rules_of(check), GetParam().rules);
  EXPECT_EQ(check.corrected ? check.corrected->text + (check.corrected->certain ? "!" : "") : "", GetParam().corrected);
}

INSTANTIATE_TEST_SUITE_P(Company, UsChecks,
                         testing::Values(Case{"SECRET//ORCON/ORCON-USGOV/NOFORN", "US-H.8", "SECRET//ORCON/NOFORN"},
                                         Case{"SECRET//NOFORN//LES NOFORN", "ISM-ID-00372", "SECRET//NOFORN//LES"},
                                         Case{"UNCLASSIFIED//NOFORN//SBU NOFORN", "ISM-ID-00372", "UNCLASSIFIED//NOFORN//SBU"},
                                         Case{"(U//NF//LES-NF)", "ISM-ID-00372", "(U//NF//LES)"},
                                         Case{"SECRET//LES NOFORN", "US-H.9", "SECRET//NOFORN//LES"},
                                         Case{"(S//LES-NF)", "US-H.9", "(S//NF//LES)"},
                                         Case{"SECRET//ORCON//LES NOFORN", "US-H.9", "SECRET//ORCON/NOFORN//LES"},
                                         Case{"SECRET//SBU NOFORN", "ISM-ID-00037 US-H.9", "SECRET//NOFORN"},
                                         Case{"UNCLASSIFIED//LES NOFORN", "", ""},
                                         Case{"UNCLASSIFIED//REL TO USA, GBR//LES NOFORN", "ISM-ID-00372", ""},
                                         Case{"//FGI SECRET//FGI GBR", "US-H.7", ""},
                                         Case{"(//FGI S//FGI GBR//NF)", "US-H.7", ""}, Case{"(//CAN GBR S//NF)", "", ""},
                                         Case{"(//CAN GBR R//NF)", "", ""}, Case{"SECRET//DISPLAY ONLY USA", "US-H.8", ""},
                                         Case{"SECRET//DISPLAY ONLY USA, AFG", "US-H.8", "SECRET//DISPLAY ONLY AFG"},
                                         Case{"SECRET//SAR-BP//NOFORN/WAIVED", "", ""}));

// What is for UNCLASSIFIED only is left out of what is classified, or the level is wrong.
INSTANTIATE_TEST_SUITE_P(Unclassified, UsChecks,
                         testing::Values(Case{"SECRET//FOUO", "ISM-ID-00030", "SECRET"}, Case{"(S//FOUO)", "ISM-ID-00030", "(S)"},
                                         Case{"SECRET//NOFORN//LIMDIS", "ISM-ID-00346", "SECRET//NOFORN"},
                                         Case{"SECRET//NOFORN//SBU/LES", "ISM-ID-00037", "SECRET//NOFORN//LES"},
                                         Case{"SECRET//DOD UCNI//NOFORN", "ISM-ID-00181", "SECRET//NOFORN"},
                                         Case{"UNCLASSIFIED//FOUO", "", ""}));

// --- Goal: what is said to be classified is never offered as UNCLASSIFIED.
INSTANTIATE_TEST_SUITE_P(FreeLevel, UsChecks,
                         testing::Values(Case{"CLASSIFIED", "US-H.1", ""}, Case{"CLASSIFIED//NOFORN", "US-H.1", ""},
                                         Case{"UNCLASIFIED", "MARK-spelling", "UNCLASSIFIED!"},
                                         Case{"UNCLASS//FOUO", "MARK-spelling", "UNCLASSIFIED//FOUO"}));

// --- Goal: a word without a value in attributes hides no rule about the other words of its mark.
INSTANTIATE_TEST_SUITE_P(
    BesideUnpublished, UsChecks,
    testing::Values(Case{"TOP SECRET//ANB/SI-G//NOFORN", "(US-H.4) ISM-ID-00045", "TOP SECRET//ANB/SI-G//ORCON/NOFORN"},
                    Case{"TOP SECRET//SI-G/TKK//NOFORN", "ISM-ID-00045 (US-H.4)", "TOP SECRET//SI-G/TKK//ORCON/NOFORN"},
                    Case{"TOP SECRET//HCS-P/LMN//REL TO USA, GBR", "ISM-ID-00049 (US-H.4)", ""},
                    Case{"TOP SECRET//HCS-P/LMN//ORCON/RELIDO", "ISM-ID-00049 (US-H.4) ISM-ID-00325", ""},
                    Case{"TOP SECRET//ANB/SI//NOFORN/REL TO USA, GBR", "(US-H.4) ISM-ID-00033", "TOP SECRET//ANB/SI//NOFORN"},
                    Case{"TOP SECRET//ANB/SI//REL TO USA", "(US-H.4) ISM-ID-00319", "TOP SECRET//ANB/SI//NOFORN"},
                    Case{"TOP SECRET//ANB/SI//EXDIS", "ISM-ID-00314 (US-H.4)", "TOP SECRET//ANB/SI//NOFORN//EXDIS"},
                    Case{"TOP SECRET//ANB/SI//RD/FRD//NOFORN", "(US-H.4) ISM-ID-00321", ""},
                    Case{"SECRET//ANB/TK-BLFH//NOFORN", "(US-H.4) ISM-ID-00368", ""},
                    Case{"(TS//ANB-ABC DEF/SI//NF)", "(US-H.4)", ""}));

INSTANTIATE_TEST_SUITE_P(
    LevelsWithoutValue, UsChecks,
    testing::Values(Case{"//GBR OFFICIAL-SENSITIVE//NOFORN/REL TO USA, GBR", "ISM-ID-00033", "//GBR OFFICIAL-SENSITIVE//NOFORN"},
                    Case{"//AUS PROTECTED//NOFORN/REL TO USA, AUS", "ISM-ID-00033", "//AUS PROTECTED//NOFORN"},
                    Case{"//CAN PROTECTED B//NOFORN/REL TO USA, CAN", "ISM-ID-00033", "//CAN PROTECTED B//NOFORN"},
                    Case{"//SECRET UE/EU SECRET//NOFORN/REL TO USA, EU", "ISM-ID-00033", "//SECRET UE/EU SECRET//NOFORN"},
                    Case{"//AUS PROTECTED//REL TO USA, AUS", "", ""}, Case{"//CAN PROTECTED B//NOFORN", "", ""},
                    Case{"//AUS PROTECTED//ORCON/NOFORN", "", ""}));

// --- Goal: what cannot be read is an error, also where a warning was found: nothing stands below TFNI and UCNI.
INSTANTIATE_TEST_SUITE_P(BelowAtomic, UsChecks,
                         testing::Values(Case{"SECRET//TFNI-SIGMA 14//NOFORN", "US-H.6", ""},
                                         Case{"SECRET//TFNI-CNWDI//NOFORN", "US-H.6", ""},
                                         Case{"UNCLASSIFIED//DOD UCNI-ABC", "US-H.6", ""},
                                         Case{"UNCLASSIFIED//TFNI-ABC", "US-H.6", ""}, Case{"SECRET//DOD UCNI-ABC", "US-H.6", ""},
                                         Case{"(S//RD-SG 14//NF)", "", ""}));

// Closed lists of other nations, in which the USA is not.
INSTANTIATE_TEST_SUITE_P(ClosedLists, UsChecks,
                         testing::Values(Case{"//AUS SECRET//AUSTEO", "", ""}, Case{"//CAN SECRET//CEO", "", ""},
                                         Case{"//NZL SECRET//NZEO", "", ""}, Case{"SECRET//FGI AUS//NOFORN//AUSTEO", "", ""},
                                         Case{"(S//FGI CAN//NF//CEO)", "", ""},
                                         Case{"//AUS SECRET//REL TO USA, AUS//AUSTEO", "MARK-contradiction", ""}));

INSTANTIATE_TEST_SUITE_P(Displays, UsChecks,
                         testing::Values(Case{"SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG", "", ""},
                                         Case{"SECRET//REL TO USA, IRQ/DISPLAY ONLY IRQ", "US-H.8", ""},
                                         Case{"(S//REL TO USA, AFG, IRQ/DISPLAY ONLY AFG, PAK)", "US-H.8", ""}));

INSTANTIATE_TEST_SUITE_P(
    Backslashes, UsChecks,
    testing::Values(Case{R"(SECRET\\NOFORN)", "US-A.6", "SECRET//NOFORN!"}, Case{R"(SECRET\NOFORN)", "US-A.6", "SECRET//NOFORN!"},
                    Case{R"(TOP SECRET\\SI\TK\\NOFORN)", "US-A.6 US-A.6 US-A.6", "TOP SECRET//SI/TK//NOFORN!"},
                    Case{R"((S\\NF))", "US-A.6", "(S//NF)!"}));

INSTANTIATE_TEST_SUITE_P(Levels, UsChecks,
                         testing::Values(Case{"SECRET//BOHEMIA//FGI NATO//NOFORN", "SPIF-excluded-class", ""},
                                         Case{"TOP SECRET//BOHEMIA//FGI NATO//NOFORN", "", ""},
                                         Case{"UNCLASSIFIED//ATOMAL//FGI NATO//NOFORN", "SPIF-excluded-class", ""},
                                         Case{"SECRET//ATOMAL//FGI NATO//NOFORN", "", ""},
                                         Case{"//NATO SECRET//BOHEMIA", "SPIF-excluded-class", ""},
                                         Case{"(//GBR S//SENSITIVE)", "SPIF-excluded-class", ""},
                                         Case{"SECRET//RSV-ABC", "(ISM-ID-00464)", ""}));

INSTANTIATE_TEST_SUITE_P(
    Owners, UsChecks,
    testing::Values(Case{"//NATO KFOR SECRET", "", ""}, Case{"(//NKFORS)", "", ""},
                    Case{"//NATO/KFOR SECRET", "US-H.7", "//NATO KFOR SECRET!"}, Case{"(//NIS//REL TO USA, ISAF, NATO)", "", ""},
                    Case{"//NIS", "US-H.7", "//NATO ISAF SECRET!"}, Case{"//UN RESTRICTED", "(US-H.7)", ""},
                    Case{"//GBR OFFICIAL-SENSITIVE", "", ""}, Case{"(//GBR OFFICIAL-SENSITIVE//REL TO USA, GBR)", "", ""},
                    Case{"(//ITA R//NF)", "", ""}, Case{"//ITA SECRET//NOFORN", "", ""}, Case{"(//ITA TS//NF)", "", ""},
                    Case{"//ITA SEGRETO", "US-H.7", ""}, Case{"//ITA UNCLASSIFIED", "(US-H.7)", ""},
                    Case{"(//ITA SECRET//NF)", "US-H.7", "(//ITA S//NF)!"}));

// Of a law or an agency of ours, on what others alone own; of an organisation no program of ours either.
INSTANTIATE_TEST_SUITE_P(OthersAlone, UsChecks,
                         testing::Values(Case{"(//NU//DCNI)", "US-H.7", ""}, Case{"(//NS//NF/DSEN/FISA)", "US-H.7 US-H.7", ""},
                                         Case{"//NATO SECRET//NOFORN//EXDIS", "US-H.7", ""},
                                         Case{"(//CTS//SI//NF)", "US-H.7", ""}, Case{"(//NS//RD//NF)", "US-H.7", ""},
                                         Case{"(//NS//SAR-BP//NF)", "US-H.7", ""}, Case{"(//GBR S//FISA)", "US-H.7", ""},
                                         Case{"(//FGI S//LES)", "US-H.7", ""}, Case{"(//CAN GBR S//IMC/NF)", "US-H.7", ""},
                                         Case{"(//NS//OC/REL TO USA, NATO)", "", ""},
                                         Case{"(//CTS//BOHEMIA//REL TO USA, NATO)", "", ""},
                                         Case{"(//GBR TS//SI/TK//NF)", "", ""}, Case{"(//GBR S//OC/REL TO USA, GBR)", "", ""},
                                         Case{"//JOINT SECRET GBR USA//REL TO USA, GBR//LES", "", ""},
                                         Case{"SECRET//FGI NATO//NOFORN/FISA", "", ""}));

INSTANTIATE_TEST_SUITE_P(
    Activities, UsChecks,
    testing::Values(Case{"SECRET//REL TO USA, GBR, NATO KFOR", "", ""}, Case{"(S//REL TO USA, NATO RESOLUTE SUPPORT)", "", ""},
                    Case{"SECRET//REL TO USA, NATO:KFOR", "US-H.8", "SECRET//REL TO USA, NATO KFOR!"},
                    Case{"SECRET//REL TO USA, NATO:WORD_OF-NATO", "(MARK-party)", ""},
                    Case{"SECRET//REL TO USA, NATO KFOR, GBR", "US-H.8", "SECRET//REL TO USA, GBR, NATO KFOR!"},
                    Case{"SECRET//REL TO USA, NATO GBR", "US-H.8 US-H.8", "SECRET//REL TO USA, GBR, NATO!"},
                    Case{"SECRET//DISPLAY ONLY NATO KFOR", "", ""}, Case{"SECRET//FGI KFOR NATO//NOFORN", "", ""},
                    Case{"SECRET//FGI NATO KFOR//NOFORN", "US-H.7", "SECRET//FGI KFOR NATO//NOFORN!"},
                    Case{"SECRET//FGI NATO:KFOR//NOFORN", "US-H.7", "SECRET//FGI KFOR NATO//NOFORN!"},
                    Case{"SECRET//FGI GBR NATO RESOLUTE SUPPORT//NOFORN", "", ""},
                    Case{"SECRET//FGI NATO:RESOLUTE_SUPPORT//NOFORN", "US-H.7", "SECRET//FGI NATO RESOLUTE SUPPORT//NOFORN!"},
                    Case{"//JOINT SECRET USA NATO KFOR//REL TO USA, NATO KFOR", "", ""}));

INSTANTIATE_TEST_SUITE_P(Order, UsChecks,
                         testing::Values(Case{"SECRET//RD-SIGMA 20 18//NOFORN", "US-A.6", "SECRET//RD-SIGMA 18 20//NOFORN!"},
                                         Case{"TOP SECRET//TK-KAND-IDIT//NOFORN", "US-A.6", "TOP SECRET//TK-IDIT-KAND//NOFORN!"},
                                         Case{"TOP SECRET//TK-IDIT-BLFH//NOFORN", "US-A.6", "TOP SECRET//TK-BLFH-IDIT//NOFORN!"},
                                         Case{"SECRET//RESTRICTED DATA-CRITICAL NUCLEAR WEAPON DESIGN INFORMATION//NOFORN", "",
                                              ""}));

// Names of control systems that no register publishes: a slip makes one of a published name, so nothing beside them is certain.
INSTANTIATE_TEST_SUITE_P(
    Unpublished, UsChecks,
    testing::Values(Case{"(TS//HCS-P-ABC//OC/NF)", "US-A.6", "(TS//HCS-P ABC//OC/NF)"},
                    Case{"(TS//SI-G-ABCD//OC/NF)", "US-A.6", "(TS//SI-G ABCD//OC/NF)"},
                    Case{"(TS//TK-IDIT-ABCDEF//NF)", "US-A.6", "(TS//TK-IDIT ABCDEF//NF)"},
                    Case{"(TS//SI-G/ABCD/TK//OC/NF)", "US-A.6 (US-H.4)", "(TS//ABCD/SI-G/TK//OC/NF)"},
                    Case{"(TS//SIG ABCD/TK//OC/NF)", "MARK-spelling", "(TS//SI-G ABCD/TK//OC/NF)"},
                    Case{"SECRET//NOFORN//LESS/SI", "US-A.6 (US-H.4)", "SECRET//LESS/SI//NOFORN"},
                    Case{"TOP SECRET//THCS-P ABC/SI//ORCON/NOFORN", "MARK-spelling", "TOP SECRET//HCS-P ABC/SI//ORCON/NOFORN"},
                    Case{"TOP SECRET//SI-G ABC-D//ORCON/NOFORN", "US-A.6 US-H.4 US-H.4", ""},
                    Case{"TOP SECRET//SI-MMM-G ABCD//ORCON/NOFORN", "US-A.6", "TOP SECRET//SI-G ABCD-MMM//ORCON/NOFORN"},
                    Case{"SECRET//SAR-CD/ABC//NOFORN", "US-A.6", "SECRET//SAR-ABC/CD//NOFORN"},
                    Case{"SECRET//SAR-BP-K15-J12//NOFORN", "US-A.6", "SECRET//SAR-BP-J12-K15//NOFORN"},
                    Case{"SECRET//NOFORN//SAR-BP", "US-A.6", "SECRET//SAR-BP//NOFORN!"},
                    Case{"TOP SECRET//SI-G EFGH ABCD//ORCON/NOFORN", "US-A.6", "TOP SECRET//SI-G ABCD EFGH//ORCON/NOFORN!"}));

// The register's forms of names, and what H.4 says a compartment is used with.
INSTANTIATE_TEST_SUITE_P(
    Compartments, UsChecks,
    testing::Values(Case{"SECRET//SI-ABC//NOFORN", "US-H.4", ""}, Case{"CONFIDENTIAL//SI-ABC//NOFORN", "US-H.4", ""},
                    Case{"(S//SI-ABC//NF)", "US-H.4", ""}, Case{"TOP SECRET//SI-ABC//NOFORN", "", ""},
                    Case{"SECRET//SI-G//ORCON/NOFORN", "ISM-ID-00044", ""},
                    Case{"SECRET//SI-EU//NOFORN", "SPIF-excluded-class", ""}, Case{"TOP SECRET//SI-ABCDE//NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//SI-A//NOFORN", "US-H.4", ""}, Case{"TOP SECRET//SI-AB1//NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//SI-GABCD//NOFORN", "US-H.4", ""}, Case{"TOP SECRET//SI-G ABC//ORCON/NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//SI-G ABCDE//ORCON/NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//SI-G A1CD//ORCON/NOFORN", "US-H.4", ""}, Case{"(TS//SI-G 1234//OC/NF)", "US-H.4", ""},
                    Case{"SECRET//RSV-ABCD//NOFORN", "US-H.4", ""}, Case{"SECRET//RSV-AB//NOFORN", "US-H.4", ""},
                    Case{"SECRET//RSV-123-ABC//NOFORN", "", ""}, Case{"TOP SECRET//HCS-P ABCDEFG//ORCON/NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//HCS-P ABCDEF//ORCON/NOFORN", "", ""},
                    Case{"TOP SECRET//TK-BLFH ABCDEFG//NOFORN", "US-H.4", ""},
                    Case{"TOP SECRET//TK-KAND ABCDEF//NOFORN", "", ""}));

// A near miss of a published name beside a published one: an error, and what the published one asks for is asked.
INSTANTIATE_TEST_SUITE_P(
    NearSystems, UsChecks,
    testing::Values(Case{"TOP SECRET//HS-P/SI", "MARK-spelling ISM-ID-00049", "TOP SECRET//HCS-P/SI//NOFORN"},
                    Case{"TOP SECRET//CS-P ABC/SI//ORCON/NOFORN", "MARK-spelling", "TOP SECRET//HCS-P ABC/SI//ORCON/NOFORN"},
                    Case{"TOP SECRET//HCST-P/SI//NOFORN", "MARK-spelling", "TOP SECRET//HCS-P/SI//NOFORN"},
                    Case{"TOP SECRET//TK-IIT", "ISM-ID-00370 MARK-spelling", "TOP SECRET//TK-IDIT//NOFORN"},
                    Case{"TOP SECRET//SI-GAMA//ORCON/NOFORN", "MARK-spelling", "TOP SECRET//SI-GAMMA//ORCON/NOFORN"},
                    Case{"TOP SECRET//ANB/SI/TK/XNB//NOFORN", "(US-H.4) (US-H.4)", ""}));

// One space, or none, and nowhere more.
INSTANTIATE_TEST_SUITE_P(
    Spaces, UsChecks,
    testing::Values(Case{"SECRET//RD-CNWDI-SIGMA  14 18//NOFORN", "US-A.6", "SECRET//RD-CNWDI-SIGMA 14 18//NOFORN!"},
                    Case{"(TS//SI-G  ABCD//OC/NF)", "US-A.6", "(TS//SI-G ABCD//OC/NF)!"},
                    Case{"SECRET//SAR-BP-J12  J54//NOFORN", "US-A.6", "SECRET//SAR-BP-J12 J54//NOFORN!"},
                    Case{"SECRET//SAR-BLUE  LAMP//NOFORN", "US-A.6", "SECRET//SAR-BLUE LAMP//NOFORN!"},
                    Case{"SECRET//NOFORN//ACCM-BLUE  LAMP", "(ISM-ID-00261) US-A.6", "SECRET//NOFORN//ACCM-BLUE LAMP!"},
                    Case{"( S//NF)", "MARK-parentheses", "(S//NF)!"}, Case{"(S//NF )", "MARK-parentheses", "(S//NF)!"},
                    Case{"( S )", "MARK-parentheses MARK-parentheses", "(S)!"}, Case{"(S//NF)", "", ""},
                    Case{"TOP  SECRET", "MARK-spelling", "TOP SECRET!"}));

// What a release, or the lack of one, and a published rule ask for: offered, never certain.
INSTANTIATE_TEST_SUITE_P(
    Release, UsChecks,
    testing::Values(Case{"SECRET//REL TO USA", "ISM-ID-00319", "SECRET//NOFORN"},
                    Case{"(S//REL TO USA)", "ISM-ID-00319", "(S//NF)"},
                    Case{"SECRET//NOFORN/REL TO USA, GBR", "ISM-ID-00033", "SECRET//NOFORN"},
                    Case{"SECRET//NOFORN//REL TO USA, GBR", "US-A.6 ISM-ID-00033", "SECRET//NOFORN"},
                    Case{"SECRET//REL TO USA, GBR/NOFORN", "ISM-ID-00033 US-A.6", "SECRET//NOFORN"},
                    Case{"SECRET//NOFORN/USA/GBR EYES ONLY", "ISM-ID-00033 (US-H.8)", "SECRET//NOFORN"},
                    Case{"SECRET//ORCON/RELIDO/NOFORN", "ISM-ID-00169 ISM-ID-00325 US-A.6", "SECRET//ORCON/NOFORN"},
                    Case{"SECRET//RELIDO/DISPLAY ONLY AFG", "ISM-ID-00169", "SECRET//NOFORN"},
                    Case{"TOP SECRET//HCS-O//NOFORN", "ISM-ID-00335", "TOP SECRET//HCS-O//ORCON/NOFORN"},
                    Case{"SECRET//NOFORN//EXDIS", "", ""}, Case{"SECRET//EXDIS", "ISM-ID-00314", "SECRET//NOFORN//EXDIS"}));

INSTANTIATE_TEST_SUITE_P(EyesOnly, UsChecks,
                         testing::Values(Case{"SECRET//USA/GBR EYES ONLY", "(US-H.8)", ""},
                                         Case{"SECRET//GBR/USA EYES ONLY", "ISM-ID-00214 (US-H.8)", "SECRET//USA/GBR EYES ONLY!"},
                                         Case{"SECRET//USA/NZL/GBR EYES ONLY", "US-H.8 (US-H.8)",
                                              "SECRET//USA/GBR/NZL EYES ONLY!"},
                                         Case{"(S//NZL/USA EYES ONLY)", "ISM-ID-00214 (US-H.8)", "(S//USA/NZL EYES ONLY)!"}));

//= US manual (2016) H.3, example page 4, H.7, A.6.
INSTANTIATE_TEST_SUITE_P(
    OfNato, UsChecks,
    testing::Values(Case{"SECRET//FGI GBR ISAF NATO//REL TO USA, GBR", "", ""},
                    Case{"SECRET//ISAF//FGI NATO//NOFORN", "US-H.7 US-A.6", ""},
                    Case{"SECRET//FGI ISAF NATO//REL TO USA, GBR", "", ""}, Case{"SECRET//RD/ATOMAL//FGI NATO//NOFORN", "", ""},
                    Case{"SECRET//RD//ATOMAL//FGI NATO//NOFORN", "US-A.6", "SECRET//RD/ATOMAL//FGI NATO//NOFORN!"},
                    Case{"SECRET//ATOMAL/RD//FGI NATO//NOFORN", "US-A.6", "SECRET//RD/ATOMAL//FGI NATO//NOFORN!"},
                    Case{"SECRET//ATOMAL//RD//FGI NATO//NOFORN", "US-A.6 US-A.6", "SECRET//RD/ATOMAL//FGI NATO//NOFORN"}));

//= US manual (2016) H.7; 32 CFR 2002: CUI is a marking of US law, and takes the place of FOUO.
INSTANTIATE_TEST_SUITE_P(Cui, UsChecks,
                         testing::Values(Case{"//GBR SECRET//CUI//SP-CTI", "US-H.7", ""},
                                         Case{"//NATO SECRET//CUI//SP-CTI", "US-H.7", ""},
                                         Case{"//FGI SECRET//CUI//SP-CTI//NOFORN", "US-H.7", ""},
                                         Case{"//JOINT SECRET GBR USA//CUI//SP-CTI//REL TO USA, GBR", "", ""},
                                         Case{"SECRET//FGI GBR//CUI//SP-CTI//NOFORN", "", ""},
                                         Case{"UNCLASSIFIED//CUI//PRVCY//FOUO", "CUI-2002.20", ""},
                                         Case{"(U//CUI//PRVCY//FOUO)", "CUI-2002.20", ""}, Case{"UNCLASSIFIED//FOUO", "", ""}));

// --- Goal: what the policy of an owner or source warns of is warned of in marks of the USA too.
INSTANTIATE_TEST_SUITE_P(OfOthers, UsChecks,
                         testing::Values(Case{"//NATO SECRET//BALK", "(MARK-company)", ""},
                                         Case{"SECRET//BALK//FGI NATO//NOFORN", "(MARK-company)", ""},
                                         Case{"//COSMIC TOP SECRET//BALK", "", ""},
                                         Case{"TOP SECRET//BALK//FGI NATO//NOFORN", "", ""}));

// --- Goal: a finding gives its own reason.
TEST(UsReasons, are_those_of_what_is_wrong) {
  const auto* book = shipped_policies();
  ASSERT_NE(book, nullptr);
  struct Reason {
    const char* text;
    std::optional<label::MarkForm> form;
    const char* message;
  };
  for (const auto& each :
       std::vector<Reason>{{"//JOINT S AUS USA//REL TO USA, AUS", label::MarkForm::banner,
                            "`JOINT S` is the form of portion marks; a banner line has `JOINT SECRET`"},
                           {"(//JOINT SECRET GBR USA//REL TO USA, GBR)",
                            {},
                            "`JOINT SECRET` is the form of banner lines; a portion mark has `JOINT S`"},
                           {"//JOINT SECRET USA GBR//REL TO USA, GBR",
                            {},
                            "co-owners stand in alphabetical order behind the classification, countries first"},
                           {"//JOINT SECRET GBR GBR USA//REL TO USA, GBR", {}, "a code stands twice"},
                           {"//GBR TS//NOFORN", {}, "`TS` is the form of portion marks; a banner line has `TOP SECRET`"},
                           {"//JPN 極秘//NOFORN", {}, "`極秘` is written `SECRET`"},
                           {"//NATO TOP SECRET//NOFORN", {}, "`COSMIC TOP SECRET` names its owner, and no code stands before it"},
                           {"SECRET//REL TO USA, GBR RELIDO", {}, "`/` belongs between these markings"},
                           {"//GBR SECRET REL TO USA, GBR", {}, "`//` belongs between the owner's marking and what follows"},
                           {"(//GBR CAN S//NF)", {}, "codes of owners stand in alphabetical order before the classification"},
                           {"SECRET//RD-SIGMA 14 14//NOFORN", {}, "what is below a compartment stands once: `RD-SIGMA 14`"},
                           {"SECRET//RD-SIGMA 18 14//NOFORN",
                            {},
                            "compartments and what is below them stand in order, numbers first: `RD-SIGMA 14 18`"}}) {
    const auto check = label::check_marking(each.text, *book->find(PolicyId("USA")), *book, {.form = each.form});
    ASSERT_FALSE(check.findings.empty()) << each.text;
    EXPECT_EQ(check.findings.front().message, each.message) << each.text;
  }
}

//= US manual (2016) H.5: the names of programs stand in banner lines, their abbreviations in portion marks.
INSTANTIATE_TEST_SUITE_P(Programs, UsChecks,
                         testing::Values(Case{"SECRET//SAR-BUTTER POPCORN//NOFORN", "", ""}, Case{"(S//SAR-BP//NF)", "", ""},
                                         Case{"(S//SAR-BUTTER POPCORN//NF)", "US-C.1", ""},
                                         Case{"(S//SAR-BP/SODA-J12//NF)", "US-C.1", ""},
                                         Case{"(S//SAR-XRB-XRA RB//NF)", "", ""}));

//= US manual (2016) H.8, H.9: FOUO yields to what is offered without it.
INSTANTIATE_TEST_SUITE_P(Yielding, UsChecks,
                         testing::Values(Case{"UNCLASSIFIED//FOUO//LES", "ISM-ID-00328", "UNCLASSIFIED//LES"},
                                         Case{"UNCLASSIFIED//FOUO/LES", "ISM-ID-00328 US-A.6", "UNCLASSIFIED//LES"},
                                         Case{"(U//FOUO/PR)", "ISM-ID-00327", "(U//PR)"},
                                         Case{"UNCLASSIFIED//FOUO/NOFORN", "", ""}));

// Owners without their slashes: of whom no policy is loaded, and with what does not read behind them.
INSTANTIATE_TEST_SUITE_P(Slashes, UsChecks,
                         testing::Values(Case{"UN RESTRICTED", "US-H.7 (US-H.7)", "//UN RESTRICTED"},
                                         Case{"(//UN R)", "(US-H.7) US-C.1", "(//UN RESTRICTED)!"},
                                         Case{"ITA SECRET", "US-H.7", "//ITA SECRET!"},
                                         Case{"NATO SECRET INTEL", "US-H.7 US-A.6 MARK-unknown", ""},
                                         Case{"TOP SECRET//SI//AUSTEO", "MARK-unknown", ""}));

// --- Goal: what is asked of the whole is asked of a banner line, and not of a portion mark.
INSTANTIATE_TEST_SUITE_P(OfTheWhole, UsChecks,
                         testing::Values(Case{"SECRET//PROPIN", "ISM-ID-00473", ""}, Case{"(S//PR)", "", ""},
                                         Case{"UNCLASSIFIED//PROPIN", "ISM-ID-00473", ""},
                                         Case{"SECRET//PROPIN/REL TO USA, GBR", "", ""}, Case{"SECRET//PROPIN/RELIDO", "", ""},
                                         Case{"SECRET//RELIDO//NNPI", "ISM-ID-00252", ""}, Case{"(S//RELIDO//NNPI)", "", ""}));

//= US manual (2016) H.7: controls of others that are none of the US stand behind those of the US, ascending.
INSTANTIATE_TEST_SUITE_P(
    ControlsOfOthers, UsChecks,
    testing::Values(Case{"//AUS SECRET//REL TO USA, AUS//AGAO", "", ""}, Case{"(//GBR S//REL TO USA, GBR//LOCSEN)", "", ""},
                    Case{"//AUS SECRET//AGAO//REL TO USA, AUS", "US-A.6", "//AUS SECRET//REL TO USA, AUS//AGAO!"},
                    Case{"SECRET//AGAO//FGI AUS//NOFORN", "US-A.6", "SECRET//FGI AUS//NOFORN//AGAO!"},
                    Case{"SECRET//FGI AUS//NOFORN//LES/AGAO", "", ""},
                    Case{"SECRET//FGI AUS//NOFORN//LES//AGAO", "US-A.6", "SECRET//FGI AUS//NOFORN//LES/AGAO!"},
                    Case{"SECRET//FGI AUS//NOFORN//AGAO/LES", "US-A.6", "SECRET//FGI AUS//NOFORN//LES/AGAO!"},
                    Case{"SECRET//FGI AUS GBR//NOFORN//LOCSEN/AGAO", "US-A.6", "SECRET//FGI AUS GBR//NOFORN//AGAO/LOCSEN!"},
                    Case{"SECRET//STRAP 1//FGI GBR//NOFORN//LOCSEN", "", ""}, Case{"//GBR SECRET//LOCSEN", "", ""},
                    Case{"SECRET//ATOMAL//FGI AUS NATO//NOFORN//AGAO", "", ""}));

INSTANTIATE_TEST_SUITE_P(Words, UsChecks,
                         testing::Values(Case{"CUI//CTI", "CUI-2002.20", "CUI//SP-CTI"},
                                         Case{"CUI//SP CTI", "CUI-2002.20", "CUI//SP-CTI"},
                                         Case{"CUI//SPCTI", "CUI-2002.20", "CUI//SP-CTI"},
                                         Case{"CUI//SP-LEI", "CUI-2002.20", "CUI//LEI"}, Case{"CUI//NOFORN", "", ""},
                                         Case{"Secret//Noforn", "US-D.1", "SECRET//NOFORN!"},
                                         Case{"SECRET//REL TO: USA, GBR", "US-H.8", "SECRET//REL TO USA, GBR!"},
                                         Case{"(S//AUTHORIZED FOR RELEASE TO USA, NATO)", "US-C.1", "(S//REL TO USA, NATO)!"},
                                         Case{"SECRET//AUTHORIZED FOR RELEASE TO USA, NATO", "", ""}));

// What is offered is near, or a known slip; nothing of it is certain where another reading is possible.
INSTANTIATE_TEST_SUITE_P(
    Suggestions, UsChecks,
    testing::Values(Case{"SECRET//REL TO USA, UK", "MARK-party", "SECRET//REL TO USA, GBR"},
                    Case{"SECRET//REL TO US, GBR", "MARK-party", "SECRET//REL TO USA, GBR"},
                    Case{"SECRET//REL TO USA, GER", "MARK-party", "SECRET//REL TO USA, DEU"},
                    Case{"SECRET//REL TO USA, JPM", "MARK-party", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO USA, QQ", "MARK-party", ""}, Case{"SECRET//REL TO USA, REL", "MARK-party", ""},
                    Case{"SECRET//REL TO USA, FGI", "MARK-party", ""},
                    Case{"SECRET//DISPLAY ONLY TO AFG", "US-H.8", "SECRET//DISPLAY ONLY AFG"},
                    Case{"SECRET//REL  TO USA, GBR", "US-H.8", "SECRET//REL TO USA, GBR!"},
                    Case{"SECRET//FGI GBR AND JPN//NOFORN", "US-H.7", "SECRET//FGI AND GBR JPN//NOFORN"},
                    Case{"SECRET//OR", "MARK-unknown", ""}, Case{"SECRET//NSA", "MARK-unknown", ""},
                    Case{"SECRET//COMINT", "MARK-spelling", "SECRET//SI"},
                    Case{"SECRET//US ONLY", "MARK-spelling", "SECRET//NOFORN"},
                    Case{"SECRET//NO FORN", "MARK-spelling", "SECRET//NOFORN!"},
                    Case{"SECRET//HSC-P//NOFORN", "MARK-spelling", "SECRET//HCS-P//NOFORN"},
                    Case{"//GER SECRET", "MARK-spelling", "//DEU SECRET"}, Case{"UK SECRET", "US-H.7", "//GBR SECRET"},
                    Case{"//JOINT SECRET UK USA//REL TO USA, GBR", "MARK-spelling", "//JOINT SECRET GBR USA//REL TO USA, GBR"},
                    Case{"//SECRET//NOFORN", "US-H.7", "SECRET//NOFORN"}, Case{"(//USA S//NF)", "US-H.7", "(S//NF)"},
                    Case{"SECRET//FGI/GBR//NOFORN", "US-H.7", "SECRET//FGI GBR//NOFORN!"},
                    Case{"SECRET//FGI USA GBR//NOFORN", "US-H.7", "SECRET//FGI GBR//NOFORN"},
                    Case{"SECRET//FGI USA//NOFORN", "US-H.7", ""}, Case{"TOP SECRET//SI-ECI ABC//NOFORN", "US-H.4", ""},
                    Case{"RESTRICTED//NOFORN", "US-H.1", ""}));

//= US manual (2016) H.7: FGI is for US and JOINT information, and names no owner; RD, FRD and TFNI are of a law of the USA.
INSTANTIATE_TEST_SUITE_P(OwnersAndSources, UsChecks,
                         testing::Values(Case{"//GBR SECRET//FGI GBR//REL TO USA, GBR", "US-H.7", ""},
                                         Case{"//NATO SECRET//FGI NATO//NOFORN", "US-H.7", ""},
                                         Case{"//GBR SECRET//FGI AUS//NOFORN", "US-H.7", ""},
                                         Case{"//ITA SECRET//FGI//NOFORN", "US-H.7", ""},
                                         Case{"//JOINT SECRET GBR USA//FGI GBR//REL TO USA, GBR", "US-H.7", ""},
                                         Case{"//JOINT SECRET GBR USA//FGI NZL//REL TO USA, GBR", "", ""},
                                         Case{"//GBR SECRET//RD//NOFORN", "US-H.7", ""},
                                         Case{"(//GBR S//RD-CNWDI//NF)", "US-H.7", ""},
                                         Case{"//JOINT SECRET GBR USA//RD//REL TO USA, GBR", "(ISM-ID-00467)", ""}));

// Of what is retired, what it became is offered, and none of it is certain.
INSTANTIATE_TEST_SUITE_P(Retired, UsChecks,
                         testing::Values(Case{"TOP SECRET//SI/BYE//NOFORN", "MARK-spelling", "TOP SECRET//SI/TK//NOFORN"},
                                         Case{"TOP SECRET//TK/EL//NOFORN", "US-A.6 MARK-spelling", "TOP SECRET//SI/TK//NOFORN"},
                                         Case{"TOP SECRET//VRK/TK//NOFORN", "MARK-spelling", "TOP SECRET//SI/TK//NOFORN"},
                                         Case{"SECRET//REL TO FIVE EYES", "MARK-party ISM-ID-00214", "SECRET//REL TO USA, FVEY"},
                                         Case{"SECRET//FIVE EYES", "MARK-unknown", ""}));

TEST(UsChecksMessages, say_what_is_meant) {
  ASSERT_NE(shipped_policies(), nullptr);
  const auto& book = *shipped_policies();
  for (const auto& [mark, message, write] : std::vector<std::array<const char*, 3>>{
           {"TOP SECRET//SI/UMBRA//NOFORN", "`SI`, as which `UMBRA` is read, stands there already", ""},
           {"TOP SECRET//SI/SI//NOFORN", "`SI` stands twice", ""},
           {"SECRET//FIVE EYES", "`FIVE EYES` is not a marking of `USA`; `FVEY` stands in a list of recipients",
            "REL TO USA, FVEY"}}) {
    const auto findings = label::check_marking(mark, *book.find(PolicyId("USA")), book).findings;
    ASSERT_FALSE(findings.empty()) << mark;
    EXPECT_EQ(findings.front().message, message);
    ASSERT_TRUE(findings.front().correction) << mark;
    EXPECT_EQ(findings.front().correction->text, write);
  }
}

// --- Goal: what has been withdrawn is told at the date of the check, and not before; the mark may be older.
TEST(UsChecksAt, warn_of_what_has_been_withdrawn) {
  ASSERT_NE(shipped_policies(), nullptr);
  const auto& book = *shipped_policies();
  const auto told = [&](const char* mark, const char* day) {
    const auto as_of = parse_instant(day);
    std::string out;
    for (const auto& finding :
         label::check_marking(mark, *book.find(PolicyId("USA")), book, {std::nullopt, nullptr, nullptr, *as_of}).findings) {
      EXPECT_EQ(finding.severity, label::Severity::warning) << mark;
      out += fmt::format("{}@{}-{} {};", finding.rule, finding.span.begin_bytes, finding.span.end_bytes, finding.message);
    }
    return out;
  };
  EXPECT_EQ(told("SECRET//REL TO USA, GBR, ISAF", "2016-03-17").find("00199"), std::string::npos);
  EXPECT_EQ(told("SECRET//REL TO USA, GBR, ISAF", "2016-03-18"), "ISM-ID-00199@8-29 `ISAF`: this code was withdrawn before;");
  EXPECT_EQ(told("(S//DISPLAY ONLY ISAF)", "2026-11-27"), "ISM-ID-00201@4-21 `ISAF`: this code was withdrawn before;");
  EXPECT_EQ(told("SECRET//REL TO USA, GBR, KFOR", "2026-11-27"), "");
  EXPECT_EQ(told("SECRET//USA/GBR EYES ONLY", "2017-09-30"),
            "US-H.8@8-25 only its originator uses EYES ONLY; elsewhere the information is marked REL TO;");
  EXPECT_EQ(
      told("SECRET//USA/GBR EYES ONLY", "2017-10-01"),
      "US-H.8@8-25 EYES ONLY is a marking of what was marked before 2017-10-01; elsewhere the information is marked REL TO;");
}

}  // namespace
}  // namespace entente::format
