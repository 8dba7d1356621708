// Checks of markings in systems without segments: level, then categories and lists.
//
// The strict reading says where it stopped; what stands there is compared with what could stand there, the nearest is put in its
// place, and the reading goes on behind it. So each error is found by itself, and the whole can be told if all can.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "label/check_parts.h"
#include "label/check_plain_form.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/plain_marking.h"
#include "label/plain_words.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleCompany = "MARK-company";
constexpr std::size_t kRepairs = 8;      // errors of one marking that are looked into
constexpr std::size_t kPieces = 8;       // words that a misspelt mark may have
constexpr std::size_t kCertainSize = 5;  // characters: a shorter word has too many neighbours
constexpr std::size_t kFarthest = 2;     // characters: what is farther off is another mark, and perhaps a lower one

struct Repair {
  std::size_t begin = 0;
  std::size_t end = 0;
  Correction correction;
  std::size_t distance = 0;
  bool between = false;  // two parts, not in one of them
};

// Bytes at a place that others took.
struct Edit {
  std::size_t begin = 0;
  std::size_t before = 0;
  std::size_t now = 0;
};

class PlainChecker {
 public:
  PlainChecker(const CheckedText& checked, Findings& findings, MarkingCheck& check)
      : checked_(checked), findings_(findings), check_(check), text_(checked.text), around_(words_around(checked.system)) {}

  void run() {
    bool certain = true;
    for (std::size_t repairs = 0; repairs <= kRepairs; ++repairs) {
      auto label = parse(text_);
      if (label) {
        check_.label = std::move(*label);
        if (repairs != 0) {
          check_.corrected = Correction{in_full_form(), certain};
        } else {
          check_levels(*check_.label);
          check_plain_form(checked_, findings_, check_);
        }
        return;
      }
      const auto stop = readable_size(text_, checked_.system, checked_.book);
      const auto repair = repairs == kRepairs ? std::nullopt : repair_at(stop, label.error());
      report(stop, label.error(), repair);
      if (!repair) return;
      certain = certain && repair->correction.certain;
      text_.replace(repair->begin, repair->end - repair->begin, repair->correction.text);
      edits_.push_back({repair->begin, repair->end - repair->begin, repair->correction.text.size()});
    }
  }

 private:
  [[nodiscard]] Result<Label> parse(const std::string& text) const {
    return parse_marking(text, checked_.system, checked_.book, checked_.banner);
  }

  // What is repaired, as this system writes it: else it would ask for another correction.
  [[nodiscard]] std::string in_full_form() const {
    CheckedText repaired = checked_;
    repaired.text = text_;
    Findings findings(0);
    MarkingCheck form;
    form.label = check_.label;
    check_plain_form(repaired, findings, form);
    return form.corrected && form.corrected->certain ? form.corrected->text : text_;
  }

  // The policy says at which levels a category may not stand (SPIF excludedClass).
  void check_levels(const Label& label) {
    if (label.policy != checked_.system.id) return;
    for (const auto& token : checked_.system.tokens) {
      if (!is_excluded_at(token, label.level) || !says(label, token)) continue;
      findings_.error("SPIF-excluded-class", place_of(token),
                      fmt::format("{} is not used with {}", quoted(token.name.str()), quoted(label.level.str())));
    }
    check_lists(label);
    check_company(label);
    check_own_party(label);
  }

  // What contradicts itself, though no source that was read says so: "UNCLASSIFIED RECIPIENTS ONLY", "AUSTEO//AGAO".
  void check_company(const Label& label) {
    for (const auto& token : checked_.system.tokens) {
      if (token.unusual_with.empty() || !says(label, token)) continue;
      for (const auto& name : token.unusual_with) {
        const auto* other = checked_.system.token(name);
        if (label.level.str() != name && (other == nullptr || !says(label, *other))) continue;
        findings_.warning(std::string(kRuleCompany), place_of(token),
                          fmt::format("no published rule allows {} with {}", quoted(token.name.str()), quoted(name)));
      }
    }
  }

