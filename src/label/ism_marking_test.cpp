#include "label/ism_marking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "label/as_marked.h"
#include "label/marking.h"
#include "label/test_ism_case.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

using test::ism_element;
using testing::HasSubstr;

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}
const Policy& usa() { return *book().find(PolicyId("USA")); }

std::string marks(std::string_view element) {
  const auto marks = marks_of_ism(ism_element(element), usa(), book());
  return marks ? marks->banner + " | " + marks->portion : "error: " + marks.error().message;
}

struct Pair {
  std::string element;
  std::string marks;
};

// --- Goal: every segment of a marking from its attribute, in the published order, long and short.
TEST(IsmMarking, attributes_give_banner_and_portion) {
  for (const auto& [element, text] : std::vector<Pair>{
           {"c=U", "UNCLASSIFIED | U"},
           {"c=S d=REL r=USA,JPN", "SECRET//REL TO USA, JPN | S//REL TO USA, JPN"},
           {"c=S d=REL r=JPN,USA", "SECRET//REL TO USA, JPN | S//REL TO USA, JPN"},
           {"c=S d=REL r=USA,NATO,JPN,AUS,FVEY",
            "SECRET//REL TO USA, AUS, JPN, FVEY, NATO | S//REL TO USA, AUS, JPN, FVEY, NATO"},
           {"c=S d=NF,OC", "SECRET//ORCON/NOFORN | S//OC/NF"},
           {"c=S d=OC,OC-USGOV,NF", "SECRET//ORCON-USGOV/NOFORN | S//OC-USGOV/NF"},
           {"c=TS s=SI,SI-G,SI-G-ABCD,TK d=OC,NF", "TOP SECRET//SI-G ABCD/TK//ORCON/NOFORN | TS//SI-G ABCD/TK//OC/NF"},
           {"c=TS s=HCS,HCS-O,HCS-P,HCS-P-JJJ d=OC,NF", "TOP SECRET//HCS-O-P JJJ//ORCON/NOFORN | TS//HCS-O-P JJJ//OC/NF"},
           {"c=TS SARIdentifier=SAR-DOD:TS:BP-123,SAR-DNI:CA-XYZ-YYY d=NF",
            "TOP SECRET//SAR-BP-123/CA-XYZ YYY//NOFORN | TS//SAR-BP-123/CA-XYZ YYY//NF"},
           {"c=TS SARIdentifier=SAR-DOD:BUTTER_POPCORN d=NF",
            "TOP SECRET//SAR-BUTTER POPCORN//NOFORN | TS//SAR-BUTTER POPCORN//NF"},
           {"c=TS SARIdentifier=SAR-DOD:PR,SAR-DOD:BP d=NF", "TOP SECRET//SAR-BP/PR//NOFORN | TS//SAR-BP/PR//NF"},
           {"c=S a=FRD,FRD-SG-14,FRD-SG-18 d=REL r=USA,ACGU",
            "SECRET//FRD-SIGMA 14 18//REL TO USA, ACGU | S//FRD-SG 14 18//REL TO USA, ACGU"},
           {"c=TS a=RD,RD-CNWDI d=NF", "TOP SECRET//RD-CNWDI//NOFORN | TS//RD-CNWDI//NF"},
           {"c=S f=DEU,GBR d=REL r=USA,DEU,GBR",
            "SECRET//FGI DEU GBR//REL TO USA, DEU, GBR | S//FGI DEU GBR//REL TO USA, DEU, GBR"},
           {"c=S p=FGI d=NF", "SECRET//FGI//NOFORN | S//FGI//NF"},
           {"c=S p=DEU d=NF", "SECRET//FGI//NOFORN | S//FGI//NF"},
           {"c=S d=DISPLAYONLY w=AFG,IRQ", "SECRET//DISPLAY ONLY AFG, IRQ | S//DISPLAY ONLY AFG, IRQ"},
           {"c=S d=REL,RELIDO r=USA,DEU", "SECRET//REL TO USA, DEU/RELIDO | S//REL TO USA, DEU/RELIDO"},
           {"c=S d=EYES r=USA,CAN,GBR", "SECRET//USA/CAN/GBR EYES ONLY | S//USA/CAN/GBR EYES ONLY"},
           {"c=U d=FOUO,NF", "UNCLASSIFIED//FOUO/NOFORN | U//FOUO/NF"},
           {"c=U cuiBasic=PRVCY,PROPIN cuiSpecified=CTI d=NF,NOCON",
            "CUI//SP-CTI/PROPIN/PRVCY//NOCON/NOFORN | CUI//SP-CTI/PROPIN/PRVCY//NF/NOCON"},
           {"c=- o=- cuiBasic=PRVCY compliesWith=USA-CUI-ONLY", "CUI//PRVCY | CUI//PRVCY"},
           {"c=U cuiBasic=PRVCY d=OC", "UNCLASSIFIED//CUI//PRVCY//ORCON | U//CUI//PRVCY//OC"},
           {"c=S cuiSpecified=CTI d=PR,NF", "SECRET//CUI//SP-CTI//NOFORN/PROPIN | S//CUI//SP-CTI//NF/PR"},
           {"c=S d=NF n=DS,ACCM-BLUE_LAMP,ACCM-RED", "SECRET//NOFORN//LIMDIS/ACCM-BLUE LAMP/RED | S//NF//DS/ACCM-BLUE LAMP/RED"},
           {"c=S o=NATO:KFOR", "//NATO KFOR SECRET | //NKFORS"},
           {"c=U d=NF n=LES-NF", "UNCLASSIFIED//NOFORN//LES NOFORN | U//NF//LES-NF"},
           {"c=U n=SBU-NF", "UNCLASSIFIED//SBU NOFORN | U//SBU-NF"},
           {"c=S n=XD,LES d=NF", "SECRET//NOFORN//EXDIS/LES | S//NF//XD/LES"},
       }) {
    EXPECT_EQ(marks(element), text) << element;
  }
}

