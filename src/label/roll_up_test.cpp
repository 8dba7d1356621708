#include "label/roll_up.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_describe.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

const Policy& policy(const char* id) { return *book().find(PolicyId(id)); }

Label parse(const char* system, const std::string& text) {
  const auto label = parse_marking(text, policy(system), book());
  EXPECT_TRUE(label) << text << ": " << describe(label);
  return label.value_or(Label{});
}

Result<Label> roll(const char* system, const std::vector<std::string>& portions) {
  std::vector<Label> parts;
  for (const auto& portion : portions) parts.push_back(parse(system, portion));
  return roll_up(parts, policy(system), book(), test::members);
}

// What the published policy says and the small one of the tests does not: FOUO, SBU and SBU NOFORN at the free level only, SI-G
// at the highest.
const PolicyBook& book_with_exclusions() {
  static const PolicyBook kBook = [] {
    auto usa = test::usa();
    for (auto& token : usa.tokens) {
      const auto& name = token.name.str();
      if (name == "FOUO" || name == "SBU" || name == "SBU NOFORN") {
        token.excluded_levels = {LevelName("TOP SECRET"), LevelName("SECRET"), LevelName("CONFIDENTIAL")};
      }
      if (name == "SI-G") token.excluded_levels = {LevelName("SECRET"), LevelName("CONFIDENTIAL"), LevelName("UNCLASSIFIED")};
    }
    auto out = test::book();
    out.add(std::move(usa));
    return out;
  }();
  return kBook;
}

// The banner, or what stands in its way.
std::string banner_of(const char* system, const std::vector<std::string>& portions) {
  const auto label = roll(system, portions);
  if (!label) return "error: " + label.error().message;
  const auto text = render_marking(*label, policy(system), book(), MarkForm::banner);
  return text ? *text : "error: " + text.error().message;
}

struct Case {
  std::vector<std::string> portions;
  std::string banner;
};

void expect_banners(const char* system, const std::vector<Case>& cases) {
  for (const auto& [portions, banner] : cases) {
    std::string given;
    for (const auto& portion : portions) given += portion + " ";
    EXPECT_EQ(banner_of(system, portions), banner) << given;
  }
}

TEST(RollUp, the_highest_level_and_all_categories_controls_and_sources_are_kept) {
  expect_banners("USA", {
                            {{}, "UNCLASSIFIED"},
                            {{"(U)"}, "UNCLASSIFIED"},
                            {{"(U)", "(C)", "(S)"}, "SECRET"},
                            {{"(TS//SI)", "(S//TK)"}, "TOP SECRET//SI/TK"},
                            {{"(TS//SI-G ABCD)", "(TS//SI-G DEFG-MMM)"}, "TOP SECRET//SI-G ABCD DEFG-MMM"},
                            {{"(S//SAR-BP)", "(S//SAR-CD)", "(S)"}, "SECRET//SAR-BP/CD"},
                            {{"(S//RD-SG 18)", "(S//RD-SG 20)"}, "SECRET//RD-SIGMA 18 20"},
                            {{"(S//OC)", "(S)"}, "SECRET//ORCON"},
                            {{"(S//OC-USGOV)", "(S)"}, "SECRET//ORCON-USGOV"},
                            {{"(S//OC-USGOV)", "(S//OC)"}, "SECRET//ORCON"},
                            {{"(U//FOUO)", "(U)"}, "UNCLASSIFIED//FOUO"},
                            {{"(CUI)", "(U)"}, "CUI"},
                            {{"(CUI//SP-CTI)", "(CUI//PRVCY//NF)", "(U)"}, "CUI//SP-CTI/PRVCY//NOFORN"},
                            {{"(CUI//SP-CTI)", "(U//OC)"}, "UNCLASSIFIED//CUI//SP-CTI//ORCON"},
                            {{"(CUI//SP-CTI)", "(S//NF)"}, "SECRET//CUI//SP-CTI//NOFORN"},
                            {{"(CUI//SP-CTI)", "(S//REL TO USA, GBR)"}, "SECRET//CUI//SP-CTI//NOFORN"},
                            {{"(S//NF//ACCM-BLUE)", "(S//NF//ACCM-RED)"}, "SECRET//NOFORN//ACCM-BLUE/RED"},
                            {{"(S//FGI GBR)", "(S//FGI JPN NATO)"}, "SECRET//FGI GBR JPN NATO"},
                            {{"(S//FGI GBR)", "(S//FGI)"}, "SECRET//FGI"},
                        });
}

