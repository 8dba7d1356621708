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

INSTANTIATE_TEST_SUITE_P(
    Sound, UsCheck,
    testing::Values(Case{"SECRET", "", ""}, Case{"UNCLASSIFIED", "", ""}, Case{"(U)", "", ""}, Case{"SECRET//NOFORN", "", ""},
                    Case{"(S//NF)", "", ""}, Case{"SECRET//REL TO USA, GBR, JPN, FVEY", "", ""}, Case{"(S//REL)", "", ""},
                    Case{"TOP SECRET//SI-G/TK//ORCON/NOFORN", "", ""}, Case{"S//NF", "US-C.1@0-5=(S//NF)?", "(S//NF)"},
                    Case{"TOP SECRET//TALENT KEYHOLE//NOFORN", "", ""},
                    Case{"//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", "", ""}, Case{"(//JOINT S//REL)", "", ""},
                    Case{"//NATO SECRET//ATOMAL//ORCON", "", ""}, Case{"(//GBR S//NF)", "", ""},
                    Case{"SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689//NOFORN", "", ""},
                    Case{"SECRET//FGI GBR JPN//NOFORN", "", ""}, Case{"(S//RD//NF)", "", ""}, Case{"(//FGI R//NF)", "", ""},
                    Case{"//FGI RESTRICTED//NOFORN", "", ""}));

INSTANTIATE_TEST_SUITE_P(Separators, UsCheck,
                         testing::Values(Case{"SECRET/NOFORN", "US-A.6@6-7=//!", "SECRET//NOFORN"},
                                         Case{"SECRET NOFORN", "US-A.6@6-7=//!", "SECRET//NOFORN"},
                                         Case{"SECRET // NOFORN", "US-A.6@6-10=//!", "SECRET//NOFORN"},
                                         Case{"SECRET///NOFORN", "US-A.6@6-9=//!", "SECRET//NOFORN"},
                                         Case{"SECRET//", "US-A.6@6-8=!", "SECRET"},
                                         Case{"SECRET//ORCON//NOFORN", "US-A.6@13-15=/!", "SECRET//ORCON/NOFORN"},
                                         Case{"SECRET//SI/NOFORN", "US-A.6@10-11=//!", "SECRET//SI//NOFORN"},
                                         Case{"SECRET//ORCON, NOFORN", "US-A.6@13-15=/!", "SECRET//ORCON/NOFORN"},
                                         Case{"SECRET//ORCON / NOFORN", "US-A.6@13-16=/!", "SECRET//ORCON/NOFORN"},
                                         Case{"SECRET//NOFORN/NOFORN", "US-A.6@14-21=!", "SECRET//NOFORN"}));

// --- Goal: common slips have a suggestion, and a title that the register does not have is told.
INSTANTIATE_TEST_SUITE_P(
    Slips, UsCheck,
    testing::Values(Case{"UNCLAS//FOUO", "MARK-spelling@0-6=UNCLASSIFIED?", "UNCLASSIFIED//FOUO"},
                    Case{"SECRET//FOR DISPLAY ONLY AFG", "MARK-spelling@8-24=DISPLAY ONLY?", "SECRET//DISPLAY ONLY AFG"},
                    Case{"TOP SECRET//SPECIAL INTELLIGENCE//NOFORN", "US-D.1@12-32=SI!", "TOP SECRET//SI//NOFORN"},
                    Case{"TOP SECRET//SPECIAL INTELLIGENCE-GAMMA//ORCON", "US-D.1@12-32=SI!", "TOP SECRET//SI-GAMMA//ORCON"},
                    Case{"TOP SECRET//HCS-PRODUCT//NOFORN", "MARK-spelling@16-23=P?", "TOP SECRET//HCS-P//NOFORN"}));

// It was passed: what is released to a group is released to its members.
TEST(UsCheckAlone, what_is_released_to_a_group_is_not_for_display_to_its_members) {
  const auto book = test::book();
  const Expand expand = test::members;
  const auto told = [&](std::string_view text) {
    std::string out;
    for (const auto& finding :
         check_marking(text, *book.find(PolicyId("USA")), book, {MarkForm::banner, nullptr, &expand}).findings)
      out += finding.rule + (finding.severity == Severity::error ? "! " : " ");
    return out;
  };
  EXPECT_EQ(told("SECRET//REL TO USA, FVEY/DISPLAY ONLY GBR"), "US-H.8! ");
  EXPECT_EQ(told("SECRET//REL TO USA, FVEY/DISPLAY ONLY AFG"), "");
}

