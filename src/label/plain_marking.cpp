#include "label/plain_marking.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/draft.h"
#include "label/marks.h"
#include "label/near.h"

namespace entente::label {
namespace {

constexpr std::string_view kBetweenParties = "/,";
constexpr std::string_view kJoiningWord = "AND";  // the code of Andorra, where slashes or commas stand around it
constexpr std::string_view kBetweenWords = " /,&-";
constexpr std::size_t kLevelLetters = 2;  // of a portion mark: "TS" may be part of a name
constexpr std::array<std::string_view, 3> kWordsOfLists{"EYES", "ONLY", "USE"};
constexpr std::size_t kNameBytes = 64;  // of whom a token names, "EXCLUSIVE FOR NAME"

struct Opened {
  const Level* level = nullptr;
  const Token* token = nullptr;  // said in the same text as the level
  std::size_t size = 0;
};

Opened longer(const Opened& a, const Opened& b) { return b.size > a.size ? b : a; }

// "CTSA", "OFFICIAL-SENSITIVE": published texts that say a level and a token.
Opened open_composite(std::string_view text, const Policy& policy) {
  Opened best;
  for (const auto& each : policy.wording.composites) {
    if (!text.starts_with(each.mark) || !ends_mark(text, each.mark.size())) continue;
    const Opened opened{policy.level(each.level), policy.token(each.token), each.mark.size()};
    if (opened.level != nullptr && opened.token != nullptr) best = longer(best, opened);
  }
  return best;
}

// The level whose text `head` begins and goes on behind the mark: "NATO/KFOR SECRET" and "NATO KFOR SECRET", or "NKFORS".
Opened open_behind(std::string_view text, std::string_view head, const std::string& mark, const Policy& policy) {
  auto rest = text.substr(head.size());
  const bool apart = rest.starts_with('/') || rest.starts_with(' ');
  if (apart) rest.remove_prefix(1);
  if (mark.empty() || !rest.starts_with(mark)) return {};
  rest.remove_prefix(mark.size());
  if (rest.empty() || rest.starts_with(' ') != apart) return {};
  const auto level = longest_level_at(policy, std::string(head).append(rest));
  if (level.size <= head.size()) return {};
  return {level.level, nullptr, text.size() - rest.size() + level.size - head.size()};
}

Opened open_around(std::string_view text, const Policy& policy) {
  Opened best;
  for (const auto& token : policy.tokens) {
    for (const auto& head : token.inside) {
      if (!text.starts_with(head)) continue;
      for (const auto& mark : token.marks) {
        auto opened = open_behind(text, head, mark, policy);
        opened.token = &token;
        best = longer(best, opened);
      }
    }
  }
  return best;
}

Opened open(std::string_view text, const Policy& policy) {
  const auto level = longest_level_at(policy, text);
  return longer(longer({level.level, nullptr, level.size}, open_composite(text, policy)), open_around(text, policy));
}

std::string_view without_leading_spaces(std::string_view text) {
  const auto at = text.find_first_not_of(' ');
  return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

struct PartyAt {
  PartyId party;
  std::size_t size = 0;  // 0: nothing stands there
};

// The party at the front, before the end or the first of `ends`: the longest name in the policy's own words that fits ("UK",
// "Korea, Republic of"), else a code.
PartyAt party_at(std::string_view text, std::string_view ends, const Wording& wording) {
  PartyAt best;
  const auto consider = [&](const PartyId& party, std::string_view name) {
    if (name.size() <= best.size || !text.starts_with(name)) return;
    const auto behind = text.substr(name.size());
    const auto next = ends.find(' ') == std::string_view::npos ? without_leading_spaces(behind) : behind;
    if (next.empty() || ends.find(next.front()) != std::string_view::npos) best = {party, name.size()};
  };
  for (const auto& each : wording.parties) {
    consider(each.party, each.mark);
    for (const auto& name : each.names) consider(each.party, name);
  }
  if (best.size != 0) return best;
  const auto code = trimmed(text.substr(0, text.find_first_of(ends)));
  return {PartyId(std::string(code)), code.size()};
}

// Of capitals, digits and what joins them, with no level and no marking in it: "UK EYES ONLY MOD" is none.
bool is_organisation(std::string_view name, const Policy& policy) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view(" /,&-.'").find(c) != std::string_view::npos;
  };
  const bool sound = !name.empty() && name.size() <= kNameBytes && name.front() >= 'A' && name.front() <= 'Z' &&
                     name.back() != '/' && name.back() != ',' && name.find("//") == std::string_view::npos &&
                     name.find("  ") == std::string_view::npos && std::all_of(name.begin(), name.end(), fits);
  if (!sound) return false;
  for (std::size_t word = 0; word < name.size();) {
    const auto rest = name.substr(word);
    const auto level = longest_level_at(policy, rest);
    const auto* token = longest_token_at(policy, rest).token;
    if (level.size > kLevelLetters || (token != nullptr && !token->ordinary)) return false;
    const auto end = name.find_first_of(kBetweenWords, word);
    const auto text = name.substr(word, end - word);
    if (std::find(kWordsOfLists.begin(), kWordsOfLists.end(), text) != kWordsOfLists.end()) return false;
    word = end == std::string_view::npos ? end : name.find_first_not_of(kBetweenWords, end);
  }
  return true;
}

class Reader {
 public:
  Reader(std::string_view text, const Policy& policy, const PolicyBook& book)
      : policy_(policy), draft_{book}, text_(text), rest_(text) {}

