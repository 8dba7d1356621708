#include "label/special_words.h"

#include <algorithm>

#include "label/ism_marking.h"
#include "label/marks.h"

namespace entente::label {
namespace {

constexpr std::size_t kNationCodeSize = 3;

bool ends_word(std::string_view text, std::size_t at) {
  return at == text.size() || text[at] == ' ' || text[at] == ',' || text[at] == ';' || text[at] == '/';
}

}  // namespace

std::string as_special_word(const Token& token) {
  auto word = ism_of(token);
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

bool is_special_word(const PartyId& code) { return code.str().find(':') != std::string::npos; }

const Token* activity_named(const Policy& owner, std::string_view word) {
  const auto found = std::find_if(owner.tokens.begin(), owner.tokens.end(),
                                  [&](const Token& token) { return !token.inside.empty() && as_special_word(token) == word; });
  return found == owner.tokens.end() ? nullptr : &*found;
}

Activity activity_of(const PartyId& code, const PolicyBook& book) {
  const auto colon = code.str().find(':');
  const auto* owner = colon == std::string::npos ? nullptr : book.policy_of(PartyId(code.str().substr(0, colon)));
  const auto* token = owner == nullptr ? nullptr : activity_named(*owner, std::string_view(code.str()).substr(colon + 1));
  return token == nullptr ? Activity{} : Activity{owner, token};
}

SpecialWordAt special_word_at(std::string_view text, const PolicyBook& book) {
  const auto space = text.find(' ');
  if (space == kNationCodeSize || space == std::string_view::npos) return {};
  const auto* owner = book.policy_of(PartyId(std::string(text.substr(0, space))));
  if (owner == nullptr) return {};
  SpecialWordAt longest;
  for (const auto& token : owner->tokens) {
    const auto size = space + 1 + ism_of(token).size();
    const bool begins = !token.inside.empty() && text.substr(space + 1).starts_with(ism_of(token));
    if (!begins || size <= longest.size || !ends_word(text, size)) continue;
    longest = {PartyId(owner->party.str() + ":" + as_special_word(token)), size};
  }
  return longest;
}

std::string in_marks(const PartyId& code, const PolicyBook& book) {
  const auto [owner, token] = activity_of(code, book);
  return token == nullptr ? code.str() : owner->party.str() + " " + ism_of(*token);
}

std::string joined(const std::vector<PartyId>& codes, std::string_view separator, const PolicyBook& book) {
  std::string out;
  for (const auto& code : codes) {
    if (!out.empty()) out += separator;
    out += in_marks(code, book);
  }
  return out;
}

}  // namespace entente::label