// It was passed: any group in the list hid that an owner is not in it.
TEST(UsCheckAlone, owners_of_what_is_joint_are_listed_or_members_of_what_is) {
  const auto book = test::book();
  const Expand expand = test::members;
  const auto told = [&](std::string_view text, const Expand* members) {
    std::string out;
    for (const auto& finding :
         check_marking(text, *book.find(PolicyId("USA")), book, {MarkForm::banner, nullptr, members}).findings)
      out += finding.rule + (finding.severity == Severity::error ? "! " : " ");
    return out;
  };
  EXPECT_EQ(told("//JOINT SECRET AUS JPN USA//REL TO USA, FVEY", &expand), "ISM-ID-00377! ");
  EXPECT_EQ(told("//JOINT SECRET AUS GBR USA//REL TO USA, FVEY", &expand), "");
  EXPECT_EQ(told("//JOINT SECRET AUS GBR USA//REL TO USA, FVEY", nullptr), "ISM-ID-00377 ");
}

TEST(UsCheckAlone, what_stands_at_the_free_level_only_is_offered_with_it) {
  auto usa = test::usa();
  for (auto& token : usa.tokens) {
    if (token.name.str() == "FOUO")
      token.excluded_levels = {LevelName("TOP SECRET"), LevelName("SECRET"), LevelName("CONFIDENTIAL")};
  }
  auto book = test::book();
  book.add(std::move(usa));
  const auto& policy = *book.find(PolicyId("USA"));
  const auto portion = check_marking("(FOUO)", policy, book);
  EXPECT_EQ(told(portion), "US-H.1@1-1=U//?");
  EXPECT_EQ(portion.corrected ? portion.corrected->text : "", "(U//FOUO)");
  EXPECT_EQ(check_marking("FOUO", policy, book).corrected->text, "UNCLASSIFIED//FOUO");
  EXPECT_FALSE(check_marking("NOFORN", policy, book).corrected) << "at any level";
}

// --- Goal: outside US style too, separators, order and repetition are told, as warnings.
TEST(PlainForm, is_told_and_put_right) {
  auto aus = test::aus();
  aus.wording.joined_by = "//";
  aus.wording.list_joined_by = "/";
  aus.tokens.push_back(test::token("REL", Meaning::release_to, Segment::plain, "REL"));
  aus.tokens.push_back(test::restrictive("CABINET", Segment::plain, "CABINET"));
  auto book = test::book();
  book.add(std::move(aus));
  const auto expect = [&](const char* system, const char* text, const char* findings, const char* corrected) {
    const auto check = check_marking(text, *book.find(PolicyId(system)), book);
    EXPECT_EQ(told(check), findings) << text;
    EXPECT_FALSE(has_errors(check.findings)) << text;
    EXPECT_EQ(check.corrected ? check.corrected->text : "", corrected) << text;
  };
  expect("AUS", "SECRET//AUSTEO", "", "");
  expect("AUS", "SECRET//CABINET//AUSTEO", "", "");
  expect("AUS", "SECRET AUSTEO", "MARK-separator@6-7=//!", "SECRET//AUSTEO");
  expect("AUS", "(S,AUSTEO)", "MARK-separator@2-3=//!", "(S//AUSTEO)");
  expect("AUS", "SECRET//AUSTEO//AUSTEO//CABINET", "MARK-repeated@14-22=!", "SECRET//AUSTEO//CABINET");
  expect("AUS", "SECRET//REL GBR/AUS", "MARK-order@12-19=AUS/GBR!", "SECRET//REL AUS/GBR");
  expect("AUS", "SECRET//REL AUS, GBR", "MARK-separator@12-20=AUS/GBR!", "SECRET//REL AUS/GBR");
  expect("NATO", "NATO SECRET ATOMAL", "", "");
  expect("NATO", "NATO SECRET//ATOMAL", "", "");
  expect("NATO", "NATO SECRET,ATOMAL", "MARK-separator@11-12= !", "NATO SECRET ATOMAL");
  expect("NATO", "NATO SECRET BALK ATOMAL", "MARK-order@12-23", "NATO SECRET ATOMAL BALK");
  expect("NATO", "NATO SECRET//Releasable to JPN, AUS", "MARK-order@27-35=AUS, JPN!", "NATO SECRET//Releasable to AUS, JPN");
  expect("NATO", "NATO SECRET//Releasable to JPN, JPN", "MARK-repeated@27-35=JPN!", "NATO SECRET//Releasable to JPN");
  expect("CAN", "SECRET,CEO", "MARK-separator@6-7=//!", "SECRET//CEO");
  expect("GBR", "SECRET//GBR//USA EYES ONLY", "MARK-separator@8-17=GBR/USA !", "SECRET//GBR/USA EYES ONLY");
  expect("GBR", "SECRET//GBR, USA EYES ONLY", "MARK-separator@8-17=GBR/USA !", "SECRET//GBR/USA EYES ONLY");
  expect("GBR", "SECRET//GBR/USA/GBR EYES ONLY", "MARK-repeated@8-20=GBR/USA !", "SECRET//GBR/USA EYES ONLY");
  expect("GBR", "SECRET//USA/GBR EYES ONLY", "", "");
}

