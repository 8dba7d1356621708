#include "label/check_plain_form.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "label/draft.h"
#include "label/marks.h"
#include "label/plain_marking.h"
#include "label/plain_words.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleSeparator = "MARK-separator";
constexpr std::string_view kRuleOrder = "MARK-order";
constexpr std::string_view kRuleRepeated = "MARK-repeated";
constexpr std::size_t kFarthest = 2;  // characters between a free name and a marking that may be meant

class PlainForm {
 public:
  PlainForm(const CheckedText& checked, Findings& findings) : checked_(checked), findings_(findings), text_(checked.text) {
    pieces_ = pieces_of(text_, checked.system, checked.book, level_bytes_);
  }

  std::optional<Correction> check() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!check_repetition(i)) check_separator(i);
      check_list(pieces_[i]);
      check_free_name(pieces_[i]);
    }
    check_order();
    if (!any_) return std::nullopt;
    return Correction{certain_ ? corrected() : std::string(), certain_};
  }

 private:
  [[nodiscard]] std::string_view at(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  [[nodiscard]] std::size_t end_before(std::size_t i) const { return i == 0 ? level_bytes_ : pieces_[i - 1].end; }

  Finding& warn(std::string_view rule, Span span, std::string message) {
    any_ = true;
    return findings_.warning(std::string(rule), span, std::move(message));
  }

  void put_right(Span span, std::string text) { changes_.push_back({span, std::move(text)}); }

  bool check_repetition(std::size_t i) {
    const auto& piece = pieces_[i];
    const auto text = at(piece.begin, piece.end);
    const bool alone = !piece.token->compartments && !takes_list(*piece.token);
    const bool twice = std::any_of(
        pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const PlainPiece& other) { return other.token == piece.token && (alone || at(other.begin, other.end) == text); });
    const auto before = at(end_before(i), piece.begin);
    if (!twice || before.find('[') != std::string_view::npos) return false;
    const Span whole{end_before(i), piece.end};
    warn(kRuleRepeated, whole, fmt::format("{} stands twice", quoted(text))).correction = Correction{"", true};
    put_right(whole, "");
    return true;
  }

  // "COMERCIAL MOD USE ONLY": a free name reads whatever it is, and one or two letters make the whole or a word of it a marking.
  void check_free_name(const PlainPiece& piece) {
    const auto behind = behind_name(*piece.token);
    if (behind.empty()) return;
    const auto words = token_words(checked_.system);
    const auto tell = [&](Span span) {
      const auto text = at(span.begin_bytes, span.end_bytes);
      const auto near = nearest_of(text, words);
      if (!near || near->distance == 0 || near->distance > kFarthest || is_too_short(text)) return false;
      warn("MARK-spelling", span, fmt::format("{} counts as a free name; is {} meant?", quoted(text), quoted(near->name)));
      certain_ = false;
      return true;
    };
    bool told = tell({piece.begin, piece.end});
    for (auto begin = piece.begin; !told && begin < piece.end - behind.size();) {
      const auto end = std::min(text_.find_first_of(" /,", begin), piece.end);
      told = tell({begin, end});
      begin = end + 1;
    }
  }

  // As the policy joins its parts; its own separators are as good.
  [[nodiscard]] bool joins(std::string_view between) const {
    const auto& wording = checked_.system.wording;
    const auto bare = trimmed(between);
    if (std::find(wording.separators.begin(), wording.separators.end(), bare) != wording.separators.end()) return true;
    if (!wording.joined_by.empty()) return between == wording.joined_by;
    return bare.empty() || bare == "//" || between == " - ";
  }

  // "OFFICIAL-SENSITIVE": level and token are written in one.
  [[nodiscard]] bool is_written_in_one(std::size_t i) const {
    const auto& composites = checked_.system.wording.composites;
    return i == 0 && std::any_of(composites.begin(), composites.end(), [&](const Composite& each) {
             const auto* level = checked_.system.level(each.level);
             return each.written && each.token == pieces_[i].token->name && level != nullptr &&
                    std::find(level->marks.begin(), level->marks.end(), at(0, level_bytes_)) != level->marks.end();
           });
  }

  void check_separator(std::size_t i) {
    const Span span{end_before(i), pieces_[i].begin};
    const auto between = at(span.begin_bytes, span.end_bytes);
    const bool joined = joins(between) && !(trimmed(between) == "//" && is_written_in_one(i));
    if (between.find_first_of("[]") != std::string_view::npos || joined) return;
    const auto& joined_by = checked_.system.wording.joined_by;
    const auto& token = *pieces_[i].token;
    const bool list = takes_list(token) || token.meaning == Meaning::eyes_only || runs_on(token) ||
                      (i > 0 && (takes_list(*pieces_[i - 1].token) || runs_on(*pieces_[i - 1].token)));
    const std::string right = !joined_by.empty() ? joined_by : list ? "//" : " ";
    warn(kRuleSeparator, span, fmt::format("`{}` belongs between the parts of a marking of {}", right, checked_.system.id.str()))
        .correction = Correction{right, true};
    put_right(span, right);
  }

  // "UK//US EYES ONLY": a slash between the recipients, each once. No source that was read says an order.
  void check_list_in_front(const PlainPiece& piece) {
    if (piece.list.empty()) return;
    const auto distinct = std::set<PartyId>(piece.parties.begin(), piece.parties.end()).size();
    const auto text = at(piece.begin, piece.end);
    const auto mark = std::find_if(piece.token->marks.begin(), piece.token->marks.end(),
                                   [&](const std::string& each) { return text.ends_with(each); });
    const auto& name = mark == piece.token->marks.end() ? piece.token->portion : *mark;
    const Span span{piece.begin, piece.end - name.size()};
    warn(distinct != piece.parties.size() ? kRuleRepeated : kRuleSeparator, span,
         fmt::format("the list is written {}", quoted(piece.list)))
        .correction = Correction{piece.list + " ", true};
    put_right(span, piece.list + " ");
  }

  // Lists of codes: what stands between them, each once, in order.
  void check_list(const PlainPiece& piece) {
    if (piece.token->meaning == Meaning::eyes_only) return check_list_in_front(piece);
    if (piece.parties.empty()) return;
    const auto& joint = checked_.system.wording.list_joined_by;
    const std::string between = joint.empty() ? ", " : joint;
    std::string given;
    for (const auto& party : piece.parties) given += (given.empty() ? "" : between) + party.str();
    const auto text = at(piece.begin, piece.end);
    const bool codes = std::all_of(piece.parties.begin(), piece.parties.end(),
                                   [&](const PartyId& party) { return text.find(party.str()) != std::string_view::npos; });
    if (!codes) return;  // names of parties stand as they do
    auto right = piece.parties;
    put_in_published_order(right);
    std::string ordered;
    for (const auto& party : right) ordered += (ordered.empty() ? "" : between) + party.str();
    if (given == ordered && text.ends_with(given)) return;
    const auto begin = piece.begin + text.find(piece.parties.front().str());
    const Span span{begin, piece.end};
    const bool twice = right.size() != piece.parties.size();
    warn(twice                   ? kRuleRepeated
         : text.ends_with(given) ? kRuleOrder
                                 : kRuleSeparator,
         span, fmt::format("the list is written {}", quoted(ordered)))
        .correction = Correction{ordered, true};
    put_right(span, ordered);
  }

  [[nodiscard]] std::size_t rank(const Token& token) const {
    const auto& tokens = checked_.system.tokens;
    const bool control = runs_on(token) || (token.meaning != Meaning::restrictive && token.meaning != Meaning::permissive &&
                                            token.meaning != Meaning::informative);
    const auto place = static_cast<std::size_t>(&token - tokens.data());
    return control ? tokens.size() + place : place;
  }

  //= docs/formats/markings.md, "Writing": categories, then controls and lists, each in the order of the policy's tokens. Where
  // one
  // text joins all parts, no source that was read says an order.
  void check_order() {
    if (!checked_.system.wording.joined_by.empty()) return;
    for (std::size_t i = 1; i < pieces_.size(); ++i) {
      if (rank(*pieces_[i].token) >= rank(*pieces_[i - 1].token)) continue;
      warn(kRuleOrder, {pieces_[i - 1].begin, pieces_[i].end},
           fmt::format("{} is written before {}", quoted(at(pieces_[i].begin, pieces_[i].end)),
                       quoted(at(pieces_[i - 1].begin, pieces_[i - 1].end))));
      certain_ = false;
      return;
    }
  }

  [[nodiscard]] std::string corrected() const {
    auto changes = changes_;
    std::sort(changes.begin(), changes.end(),
              [](const auto& a, const auto& b) { return a.first.begin_bytes > b.first.begin_bytes; });
    std::string out(text_);
    for (const auto& [span, text] : changes) out.replace(span.begin_bytes, span.end_bytes - span.begin_bytes, text);
    return out;
  }

  const CheckedText& checked_;
  Findings& findings_;
  std::string_view text_;
  std::size_t level_bytes_ = 0;
  std::vector<PlainPiece> pieces_;
  std::vector<std::pair<Span, std::string>> changes_;
  bool any_ = false;
  bool certain_ = true;
};

}  // namespace

void check_plain_form(const CheckedText& checked, Findings& findings, MarkingCheck& check) {
  if (!check.label) return;
  auto corrected = PlainForm(checked, findings).check();
  if (!corrected) return;
  if (corrected->text.empty()) {
    auto text = render_marking(*check.label, checked.system, checked.book, checked.form);
    if (!text) return;
    if (text->starts_with('(')) *text = text->substr(1, text->size() - 2);
    corrected->text = std::move(*text);
  }
  check.corrected = std::move(corrected);
}

}  // namespace entente::label
