// How many claims of each source are confirmed, open, superseded or contradicted, at each date on which one of them changes.
//
// What judge_claims (world/claim_outcomes.h) answers on every date that could change an answer: those of the facts, those the
// claims state, and those on which they were said. Between two steps every day is like the first. Claims never decide. Pure,
// thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "world/claim_outcomes.h"

namespace entente::analysis {

inline constexpr std::size_t kOutcomes = 4;

struct ClaimStep {
  Instant at;
  std::array<std::size_t, kOutcomes> counts{};  // by world::Outcome

  [[nodiscard]] std::size_t of(world::Outcome outcome) const { return counts[static_cast<std::size_t>(outcome)]; }
  [[nodiscard]] std::size_t total() const;
};

struct ClaimSeries {
  std::string source;
  std::vector<ClaimStep> steps;  // in time; each another than the one before; the first with at least one claim
};

// From `from` to `to`, both included; of one source or of all, by when the first claim was said, then by source. Sources that say
// nothing in that time are left out. Fails with Fault::over_limit (classes.h) for more than limits::kClaimDates dates.
[[nodiscard]] Result<std::vector<ClaimSeries>> claim_timeline(const world::World& world, const std::optional<std::string>& source,
                                                              Instant from, Instant to);

// When the first claim was said; none: no claim has a date.
[[nodiscard]] std::optional<Instant> first_claim(const world::World& world, const std::optional<std::string>& source);

}  // namespace entente::analysis