TEST(PlainSlips, levels_that_a_system_does_not_have_are_offered_as_those_it_has) {
  const auto book = test::book();
  const auto check = check_marking("NATO TOP SECRET//ATOMAL", *book.find(PolicyId("NATO")), book);
  EXPECT_EQ(told(check), "MARK-level@0-15=COSMIC TOP SECRET?");
  EXPECT_EQ(check.corrected ? check.corrected->text : "", "COSMIC TOP SECRET//ATOMAL");
  EXPECT_EQ(check_marking("COSMIC SECRET", *book.find(PolicyId("NATO")), book).corrected->text, "NATO SECRET");
  auto jpn = test::jpn();
  jpn.slips = {{"极秘", "極秘"}};
  auto with_slips = book;
  with_slips.add(std::move(jpn));
  EXPECT_EQ(check_marking("极秘", *with_slips.find(PolicyId("JPN")), with_slips).corrected->text, "極秘");
  EXPECT_FALSE(check_marking("极秘", *book.find(PolicyId("JPN")), book).corrected) << "what is meant is data";
}

// --- Goal: what contradicts itself without a published rule is a warning; several levels as near are no suggestion.
TEST(PlainCompany, is_warned_of) {
  auto aus = test::aus();
  aus.tokens.front().unusual_with = {"CABINET", "PROTECTED"};
  aus.tokens.push_back(test::restrictive("CABINET", Segment::plain, "CABINET"));
  aus.tokens.push_back(test::token("REL", Meaning::release_to, Segment::plain, "REL"));
  auto book = test::book();
  book.add(std::move(aus));
  const auto warned = [&](const char* text) {
    const auto check = check_marking(text, *book.find(PolicyId("AUS")), book);
    EXPECT_FALSE(has_errors(check.findings)) << text;
    return told(check);
  };
  EXPECT_EQ(warned("SECRET//AUSTEO"), "");
  EXPECT_EQ(warned("SECRET//CABINET//AUSTEO"), "MARK-company@17-23");
  EXPECT_EQ(warned("PROTECTED//AUSTEO"), "MARK-company@11-17");
  EXPECT_EQ(warned("SECRET//REL GBR, USA"), "MARK-company@0-20");
  EXPECT_EQ(warned("SECRET//REL AUS, USA"), "");
  EXPECT_EQ(warned("SECRET//REL FVEY"), "") << "a group may hold it";
}

TEST(PlainCompany, of_levels_that_are_as_near_none_is_offered) {
  const auto book = test::book();
  EXPECT_FALSE(check_marking("군사IV급비밀", *book.find(PolicyId("KOR")), book).corrected);
  EXPECT_EQ(check_marking("군사III급비빌", *book.find(PolicyId("KOR")), book).corrected->text, "군사III급비밀");
}

// --- Goal: what may as well be another slip is not certain: a letter before "S", "SSI" without a letter, "SBU-NF" cut off.
INSTANTIATE_TEST_SUITE_P(Doubtful, UsCheck,
                         testing::Values(Case{"(NS//NF)", "US-H.7@1-1=//?", "(//NS//NF)"},
                                         Case{"NATO SECRET//NOFORN", "US-H.7@0-0=//!", "//NATO SECRET//NOFORN"},
                                         Case{"(S//NF//SI/LES)", "US-A.6@4-10=SI//NF?; US-A.6@10-11=//!", "(S//SI//NF//LES)"},
                                         Case{"(U//SBU-)", "US-A.6@7-8=?", "(U//SBU)"},
                                         Case{"(U//LES,)", "US-A.6@7-8=!", "(U//LES)"}));

