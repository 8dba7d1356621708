#include "label/near.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "base/unaccented.h"
#include "label/marks.h"
#include "label/scan.h"
#include "label/us_cui.h"

namespace entente::label {
namespace {

constexpr std::size_t kWordsCompared = 64;       // in is_all_marks
constexpr std::size_t kCharactersCompared = 64;  // in distances
constexpr std::size_t kWordsInLevel = 4;         // longer levels are not searched for misspelt

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view mark) {
  if (mark.empty() || text.size() < mark.size() || lowered(text.front()) != lowered(mark.front())) return false;
  return equal_ignoring_case(text.substr(0, mark.size()), mark);
}

// True if no word goes on at `size`. An abbreviation's point, a hyphen and an apostrophe belong to the word.
bool word_ends(std::string_view text, std::size_t size) {
  if (size >= text.size()) return true;
  constexpr char32_t kApostrophe = 0x2019;
  const auto next = code_point_at(text, size);
  if (next.value == U'.' || next.value == U'-' || next.value == U'\'' || next.value == kApostrophe) return false;
  return next.valid && is_ornament(next.value);
}

template <class Visit>
void for_each_text(const Level& level, Visit visit) {
  for (const auto& mark : level.marks) visit(std::string_view(mark));
  visit(std::string_view(level.portion));
}

template <class Visit>
void for_each_text(const Token& token, Visit visit) {
  for (const auto& mark : token.marks) visit(std::string_view(mark));
  visit(std::string_view(token.portion));
}

// The size of the longest level or token of any policy, in any case, at the start of `text`; 0 if there is none.
std::size_t longest_mark(std::string_view text, const PolicyBook& book) {
  std::size_t best = 0;
  const auto consider = [&](std::string_view mark) {
    const bool ends = mark.size() >= text.size() || !is_ascii_alnum(static_cast<unsigned char>(text[mark.size()]));
    if (mark.size() > best && ends && starts_with_ignoring_case(text, mark)) best = mark.size();
  };
  for (const auto& [id, policy] : book.policies()) {
    for (const auto& level : policy.levels) for_each_text(level, consider);
    for (const auto& token : policy.tokens) {
      if (!token.ordinary) for_each_text(token, consider);
    }
  }
  return best;
}

std::string_view without_leading_ornament(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto point = code_point_at(text, at);
    if (point.valid && !is_ornament(point.value)) break;
    at += point.size;
  }
  return text.substr(at);
}

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    out += point.value < 0x80 ? static_cast<unsigned char>(lowered(static_cast<char>(point.value))) : point.value;
    at += point.size;
  }
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::size_t apart(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

// Characters beyond ASCII.
std::size_t wide_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
}

// Which characters occur, one bit each: an edit changes two bits at most, so few texts need the full comparison.
std::uint64_t occurring(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text) bits |= std::uint64_t{1} << (static_cast<unsigned char>(lowered(c)) % 64U);
  return bits;
}

bool may_be_near(std::string_view text, std::string_view mark) {
  if (text.empty() || text.size() > kCharactersCompared || mark.size() > kCharactersCompared) return false;
  const auto in_text = wide_characters(text);
  const auto in_mark = wide_characters(mark);
  if (in_text != 0 || in_mark != 0) return apart(in_text, in_mark) <= kNearDistance;
  return apart(text.size(), mark.size()) <= kNearDistance &&
         static_cast<std::size_t>(std::popcount(occurring(text) ^ occurring(mark))) <= 2 * kNearDistance;
}

bool is_near(std::string_view text, std::string_view mark) {
  if (!may_be_near(text, mark)) return false;
  const auto a = characters(text);
  const auto b = characters(mark);
  if (b.size() < kNearSize || a.size() + kNearDistance < b.size() || b.size() + kNearDistance < a.size()) return false;
  return distance(a, b) <= kNearDistance;
}

// The first one, two, … words of `text`, divided by spaces, `/` and `,`; the whole text once it has no more.
using Heads = std::array<std::string_view, kWordsInLevel + 1>;
Heads first_words(std::string_view text) {
  Heads heads;
  std::size_t end = 0;
  for (auto& head : heads) {
    const auto begin = text.find_first_not_of(" /,", end);
    end = begin == std::string_view::npos ? text.size() : std::min(text.find_first_of(" /,", begin), text.size());
    head = text.substr(0, end);
  }
  return heads;
}

// What follows a level in a marking: nothing, a separator, marks.
bool is_marking_on(std::string_view rest, const PolicyBook& book) {
  rest = trimmed(rest);
  return rest.empty() || rest.starts_with('/') || is_all_marks(rest, book);
}

