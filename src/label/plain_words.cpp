#include "label/plain_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/mark_index.h"
#include "label/marks.h"

namespace entente::label {
namespace {

constexpr std::array<std::string_view, 2> kDashes{"–", "—"};

bool is_joint(char c) { return std::string_view(" /,-.;|").find(c) != std::string_view::npos; }

template <class Item>
void add_words(const Item& item, std::vector<std::string_view>& words) {
  words.insert(words.end(), item.marks.begin(), item.marks.end());
  if (!item.portion.empty()) words.emplace_back(item.portion);
}

template <class Item>
bool is_as_near(std::string_view piece, const Near& near, const Item& item) {
  std::vector<std::string_view> words;
  add_words(item, words);
  if (std::find(words.begin(), words.end(), near.name) != words.end()) return false;
  const auto other = nearest_of(piece, words);
  return other && other->distance == near.distance;
}

}  // namespace

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> words_around(const Policy& policy) {
  std::vector<std::string> words;
  for (const auto& token : policy.tokens) {
    for (const auto& head : token.inside) {
      for (const auto& level : policy.levels) {
        for (const auto& mark : level.marks) {
          if (mark.starts_with(head + ' '))
            words.push_back(fmt::format("{}/{}{}", head, token.marks.front(), mark.substr(head.size())));
        }
      }
    }
  }
  return words;
}

std::vector<std::string_view> level_words(const Policy& policy, const std::vector<std::string>& around) {
  std::vector<std::string_view> words(around.begin(), around.end());
  for (const auto& level : policy.levels) add_words(level, words);
  for (const auto& each : policy.wording.composites) words.emplace_back(each.mark);
  return words;
}

bool drops_words(std::string_view piece, std::string_view mark) {
  if (piece.size() <= mark.size()) return false;
  return (piece.starts_with(mark) && ends_mark(piece, mark.size())) ||
         (piece.ends_with(mark) && is_joint(piece[piece.size() - mark.size() - 1]));
}

bool drops_marking(std::string_view piece, std::string_view mark, const Policy& policy) {
  const auto kept = split(mark, " ");
  const auto words = split(piece, " ");
  return words.size() > 1 && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
           return token_by_mark(policy, word) != nullptr && std::find(kept.begin(), kept.end(), word) == kept.end();
         });
}

bool is_too_short(std::string_view piece) {
  constexpr std::size_t kLetters = 3;
  return piece.size() <= kLetters;
}

bool is_between(std::string_view piece, const Near& near, const Policy& policy, bool level) {
  const auto as_near = [&](const auto& item) { return is_as_near(piece, near, item); };
  if (near.alone) return false;
  return level ? std::any_of(policy.levels.begin(), policy.levels.end(), as_near)
               : std::any_of(policy.tokens.begin(), policy.tokens.end(), as_near);
}

std::string meant_of_one(std::string_view piece, const Near& near, const std::vector<std::string_view>& words,
                         const Policy& policy) {
  if (near.alone) return near.name;
  std::vector<std::string_view> own;
  if (const auto* level = policy.level_by_mark(near.name)) add_words(*level, own);
  if (const auto* token = token_by_mark(policy, near.name)) add_words(*token, own);
  const auto distance_to = [&](std::string_view word) {
    const auto found = nearest_of(piece, {word});
    return found ? found->distance : piece.size();
  };
  const bool others = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(own.begin(), own.end(), word) == own.end() && distance_to(word) <= near.distance;
  });
  const auto meant =
      std::find_if(own.begin(), own.end(), [&](std::string_view word) { return distance_to(word) == near.distance; });
  return others || meant == own.end() ? std::string() : std::string(*meant);
}

bool may_widen(std::string_view mark, const Policy& policy) {
  const auto* level = policy.level_by_mark(mark);
  if (level != nullptr && level->free) return true;
  const auto* token = token_by_mark(policy, mark);
  if (token == nullptr) return false;
  if (token->meaning == Meaning::eyes_only) return token->parties != std::vector<PartyId>{policy.party};
  return token->meaning == Meaning::permissive || token->meaning == Meaning::informative;
}

std::vector<std::string_view> token_words(const Policy& policy) {
  std::vector<std::string_view> words;
  for (const auto& token : policy.tokens) add_words(token, words);
  return words;
}

std::vector<std::string_view> party_words(const CheckedText& checked) {
  auto words = checked.book.party_names();
  for (const auto& each : checked.system.wording.parties) {
    if (!each.mark.empty()) words.emplace_back(each.mark);
    words.insert(words.end(), each.names.begin(), each.names.end());
  }
  return words;
}

std::size_t joint_at(std::string_view text) {
  if (text.empty()) return 0;
  if (is_joint(text.front())) return 1;
  const auto dash = std::find_if(kDashes.begin(), kDashes.end(), [&](std::string_view each) { return text.starts_with(each); });
  return dash == kDashes.end() ? 0 : dash->size();
}

std::size_t joint_before(std::string_view text) {
  if (text.empty()) return 0;
  if (is_joint(text.back())) return 1;
  const auto dash = std::find_if(kDashes.begin(), kDashes.end(), [&](std::string_view each) { return text.ends_with(each); });
  return dash == kDashes.end() ? 0 : dash->size();
}

}  // namespace entente::label
