// The status of an instrument at an instant, as recorded: docs/semantics.md 1.4.
//
// For showing and checking. Looks at every entry whatever its evidence and whenever it was known; a decision applies those
// itself. Pure and thread-safe.
#pragma once

#include "base/instant.h"
#include "world/facts.h"

namespace entente::world {

// When an entry starts: `in-force` grants and so starts on the last possible day, every other on the first.
[[nodiscard]] Instant start_of(const Status& status);

// The entry with the greatest (start, order) whose start is not after `at`; nullptr before the first.
// The pointer lives as long as the instrument.
[[nodiscard]] const Status* status_at(const Instrument& instrument, Instant at);

}  // namespace entente::world