// `text` begins with a misspelt `mark`, also where a space of it was lost or added, and is a marking from there on.
bool begins_near(std::string_view text, const Heads& heads, std::string_view mark, const PolicyBook& book) {
  const auto words = static_cast<std::size_t>(std::count(mark.begin(), mark.end(), ' ')) + 1;
  for (auto count = std::max<std::size_t>(words, 2) - 1; count <= words + 1 && count <= heads.size(); ++count) {
    const auto head = heads[count - 1];
    if (!is_near(head, mark)) continue;
    if (is_marking_on(text.substr(head.size()), book)) return true;
  }
  return false;
}

}  // namespace

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_copyright(std::string_view text) {
  constexpr std::string_view kSign = "(C) copyright";
  return equal_ignoring_case(text.substr(0, kSign.size()), kSign);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}

bool begins_with_level(std::string_view text, const PolicyBook& book) {
  bool found = false;
  const auto consider = [&](std::string_view mark) {
    found = found || (starts_with_ignoring_case(text, mark) && word_ends(text, mark.size()));
  };
  for (const auto& [id, policy] : book.policies()) {
    for (const auto& level : policy.levels) for_each_text(level, consider);
    const auto* cui = cui_token(policy);
    // In capitals: "controlled" opens many a sentence.
    const auto opens = [&](const std::string& mark) { return text.starts_with(mark) && word_ends(text, mark.size()); };
    found = found || (cui != nullptr && std::any_of(cui->marks.begin(), cui->marks.end(), opens));
  }
  return found;
}

bool is_all_marks(std::string_view text, const PolicyBook& book) {
  bool any_mark = false;
  text = without_leading_ornament(text);
  for (std::size_t words = 0; !text.empty(); ++words) {
    if (words == kWordsCompared) return false;
    auto size = longest_mark(text, book);
    any_mark = any_mark || size != 0;
    if (size == 0) {
      while (size < text.size() && is_ascii_alnum(static_cast<unsigned char>(text[size]))) ++size;
      if (size == 0 || size > kCharactersCompared || !book.knows(PartyId(in_capitals(text.substr(0, size))))) return false;
    }
    text = without_leading_ornament(text.substr(size));
  }
  return any_mark;
}

bool begins_near_level(std::string_view text, const PolicyBook& book) {
  bool found = false;
  const auto heads = first_words(text.substr(0, 2 * kCharactersCompared));
  const auto consider = [&](std::string_view mark) { found = found || begins_near(text, heads, mark, book); };
  for (const auto& [id, policy] : book.policies()) {
    for (const auto& level : policy.levels) for_each_text(level, consider);
    found = found || begins_with_slip_of_level(text, policy, book);
  }
  return found;
}

bool begins_with_slip_of_level(std::string_view text, const Policy& policy, const PolicyBook& book) {
  return std::any_of(policy.slips.begin(), policy.slips.end(), [&](const Slip& slip) {
    const auto size = slip.written.size();
    return text.starts_with(slip.written) && word_ends(text, size) && policy.level_by_mark(slip.meant) != nullptr &&
           is_marking_on(text.substr(size), book);
  });
}

const std::string& spelling_of(const std::vector<std::string>& marks, const std::string& mark) {
  const auto bare = unaccented(mark);
  const auto spaceless = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  if (!marks.empty() && spaceless(unaccented(marks.front())) == spaceless(bare)) return marks.front();
  const std::string* best = nullptr;
  for (const auto& each : marks) {
    if (unaccented(each) != bare) continue;
    if (best == nullptr || wide_characters(each) > wide_characters(*best)) best = &each;
  }
  return best == nullptr ? mark : *best;
}

std::string spelling_in(const Policy& policy, const std::string& mark) {
  if (const auto* level = policy.level_by_mark(mark)) return spelling_of(level->marks, mark);
  const auto* token = token_by_mark(policy, mark);
  return token == nullptr ? mark : spelling_of(token->marks, mark);
}

std::string suggestion(std::string_view text, const Policy& policy) {
  std::vector<std::string> nearest;  // all that are as near as the nearest
  std::size_t least = kNearDistance + 1;
  for (const auto& level : policy.levels) {
    auto here = kNearDistance + 1;
    std::string meant;
    for_each_text(level, [&](std::string_view mark) {
      const auto off = equal_ignoring_case(text, mark) ? 0
                       : is_near(text, mark)           ? distance(characters(text), characters(mark))
                                                       : kNearDistance + 1;
      if (off >= here) return;
      here = off;
      meant = mark;
    });
    if (here > kNearDistance || here > least) continue;
    if (here < least) nearest.clear();
    least = here;
    nearest.push_back(quoted(spelling_of(level.marks, meant)));
  }
  return nearest.empty() ? std::string{} : fmt::format(" (did you mean {}?)", join(nearest, " or "));
}

}  // namespace entente::label