INSTANTIATE_TEST_SUITE_P(Order, UsCheck,
                         testing::Values(Case{"SECRET//NOFORN//SI", "US-A.6@8-18=SI//NOFORN?", "SECRET//SI//NOFORN"},
                                         Case{"SECRET//NOFORN/ORCON", "US-A.6@8-20=ORCON/NOFORN!", "SECRET//ORCON/NOFORN"},
                                         Case{"TOP SECRET//TK/SI//NOFORN", "US-A.6@12-17=SI/TK!", "TOP SECRET//SI/TK//NOFORN"},
                                         Case{"TOP SECRET//SI-G EFGH ABCD//ORCON", "US-A.6@12-26=SI-G ABCD EFGH!",
                                              "TOP SECRET//SI-G ABCD EFGH//ORCON"},
                                         Case{"TOP SECRET//HCS-P JJJ-P DDDD//ORCON/NOFORN", "US-A.6@12-28=HCS-P DDDD JJJ?", ""},
                                         Case{"//JOINT SECRET USA GBR//REL TO USA, GBR", "US-H.3@2-22=JOINT SECRET GBR USA!",
                                              "//JOINT SECRET GBR USA//REL TO USA, GBR"}));

INSTANTIATE_TEST_SUITE_P(
    Cui, UsCheck,
    testing::Values(Case{"CUI", "", ""}, Case{"CONTROLLED//SP-CTI//FED ONLY/NOFORN", "", ""},
                    Case{"(CUI//SP-CTI/PRVCY//NF)", "", ""}, Case{"SECRET//CUI//SP-CTI//NOFORN", "", ""},
                    Case{"SECRET//NOFORN//ACCM-BLUE LAMP/RED", "ISM-ID-00261@16-34", ""},
                    Case{"CUI//PRVCY/SP-CTI", "US-A.6@5-17=SP-CTI/PRVCY!", "CUI//SP-CTI/PRVCY"},
                    Case{"CUI//NOFORN/FED ONLY", "US-A.6@5-20=FED ONLY/NOFORN!", "CUI//FED ONLY/NOFORN"},
                    Case{"(CONTROLLED)", "US-C.1@1-11=CUI!", "(CUI)"}, Case{"CUI NOFORN", "US-A.6@3-4=//!", "CUI//NOFORN"},
                    Case{"CUI//SP-CTX", "CUI-2002.20@5-11=SP-CTI?", "CUI//SP-CTI"},
                    Case{"SECRET//NOFORN//CUI//SP-CTI", "US-A.6@8-27=CUI//SP-CTI//NOFORN!", "SECRET//CUI//SP-CTI//NOFORN"},
                    Case{"SECRET//CUI//SP-CTI//NOFORN//LES", "ISM-ID-00486@29-32", ""},
                    Case{"SECRET//NOFORN//ACCM-BLUE/ACCM-RED", "ISM-ID-00261@16-34; US-A.6@26-31=!",
                         "SECRET//NOFORN//ACCM-BLUE/RED"},
                    Case{"SECRET//NOFORN//ACCM BLUE", "ISM-ID-00261@16-25; US-A.6@20-21=-!", "SECRET//NOFORN//ACCM-BLUE"},
                    Case{"UNCLASSIFIED//ACCM-BLUE", "ISM-ID-00261@14-23; ISM-ID-00462@14-23", ""}));