  // A nation that leaves itself out of a list of its own. Whether a group holds it is not known here.
  void check_own_party(const Label& label) {
    constexpr std::size_t kNationCodeSize = 3;
    const auto is_nation = [](const PartyId& party) { return party.str().size() == kNationCodeSize; };
    const auto& own = checked_.system.party;
    const auto check = [&](const std::vector<PartyId>& list) {
      const bool out = !list.empty() && std::all_of(list.begin(), list.end(),
                                                    [&](const PartyId& party) { return is_nation(party) && party != own; });
      if (is_nation(own) && out)
        findings_.warning(std::string(kRuleCompany), {0, text_.size()},
                          fmt::format("no published rule allows a list that leaves {} out", own.str()));
    };
    check(label.releasable.parties);
    if (label.controls.eyes_only) check(*label.controls.eyes_only);
  }

  // Categories, controls, lists, and closed ones with and without a name of their own.
  [[nodiscard]] bool says(const Label& label, const Token& token) const {
    if (token.meaning == Meaning::release_to) return label.releasable.kind == ReleaseKind::listed;
    const bool unnamed_list = token.meaning == Meaning::eyes_only && token.parties.empty();
    if (unnamed_list) return label.controls.eyes_only && !names_eyes_only(label, checked_.system);
    return !written_alone(label, checked_.system, token, MarkForm::banner).empty();
  }

  // "AUSTEO//REL AUS/USA": one list keeps it from those to whom the other releases it. The closed one holds.
  void check_lists(const Label& label) {
    if (!label.controls.eyes_only) return;
    const auto& closed = *label.controls.eyes_only;
    for (const auto& party : label.releasable.parties) {
      if (std::find(closed.begin(), closed.end(), party) != closed.end()) continue;
      findings_.error("MARK-contradiction", {0, text_.size()},
                      fmt::format("it is released to {}, whom the list of eyes only leaves out", quoted(party.str())));
    }
  }

  // Where the token is written; the whole where it is part of another text ("NRA").
  [[nodiscard]] Span place_of(const Token& token) const {
    Span place{0, text_.size()};
    const auto consider = [&](std::string_view mark) {
      for (auto at = text_.find(mark); !mark.empty() && at != std::string::npos; at = text_.find(mark, at + 1)) {
        const bool begins = at == 0 || joint_before(std::string_view(text_).substr(0, at)) != 0 || text_[at - 1] == '[';
        const bool ends = at + mark.size() == text_.size() || joint_at(std::string_view(text_).substr(at + mark.size())) != 0 ||
                          text_[at + mark.size()] == ']';
        if (begins && ends && place.end_bytes - place.begin_bytes == text_.size()) place = {at, at + mark.size()};
      }
    };
    for (const auto& mark : token.marks) consider(mark);
    consider(token.portion);
    return place;
  }

  // In bytes of the text that was given. What was put in stands for all that it replaced: a place in it is where that begins.
  [[nodiscard]] std::size_t given(std::size_t at) const {
    for (auto edit = edits_.rbegin(); edit != edits_.rend(); ++edit) {
      if (at >= edit->begin + edit->now) {
        at = at - edit->now + edit->before;
      } else {
        at = std::min(at, edit->begin);
      }
    }
    return at;
  }

  void report(std::size_t stop, const Error& error, const std::optional<Repair>& repair) {
    const bool party = error.code == Code(Fault::unknown_party);
    const bool at_level = repair ? repair->begin == 0 : stop == 0;
    const bool between = repair && repair->between;
    const auto* rule = party ? "MARK-party" : between ? "MARK-separator" : at_level ? "MARK-level" : "MARK-unknown";
    const Span place = repair ? Span{given(repair->begin), given(repair->end)} : Span{given(stop), checked_.text.size()};
    auto& finding = findings_.error(rule, place, between ? not_between(*repair) : error.message + why_no_release(stop, error));
    if (repair) finding.correction = repair->correction;
  }

