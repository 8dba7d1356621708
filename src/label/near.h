// Texts that are nearly, or in another case, those of a policy. Private to the room.
//
// Used to notice what a reader would take for a marking, and to offer the right spelling; never to read one.
// Comparison ignores ASCII case. Distances count inserted, deleted and replaced characters of UTF-8 text. Pure,
// thread-safe; the cost is bounded by the number and size of the marks, not by the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "label/policy.h"

namespace entente::label {

// A level's text of at least kNearSize characters is near to one at most kNearDistance away: "SERCET".
inline constexpr std::size_t kNearSize = 5;
inline constexpr std::size_t kNearDistance = 2;

[[nodiscard]] std::string in_capitals(std::string_view text);  // ASCII letters only: the same bytes
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

// True if `text` begins with "(C) Copyright", which is no mark where a mark stands before it.
[[nodiscard]] bool is_copyright(std::string_view text);

// True if a level of any policy, in any case, is the first word or words of `text`. Words end at the end of the text, at
// white space and at punctuation other than `.`, `-` and apostrophes: so "(S; draft)" begins with a level, "(S-400)" does not.
[[nodiscard]] bool begins_with_level(std::string_view text, const PolicyBook& book);

// True if `text` is nothing but levels, tokens (but ordinary words) and party codes in any case, one at least a level or token:
// "rel to usa, jpn", "for official use only".
[[nodiscard]] bool is_all_marks(std::string_view text, const PolicyBook& book);

// True if `text` begins with words near to a level, or with a known slip of one, and ends there or goes on with marks or a
// separator.
[[nodiscard]] bool begins_near_level(std::string_view text, const PolicyBook& book);

// True if `text` begins with what the policy knows as a slip of one of its levels ("TLP:WHITE", "UNCLAS"), and ends there or goes
// on with marks or a separator.
[[nodiscard]] bool begins_with_slip_of_level(std::string_view text, const Policy& policy, const PolicyBook& book);

// The text among the marks of a level or token that `mark`, one of them, is without accents and in another case: the first of all
// if it is such a text, else the first of those with the most accents. Published texts stand before those that are only read.
[[nodiscard]] const std::string& spelling_of(const std::vector<std::string>& marks, const std::string& mark);

// The same for a mark of whatever level or token of the policy has it; else the mark itself.
[[nodiscard]] std::string spelling_in(const Policy& policy, const std::string& mark);

// " (did you mean `SECRET`?)" if `text` is near to a level of the policy, else empty.
[[nodiscard]] std::string suggestion(std::string_view text, const Policy& policy);

}  // namespace entente::label
