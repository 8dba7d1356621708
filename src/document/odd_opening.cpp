#include "document/odd_opening.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "document/lines.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string_view inner_of(std::string_view mark) {
  return mark.size() < 2 ? std::string_view() : mark.substr(1, mark.size() - 2);
}

// "//NF", "/NF", "//(TS)", and not "/etc", "// a comment", "/ or".
bool goes_on(std::string_view rest, const PolicyBook& book) {
  const bool adjacent = rest.starts_with("//") || rest.starts_with("\uFF0F");
  const auto words = label::without_emphasis(rest);
  if (words.empty() || (words.front() != '/' && !words.starts_with("\uFF0F"))) return false;
  const auto next = words.find_first_not_of("/ ");
  if (adjacent || next == std::string_view::npos) return adjacent;
  return words[next] == '(' || is_capital(words[next]) || label::begins_with_level(words.substr(next), book);
}

// What stands in parentheses some way behind a mark is a second one where it is plainly a marking: neither "(NATO)" nor the item
// "(c)".
bool is_second(std::string_view mark, const PolicyBook& book) {
  const auto seen = skeleton(mark.substr(0, 2 * limits::kMarkingBytes));
  if (seen.find("//") != std::string::npos) return true;
  const auto text = label::without_ornament(seen);
  const bool small = std::any_of(text.begin(), text.end(), is_small);
  if (small && (text.size() < label::kNearSize || text.find('.') != std::string_view::npos)) return false;  // "(U.S. only)"
  return !text.empty() && (label::is_all_marks(text, book) || (!small && label::begins_near_level(text, book)));
}

// Also before what ends a word and no mark: "NF:", "NF)", "NF**".
label::TokenAt token_at(std::string_view text, const Policy& system) {
  if (text.empty()) return {};
  if (const auto found = label::longest_token_at(system, text); found.token != nullptr) return found;
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return !label::is_ascii_alnum(static_cast<unsigned char>(c)); });
  const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  return {word.empty() ? nullptr : label::token_by_mark(system, word), word.size()};
}

// Whether what stands in the mark has the token, in any of its forms.
bool holds(std::string_view mark, const label::Token& token) {
  const auto has = [&](std::string_view form) { return !form.empty() && mark.find(form) != std::string_view::npos; };
  return has(token.portion) || std::any_of(token.marks.begin(), token.marks.end(), has);
}

bool is_free(std::string_view mark, const Policy& system, const PolicyBook& book) {
  const auto read = label::parse_marking(mark, system, book);
  const auto* level = read ? system.level(read->level) : nullptr;
  return level != nullptr && level->free;
}

// "SI//NF text", "TK HCS text", "SI-G text": a token that a mark goes on behind. One alone, "SI text", may be a word.
bool is_list_of_tokens(std::string_view text, std::size_t first, const Policy& system) {
  if (text.substr(0, first).find('-') != std::string_view::npos) return true;
  const auto next = text.find_first_not_of(" -/", first);
  if (next == std::string_view::npos || next == first) return false;
  return text[first] == '/' || (text[first] == '-' && is_capital(text[next])) ||
         token_at(text.substr(next), system).token != nullptr;
}

OddOpening control_behind(std::string_view mark, std::string_view rest, const Systems& systems, const PolicyBook& book) {
  const auto words = label::without_emphasis(rest);
  const auto behind = words.substr(std::min(words.find_first_not_of(" :,;-/"), words.size()));
  if (behind.empty() || is_small(behind.front())) return {};
  OddOpening found;
  for (const auto* system : systems) {
    const auto token = token_at(behind, *system);
    if (token.token == nullptr || token.token->ordinary || holds(mark, *token.token)) continue;
    const bool narrows = label::narrows(*token.token);
    const bool compartment = token.token->segment == label::Segment::sci || token.token->segment == label::Segment::sar;
    if (!narrows && !compartment) continue;
    const bool free = is_free(mark, *system, book);
    if (free && !narrows) continue;
    const bool spoils = !free && (narrows || is_list_of_tokens(behind, token.size, *system));
    if (found.kind != Oddity::control) found = {spoils ? Oddity::control : Oddity::named, behind.substr(0, token.size)};
  }
  return found;
}