TEST(IsmMarking, what_others_own_begins_with_two_slashes) {
  for (const auto& [element, text] : std::vector<Pair>{
           {"o=GBR c=S", "//GBR SECRET | //GBR S"},
           {"o=GBR c=S f=GBR", "//GBR SECRET | //GBR S"},
           {"o=GBR,CAN c=S d=REL r=USA,CAN,GBR", "//CAN GBR SECRET//REL TO USA, CAN, GBR | //CAN GBR S//REL TO USA, CAN, GBR"},
           {"o=FGI p=FGI c=S d=NF", "//FGI SECRET//NOFORN | //FGI S//NF"},
           {"o=USA,CAN,GBR joint=true c=S d=REL r=USA,CAN,GBR",
            "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR | //JOINT S CAN GBR USA//REL TO USA, CAN, GBR"},
           {"o=NATO c=TS m=NATO-BOHEMIA", "//COSMIC TOP SECRET//BOHEMIA | //CTS//BOHEMIA"},
           {"o=NATO c=S m=NATO-ATOMAL d=OC", "//NATO SECRET//ATOMAL//ORCON | //NS//ATOMAL//OC"},
           {"o=NATO c=R", "//NATO RESTRICTED | //NR"},
           {"c=S a=RD f=NATO m=NATO-ATOMAL highWaterNATO=NATO-S d=NF",
            "SECRET//RD/ATOMAL//FGI NATO//NOFORN | S//RD/ATOMAL//FGI NATO//NF"},
       }) {
    EXPECT_EQ(marks(element), text) << element;
  }
}

