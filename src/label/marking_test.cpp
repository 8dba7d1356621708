#include "label/marking.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "label/as_marked.h"
#include "label/test_describe.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

using testing::HasSubstr;

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

const Policy& policy(const char* id) { return *book().find(PolicyId(id)); }

Result<Label> parse(const char* system, const std::string& text) { return parse_marking(text, policy(system), book()); }

std::string render(const char* system, const Label& label, MarkForm form) {
  const auto text = render_marking(label, policy(system), book(), form);
  return text ? *text : "error: " + text.error().message;
}

struct Forms {
  const char* system;
  std::string banner;
  std::string portion;
};

const std::vector<Forms>& published_forms() {
  static const std::vector<Forms> kForms{
      {"USA", "TOP SECRET", "(TS)"},
      {"USA", "UNCLASSIFIED", "(U)"},
      {"USA", "SECRET//NOFORN", "(S//NF)"},
      {"USA", "SECRET//REL TO USA, JPN", "(S//REL TO USA, JPN)"},
      {"USA", "SECRET//REL TO USA, GBR, JPN, ISAF, NATO", "(S//REL TO USA, GBR, JPN, ISAF, NATO)"},
      {"USA", "SECRET//REL TO USA, FVEY/RELIDO", "(S//REL TO USA, FVEY/RELIDO)"},
      {"USA", "SECRET//NOFORN/REL TO USA, JPN", "(S//NF/REL TO USA, JPN)"},
      {"USA", "TOP SECRET//SI-G/TK//RSEN/ORCON/NOFORN", "(TS//SI-G/TK//RS/OC/NF)"},
      {"USA", "TOP SECRET//SI-G ABCD EFGH-XYZ//ORCON/NOFORN", "(TS//SI-G ABCD EFGH-XYZ//OC/NF)"},
      {"USA", "TOP SECRET//HCS-P JJJ XYZ//ORCON/NOFORN", "(TS//HCS-P JJJ XYZ//OC/NF)"},
      {"USA", "TOP SECRET//HCS-P//SAR-BP-123/CA-XYZ YYY//NOFORN", "(TS//HCS-P//SAR-BP-123/CA-XYZ YYY//NF)"},
      {"USA", "TOP SECRET//SAR-BUTTER POPCORN/SODA", "(TS//SAR-BUTTER POPCORN/SODA)"},
      {"USA", "SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689/XR-XRA RB//NOFORN",
       "(S//SAR-BP-J12 J54-K15/CD-YYY 456 689/XR-XRA RB//NF)"},
      {"USA", "TOP SECRET//RD-CNWDI//NOFORN", "(TS//RD-CNWDI//NF)"},
      {"USA", "SECRET//FRD-SIGMA 14 18//REL TO USA, ACGU", "(S//FRD-SG 14 18//REL TO USA, ACGU)"},
      {"USA", "SECRET//RD-SIGMA 18 20", "(S//RD-SG 18 20)"},
      {"USA", "UNCLASSIFIED//DOD UCNI", "(U//DCNI)"},
      {"USA", "TOP SECRET//FGI DEU GBR//REL TO USA, DEU, GBR", "(TS//FGI DEU GBR//REL TO USA, DEU, GBR)"},
      {"USA", "SECRET//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO", "(S//FGI GBR JPN NATO//REL TO USA, GBR, JPN, NATO)"},
      {"USA", "SECRET//TK//FGI//NOFORN", "(S//TK//FGI//NF)"},
      {"USA", "SECRET//RD/ATOMAL//FGI NATO//NOFORN", "(S//RD/ATOMAL//FGI NATO//NF)"},
      {"USA", "SECRET//NOFORN/PROPIN", "(S//NF/PR)"},
      {"USA", "UNCLASSIFIED//FOUO/NOFORN", "(U//FOUO/NF)"},
      {"USA", "SECRET//ORCON-USGOV", "(S//OC-USGOV)"},
      {"USA", "SECRET//NOFORN//EXDIS", "(S//NF//XD)"},
      {"USA", "UNCLASSIFIED//SBU NOFORN", "(U//SBU-NF)"},
      {"USA", "UNCLASSIFIED//SSI", "(U//SSI)"},
      {"USA", "SECRET//USA/CAN/GBR EYES ONLY", "(S//USA/CAN/GBR EYES ONLY)"},
      {"USA", "CONFIDENTIAL//DISPLAY ONLY AFG, IRQ", "(C//DISPLAY ONLY AFG, IRQ)"},
      {"USA", "SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG", "(S//REL TO USA, IRQ/DISPLAY ONLY AFG)"},
      {"USA", "//GBR SECRET//REL TO USA, GBR", "(//GBR S//REL TO USA, GBR)"},
      {"USA", "//JPN SECRET", "(//JPN S)"},
      {"USA", "//JPN 特定秘密", "(//JPN 特定秘密)"},
      {"USA", "//AUS SECRET//AUSTEO", "(//AUS S//AUSTEO)"},
      {"USA", "//AUS SECRET//NOFORN//AGAO", "(//AUS S//NF//AGAO)"},
      {"USA", "SECRET//ATOMAL//FGI GBR NATO//NOFORN//EXDIS/LOCSEN/SENSITIVE",
       "(S//ATOMAL//FGI GBR NATO//NF//XD/LOCSEN/SENSITIVE)"},
      {"USA", "//NATO SECRET//ATOMAL//ORCON", "(//NS//ATOMAL//OC)"},
      {"USA", "//COSMIC TOP SECRET//BOHEMIA", "(//CTS//BOHEMIA)"},
      {"USA", "//GBR TOP SECRET//SI//REL TO USA, GBR", "(//GBR TS//SI//REL TO USA, GBR)"},
      {"USA", "//FGI SECRET//NOFORN", "(//FGI S//NF)"},
      {"USA", "//CAN DEU SECRET//REL TO USA, CAN, DEU", "(//CAN DEU S//REL TO USA, CAN, DEU)"},
      {"USA", "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", "(//JOINT S CAN GBR USA//REL TO USA, CAN, GBR)"},
      {"NATO", "NATO SECRET ATOMAL//Releasable to AUS, JPN", "(NS ATOMAL//REL TO AUS, JPN)"},
      {"NATO", "NATO SECRET//ORCON//Releasable to FIN//FOR DISPLAY TO JPN", "(NS//OC//REL TO FIN//FOR DISPLAY TO JPN)"},
      {"GBR", "SECRET//UK EYES ONLY", "(S//UKEO)"},
      {"GBR", "SECRET//AUS/GBR EYES ONLY", "(S//AUS/GBR EYES ONLY)"},
      {"GBR", "OFFICIAL SENSITIVE LOCSEN", "(O SENSITIVE LOCSEN)"},
      {"AUS", "TOP SECRET//AUSTEO", "(TS//AUSTEO)"},
      {"AUS", "PROTECTED//AGAO", "(P//AGAO)"},
      {"AUS", "OFFICIAL: Sensitive", "(O:S)"},
      {"CAN", "PROTECTED B", "(PB)"},
      {"JPN", "極秘", "(極秘)"},
      {"KOR", "군사II급비밀", "(군사II급비밀)"},
  };
  return kForms;
}

