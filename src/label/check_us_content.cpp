#include "label/check_us_content.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marks.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleJoint = "US-H.3";

struct Place {
  IsmName attribute;
  Segment segment;
};

constexpr std::array kPlaces{
    Place{IsmName::sci_controls, Segment::sci},           Place{IsmName::sar_identifier, Segment::sar},
    Place{IsmName::atomic_energy_markings, Segment::aea}, Place{IsmName::fgi_source_open, Segment::fgi},
    Place{IsmName::fgi_source_protected, Segment::fgi},   Place{IsmName::dissemination_controls, Segment::dissemination},
    Place{IsmName::non_ic_markings, Segment::non_ic},     Place{IsmName::non_us_controls, Segment::plain},
    Place{IsmName::non_us_controls, Segment::aea}};

bool stands_for(const UsPiece& piece, IsmName attribute) {
  const auto meaning = piece.token == nullptr ? Meaning::restrictive : piece.token->meaning;
  if (attribute == IsmName::releasable_to) return meaning == Meaning::release_to || meaning == Meaning::eyes_only;
  if (attribute == IsmName::display_only_to) return meaning == Meaning::display_only;
  if (attribute == IsmName::non_us_controls && piece.token != nullptr) return false;
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

void check_ism(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  constexpr const char* kAnyAuthority = "DOD";  // a mark does not say whose its programs are, and no rule here asks
  const auto attributes = ism_of_label(label, checked.system, checked.book, {kAnyAuthority});
  if (!attributes) return;
  for (const auto& finding : ism_findings(*attributes)) {
    if (finding.attribute >= IsmName::high_water_nato) continue;  // what no mark says
    if (pieces.needs_banner && is_about_lists(finding.attribute)) continue;
    const auto place = place_of(finding, pieces);
    if (findings.tells(finding.rule, place)) continue;  // of another value of one attribute
    auto& told = findings.error(std::string(finding.rule), place, finding.message);
    told.severity = finding.severity;
  }
}

//= US manual (2016) H.3: JOINT is used neither with HCS nor with NOFORN.
void check_joint(const UsPieces& pieces, const Label& label, Findings& findings) {
  if (label.owners.size() < 2) return;
  for (const auto& piece : pieces.pieces) {
    if (piece.token == nullptr) continue;
    const auto& name = piece.token->name.str();
    if (piece.token->meaning == Meaning::no_foreign || name == "HCS" || name.starts_with("HCS-")) {
      findings.error(std::string(kRuleJoint), piece.span, fmt::format("{} is not used with JOINT", quoted(name)));
    }
  }
}

// The policies of system and owner say at which levels a category may not stand (SPIF excludedClass).
void check_levels(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  const auto* owner = checked.book.find(label.policy);
  for (const auto& piece : pieces.pieces) {
    const bool own = label.policy == checked.system.id;
    const auto* token = own ? piece.token : owner == nullptr ? nullptr : token_by_mark(*owner, piece.text);
    if (token == nullptr || findings.tells_of(piece.span)) continue;
    const auto& excluded = token->excluded_levels;
    if (std::find(excluded.begin(), excluded.end(), label.level) == excluded.end()) continue;
    findings.error("SPIF-excluded-class", piece.span,
                   fmt::format("{} is not used with {}", quoted(token->name.str()), quoted(label.level.str())));
  }
}

}  // namespace

void check_us_content(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings) {
  check_ism(checked, pieces, label, findings);
  check_joint(pieces, label, findings);
  check_levels(checked, pieces, label, findings);
}

}  // namespace entente::label
