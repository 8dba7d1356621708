// A certain correction of a typical slip is the marking that was meant: told from right markings, of which one thing is broken.
//
// The oracle is the marking itself and knows nothing of how corrections are found. A slip may leave a marking that is right too;
// then there is nothing to correct.
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "format/world_folder.h"
#include "label/check_marking.h"

namespace entente::format {
namespace {

const std::vector<std::string>& right_marks() {
  static const std::vector<std::string> kMarks{"SECRET//NOFORN",
                                               "UNCLASSIFIED//FOUO",
                                               "TOP SECRET//HCS-P//ORCON/NOFORN",
                                               "(TS//HCS-P ABC//OC/NF)",
                                               "TOP SECRET//HCS-P ABC DEF/SI-G ABCD/TK//ORCON/NOFORN",
                                               "(TS//SI-G ABCD EFGH/TK//OC/NF)",
                                               "TOP SECRET//SI-ABC-DEF-G PXYZ//ORCON/NOFORN",
                                               "(TS//SI-ABC/TK//NF)",
                                               "TOP SECRET//TK-BLFH ABCDEF-IDIT//NOFORN",
                                               "(TS//TK-IDIT ABC-KAND DEF//NF)",
                                               "TOP SECRET//SI-EU-NK/TK//NOFORN",
                                               "SECRET//RSV-123-ABC//NOFORN",
                                               "SECRET//SAR-BP-J12 J54-K15/CD-YYY 456 689//NOFORN",
                                               "(S//SAR-BP/CD//NF)",
                                               "(TS//SAR-AC/BP//NF)",
                                               "(S//SAR-BP-J12 J54/PR//NF)",
                                               "TOP SECRET//SAR-DS-J12/RS//NOFORN",
                                               "(S//NF/DSEN/FISA)",
                                               "(S//NF//LES/SSI)",
                                               "TOP SECRET//SI/TK//SAR-BP//RD-CNWDI//NOFORN",
                                               "SECRET//RD-CNWDI-SIGMA 14 18//NOFORN",
                                               "(S//FRD-SG 14 18//NF)",
                                               "SECRET//RD/ATOMAL//FGI NATO//NOFORN",
                                               "SECRET//FGI GBR JPN//REL TO USA, GBR, JPN",
                                               "(S//REL TO USA, AUS, CAN, GBR)",
                                               "SECRET//REL TO USA, GBR/RELIDO",
                                               "SECRET//DISPLAY ONLY AFG, IRQ",
                                               "SECRET//SI//ORCON/IMCON/NOFORN/PROPIN/FISA",
                                               "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR",
                                               "//GBR SECRET//NOFORN",
                                               "//AUS SECRET//REL TO USA, AUS//AGAO",
                                               "SECRET//FGI GBR//REL TO USA, GBR//LES/LOCSEN",
                                               "(//NS//ATOMAL)",
                                               "CUI//SP-CTI/PRVCY//NOFORN",
                                               "SECRET//SI//CUI//SP-CTI//NOFORN",
                                               "SECRET//NOFORN//LES/SSI",
                                               "(S//NF//XD)",
                                               "SECRET//NOFORN//ACCM-BLUE LAMP/RED DOOR",
                                               "UNCLASSIFIED//SBU NOFORN"};
  return kMarks;
}

void replace_each(const std::string& mark, std::string_view what, std::string_view by, std::set<std::string>& out) {
  for (auto at = mark.find(what); at != std::string::npos; at = mark.find(what, at + 1)) {
    auto slip = mark;
    slip.replace(at, what.size(), by);
    out.insert(slip);
  }
}

// One wrong separator, one lost, doubled or swapped letter, one more before the level, two pieces in the wrong order, small
// letters.
std::set<std::string> slips_of(const std::string& mark) {
  std::set<std::string> out;
  for (const auto& [what, by] : std::vector<std::pair<const char*, const char*>>{{"-", "/"},
                                                                                 {"-", " "},
                                                                                 {"-", ""},
                                                                                 {"-", " -"},
                                                                                 {" ", "-"},
                                                                                 {" ", "/"},
                                                                                 {" ", ""},
                                                                                 {" ", "  "},
                                                                                 {"/", "-"},
                                                                                 {"/", " "},
                                                                                 {"/", "//"},
                                                                                 {"/", ", "},
                                                                                 {"//", "/"},
                                                                                 {"//", " "},
                                                                                 {"//", "///"},
                                                                                 {"//", " // "},
                                                                                 {", ", " "},
                                                                                 {", ", "/"},
                                                                                 {", ", ","}})
    replace_each(mark, what, by, out);
  for (std::size_t i = 0; i < mark.size(); ++i) {
    if (std::isalnum(static_cast<unsigned char>(mark[i])) == 0) continue;
    auto lost = mark;
    out.insert(lost.erase(i, 1));
    auto doubled = mark;
    out.insert(doubled.insert(i, 1, mark[i]));
    if (i + 1 == mark.size() || std::isalnum(static_cast<unsigned char>(mark[i + 1])) == 0) continue;
    auto swapped = mark;
    std::swap(swapped[i], swapped[i + 1]);
    out.insert(swapped);
  }
  for (const auto* letter : {"N", "C", "T"}) {
    auto more = mark;
    out.insert(more.insert(mark.find_first_not_of("(/"), letter));
  }
  const std::string_view whole(mark);
  const auto segments = split(whole.starts_with('(') ? whole.substr(1, whole.size() - 2) : whole, "//");
  for (std::size_t i = 1; i + 1 < segments.size(); ++i) {
    std::vector<std::string> order(segments.begin(), segments.end());
    std::swap(order[i], order[i + 1]);
    out.insert(mark.starts_with('(') ? "(" + join(order, "//") + ")" : join(order, "//"));
  }
  auto small = mark;
  for (auto& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  out.insert(small);
  return out;
}

TEST(CertainCorrections, are_what_was_meant) {
  const auto world = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(world) << world.error().message;
  const auto& book = world->world.policies;
  const auto& usa = *book.find(PolicyId("USA"));
  std::size_t corrected = 0;
  for (const auto& mark : right_marks()) {
    ASSERT_FALSE(label::has_errors(label::check_marking(mark, usa, book).findings)) << mark;
    for (const auto& slip : slips_of(mark)) {
      const auto check = label::check_marking(slip, usa, book);
      if (slip == "(S//REL TO USA, AUS, CAN, BGR)") continue;  // a country too, and put in order
      if (slip == mark || !check.corrected || !check.corrected->certain) continue;
      ++corrected;
      EXPECT_EQ(check.corrected->text, mark) << slip;
    }
  }
  EXPECT_GT(corrected, 300U);  // it does correct
}

// The same slips in marks of other systems: what is certain is right, and nothing remains to correct behind it.
TEST(CertainCorrections, of_other_systems_are_what_was_meant) {
  const std::vector<std::pair<const char*, std::vector<std::string>>> marks{
      {"NATO", {"NATO SECRET", "NATO SECRET ATOMAL", "COSMIC TOP SECRET", "COSMIC TOP SECRET BOHEMIA", "NATO CONFIDENTIAL"}},
      {"GBR", {"SECRET", "TOP SECRET", "OFFICIAL-SENSITIVE", "TOP SECRET STRAP 2"}},
      {"AUS", {"SECRET//AUSTEO", "PROTECTED", "TOP SECRET//AGAO", "SECRET//EXCLUSIVE FOR J Smith//AUSTEO"}},
      {"CAN", {"SECRET", "PROTECTED B", "TOP SECRET//CEO"}},
      {"NZL", {"SECRET", "RESTRICTED", "CONFIDENTIAL"}},
      {"FRA", {"SECRET", "DIFFUSION RESTREINTE"}},
      {"DEU", {"GEHEIM", "STRENG GEHEIM"}},
      {"EU", {"RESTREINT UE/EU RESTRICTED"}},
      {"TLP", {"TLP:AMBER+STRICT", "TLP:GREEN"}},
  };
  const auto world = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(world) << world.error().message;
  const auto& book = world->world.policies;
  std::size_t corrected = 0;
  for (const auto& [name, list] : marks) {
    const auto* policy = book.find(PolicyId(name));
    ASSERT_NE(policy, nullptr) << name;
    for (const auto& mark : list) {
      ASSERT_FALSE(label::has_errors(label::check_marking(mark, *policy, book).findings)) << name << " " << mark;
      for (const auto& slip : slips_of(mark)) {
        const auto check = label::check_marking(slip, *policy, book);
        const bool other_name = slip.find("Smith-") != std::string::npos;
        if (slip == mark || other_name || !check.corrected || !check.corrected->certain) continue;
        ++corrected;
        const auto meant = label::check_marking(mark, *policy, book).label;
        const auto again = label::check_marking(check.corrected->text, *policy, book);  // "OFFICIAL SENSITIVE" is right too
        EXPECT_TRUE(again.findings.empty() && again.label == meant) << name << " " << slip << " → " << check.corrected->text;
      }
    }
  }
  EXPECT_GT(corrected, 40U);
}

// A name runs to the next separator, so one that is left out would make a part of it of what follows.
TEST(CertainCorrections, run_no_names_together) {
  const auto world = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(world) << world.error().message;
  const auto& book = world->world.policies;
  const std::vector<std::array<const char*, 3>> cases{
      {"AUS", "SECRET//EXCLUSIVE FOR John Smith, Jane Doe", ""},
      {"AUS", "SECRET//EXCLUSIVE FOR J Smith, AUSTE", "SECRET//EXCLUSIVE FOR J Smith//AUSTEO"},
      {"NATO", "NATO SECRET EXCLUSIVE FOR Smith, ATOMLA", "NATO SECRET EXCLUSIVE FOR Smith, ATOMAL"},
  };
  for (const auto& [name, mark, meant] : cases) {
    const auto check = label::check_marking(mark, *book.find(PolicyId(name)), book);
    EXPECT_TRUE(label::has_errors(check.findings)) << mark;
    EXPECT_EQ(check.corrected ? check.corrected->text : "", meant) << mark;
  }
}

}  // namespace
}  // namespace entente::format
