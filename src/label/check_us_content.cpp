#include "label/check_us_content.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "base/text.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marks.h"
#include "label/special_words.h"
#include "label/us_cui.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleJoint = "US-H.3";
constexpr std::string_view kRuleForeign = "US-H.7";
constexpr std::string_view kRuleCui = "CUI-2002.20";
constexpr std::string_view kRuleCompany = "MARK-company";

constexpr std::size_t kNationCodeSize = 3;
constexpr std::size_t kDateBytes = 10;           // "2024-11-20" of an instant
constexpr std::string_view kHighestOnly = "SI";  // whose free compartments are for the highest level

// Rules of 2022 that example banner lines of the manual of 2016 do not keep: warnings.
// 00261: whether a nickname stands in what counts for the whole, where it may not, no mark says.
constexpr std::array<std::string_view, 2> kNotInExamples{"ISM-ID-00261", "ISM-ID-00464"};

struct Place {
  IsmName attribute;
  Segment segment;
};

constexpr std::array kPlaces{
    Place{IsmName::sci_controls, Segment::sci},           Place{IsmName::sar_identifier, Segment::sar},
    Place{IsmName::atomic_energy_markings, Segment::aea}, Place{IsmName::fgi_source_open, Segment::fgi},
    Place{IsmName::fgi_source_protected, Segment::fgi},   Place{IsmName::dissemination_controls, Segment::dissemination},
    Place{IsmName::non_ic_markings, Segment::non_ic},     Place{IsmName::non_us_controls, Segment::non_ic},
    Place{IsmName::non_us_controls, Segment::aea},        Place{IsmName::cui_basic, Segment::cui_category},
    Place{IsmName::cui_specified, Segment::cui_category}};

bool stands_for(const UsPiece& piece, IsmName attribute) {
  const auto meaning = piece.token == nullptr ? Meaning::restrictive : piece.token->meaning;
  if (attribute == IsmName::releasable_to) return meaning == Meaning::release_to || meaning == Meaning::eyes_only;
  if (attribute == IsmName::display_only_to) return meaning == Meaning::display_only;
  if (attribute == IsmName::non_us_controls && piece.token != nullptr) return false;
  if (attribute == IsmName::non_ic_markings && piece.token == nullptr) return false;
  return std::any_of(kPlaces.begin(), kPlaces.end(),
                     [&](const Place& place) { return place.attribute == attribute && place.segment == piece.segment; });
}

bool holds_value(const UsPiece& piece, const std::string& value) {
  if (piece.token == nullptr) return piece.text == value;
  const auto& own = ism_of(*piece.token);
  return own == value || value.starts_with(own + "-");
}

// The piece that bears the value, else the first of the attribute, else level and owner.
Span place_of(const IsmFinding& finding, const UsPieces& pieces) {
  const UsPiece* first = nullptr;
  for (const auto& piece : pieces.pieces) {
    if (!stands_for(piece, finding.attribute)) continue;
    if (finding.value && holds_value(piece, *finding.value)) return piece.span;
    if (first == nullptr) first = &piece;
  }
  return first == nullptr ? pieces.opening : first->span;
}

bool is_about_lists(IsmName attribute) {
  return attribute == IsmName::releasable_to || attribute == IsmName::display_only_to || attribute == IsmName::owner_producer ||
         attribute == IsmName::joint;
}

// What attributes have no place for, although marks may say it: controls of a nation (manual, H.7), a token that stands with its
// level, an activity of NATO, and CUI without a category.
Label without_wordless(Label label, const CheckedText& checked) {
  const auto* cui = cui_token(checked.system);
  const bool of_categories =
      cui != nullptr && std::any_of(label.categories.begin(), label.categories.end(), [&](const Category& c) {
        return c.policy == checked.system.id && c.name.str().starts_with(cui->name.str() + "-");
      });
  std::erase_if(label.categories, [&](const Category& category) {
    if (category.policy == checked.system.id) return cui != nullptr && !of_categories && category.name == cui->name;
    const auto* policy = checked.book.find(category.policy);
    const auto* token = policy == nullptr ? nullptr : policy->token(category.name);
    return token != nullptr && (!token->inside.empty() || policy->party.str().size() == kNationCodeSize);
  });
  return label;
}

