#include "label/mark_index.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "base/first_bytes.h"
#include "base/result.h"
#include "label/policy.h"

namespace entente::label {
namespace {

constexpr std::size_t kHeadBytes = sizeof(std::uint64_t);

// As many bytes as a mark of `size` bytes puts into its head.
std::uint64_t mask_of(std::size_t size) {
  constexpr std::array<unsigned char, kHeadBytes> kAll{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  std::uint64_t mask = 0;
  std::memcpy(&mask, kAll.data(), std::min(size, kHeadBytes));
  return mask;
}

unsigned char first_byte(std::string_view text) { return static_cast<unsigned char>(text.front()); }
unsigned char second_byte(std::string_view text) { return text.size() < 2 ? 0 : static_cast<unsigned char>(text[1]); }

const std::string& text_of(const Token& token, std::size_t mark) {
  return mark < token.marks.size() ? token.marks[mark] : token.portion;
}

// Whether a mark that is longer than its head, which agrees, also agrees behind it.
bool agrees(std::string_view mark, std::string_view text) { return text.substr(kHeadBytes).starts_with(mark.substr(kHeadBytes)); }

}  // namespace

bool ends_mark(std::string_view text, std::size_t size) {
  if (text.size() == size) return true;
  const char next = text[size];
  return next == ' ' || next == '/' || next == ',' || next == '-' || text.substr(size).starts_with("–");
}

MarkIndex::MarkIndex(const std::vector<Token>& tokens) {
  is_first_.reserve(tokens.size());
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    const auto marks = static_cast<std::uint32_t>(token.marks.size());
    for (std::uint32_t mark = 0; mark <= marks; ++mark) {
      const auto& text = text_of(token, mark);
      if (text.empty()) continue;
      entries_.push_back({first_bytes(text), mask_of(text.size()), static_cast<std::uint32_t>(text.size()), i, mark});
    }
    const auto same = [&](const Token& earlier) {
      return earlier.meaning == token.meaning && (token.meaning != Meaning::eyes_only || earlier.parties == token.parties);
    };
    is_first_.push_back(std::none_of(tokens.begin(), tokens.begin() + i, same));
    const auto meaning = static_cast<std::size_t>(token.meaning);
    CHECK(meaning < kMeanings);
    if (first_[meaning] == 0) first_[meaning] = i + 1;
    by_name_.push_back({first_bytes(token.name.str()), i});
  }
  const auto text = [&](const Entry& entry) -> const std::string& { return text_of(tokens[entry.token], entry.mark); };
  std::stable_sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    const std::pair begins_a{first_byte(text(a)), second_byte(text(a))};
    const std::pair begins_b{first_byte(text(b)), second_byte(text(b))};
    return begins_a != begins_b ? begins_a < begins_b : a.size > b.size;
  });
  for (std::uint32_t at = 0; at < entries_.size(); ++at) {
    const auto& mark = text(entries_[at]);
    const bool goes_on =
        at > 0 && first_byte(text(entries_[at - 1])) == first_byte(mark) && groups_.back().second == second_byte(mark);
    if (!goes_on) {
      groups_.push_back({second_byte(mark), at, at});
      ++starts_[first_byte(mark) + 1U];
    }
    groups_.back().last_entry = at + 1;
  }
  for (std::size_t byte = 1; byte <= kBytes; ++byte) starts_[byte] += starts_[byte - 1];
  std::stable_sort(by_name_.begin(), by_name_.end(), [](const NameEntry& a, const NameEntry& b) { return a.head < b.head; });
}

// The first entry that fits of those that begin as the text does, else of the marks of one byte, which are shorter than all
// others.
template <class Fits>
MarkIndex::Found MarkIndex::first_of(std::string_view text, const Fits& fits) const {
  if (text.empty()) return {};
  const auto second = second_byte(text);
  const auto end = starts_[first_byte(text) + 1U];
  const Group* of_one_byte = nullptr;
  const auto search = [&](const Group& group) {
    for (auto at = group.first_entry; at < group.last_entry; ++at) {
      if (fits(entries_[at])) return Found{entries_[at].token, entries_[at].size};
    }
    return Found{};
  };
  for (auto at = starts_[first_byte(text)]; at < end; ++at) {
    const auto& group = groups_[at];
    if (group.second == 0) of_one_byte = &group;
    if (group.second != second || second == 0) continue;
    if (const auto found = search(group); found.token != kNone) return found;
    break;
  }
  return of_one_byte == nullptr ? Found{} : search(*of_one_byte);
}

MarkIndex::Found MarkIndex::longest_at(const std::vector<Token>& tokens, std::string_view text) const {
  CHECK(is_first_.size() == tokens.size());
  const auto head = first_bytes(text);
  return first_of(text, [&](const Entry& entry) {
    return (head & entry.mask) == entry.head && entry.size <= text.size() && ends_mark(text, entry.size) &&
           (entry.size <= kHeadBytes || agrees(text_of(tokens[entry.token], entry.mark), text));
  });
}

MarkIndex::Found MarkIndex::whole(const std::vector<Token>& tokens, std::string_view text) const {
  CHECK(is_first_.size() == tokens.size());
  const auto head = first_bytes(text);
  return first_of(text, [&](const Entry& entry) {
    return entry.size == text.size() && (head & entry.mask) == entry.head &&
           (entry.size <= kHeadBytes || agrees(text_of(tokens[entry.token], entry.mark), text));
  });
}

std::size_t MarkIndex::named(const std::vector<Token>& tokens, std::string_view name) const {
  CHECK(is_first_.size() == tokens.size());
  const auto head = first_bytes(name);
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), head,
                             [](const NameEntry& entry, std::uint64_t wanted) { return entry.head < wanted; });
  for (; at != by_name_.end() && at->head == head; ++at) {
    if (tokens[at->token].name.str() == name) return at->token;
  }
  return kNone;
}

bool MarkIndex::is_first_of_meaning(const std::vector<Token>& tokens, const Token& token) const {
  const std::less<> before;
  const bool inside = !before(&token, tokens.data()) && before(&token, tokens.data() + tokens.size());
  const auto at = inside ? static_cast<std::size_t>(&token - tokens.data()) : named(tokens, token.name.str());
  return at < is_first_.size() && is_first_[at];
}

std::size_t MarkIndex::first_of_meaning(Meaning meaning) const {
  const auto first = first_[static_cast<std::size_t>(meaning)];
  return first == 0 ? kNone : first - 1;
}

}  // namespace entente::label
