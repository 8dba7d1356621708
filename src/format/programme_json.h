// What is settled in a programme as JSON: docs/formats/programmes.md. Stable: the same answer gives the same bytes. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "analysis/programme_check.h"

namespace entente::format {

struct ProgrammeReport {
  const world::World& world;
  const analysis::ProgrammeStanding& standing;
  Instant as_of;
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  std::string revision;
};

[[nodiscard]] std::string programme_json(const ProgrammeReport& report);

}  // namespace entente::format