// What is moved is all there again: no program, compartment or code is added or lost.
INSTANTIATE_TEST_SUITE_P(
    Together, UsCheck,
    testing::Values(
        Case{"SECRET//SAR-ABC/SAR-DEF//NOFORN", "US-A.6@16-20=!", "SECRET//SAR-ABC/DEF//NOFORN"},
        Case{"SECRET//SAR-DEF/ABC//NOFORN", "US-A.6@8-19=SAR-ABC/DEF?", "SECRET//SAR-ABC/DEF//NOFORN"},
        Case{"SECRET//SAR-DEF-2 A/SAR-ABC/DEF-1//NOFORN",
             "US-A.6@8-33=SAR-DEF-1-2 A/ABC?; US-A.6@8-33=SAR-ABC/DEF-1-2 A?; US-A.6@20-24=!",
             "SECRET//SAR-ABC/DEF-1-2 A//NOFORN"},
        Case{"TOP SECRET//TK-IDIT/TK-KAND//NOFORN", "US-A.6@12-27=TK-IDIT-KAND!; US-H.4@15-19; US-H.4@23-27", ""},
        Case{"TOP SECRET//SI-G ABCD/TK/SI-ECRU//ORCON/NOFORN", "US-A.6@12-32=SI-ECRU-G ABCD/TK!",
             "TOP SECRET//SI-ECRU-G ABCD/TK//ORCON/NOFORN"},
        Case{"TOP SECRET//SI-NK-EU//NOFORN", "US-A.6@12-20=SI-EU-NK!", "TOP SECRET//SI-EU-NK//NOFORN"},
        Case{"SECRET//RD-CNWDI/RD-SIGMA 14 15//NOFORN", "US-A.6@8-31=RD-CNWDI-SIGMA 14 15!",
             "SECRET//RD-CNWDI-SIGMA 14 15//NOFORN"},
        Case{"SECRET//RD/CNWDI//NOFORN", "US-A.6@10-11=-!", "SECRET//RD-CNWDI//NOFORN"},
        Case{"SECRET//RD-SIGMA 14-CNWDI//NOFORN", "US-A.6@8-25=RD-CNWDI-SIGMA 14!", "SECRET//RD-CNWDI-SIGMA 14//NOFORN"},
        Case{"TOP SECRET//SI-AB 3 100 20//NOFORN", "US-A.6@12-26=SI-AB 3 20 100?", "TOP SECRET//SI-AB 3 20 100//NOFORN"},
        Case{"SECRET//NOFORN/ORCON//SI", "US-A.6@8-24=SI//ORCON/NOFORN?", "SECRET//SI//ORCON/NOFORN"},
        Case{"SECRET//TK - IDIT//NOFORN", "US-A.6@10-13=-?; US-H.4@13-17", "SECRET//TK-IDIT//NOFORN"},
        Case{"SECRET//RESTRICTED DATA-CRITICAL NUCLEAR WEAPON DESIGN INFORMATION//NOFORN", "", ""}));

// A marking is no name of a program or compartment; what is wrong is the separator before it.
INSTANTIATE_TEST_SUITE_P(
    Names, UsCheck,
    testing::Values(
        Case{"SECRET//SAR-BP NOFORN", "US-A.6@14-15=//!", "SECRET//SAR-BP//NOFORN"},
        Case{"(S//SAR-BP/NF)", "US-A.6@10-11=//?", "(S//SAR-BP//NF)"}, Case{"(TS//SAR-BP/PR//NF)", "US-H.5@12-14", ""},
        Case{"(TS//SAR-BP/OC//NF)", "US-A.6@11-12=//?; US-A.6@14-16=/?", "(TS//SAR-BP//OC/NF)"},
        Case{"(TS//SAR-DS/RS-J12 J54//NF)", "US-H.5@9-11; US-H.5@12-14", ""}, Case{"(TS//SAR-PR)", "US-H.5@9-11", ""},
        Case{"(TS//SAR-BP//PR/NF)", "US-A.6@13-18=NF/PR?", "(TS//SAR-BP//NF/PR)"},
        Case{"TOP SECRET//SAR-BP/RS//NOFORN", "US-H.5@19-21", ""},
        Case{"(TS//SAR-BP/RS//REL TO JPN, USA)", "US-H.5@12-14; ISM-ID-00214@23-31=USA, JPN?",
             "(TS//SAR-BP/RS//REL TO USA, JPN)"},
        Case{"(S//SAR-BP-NF)", "US-A.6@10-11=//?", "(S//SAR-BP//NF)"},
        Case{"TOP SECRET//SI-TK//NOFORN", "US-A.6@14-15=/!", "TOP SECRET//SI/TK//NOFORN"},
        Case{"TOP SECRET//SAR-BP/SI//NOFORN", "US-A.6@12-21=SI//SAR-BP?; US-A.6@18-19=//?", "TOP SECRET//SI//SAR-BP//NOFORN"},
        Case{"TOP SECRET//HCS-P SI-G/TK//ORCON/NOFORN", "US-A.6@17-18=/!", "TOP SECRET//HCS-P/SI-G/TK//ORCON/NOFORN"},
        Case{"TOP SECRET//SI-ORCON//NOFORN", "US-A.6@14-15=//!; US-A.6@20-22=/!", "TOP SECRET//SI//ORCON/NOFORN"},
        Case{"SECRET//SAR-BP NOFORM//NOFORN", "MARK-spelling@15-21", ""},
        Case{"SECRET//HCS-O P//ORCON/NOFORN", "US-A.6@13-14=-?", "SECRET//HCS-O-P//ORCON/NOFORN"},
        Case{"SECRET//HCS-O ABC//ORCON/NOFORN", "US-H.4@14-17", ""},
        Case{"SECRET//FRD/SIGMA 14//NOFORN", "US-A.6@11-12=-?", "SECRET//FRD-SIGMA 14//NOFORN"},
        Case{"(S//FRD/SG 14//NF)", "US-A.6@7-8=-?", "(S//FRD-SG 14//NF)"},
        Case{"SECRET//REL TO ALL", "MARK-party@15-18; ISM-ID-00214@15-18", ""},
        Case{"SECRET//DISPLAY ONLY: AFG", "US-H.8@8-22=DISPLAY ONLY !", "SECRET//DISPLAY ONLY AFG"},
        Case{"(c)", "US-D.1@1-2=C?", "(C)"},
        Case{"SECRET//SAR-BP NO FORN", "US-A.6@14-15=//?; MARK-spelling@15-22=NOFORN?", "SECRET//SAR-BP//NOFORN"},
        Case{"SECRET//SAR-NO-FORN", "US-H.5@8-19=NOFORN?", "SECRET//NOFORN"},
        Case{"SECRET//SAR-NOFRON", "US-H.5@8-18=NOFORN?", "SECRET//NOFORN"}, Case{"SECRET//SAR-ORCN", "MARK-spelling@12-16", ""},
        Case{"SECRET//SAR-ORION//NOFORN", "MARK-spelling@12-17", ""}, Case{"SECRET//SAR-BP-ORCN", "MARK-spelling@15-19", ""},
        Case{"TOP SECRET//SI-NO FORN", "US-A.6@14-15=//?; MARK-spelling@15-22=NOFORN?", "TOP SECRET//SI//NOFORN"},
        Case{"SECRET//SAR-SECRET", "US-H.5@8-18", ""},
        Case{"UNCLASSIFIED//LES-NOFORN", "US-D.1@14-24=LES NOFORN!", "UNCLASSIFIED//LES NOFORN"},
        Case{"(U//LES -NF)", "US-C.1@4-11=LES-NF!", "(U//LES-NF)"},
        Case{"SECRET//ORCON USGOV/NOFORN", "US-D.1@8-19=ORCON-USGOV!", "SECRET//ORCON-USGOV/NOFORN"}));

