// The published values of attributes: the controlled vocabularies of ISM and ISMCAT, both 2022-12. Private to the room.
//
// They are what the rules of that version mean by "defined", and no more: which tokens and codes a marking may have is up to the
// policy (policy.h). Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "label/ism.h"

namespace entente::label {

// True if the vocabulary of the attribute has the value, or the attribute has no vocabulary. Compartments and sub-compartments
// that are not published count as published below a published control system, and so do special words of NATO ("NATO:…").
[[nodiscard]] bool is_published(IsmName name, std::string_view value);

// The day after which a code is not to be used, "2016-03-17"; nothing for the others.
[[nodiscard]] std::optional<std::string_view> last_day_of(std::string_view code);

}  // namespace entente::label