//= US manual (2016) D.2 Table 3, by rule number.
TEST(RollUp, table_3_decides_foreign_disclosure_markings) {
  expect_banners("USA",
                 {
                     {{"(S//NF)", "(S)"}, "SECRET//NOFORN"},                                                     // 1
                     {{"(S//NF)", "(S//REL TO USA, GBR)", "(S//RELIDO)"}, "SECRET//NOFORN"},                     // 2
                     {{"(S//NF)", "(S//DISPLAY ONLY IRQ)"}, "SECRET//NOFORN"},                                   // 2
                     {{"(S//NF)", "(S//USA/CAN EYES ONLY)"}, "SECRET//NOFORN"},                                  // 2
                     {{"(U//NF)", "(S//REL TO USA, JPN)"}, "SECRET//NOFORN"},                                    // 2
                     {{"(S//REL TO USA, GBR)", "(S//REL TO USA, JPN)"}, "SECRET//NOFORN"},                       // 9
                     {{"(S//REL TO USA, AUS)", "(C//RELIDO)"}, "SECRET//NOFORN"},                                // 10
                     {{"(S//REL TO USA, AUS)", "(S//DISPLAY ONLY IRQ)"}, "SECRET//NOFORN"},                      // 11
                     {{"(S//REL TO USA, AUS/RELIDO)", "(S)"}, "SECRET//NOFORN"},                                 // 12
                     {{"(S//REL TO USA, FVEY)", "(C)"}, "SECRET//NOFORN"},                                       // 16
                     {{"(S//RELIDO)", "(S)"}, "SECRET//NOFORN"},                                                 // 17
                     {{"(S//RELIDO)", "(S//DISPLAY ONLY IRQ)"}, "SECRET//NOFORN"},                               // 18
                     {{"(S//DISPLAY ONLY IRQ)", "(S)"}, "SECRET//NOFORN"},                                       // 19
                     {{"(S//DISPLAY ONLY IRQ)", "(S//DISPLAY ONLY AFG)"}, "SECRET//NOFORN"},                     // 20
                     {{"(S//REL TO USA, JPN, NZL)", "(S//REL TO USA, NZL)"}, "SECRET//REL TO USA, NZL"},         // 21
                     {{"(S//REL TO USA, FVEY)", "(S//REL TO USA, GBR, JPN)"}, "SECRET//REL TO USA, GBR"},        // 23
                     {{"(S//REL TO USA, FVEY)", "(S//REL TO USA, ACGU)"}, "SECRET//REL TO USA, AUS, CAN, GBR"},  // 23
                     {{"(S//RELIDO)", "(C//RELIDO)"}, "SECRET//RELIDO"},                                         // 24
                     {{"(S//DISPLAY ONLY AFG)", "(S//DISPLAY ONLY AFG, IRQ)"}, "SECRET//DISPLAY ONLY AFG"},      // 25
                     {{"(S//REL TO USA, IRQ)", "(S//DISPLAY ONLY IRQ)"}, "SECRET//DISPLAY ONLY IRQ"},            // 26
                     {{"(S//REL TO USA, IRQ/DISPLAY ONLY AFG)", "(S//REL TO USA, IRQ/DISPLAY ONLY AFG)"},
                      "SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG"},  // 27
                     {{"(S//REL TO USA, AFG/DISPLAY ONLY IRQ)", "(S//REL TO USA, GBR/DISPLAY ONLY PAK)"}, "SECRET//NOFORN"},
                     {{"(S//REL TO USA, IRQ, GBR/DISPLAY ONLY AFG)", "(S//REL TO USA, IRQ, AFG)"},
                      "SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG"},
                 });
}

TEST(RollUp, lists_that_agree_stay_as_written) {
  expect_banners("USA", {
                            {{"(S//REL TO USA, FVEY)", "(C//REL TO FVEY, USA)"}, "SECRET//REL TO USA, FVEY"},
                            {{"(S//REL TO USA, ISAF)", "(S//REL TO USA, ISAF)"}, "SECRET//REL TO USA, ISAF"},
                            {{"(S//REL TO USA, ISAF)", "(S//REL TO USA, ISAF, GBR)"}, "SECRET//NOFORN"},
                            {{"(S//REL TO USA, FVEY/RELIDO)", "(S//REL TO USA, FVEY/RELIDO)"}, "SECRET//REL TO USA, FVEY/RELIDO"},
                            {{"(S//REL TO USA, FVEY/RELIDO)", "(S//REL TO USA, FVEY)"}, "SECRET//REL TO USA, FVEY"},
                            {{"(S//REL TO USA)"}, "SECRET//NOFORN"},
                            {{"(S)", "(C)"}, "SECRET"},
                            {{"(S//USA/CAN EYES ONLY)", "(S//USA/CAN EYES ONLY)"}, "SECRET//USA/CAN EYES ONLY"},
                            {{"(S//USA/CAN/GBR EYES ONLY)", "(S//USA/GBR EYES ONLY)"}, "SECRET//USA/GBR EYES ONLY"},
                            {{"(S//USA/CAN EYES ONLY)", "(S//USA/GBR EYES ONLY)"}, "SECRET//NOFORN"},
                        });
}