TEST(Marking, parse_print_is_identity) {
  for (const auto& [system, banner, portion] : published_forms()) {
    const auto label = parse(system, banner);
    ASSERT_TRUE(label) << banner << ": " << label.error().message;
    EXPECT_EQ(render(system, *label, MarkForm::banner), banner);
    EXPECT_EQ(render(system, *label, MarkForm::portion), portion);
    EXPECT_EQ(describe(parse(system, portion)), describe(label)) << portion;
  }
}

TEST(Marking, order_and_spelling_are_put_right_in_print) {
  struct Case {
    const char* system;
    std::string written;
    std::string printed;
  };
  for (const auto& [system, written, printed] : std::vector<Case>{
           {"USA", "S//NF//SI", "SECRET//SI//NOFORN"},
           {"USA", "S//REL TO NATO, JPN, ISAF, USA, GBR", "SECRET//REL TO USA, GBR, JPN, ISAF, NATO"},
           {"USA", "TS//TK/SI-MMM-123-G B A", "TOP SECRET//SI-123-G A B-MMM/TK"},
           {"USA", "TOP SECRET//SPECIAL ACCESS REQUIRED-ZETA/ALPHA", "TOP SECRET//SAR-ALPHA/ZETA"},
           {"USA", "S//FRD/RD", "SECRET//RD/FRD"},
           {"USA", "TS//HCS-P JJJ-P DDDD//NF", "TOP SECRET//HCS-P DDDD JJJ//NOFORN"},
           {"USA", "S//NF/OC", "SECRET//ORCON/NOFORN"},
           {"USA", "//NSAT", "//NATO SECRET//ATOMAL"},
           {"USA", "//FGI R", "//FGI RESTRICTED"},
           {"USA", "(//AUS NATO R//NF)", "//AUS NATO RESTRICTED//NOFORN"},
           {"USA", "(//AUS NATO C//NF)", "//AUS NATO CONFIDENTIAL//NOFORN"},
           {"USA", "S//NF//SBU-NF", "SECRET//NOFORN//SBU NOFORN"},
           {"NATO", "CTS-B", "COSMIC TOP SECRET BOHEMIA"},
           {"AUS", "PROTECTED//AUSTEO AGAO", "PROTECTED//AGAO"},
           {"CAN", "Protected C", "PROTECTED C"},
       }) {
    const auto label = parse(system, written);
    ASSERT_TRUE(label) << written << ": " << label.error().message;
    EXPECT_EQ(render(system, *label, MarkForm::banner), printed);
  }
}