// The mark may be older than the date at which it is checked.
bool is_about_withdrawn(const IsmFinding& finding) {
  constexpr std::array<std::string_view, 5> kWithdrawn{"ISM-ID-00189", "ISM-ID-00191", "ISM-ID-00197", "ISM-ID-00199",
                                                       "ISM-ID-00201"};
  return std::find(kWithdrawn.begin(), kWithdrawn.end(), finding.rule) != kWithdrawn.end();
}

// Of attributes that no mark has: what a document complies with.
bool asks_what_no_mark_says(const IsmFinding& finding) {
  const bool in_mark = finding.attribute < IsmName::high_water_nato || finding.attribute == IsmName::cui_basic ||
                       finding.attribute == IsmName::cui_specified;
  return !in_mark || finding.rule == "ISM-ID-00535";
}

//= US manual (2016) H.3, page example 2: owners of what is JOINT may be listed as members of a group.
struct ListedOwners {
  bool listed = false;   // the owner is, or a member of a group is it
  bool unknown = false;  // nobody here knows who is in one of the groups
};

ListedOwners listed_owner(const std::string& owner, const Label& label, const Expand* members) {
  ListedOwners out;
  for (const auto& party : label.releasable.parties) {
    if (party.str().size() == kNationCodeSize) continue;
    const auto all = members == nullptr ? std::vector<PartyId>() : (*members)(party);
    out.listed = out.listed || std::find(all.begin(), all.end(), PartyId(owner)) != all.end();
    out.unknown = out.unknown || all.empty() || (all.size() == 1 && all.front() == party);
  }
  return out;
}

// A control system that is in no vocabulary is told of for itself (US-H.4).
bool is_about_unpublished(const IsmFinding& finding, const Policy& system) {
  return finding.rule == "ISM-ID-00267" && finding.value && token_above(system, *finding.value) == nullptr;
}

std::string message_of(const IsmFinding& finding) {
  const bool named = !finding.value || finding.message.find(*finding.value) != std::string::npos;
  return named ? finding.message : fmt::format("{}: {}", quoted(*finding.value), finding.message);
}

void check_ism(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  constexpr const char* kAnyAuthority = "DOD";  // a mark does not say whose its programs are, and no rule here asks
  auto attributes = ism_as_far_as_said(without_wordless(label, checked), checked.system, checked.book, {kAnyAuthority});
  if (attributes.has(IsmName::cui_basic) || attributes.has(IsmName::cui_specified))
    attributes.values[IsmName::complies_with] = {"USGov", "USA-CUI"};
  if (checked.as_of) attributes.values[IsmName::create_date] = {to_string(*checked.as_of).substr(0, kDateBytes)};
  constexpr std::array kLevelUntold{IsmName::classification};
  const bool has_level = attributes.has(IsmName::classification);
  const auto untold = has_level ? std::span<const IsmName>() : std::span(kLevelUntold);
  const auto as = checked.form == MarkForm::banner ? IsmAlone::banner : IsmAlone::portion;
  for (const auto& finding : ism_findings(attributes, untold, as)) {
    // NOFORN beside LES NOFORN: check_us_company.cpp knows what to write instead.
    if (finding.rule == "ISM-ID-00372" && attributes.has(IsmName::dissemination_controls, "NF")) continue;
    if (asks_what_no_mark_says(finding)) continue;
    const bool asks_owners = finding.rule == "ISM-ID-00377" && finding.value;
    const auto owner = asks_owners ? listed_owner(*finding.value, label, checked.members) : ListedOwners();
    if (owner.listed) continue;
    if (is_about_unpublished(finding, checked.system)) continue;
    if (pieces.needs_banner && is_about_lists(finding.attribute)) continue;
    const auto place = place_of(finding, pieces);
    if (findings.tells(finding.rule, place)) continue;  // of another value of one attribute
    auto& told = findings.error(std::string(finding.rule), place, message_of(finding));
    const bool only_warns = owner.unknown || is_about_withdrawn(finding) ||
                            std::find(kNotInExamples.begin(), kNotInExamples.end(), finding.rule) != kNotInExamples.end();
    told.severity = only_warns ? Severity::warning : finding.severity;
    if (owner.unknown) told.message += "; who is in each group of the list is not known here";
  }
}

