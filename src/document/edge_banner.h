// What was meant for a banner on the first or the last line of a document, though no reader takes it for one. Private to the
// room. Pure.
#pragma once

#include <string_view>

#include "label/policy.h"

namespace entente::document {

// True if the text, without emphasis, is nearly a banner of the system: "SERCET", "NOFORN//SECRET", "OFFICAL: Sensitive"; or the
// short form of one of its levels, of three characters and more: "VS-NfD".
[[nodiscard]] bool is_near_banner(std::string_view text, const label::Policy& system, const label::PolicyBook& book);

// True if it is the short form of a level of two letters, "NR", which on a last line may be who signs. Of the USA none is: its
// banners spell the level out.
[[nodiscard]] bool is_two_letter_level(std::string_view text, const label::Policy& system);

// True if a level above the free one opens it and a few words follow, each with a capital: "OFFICIAL: Sensitive
// Personal-Privacy".
[[nodiscard]] bool is_level_with_names(std::string_view text, const label::Policy& system);

}  // namespace entente::document
