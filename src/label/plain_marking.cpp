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

// Published abbreviations that say a level and a token in one word. They read only in a policy that has both.
struct Composite {
  std::string_view text;
  std::string_view level;
  std::string_view token;
};
constexpr std::array<Composite, 11> kComposites{{
    {"CTSA", "CTS", "ATOMAL"},
    {"CTS-A", "CTS", "ATOMAL"},
    {"NSAT", "NS", "ATOMAL"},
    {"NS-A", "NS", "ATOMAL"},
    {"NCA", "NC", "ATOMAL"},
    {"NC-A", "NC", "ATOMAL"},
    {"CTS-B", "CTS", "BOHEMIA"},
    {"CTS-BOHEMIA", "CTS", "BOHEMIA"},
    {"CTS-BALK", "CTS", "BALK"},
    {"SECRET ATOMAL", "NS", "ATOMAL"},
    {"CONFIDENTIAL ATOMAL", "NC", "ATOMAL"},
}};

struct Opened {
  const Level* level = nullptr;
  const Token* token = nullptr;  // of a composite form
  std::size_t size = 0;
};

Opened open(std::string_view text, const Policy& policy) {
  for (const auto& composite : kComposites) {
    if (!text.starts_with(composite.text) || !ends_mark(text, composite.text.size())) continue;
    const auto* level = policy.level_by_mark(composite.level);
    const auto* token = token_by_mark(policy, composite.token);
    if (level != nullptr && token != nullptr) return {level, token, composite.text.size()};
  }
  const auto at = longest_level_at(policy, text);
  return {at.level, nullptr, at.size};
}

std::string_view without_leading_spaces(std::string_view text) {
  const auto at = text.find_first_not_of(' ');
  return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

// Takes one separator off the front of `rest`, which is not empty.
Result<std::string_view> after_separator(std::string_view rest) {
  const auto spaced = rest.front() == ' ';
  auto next = without_leading_spaces(rest);
  if (next.starts_with("//")) {
    next.remove_prefix(2);
  } else if (next.starts_with("/") || next.starts_with(",") || (spaced && next.starts_with("- "))) {
    next.remove_prefix(1);
  } else if (!spaced) {
    return fail(Fault::malformed, fmt::format("{} does not follow a separator", quoted(rest)));
  }
  next = without_leading_spaces(next);
  if (next.empty()) return fail(Fault::malformed, "the marking ends with a separator");
  return next;
}

Result<void> read_list(Draft& draft, const Token& token, std::string_view codes) {
  TRY(auto parties, read_codes(draft, {codes, ',', token.name.str()}));
  if (token.meaning == Meaning::release_to) return set_release(draft, std::move(parties));
  if (token.meaning == Meaning::display_only) return set_display(draft, std::move(parties));
  return set_eyes_only(draft, std::move(parties));
}

// "GBR/USA EYES ONLY": the closed list stands before its mark. Returns the bytes read; 0 if this is no such list.
Result<std::size_t> read_preceding_list(Draft& draft, const Policy& policy, std::string_view rest) {
  std::vector<PartyId> parties;
  std::size_t at = 0;
  while (at < rest.size()) {
    const auto end = std::min(rest.find_first_of("/, ", at), rest.size());
    PartyId party{std::string(rest.substr(at, end - at))};
    if (!draft.book.knows(party)) return std::size_t{0};
    TRY_DO(count_piece(draft));
    parties.push_back(std::move(party));
    at = std::min(rest.find_first_not_of("/, ", end), rest.size());
    const auto mark = longest_token_at(policy, rest.substr(at));
    if (mark.token == nullptr || mark.token->meaning != Meaning::eyes_only || !mark.token->parties.empty()) continue;
    TRY_DO(set_eyes_only(draft, std::move(parties)));
    return at + mark.size;
  }
  return std::size_t{0};
}

// Reads one token at the front of `rest`, with its list, and returns what follows.
Result<std::string_view> read_token(Draft& draft, const Policy& policy, std::string_view rest) {
  TRY_DO(count_piece(draft));
  const auto at = longest_token_at(policy, rest);
  if (at.token == nullptr) {
    TRY(const auto listed, read_preceding_list(draft, policy, rest));
    if (listed != 0) return rest.substr(listed);
    const auto word = rest.substr(0, rest.find_first_of(" /,"));
    return fail(Fault::unknown_token, fmt::format("{} is not a marking of {}", quoted(word), quoted(policy.id.str())));
  }
  rest.remove_prefix(at.size);
  if (!takes_list(*at.token)) {
    TRY_DO(apply_token(draft, policy, *at.token));
    return rest;
  }
  const auto end = std::min(rest.find('/'), rest.size());
  TRY_DO(read_list(draft, *at.token, rest.substr(0, end)));
  return rest.substr(end);
}

}  // namespace

bool starts_plain_marking(std::string_view text, const Policy& policy) { return open(text, policy).level != nullptr; }

Result<Label> read_plain_marking(std::string_view text, const Policy& policy, const PolicyBook& book) {
  const auto opened = open(text, policy);
  if (opened.level == nullptr) {
    return fail(Fault::unknown_level,
                fmt::format("{} is not a level of {}{}", quoted(text), quoted(policy.id.str()), suggestion(text, policy)));
  }
  Draft draft{book};
  draft.label.policy = policy.id;
  draft.label.level = opened.level->name;
  TRY_DO(add_owner(draft, {policy.party, policy.id, opened.level->name}));
  if (opened.token != nullptr) TRY_DO(apply_token(draft, policy, *opened.token));
  auto rest = text.substr(opened.size);
  while (!rest.empty()) {
    TRY(rest, after_separator(rest));
    TRY(rest, read_token(draft, policy, rest));
  }
  return finished(std::move(draft), policy);
}

}  // namespace entente::label