// Until 2005 lists had "and"; Andorra's code stands between commas.
INSTANTIATE_TEST_SUITE_P(
    And, UsCheck,
    testing::Values(Case{"SECRET//REL TO USA AND GBR", "US-H.8@18-23=, ?", "SECRET//REL TO USA, GBR"},
                    Case{"SECRET//REL TO USA, AUS, AND GBR", "US-H.8@23-29=, ?", "SECRET//REL TO USA, AUS, GBR"},
                    Case{"SECRET//REL TO USA, AUS & GBR", "US-H.8@23-26=, ?", "SECRET//REL TO USA, AUS, GBR"}));

INSTANTIATE_TEST_SUITE_P(
    Forms, UsCheck,
    testing::Values(Case{"S//NOFORN", "US-D.1@0-1=SECRET!", "SECRET//NOFORN"}, Case{"(SECRET//NF)", "US-C.1@1-7=S!", "(S//NF)"},
                    Case{"(S//NOFORN)", "US-C.1@4-10=NF!", "(S//NF)"},
                    Case{"secret//noforn", "US-D.1@0-14=SECRET//NOFORN!", "SECRET//NOFORN"},
                    Case{"(S//NF", "MARK-parentheses@0-6=(S//NF)!", "(S//NF)"},
                    Case{"//FGI S//NF)", "MARK-parentheses@0-12=(//FGI S//NF)?", "(//FGI S//NF)"},
                    Case{"GBR SECRET", "US-H.7@0-0=//!", "//GBR SECRET"},
                    Case{"//NATO SECRET ATOMAL", "US-H.7@2-20=NATO SECRET//ATOMAL!", "//NATO SECRET//ATOMAL"}));

INSTANTIATE_TEST_SUITE_P(
    Spelling, UsCheck,
    testing::Values(Case{"SERCET//NOFORN", "MARK-spelling@0-6=SECRET!", "SECRET//NOFORN"},
                    Case{"SECRET//NOFORM", "MARK-spelling@8-14=NOFORN!", "SECRET//NOFORN"},
                    Case{"SECRET//CNWDI", "MARK-spelling@8-13=RD-CNWDI!; ISM-ID-00467@8-13", "SECRET//RD-CNWDI"},
                    Case{"SECRET//XYZZY", "MARK-unknown@8-13", ""}, Case{"XYZZY", "US-H.1@0-5", ""},
                    Case{"\xEF\xBC\xB3//NF", "MARK-look-alike@0-7=(S//NF)?", "(S//NF)"},
                    Case{"SECRET//25X1//NOFORN", "US-E@8-12=?", "SECRET//NOFORN"}, Case{"SECRET//NATO SECRET", "US-H.1@8-19", ""},
                    Case{"", "MARK-empty@0-0", ""}, Case{"()", "MARK-empty@0-2", ""}));

