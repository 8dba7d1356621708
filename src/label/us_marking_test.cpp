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

// Goal: every form of the published register reads, in banner and portion form, as the same label.
TEST(UsMarking, levels_read_in_either_form_with_or_without_parentheses) {
  for (const auto& [text, label] : std::vector<Good>{
           {"TOP SECRET", "USA TOP SECRET"},
           {"SECRET", "USA SECRET"},
           {"CONFIDENTIAL", "USA CONFIDENTIAL"},
           {"UNCLASSIFIED", "USA UNCLASSIFIED"},
           {"TS", "USA TOP SECRET"},
           {"(S)", "USA SECRET"},
           {"(C)", "USA CONFIDENTIAL"},
           {"(U)", "USA UNCLASSIFIED"},
           {"  ( S )  ", "USA SECRET"},
           {"\tTOP  SECRET\r\n", "USA TOP SECRET"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, dissemination_controls_read_in_long_and_short_form) {
  for (const auto& [text, label] : std::vector<Good>{
           {"SECRET//NOFORN", "USA SECRET NF"},
           {"(S//NF)", "USA SECRET NF"},
           {"SECRET//NOT RELEASABLE TO FOREIGN NATIONALS", "USA SECRET NF"},
           {"SECRET//REL TO USA, JPN", "USA SECRET rel JPN USA"},
           {"SECRET//REL TO JPN,USA", "USA SECRET rel JPN USA"},
           {"SECRET//AUTHORIZED FOR RELEASE TO USA, GBR", "USA SECRET rel GBR USA"},
           {"S//REL TO USA, FVEY", "USA SECRET rel USA FVEY"},
           {"S//REL TO USA, GBR, JPN, ISAF, NATO", "USA SECRET rel GBR JPN USA ISAF NATO"},
           {"S//REL TO USA, USA, JPN, JPN", "USA SECRET rel JPN USA"},
           {"S//REL TO JPN", "USA SECRET rel JPN"},
           {"S//REL TO USA", "USA SECRET rel USA"},
           {"S//REL JPN", "USA SECRET rel JPN"},
           {"S//REL TO USA, AUS/RELIDO", "USA SECRET rel AUS USA RELIDO"},
           {"SECRET//RELIDO", "USA SECRET RELIDO"},
           {"SECRET//NOFORN/REL TO USA, JPN", "USA SECRET rel JPN USA NF"},
           {"S//NF/NF/NF", "USA SECRET NF"},
           {"TOP SECRET//ORCON", "USA TOP SECRET OC"},
           {"(S//OC)", "USA SECRET OC"},
           {"SECRET//ORCON-USGOV", "USA SECRET {~USA:ORCON-USGOV} OC"},
           {"S//OC-USGOV/OC", "USA SECRET {~USA:ORCON-USGOV} OC"},
           {"SECRET//CONTROLLED IMAGERY", "USA SECRET {USA:IMCON}"},
           {"CONFIDENTIAL//PROPIN/NOFORN", "USA CONFIDENTIAL {USA:PROPIN} NF"},
           {"TS//TK//RS", "USA TOP SECRET {USA:RSEN | USA:TK} @imagery"},
           {"UNCLASSIFIED//FOUO", "USA UNCLASSIFIED {USA:FOUO}"},
           {"(U//FOUO)", "USA UNCLASSIFIED {USA:FOUO}"},
           {"UNCLASSIFIED//FOR OFFICIAL USE ONLY", "USA UNCLASSIFIED {USA:FOUO}"},
           {"U//FOUO/REL TO USA, JPN", "USA UNCLASSIFIED {USA:FOUO} rel JPN USA"},
           {"TOP SECRET//FISA", "USA TOP SECRET {USA:FISA}"},
           {"UNCLASSIFIED//DEA SENSITIVE", "USA UNCLASSIFIED {USA:DSEN}"},
           {"SECRET//NOFORN/DEA SENSITIVE", "USA SECRET {USA:DSEN} NF"},
           {"SECRET//DISPLAY ONLY IRQ", "USA SECRET display IRQ"},
           {"C//DISPLAY ONLY AFG, IRQ", "USA CONFIDENTIAL display AFG IRQ"},
           {"S//REL TO USA, IRQ/DISPLAY ONLY AFG", "USA SECRET rel IRQ USA display AFG"},
           {"SECRET//USA/CAN/GBR EYES ONLY", "USA SECRET eyes CAN GBR USA"},
           {"S//NF/USA/CAN EYES ONLY/OC", "USA SECRET NF OC eyes CAN USA"},
           {"S//GBR EYES ONLY", "USA SECRET eyes GBR"},
           {"S // NF / OC", "USA SECRET NF OC"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, other_dissemination_controls_are_categories_and_their_no_foreign_forms_forbid_release) {
  for (const auto& [text, label] : std::vector<Good>{
           {"UNCLASSIFIED//LIMITED DISTRIBUTION", "USA UNCLASSIFIED {USA:LIMDIS}"},
           {"U//DS", "USA UNCLASSIFIED {USA:LIMDIS}"},
           {"SECRET//NOFORN//EXDIS", "USA SECRET {USA:EXDIS} NF"},
           {"S//NF//ND", "USA SECRET {USA:NODIS} NF"},
           {"U//SBU", "USA UNCLASSIFIED {USA:SBU}"},
           {"UNCLASSIFIED//SBU NOFORN", "USA UNCLASSIFIED {USA:SBU NOFORN} NF"},
           {"(U//SBU-NF)", "USA UNCLASSIFIED {USA:SBU NOFORN} NF"},
           {"U//NF//SBU", "USA UNCLASSIFIED {USA:SBU} NF"},
           {"U//LES", "USA UNCLASSIFIED {USA:LES}"},
           {"U//LES-NF/SSI", "USA UNCLASSIFIED {USA:LES NOFORN | USA:SSI} NF"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, control_systems_come_with_their_compartments_and_everything_they_are_part_of) {
  for (const auto& [text, label] : std::vector<Good>{
           {"TOP SECRET//SI", "USA TOP SECRET {USA:SI} @signals-intelligence"},
           {"TOP SECRET//SPECIAL INTELLIGENCE", "USA TOP SECRET {USA:SI} @signals-intelligence"},
           {"TS//SI-G ABCD DEFG/TK",
            "USA TOP SECRET {USA:SI | USA:SI-G | USA:SI-G ABCD | USA:SI-G DEFG | USA:TK} @signals-intelligence"},
           {"TOP SECRET//SI-GAMMA/TALENT KEYHOLE", "USA TOP SECRET {USA:SI | USA:SI-G | USA:TK} @signals-intelligence"},
           {"TS//SI-ABC-EFG-G PXYZ",
            "USA TOP SECRET {USA:SI | USA:SI-ABC | USA:SI-EFG | USA:SI-G | USA:SI-G PXYZ} @signals-intelligence"},
           {"TS//SI-G ABCD-MMM AACD",
            "USA TOP SECRET {USA:SI | USA:SI-G | USA:SI-G ABCD | USA:SI-MMM | USA:SI-MMM AACD} @signals-intelligence"},
           {"TS//SI-ECRU", "USA TOP SECRET {USA:SI | USA:SI-EU} @signals-intelligence"},
           {"S//HCS-O//OC/NF", "USA SECRET {USA:HCS | USA:HCS-O} NF OC @human-intelligence"},
           {"TS//HCS-P JJJ-P DDDD//OC/NF",
            "USA TOP SECRET {USA:HCS | USA:HCS-P | USA:HCS-P DDDD | USA:HCS-P JJJ} NF OC @human-intelligence"},
           {"TOP SECRET//RSV-123-ABC", "USA TOP SECRET {USA:RSV | USA:RSV-123 | USA:RSV-ABC}"},
           {"TS//TK-BLFH ABCD//NF", "USA TOP SECRET {USA:TK | USA:TK-BLFH | USA:TK-BLFH ABCD} NF @imagery"},
           {"TS//TALENT KEYHOLE-BLUEFISH//NF", "USA TOP SECRET {USA:TK | USA:TK-BLFH} NF @imagery"},
           {"TS//TK/SI", "USA TOP SECRET {USA:SI | USA:TK} @signals-intelligence"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, special_access_programs_have_free_names) {
  for (const auto& [text, label] : std::vector<Good>{
           {"TS//SAR-BP", "USA TOP SECRET {USA:SAR-BP}"},
           {"TOP SECRET//SAR-BUTTER POPCORN/SODA", "USA TOP SECRET {USA:SAR-BUTTER POPCORN | USA:SAR-SODA}"},
           {"TOP SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN", "USA TOP SECRET {USA:SAR-BUTTER POPCORN}"},
           {"SECRET//SAR-XXX-YYY 123/ZZZ//NOFORN",
            "USA SECRET {USA:SAR-XXX | USA:SAR-XXX-YYY | USA:SAR-XXX-YYY 123 | USA:SAR-ZZZ} NF"},
           {"S//SAR-BP-J12 J54-K15/CD-YYY 456 689/XR-XRA RB//NF",
            "USA SECRET {USA:SAR-BP | USA:SAR-BP-J12 | USA:SAR-BP-J12 J54 | USA:SAR-BP-K15 | USA:SAR-CD | USA:SAR-CD-YYY | "
            "USA:SAR-CD-YYY 456 | USA:SAR-CD-YYY 689 | USA:SAR-XR | USA:SAR-XR-XRA | USA:SAR-XR-XRA RB} NF"},
           {"S//SAR-BP/SAR-CD", "USA SECRET {USA:SAR-BP | USA:SAR-CD}"},
           {"TS//HCS-P//SAR-BP//NF", "USA TOP SECRET {USA:HCS | USA:HCS-P | USA:SAR-BP} NF @human-intelligence"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, atomic_energy_markings_are_categories) {
  for (const auto& [text, label] : std::vector<Good>{
           {"SECRET//RESTRICTED DATA", "USA SECRET {USA:RD}"},
           {"S//RD-CNWDI//NF", "USA SECRET {USA:RD | USA:RD-CNWDI} NF"},
           {"SECRET//RD-SIGMA 18 20", "USA SECRET {USA:RD | USA:RD-SIGMA | USA:RD-SIGMA 18 | USA:RD-SIGMA 20}"},
           {"S//RD-SG 20", "USA SECRET {USA:RD | USA:RD-SIGMA | USA:RD-SIGMA 20}"},
           {"S//FRD-SG 14 18", "USA SECRET {USA:FRD | USA:FRD-SIGMA | USA:FRD-SIGMA 14 | USA:FRD-SIGMA 18}"},
           {"SECRET//RD-CNWDI-SIGMA 14", "USA SECRET {USA:RD | USA:RD-CNWDI | USA:RD-SIGMA | USA:RD-SIGMA 14}"},
           {"SECRET//RD/FRD", "USA SECRET {USA:FRD | USA:RD}"},
           {"UNCLASSIFIED//DOD UCNI", "USA UNCLASSIFIED {USA:DOD UCNI}"},
           {"U//DCNI", "USA UNCLASSIFIED {USA:DOD UCNI}"},
           {"U//UCNI", "USA UNCLASSIFIED {USA:DOE UCNI}"},
           {"S//TFNI", "USA SECRET {USA:TFNI}"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, foreign_sources_are_named_or_concealed) {
  for (const auto& [text, label] : std::vector<Good>{
           {"SECRET//FGI KOR//REL TO USA, JPN, KOR", "USA SECRET from KOR rel JPN KOR USA"},
           {"S//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO", "USA SECRET from GBR JPN NATO rel GBR JPN USA NATO"},
           {"TOP SECRET//FOREIGN GOVERNMENT INFORMATION GBR", "USA TOP SECRET from GBR"},
           {"S//FGI DEU", "USA SECRET from DEU:?"},
           {"TOP SECRET//FGI", "USA TOP SECRET from ?"},
           {"TS//FOREIGN GOVERNMENT INFORMATION", "USA TOP SECRET from ?"},
           {"S//NF//FGI GBR", "USA SECRET from GBR NF"},
           {"SECRET//RD/ATOMAL//FGI NATO//NOFORN", "USA SECRET {NATO:ATOMAL | USA:RD} from NATO NF"},
           {"TOP SECRET//BOHEMIA//FGI AUS CAN NATO//NOFORN", "USA TOP SECRET {NATO:BOHEMIA} from AUS CAN NATO NF"},
           {"SECRET//ATOMAL//FGI//NF", "USA SECRET {NATO:ATOMAL} from ? NF"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, foreign_marks_name_their_owner_and_its_own_level) {
  for (const auto& [text, label] : std::vector<Good>{
           {"//GBR S", "GBR SECRET"},
           {"//GBR SECRET", "GBR SECRET"},
           {"(//GBR TS//REL TO USA, GBR, JPN)", "GBR TOP SECRET rel GBR JPN USA"},
           {"//GBR U", "GBR OFFICIAL"},
           {"//JPN S", "JPN 極秘 @military"},
           {"//JPN 極秘", "JPN 極秘 @military"},
           {"//JPN 特定秘密", "JPN 特定秘密 @military"},
           {"//KOR S//REL TO USA, JPN", "KOR 군사II급비밀 rel JPN USA"},
           {"//AUS R", "AUS OFFICIAL: Sensitive"},
           {"//AUS S//AUSTEO", "AUS SECRET eyes AUS"},
           {"//GBR S//NF", "GBR SECRET NF"},
           {"//GBR S//OC/REL TO USA, GBR", "GBR SECRET rel GBR USA OC"},
           {"//GBR TS//SI//REL TO USA, GBR", "GBR TOP SECRET {USA:SI} rel GBR USA @signals-intelligence"},
           {"//GBR S//SENSITIVE", "GBR SECRET {GBR:SENSITIVE}"},
           {"//GBR S//UK EYES ONLY", "GBR SECRET eyes GBR"},
           {"//GBR S//FGI JPN", "GBR SECRET from JPN"},
           {"//NATO S", "NATO NATO SECRET"},
           {"//NATO TOP SECRET", "NATO COSMIC TOP SECRET"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, marks_of_an_organisation_need_no_code) {
  for (const auto& [text, label] : std::vector<Good>{
           {"//NATO SECRET", "NATO NATO SECRET"},
           {"(//NS)", "NATO NATO SECRET"},
           {"//COSMIC TOP SECRET", "NATO COSMIC TOP SECRET"},
           {"//CTS", "NATO COSMIC TOP SECRET"},
           {"//NC", "NATO NATO CONFIDENTIAL"},
           {"//NR", "NATO NATO RESTRICTED"},
           {"//NU", "NATO NATO UNCLASSIFIED"},
           {"//NS//REL TO USA, NATO, JPN", "NATO NATO SECRET rel JPN USA NATO"},
           {"//COSMIC TOP SECRET//BOHEMIA", "NATO COSMIC TOP SECRET {NATO:BOHEMIA}"},
           {"//CTS//BOHEMIA//REL TO USA, NATO", "NATO COSMIC TOP SECRET {NATO:BOHEMIA} rel USA NATO"},
           {"//NATO SECRET//ATOMAL//ORCON", "NATO NATO SECRET {NATO:ATOMAL} OC"},
           {"//NS//ATOMAL//OC", "NATO NATO SECRET {NATO:ATOMAL} OC"},
           {"//NS//ATOMAL/BALK", "NATO NATO SECRET {NATO:ATOMAL | NATO:BALK}"},
           {"//NATO SECRET ATOMAL", "NATO NATO SECRET {NATO:ATOMAL}"},
           {"//COSMIC TOP SECRET ATOMAL", "NATO COSMIC TOP SECRET {NATO:ATOMAL}"},
           {"//COSMIC TOP SECRET BOHEMIA", "NATO COSMIC TOP SECRET {NATO:BOHEMIA}"},
           {"//SECRET ATOMAL", "NATO NATO SECRET {NATO:ATOMAL}"},
           {"//CONFIDENTIAL ATOMAL", "NATO NATO CONFIDENTIAL {NATO:ATOMAL}"},
           {"//NSAT", "NATO NATO SECRET {NATO:ATOMAL}"},
           {"//CTSA", "NATO COSMIC TOP SECRET {NATO:ATOMAL}"},
           {"//NCA", "NATO NATO CONFIDENTIAL {NATO:ATOMAL}"},
           {"//CTS-B", "NATO COSMIC TOP SECRET {NATO:BOHEMIA}"},
           {"//CTS-BALK", "NATO COSMIC TOP SECRET {NATO:BALK}"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

TEST(UsMarking, joint_and_commingled_owners_keep_their_own_levels) {
  for (const auto& [text, label] : std::vector<Good>{
           {"//JOINT S GBR USA", "USA SECRET by GBR/SECRET USA/SECRET"},
           {"//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", "USA SECRET by CAN/SECRET GBR/SECRET USA/SECRET rel CAN GBR USA"},
           {"//JOINT TOP SECRET JPN USA", "USA TOP SECRET by JPN/機密 USA/TOP SECRET"},
           {"//JOINT S USA GBR USA", "USA SECRET by GBR/SECRET USA/SECRET"},
           {"//JOINT C GBR USA", "USA CONFIDENTIAL by GBR USA/CONFIDENTIAL"},
           {"//JOINT S DEU USA", "USA SECRET by DEU:? USA/SECRET"},
           {"//NZL S//NF", "USA SECRET by NZL:? NF"},
           {"//NZL R//NF", "USA CONFIDENTIAL by NZL:?/RESTRICTED NF"},
           {"//JOINT S GBR USA//FGI NZL//REL TO USA, FVEY", "USA SECRET by GBR/SECRET USA/SECRET from NZL:? rel USA FVEY"},
           {"//JOINT S GBR USA//NF", "USA SECRET by GBR/SECRET USA/SECRET NF"},
           {"//CAN GBR S", "USA SECRET by CAN/SECRET GBR/SECRET"},
           {"//CAN DEU S//REL TO USA, CAN, DEU", "USA SECRET by CAN/SECRET DEU:? rel CAN DEU USA"},
           {"//AUS NATO R", "USA CONFIDENTIAL by AUS/OFFICIAL: Sensitive NATO/NATO RESTRICTED"},
           {"//FGI S", "USA SECRET by ?"},
           {"//FGI TS", "USA TOP SECRET by ?"},
           {"//FGI R", "USA CONFIDENTIAL by ?/RESTRICTED"},
           {"//FGI RESTRICTED//NF", "USA CONFIDENTIAL by ?/RESTRICTED NF"},
           {"//FGI S//REL TO USA, GBR", "USA SECRET by ? rel GBR USA"},
       }) {
    EXPECT_EQ(describe(parse(text)), label) << text;
  }
}

struct Bad {
  std::string text;
  Fault fault;
  std::string named;  // in the message
};

void expect_refused(const std::vector<Bad>& cases) {
  for (const auto& [text, fault, named] : cases) {
    const auto label = parse(text);
    ASSERT_FALSE(label) << text << " read as " << describe(*label);
    EXPECT_EQ(label.error().code, Code(fault)) << text << ": " << label.error().message;
    EXPECT_THAT(label.error().message, HasSubstr(named)) << text;
  }
}

// Else NOFORN would be part of a program's name, and the label releasable.
TEST(UsMarking, a_marking_is_no_name_of_a_program_or_compartment) {
  expect_refused({
      {"SECRET//SAR-BP NOFORN", Fault::malformed, "`NOFORN` is a marking"},
      {"SECRET//SAR-BP/NOFORN", Fault::malformed, "`NOFORN` is a marking"},
      {"(S//SAR-BP/NF)", Fault::malformed, "`NF` is a marking"},
      {"(S//SAR-BP-J12 NF)", Fault::malformed, "`NF` is a marking"},
      {"SECRET//SAR-NOFORN", Fault::malformed, "`NOFORN` is a marking"},
      {"SECRET//SAR-BP LAW ENFORCEMENT SENSITIVE", Fault::malformed, "`LAW` is a marking"},
      {"SECRET//SAR-BP SECRET", Fault::malformed, "`SECRET` is a marking"},
      {"TOP SECRET//SAR-BP/SI", Fault::malformed, "`SI` is a marking"},
      {"TOP SECRET//SI-TK//NOFORN", Fault::malformed, "`TK` is a marking"},
      {"TOP SECRET//SI-ORCON", Fault::malformed, "`ORCON` is a marking"},
      {"TOP SECRET//SI-GAMMA-TK", Fault::malformed, "`TK` is a marking"},
      {"TOP SECRET//HCS-P SI-G/TK//ORCON/NOFORN", Fault::malformed, "`SI` is a marking"},
      {"TOP SECRET//SI/SECRET", Fault::malformed, "`SECRET` is a marking"},
      {"SECRET//RD-NOFORN", Fault::malformed, "`NOFORN` is a marking"},
      {"TOP SECRET//SAR-BP/BOHEMIA//FGI NATO", Fault::malformed, "`BOHEMIA` is a marking"},
  });
  EXPECT_EQ(describe(parse("TOP SECRET//SAR-BP/BOHEMIA//FGI GBR")), "USA TOP SECRET {USA:SAR-BOHEMIA | USA:SAR-BP} from GBR");
}

TEST(UsMarking, levels_and_structure_that_are_wrong_are_refused_by_name) {
  expect_refused({
      {"", Fault::malformed, "empty"},
      {"   ", Fault::malformed, "empty"},
      {"()", Fault::malformed, "empty"},
      {"//", Fault::unknown_party, ""},
      {"(S", Fault::malformed, "parenthesis"},
      {"S)", Fault::malformed, "parenthesis"},
      {"((S))", Fault::unknown_level, "(S)"},
      {"SERCET", Fault::unknown_level, "did you mean `SECRET`"},
      {"(SERCET)", Fault::unknown_level, "`SERCET`"},
      {"secret", Fault::unknown_level, "did you mean `SECRET`"},
      {"s//nf", Fault::unknown_level, "`s`"},
      {"RESTRICTED", Fault::unknown_level, "`RESTRICTED`"},
      {"R", Fault::unknown_level, "`R`"},
      {"NOFORN", Fault::unknown_level, "`NOFORN`"},
      {"NOFORN//SECRET", Fault::unknown_level, "`NOFORN`"},
      {"SECRET//SECRET", Fault::malformed, "second level"},
      {"SECRET//NOFORN//SECRET", Fault::malformed, "second level"},
      {"SECRET NOFORN", Fault::unknown_level, "`SECRET NOFORN`"},
      {"SECRET/NOFORN", Fault::unknown_level, "`SECRET/NOFORN`"},
      {"S-NF", Fault::unknown_level, "`S-NF`"},
      {"SECRET//", Fault::malformed, "nothing stands"},
      {"SECRET////NOFORN", Fault::malformed, "nothing stands"},
      {"SECRET//NOFORN//", Fault::malformed, "nothing stands"},
      {"SECRET///NOFORN", Fault::malformed, "nothing stands"},
      {"SECRET//NOFORN/", Fault::malformed, "nothing stands"},
      {"SECRET//NOFORN//RELIDO", Fault::malformed, "second segment"},
      {"SECRET//SI//TK", Fault::malformed, "second segment"},
      {"SECRET//FGI GBR//FGI JPN", Fault::malformed, "second segment"},
      {"SECRET//REL TO USA, IRQ//DISPLAY ONLY AFG", Fault::malformed, "second segment"},
      {"SECRET//SI/NOFORN", Fault::malformed, "`NOFORN` belongs"},
      {"SECRET//NOFORN/SI", Fault::malformed, "`SI` belongs"},
      {"SECRET//NOFORN/SBU", Fault::malformed, "`SBU` belongs"},
      {"SECRET\n//NOFORN", Fault::malformed, "control character"},
      {std::string("SECRET\0", 7), Fault::malformed, "control character"},
      {"SECRET\x7f", Fault::malformed, "control character"},
  });
}

TEST(UsMarking, unpublished_systems_read_among_published_ones_and_restrict) {
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  const auto label = parse_marking("(TS//SI/XNB-ABC DEF/ANB//NF)", usa, book);
  ASSERT_TRUE(label) << label.error().message;
  EXPECT_EQ(describe(*label),
            "USA TOP SECRET {USA:ANB | USA:SI | USA:XNB | USA:XNB-ABC | USA:XNB-ABC DEF} NF @signals-intelligence");
  const auto written = render_marking(*label, usa, book, MarkForm::portion);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(*written, "(TS//ANB/SI/XNB-ABC DEF//NF)");
}

TEST(UsMarking, unknown_tokens_and_parties_are_refused_by_name) {
  expect_refused({
      {"SECRET//NOFRON", Fault::unknown_token, "`NOFRON`"},
      {"SECRET//NOFORN/MAGIC", Fault::unknown_token, "`MAGIC`"},
      {"SECRET//noforn", Fault::unknown_token, "`noforn`"},
      {"SECRET//ORCON-FOO", Fault::unknown_token, "`ORCON-FOO`"},
      {"SECRET//ATOMAL", Fault::unknown_token, "`ATOMAL`"},
      {"//GBR S//ATOMAL", Fault::unknown_token, "`ATOMAL`"},
      {"TS//ANB", Fault::unknown_token, "`ANB`"},
      {"TS//SI/xnb", Fault::unknown_token, "`xnb`"},
      {"TS//SI/UNPUBLISHED", Fault::unknown_token, "`UNPUBLISHED`"},
      {"TS//SI//NF/ANB", Fault::unknown_token, "`ANB`"},
      {"TS//SI ABCD", Fault::unknown_token, "`SI ABCD`"},
      {"TS//SI-EU ABCD", Fault::unknown_token, "`SI-EU ABCD`"},
      {"S//RD-FOO", Fault::unknown_token, "`RD-FOO`"},
      {"S//RD-CNWDI 14", Fault::unknown_token, "`RD-CNWDI 14`"},
      {"TS//SI-", Fault::malformed, "not a compartment"},
      {"TS//SI-g", Fault::malformed, "`g`"},
      {"TS//SI-G  abcd", Fault::malformed, "`abcd`"},
      {"TS//SI--G", Fault::malformed, "not a compartment"},
      {"TS//SI-ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG", Fault::malformed, "not a compartment"},
      {"TS//SAR", Fault::malformed, "names no program"},
      {"TS//SAR-", Fault::malformed, "not a program name"},
      {"TS//SAR-bp", Fault::malformed, "`bp`"},
      {"TS//SAR-BP/", Fault::malformed, "nothing stands"},
      {"SECRET//REL TO USA, XYZW", Fault::unknown_party, "`XYZW`"},
      {"SECRET//REL TO USA JPN", Fault::unknown_party, "`USA JPN`"},
      {"SECRET//REL TO USA, GBR and JPN", Fault::unknown_party, "`GBR and JPN`"},
      {"SECRET//REL TO usa, jpn", Fault::unknown_party, "`usa`"},
      {"SECRET//REL TO", Fault::malformed, "`REL TO` names nobody"},
      {"SECRET//REL TO ", Fault::malformed, "`REL TO` names nobody"},
      {"SECRET//AUTHORIZED FOR RELEASE TO", Fault::malformed, "names nobody"},
      {"SECRET//REL", Fault::malformed, "`REL` names nobody"},
      {"SECRET//EYES", Fault::malformed, "`EYES` names nobody"},
      {"SECRET//EYES ONLY", Fault::malformed, "names nobody"},
      {"SECRET//EYES ONLY USA, GBR", Fault::malformed, "the codes stand before `EYES ONLY`"},
      {"SECRET//DISPLAY ONLY", Fault::malformed, "`DISPLAY ONLY` names nobody"},
      {"SECRET//REL TO USA,", Fault::malformed, "empty place"},
      {"SECRET//REL TO ,USA", Fault::malformed, "empty place"},
      {"SECRET//REL TO USA,,JPN", Fault::malformed, "empty place"},
      {"SECRET//REL TO USA, JPN/REL TO USA, GBR", Fault::contradiction, "two lists"},
      {"SECRET//REL TO USA, JPN/REL TO USA, JPN", Fault::contradiction, "two lists"},
      {"SECRET//DISPLAY ONLY IRQ/DISPLAY ONLY AFG", Fault::contradiction, "two lists"},
      {"S//USA/CAN EYES ONLY/USA/GBR EYES ONLY", Fault::contradiction, "eyes"},
      {"S//USA/CAN", Fault::unknown_token, "`USA`"},
      {"S//USA/CAN ONLY", Fault::unknown_token, "`CAN ONLY`"},
      {"S//USA/XYZ EYES ONLY", Fault::unknown_token, "`XYZ EYES ONLY`"},
      {"S//FGI XYZ", Fault::unknown_party, "`XYZ`"},
      {"S//FGI GBR, JPN", Fault::unknown_party, "`GBR,`"},
      {"S//FGI USA", Fault::malformed, "`USA` is not foreign"},
      {"S//JOINT", Fault::malformed, "`JOINT`"},
  });
}

TEST(UsMarking, foreign_and_joint_marks_without_owner_level_or_policy_are_refused) {
  expect_refused({
      {"//SECRET", Fault::unknown_party, "`SECRET`"},
      {"//S", Fault::unknown_party, "`S`"},
      {"//極秘", Fault::unknown_party, "`極秘`"},
      {"//GBR", Fault::unknown_party, "`GBR`"},
      {"//GBR C", Fault::unknown_level, "`C`"},
      {"//GBR SERCET", Fault::unknown_level, "`SERCET`"},
      {"//NZL PROTECTED", Fault::unknown_level, "`NZL`"},
      {"//FVEY S", Fault::unknown_policy, "`FVEY`"},
      {"//XYZ S", Fault::unknown_party, "`XYZ`"},
      {"//USA S", Fault::malformed, "`USA` is not foreign"},
      {"//CAN USA S", Fault::malformed, "`USA` is not foreign"},
      {"//NIS", Fault::unknown_party, "`NIS`"},
      {"//NATO SECRET FOO", Fault::unknown_token, "`FOO`"},
      {"//NS//REL TO USA, XXX", Fault::unknown_party, "`XXX`"},
      {"//FGI", Fault::unknown_level, "``"},
      {"//FGI X", Fault::unknown_level, "`X`"},
      {"//FGI GBR S", Fault::unknown_level, "`GBR S`"},
      {"//JOINT", Fault::unknown_level, ""},
      {"//JOINT S", Fault::malformed, "does not name its owners"},
      {"//JOINT S USA", Fault::malformed, "does not name its owners"},
      {"//JOINT S CAN GBR", Fault::malformed, "does not name `USA`"},
      {"//JOINT S GBR XYZ USA", Fault::unknown_party, "`XYZ`"},
      {"//JOINT R GBR USA", Fault::unknown_level, "`R GBR USA`"},
      {"//JOINT GBR USA S", Fault::unknown_level, ""},
      {"///GBR S", Fault::unknown_party, ""},
  });
}

// Goal: the short forms mean what the banner says, and nothing without it.
TEST(UsMarking, the_banner_completes_short_portion_forms) {
  const auto rel = parse("SECRET//REL TO USA, EGY, ISR").value();
  EXPECT_EQ(describe(parse("(S//REL)", &rel)), "USA SECRET rel EGY ISR USA");
  EXPECT_EQ(describe(parse("(C//REL/RELIDO)", &rel)), "USA CONFIDENTIAL rel EGY ISR USA RELIDO");
  const auto joint = parse("//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR").value();
  EXPECT_EQ(describe(parse("(//JOINT S//REL)", &joint)), "USA SECRET by CAN/SECRET GBR/SECRET USA/SECRET rel CAN GBR USA");
  EXPECT_EQ(describe(parse("(//JOINT TS//REL)", &joint)),
            "USA TOP SECRET by CAN/TOP SECRET GBR/TOP SECRET USA/TOP SECRET rel CAN GBR USA");
  const auto eyes = parse("TOP SECRET//USA/CAN/GBR EYES ONLY").value();
  EXPECT_EQ(describe(parse("(TS//EYES)", &eyes)), "USA TOP SECRET eyes CAN GBR USA");
  EXPECT_FALSE(parse("(S//REL)", &eyes));
  EXPECT_FALSE(parse("(TS//EYES)", &rel));
  EXPECT_FALSE(parse("(//JOINT S)", &rel));
  const auto no_foreign = parse("SECRET//NOFORN").value();
  EXPECT_FALSE(parse("(S//REL)", &no_foreign));
}

}  // namespace
}  // namespace entente::label
