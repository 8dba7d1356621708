// How somebody can say a label to this program: a mark of its system that reads as exactly this, and what a request states beside it.
//
// Nothing of its domain and date, which no mark carries. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

struct Said {
  std::string mark;
  std::optional<std::vector<PartyId>> releasable_to;  // where marks of the system leave that to the owner (release_outside_marking)
};

// None: its system has no mark for it.
[[nodiscard]] std::optional<Said> said_of(Label label, const PolicyBook& book);

}  // namespace entente::label