INSTANTIATE_TEST_SUITE_P(
    Lists, UsCheck,
    testing::Values(Case{"SECRET//REL TO GBR, USA", "ISM-ID-00214@15-23=USA, GBR!", "SECRET//REL TO USA, GBR"},
                    Case{"SECRET//REL TO JPN", "ISM-ID-00214@15-18=USA, JPN?", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO USA", "ISM-ID-00319@8-18=NOFORN?", "SECRET//NOFORN"},
                    Case{"SECRET//REL TO USA JPN", "US-H.8@15-22=USA, JPN!", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO USA, JPN, GBR", "US-H.8@15-28=USA, GBR, JPN!", "SECRET//REL TO USA, GBR, JPN"},
                    Case{"SECRET//REL TO USA, FVEY, JPN", "US-H.8@15-29=USA, JPN, FVEY!", "SECRET//REL TO USA, JPN, FVEY"},
                    Case{"SECRET//REL TO USA, JPN, JPN", "US-H.8@15-28=USA, JPN!", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO USA/JPN", "US-H.8@15-22=USA, JPN!", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO USA, JPM", "MARK-party@20-23=JPN?", "SECRET//REL TO USA, JPN"},
                    Case{"SECRET//REL TO", "US-H.8@8-14", ""},
                    Case{"SECRET//FGI JPN GBR", "US-H.7@12-19=GBR JPN!", "SECRET//FGI GBR JPN"},
                    Case{"SECRET//FGI GBR, JPN", "US-H.7@12-20=GBR JPN!", "SECRET//FGI GBR JPN"}));

struct PlainCase {
  const char* policy;
  Case is;
};

void PrintTo(const PlainCase& each, std::ostream* out) { *out << each.policy << ' ' << each.is.text; }

class PlainCheck : public testing::TestWithParam<PlainCase> {};

TEST_P(PlainCheck, says_where_the_reading_stops_and_what_may_be_meant) {
  const auto book = test::book();
  const auto& [policy, is] = GetParam();
  const auto check = check_marking(is.text, *book.find(PolicyId(policy)), book);
  EXPECT_EQ(told(check), is.findings);
  EXPECT_EQ(check.corrected ? check.corrected->text : "", is.corrected);
}

INSTANTIATE_TEST_SUITE_P(
    Plain, PlainCheck,
    testing::Values(
        PlainCase{"NATO", {"NATO SECRET ATOMAL", "", ""}}, PlainCase{"NATO", {"NATO/KFOR SECRET", "", ""}},
        PlainCase{"NATO", {"NATO SERCET", "MARK-level@0-11=NATO SECRET!", "NATO SECRET"}},
        PlainCase{"NATO", {"NATO SERCET ATOMAL", "MARK-level@0-11=NATO SECRET!", "NATO SECRET ATOMAL"}},
        PlainCase{"NATO", {"nato secret", "MARK-level@0-11=NATO SECRET!", "NATO SECRET"}},
        PlainCase{"NATO",
                  {"nato secret atomal", "MARK-level@0-11=NATO SECRET!; MARK-unknown@12-18=ATOMAL!", "NATO SECRET ATOMAL"}},
        PlainCase{"NATO", {"NATO SECRET ATOMLA", "MARK-unknown@12-18=ATOMAL!", "NATO SECRET ATOMAL"}},
        PlainCase{"NATO", {"NATO SECRET Releasable to JPM", "MARK-party@26-29=JPN?", "NATO SECRET Releasable to JPN"}},
        PlainCase{"NATO", {"NATO SECRET//", "MARK-separator@11-13=!", "NATO SECRET"}},
        PlainCase{"NATO", {"NATO SECRET///ATOMAL", "MARK-separator@11-14=//!", "NATO SECRET//ATOMAL"}},
        PlainCase{"NATO", {"NATO/KFRO SECRET", "MARK-level@0-16=NATO/KFOR SECRET!", "NATO/KFOR SECRET"}},
        PlainCase{"NATO", {"NATO TOP SECRET", "MARK-level@0-15=COSMIC TOP SECRET?", "COSMIC TOP SECRET"}},
        PlainCase{"GBR", {"SECRET UK/UA EYES ONLY", "MARK-unknown@7-22=UK/US EYES ONLY?", "SECRET UK/US EYES ONLY"}},
        PlainCase{"GBR", {"OFFICIAX", "MARK-level@0-8=OFFICIAL?", "OFFICIAL"}},
        PlainCase{"NATO", {"NATO SECRET XYZZY", "MARK-unknown@12-17", ""}},
        PlainCase{"NATO", {"ZZZZZZZZZZ", "MARK-level@0-10", ""}},
        PlainCase{"AUS", {"PROTECED//AUSTOE", "MARK-level@0-8=PROTECTED!; MARK-unknown@10-16=AUSTEO!", "PROTECTED//AUSTEO"}},
        PlainCase{"JPN", {"極密", "MARK-level@0-6", ""}}, PlainCase{"JPN", {"機蜜", "MARK-level@0-6=機密?", "機密"}}));

INSTANTIATE_TEST_SUITE_P(Content, UsCheck,
                         testing::Values(Case{"SECRET//NODIS", "ISM-ID-00313@0-6", "SECRET//NOFORN//NODIS"},
                                         Case{"SECRET//NOFORN//EXDIS/NODIS", "ISM-ID-00038@22-27", ""},
                                         Case{"UNCLASSIFIED//SI", "ISM-ID-00016@0-12; ISM-ID-00043@14-16", ""},
                                         Case{"TOP SECRET//SI-G//NOFORN", "ISM-ID-00045@12-16", "TOP SECRET//SI-G//ORCON/NOFORN"},
                                         Case{"SECRET//FOUO", "ISM-ID-00030@8-12", ""},
                                         Case{"SECRET//NOFORN/REL TO USA, GBR", "ISM-ID-00033@14-30=?", "SECRET//NOFORN"},
                                         Case{"//JOINT SECRET GBR USA//NOFORN", "ISM-ID-00377@0-22; US-H.3@24-30", ""},
                                         Case{"TOP SECRET//ANB/SI/TK//NOFORN", "US-H.4@12-15", ""},
                                         Case{"TOP SECRET//SI/ANB//NOFORN", "US-A.6@12-18=ANB/SI?; US-H.4@15-18",
                                              "TOP SECRET//ANB/SI//NOFORN"}));

TEST(UsCheckLaws, what_the_writer_writes_has_no_findings_about_form_and_a_certain_correction_has_none_either) {
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  for (const auto* text : {"TOP SECRET//NOFORN/ORCON//SI-G ABCD", "secret/noforn", "//JOINT S USA GBR//REL TO USA GBR",
                           "(SECRET//FGI JPN GBR//NOFORN)"}) {
    const auto check = check_marking(text, usa, book);
    ASSERT_TRUE(check.corrected) << text;
    EXPECT_TRUE(check.corrected->certain) << text;
    const auto again = check_marking(check.corrected->text, usa, book);
    EXPECT_EQ(told(again), "") << check.corrected->text;
    ASSERT_TRUE(check.label) << text;
    EXPECT_EQ(check.label, again.label) << text;
  }
}

TEST(UsCheckLaws, a_banner_lends_its_list) {
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  const auto banner = parse_marking("SECRET//REL TO USA, GBR", usa, book);
  const auto check = check_marking("(S//REL)", usa, book, {MarkForm::portion, &*banner});
  EXPECT_EQ(told(check), "");
  ASSERT_TRUE(check.label);
  EXPECT_EQ(check.label->releasable, banner->releasable);
}

// Each code that nobody has is an error; for the first of them a near one is looked for among all parties.
TEST(UsCheckAlone, many_unknown_codes_cost_little) {
  constexpr std::size_t kCodes = 400;
  constexpr std::size_t kLookedUp = 32;
  std::string text = "SECRET//REL TO USA";
  for (std::size_t i = 0; i < kCodes; ++i) text += ", GBX";
  const auto book = test::book();
  const auto check = check_marking(text, *book.find(PolicyId("USA")), book);
  std::size_t unknown = 0;
  std::size_t offered = 0;
  for (const auto& finding : check.findings) {
    if (finding.rule != "MARK-party") continue;
    ++unknown;
    offered += finding.correction ? 1 : 0;
  }
  EXPECT_EQ(unknown, kCodes);
  EXPECT_EQ(offered, kLookedUp);
}

}  // namespace
}  // namespace entente::label
