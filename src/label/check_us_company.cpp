#include "label/check_us_company.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_us_order.h"
#include "label/marks.h"

namespace entente::label {
namespace {

class Company {
 public:
  Company(const CheckedText& checked, UsPieces& pieces, const Label& label, Findings& findings)
      : checked_(checked), pieces_(pieces), label_(label), findings_(findings) {}

  void check() {
    check_originator_control();
    check_no_foreign();
    check_concealed_owner();
  }

 private:
  using Pieces = std::vector<UsPiece>;

  [[nodiscard]] UsPiece* piece_of(Meaning meaning, bool first) {
    const auto fits = [&](const UsPiece& piece) {
      return piece.token != nullptr && piece.token->meaning == meaning &&
             is_first_of_meaning(checked_.system, *piece.token) == first;
    };
    const auto found = std::find_if(pieces_.pieces.begin(), pieces_.pieces.end(), fits);
    return found == pieces_.pieces.end() ? nullptr : &*found;
  }

  //= US manual (2016) H.8: ORCON may not be used with ORCON-USGOV; ORCON takes precedence.
  void check_originator_control() {
    const auto* whole = piece_of(Meaning::originator_control, true);
    auto* part = piece_of(Meaning::originator_control, false);
    if (whole == nullptr || part == nullptr) return;
    findings_
        .error("US-H.8", {part->separator.begin_bytes, part->span.end_bytes},
               fmt::format("{} is not used with {}, which goes before it", quoted(part->text), quoted(whole->text)))
        .correction = Correction{"", false};
    part->text.clear();
  }

  [[nodiscard]] bool is_free() const {
    const auto* level = label_.policy == checked_.system.id ? checked_.system.level(label_.level) : nullptr;
    return level == nullptr || level->free;
  }

  // "LES NOFORN", "SBU NOFORN".
  [[nodiscard]] UsPiece* non_ic_no_foreign() {
    const auto found = std::find_if(pieces_.pieces.begin(), pieces_.pieces.end(), [](const UsPiece& piece) {
      return piece.token != nullptr && piece.token->meaning == Meaning::no_foreign && piece.token->segment == Segment::non_ic;
    });
    return found == pieces_.pieces.end() ? nullptr : &*found;
  }

  // What stands for "LES NOFORN" where NOFORN is said: "LES", or nothing where that is not used at this level.
  [[nodiscard]] const Token* rest_of(const Token& token) const {
    const auto* rest = token.becomes ? checked_.system.token(*token.becomes) : nullptr;
    return rest == nullptr || is_excluded_at(*rest, label_.level) ? nullptr : rest;
  }

  //= US manual (2016) H.9: what is classified, or NOFORN anyway, has NOFORN among the dissemination controls and LES.
  void check_no_foreign() {
    const auto* first = first_of_meaning(checked_.system, Meaning::no_foreign);
    auto* part = non_ic_no_foreign();
    const bool said = piece_of(Meaning::no_foreign, true) != nullptr;
    if (first == nullptr || part == nullptr || (is_free() && !said)) return;
    const auto* rest = rest_of(*part->token);
    const std::string kept = rest == nullptr ? std::string() : text_of(*rest, checked_.form);
    const auto& no_foreign = text_of(*first, checked_.form);
    const auto right = fmt::format("{}//{}", no_foreign, kept);
    auto& finding = findings_.error(said ? "ISM-ID-00372" : "US-H.9", part->span,
                                    fmt::format("{} is for what is UNCLASSIFIED and has no other NOFORN; write {}",
                                                quoted(part->text), quoted(kept.empty() ? no_foreign : right)));
    const bool alone = std::none_of(pieces_.pieces.begin(), pieces_.pieces.end(),
                                    [](const UsPiece& piece) { return piece.segment == Segment::dissemination; });
    if (said && !kept.empty()) finding.correction = Correction{kept, false};
    if (!said && alone) finding.correction = Correction{kept.empty() ? no_foreign : right, false};
    const auto place = part->span;
    part->text = kept;
    if (rest != nullptr) part->key = rest->name.str();
    if (said) return;
    UsPiece added{place, {place.begin_bytes, place.begin_bytes}, no_foreign, first->name.str(), first, Segment::dissemination};
    insert_in_order(checked_, pieces_, std::move(added));
  }

  //= US manual (2016) H.7: concealed and acknowledged sources are not mixed in one portion.
  void check_concealed_owner() {
    const bool concealed =
        std::any_of(label_.owners.begin(), label_.owners.end(), [](const Origin& owner) { return !owner.party; });
    if (!concealed) return;
    for (const auto& piece : pieces_.pieces) {
      if (piece.token == nullptr || piece.token->meaning != Meaning::foreign_information) continue;
      findings_.error("US-H.7", piece.span,
                      fmt::format("{} stands beside a concealed owner: name all or none", quoted(piece.text)));
    }
  }

  const CheckedText& checked_;
  UsPieces& pieces_;
  const Label& label_;
  Findings& findings_;
};

}  // namespace

void check_us_company(const CheckedText& checked, UsPieces& pieces, const Label& label, Findings& findings) {
  Company(checked, pieces, label, findings).check();
}

}  // namespace entente::label