//= US manual (2016) H.3: JOINT is used neither with HCS nor with NOFORN.
void check_joint(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const bool ours = std::any_of(label.owners.begin(), label.owners.end(),
                                [&](const Origin& owner) { return owner.party == checked.system.party; });
  if (label.owners.size() < 2 || !ours) return;
  for (const auto& piece : pieces.pieces) {
    if (piece.token == nullptr) continue;
    const auto& name = piece.token->name.str();
    const auto own = std::find_if(label.owners.begin(), label.owners.end(), [&](const Origin& owner) {
      return std::any_of(label.sources.begin(), label.sources.end(),
                         [&](const Origin& source) { return source.party == owner.party; });
    });
    if (piece.token->meaning == Meaning::foreign_information && own != label.owners.end()) {
      findings.error(std::string(kRuleForeign), piece.span,
                     fmt::format("{} is an owner, and no source beside", quoted(own->party->str())));
    }
    if (piece.token->meaning == Meaning::no_foreign || name == "HCS" || name.starts_with("HCS-")) {
      findings.error(std::string(kRuleJoint), piece.span, fmt::format("{} is not used with JOINT", quoted(name)));
    }
  }
}

// A closed list of another nation without us ("AUSTEO") and a release beyond it.
void check_closed_list(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const auto& closed = label.controls.eyes_only;
  const auto in_list = [&](const PartyId& party) { return std::find(closed->begin(), closed->end(), party) != closed->end(); };
  if (!closed || in_list(checked.system.party) || pieces.needs_banner) return;
  for (const auto& piece : pieces.pieces) {
    if (piece.token == nullptr || !stands_for(piece, IsmName::releasable_to)) continue;
    const auto& released = label.releasable.parties;
    const auto beyond = std::find_if_not(released.begin(), released.end(), in_list);
    if (beyond == released.end()) continue;
    findings.error("MARK-contradiction", piece.span,
                   fmt::format("it is released to {}, and another marking limits it to {}", quoted(beyond->str()),
                               joined(*closed, ", ", checked.book)));
  }
}

// WAIVED says of a special access program to whom it is not reported (10 U.S.C. 119): without one it says nothing.
void check_waived(const UsPieces& pieces, Findings& findings) {
  constexpr std::string_view kWaived = "WAIVED";
  const auto is_program = [](const UsPiece& piece) { return piece.segment == Segment::sar; };
  if (std::any_of(pieces.pieces.begin(), pieces.pieces.end(), is_program)) return;
  for (const auto& piece : pieces.pieces) {
    if (piece.token != nullptr && piece.token->name.str() == kWaived)
      findings.warning("US-H.5", piece.span,
                       fmt::format("{} is of a special access program, and none stands here", quoted(piece.text)));
  }
}

//= US manual (2016) H.4, SI-[COMPARTMENT]: only with TOP SECRET. The published compartments have rules of ISM.
void check_compartments(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const auto* level = label.policy == checked.system.id ? checked.system.level(label.level) : nullptr;
  const auto is_higher = [&](const Level& other) {
    return level != nullptr && other.comparable && level->comparable && other.hierarchy > level->hierarchy;
  };
  const auto& levels = checked.system.levels;
  if (std::none_of(levels.begin(), levels.end(), is_higher)) return;
  const auto& top =
      *std::max_element(levels.begin(), levels.end(), [](const Level& a, const Level& b) { return a.hierarchy < b.hierarchy; });
  for (const auto& piece : pieces.pieces) {
    if (piece.segment != Segment::sci || !piece.path || piece.path->head != kHighestOnly) continue;
    const auto& parts = piece.path->parts;
    const auto free = std::find_if(parts.begin(), parts.end(), [](const UsPath::Part& part) { return !part.published; });
    if (free == parts.end()) continue;
    findings.error("US-H.4", piece.span,
                   fmt::format("{} is used with {} only", quoted(fmt::format("{}-{}", kHighestOnly, free->name)),
                               text_of(top, checked.form)));
  }
}

// A level at which it may not stand, or of which no source says that it does.
bool is_unusual_at(const Token& token, const LevelName& level) {
  const auto& unusual = token.unusual_with;
  return is_excluded_at(token, level) || std::find(unusual.begin(), unusual.end(), level.str()) != unusual.end();
}

// In a marking of the system, a token of another policy at a level that is below all at which it may stand there: BOHEMIA,
// which is COSMIC TOP SECRET, in what is SECRET. `barred`: by the levels at which it may not, or is not known to, stand.
template <class Barred>
bool is_too_low(const Policy& owner, const Token& token, const Label& label, const Policy& system, Barred barred) {
  const auto* level = system.level(label.level);
  bool any = false;
  for (const auto& each : owner.levels) {
    const auto* counts_as = barred(token, each.name) ? nullptr : system.corresponding(owner.id, each.name);
    if (counts_as == nullptr) continue;
    any = true;
    if (level == nullptr || counts_as->hierarchy <= level->hierarchy) return false;
  }
  return any;
}

