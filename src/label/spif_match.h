// Groups of categories against the categories of a label. Private to the room.
//
// A group without lacv is met by any category of its type in its tag set. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "label/spif_policy.h"

namespace entente::label {

// The first value that the group speaks of; nullptr: none. A group of a whole tag set does not speak of `not_this`.
[[nodiscard]] const SpifValue* first_match(const SpifPolicy& policy, const std::vector<SpifValue>& values,
                                           const CategoryGroup& group, const SpifValue* not_this = nullptr);

[[nodiscard]] bool is_met(const SpifPolicy& policy, const std::vector<SpifValue>& values, const RequiredCategory& required);

// "one of `Sweet`, `Meaty`", "all of any permissive category of `Ethics`": for messages.
[[nodiscard]] std::string described(const SpifPolicy& policy, const RequiredCategory& required);

}  // namespace entente::label
