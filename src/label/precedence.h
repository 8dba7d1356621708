// Which marking of a part the whole does not repeat because another of the whole's says more. Private to the room.
//
// The policy says it, token by token (`yields_to`, `becomes`, `bars_release`; docs/formats/world.md). A category goes only where
// the one that it gives way to stays, and never where it is invalid in its part: an invalid portion must not become a valid
// whole. Source: the published US manual (2016), H.6, H.8, H.9. Pure and thread-safe.
#pragma once

#include <vector>

#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// `categories` are the whole's, sorted; so is the result.
[[nodiscard]] std::vector<Category> after_precedence(std::vector<Category> categories, const std::vector<Label>& parts,
                                                     const Level& whole, const Policy& system);

// True if a part is of a kind that lets no whole be released to others.
[[nodiscard]] bool bars_release(const std::vector<Label>& parts, const Policy& system);

}  // namespace entente::label
