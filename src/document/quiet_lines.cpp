#include "document/quiet_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "label/numbering.h"
#include "label/scan.h"

namespace entente::document {
namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool begins_like_text(std::string_view content) {
  return is_small(content.front()) || (content.size() > 1 && is_capital(content[0]) && is_small(content[1]));
}

std::string_view first_word(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && label::is_ascii_alnum(static_cast<unsigned char>(text[size]))) ++size;
  return text.substr(0, size);
}

// Of a word of one character, as of that and a space.
std::size_t head_of(std::string_view word) {
  constexpr unsigned kBits = 5;
  constexpr unsigned kMask = (1U << kBits) - 1;
  const unsigned second =
      word.size() > 1 && label::is_ascii_alnum(static_cast<unsigned char>(word[1])) ? static_cast<unsigned char>(word[1]) : ' ';
  return ((static_cast<unsigned char>(word[0]) & kMask) << kBits) | (second & kMask);
}

// Two small letters that are no roman numeral together: the beginning of a word.
bool begins_word(std::string_view text) {
  constexpr std::string_view kRoman = "ivxlc";
  return text.size() > 1 && is_small(text[0]) && is_small(text[1]) &&
         (kRoman.find(text[0]) == std::string_view::npos || kRoman.find(text[1]) == std::string_view::npos);
}

// "Section 2 TOP SECRET text": what stands behind the number might be looked at. Most lines begin with two words.
bool is_numbered(std::string_view content) {
  const auto behind = content.substr(first_word(content).size());
  const bool two_words = begins_word(content.substr(1)) && behind.starts_with(' ') && begins_word(behind.substr(1));
  return !two_words && (label::paragraph_number(content) != 0 || label::named_number(content) != 0);
}

constexpr unsigned char kOpens = 1;  // a mark or a field
constexpr unsigned char kSign = 2;   // of what may be a banner: or is no plain ASCII
constexpr unsigned char kSpace = 4;

constexpr std::array<unsigned char, 256> kKinds = [] {
  std::array<unsigned char, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) kinds[c] = c < 0x20 || c >= 0x7F ? kSign : 0;
  for (const char c : std::string_view("([{|&`~")) kinds[static_cast<unsigned char>(c)] = kOpens;
  for (const char c : std::string_view("<>/:")) kinds[static_cast<unsigned char>(c)] = kSign;
  kinds[static_cast<unsigned char>(' ')] = kSpace;
  return kinds;
}();

// Two spaces, which set the number of a page apart, are a sign. Without a way out: most lines have none.
unsigned signs_of(std::string_view content) {
  unsigned seen = 0;
  unsigned twice = 0;
  unsigned before = 0;
  for (const char c : content) {
    const unsigned kind = kKinds[static_cast<unsigned char>(c)];
    seen |= kind;
    twice |= kind & before;
    before = kind;
  }
  return (seen & (kOpens | kSign)) | ((twice & kSpace) != 0 ? kSign : 0U);
}

}  // namespace

QuietLines::QuietLines(const label::Policy& system) {
  add(system);
  sort_words();
}

QuietLines::QuietLines(const label::PolicyBook& book) {
  for (const auto& [id, policy] : book.policies()) add(policy);
  sort_words();
}

void QuietLines::add(const label::Policy& system) {
  for (const auto& level : system.levels) {
    for (const auto& mark : level.marks) add_word_of(mark);
    add_word_of(level.portion);
  }
  for (const auto& token : system.tokens) {
    for (const auto& mark : token.marks) add_word_of(mark);
    add_word_of(token.portion);
    for (const auto& head : token.inside) add_word_of(head);
  }
  for (const auto& each : system.wording.composites) add_word_of(each.mark);
}

void QuietLines::add_word_of(std::string_view mark) {
  if (mark.empty() || !begins_like_text(mark)) return;
  words_.emplace_back(first_word(mark));
  heads_.set(head_of(words_.back()));
}

void QuietLines::sort_words() {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

bool QuietLines::begins_with_word(std::string_view content) const {
  return heads_.test(head_of(content)) && std::binary_search(words_.begin(), words_.end(), first_word(content), std::less<>());
}

bool QuietLines::may_be_banner(std::string_view content) const {
  return content.empty() || !begins_like_text(content) || (signs_of(content) & kSign) != 0 || begins_with_word(content);
}

bool QuietLines::is_quiet(std::string_view content) const {
  if (content.empty()) return true;
  if (!begins_like_text(content) || signs_of(content) != 0) return false;
  return !(is_capital(content[0]) && is_numbered(content)) && !begins_with_word(content);
}

}  // namespace entente::document
