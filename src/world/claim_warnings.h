// What of the claims a reader should know, as warnings: docs/formats/world.md, "claims/*.toml".
//
// Contradicted and superseded claims, sources that disagree with each other about one time, what was announced and has not come
// about, lists that omit something. Both sides are named, with their sources. Pure: reads no clock. Thread-safe.
#pragma once

#include <vector>

#include "base/instant.h"
#include "world/check.h"
#include "world/claim_outcomes.h"
#include "world/facts.h"

namespace entente::world {

// In file and line order. Says nothing of what `check` reports as an error.
[[nodiscard]] std::vector<Finding> compare_claims(const World& world, Instant as_of);

// Two sources that say what cannot both be so about one subject within a year, and of which the facts bear out one at most.
struct Disagreement {                  // into what was judged
  const JudgedClaim* first = nullptr;  // the contradicted one, if only one is
  const JudgedClaim* second = nullptr;
};

// By subject and in the order of `judged`, at most limits::kErrorsReported.
[[nodiscard]] std::vector<Disagreement> disagreements(const World& world, const std::vector<JudgedClaim>& judged);

}  // namespace entente::world