// "(S)", "(TOP SECRET)": a level in capitals.
bool is_lone_level(std::string_view mark, const Systems& systems) {
  const auto inner = inner_of(mark);
  if (inner.empty() || inner.size() > limits::kMarkingBytes || std::any_of(inner.begin(), inner.end(), is_small)) return false;
  return std::any_of(systems.begin(), systems.end(),
                     [&](const Policy* system) { return system->level_by_mark(inner) != nullptr; });
}

// "Cc: (S) list": the mark of what is named, not a second one of the text.
bool is_behind_label(std::string_view before, std::string_view mark, const Systems& systems, const PolicyBook& book) {
  const auto label = label::without_emphasis(before);
  return label.ends_with(':') && label.size() > 1 && (is_plainly_mark(mark, systems, book) || is_lone_level(mark, systems));
}

OddOpening behind_mark(std::string_view content, const label::OpeningMark& opening, const Systems& systems,
                       const PolicyBook& book) {
  const auto mark = content.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
  auto rest = content.substr(opening.size_bytes);
  rest = rest.substr(0, next_field_end(rest, 0));
  if (goes_on(rest, book)) return {Oddity::goes_on, trimmed(rest)};
  const auto second = label::opening_mark(rest, book);
  if (second.kind != label::Opening::text && !label::is_copyright(rest.substr(second.at_bytes))) {
    const auto text = rest.substr(second.at_bytes, second.size_bytes - second.at_bytes);
    const bool labelled = is_behind_label(rest.substr(0, second.at_bytes), text, systems, book);
    if (second.at_bytes == 0 || (!labelled && is_second(text, book))) return {Oddity::second, text};
  }
  if (const auto words = label::without_emphasis(rest); !words.starts_with("//") && leads_like_banner(words, book))
    return {Oddity::second, words};
  return control_behind(mark, rest, systems, book);
}

// "TOP SECRET the text", "SECRET - the text": a level above the free one, as it stands in a banner, and text behind it. Not
// "SECRET when filled in", which speaks of a form.
bool leads_with_bare_level(std::string_view text, const Systems& systems) {
  constexpr std::string_view kWhen = "when ";
  const auto leads = [&](const label::Level& level, std::string_view mark) {
    const bool word = mark.size() > 1 && is_capital(mark[0]) && is_small(mark[1]);  // "Protected A": may begin a sentence
    if (level.free || word || mark.size() < label::kNearSize || text.size() <= mark.size() || !text.starts_with(mark))
      return false;
    const auto next = static_cast<unsigned char>(text[mark.size()]);
    if (next >= 0x80 || label::is_ascii_alnum(next) || next == '\'') return false;
    const auto rest = text.substr(std::min(text.find_first_not_of(" :,;.-/*_", mark.size()), text.size()));
    return !rest.empty() && !label::equal_ignoring_case(rest.substr(0, kWhen.size()), kWhen);
  };
  return std::any_of(systems.begin(), systems.end(), [&](const Policy* system) {
    return std::any_of(system->levels.begin(), system->levels.end(), [&](const label::Level& level) {
      return std::any_of(level.marks.begin(), level.marks.end(), [&](const auto& mark) { return leads(level, mark); });
    });
  });
}

// Behind a word, and not joined to it: "text (S)", not "name(S)".
bool is_set_off(std::string_view line, std::size_t at) {
  return at > 0 && std::string_view(" \t*_:").find(line[at - 1]) != std::string_view::npos;
}

bool is_field_end(std::string_view line, std::size_t at) {
  return line[at] == '|' || line[at] == '\t' || (line[at] == '\xEF' && line.substr(at).starts_with("\uFF5C"));
}

}  // namespace

bool spoils(Oddity kind) { return kind != Oddity::none && kind != Oddity::named; }

OddOpening odd_opening(std::string_view content, const label::OpeningMark& opening, bool begins, const Systems& systems,
                       const PolicyBook& book) {
  if (opening.kind == label::Opening::mark) return behind_mark(content, opening, systems, book);
  if (opening.kind == label::Opening::cut) return {};
  const auto bare = label::without_emphasis(content);
  if (leads_like_banner(content, book)) return {Oddity::bare, bare};
  if (!begins || bare.empty()) return {};
  const auto text = is_small(bare.front()) ? std::string_view() : content.substr(label::opening_ornament(content, book));
  return leads_with_bare_level(bare, systems) || leads_with_bare_level(text, systems) ? OddOpening{Oddity::bare, bare}
                                                                                      : OddOpening{};
}

