// What a SPIF says of how one thing is marked, in one style. Private to the room.
//
// Of the phrases and qualifiers that hold at a place, the one in the wanted language counts, else in the language without its
// region, else without language; among equals the first of the file. Pure, thread-safe; results point into the policy.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "label/spif_label.h"

namespace entente::label {

// The phrase, or `name` where there is none. A phrase that replaces the policy's name is not meant.
[[nodiscard]] std::string_view phrase_of(const SpifMarks& marks, std::string_view name, const MarkingStyle& style);

// True if any phrase of that place and of no other language has the effect.
[[nodiscard]] bool has_effect(const SpifMarks& marks, MarkingCode effect, const MarkingStyle& style);
[[nodiscard]] bool is_hidden(const SpifMarks& marks, const MarkingStyle& style);

// What stands in place of the policy's name; nullopt: it stays.
[[nodiscard]] std::optional<std::string_view> replaced_policy(const SpifMarks& marks, std::string_view name,
                                                              const MarkingStyle& style);

[[nodiscard]] std::string_view qualifier_of(const SpifMarks& marks, QualifierCode code, std::string_view otherwise,
                                            const MarkingStyle& style);

// The text of one category or classification with what stands around it; empty: it is not shown.
[[nodiscard]] std::string shown(const SpifMarks& marks, std::string_view name, const MarkingStyle& style);
[[nodiscard]] bool is_hidden_category(const SpifPolicy::Found& found, const MarkingStyle& style);

// Every language of the policy's phrases and qualifiers, and none ("").
[[nodiscard]] std::set<std::string> languages_of(const SpifPolicy& policy);

inline constexpr std::string_view kPartSeparator = " ";      // between policy, classification and tags
inline constexpr std::string_view kCategorySeparator = "/";  // between categories of one tag

}  // namespace entente::label