TEST(Marking, a_label_that_the_marks_cannot_say_is_not_printed) {
  const auto secret = parse("USA", "SECRET").value();
  auto label = secret;
  label.releasable = {ReleaseKind::listed, {}};
  EXPECT_FALSE(render_marking(label, policy("USA"), book(), MarkForm::banner)) << "an empty list names nobody";
  label.releasable = {ReleaseKind::everyone, {}};
  EXPECT_FALSE(render_marking(label, policy("USA"), book(), MarkForm::banner));
  label = secret;
  label.categories = {{PolicyId("USA"), CategoryName("MAGIC"), CategoryKind::restrictive}};
  EXPECT_FALSE(render_marking(label, policy("USA"), book(), MarkForm::banner));
  label = secret;
  label.level = LevelName("MOST SECRET");
  EXPECT_FALSE(render_marking(label, policy("USA"), book(), MarkForm::banner));
  label = secret;
  label.owners.clear();
  EXPECT_FALSE(render_marking(label, policy("USA"), book(), MarkForm::banner));
  EXPECT_FALSE(render_marking(secret, policy("JPN"), book(), MarkForm::banner)) << "a plain system marks only its own";
  const auto joint = parse("USA", "//JOINT S GBR USA").value();
  EXPECT_FALSE(render_marking(joint, policy("GBR"), book(), MarkForm::banner));
  auto controlled = parse("GBR", "SECRET").value();
  controlled.controls.originator_control = true;
  EXPECT_FALSE(render_marking(controlled, policy("GBR"), book(), MarkForm::banner));
}

TEST(Marking, a_release_stated_beside_the_mark_is_left_out_except_at_the_free_level) {
  auto label = parse("KOR", "군사II급비밀").value();
  label.releasable = {ReleaseKind::listed, {PartyId("JPN")}};
  EXPECT_EQ(render("KOR", label, MarkForm::banner), "군사II급비밀");
  auto official = parse("GBR", "OFFICIAL").value();
  official.releasable = {ReleaseKind::listed, {PartyId("JPN")}};
  EXPECT_FALSE(render_marking(official, policy("GBR"), book(), MarkForm::banner));
  auto nato = parse("NATO", "NATO SECRET").value();
  nato.releasable = {ReleaseKind::listed, {PartyId("JPN")}};
  EXPECT_EQ(render("NATO", nato, MarkForm::banner), "NATO SECRET//Releasable to JPN");
}

TEST(Marking, categories_are_printed_with_what_they_are_part_of) {
  auto label = parse("USA", "TS").value();
  label.categories = {{PolicyId("USA"), CategoryName("SI-G ABCD"), CategoryKind::restrictive}};
  EXPECT_EQ(render("USA", label, MarkForm::banner), "TOP SECRET//SI-G ABCD");
}

struct Copy {
  const char* origin;  // system of the original marking
  std::string original;
  const char* recipient;
  const char* mapped;
  std::string text;
};