  [[nodiscard]] std::string not_between(const Repair& repair) const {
    const auto written = text_.substr(repair.begin, repair.end - repair.begin);
    const auto& right = repair.correction.text;
    if (right.empty()) return fmt::format("nothing follows {}", quoted(written));
    return fmt::format("{} parts these, not {}", right == " " ? "a space" : quoted(right), quoted(written));
  }

  // "SECRET//REL CAN/USA" of a policy that has no lists of releases, where others have.
  [[nodiscard]] std::string why_no_release(std::size_t stop, const Error& error) const {
    const auto& system = checked_.system;
    if (error.code != Code(Fault::unknown_token) || first_of_meaning(system, Meaning::release_to) != nullptr) return {};
    const auto is_release = [&](const auto& entry) {
      const auto* token = longest_token_at(entry.second, std::string_view(text_).substr(stop)).token;
      return token != nullptr && token->meaning == Meaning::release_to;
    };
    const auto& policies = checked_.book.policies();
    if (std::none_of(policies.begin(), policies.end(), is_release)) return {};
    return fmt::format(": no source that was read has a list of releases in its marks{}",
                       system.release_outside_marking ? ", and a release is stated beside them" : "");
  }

  // True if a text can be read further than to `stop`.
  [[nodiscard]] bool reads_beyond(const std::string& text, std::size_t stop) const {
    return parse(text) || readable_size(text, checked_.system, checked_.book) > stop;
  }

  [[nodiscard]] std::optional<Repair> repair_at(std::size_t stop, const Error& error) const {
    if (error.code == Code(Fault::unknown_party)) return repair_party(stop);
    if (auto joint = repair_joint(stop)) return joint;
    if (auto list = repair_list(stop)) return list;
    if (auto separator = repair_separator()) {
      auto longer = stop == 0 ? repair_word(0, stop, level_words(checked_.system, around_)) : std::nullopt;
      return longer && longer->end > separator->end && longer->distance <= 1 ? longer : separator;  // "OFFICIAL_SENSITIVE"
    }
    const bool unknown = error.code == Code(Fault::unknown_token);
    if (auto slip = repair_level(stop)) {
      auto longer = stop == 0 ? repair_word(0, stop, level_words(checked_.system, around_)) : std::nullopt;
      return longer && longer->end > slip->end && longer->distance == 1 ? longer : slip;  // "COSMIC TOPSECRET": no "COSMIC"
    }
    if (unknown && stop != 0) {
      if (auto closed = repair_closed_list(stop)) return closed;
      if (auto token = repair_word(stop, stop, token_words(checked_.system))) return token;
    }
    if (!unknown && error.code != Code(Fault::unknown_level) && error.code != Code(Fault::malformed)) return std::nullopt;
    if (auto turned = stop == 0 ? repair_order() : std::nullopt) return turned;
    auto level = repair_word(0, stop, level_words(checked_.system, around_));
    if (level && stop != 0) level->correction.certain = false;  // its beginning is a level too: "TLP:AMBER STRICT"
    return level;
  }

  [[nodiscard]] std::string with(const Repair& repair) const {
    return text_.substr(0, repair.begin) + repair.correction.text + text_.substr(repair.end);
  }

  // "EXCLUSIVE FOR J Smith": what follows without a separator would be a part of the name.
  [[nodiscard]] bool ends_a_name(std::size_t end) const {
    const auto names = [&](std::string_view mark) {
      const auto at = mark.empty() ? std::string::npos : text_.rfind(mark, end);
      return at != std::string::npos && text_.find_first_of("/,", at + mark.size()) >= end;
    };
    return std::any_of(checked_.system.tokens.begin(), checked_.system.tokens.end(), [&](const Token& token) {
      return runs_on(token) && (names(token.portion) || std::any_of(token.marks.begin(), token.marks.end(), names));
    });
  }