// --- Goal: what no marking can say is an error that names it, never a marking that says less.
TEST(IsmMarking, what_cannot_be_marked_is_refused_by_name) {
  for (const auto& [element, message] : std::vector<Pair>{
           {"c=- o=USA", "`classification` is missing"},
           {"c=S o=-", "`ownerProducer` is missing"},
           {"c=SECRET", "`SECRET` is not a value of `classification`"},
           {"c=R", "`R` is not a value of `classification`"},
           {"c=S o=XYZ", "`XYZ` is not a known party"},
           {"c=S o=USA,GBR", "only with `joint`"},
           {"c=S o=GBR joint=true", "`JOINT`"},
           {"c=S d=NOFRON", "`NOFRON` is not a value of `disseminationControls`"},
           {"c=S d=LES", "`LES` is not a value of `disseminationControls`"},
           {"c=S n=NF", "`NF` is not a value of `nonICmarkings`"},
           {"c=S s=NF", "`NF` is not a value of `SCIcontrols`"},
           {"c=S s=SI-", "empty part"},
           {"c=S s=SI/NF", "`SI/NF` is not a name"},
           {"c=S d=NF/OC", "`NF/OC` is not a name"},
           {"c=S d=REL", "state `releasableTo`"},
           {"c=S r=USA,JPN", "without `REL`"},
           {"c=S d=REL r=USA,XYZW", "`XYZW`"},
           {"c=S d=REL r=JPN,GBR", "does not name `USA`"},
           {"c=S d=DISPLAYONLY", "state `displayOnlyTo`"},
           {"c=S f=XYZ", "`XYZ` in `FGIsourceOpen`"},
           {"c=S f=USA", "not foreign"},
           {"c=S m=NATO-ATOMAL", "ATOMAL"},
           {"c=S f=NATO m=NATO-SECRET", "`NATO-SECRET` is not a value of `nonUSControls`"},
           {"c=S f=NATO highWaterNATO=NATO-X", "`NATO-X` is not a value of `highWaterNATO`"},
           {"c=S SARIdentifier=BP", "SAR-AUTHORITY:PROGRAM"},
           {"c=U cuiBasic=NOFORN", "`NOFORN` is not a value of `cuiBasic`"},
           {"c=U cuiBasic=SP-CTI", "`SP-CTI` is not a value of `cuiBasic`"},
           {"c=U cuiSpecified=PRVCY", "`PRVCY` is not a value of `cuiSpecified`"},
           {"c=S n=ACCM", "names no nickname"},
           {"c=S n=ACCM-NOFORN", "`NOFORN` is a marking"},
           {"c=S o=NATO:GEORGIA", "`GEORGIA` is not an activity"},
           {"c=S createDate=yesterday", "`yesterday` in `createDate` is not a date"},
       }) {
    EXPECT_THAT(marks(element), HasSubstr(message)) << element;
    EXPECT_THAT(marks(element), HasSubstr("error: ")) << element;
  }
}

TEST(IsmMarking, dates_and_the_level_of_nato_come_with_the_label) {
  const auto label =
      label_of_ism(ism_element("c=S f=NATO highWaterNATO=NATO-C createDate=2020-02-01 declassDate=2045-02-01"), usa(), book());
  ASSERT_TRUE(label.has_value()) << label.error().message;
  ASSERT_EQ(label->sources.size(), 1U);
  EXPECT_EQ(label->sources[0].level, LevelName("NATO CONFIDENTIAL"));
  EXPECT_EQ(to_string(label->created.value()), "2020-02-01T00:00:00Z");
  EXPECT_EQ(to_string(label->declassify_on.value()), "2045-02-01T00:00:00Z");
}

// --- Goal: from a marking to attributes and back nothing is lost.
std::string attributes(std::string_view marking) {
  const auto label = parse_marking(marking, usa(), book());
  if (!label) return "unreadable: " + label.error().message;
  const auto out = ism_of_label(*label, usa(), book(), {.program_authority = "DOD"});
  if (!out) return "error: " + out.error().message;
  std::string text;
  for (const auto& [name, values] : out->values) text += std::string(name_of(name)) + "=" + join(values, ",") + " ";
  return std::string(trimmed(text));
}

