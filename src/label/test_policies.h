// Policies for tests: small, but with every kind of level and token the grammars know. Facts as published; see
// docs/formats/markings.md for sources. Not part of the product: worlds bring their own.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::label::test {

using Texts = std::vector<std::string>;

inline Level level(const char* name, int hierarchy, const char* portion, Texts abroad, Texts more_marks = {}) {
  Level out;
  out.name = LevelName(name);
  out.hierarchy = hierarchy;
  out.portion = portion;
  out.abroad = std::move(abroad);
  out.marks = {name};
  out.marks.insert(out.marks.end(), more_marks.begin(), more_marks.end());
  return out;
}

inline Level free_level(Level level) {
  level.free = true;
  return level;
}

inline Level apart(Level level) {
  level.comparable = false;
  return level;
}

inline Token token(const char* name, Meaning meaning, Segment segment, const char* portion, Texts more_marks = {}) {
  Token out;
  out.name = CategoryName(name);
  out.meaning = meaning;
  out.segment = segment;
  out.portion = portion;
  out.marks = {name};
  out.marks.insert(out.marks.end(), more_marks.begin(), more_marks.end());
  return out;
}

inline Token restrictive(const char* name, Segment segment, const char* portion, Texts more_marks = {}) {
  return token(name, Meaning::restrictive, segment, portion, std::move(more_marks));
}

inline Token with_compartments(Token token, const char* domain = nullptr) {
  token.compartments = true;
  if (domain != nullptr) token.domain = domain;
  return token;
}

inline Token for_eyes_of(Token token, const std::vector<const char*>& parties) {
  token.meaning = Meaning::eyes_only;
  for (const auto* party : parties) token.parties.emplace_back(party);
  return token;
}

inline Token limits_cui(Token token) {
  token.limits_cui = true;
  return token;
}

inline Token with_below(Token token, std::vector<std::string> below) {
  token.below = std::move(below);
  token.compartments = true;
  return token;
}

inline Token as_ism(Token token, const char* value) {
  token.ism = value;
  return token;
}

inline std::vector<Token> usa_protection_tokens() {
  return {
      token("JOINT", Meaning::joint, Segment::fgi, "JOINT"),
      with_compartments(restrictive("HCS", Segment::sci, "HCS"), "human-intelligence"),
      with_compartments(restrictive("RSV", Segment::sci, "RSV", {"RESERVE"})),
      with_compartments(restrictive("SI", Segment::sci, "SI", {"SPECIAL INTELLIGENCE"}), "signals-intelligence"),
      restrictive("SI-EU", Segment::sci, "SI-EU", {"SI-ECRU"}),
      with_compartments(restrictive("SI-G", Segment::sci, "SI-G", {"SI-GAMMA"})),
      restrictive("SI-NK", Segment::sci, "SI-NK", {"SI-NONBOOK"}),
      with_compartments(restrictive("TK", Segment::sci, "TK", {"TALENT KEYHOLE"}), "imagery"),
      with_compartments(restrictive("TK-BLFH", Segment::sci, "TK-BLFH", {"TK-BLUEFISH", "TALENT KEYHOLE-BLUEFISH"})),
      with_compartments(restrictive("SAR", Segment::sar, "SAR", {"SPECIAL ACCESS REQUIRED"})),
      restrictive("RD", Segment::aea, "RD", {"RESTRICTED DATA"}),
      restrictive("RD-CNWDI", Segment::aea, "RD-CNWDI", {"RD-CRITICAL NUCLEAR WEAPON DESIGN INFORMATION"}),
      with_compartments(restrictive("RD-SIGMA", Segment::aea, "RD-SG")),
      restrictive("FRD", Segment::aea, "FRD", {"FORMERLY RESTRICTED DATA"}),
      with_compartments(restrictive("FRD-SIGMA", Segment::aea, "FRD-SG")),
      restrictive("DOD UCNI", Segment::aea, "DCNI", {"DOD UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION"}),
      restrictive("DOE UCNI", Segment::aea, "UCNI", {"DOE UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION"}),
      restrictive("TFNI", Segment::aea, "TFNI", {"TRANSCLASSIFIED FOREIGN NUCLEAR INFORMATION"}),
      token("FGI", Meaning::foreign_information, Segment::fgi, "FGI", {"FOREIGN GOVERNMENT INFORMATION"}),
      with_below(restrictive("CUI", Segment::cui, "CUI", {"CONTROLLED"}),
                 {"CUI-PROVISIONAL-PII", "EXPT", "PRIVILEGE", "PROPIN", "PRVCY", "SP-CTI", "SP-EXPT"}),
  };
}