  // "NATO SECRET--ATOMAL", "SECRET//": what stands between two parts, or behind the last.
  [[nodiscard]] std::optional<Repair> repair_joint(std::size_t stop) const {
    auto begin = stop;
    const std::string_view text = text_;
    while (const auto size = joint_before(text.substr(0, begin))) begin -= size;
    auto end = stop;
    while (const auto size = joint_at(text.substr(end))) end += size;
    if (begin == 0 || end == begin) return std::nullopt;
    const auto* between = end == text_.size() ? "" : text_.substr(begin, end - begin).find('/') != std::string::npos ? "//" : " ";
    if (between == std::string_view(" ") && ends_a_name(begin)) return std::nullopt;
    Repair repair{begin, end, {between, true}, 0, true};
    if (text_.substr(begin, end - begin) == between || !reads_beyond(with(repair), std::max(stop, begin + 2)))
      return std::nullopt;
    return repair;
  }

  // "PROTECTED;CABINET", "NATO SECRET_ATOMAL": a sign behind what reads that is none of a marking's.
  [[nodiscard]] std::optional<Repair> repair_separator() const {
    constexpr std::string_view kSigns = ";:_&+";
    constexpr std::string_view kJoints = " ;:_&+";
    std::size_t tried = 0;
    for (auto at = text_.find_first_of(kSigns); at != std::string::npos && tried < kRepairs; ++tried) {
      const auto end = text_.find_first_not_of(kJoints, at);
      const auto begin = text_.find_last_not_of(' ', at - 1) + 1;
      if (end == std::string::npos) return std::nullopt;
      const auto& published = checked_.system.wording.joined_by;
      Repair repair{begin, end, {published.empty() ? " " : published, true}, 0, true};
      if (at != 0 && parse(text_.substr(0, begin)) && reads_beyond(with(repair), begin + repair.correction.text.size()))
        return repair;
      at = text_.find_first_of(kSigns, end);
    }
    return std::nullopt;
  }

  // "RELEASABLE TO AUS/JPN": a slash in a list that has commas. Not certain: another party would have it.
  [[nodiscard]] std::optional<Repair> repair_list(std::size_t stop) const {
    const bool slash = stop > 1 && text_[stop - 1] == '/' && text_[stop - 2] != '/';
    const auto code = std::string_view(text_).substr(stop, text_.find_first_of("/,", stop) - stop);
    if (!slash || longest_token_at(checked_.system, code).token != nullptr) return std::nullopt;
    const auto words = party_words(checked_);
    if (std::find(words.begin(), words.end(), trimmed(code)) == words.end()) return std::nullopt;
    Repair repair{stop - 1, stop, {", ", false}, 0, true};
    return reads_beyond(with(repair), stop) ? std::optional<Repair>(repair) : std::nullopt;
  }

  // "UK-US EYES ONLY", "UK and US EYES ONLY": what stands between the recipients in front of their mark, where a slash does. Not
  // certain behind a word: "AND" is the code of a party.
  [[nodiscard]] std::optional<Repair> repair_closed_list(std::size_t stop) const {
    constexpr std::string_view kBetween = " /,-;&|+.";
    const auto* closed = first_of_meaning(checked_.system, Meaning::eyes_only);
    const auto words = party_words(checked_);
    std::string list;
    bool sure = true;
    for (auto at = stop; closed != nullptr && at < text_.size();) {
      const auto rest = std::string_view(text_).substr(at);
      const auto* token = longest_token_at(checked_.system, rest).token;
      if (token != nullptr && token->meaning == Meaning::eyes_only && takes_list(*token)) {
        Repair repair{stop, at, {list + " ", sure}, 0, true};
        const bool reads = list.find('/') != std::string::npos && reads_beyond(with(repair), stop + list.size());
        return reads ? std::optional<Repair>(repair) : std::nullopt;
      }
      const auto word = rest.substr(0, rest.find_first_of(kBetween));
      const bool joins = !list.empty() && (word == "AND" || word == "and");
      if (!joins && std::find(words.begin(), words.end(), word) == words.end()) return std::nullopt;
      sure = sure && !joins;
      if (!joins) list += (list.empty() ? "" : "/") + std::string(word);
      at = std::min(text_.find_first_not_of(kBetween, at + word.size()), text_.size());
    }
    return std::nullopt;
  }

