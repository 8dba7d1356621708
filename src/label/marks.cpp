#include "label/marks.h"

#include <algorithm>

namespace entente::label {
namespace {

// The size of the longest of `marks` and `portion` that starts `text`; 0 if none does.
std::size_t longest_at(const std::vector<std::string>& marks, const std::string& portion, std::string_view text) {
  std::size_t best = 0;
  const auto consider = [&](const std::string& mark) {
    if (mark.size() <= best || mark.front() != text.front()) return;
    if (text.starts_with(mark) && ends_mark(text, mark.size())) best = mark.size();
  };
  for (const auto& mark : marks) consider(mark);
  consider(portion);
  return best;
}

}  // namespace

bool narrows(const Token& token) {
  return token.meaning == Meaning::no_foreign || token.meaning == Meaning::originator_control ||
         token.meaning == Meaning::eyes_only;
}

LevelAt longest_level_at(const Policy& policy, std::string_view text) {
  LevelAt best;
  if (text.empty()) return best;
  for (const auto& level : policy.levels) {
    const auto size = longest_at(level.marks, level.portion, text);
    if (size > best.size) best = {&level, size};
  }
  return best;
}

TokenAt longest_token_at(const Policy& policy, std::string_view text) {
  if (text.empty()) return {};
  const auto found = policy.index.longest_at(policy.tokens, text);
  return found.token == MarkIndex::kNone ? TokenAt{} : TokenAt{&policy.tokens[found.token], found.size};
}

const Token* token_by_mark(const Policy& policy, std::string_view text) {
  const auto found = policy.index.whole(policy.tokens, text);
  return found.token == MarkIndex::kNone ? nullptr : &policy.tokens[found.token];
}

bool is_first_of_meaning(const Policy& policy, const Token& token) {
  return policy.index.is_first_of_meaning(policy.tokens, token);
}

const Token* first_of_meaning(const Policy& policy, Meaning meaning) {
  const auto found = policy.index.first_of_meaning(meaning);
  return found == MarkIndex::kNone ? nullptr : &policy.tokens[found];
}

std::size_t size_at(const Token& token, std::string_view text) {
  return text.empty() ? 0 : longest_at(token.marks, token.portion, text);
}

const Token& indicator_of(const Policy& policy, const Token& token) {
  const std::string_view name = token.name.str();
  const auto dash = token.segment == Segment::sar ? name.find('-') : std::string_view::npos;
  const auto* indicator = dash == std::string_view::npos ? nullptr : policy.token(name.substr(0, dash));
  return indicator == nullptr ? token : *indicator;
}

const Token* token_above(const Policy& policy, std::string_view name) {
  const Token* best = nullptr;
  for (const auto& token : policy.tokens) {
    const auto& head = token.name.str();
    const bool leads =
        name.starts_with(head) && (name.size() == head.size() || name[head.size()] == '-' || name[head.size()] == ' ');
    if (leads && (best == nullptr || head.size() > best->name.str().size())) best = &token;
  }
  return best;
}

bool is_excluded_at(const Token& token, const LevelName& level) {
  return std::find(token.excluded_levels.begin(), token.excluded_levels.end(), level) != token.excluded_levels.end();
}

bool takes_list(const Token& token) {
  return token.meaning == Meaning::release_to || token.meaning == Meaning::display_only ||
         (token.meaning == Meaning::eyes_only && token.parties.empty());
}

std::string_view behind_name(const Token& token) {
  const std::string_view text = token.portion;
  const auto close = text.find("] ");
  return token.compartments && text.starts_with('[') && close != std::string_view::npos ? text.substr(close + 1)
                                                                                        : std::string_view();
}

const Token* token_behind_names(const Policy& policy) {
  const auto found =
      std::find_if(policy.tokens.begin(), policy.tokens.end(), [](const Token& token) { return !behind_name(token).empty(); });
  return found == policy.tokens.end() ? nullptr : &*found;
}

TokenAt published_below(const Policy& policy, std::string_view system, std::string_view text) {
  std::string path(system);
  path += '-';
  const auto prefix = path.size();
  path += text;
  const auto found = longest_token_at(policy, path);
  if (found.token == nullptr || found.size <= prefix || !found.token->name.str().starts_with(path.substr(0, prefix))) return {};
  return {found.token, found.size - prefix};
}

bool is_marking_word(const Policy& policy, std::string_view text) {
  if (longest_token_at(policy, text).token != nullptr) return true;
  const auto level = longest_level_at(policy, text);
  return level.level != nullptr && text.substr(0, level.size) != level.level->portion;
}

bool is_short_program(const Policy& policy, std::string_view name) {
  constexpr std::size_t kShortest = 2;
  constexpr std::size_t kLongest = 3;
  if (name.size() < kShortest || name.size() > kLongest) return false;
  const auto* token = token_by_mark(policy, name);
  return token != nullptr && token->meaning == Meaning::restrictive && token->portion == name && token->name.str() != name &&
         token->marks.front() != name && policy.level_by_mark(name) == nullptr;
}

bool is_unpublished_system(std::string_view name) {
  constexpr std::size_t kLongest = 8;
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return name.size() >= 2 && name.size() <= kLongest && std::all_of(name.begin(), name.end(), fits);
}

const std::string& text_of(const Level& level, MarkForm form) {
  if (form == MarkForm::portion && !level.portion.empty()) return level.portion;
  return level.marks.empty() ? level.name.str() : level.marks.front();
}

const std::string& text_of(const Token& token, MarkForm form) {
  if (form == MarkForm::portion && !token.portion.empty()) return token.portion;
  return token.marks.empty() ? token.name.str() : token.marks.front();
}

}  // namespace entente::label
