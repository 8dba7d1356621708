#include "label/check_us_company.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_us_order.h"
#include "label/marks.h"

namespace entente::label {
namespace {

// Rules that ask for ORCON, and for NOFORN.
constexpr std::array<std::string_view, 6> kWantOriginatorControl{"ISM-ID-00045", "ISM-ID-00335", "ISM-ID-00336",
                                                                 "ISM-ID-00397", "ISM-ID-00398", "ISM-ID-00471"};
constexpr std::array<std::string_view, 8> kWantNoForeign{"ISM-ID-00049", "ISM-ID-00313", "ISM-ID-00314", "ISM-ID-00369",
                                                         "ISM-ID-00370", "ISM-ID-00371", "ISM-ID-00463", "ISM-ID-00469"};

class Company {
 public:
  Company(const CheckedText& checked, UsPieces& pieces, const Label& label, Findings& findings)
      : checked_(checked), pieces_(pieces), label_(label), findings_(findings) {}

  void check() {
    check_originator_control();
    check_no_foreign();
    check_release();
    check_display();
    leave_out_of_classified();
    leave_out_what_yields();
    add_required(Meaning::originator_control, kWantOriginatorControl);
    add_required(Meaning::no_foreign, kWantNoForeign);
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

  //= US manual (2016) H.8, DISPLAY ONLY: beside REL TO it is for separate codes.
  void check_display() {
    const auto& released = label_.releasable.parties;
    for (const auto& piece : pieces_.pieces) {
      if (piece.token == nullptr || piece.token->meaning != Meaning::display_only || pieces_.needs_banner) continue;
      for (const auto& party : label_.display_only) {
        if (std::find(released.begin(), released.end(), party) == released.end()) continue;
        findings_.error("US-H.8", piece.span, fmt::format("{} stands in the list of a release as well", quoted(party.str())));
      }
    }
  }

  //= US manual (2016) H.6, H.8, H.9: FOUO, SBU, LIMDIS and UCNI are for what is UNCLASSIFIED. Not certain: the classification may
  // be what is wrong.
  void leave_out_of_classified() {
    if (is_free()) return;
    for (auto& piece : pieces_.pieces) {
      if (piece.token == nullptr || piece.token->meaning != Meaning::restrictive || piece.text.empty()) continue;
      const auto& levels = checked_.system.levels;
      const bool only_free = std::all_of(levels.begin(), levels.end(), [&](const Level& level) {
        return level.free != is_excluded_at(*piece.token, level.name);
      });
      auto* finding = only_free ? findings_.error_of(piece.span) : nullptr;
      if (finding == nullptr || finding->correction) continue;
      finding->span = findings_.in_whole(with_separator(piece));
      finding->correction = Correction{"", false};
      piece.text.clear();
    }
  }

  //= ISM-ID-00327, 00328; US manual (2016) H.8: FOUO yields to other controls and to non-IC markings. Not certain: the other may
  //be
  // what is wrong.
  void leave_out_what_yields() {
    const auto stands = [&](const CategoryName& name) {
      return std::any_of(pieces_.pieces.begin(), pieces_.pieces.end(), [&](const UsPiece& piece) {
        return piece.token != nullptr && piece.token->name == name && !piece.text.empty();
      });
    };
    for (const auto* rule : {"ISM-ID-00327", "ISM-ID-00328"}) {
      auto* finding = findings_.about(rule);
      if (finding == nullptr || finding->correction) continue;
      const auto piece = std::find_if(pieces_.pieces.begin(), pieces_.pieces.end(), [&](const UsPiece& each) {
        return each.token != nullptr && each.token->meaning == Meaning::restrictive && !each.text.empty() &&
               std::any_of(each.token->yields_to.begin(), each.token->yields_to.end(), stands);
      });
      if (piece == pieces_.pieces.end()) continue;
      finding->span = findings_.in_whole(with_separator(*piece));
      finding->correction = Correction{"", false};
      piece->text.clear();
    }
  }

  // What a published rule asks for is offered in the whole, as nothing certain; not beside a release, which it may contradict.
  template <class Rules>
  void add_required(Meaning meaning, const Rules& rules) {
    const auto* token = first_of_meaning(checked_.system, meaning);
    const bool wanted = std::any_of(rules.begin(), rules.end(), [&](std::string_view rule) {
      const auto* finding = findings_.about(rule);
      return finding != nullptr && finding->severity == Severity::error;
    });
    if (token == nullptr || !wanted || piece_of(meaning, true) != nullptr || piece_of(meaning, false) != nullptr) return;
    if (std::any_of(pieces_.pieces.begin(), pieces_.pieces.end(), states_release)) return;
    const Span end{checked_.text.size(), checked_.text.size()};
    insert_in_order(checked_, pieces_,
                    UsPiece{end, end, text_of(*token, checked_.form), token->name.str(), token, Segment::dissemination});
  }

  [[nodiscard]] static bool states_release(const UsPiece& piece) {
    if (piece.token == nullptr) return false;
    const auto meaning = piece.token->meaning;
    return meaning == Meaning::release_to || meaning == Meaning::display_only || meaning == Meaning::eyes_only ||
           meaning == Meaning::release_by_official;
  }

  [[nodiscard]] bool is_released_to_nobody_else() const {
    const auto& list = label_.releasable.parties;
    return !pieces_.needs_banner && label_.releasable.kind == ReleaseKind::listed && list.size() == 1 &&
           list.front() == checked_.system.party;
  }

  // The piece with what separates it from its neighbours, so that without it the others still stand as they should.
  [[nodiscard]] Span with_separator(const UsPiece& piece) const {
    const auto opens_segment = [&](const UsPiece& each) {
      return checked_.text.substr(each.separator.begin_bytes, each.separator.end_bytes - each.separator.begin_bytes) == "//";
    };
    const auto next = std::find_if(pieces_.pieces.begin(), pieces_.pieces.end(), [&](const UsPiece& other) {
      return other.separator.begin_bytes == piece.span.end_bytes && other.separator.end_bytes > other.separator.begin_bytes;
    });
    if (next != pieces_.pieces.end() && opens_segment(piece) && !opens_segment(*next))
      return {piece.span.begin_bytes, next->span.begin_bytes};
    return {piece.separator.begin_bytes, piece.span.end_bytes};
  }

  //= US manual (2016) D.2 Table 3, rules 2, 9, 18: NOFORN goes before every release, and stands where releases contradict or
  // nobody
  // else is named. The ISM rules have told of it; what to write is never certain, since the release may be what is meant.
  void check_release() {
    const auto* first = first_of_meaning(checked_.system, Meaning::no_foreign);
    auto& pieces = pieces_.pieces;
    const bool said = piece_of(Meaning::no_foreign, true) != nullptr;
    const bool contradict = findings_.about("ISM-ID-00169") != nullptr;
    if (first == nullptr || !(said || contradict || is_released_to_nobody_else())) return;
    const auto release = std::find_if(pieces.begin(), pieces.end(), states_release);
    if (release == pieces.end()) return;
    const auto alone = std::count_if(pieces.begin(), pieces.end(), states_release) == 1;
    const auto& no_foreign = text_of(*first, checked_.form);
    for (const auto* rule : {"ISM-ID-00033", "ISM-ID-00169", "ISM-ID-00319"}) {
      auto* finding = findings_.about(rule);
      if (finding == nullptr || !alone || finding->correction) continue;
      finding->span = findings_.in_whole(said ? with_separator(*release) : release->span);
      finding->correction = Correction{said ? std::string() : no_foreign, false};
    }
    if (!said) {
      UsPiece added{release->span, release->separator, no_foreign, first->name.str(), first, Segment::dissemination};
      std::erase_if(pieces, states_release);
      insert_in_order(checked_, pieces_, std::move(added));
    } else {
      std::erase_if(pieces, states_release);
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