  // The nearest mark to the first words from `begin` on, of however many words it is. What reads already is left as it is.
  [[nodiscard]] std::optional<Repair> repair_word(std::size_t begin, std::size_t stop,
                                                  const std::vector<std::string_view>& words) const {
    std::optional<Repair> best;
    if (begin < text_.size() && text_[begin] == '[') ++begin;
    auto end = begin;
    for (std::size_t count = 0; count < kPieces && end < text_.size(); ++count) {
      end = std::min(text_.find_first_of(" /,]", text_.find_first_not_of(" /,]", end)), text_.size());
      const auto piece = std::string_view(text_).substr(begin, end - begin);
      const auto near = nearest_of(piece, words);
      if (!near || near->distance > kFarthest || drops_words(piece, near->name)) continue;
      if (drops_marking(piece, near->name, checked_.system)) continue;
      if (best && best->distance < near->distance) continue;
      const bool only_case = case_folded(near->name) == case_folded(piece);
      if (!only_case && (is_too_short(piece) || is_between(piece, *near, checked_.system, begin == 0))) continue;
      const auto meant = meant_of_one(piece, *near, words, checked_.system);
      const auto* token = token_by_mark(checked_.system, near->name);
      const bool named = token != nullptr && token->compartments;  // "EXCLUSIVE FORJ Smith": the letter may be of the name
      const bool sure = !meant.empty() && !named && near->distance == 1 && characters_in(piece) >= kCertainSize;
      const bool certain = (only_case && characters_in(piece) > 1) || (sure && !may_widen(near->name, checked_.system));
      Repair repair{begin, end, {spelling_in(checked_.system, meant.empty() ? near->name : meant), certain}, near->distance};
      if (reads_beyond(with(repair), stop)) best = std::move(repair);
    }
    return best;
  }

  // "COMMERCIAL: IN CONFIDENCE", "BUDGET-SENSITIVE": what stands behind a level, in front of it.
  [[nodiscard]] std::optional<Repair> repair_order() const {
    constexpr std::string_view kJoints = " :-/,";
    std::optional<Repair> best;
    for (const auto& token : checked_.system.tokens) {
      const auto size = begins_with(token);
      const auto joint = std::min(text_.find_first_not_of(kJoints, size), text_.size());
      if (size == 0 || joint == size || takes_list(token) || token.compartments) continue;
      const auto level = longest_level_at(checked_.system, std::string_view(text_).substr(joint));
      if (level.level == nullptr || (best && best->end >= joint + level.size)) continue;
      const auto& joined_by = checked_.system.wording.joined_by;
      const auto* between = token.meaning == Meaning::eyes_only ? "//" : " ";
      best = Repair{
          0,
          joint + level.size,
          {text_of(*level.level, checked_.form) + (joined_by.empty() ? between : joined_by) + text_of(token, checked_.form),
           false},
          0};
    }
    return best;
  }

  // The size of the token's longest mark at the front, with a joint behind it.
  [[nodiscard]] std::size_t begins_with(const Token& token) const {
    std::size_t best = 0;
    for (const auto& mark : token.marks) {
      const bool ends = text_.starts_with(mark) && mark.size() < text_.size() &&
                        std::string_view(" :-/,").find(text_[mark.size()]) != std::string_view::npos;
      if (ends) best = std::max(best, mark.size());
    }
    return best;
  }

