// Whether the levels that a mark names were in their policies at a date: SECRET DÉFENSE after July 2021.
//
// A warning only: a mark does not say how old it is, and of an older document it may be right. A decision denies such a label
// unless its date is stated (docs/semantics.md 3, label-valid). Pure and thread-safe.
#pragma once

#include <vector>

#include "base/instant.h"
#include "label/finding.h"
#include "label/label.h"
#include "world/facts.h"

namespace entente::service {

[[nodiscard]] std::vector<label::Finding> level_date_findings(const world::World& world, const label::Label& label,
                                                              label::Span mark, Instant as_of);

}  // namespace entente::service