  Result<Label> read() {
    TRY_DO(read_level());
    while (!rest_.empty()) {
      TRY_DO(skip_separator());
      TRY_DO(read_part());
    }
    return finished(std::move(draft_), policy_);
  }

  // What could not be read begins here.
  [[nodiscard]] std::size_t at() const { return text_.size() - rest_.size(); }

  // Where to note what is read.
  void note_in(std::vector<PlainPiece>& pieces, std::size_t& level_bytes) {
    pieces_ = &pieces;
    level_bytes_ = &level_bytes;
  }

 private:
  Result<void> read_level() {
    const auto opened = open(text_, policy_);
    if (opened.level == nullptr) {
      return fail(Fault::unknown_level,
                  fmt::format("{} is not a level of {}{}", quoted(text_), quoted(policy_.id.str()), suggestion(text_, policy_)));
    }
    draft_.label.policy = policy_.id;
    draft_.label.level = opened.level->name;
    TRY_DO(add_owner(draft_, {policy_.party, policy_.id, opened.level->name}));
    if (opened.token != nullptr) TRY_DO(apply_token(draft_, policy_, *opened.token));
    rest_ = text_.substr(opened.size);
    if (level_bytes_ != nullptr) *level_bytes_ = opened.size;
    return {};
  }

  void note(std::string_view from, const Token& token, std::vector<PartyId> parties, std::string list = {}) {
    const auto begin = static_cast<std::size_t>(from.data() - text_.data());
    const auto written = trimmed(from.substr(0, from.size() - rest_.size()));
    pieces_->push_back({begin, begin + written.size(), &token, std::move(parties), std::move(list)});
  }

  // "UK/US" of "UK//US UK EYES ONLY": each recipient once, in the words and the order of the text. Empty where it is written so,
  // or where a recipient stands with its full name, which may have commas of its own.
  [[nodiscard]] std::string list_in_front(std::string_view list, const std::vector<PartyId>& parties) const {
    std::string right;
    std::size_t at = 0;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const auto item = party_at(list.substr(at), "/, ", policy_.wording);
      const auto text = list.substr(at, item.size);
      const bool own = std::any_of(policy_.wording.parties.begin(), policy_.wording.parties.end(),
                                   [&](const PartyMark& each) { return each.mark == text; });
      if (!own && text != item.party.str()) return {};
      at = std::min(list.find_first_not_of("/, ", at + item.size), list.size());
      if (std::find(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(i), item.party) !=
          parties.begin() + static_cast<std::ptrdiff_t>(i))
        continue;
      right += (right.empty() ? "" : "/") + std::string(text);
    }
    return list == right + " " ? std::string() : right;
  }

  // Takes one separator off the front of what is left, which is not empty.
  Result<void> skip_separator() {
    const auto spaced = rest_.front() == ' ';
    auto next = without_leading_spaces(rest_);
    const auto own = std::find_if(policy_.wording.separators.begin(), policy_.wording.separators.end(),
                                  [&](const std::string& separator) { return next.starts_with(separator); });
    if (next.starts_with("//")) {
      next.remove_prefix(2);
    } else if (next.starts_with("/") || next.starts_with(",") || (spaced && next.starts_with("- "))) {
      next.remove_prefix(1);
    } else if (own != policy_.wording.separators.end()) {
      next.remove_prefix(own->size());
    } else if (!spaced) {
      return fail(Fault::malformed, fmt::format("{} does not follow a separator", quoted(rest_)));
    }
    next = without_leading_spaces(next);
    if (next.empty()) return fail(Fault::malformed, "the marking ends with a separator");
    rest_ = next;
    return {};
  }

  // A token, or several in brackets: "[COMMERCIAL]".
  Result<void> read_part() {
    if (!policy_.wording.brackets || !rest_.starts_with('[')) return read_token();
    const auto close = rest_.find(']');
    if (close == std::string_view::npos) return fail(Fault::malformed, fmt::format("{} lacks a bracket", quoted(rest_)));
    const auto behind = rest_.substr(close + 1);
    const auto whole = rest_;
    rest_ = trimmed(rest_.substr(1, close - 1));
    if (rest_.empty()) {
      rest_ = whole;
      return fail(Fault::malformed, "nothing stands in the brackets");
    }
    auto read = read_token();
    while (read && !rest_.empty()) {
      read = skip_separator();
      if (read) read = read_token();
    }
    if (!read) {
      rest_ = whole;
      return read;
    }
    rest_ = behind;
    return {};
  }

