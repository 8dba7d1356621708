// What a misspelt word of a plain marking is compared with, and whether the nearest mark may stand for it. Private to the room,
// of check_plain.cpp. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "label/check_parts.h"
#include "label/policy.h"

namespace entente::label {

// Characters of UTF-8 text.
[[nodiscard]] std::size_t characters_in(std::string_view text);

// Bytes of what parts words, at the start and at the end of a text: ` /,-.;|` and the dashes. 0: none stands there.
[[nodiscard]] std::size_t joint_at(std::string_view text);
[[nodiscard]] std::size_t joint_before(std::string_view text);

// "NATO/KFOR SECRET": tokens inside levels, which no list has ready.
[[nodiscard]] std::vector<std::string> words_around(const Policy& policy);

// All texts of levels, those of `around` too; of tokens; of parties.
[[nodiscard]] std::vector<std::string_view> level_words(const Policy& policy, const std::vector<std::string>& around);
[[nodiscard]] std::vector<std::string_view> token_words(const Policy& policy);
[[nodiscard]] std::vector<std::string_view> party_words(const CheckedText& checked);

// To write only the first or the last words of what stands there would say less of it.
[[nodiscard]] bool drops_words(std::string_view piece, std::string_view mark);

// A word of it is a marking that the other text lacks: "UKEO SECRET" is no slip of "UK SECRET".
[[nodiscard]] bool drops_marking(std::string_view piece, std::string_view mark, const Policy& policy);

// Too short to tell what is meant: "NSA" is as near to "NCA" as to "NST". Of other scripts a character says more.
[[nodiscard]] bool is_too_short(std::string_view piece);

// "PROTECTED D", "군사IV급비밀", "STRAP 4": several levels or tokens are as near, and which is meant nobody can tell.
[[nodiscard]] bool is_between(std::string_view piece, const Near& near, const Policy& policy, bool level);

// The one text that is meant where all of `words` that are as near are of one level or token, of several the one its policy
// writes first: "TRÈS SECRET" for "TRÉS SECRET", which is as near to "TRES SECRET". Empty: of several.
[[nodiscard]] std::string meant_of_one(std::string_view piece, const Near& near, const std::vector<std::string_view>& words,
                                       const Policy& policy);

// A mark that lets somebody have it who would not: a guess at it is never certain.
[[nodiscard]] bool may_widen(std::string_view mark, const Policy& policy);

}  // namespace entente::label