TEST(RollUp, unclassified_portions_count_only_if_they_speak_of_release) {
  expect_banners("USA", {
                            {{"(U)", "(S//REL TO USA, JPN)"}, "SECRET//REL TO USA, JPN"},
                            {{"(U)", "(U//REL TO USA, FVEY)"}, "UNCLASSIFIED//REL TO USA, FVEY"},
                            {{"(U//FOUO/REL TO USA, JPN)", "(S//REL TO USA, JPN)"}, "SECRET//FOUO/REL TO USA, JPN"},
                            {{"(U//FOUO)", "(S//REL TO USA, JPN)"}, "SECRET//FOUO/NOFORN"},  // this policy leaves nothing out
                            {{"(U//FOUO)", "(S)"}, "SECRET//FOUO"},
                            {{"(U//REL TO USA, FVEY)", "(S//REL TO USA, JPN)"}, "SECRET//NOFORN"},
                            {{"(//NU)", "(S//REL TO USA, JPN)"}, "SECRET//FGI NATO//REL TO USA, JPN"},
                        });
}

//= US manual (2016) H.8, FOUO in a classified document: it stands in the portion mark and not in the banner.
TEST(RollUp, what_the_policy_excludes_at_the_level_of_the_whole_is_left_out) {
  const auto& usa = *book_with_exclusions().find(PolicyId("USA"));
  for (const auto& [portions, banner] : std::vector<Case>{
           {{"(U//FOUO)", "(U)"}, "UNCLASSIFIED//FOUO"},
           {{"(U//FOUO)", "(S)"}, "SECRET"},
           {{"(U//FOUO/REL TO USA, JPN)", "(S//REL TO USA, JPN)"}, "SECRET//REL TO USA, JPN"},
           {{"(U//FOUO)", "(S//REL TO USA, JPN)"}, "SECRET//REL TO USA, JPN"},
           {{"(U//SBU)", "(C)"}, "CONFIDENTIAL"},
           {{"(U//SBU-NF)", "(S//REL TO USA, JPN)"}, "SECRET//NOFORN"},
           {{"(U//FOUO)", "(//GBR S)"}, "SECRET//FGI GBR"},
           {{"(U//PR)", "(S)"}, "SECRET//PROPIN"},
           // What is wrong where it stands stays, so that the whole is no better.
           {{"(S//FOUO)", "(S)"}, "SECRET//FOUO"},
           {{"(S//FOUO)", "(TS)", "(U//FOUO)"}, "TOP SECRET//FOUO"},
           {{"(S//SI-G ABCD)", "(C)"}, "SECRET//SI-G ABCD"},
           {{"(C//SI-G)", "(S)"}, "SECRET//SI-G"},
           {{"(S//SI-G)", "(TS)"}, "TOP SECRET//SI-G"},
       }) {
    std::vector<Label> parts;
    for (const auto& portion : portions) parts.push_back(parse("USA", portion));
    const auto label = roll_up(parts, usa, book_with_exclusions(), test::members);
    ASSERT_TRUE(label) << banner;
    EXPECT_EQ(render_marking(*label, usa, book_with_exclusions(), MarkForm::banner).value_or("none"), banner);
  }
}

