// The index finds what a search through all tokens finds.
#include "label/mark_index.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "label/marks.h"

namespace entente::label {
namespace {

std::vector<std::string> texts_of(const Token& token) {
  auto texts = token.marks;
  if (!token.portion.empty()) texts.push_back(token.portion);
  return texts;
}

MarkIndex::Found searched_longest(const std::vector<Token>& tokens, std::string_view text) {
  MarkIndex::Found best;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& mark : texts_of(tokens[i])) {
      if (mark.size() > best.size && text.starts_with(mark) && ends_mark(text, mark.size())) best = {i, mark.size()};
    }
  }
  return best;
}

std::size_t searched_whole(const std::vector<Token>& tokens, std::string_view text) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto texts = texts_of(tokens[i]);
    if (std::find(texts.begin(), texts.end(), text) != texts.end()) return i;
  }
  return MarkIndex::kNone;
}

std::size_t searched_name(const std::vector<Token>& tokens, std::string_view name) {
  const auto found = std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) { return token.name.str() == name; });
  return found == tokens.end() ? MarkIndex::kNone : static_cast<std::size_t>(found - tokens.begin());
}

// Tokens of a few letters, so that many marks begin alike, are the same, or are longer than what the index keeps in place.
std::vector<Token> any_tokens() {
  const auto letters = rc::gen::element('A', 'B', ' ', '-');
  const auto word = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 5), [letters](std::size_t size) {
    return rc::gen::map(rc::gen::container<std::string>(size, letters),
                        [](std::string text) { return text.size() > 3 ? text + text + text : text; });
  });
  const auto count = *rc::gen::inRange(0, 12);
  std::vector<Token> tokens;
  for (int i = 0; i < count; ++i) {
    Token token;
    token.name = CategoryName(*word);
    token.portion = *word;
    token.marks = *rc::gen::container<std::vector<std::string>>(*rc::gen::inRange<std::size_t>(0, 4), word);
    std::erase(token.marks, std::string());
    token.meaning = *rc::gen::element(Meaning::restrictive, Meaning::no_foreign, Meaning::eyes_only);
    if (*rc::gen::arbitrary<bool>()) token.parties = {PartyId("AUS")};
    tokens.push_back(std::move(token));
  }
  return tokens;
}

RC_GTEST_PROP(MarkIndex, finds_what_a_search_finds, ()) {
  const auto tokens = any_tokens();
  const MarkIndex index(tokens);
  std::vector<std::string> texts{*rc::gen::container<std::string>(rc::gen::element('A', 'B', ' ', '-', '/'))};
  for (const auto& token : tokens) {
    texts.push_back(token.name.str());
    for (const auto& mark : texts_of(token)) {
      for (const auto* behind : {"", "/A", "A", " B", "-", ","}) texts.push_back(mark + behind);
      texts.push_back(mark.substr(0, mark.size() / 2));
    }
  }
  for (const auto& text : texts) {
    if (text.empty()) continue;
    const auto expected = searched_longest(tokens, text);
    const auto found = index.longest_at(tokens, text);
    RC_ASSERT(found.token == expected.token);
    RC_ASSERT(found.size == expected.size);
    RC_ASSERT(index.whole(tokens, text).token == searched_whole(tokens, text));
    RC_ASSERT(index.named(tokens, text) == searched_name(tokens, text));
  }
  const auto copy = tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto same = [&](const Token& earlier) {
      return earlier.meaning == tokens[i].meaning &&
             (earlier.meaning != Meaning::eyes_only || earlier.parties == tokens[i].parties);
    };
    const bool first = std::none_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i), same);
    RC_ASSERT(index.is_first_of_meaning(tokens, tokens[i]) == first);
    if (searched_name(tokens, copy[i].name.str()) == i) RC_ASSERT(index.is_first_of_meaning(tokens, copy[i]) == first);
  }
}

TEST(MarkIndex, of_no_tokens_finds_nothing) {
  const MarkIndex index;
  EXPECT_EQ(index.longest_at({}, "SI").token, MarkIndex::kNone);
  EXPECT_EQ(index.whole({}, "SI").token, MarkIndex::kNone);
  EXPECT_EQ(index.named({}, "SI"), MarkIndex::kNone);
  EXPECT_EQ(index.first_of_meaning(Meaning::no_foreign), MarkIndex::kNone);
}

}  // namespace
}  // namespace entente::label