  // Reads one token with its list or name.
  Result<void> read_token() {
    TRY_DO(count_piece(draft_));
    const auto at = longest_token_at(policy_, rest_);
    if (at.token == nullptr || !behind_name(*at.token).empty()) {
      TRY(const bool named, read_organisation());
      return named ? Result<void>{} : read_preceding_list();
    }
    const auto from = rest_;
    std::vector<PartyId> written;
    if (at.token->compartments) {
      TRY_DO(read_named(*at.token, at.size));
    } else if (!takes_list(*at.token)) {
      TRY_DO(apply_token(draft_, policy_, *at.token));
      rest_.remove_prefix(at.size);
    } else {
      auto list = rest_.substr(at.size);
      TRY(auto parties, read_parties(list, at.token->name.str()));
      if (pieces_ != nullptr) written = parties;
      put_in_published_order(parties);
      TRY_DO(set_list(*at.token, std::move(parties)));
      rest_ = list;
    }
    if (pieces_ != nullptr) note(from, *at.token, std::move(written));
    return {};
  }

  // The parties at the front of `list`, which is then what stands behind them: nothing, or a `/` that separates no two of them.
  Result<std::vector<PartyId>> read_parties(std::string_view& list, std::string_view mark) {
    std::vector<PartyId> parties;
    while (true) {
      list = without_leading_spaces(list);
      const auto item = party_at(list, kBetweenParties, policy_.wording);
      if (item.size == 0) {
        return fail(Fault::malformed, parties.empty() ? fmt::format("{} names nobody", quoted(mark))
                                                      : fmt::format("an empty place in the list of {}", quoted(mark)));
      }
      TRY_DO(count_piece(draft_));
      TRY_DO(check_known(draft_, item.party, mark));
      parties.push_back(item.party);
      list.remove_prefix(item.size);
      const auto behind = without_leading_spaces(list);
      TRY(const bool ends, ends_list(behind));
      if (ends) break;
      list = behind.substr(1);
    }
    return parties;
  }

  // "EAPC/PfP": an activity, whose own place is inside the level, is a recipient behind others; so it must be a known party
  // ("EAPC/PfP/MD" is refused where nothing is known of MD).
  [[nodiscard]] bool is_activity(std::string_view next) const {
    const auto* token = longest_token_at(policy_, next).token;
    return token != nullptr && !token->inside.empty();
  }

  // A single `/` goes on with the list where the policy writes lists so, unless a marking stands behind it. What is both, a
  // recipient and a marking, is neither here: the one widens, the other restricts.
  [[nodiscard]] Result<bool> ends_list(std::string_view behind) const {
    if (behind.empty() || behind.starts_with("//")) return true;
    if (behind.starts_with(',')) return false;
    const auto next = without_leading_spaces(behind.substr(1));
    if (policy_.wording.list_joined_by != "/") return !is_activity(next);
    if (longest_token_at(policy_, next).token == nullptr) return false;
    if (!draft_.book.knows(party_at(next, kBetweenParties, policy_.wording).party)) return true;
    return fail(Fault::contradiction,
                fmt::format("{} could be a recipient or a marking; a marking stands behind `//`", quoted(next)));
  }

  Result<void> set_list(const Token& token, std::vector<PartyId> parties) {
    if (token.meaning == Meaning::release_to) return set_release(draft_, std::move(parties));
    if (token.meaning == Meaning::display_only) return set_display(draft_, std::move(parties));
    return set_eyes_only(draft_, std::move(parties));
  }

  // "EXCLUSIVE FOR NAME": the name runs to the next `/` or `,`. Kept with what it is a part of, as a compartment is.
  Result<void> read_named(const Token& token, std::size_t size) {
    const auto end = std::min(rest_.find_first_of("/,", size), rest_.size());
    const auto name = trimmed(rest_.substr(size, end - size));
    if (name.empty() || name.size() > kNameBytes) {
      return fail(Fault::malformed,
                  fmt::format("{} names nobody, or somebody at more than {} bytes", quoted(token.name.str()), kNameBytes));
    }
    for (std::size_t word = name.find(' '); word != std::string_view::npos; word = name.find(' ', word + 1)) {
      const auto found = longest_token_at(policy_, name.substr(word + 1));
      if (found.token == nullptr || found.token->ordinary) continue;
      return fail(Fault::malformed, fmt::format("{} is a marking, and no part of the name in {}; `//` stands before it",
                                                quoted(name.substr(word + 1, found.size)), quoted(rest_.substr(0, end))));
    }
    TRY_DO(apply_token(draft_, policy_, token));
    add_category(draft_, {policy_.id, CategoryName(fmt::format("{} {}", token.name.str(), name)), CategoryKind::restrictive});
    rest_.remove_prefix(end);
    return {};
  }