inline std::vector<Token> usa_dissemination_tokens() {
  constexpr auto kDissemination = Segment::dissemination;
  constexpr auto kNonIc = Segment::non_ic;
  return {
      restrictive("RSEN", kDissemination, "RS", {"RISK SENSITIVE"}),
      restrictive("FOUO", kDissemination, "FOUO", {"FOR OFFICIAL USE ONLY"}),
      token("ORCON", Meaning::originator_control, kDissemination, "OC", {"ORIGINATOR CONTROLLED"}),
      token("ORCON-USGOV", Meaning::originator_control, kDissemination, "OC-USGOV", {"ORIGINATOR CONTROLLED-USGOV"}),
      restrictive("IMCON", kDissemination, "IMC", {"CONTROLLED IMAGERY"}),
      limits_cui(token("NOFORN", Meaning::no_foreign, kDissemination, "NF", {"NOT RELEASABLE TO FOREIGN NATIONALS"})),
      restrictive("PROPIN", kDissemination, "PR", {"CAUTION-PROPRIETARY INFORMATION INVOLVED"}),
      limits_cui(
          as_ism(token("REL TO", Meaning::release_to, kDissemination, "REL TO", {"AUTHORIZED FOR RELEASE TO", "REL"}), "REL")),
      token("RELIDO", Meaning::release_by_official, kDissemination, "RELIDO", {"RELEASABLE BY INFORMATION DISCLOSURE OFFICIAL"}),
      token("EYES ONLY", Meaning::eyes_only, kDissemination, "EYES", {"EYES"}),
      restrictive("DSEN", kDissemination, "DSEN", {"DEA SENSITIVE"}),
      restrictive("FISA", kDissemination, "FISA", {"FOREIGN INTELLIGENCE SURVEILLANCE ACT"}),
      limits_cui(as_ism(token("DISPLAY ONLY", Meaning::display_only, kDissemination, "DISPLAY ONLY"), "DISPLAYONLY")),
      limits_cui(as_ism(token("FED ONLY", Meaning::no_foreign, kDissemination, "FED ONLY"), "FED_ONLY")),
      limits_cui(restrictive("NOCON", kDissemination, "NOCON")),
      restrictive("LIMDIS", kNonIc, "DS", {"LIMITED DISTRIBUTION"}),
      with_compartments(restrictive("ACCM", kNonIc, "ACCM")),
      restrictive("EXDIS", kNonIc, "XD", {"EXCLUSIVE DISTRIBUTION"}),
      restrictive("NODIS", kNonIc, "ND", {"NO DISTRIBUTION"}),
      restrictive("SBU", kNonIc, "SBU", {"SENSITIVE BUT UNCLASSIFIED"}),
      token("SBU NOFORN", Meaning::no_foreign, kNonIc, "SBU-NF", {"SENSITIVE BUT UNCLASSIFIED NOFORN"}),
      restrictive("LES", kNonIc, "LES", {"LAW ENFORCEMENT SENSITIVE"}),
      token("LES NOFORN", Meaning::no_foreign, kNonIc, "LES-NF", {"LAW ENFORCEMENT SENSITIVE NOFORN"}),
      restrictive("SSI", kNonIc, "SSI", {"SENSITIVE SECURITY INFORMATION"}),
  };
}

inline Policy policy(const char* id, Grammar grammar, std::vector<Level> levels, std::vector<Token> tokens) {
  Policy out;
  out.id = PolicyId(id);
  out.party = PartyId(id);
  out.title = id;
  out.grammar = grammar;
  out.levels = std::move(levels);
  out.tokens = std::move(tokens);
  return out;
}

inline Correspondence counts_as(const char* policy, const char* level, const char* counts_as) {
  return {PolicyId(policy), LevelName(level), LevelName(counts_as)};
}

