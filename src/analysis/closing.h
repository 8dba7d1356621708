// What would close what is not met: what has to be done or recorded, and who can act on it. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "analysis/condition.h"

namespace entente::analysis {

struct Closing {
  std::string what;                 // the act, in plain words, where the requirement states it; else what has to be recorded
  std::vector<std::string> actors;  // who can act on it
  std::string record;               // what then has to be recorded; empty where `what` says it
};

// One for each condition that is not met; nothing where all of it is. `own` is the requirement that was judged, which the records
// then need not name; nullptr: none was, as of a stage. Who the members are is that of the instant.
[[nodiscard]] std::vector<Closing> closings(const Conditions& conditions, const Together& together, const Asked& asked,
                                            Instant at, const world::Requirement* own = nullptr);

}  // namespace entente::analysis