// Goal: what a recipient writes names the originator and its level, and reads back as the originator's label.
TEST(Marking, mark_as_names_the_originator_and_parses_back) {
  for (const auto& [origin, original, recipient, mapped, text] : std::vector<Copy>{
           {"KOR", "군사II급비밀", "JPN", "極秘", "極秘 [KOR: 군사II급비밀]"},
           {"USA", "SECRET//REL TO USA, JPN", "JPN", "極秘", "極秘 [USA: SECRET//REL TO USA, JPN]"},
           {"USA", "//NS//REL TO USA, NATO, JPN", "JPN", "極秘", "極秘 [NATO: NATO SECRET//Releasable to JPN, USA, NATO]"},
           {"USA", "//JOINT S GBR USA//REL TO USA, GBR, JPN", "JPN", "極秘",
            "極秘 [USA: //JOINT SECRET GBR USA//REL TO USA, GBR, JPN]"},
           {"USA", "//FGI S//REL TO USA, JPN", "JPN", "極秘", "極秘 [USA: //FGI SECRET//REL TO USA, JPN]"},
           {"USA", "TS//SI-G ABCD//REL TO USA, FVEY", "GBR", "TOP SECRET",
            "TOP SECRET [USA: TOP SECRET//SI-G ABCD//REL TO USA, FVEY]"},
           {"JPN", "極秘", "USA", "SECRET", "SECRET [JPN: 極秘]"},
           {"AUS", "SECRET AUSTEO", "USA", "SECRET", "SECRET [AUS: SECRET//AUSTEO]"},
           {"USA", "//GBR S//OC/REL TO USA, GBR, JPN", "JPN", "極秘", "極秘 [USA: //GBR SECRET//ORCON/REL TO USA, GBR, JPN]"},
           {"NATO", "NATO SECRET ATOMAL", "NATO", "NATO SECRET", "NATO SECRET [NATO: NATO SECRET ATOMAL]"},
       }) {
    const auto label = parse(origin, original);
    ASSERT_TRUE(label) << original;
    const auto marked = mark_as(LevelName(mapped), policy(recipient), *label, book());
    ASSERT_TRUE(marked) << original << ": " << marked.error().message;
    EXPECT_EQ(*marked, text);
    const auto read = parse(recipient, *marked);
    ASSERT_TRUE(read) << text << ": " << read.error().message;
    EXPECT_EQ(describe(as_marked(*read, policy(recipient))), describe(as_marked(*label, policy(recipient)))) << text;
    EXPECT_EQ(describe(parse(recipient, "(" + *marked + ")")), describe(*read));
  }
}

TEST(Marking, mark_as_leaves_out_a_release_that_stands_beside_the_mark) {
  auto label = parse("USA", "//GBR S//REL TO USA, GBR, JPN").value();
  EXPECT_EQ(mark_as(LevelName("極秘"), policy("JPN"), label, book()).value(), "極秘 [GBR: SECRET]");
}

TEST(Marking, mark_as_needs_a_level_of_the_recipient) {
  const auto label = parse("KOR", "군사II급비밀").value();
  EXPECT_EQ(mark_as(LevelName("SECRET"), policy("JPN"), label, book()).error().code, Code(Fault::unknown_level));
}

struct Bad {
  const char* system;
  std::string text;
  Fault fault;
};

TEST(Marking, received_forms_that_are_wrong_are_refused) {
  for (const auto& [system, text, fault] : std::vector<Bad>{
           {"JPN", "極秘 [KOR: 군사II급비밀", Fault::malformed},
           {"JPN", "極秘 KOR: 군사II급비밀]", Fault::malformed},
           {"JPN", "極秘 [KOR 군사II급비밀]", Fault::malformed},
           {"JPN", "極秘 [USA: SECRET [KOR: 군사II급비밀]]", Fault::malformed},
           {"JPN", "極秘 [KOR: 군사II급비밀] x", Fault::malformed},
           {"JPN", "極秘 [KOR: 군사II급비밀][JPN: 秘]", Fault::malformed},
           {"JPN", "SECRET [KOR: 군사II급비밀]", Fault::unknown_level},
           {"JPN", "[KOR: 군사II급비밀]", Fault::unknown_level},
           {"JPN", "極秘 [XYZ: SECRET]", Fault::unknown_party},
           {"JPN", "極秘 [FVEY: SECRET]", Fault::unknown_policy},
           {"JPN", "極秘 [KOR: SECRET]", Fault::unknown_level},
           {"JPN", "極秘 [USA: S//REL]", Fault::malformed},
           {"JPN", "極秘 []", Fault::malformed},
           {"USA", "SECRET [USA: (S)]", Fault::unknown_level},
       }) {
    const auto label = parse(system, text);
    ASSERT_FALSE(label) << text << " read as " << describe(*label);
    EXPECT_EQ(label.error().code.value(), static_cast<int>(fault)) << text << ": " << label.error().message;
  }
}

struct LookAlike {
  const char* system;
  std::string text;
  std::string offered;
};