  // "DEFRA USE ONLY": the name stands before its mark and has no marking in it. False: nothing of the kind stands here.
  Result<bool> read_organisation() {
    const auto* token = token_behind_names(policy_);
    if (token == nullptr) return false;
    const auto behind = behind_name(*token);
    const auto size = rest_.find(behind);
    const auto name = rest_.substr(0, size);
    const auto end = size + behind.size();
    if (size == std::string_view::npos || !is_organisation(name, policy_) || !ends_mark(rest_, end)) return false;
    const auto from = rest_;
    TRY_DO(apply_token(draft_, policy_, *token));
    add_category(draft_, {policy_.id, CategoryName(fmt::format("{} {}", token->name.str(), name)), CategoryKind::restrictive});
    rest_.remove_prefix(end);
    if (pieces_ != nullptr) note(from, *token, {});
    return true;
  }

  // "GBR/USA EYES ONLY": the closed list stands before its mark.
  Result<void> read_preceding_list() {
    std::vector<PartyId> parties;
    for (std::size_t at = 0; at < rest_.size();) {
      auto item = party_at(rest_.substr(at), "/, ", policy_.wording);
      if (!draft_.book.knows(item.party)) {
        if (parties.empty() || !stands_before_eyes_only(at)) break;
        return fail(Fault::unknown_party, fmt::format("{} is not a known party", quoted(item.party.str())));
      }
      TRY_DO(count_piece(draft_));
      const auto next = std::min(rest_.find_first_not_of("/, ", at + item.size), rest_.size());
      if (item.party.str() == kJoiningWord && !parties.empty() && rest_[at - 1] == ' ' && next == at + item.size + 1 &&
          rest_[next - 1] == ' ') {
        return fail(Fault::unknown_token, fmt::format("{} joins no recipients in a list, a slash does", quoted(kJoiningWord)));
      }
      parties.push_back(std::move(item.party));
      at = next;
      const auto mark = longest_token_at(policy_, rest_.substr(at));
      if (mark.token == nullptr || mark.token->meaning != Meaning::eyes_only || !mark.token->parties.empty()) continue;
      const auto from = rest_;
      rest_.remove_prefix(at + mark.size);
      if (pieces_ != nullptr) note(from, *mark.token, parties, list_in_front(from.substr(0, at), parties));
      return set_eyes_only(draft_, std::move(parties));
    }
    const auto word = rest_.substr(0, rest_.find_first_of(" /,"));
    return fail(Fault::unknown_token, fmt::format("{} is not a marking of {}", quoted(word), quoted(policy_.id.str())));
  }

  // A closed list goes on at `at`: behind one more word comes its mark, or a slash.
  [[nodiscard]] bool stands_before_eyes_only(std::size_t at) const {
    const auto end = rest_.find_first_of("/, ", at);
    if (end == std::string_view::npos) return false;
    const auto* token = longest_token_at(policy_, without_leading_spaces(rest_.substr(end))).token;
    return rest_[end] != ' ' || (token != nullptr && token->meaning == Meaning::eyes_only && token->parties.empty());
  }

  const Policy& policy_;
  Draft draft_;
  std::string_view text_;
  std::string_view rest_;
  std::vector<PlainPiece>* pieces_ = nullptr;
  std::size_t* level_bytes_ = nullptr;
};

}  // namespace

bool starts_plain_marking(std::string_view text, const Policy& policy) { return open(text, policy).level != nullptr; }

bool has_bracketed_tokens(std::string_view text, const Policy& policy) {
  if (policy.grammar != Grammar::plain || !policy.wording.brackets) return false;
  const auto open = text.find('[');
  return open != std::string_view::npos && text.find(':', open) == std::string_view::npos;
}

Result<Label> read_plain_marking(std::string_view text, const Policy& policy, const PolicyBook& book) {
  return Reader(text, policy, book).read();
}

std::vector<PlainPiece> pieces_of(std::string_view text, const Policy& policy, const PolicyBook& book, std::size_t& level_bytes) {
  std::vector<PlainPiece> pieces;
  Reader reader(text, policy, book);
  reader.note_in(pieces, level_bytes);
  if (!reader.read()) pieces.clear();
  return pieces;
}

std::size_t readable_size(std::string_view text, const Policy& policy, const PolicyBook& book) {
  Reader reader(text, policy, book);
  return reader.read() ? text.size() : reader.at();
}

}  // namespace entente::label