// The policies say at which levels a category may not stand (SPIF excludedClass).
void check_levels(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const bool own = label.policy == checked.system.id;
  for (const auto& piece : pieces.pieces) {
    if (findings.tells_of(piece.span)) continue;
    bool excluded = own && piece.token != nullptr && is_excluded_at(*piece.token, label.level);
    bool unusual = false;
    for (const auto& [id, policy] : checked.book.policies()) {
      const auto* token = piece.token != nullptr || id == checked.system.id ? nullptr : token_by_mark(policy, piece.text);
      if (token == nullptr || !holds_category(label, policy, *token)) continue;
      const auto bars = [&, owner = &policy](auto barred) {
        return owner->id == label.policy ? barred(*token, label.level)
                                         : own && is_too_low(*owner, *token, label, checked.system, barred);
      };
      excluded = excluded || bars(is_excluded_at);
      unusual = unusual || (!token->unusual_with.empty() && bars(is_unusual_at));
    }
    if (!excluded && unusual) {
      findings.warning(std::string(kRuleCompany), piece.span,
                       fmt::format("no published rule allows {} with {}", quoted(piece.text), quoted(label.level.str())));
    }
    if (!excluded) continue;
    findings.error("SPIF-excluded-class", piece.span,
                   fmt::format("{} is not used with {}", quoted(piece.text), quoted(label.level.str())));
  }
}

//= US manual (2016) H.7, register Table 4: what others alone own bears what it was given with, words of release and ORCON; of an
// organisation no programs of ours either (NATO has ATOMAL, BALK and BOHEMIA). A control of our laws and agencies is of our own
// information.
void check_foreign(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const auto& owners = label.owners;
  if (std::any_of(owners.begin(), owners.end(), [&](const Origin& owner) { return owner.party == checked.system.party; })) return;
  const bool organisations = std::all_of(owners.begin(), owners.end(), [](const Origin& owner) {
    return owner.party && owner.party->str().size() != kNationCodeSize;
  });
  for (const auto& piece : pieces.pieces) {
    if (piece.token == nullptr) continue;
    if (piece.token->meaning == Meaning::foreign_information && !findings.tells_of(piece.span)) {
      findings.error(std::string(kRuleForeign), piece.span,
                     fmt::format("{} is for what the {} owns, alone or with others, and what is marked belongs to others alone",
                                 quoted(piece.text), checked.system.party.str()));
    }
    const bool program = piece.segment == Segment::sci || piece.segment == Segment::sar || piece.segment == Segment::aea;
    if (!piece.token->own_only && !(program && organisations)) continue;
    findings.error(std::string(kRuleForeign), piece.span,
                   fmt::format("{} is a marking of the {}, and what is marked belongs to others alone", quoted(piece.text),
                               checked.system.party.str()));
  }
}

//= 32 CFR 2002.20, 2002.36: CUI takes the place of markings that were used for the same before it (FOUO), and none stands beside
//it.
void check_before_cui(const CheckedText& checked, const UsPieces& pieces, Findings& findings) {
  const auto* cui = cui_token(checked.system);
  const bool there =
      cui != nullptr && (pieces.cui_alone || std::any_of(pieces.pieces.begin(), pieces.pieces.end(),
                                                         [&](const UsPiece& piece) { return piece.token == cui; }));
  if (!there) return;
  for (const auto& piece : pieces.pieces) {
    if (piece.token == nullptr || piece.token->meaning != Meaning::restrictive || findings.tells_of(piece.span)) continue;
    const auto& yields = piece.token->yields_to;
    if (std::find(yields.begin(), yields.end(), cui->name) == yields.end()) continue;
    findings.error(std::string(kRuleCui), piece.span,
                   fmt::format("{} takes the place of {}, and neither stands beside the other", quoted(cui->name.str()),
                               quoted(piece.text)));
  }
}

}  // namespace

void check_us_content(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  check_ism(checked, pieces, label, findings);
  check_joint(checked, pieces, label, findings);
  check_closed_list(checked, pieces, label, findings);
  check_foreign(checked, pieces, label, findings);
  check_waived(pieces, findings);
  check_compartments(checked, pieces, label, findings);
  check_levels(checked, pieces, label, findings);
  check_before_cui(checked, pieces, findings);
}

}  // namespace entente::label