bool is_plainly_mark(std::string_view mark, const Systems& systems, const PolicyBook& book) {
  if (mark.size() > limits::kMarkingBytes || mark.size() < 3) return false;
  const auto inner = inner_of(mark);
  const auto slashes = inner.find("//");
  if (slashes == std::string_view::npos || inner.find_first_of("()[]") != std::string_view::npos) return false;
  if (slashes != 0) {
    const auto level = trimmed(inner.substr(0, slashes));
    return std::any_of(systems.begin(), systems.end(),
                       [&](const Policy* system) { return system->level_by_mark(level) != nullptr; });
  }
  const auto owner = inner.substr(2, inner.find("//", 2) - 2);
  const auto word = owner.substr(0, owner.find(' '));
  if (word == "JOINT" || book.knows(PartyId{std::string(word)})) return true;
  return std::any_of(book.policies().begin(), book.policies().end(),
                     [&](const auto& each) { return each.second.level_by_mark(trimmed(owner)) != nullptr; });
}

std::vector<std::string_view> marks_in_text(std::string_view line, std::size_t from, const Systems& systems,
                                            const PolicyBook& book) {
  std::vector<std::string_view> found;
  for (auto open = line.find('(', from); open != std::string_view::npos; open = line.find('(', from)) {
    const auto close = line.find(')', open);
    if (close == std::string_view::npos) break;
    from = close + 1;
    open = line.rfind('(', close);
    const auto mark = line.substr(open, from - open);
    if (is_plainly_mark(mark, systems, book) ||
        (is_set_off(line, open) && is_lone_level(mark, systems) && stands_apart(line, mark)))
      found.push_back(mark);
  }
  return found;
}

bool stands_apart(std::string_view text, std::string_view mark) {
  const auto begin = static_cast<std::size_t>(mark.data() - text.data());
  if (text.substr(0, begin).ends_with('`') && text.substr(begin + mark.size()).starts_with('`')) return false;  // an example
  const auto before = label::without_emphasis(text.substr(0, begin));
  if (before.ends_with(':') || before.ends_with("\uFF1A")) return true;
  const auto behind = text.find_first_not_of(" .*_`", begin + mark.size());
  return behind == std::string_view::npos || text[behind] == '\n' || text[behind] == '\r' || is_field_end(text, behind);
}

bool begins_field(std::string_view text) { return !text.empty() && is_field_end(text, 0); }

std::size_t next_field_end(std::string_view line, std::size_t from) {
  for (auto at = from; at < line.size(); ++at) {
    if (is_field_end(line, at)) return at;
  }
  return std::string_view::npos;
}

Enumeration::Item Enumeration::take(std::string_view line, const Systems& systems) {
  const auto content = line.substr(std::min(line.find_first_not_of(" \t>*_+-.0123456789"), line.size()));
  if (content.size() < 3 || content[0] != '(' || content[2] != ')') return Item::none;
  const char letter = content[1];
  const auto has_level = [&](char capital) {
    return std::any_of(systems.begin(), systems.end(),
                       [&](const Policy* system) { return system->level_by_mark(std::string_view(&capital, 1)) != nullptr; });
  };
  if (is_capital(letter)) {
    const bool next = letter == static_cast<char>('A' + capitals_);
    capitals_ = next ? capitals_ + 1 : letter == 'A' ? 1 : 0;
    if (has_level('A')) capitals_ = 0;
    return capitals_ > 1 ? Item::capital : Item::none;
  }
  if (!is_small(letter)) return Item::none;
  const auto number = static_cast<unsigned>(letter - 'a');
  small_ |= 1U << number;
  const bool follows = number != 0 && (small_ & (1U << (number - 1))) != 0;
  const auto behind = trimmed(content.substr(3));
  const bool year = behind.size() >= 4 &&
                    std::all_of(behind.begin(), behind.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }) &&
                    (behind.size() == 4 || !label::is_ascii_alnum(static_cast<unsigned char>(behind[4])));
  const bool copyright = letter == 'c' && year;
  return follows || copyright || !has_level(static_cast<char>(letter - 'a' + 'A')) ? Item::small : Item::none;
}

}  // namespace entente::document
