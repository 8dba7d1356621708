// Words that the forms of a confidentiality label share. Private to the room.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "format/spif_words.h"
#include "label/confidentiality.h"

namespace entente::format {

inline constexpr Words<label::CategoryKind, 3> kCategoryKinds{{{"RESTRICTIVE", label::CategoryKind::restrictive},
                                                               {"PERMISSIVE", label::CategoryKind::permissive},
                                                               {"INFORMATIVE", label::CategoryKind::informative}}};
inline constexpr Words<label::CategoryKind, 3> kCategoryLetters{
    {{"R", label::CategoryKind::restrictive}, {"P", label::CategoryKind::permissive}, {"I", label::CategoryKind::informative}}};
inline constexpr Words<label::ValueForm, 3> kValueForms{{{"GenericValue", label::ValueForm::generic},
                                                         {"IntegerValue", label::ValueForm::integer},
                                                         {"BitStringValue", label::ValueForm::bit_string}}};
inline constexpr std::array<std::string_view, 8> kOriginatorIdTypes{
    "rfc822Name", "dNSName",     "directoryName",     "uniformResourceIdentifier",
    "iPAddress",  "x400Address", "userPrincipalName", "jID"};

// What is wrong with a text or with a value of its form; empty: nothing. U+FFFE and U+FFFF count as invisible, since no XML holds
// them.
[[nodiscard]] std::string_view text_fault(std::string_view text);
[[nodiscard]] std::string_view value_fault(const label::NamedValue& value);
[[nodiscard]] bool is_originator_id_type(std::string_view type);

}  // namespace entente::format
