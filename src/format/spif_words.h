// The words of XML SPIF and what they mean, for its reader and its writer. Private to the room.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "label/spif_policy.h"

namespace entente::format {

inline constexpr std::string_view kSpifNamespace = "http://www.xmlspif.org/spif";

template <class E, std::size_t N>
using Words = std::array<std::pair<std::string_view, E>, N>;

using label::MarkingCode;
inline constexpr Words<MarkingCode, 16> kMarkingCodes{{{"pageTop", MarkingCode::page_top},
                                                       {"pageBottom", MarkingCode::page_bottom},
                                                       {"pageTopBottom", MarkingCode::page_top_bottom},
                                                       {"documentStart", MarkingCode::document_start},
                                                       {"documentEnd", MarkingCode::document_end},
                                                       {"firstLineOfText", MarkingCode::first_line},
                                                       {"lastLineOfText", MarkingCode::last_line},
                                                       {"subject", MarkingCode::subject},
                                                       {"xHeader", MarkingCode::x_header},
                                                       {"portionMarking", MarkingCode::portion},
                                                       {"inputTitle", MarkingCode::input_title},
                                                       {"waterMark", MarkingCode::water_mark},
                                                       {"noNameDisplay", MarkingCode::no_name_display},
                                                       {"noMarkingDisplay", MarkingCode::no_marking_display},
                                                       {"suppressClassName", MarkingCode::suppress_class_name},
                                                       {"replacePolicy", MarkingCode::replace_policy}}};

inline constexpr Words<label::QualifierCode, 3> kQualifierCodes{{{"prefix", label::QualifierCode::prefix},
                                                                 {"suffix", label::QualifierCode::suffix},
                                                                 {"separator", label::QualifierCode::separator}}};
inline constexpr Words<label::Operation, 3> kOperations{
    {{"all", label::Operation::all}, {"oneOrMore", label::Operation::one_or_more}, {"onlyOne", label::Operation::only_one}}};
inline constexpr Words<label::Applied, 3> kApplied{
    {{"both", label::Applied::both}, {"encrypt", label::Applied::encrypt}, {"decrypt", label::Applied::decrypt}}};
inline constexpr Words<label::UserInput, 3> kUserInputs{
    {{"string", label::UserInput::string}, {"integer", label::UserInput::integer}, {"date", label::UserInput::date}}};
inline constexpr Words<label::Tag7Encoding, 2> kTag7Encodings{
    {{"bitSetAttributes", label::Tag7Encoding::bit_set}, {"securityAttributes", label::Tag7Encoding::security_attributes}}};

template <class E, std::size_t N>
[[nodiscard]] std::optional<E> meaning_in(const Words<E, N>& words, std::string_view word) {
  for (const auto& [known, value] : words) {
    if (known == word) return value;
  }
  return std::nullopt;
}

template <class E, std::size_t N>
[[nodiscard]] std::string_view word_in(const Words<E, N>& words, E value) {
  for (const auto& [known, each] : words) {
    if (each == value) return known;
  }
  return "";
}

}  // namespace entente::format
