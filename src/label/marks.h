// Finds the texts of a policy (levels, tokens) at the start of a text. Private to the room.
//
// A mark ends where the text ends or before one of ` `, `/`, `,`, `-`, `–`: so "REL" is not found in "RELIDO", and of several
// marks that fit the longest counts. Case and characters are compared exactly. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "label/marking.h"
#include "label/policy.h"

namespace entente::label {

// A level that exists abroad only, below every classified US level (manual, H.7; not in JOINT marks, H.3). It counts as the
// lowest one that is not free; a concealed owner keeps it as its level, without a policy, so that the text is not lost.
inline constexpr std::string_view kRestrictedAbroad = "RESTRICTED";
inline constexpr std::string_view kRestrictedAbroadPortion = "R";

struct LevelAt {
  const Level* level = nullptr;
  std::size_t size = 0;  // bytes of the mark found
};

struct TokenAt {
  const Token* token = nullptr;
  std::size_t size = 0;
};

[[nodiscard]] LevelAt longest_level_at(const Policy& policy, std::string_view text);
[[nodiscard]] TokenAt longest_token_at(const Policy& policy, std::string_view text);

// Tokens are found in the policy's index (mark_index.h), which a PolicyBook builds. The token of which `text` is, as a whole, a
// mark or the portion form.
[[nodiscard]] const Token* token_by_mark(const Policy& policy, std::string_view text);

// The first token of the policy with this meaning; for eyes-only, the first with the same closed list. Its effect alone
// (a control, a list) is what a label keeps of it. A further token of that meaning also leaves a category of its name, so
// that "ORCON-USGOV" or "SBU NOFORN" can be written again.
[[nodiscard]] bool is_first_of_meaning(const Policy& policy, const Token& token);
[[nodiscard]] const Token* first_of_meaning(const Policy& policy, Meaning meaning);

// Bytes of the longest mark of the token that `text` begins with; 0 if it begins with none.
[[nodiscard]] std::size_t size_at(const Token& token, std::string_view text);

// The token that a program stands behind ("SAR"), for one of them that the policy names ("SAR-BUTTER POPCORN"); else the token
// itself.
[[nodiscard]] const Token& indicator_of(const Policy& policy, const Token& token);

// The token with the longest name that `name` is or is below: "SI-G" for "SI-G ABCD", "EXCLUSIVE FOR" for "EXCLUSIVE FOR NAME".
[[nodiscard]] const Token* token_above(const Policy& policy, std::string_view name);

// The policy does not allow the token at this level (SPIF excludedClass).
[[nodiscard]] bool is_excluded_at(const Token& token, const LevelName& level);

// True if a list of parties follows the token (or, for eyes-only, stands before it).
[[nodiscard]] bool takes_list(const Token& token);

// "[ORGANISATION] USE ONLY", the portion form of a plain token with free names: the name stands in front of the mark, in the
// place of the brackets. What stands behind it, with its space; empty for all others.
[[nodiscard]] std::string_view behind_name(const Token& token);
[[nodiscard]] const Token* token_behind_names(const Policy& policy);  // the first such token, or null

// A name behind a token runs on: what follows must stand behind a separator that ends it.
[[nodiscard]] inline bool runs_on(const Token& token) { return token.compartments && behind_name(token).empty(); }

// The token narrows who may have the information: NOFORN, ORCON, EYES ONLY. What is lost with it is lost to others.
[[nodiscard]] bool narrows(const Token& token);

// The published compartment of `system` that `text` begins with: "GAMMA ABCD" below "SI" has `SI-G`, of size 5.
[[nodiscard]] TokenAt published_below(const Policy& policy, std::string_view system, std::string_view text);

// True if `text` begins with a marking of the policy or a level in full: no program and no compartment has such a name, so that
// "SAR-BP NOFORN" is never read as a program.
[[nodiscard]] bool is_marking_word(const Policy& policy, std::string_view text);

// True for a program's name that is also the portion form of a marking which restricts, and nothing else ("AC", "PR"): behind
// `SAR-` it is a name. One that sets a control ("NF", "OC") is not: the control would be lost in a name.
//= US manual (2016) H.5: abbreviations of programs have two or three characters.
[[nodiscard]] bool is_short_program(const Policy& policy, std::string_view name);

// True for what may be the name of a control system that no register publishes: two to eight of `A-Z 0-9`.
[[nodiscard]] bool is_unpublished_system(std::string_view name);

// What is written for a level or token; the banner form is the first of its marks.
[[nodiscard]] const std::string& text_of(const Level& level, MarkForm form);
[[nodiscard]] const std::string& text_of(const Token& token, MarkForm form);

}  // namespace entente::label