inline Policy usa() {
  auto tokens = usa_protection_tokens();
  for (auto& token : usa_dissemination_tokens()) tokens.push_back(std::move(token));
  auto out = policy(
      "USA", Grammar::us_style,
      {level("TOP SECRET", 4, "TS", {"TS", "TOP SECRET"}), level("SECRET", 3, "S", {"S", "SECRET"}),
       level("CONFIDENTIAL", 2, "C", {"C", "CONFIDENTIAL"}), free_level(level("UNCLASSIFIED", 1, "U", {"U", "UNCLASSIFIED"}))},
      std::move(tokens));
  out.segments_inherit = true;
  out.slips = {{"UK", "GBR"}, {"COMINT", "SI"}, {"UNCLAS", "UNCLASSIFIED"}, {"FOR DISPLAY ONLY", "DISPLAY ONLY"}};
  out.corresponds = {counts_as("NATO", "COSMIC TOP SECRET", "TOP SECRET"),
                     counts_as("NATO", "NATO SECRET", "SECRET"),
                     counts_as("NATO", "NATO CONFIDENTIAL", "CONFIDENTIAL"),
                     counts_as("NATO", "NATO RESTRICTED", "CONFIDENTIAL"),
                     counts_as("NATO", "NATO UNCLASSIFIED", "UNCLASSIFIED"),
                     counts_as("GBR", "TOP SECRET", "TOP SECRET"),
                     counts_as("GBR", "SECRET", "SECRET"),
                     counts_as("JPN", "極秘", "SECRET"),
                     counts_as("KOR", "군사II급비밀", "SECRET"),
                     counts_as("CAN", "SECRET", "SECRET")};
  return out;
}

inline Composite composite(const char* mark, const char* level, const char* token, bool written = false) {
  return {mark, LevelName(level), CategoryName(token), written};
}

inline Policy nato() {
  auto out =
      policy("NATO", Grammar::plain,
             {level("COSMIC TOP SECRET", 5, "CTS", {"TS", "TOP SECRET"}), level("NATO SECRET", 4, "NS", {"S", "SECRET"}),
              level("NATO CONFIDENTIAL", 3, "NC", {"C", "CONFIDENTIAL"}), level("NATO RESTRICTED", 2, "NR", {"R", "RESTRICTED"}),
              free_level(level("NATO UNCLASSIFIED", 1, "NU", {"U", "UNCLASSIFIED"}))},
             {restrictive("ATOMAL", Segment::aea, "ATOMAL"), restrictive("BOHEMIA", Segment::aea, "BOHEMIA"),
              restrictive("BALK", Segment::aea, "BALK"), token("ORCON", Meaning::originator_control, Segment::plain, "OC"),
              token("Releasable to", Meaning::release_to, Segment::plain, "REL TO", {"RELEASABLE TO", "releasable to"}),
              token("FOR DISPLAY TO", Meaning::display_only, Segment::plain, "FOR DISPLAY TO"),
              restrictive("KFOR", Segment::plain, "KFOR")});
  constexpr const char* kTop = "COSMIC TOP SECRET";
  constexpr const char* kSecret = "NATO SECRET";
  constexpr const char* kConfidential = "NATO CONFIDENTIAL";
  out.wording.composites = {composite("CTSA", kTop, "ATOMAL"),
                            composite("CTS-A", kTop, "ATOMAL"),
                            composite("NSAT", kSecret, "ATOMAL"),
                            composite("NS-A", kSecret, "ATOMAL"),
                            composite("NCA", kConfidential, "ATOMAL"),
                            composite("NC-A", kConfidential, "ATOMAL"),
                            composite("CTS-B", kTop, "BOHEMIA"),
                            composite("CTS-BOHEMIA", kTop, "BOHEMIA"),
                            composite("CTS-BALK", kTop, "BALK"),
                            composite("SECRET ATOMAL", kSecret, "ATOMAL"),
                            composite("CONFIDENTIAL ATOMAL", kConfidential, "ATOMAL")};
  out.tokens.back().inside = {"NATO", "N"};
  out.slips = {{"NATO TOP SECRET", kTop}, {"COSMIC SECRET", kSecret}};
  return out;
}