//= US manual (2016) H.7; B.3, Table 2: beside a release, one of others without any counts as NOFORN; Table 3, rule 16.
TEST(RollUp, foreign_portions_become_sources_and_go_to_nobody_unsaid) {
  expect_banners(
      "USA",
      {
          {{"(//NS)"}, "SECRET//FGI NATO"},
          {{"(//NS)", "(S//REL TO USA, GBR, JPN)"}, "SECRET//FGI NATO//NOFORN"},
          {{"(//GBR S)"}, "SECRET//FGI GBR"},
          {{"(//GBR S)", "(S)", "(U)"}, "SECRET//FGI GBR"},
          {{"(//GBR S)", "(S//REL TO USA, GBR)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//GBR S)", "(//GBR S//REL TO USA, GBR)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//GBR S)", "(S//RELIDO)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//GBR S)", "(S//DISPLAY ONLY GBR)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//CAN GBR S)", "(S//REL TO USA, CAN, GBR)"}, "SECRET//FGI CAN GBR//NOFORN"},
          {{"(//GBR S)", "(//JOINT S GBR USA)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//FGI S)"}, "SECRET//FGI"},
          {{"(//GBR S//REL TO USA, GBR, JPN)", "(S//REL TO USA, JPN)"}, "SECRET//FGI GBR//REL TO USA, JPN"},
          {{"(//GBR S//NF)", "(S//REL TO USA, JPN)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//GBR S)", "(S//REL TO USA, JPN)"}, "SECRET//FGI GBR//NOFORN"},
          {{"(//FGI S)", "(S//REL TO USA, JPN)"}, "SECRET//FGI//NOFORN"},
          {{"(//FGI S//REL TO USA, JPN)", "(//GBR S//REL TO USA, JPN)"}, "SECRET//FGI//REL TO USA, JPN"},
          {{"(//NS//ATOMAL)", "(S//RD)"}, "SECRET//RD/ATOMAL//FGI NATO"},
          {{"(//CTS//BOHEMIA//REL TO USA, NATO)", "(C//REL TO USA, NATO)"}, "TOP SECRET//BOHEMIA//FGI NATO//REL TO USA, NATO"},
          {{"(//JOINT S GBR USA//REL TO USA, FVEY)", "(S//REL TO USA, CAN, GBR)"}, "SECRET//FGI GBR//REL TO USA, CAN, GBR"},
          {{"(//JOINT S CAN GBR USA)", "(S//REL TO USA, GBR)"}, "SECRET//FGI CAN GBR//REL TO USA, GBR"},
          {{"(//NR)", "(U)"}, "CONFIDENTIAL//FGI NATO"},
          {{"(//KOR S//REL TO USA, JPN, KOR)", "(U)"}, "SECRET//FGI KOR//REL TO USA, JPN, KOR"},
      });
}

TEST(RollUp, a_level_without_a_rank_in_the_system_is_an_error) {
  EXPECT_EQ(roll("USA", {"(//AUS S)"}).error().code, Code(Fault::unknown_level));
  EXPECT_EQ(roll("USA", {"(S)", "(//JPN TS)"}).error().code, Code(Fault::unknown_level));
}

TEST(RollUp, plain_systems_intersect_without_inventing_a_mark) {
  expect_banners("NATO", {
                             {{"(NS)", "(NC)"}, "NATO SECRET"},
                             {{"(NS ATOMAL)", "(NS BALK)"}, "NATO SECRET ATOMAL BALK"},
                             {{"(NS REL TO JPN, AUS)", "(NC REL TO JPN)"}, "NATO SECRET//Releasable to JPN"},
                             {{"(NS REL TO JPN, AUS)", "(NC REL TO JPN, AUS)"}, "NATO SECRET//Releasable to AUS, JPN"},
                             {{"(NS REL TO JPN)", "(NS)"}, "NATO SECRET"},
                         });
  EXPECT_EQ(describe(roll("NATO", {"(NS REL TO JPN)", "(NS REL TO AUS)"})), "NATO NATO SECRET rel nobody");
  expect_banners("AUS", {{{"(S//AUSTEO)", "(P)"}, "SECRET//AUSTEO"}, {{"(O)", "(O)"}, "OFFICIAL"}, {{}, "OFFICIAL"}});
}

TEST(RollUp, regimes_of_their_own_do_not_rank_beside_others) {
  EXPECT_EQ(banner_of("JPN", {"特定秘密", "特定秘密"}), "特定秘密");
  EXPECT_EQ(roll("JPN", {"特定秘密", "極秘"}).error().code, Code(Fault::contradiction));
  EXPECT_EQ(roll("CAN", {"PROTECTED B", "SECRET"}).error().code, Code(Fault::contradiction));
  EXPECT_EQ(banner_of("JPN", {}), "秘");
}

