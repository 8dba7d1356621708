// What marked parts say together, as a banner of the same kind would say it. Private to the room.
#pragma once

#include <vector>

#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::document {

struct Terms {
  const label::Policy& system;
  const label::PolicyBook& book;
  const label::Expand& expand;
};

// The label that a banner has to say. `banner` only says whose document it is: of the system's party, of several (JOINT), or of
// others, who are spoken for in their own terms if all parts are theirs. It says no more than a marking can.
[[nodiscard]] Result<label::Label> say_together(const std::vector<label::Label>& parts, const label::Label& banner,
                                                const Terms& terms);

// Of parts that no one level covers.
struct Apart {
  label::Label rest;               // of all parts, with those apart at the level of the others
  std::vector<std::size_t> parts;  // those without a rank beside the others, each judged by itself
  bool all = false;                // nothing else is above the free level
};
[[nodiscard]] Result<Apart> say_apart(const std::vector<label::Label>& parts, const label::Label& banner, const Terms& terms);

// In whose levels a label speaks.
[[nodiscard]] const label::Policy& policy_of(const label::Label& label, const Terms& terms);

}  // namespace entente::document
