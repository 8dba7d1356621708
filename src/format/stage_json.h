// Stages of partnerships as JSON: docs/formats/readiness.md. Stable: the same answer gives the same bytes. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/stage.h"

namespace entente::format {

struct StageReport {
  const world::Model& model;
  PartyId party;
  Instant as_of;
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  const std::vector<analysis::Partnership>& partnerships;
  std::string revision;
};

[[nodiscard]] std::string stage_json(const StageReport& report);

}  // namespace entente::format
