// Activities of an organisation as codes in lists. ISM writes "NATO:RESOLUTE_SUPPORT"; marks have no colon, and the stylesheets
// published with ISM write "NATO RESOLUTE SUPPORT". Which words are activities is data: the tokens that stand inside the levels
// of the organisation's policy. A word that no policy names keeps its colon. Such a code is no party and stands for nobody.
// Private to the room. Pure and thread-safe.
//= ISMCAT CVEnumISMCATRelTo, CVEnumISMCATFGIOpen: NATO:[a-zA-Z\-_]{1,256}; docs/semantics.md 2.8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "label/policy.h"

namespace entente::label {

struct Activity {
  const Policy* owner = nullptr;
  const Token* token = nullptr;  // null: none
};

[[nodiscard]] bool is_special_word(const PartyId& code);                                // has a colon
[[nodiscard]] Activity activity_of(const PartyId& code, const PolicyBook& book);        // "NATO:KFOR"
[[nodiscard]] const Token* activity_named(const Policy& owner, std::string_view word);  // "RESOLUTE_SUPPORT"

// The special word that `text`, which begins with the code of an organisation, begins with in marks: "NATO KFOR" is NATO:KFOR,
// of size 9. A size of 0: none.
struct SpecialWordAt {
  PartyId code;
  std::size_t size = 0;
};
[[nodiscard]] SpecialWordAt special_word_at(std::string_view text, const PolicyBook& book);

// A code as marks have it: "NATO KFOR".
[[nodiscard]] std::string in_marks(const PartyId& code, const PolicyBook& book);
[[nodiscard]] std::string joined(const std::vector<PartyId>& codes, std::string_view separator, const PolicyBook& book);

}  // namespace entente::label
