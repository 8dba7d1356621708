// Claims of sources over time: a row for each source, in it the shares of what is confirmed, open, superseded and contradicted,
// each with a pattern and a mark; the numbers at the dates on which one changes. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/claim_timeline.h"

namespace entente::format {

struct ClaimsPicture {
  const world::World& world;
  const std::vector<analysis::ClaimSeries>& series;
  Instant from;
  Instant to;
  std::optional<Instant> known_as_of;
  std::string revision;
};

// Empty where it would be larger than a picture may be (svg.h).
[[nodiscard]] std::string claims_picture(const ClaimsPicture& picture);

}  // namespace entente::format