// Of one axis the higher counts; of two none does.
TEST(RollUp, levels_of_one_axis_rank_among_themselves) {
  auto can = test::can();
  for (auto& level : can.levels) {
    if (!level.comparable) level.axis = "protected";
  }
  auto all = test::book();
  all.add(can);
  const auto& policy = *all.find(PolicyId("CAN"));
  const auto read = [&](const char* text) { return parse_marking(text, policy, all).value(); };
  const auto rolled = roll_up({read("(PB)"), read("(PC)")}, policy, all, test::members);
  ASSERT_TRUE(rolled) << rolled.error().message;
  EXPECT_EQ(rolled->level, LevelName("PROTECTED C"));
  EXPECT_FALSE(roll_up({read("(PB)"), read("(S)")}, policy, all, test::members));
  EXPECT_TRUE(is_stricter(read("PROTECTED C"), read("PROTECTED B"), policy, test::members));
  EXPECT_FALSE(is_stricter(read("PROTECTED B"), read("PROTECTED C"), policy, test::members));
  EXPECT_TRUE(is_stricter(read("PROTECTED B"), read("SECRET"), policy, test::members));
}

const PolicyBook& book_of_lists() {
  static const PolicyBook kBook = [] {
    auto aus = test::aus();
    aus.tokens.push_back(test::token("REL", Meaning::release_to, Segment::plain, "REL"));
    auto out = test::book();
    out.add(std::move(aus));
    return out;
  }();
  return kBook;
}

// --- Goal: "REL AUS/GBR" and more stays "REL AUS/GBR", and a group that every list names stays a group.
TEST(RollUp, plain_systems_keep_their_own_party_and_common_codes) {
  const auto banner = [](const char* system, const std::vector<std::string>& portions) {
    const auto& policy = *book_of_lists().find(PolicyId(system));
    std::vector<Label> parts;
    for (const auto& each : portions) parts.push_back(parse_marking(each, policy, book_of_lists()).value());
    const auto rolled = roll_up(parts, policy, book_of_lists(), test::members);
    return rolled ? render_marking(*rolled, policy, book_of_lists(), MarkForm::banner).value() : rolled.error().message;
  };
  EXPECT_EQ(banner("AUS", {"(S//REL AUS, CAN, GBR)", "(S//REL AUS, GBR, USA)"}), "SECRET//REL AUS, GBR");
  EXPECT_EQ(banner("AUS", {"(S//REL CAN, GBR)", "(S//REL AUS, GBR, USA)"}), "SECRET//REL GBR");
  EXPECT_EQ(banner("AUS", {"(S//REL AUS, FVEY)", "(S//REL AUS, GBR, USA)"}), "SECRET//REL AUS, GBR, USA");
  EXPECT_EQ(banner("NATO", {"(NS//REL TO JPN, NATO)", "(NS//REL TO AUS, JPN, NATO)"}), "NATO SECRET//Releasable to JPN, NATO");
}

TEST(RollUp, permissive_categories_keep_only_what_suffices_for_every_part) {
  auto a = parse("USA", "S");
  auto b = a;
  const auto permissive = [](const char* name) {
    return Category{PolicyId("USA"), CategoryName(name), CategoryKind::permissive};
  };
  a.categories = {permissive("A"), permissive("B")};
  b.categories = {permissive("B"), permissive("C")};
  const auto both = roll_up({a, b, parse("USA", "S")}, policy("USA"), book(), test::members);
  EXPECT_EQ(describe(both), "USA SECRET {+USA:B}");
  b.categories = {permissive("C")};
  EXPECT_EQ(roll_up({a, b}, policy("USA"), book(), test::members).error().code, Code(Fault::contradiction));
}

TEST(RollUp, a_public_release_narrows_nothing) {
  auto a = parse("USA", "U");
  a.releasable.kind = ReleaseKind::everyone;
  EXPECT_EQ(describe(roll_up({a}, policy("USA"), book(), test::members)), "USA UNCLASSIFIED rel everyone");
  EXPECT_EQ(describe(roll_up({a, parse("USA", "S//REL TO USA, JPN")}, policy("USA"), book(), test::members)),
            "USA SECRET rel JPN USA");
}

struct Compared {
  std::string document;
  std::vector<std::string> portions;
  bool stricter;
};