  // What people write for a level, and the policy does not have. Two halves of which one is a level are read as that: the higher
  // counts.
  [[nodiscard]] std::optional<Repair> repair_level(std::size_t stop) const {
    std::optional<Repair> best;
    for (const auto& slip : checked_.system.slips) {
      const bool stands = !slip.meant.empty() && text_.starts_with(slip.written) && ends_mark(text_, slip.written.size());
      if (longest_level_at(checked_.system, text_).size > slip.written.size()) continue;  // "COSMIC TOP SECRET": no "COSMIC"
      if (!stands || (best && best->end > slip.written.size())) continue;
      Repair repair{0, slip.written.size(), {slip.meant, false}, 0};
      if (reads_beyond(with(repair), std::min(stop, slip.meant.size() - 1))) best = std::move(repair);
    }
    return best;
  }

  // "FR EYES ONLY" without the mark of a closed list.
  [[nodiscard]] std::string_view without_eyes_only(std::string_view code) const {
    const auto space = code.find(' ');
    if (space == std::string_view::npos) return code;
    const auto* token = longest_token_at(checked_.system, trimmed(code.substr(space))).token;
    return token != nullptr && token->meaning == Meaning::eyes_only ? code.substr(0, space) : code;
  }

  // "Sweden and Finland": a word between two recipients where a comma stands. Another party would have it, so it is not certain.
  [[nodiscard]] std::optional<Repair> repair_and(std::size_t at, std::string_view code,
                                                 const std::vector<std::string_view>& words) const {
    constexpr std::array<std::string_view, 5> kAnd{" and ", " AND ", " & ", " et ", " ET "};
    const auto known = [&](std::string_view name) { return std::find(words.begin(), words.end(), trimmed(name)) != words.end(); };
    const auto& joined_by = checked_.system.wording.list_joined_by;
    for (const auto word : kAnd) {
      const auto found = code.find(word);
      if (found == std::string_view::npos || !known(code.substr(0, found)) || !known(code.substr(found + word.size()))) continue;
      return Repair{at + found, at + found + word.size(), {joined_by.empty() ? ", " : joined_by, false}, 0, true};
    }
    return std::nullopt;
  }

  // The first code of a list that names nobody. Never certain: another party would have it.
  [[nodiscard]] std::optional<Repair> repair_party(std::size_t stop) const {
    const auto words = party_words(checked_);
    const auto limit = std::min(text_.find("//", stop), text_.size());
    auto at = stop;
    while (at < limit) {
      at = std::min(text_.find_first_not_of(" /,", at), limit);
      const auto end = std::min(text_.find_first_of("/,", at), limit);
      const auto code = without_eyes_only(trimmed(std::string_view(text_).substr(at, end - at)));
      const bool known = std::find(words.begin(), words.end(), code) != words.end();
      if (!known && !code.empty() && longest_token_at(checked_.system, code).token == nullptr) {
        if (auto joined = repair_and(at, code, words)) return joined;
        const auto meant = checked_.system.meant_by(code);
        if (!meant.empty()) return Repair{at, at + code.size(), {std::string(meant), false}, 1};
        const auto near = nearest_of(code, words);
        return near ? std::optional<Repair>(Repair{at, at + code.size(), {near->name, false}, near->distance}) : std::nullopt;
      }
      const auto token = longest_token_at(checked_.system, text_.substr(at));
      at = token.token != nullptr ? at + token.size : end;
    }
    return std::nullopt;
  }

  const CheckedText& checked_;
  Findings& findings_;
  MarkingCheck& check_;
  std::string text_;
  std::vector<std::string> around_;
  std::vector<Edit> edits_;  // the repairs so far, each in bytes of the text as it was then
};

}  // namespace

void check_plain_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check) {
  PlainChecker(checked, findings, check).run();
}

}  // namespace entente::label