inline Policy gbr() {
  auto out = policy("GBR", Grammar::plain,
                    {level("TOP SECRET", 3, "TS", {"TS", "TOP SECRET"}), level("SECRET", 2, "S", {"S", "SECRET"}),
                     free_level(level("OFFICIAL", 1, "O", {"U", "UNCLASSIFIED", "OFFICIAL"}))},
                    {token("EYES ONLY", Meaning::eyes_only, Segment::plain, "EYES ONLY"),
                     for_eyes_of(restrictive("UK EYES ONLY", Segment::plain, "UKEO"), {"GBR"}),
                     for_eyes_of(restrictive("UK/US EYES ONLY", Segment::plain, "UK/US EYES ONLY"), {"GBR", "USA"}),
                     restrictive("SENSITIVE", Segment::plain, "SENSITIVE"), restrictive("LOCSEN", Segment::plain, "LOCSEN")});
  out.release_outside_marking = true;
  return out;
}

inline Policy jpn() {
  auto out = policy("JPN", Grammar::plain,
                    {level("機密", 3, "機密", {"TS", "TOP SECRET"}), level("極秘", 2, "極秘", {"S", "SECRET"}),
                     apart(level("特定秘密", 2, "特定秘密", {})), level("秘", 1, "秘", {"C", "CONFIDENTIAL"})},
                    {});
  out.release_outside_marking = true;
  for (auto& level : out.levels) level.domain = "military";
  return out;
}

inline Policy kor() {
  auto out = policy(
      "KOR", Grammar::plain,
      {level("군사I급비밀", 3, "군사I급비밀", {"TS", "TOP SECRET"}), level("군사II급비밀", 2, "군사II급비밀", {"S", "SECRET"}),
       level("군사III급비밀", 1, "군사III급비밀", {"C", "CONFIDENTIAL"})},
      {});
  out.release_outside_marking = true;
  return out;
}

inline Policy can() {
  auto out = policy(
      "CAN", Grammar::plain,
      {level("TOP SECRET", 3, "TS", {"TS"}), level("SECRET", 2, "S", {"S"}), level("CONFIDENTIAL", 1, "C", {"C"}),
       apart(level("PROTECTED C", 3, "PC", {}, {"Protected C"})), apart(level("PROTECTED B", 2, "PB", {}, {"Protected B"}))},
      {for_eyes_of(restrictive("CANADIAN EYES ONLY", Segment::plain, "CEO"), {"CAN"})});
  out.release_outside_marking = true;
  return out;
}

inline Policy aus() {
  auto out = policy("AUS", Grammar::plain,
                    {level("TOP SECRET", 4, "TS", {"TS", "TOP SECRET"}), level("SECRET", 3, "S", {"S", "SECRET"}),
                     level("PROTECTED", 2, "P", {"P", "PROTECTED"}), level("OFFICIAL: Sensitive", 1, "O:S", {"R", "RESTRICTED"}),
                     free_level(level("OFFICIAL", 0, "O", {"U", "UNCLASSIFIED"}))},
                    {for_eyes_of(restrictive("AUSTEO", Segment::plain, "AUSTEO"), {"AUS"}),
                     for_eyes_of(restrictive("AGAO", Segment::plain, "AGAO"), {"AUS"})});
  out.release_outside_marking = true;
  return out;
}

// Nations, organisations and groups; NZL, DEU and FIN have no policy here, ISAF cannot be decomposed.
inline PolicyBook book() {
  PolicyBook out;
  for (auto& policy : {usa(), nato(), gbr(), jpn(), kor(), can(), aus()}) {
    out.add_party(policy.party, policy.id);
    out.add(policy);
  }
  for (const auto* party : {"NZL", "DEU", "FIN", "FVEY", "ACGU", "ISAF", "IRQ", "AFG", "PAK", "ISR", "EGY"}) {
    out.add_party(PartyId(party), std::nullopt);
  }
  return out;
}

inline std::vector<PartyId> members(const PartyId& party) {
  static const std::map<std::string, std::vector<const char*>> kMembers{{"FVEY", {"USA", "GBR", "CAN", "AUS", "NZL"}},
                                                                        {"ACGU", {"USA", "GBR", "CAN", "AUS"}},
                                                                        {"NATO", {"USA", "GBR", "CAN", "DEU", "FIN"}},
                                                                        {"ISAF", {}}};
  const auto found = kMembers.find(party.str());
  if (found == kMembers.end()) return {party};
  std::vector<PartyId> out;
  for (const auto* member : found->second) out.emplace_back(member);
  return out;
}

}  // namespace entente::label::test