// Goal: compilation is noticed (the document restricts more than its portions) and nothing else is.
TEST(Stricter, a_document_that_restricts_more_than_its_portions) {
  for (const auto& [document, portions, stricter] : std::vector<Compared>{
           {"SECRET", {"(S)"}, false},
           {"SECRET", {"(C)"}, true},
           {"CONFIDENTIAL", {"(S)"}, false},
           {"UNCLASSIFIED", {"(U)"}, false},
           {"SECRET//NOFORN", {"(S)"}, true},
           {"SECRET//NOFORN", {"(S//NF)", "(S//REL TO USA, JPN)"}, false},
           {"SECRET//NOFORN", {"(S)", "(S//REL TO USA, JPN)"}, false},
           {"SECRET//REL TO USA, JPN", {"(S//NF)"}, false},
           {"SECRET//REL TO USA, JPN", {"(S//REL TO USA, JPN)", "(U)"}, false},
           {"SECRET//REL TO USA, JPN", {"(S//REL TO USA, JPN, GBR)"}, true},
           {"SECRET//REL TO USA, FVEY", {"(S//REL TO USA, GBR)"}, false},
           {"SECRET//REL TO USA, GBR", {"(S//REL TO USA, FVEY)"}, true},
           {"SECRET", {"(S//REL TO USA, JPN)"}, true},
           {"SECRET//ORCON", {"(S)"}, true},
           {"SECRET", {"(S//OC)"}, false},
           {"TOP SECRET//SI", {"(TS)"}, true},
           {"TOP SECRET", {"(TS//SI)"}, false},
           {"SECRET//FGI KOR", {"(S)"}, true},
           {"SECRET//FGI KOR", {"(S//FGI KOR)"}, false},
           {"SECRET//FGI", {"(S//FGI KOR)"}, true},
           {"SECRET//FGI", {"(//FGI S)"}, false},
           {"SECRET//FGI//NOFORN", {"(//FGI S)"}, true},
           {"SECRET//FGI NATO//REL TO USA, NATO", {"(//NS)"}, false},
           {"//JOINT SECRET GBR USA//REL TO USA, GBR", {"(//JOINT S GBR USA//REL TO USA, GBR)"}, false},
           {"//JOINT SECRET GBR USA//REL TO USA, GBR", {"(S//REL TO USA, GBR)"}, true},
           {"//NATO SECRET", {"(//NS)"}, true},
           {"UNCLASSIFIED//REL TO USA, JPN", {"(U)"}, true},
           {"UNCLASSIFIED", {"(U//REL TO USA, JPN)"}, false},
           {"UNCLASSIFIED//FOUO", {"(U)"}, true},
           {"SECRET//DISPLAY ONLY IRQ", {"(S//REL TO USA, IRQ)"}, true},
           {"SECRET//REL TO USA, IRQ", {"(S//DISPLAY ONLY IRQ)"}, false},
           {"SECRET//USA/CAN EYES ONLY", {"(S//USA/CAN EYES ONLY)"}, false},
           {"SECRET//USA/CAN EYES ONLY", {"(S//USA/CAN/GBR EYES ONLY)"}, true},
           {"SECRET//ORCON-USGOV", {"(S//OC)"}, false},
       }) {
    const auto rolled = roll("USA", portions);
    ASSERT_TRUE(rolled) << document;
    EXPECT_EQ(is_stricter(parse("USA", document), *rolled, policy("USA"), test::members), stricter)
        << document << " over " << describe(*rolled);
  }
}

TEST(Stricter, a_document_that_bears_what_its_roll_up_leaves_out) {
  const auto& usa = *book_with_exclusions().find(PolicyId("USA"));
  const auto rolled = roll_up({parse("USA", "(U//FOUO)"), parse("USA", "(S)")}, usa, book_with_exclusions(), test::members);
  ASSERT_TRUE(rolled);
  EXPECT_FALSE(is_stricter(parse("USA", "SECRET"), *rolled, usa, test::members));
  EXPECT_FALSE(is_stricter(*rolled, parse("USA", "SECRET"), usa, test::members));
  EXPECT_TRUE(is_stricter(parse("USA", "SECRET//FOUO"), *rolled, usa, test::members));
  EXPECT_TRUE(is_stricter(parse("USA", "UNCLASSIFIED//FOUO"), *rolled, usa, test::members));
}

TEST(Stricter, levels_that_do_not_compare_count_as_stricter) {
  const auto apart = parse("JPN", "特定秘密");
  const auto ranked = parse("JPN", "極秘");
  EXPECT_TRUE(is_stricter(apart, ranked, policy("JPN"), test::members));
  EXPECT_TRUE(is_stricter(ranked, apart, policy("JPN"), test::members));
  EXPECT_FALSE(is_stricter(apart, apart, policy("JPN"), test::members));
}

}  // namespace
}  // namespace entente::label
