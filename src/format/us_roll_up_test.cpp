// Roll-ups under the shipped US policy, each with the section of the US manual (2016) that asks for it.
#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "decision/sets.h"
#include "format/world_folder.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marking.h"
#include "label/roll_up.h"

namespace entente::format {
namespace {

const world::World& shipped() {
  static const LoadedWorld kLoaded = load_world("data/worlds/indo-pacific").value();
  return kLoaded.world;
}
const label::Policy& usa() { return *shipped().policies.find(PolicyId("USA")); }

const label::Expand& members() {
  static const auto kMembers =
      decision::expansion_in_marks(shipped(), {parse_instant("2024-11-20").value(), std::nullopt, world::Evidence::unverified});
  return kMembers;
}

Result<label::Label> whole_of(const std::vector<std::string>& portions) {
  std::vector<label::Label> parts;
  for (const auto& portion : portions) {
    auto part = label::parse_marking(portion, usa(), shipped().policies);
    if (!part) return tl::unexpected(part.error());
    parts.push_back(std::move(*part));
  }
  return label::roll_up(parts, usa(), shipped().policies, members());
}

std::string banner_of(const std::vector<std::string>& portions) {
  const auto whole = whole_of(portions);
  if (!whole) return "error: " + whole.error().message;
  const auto text = label::render_marking(*whole, usa(), shipped().policies, label::MarkForm::banner);
  return text ? *text : "error: " + text.error().message;
}

struct Case {
  std::string section;
  std::vector<std::string> portions;
  std::string banner;
};

// --- Goal: the banner that the manual asks for, never one that lets someone have more.
TEST(UsRollUp, gives_the_published_banner) {
  for (const auto& [section, portions, banner] : std::vector<Case>{
           {"D.2 level", {"U", "C", "TS//NF", "S//NF"}, "TOP SECRET//NOFORN"},
           {"D.2 SCI, SAR, AEA",
            {"TS//SI-G ABCD//OC/NF", "S//TK//NF", "S//SAR-BP//NF", "S//RD//NF"},
            "TOP SECRET//SI-G ABCD/TK//SAR-BP//RD//ORCON/NOFORN"},
           {"D.2 open foreign sources", {"//GBR S//NF", "//DEU S//NF", "U"}, "SECRET//FGI DEU GBR//NOFORN"},
           {"D.2 one concealed hides all", {"//GBR S//NF", "//FGI S//NF"}, "SECRET//FGI//NOFORN"},
           {"D.2 NATO", {"//NS//ATOMAL//NF", "S//RD//NF"}, "SECRET//RD/ATOMAL//FGI NATO//NOFORN"},
           {"H.3 joint information in a US document",
            {"//JOINT S GBR USA//REL TO USA, GBR", "S//REL TO USA, GBR, JPN"},
            "SECRET//FGI GBR//REL TO USA, GBR"},
           {"D.2 Table 3, 2", {"S//NF", "S//REL TO USA, JPN"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 9", {"S//REL TO USA, GBR", "S//REL TO USA, JPN"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 10", {"S//RELIDO", "S//REL TO USA, JPN"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 16", {"S", "S//REL TO USA, JPN"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 20", {"S//DISPLAY ONLY AFG", "S//DISPLAY ONLY IRQ"}, "SECRET//NOFORN"},
           {"H.3 joint information alone",
            {"//JOINT S GBR USA//REL TO USA, FVEY", "//JOINT S GBR USA//FGI NZL//REL TO USA, FVEY",
             "//JOINT S GBR USA//REL TO USA, GBR"},
            "//JOINT SECRET GBR USA//FGI NZL//REL TO USA, GBR"},
           {"H.3 joint information of two kinds",
            {"//JOINT S GBR USA//REL TO USA, GBR", "//JOINT S CAN GBR USA//REL TO USA, CAN, GBR"},
            "SECRET//FGI CAN GBR//REL TO USA, GBR"},
           {"H.3 example page 4",
            {"//JOINT S GBR USA//REL TO USA, GBR", "//JOINT S GBR USA//REL TO USA, FVEY", "//NS//REL TO USA, NATO"},
            "SECRET//FGI GBR NATO//REL TO USA, GBR"},
           {"H.3 example page 4, with its activity",
            {"//JOINT S GBR USA//REL TO USA, GBR", "//JOINT S GBR USA//REL TO USA, FVEY", "//NIS//REL TO USA, ISAF, NATO"},
            "SECRET//FGI GBR ISAF NATO//REL TO USA, GBR"},
           {"H.7 an activity of NATO", {"//NKFORS//NF", "S//NF"}, "SECRET//FGI KFOR NATO//NOFORN"},
           {"H.1 example page 3", {"U//FISA", "S//REL TO USA, GBR"}, "SECRET//NOFORN/FISA"},
           {"H.1 a control beside RELIDO", {"U//FISA", "S//RELIDO"}, "SECRET//RELIDO/FISA"},
           {"H.1 a control beside a release of its own",
            {"U//FOUO/REL TO USA, JPN", "S//REL TO USA, JPN"},
            "SECRET//REL TO USA, JPN"},
           {"H.1 controls alone", {"U//FISA", "S"}, "SECRET//FISA"},
           {"H.1 example page 5", {"U", "U//REL TO USA, FVEY"}, "UNCLASSIFIED//REL TO USA, FVEY"},
           {"D.2 Table 3, 14", {"U//SBU-NF", "U//REL TO USA, FVEY"}, "UNCLASSIFIED//NOFORN//SBU"},
           {"D.2 Table 3, 15", {"U//LES-NF", "U//REL TO USA, FVEY"}, "UNCLASSIFIED//NOFORN//LES"},
           {"H.9 LES NOFORN, example page 1", {"U//LES-NF", "U"}, "UNCLASSIFIED//LES NOFORN"},
           {"H.9 SSI, example page 2", {"S//REL TO USA, ACGU", "U//REL TO USA, ACGU//SSI"}, "SECRET//REL TO USA, ACGU//SSI"},
           {"D.2 Table 3, 13", {"S//REL TO USA, JPN", "S//USA/GBR EYES ONLY"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 16, beside EYES ONLY", {"S", "S//USA/GBR EYES ONLY"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 10, beside EYES ONLY", {"S//RELIDO", "S//USA/GBR EYES ONLY"}, "SECRET//NOFORN"},
           {"EYES ONLY alone", {"S//USA/GBR EYES ONLY", "U"}, "SECRET//USA/GBR EYES ONLY"},
           {"D.2 Table 3, 22", {"S//REL TO USA, GBR", "S//USA/GBR EYES ONLY"}, "SECRET//REL TO USA, GBR"},
           {"D.2 Table 3, 21, groups",
            {"S//REL TO USA, GBR, NATO", "S//REL TO USA, FRA, GBR, NATO"},
            "SECRET//REL TO USA, GBR, NATO"},
           {"D.2 Table 3, 21, a group", {"S//REL TO USA, FVEY", "S//REL TO USA, JPN, FVEY"}, "SECRET//REL TO USA, FVEY"},
           {"H.8 RELIDO, example page 2", {"S//RELIDO", "S//REL TO USA, AUS, CAN/RELIDO"}, "SECRET//RELIDO"},
           {"D.2 Table 3, 21", {"S//REL TO USA, GBR, JPN", "S//REL TO USA, JPN, KOR"}, "SECRET//REL TO USA, JPN"},
           {"D.2 Table 3, 23", {"S//REL TO USA, FVEY", "S//REL TO USA, GBR, JPN"}, "SECRET//REL TO USA, GBR"},
           {"D.2 Table 3, 24", {"S//RELIDO", "S//RELIDO"}, "SECRET//RELIDO"},
           {"D.2 Table 3, 25", {"S//DISPLAY ONLY AFG, IRQ", "S//DISPLAY ONLY IRQ"}, "SECRET//DISPLAY ONLY IRQ"},
           {"D.2 Table 3, 26", {"S//DISPLAY ONLY AFG", "S//REL TO USA, AFG"}, "SECRET//DISPLAY ONLY AFG"},
       }) {
    EXPECT_EQ(banner_of(portions), banner) << section;
  }
}

TEST(UsRollUp, gives_what_is_published_about_others) {
  for (const auto& [section, portions, banner] :
       std::vector<Case>{{"H.7 the EU as owner", {"//SECRET UE/EU SECRET//NF", "S//NF"}, "SECRET//FGI EU//NOFORN"},
                         {"H.7 RESTRICTED of the EU", {"//R-UE/EU-R//NF", "U"}, "CONFIDENTIAL//FGI EU//NOFORN"},
                         {"H.7 the EU beside a nation", {"//DEU EU S//NF", "S//NF"}, "SECRET//FGI DEU EU//NOFORN"},
                         {"H.7 programs of others",
                          {"S//STRAP 1//FGI GBR//NF", "//NS//ATOMAL"},
                          "SECRET//ATOMAL/STRAP 1//FGI GBR NATO//NOFORN"},
                         {"H.7 a closed list without the USA", {"//AUS S//AUSTEO", "//AUS S//AUSTEO"}, "SECRET//FGI AUS//NOFORN"},
                         {"H.7 controls of others",
                          {"//AUS S//REL TO USA, AUS//AGAO", "S//REL TO USA, AUS"},
                          "SECRET//FGI AUS//REL TO USA, AUS//AGAO"},
                         {"H.7 controls of several",
                          {"//GBR S//NF//LOCSEN", "//AUS S//NF//AGAO", "//NS//ATOMAL", "S//NF//LES"},
                          "SECRET//ATOMAL//FGI AUS GBR NATO//NOFORN//LES/AGAO/LOCSEN"}}) {
    EXPECT_EQ(banner_of(portions), banner) << section;
  }
}

TEST(UsRollUp, gives_what_the_published_precedence_asks) {
  for (const auto& [section, portions, banner] : std::vector<Case>{
           {"H.8 ORCON over ORCON-USGOV", {"S//OC-USGOV/NF", "S//OC/NF"}, "SECRET//ORCON/NOFORN"},
           {"H.8 FOUO in a classified document", {"U//FOUO", "S//NF"}, "SECRET//NOFORN"},
           {"H.8 FOUO alone", {"U//FOUO", "U"}, "UNCLASSIFIED//FOUO"},
           {"H.8 FOUO with release only", {"U//FOUO/NF", "U//NF"}, "UNCLASSIFIED//FOUO/NOFORN"},
           {"H.8 FOUO below another control", {"U//FOUO", "U//PR/NF"}, "UNCLASSIFIED//NOFORN/PROPIN"},
           {"H.8 DSEN over FOUO", {"U//FOUO", "U//DSEN"}, "UNCLASSIFIED//DEA SENSITIVE"},
           {"H.9 LIMDIS over FOUO", {"U//FOUO", "U//DS"}, "UNCLASSIFIED//LIMDIS"},
           {"H.9 LIMDIS in a classified document", {"U//DS", "S//NF"}, "SECRET//NOFORN"},
           {"H.9 NODIS over EXDIS", {"U//NF//XD", "U//NF//ND"}, "UNCLASSIFIED//NOFORN//NODIS"},
           {"H.9 no release with EXDIS", {"U//XD", "S//REL TO USA, GBR"}, "SECRET//NOFORN//EXDIS"},
           {"H.9 EXDIS over SBU", {"U//SBU", "U//NF//XD"}, "UNCLASSIFIED//NOFORN//EXDIS"},
           {"H.9 SBU over FOUO", {"U//FOUO", "U//SBU"}, "UNCLASSIFIED//SBU"},
           {"H.9 SBU NOFORN over SBU", {"U//SBU", "U//SBU-NF"}, "UNCLASSIFIED//SBU NOFORN"},
           {"H.9 SBU NOFORN in a classified document", {"U//SBU-NF", "S//REL TO USA, GBR"}, "SECRET//NOFORN"},
           {"D.2 Table 3, 3", {"U//SBU-NF", "U//NF"}, "UNCLASSIFIED//NOFORN//SBU"},
           {"H.9 LES in every document", {"U//LES", "S//NF"}, "SECRET//NOFORN//LES"},
           {"H.9 LES over FOUO", {"U//FOUO", "U//LES"}, "UNCLASSIFIED//LES"},
           {"H.9 LES NOFORN in a classified document", {"U//LES-NF", "S//REL TO USA, GBR"}, "SECRET//NOFORN//LES"},
           {"H.9 LES NOFORN alone", {"U//LES-NF", "U//FOUO"}, "UNCLASSIFIED//LES NOFORN"},
           {"D.2 Table 3, 6", {"U//LES-NF", "U//NF"}, "UNCLASSIFIED//NOFORN//LES"},
           {"D.2 Table 3, 6, in one portion", {"U//NF//LES-NF", "U"}, "UNCLASSIFIED//NOFORN//LES"},
           {"CUI in a classified document", {"CUI//SP-CTI", "S//REL TO USA, GBR"}, "SECRET//CUI//SP-CTI//NOFORN"},
           {"CUI for those it names", {"CUI//SP-CTI//REL TO USA, GBR", "U"}, "CUI//SP-CTI//REL TO USA, GBR"},
           {"CUI for federal employees", {"CUI//PRVCY//FED ONLY", "U"}, "CUI//PRVCY//FED ONLY"},
           {"D.2 Table 3, 16, CUI for federal employees",
            {"CUI//PRVCY//FED ONLY", "CUI//SP-CTI//REL TO USA, GBR"},
            "CUI//SP-CTI/PRVCY//FED ONLY/NOFORN"},
           {"D.2 Table 3, 1", {"CUI//FED ONLY", "S//NF"}, "SECRET//CUI//NOFORN/FED ONLY"},
           {"D.2 Table 3, 1, unclassified", {"CUI//SP-CTI//FED ONLY", "CUI//NF"}, "CUI//SP-CTI//FED ONLY/NOFORN"},
           {"D.2 Table 3, 1, those on a list", {"CUI//DL ONLY", "S//NF"}, "SECRET//CUI//NOFORN/DL ONLY"},
           {"D.2 Table 3, 16, contractors", {"CUI//FEDCON", "S//REL TO USA, GBR"}, "SECRET//CUI//NOFORN/FEDCON"},
           {"D.2 Table 3, 16, in one portion", {"CUI//FED ONLY/REL TO USA, GBR", "U"}, "CUI//FED ONLY/NOFORN"},
           {"CUI for federal employees in a classified document", {"CUI//FED ONLY", "S"}, "SECRET//CUI//NOFORN/FED ONLY"},
           {"CUI over FOUO", {"CUI", "U//FOUO"}, "CUI"},
           {"H.9 SSI over FOUO", {"U//FOUO", "U//SSI"}, "UNCLASSIFIED//SSI"},
           {"H.6 RD over FRD and TFNI", {"S//RD//NF", "S//FRD//NF", "S//TFNI//NF"}, "SECRET//RD//NOFORN"},
           {"H.6 FRD over TFNI", {"S//FRD//NF", "S//TFNI//NF"}, "SECRET//FRD//NOFORN"},
           {"H.6 SIGMA of RD takes those of FRD", {"S//RD-SG 14//NF", "S//FRD-SG 18//NF"}, "SECRET//RD-SIGMA 14 18//NOFORN"},
           {"H.6 UCNI in a classified document", {"U//DCNI", "S//REL TO USA, GBR"}, "SECRET//NOFORN"},
           {"H.6 UCNI in an unclassified document", {"U//DCNI", "U//UCNI"}, "UNCLASSIFIED//DOD UCNI/DOE UCNI"},
       }) {
    EXPECT_EQ(banner_of(portions), banner) << section;
  }
}

// The words of a marking, and whom its lists name: told from the text alone, with members of groups that the parts have in
// common.
struct Said {
  std::set<std::string> words;
  std::set<std::string> release;
  std::set<std::string> display;
  bool speaks = false;  // of release
};

void add_codes(std::string_view list, std::set<std::string>& out) {
  for (auto code : split(list, ",")) {
    code = trimmed(code);
    if (code != "FVEY") out.emplace(code);
    if (code == "FVEY") out.insert({"AUS", "CAN", "GBR", "NZL", "USA"});
    if (code == "NATO") out.insert({"CAN", "GBR"});
  }
}

Said said_by(std::string_view text) {
  Said out;
  for (const auto segment : split(text, "//")) {
    for (const auto piece : split(segment, "/")) {
      for (const auto word : split(piece, " ")) {
        for (const auto part : split(word, "-")) out.words.emplace(part);
      }
      if (piece.starts_with("REL TO ")) add_codes(piece.substr(7), out.release);
      if (piece.starts_with("DISPLAY ONLY ")) add_codes(piece.substr(13), out.display);
    }
    if (segment.ends_with(" EYES ONLY")) {
      for (const auto code : split(segment.substr(0, segment.size() - 10), "/")) out.release.emplace(code);
    }
  }
  for (const auto* word : {"NF", "NOFORN", "REL", "DISPLAY", "EYES", "RELIDO", "FED", "FEDCON", "DL"})
    out.speaks = out.speaks || out.words.contains(word);
  return out;
}

bool bars_all(const Said& said) {
  return said.words.contains("NF") || said.words.contains("NOFORN") || said.words.contains("FED") ||
         said.words.contains("FEDCON") || said.words.contains("DL");
}

void expect_no_more_than(const std::vector<std::string>& portions) {
  const auto banner = banner_of(portions);
  if (banner.starts_with("error: ")) return;
  const auto whole = said_by(banner);
  for (const auto& portion : portions) {
    const auto part = said_by(portion);
    const auto all = join(std::vector<std::string>(portions), "; ") + " became " + banner;
    if (part.words.contains("NF")) EXPECT_TRUE(whole.words.contains("NOFORN")) << all;
    if (bars_all(part)) EXPECT_TRUE(bars_all(whole)) << all;
    if (portion.starts_with('U') && !part.speaks) continue;
    if (portion == "CUI") continue;
    for (const auto& party : whole.release) {
      if (bars_all(whole) || party == "USA") continue;
      EXPECT_TRUE(!bars_all(part) && part.release.contains(party)) << party << ": " << all;
    }
    for (const auto& party : whole.display) {
      const bool may_look = part.release.contains(party) || part.display.contains(party);
      EXPECT_TRUE(bars_all(whole) || (!bars_all(part) && may_look)) << party << ": " << all;
    }
  }
}

// --- Goal: no banner lets someone have what a portion keeps from them; the word NOFORN is never lost.
TEST(UsRollUp, permits_nothing_that_a_portion_forbids) {
  const std::vector<std::string> portions{"U",
                                          "U//FOUO",
                                          "U//NF",
                                          "U//LES",
                                          "U//LES-NF",
                                          "U//SBU-NF",
                                          "U//NF//LES",
                                          "U//FOUO/REL TO USA, GBR",
                                          "U//NF//XD",
                                          "CUI",
                                          "CUI//FED ONLY",
                                          "CUI//FEDCON",
                                          "CUI//DL ONLY",
                                          "CUI//NF",
                                          "CUI//FED ONLY/NF",
                                          "CUI//SP-CTI//REL TO USA, GBR",
                                          "CUI//FED ONLY/REL TO USA, GBR",
                                          "CUI//SP-CTI/PRVCY//NF",
                                          "S",
                                          "S//NF",
                                          "S//RELIDO",
                                          "S//OC/NF",
                                          "S//REL TO USA, GBR",
                                          "S//REL TO USA, JPN",
                                          "S//REL TO USA, GBR, JPN",
                                          "S//REL TO USA, FVEY",
                                          "S//REL TO USA, AUS, CAN/RELIDO",
                                          "S//DISPLAY ONLY AFG",
                                          "S//DISPLAY ONLY GBR",
                                          "S//REL TO USA, GBR/DISPLAY ONLY AFG",
                                          "S//USA/GBR EYES ONLY",
                                          "S//CUI//FED ONLY",
                                          "S//CUI//PRVCY//NF",
                                          "S//RD//NF",
                                          "S//SAR-BP//NF",
                                          "S//FGI GBR//REL TO USA, GBR",
                                          "S//NF//LES",
                                          "S//NF//ACCM-BLUE",
                                          "TS//SI-G ABCD//OC/NF",
                                          "//FGI S//NF",
                                          "//JOINT S GBR USA//REL TO USA, GBR",
                                          "//GBR S//NF",
                                          "//NS//REL TO USA, GBR, NATO",
                                          "//NS//ATOMAL//NF"};
  for (const auto& first : portions) {
    for (const auto& second : portions) {
      expect_no_more_than({first, second});
    }
  }
}

// --- Goal: an invalid portion makes an invalid whole, whatever else it is beside.
TEST(UsRollUp, what_is_invalid_in_a_portion_stays) {
  EXPECT_EQ(banner_of({"S//FOUO/NF", "S//NF//LES"}), "SECRET//FOUO/NOFORN//LES");
}

// --- Goal: a whole ends with the last of its portions, and with none where one has no end.
TEST(UsRollUp, declassification_is_that_of_the_last_portion) {
  const auto part = [](std::string_view level, const char* end, std::string_view atomic = "") {
    label::IsmAttributes attributes;
    attributes.values[label::IsmName::classification] = {std::string(level)};
    attributes.values[label::IsmName::owner_producer] = {"USA"};
    if (end != nullptr) attributes.values[label::IsmName::declass_date] = {end};
    if (!atomic.empty()) attributes.values[label::IsmName::atomic_energy_markings] = {std::string(atomic)};
    return label::label_of_ism(attributes, usa(), shipped().policies).value();
  };
  const auto end_of = [](const std::vector<label::Label>& parts) {
    const auto whole = label::roll_up(parts, usa(), shipped().policies, members());
    return whole && whole->declassify_on ? to_short_string(*whole->declassify_on) : "none";
  };
  EXPECT_EQ(end_of({part("S", "2040-01-01"), part("S", "2035-06-01"), part("U", nullptr)}), "2040-01-01");
  EXPECT_EQ(end_of({part("S", "2040-01-01"), part("S", nullptr)}), "none");
  EXPECT_EQ(end_of({part("S", "2040-01-01"), part("S", "2040-01-01", "RD")}), "none");
  EXPECT_EQ(end_of({part("U", nullptr)}), "none");
}

// --- Goal: what a roll-up gives breaks no rule of ISM about roll-ups.
TEST(UsRollUp, breaks_no_published_rule_of_ism) {
  for (const auto& portions : std::vector<std::vector<std::string>>{
           {"U", "S//NF"},
           {"TS//SI-G ABCD//OC/NF", "S//TK//NF", "S//RD-CNWDI//NF"},
           {"S//REL TO USA, GBR, JPN", "S//REL TO USA, JPN, KOR", "U"},
           {"S//DISPLAY ONLY AFG", "S//REL TO USA, AFG"},
           {"S//RELIDO", "U"},
           {"//GBR S//NF", "//FGI S//NF"},
           {"S//OC-USGOV/NF", "S//OC/NF"},
           {"U//FOUO", "U//LES"},
           {"U//SBU", "U//SBU-NF"},
           {"U//LES-NF", "S//NF"},
           {"U//NF//XD", "U//NF//ND"},
           {"S//FRD-SG 14//NF", "S//RD//NF"},
           {"//NKFORS//NF", "S//NF"},
           {"//JOINT S GBR USA//REL TO USA, GBR", "//JOINT S GBR USA//REL TO USA, FVEY"},
           {"CUI//SP-CTI//NF", "S//NF"},
           {"S//IMC/NF", "S//PR/NF", "S//DSEN/NF", "S//FISA/NF", "S//RS/NF"},
       }) {
    label::IsmDocument document;
    const auto whole = whole_of(portions);
    ASSERT_TRUE(whole) << portions.front();
    const auto resource = label::ism_of_label(*whole, usa(), shipped().policies);
    ASSERT_TRUE(resource) << portions.front() << ": " << resource.error().message;
    document.resource = *resource;
    for (const auto& portion : portions) {
      document.portions.push_back(
          label::ism_of_label(label::parse_marking(portion, usa(), shipped().policies).value(), usa(), shipped().policies)
              .value());
    }
    for (const auto& finding : label::ism_findings(document)) {
      // What a marking does not say, and warnings about what only its owner can know.
      static const std::set<std::string_view> kBesideTheMark{
          "ISM-ID-00014", "ISM-ID-00102", "ISM-ID-00118", "ISM-ID-00127", "ISM-ID-00128", "ISM-ID-00129", "ISM-ID-00130",
          "ISM-ID-00141", "ISM-ID-00142", "ISM-ID-00150", "ISM-ID-00152", "ISM-ID-00244", "ISM-ID-00246", "ISM-ID-00323",
          "ISM-ID-00337", "ISM-ID-00339", "ISM-ID-00384", "ISM-ID-00386", "ISM-ID-00467", "ISM-ID-00497"};
      if (finding.portion || kBesideTheMark.contains(finding.rule)) continue;
      ADD_FAILURE() << portions.front() << ", " << portions.back() << ": " << finding.rule << " " << finding.message;
    }
  }
}

}  // namespace
}  // namespace entente::format