TEST(Marking, characters_that_only_look_right_are_refused_and_the_right_text_is_offered) {
  for (const auto& [system, text, offered] : std::vector<LookAlike>{
           {"USA", "ＳＥＣＲＥＴ//NOFORN", "`SECRET//NOFORN`"},
           {"USA", "（S//NF）", "`(S//NF)`"},
           {"USA", "SECRET\u200b//NOFORN", "`SECRET//NOFORN`"},
           {"USA", "\u2060SECRET", "`SECRET`"},
           {"USA", "SECRET\u00a0", "`SECRET `"},
           {"USA", "TOP\u00a0SECRET", "`TOP SECRET`"},
           {"USA", "SECRET／／NOFORN", "`SECRET//NOFORN`"},
           {"USA", "S//REL TO USA, J\u00adPN", "`S//REL TO USA, JPN`"},
           {"USA", "//ＮＳ", "`//NS`"},
           {"KOR", "군사Ⅱ급비밀", "`군사II급비밀`"},
           {"KOR", "군사ＩＩ급비밀", "`군사II급비밀`"},
           {"JPN", "㊙", "`秘`"},
           {"JPN", "極\u200d秘", "`極秘`"},
           {"JPN", "\u3000極秘", "` 極秘`"},
           {"JPN", "（極秘）", "`(極秘)`"},
           {"JPN", "極秘 [KOR: 군사Ⅱ급비밀]", "`極秘 [KOR: 군사II급비밀]`"},
       }) {
    const auto label = parse(system, text);
    ASSERT_FALSE(label) << text << " read as " << describe(*label);
    EXPECT_EQ(label.error().code, Code(Fault::look_alike)) << text << ": " << label.error().message;
    EXPECT_THAT(label.error().message, HasSubstr("write " + offered)) << text;
  }
}

TEST(Marking, letters_of_other_scripts_are_simply_unknown) {
  EXPECT_EQ(parse("USA", "ЅECRET").error().code, Code(Fault::unknown_level));              // Cyrillic DZE
  EXPECT_EQ(parse("USA", "SECRET//NОFORN").error().code, Code(Fault::unknown_token));      // Cyrillic O
  EXPECT_EQ(parse("USA", "S//REL TO USA, JРN").error().code, Code(Fault::unknown_party));  // Cyrillic ER
}

TEST(Marking, bytes_that_are_not_utf8_and_texts_beyond_the_limits_are_refused) {
  EXPECT_EQ(parse("USA", "SECRET\xff").error().code, Code(Fault::malformed));
  EXPECT_EQ(parse("JPN", "極\xe7\xa7").error().code, Code(Fault::malformed));
  EXPECT_EQ(parse("USA", "S//" + std::string(limits::kMarkingBytes, 'A')).error().code, Code(Fault::over_limit));
  std::string many = "S//REL TO USA";
  for (std::size_t i = 0; i < limits::kMarkingTokens; ++i) many += ", JPN";
  EXPECT_EQ(parse("USA", many).error().code, Code(Fault::over_limit));
  std::string systems = "TS//SI";
  for (std::size_t i = 0; i < limits::kMarkingTokens; ++i) systems += "-A";
  EXPECT_EQ(parse("USA", systems).error().code, Code(Fault::over_limit));
}

TEST(Marking, several_owners_of_systems_in_other_books_stay_readable) {
  PolicyBook small;
  small.add(test::usa());
  small.add_party(PartyId("USA"), PolicyId("USA"));
  small.add_party(PartyId("GBR"), PolicyId("GBR"));  // its policy is not loaded
  const auto label = parse_marking("//JOINT S GBR USA", *small.find(PolicyId("USA")), small);
  ASSERT_TRUE(label) << label.error().message;
  EXPECT_EQ(describe(*label), "USA SECRET by GBR:? USA/SECRET");
  const auto alone = parse_marking("//GBR S", *small.find(PolicyId("USA")), small);
  ASSERT_TRUE(alone) << alone.error().message;
  EXPECT_EQ(describe(*alone), "USA SECRET by GBR:?");
  EXPECT_EQ(render_marking(*alone, *small.find(PolicyId("USA")), small, MarkForm::portion).value(), "(//GBR S)");
  EXPECT_EQ(parse_marking("//GBR OFFICIAL", *small.find(PolicyId("USA")), small).error().code, Code(Fault::unknown_level));
}

}  // namespace
}  // namespace entente::label