TEST(IsmMarking, markings_give_attributes) {
  for (const auto& [marking, text] : std::vector<Pair>{
           {"S//REL TO USA, JPN", "classification=S ownerProducer=USA disseminationControls=REL releasableTo=USA,JPN"},
           {"TS//SI-G ABCD/TK//OC-USGOV/NF",
            "classification=TS ownerProducer=USA SCIcontrols=SI,SI-G,SI-G-ABCD,TK disseminationControls=OC,OC-USGOV,NF"},
           {"S//FRD-SG 14 18//NF",
            "classification=S ownerProducer=USA atomicEnergyMarkings=FRD,FRD-SG-14,FRD-SG-18 disseminationControls=NF"},
           {"S//SAR-BP-J12 J54/BUTTER POPCORN//NF",
            "classification=S ownerProducer=USA SARIdentifier=SAR-DOD:BP-J12-J54,SAR-DOD:BUTTER_POPCORN "
            "disseminationControls=NF"},
           {"//GBR S//REL TO USA, GBR", "classification=S ownerProducer=GBR disseminationControls=REL releasableTo=USA,GBR"},
           {"//CTS//BOHEMIA", "classification=TS ownerProducer=NATO nonUSControls=NATO-BOHEMIA"},
           {"S//RD/ATOMAL//FGI NATO//NF",
            "classification=S ownerProducer=USA atomicEnergyMarkings=RD FGIsourceOpen=NATO disseminationControls=NF "
            "nonUSControls=NATO-ATOMAL"},
           {"//FGI S//NF", "classification=S ownerProducer=FGI FGIsourceProtected=FGI disseminationControls=NF"},
           {"S//FGI//NF", "classification=S ownerProducer=USA FGIsourceProtected=FGI disseminationControls=NF"},
           {"//JOINT S CAN USA//REL TO USA, CAN",
            "classification=S ownerProducer=CAN,USA joint=true disseminationControls=REL releasableTo=USA,CAN"},
           {"U//SBU-NF", "classification=U ownerProducer=USA nonICmarkings=SBU-NF"},
           {"U//NF//LES-NF", "classification=U ownerProducer=USA disseminationControls=NF nonICmarkings=LES-NF"},
           {"S//NF//SBU-NF", "classification=S ownerProducer=USA disseminationControls=NF nonICmarkings=SBU-NF"},
           {"CUI//SP-CTI/PRVCY//FED ONLY/NF",
            "classification=U ownerProducer=USA disseminationControls=NF,FED_ONLY cuiBasic=PRVCY cuiSpecified=CTI"},
           {"S//CUI//SP-CTI//NF", "classification=S ownerProducer=USA disseminationControls=NF cuiSpecified=CTI"},
           {"S//NF//DS/ACCM-BLUE LAMP/RED",
            "classification=S ownerProducer=USA disseminationControls=NF nonICmarkings=DS,ACCM-BLUE_LAMP,ACCM-RED"},
           {"//NKFORS", "classification=S ownerProducer=NATO:KFOR"},
           {"S//DISPLAY ONLY IRQ", "classification=S ownerProducer=USA disseminationControls=DISPLAYONLY displayOnlyTo=IRQ"},
           {"S//USA/GBR EYES ONLY", "classification=S ownerProducer=USA disseminationControls=EYES releasableTo=USA,GBR"},
       }) {
    EXPECT_EQ(attributes(marking), text) << marking;
  }
}

TEST(IsmMarking, attributes_that_would_say_less_are_refused) {
  const auto error_of = [](std::string_view marking, const Policy& system) {
    const auto label = parse_marking(marking, system, book());
    EXPECT_TRUE(label.has_value()) << marking;
    const auto out = ism_of_label(*label, usa(), book());
    return out ? std::string("none") : out.error().message;
  };
  EXPECT_THAT(error_of("S//SAR-BP", usa()), HasSubstr("whose program `BP` is"));
  EXPECT_THAT(error_of("S//USA/GBR EYES ONLY/REL TO USA, CAN", usa()), HasSubstr("do not fit into one `releasableTo`"));
  EXPECT_THAT(error_of("CUI//NOFORN", usa()), HasSubstr("no attribute says CUI without a category"));
  EXPECT_THAT(error_of("特定秘密", *book().find(PolicyId("JPN"))), HasSubstr("`特定秘密`"));
}

}  // namespace
}  // namespace entente::label
