// Capabilities and what carries them as JSON: docs/formats/programmes.md. Stable: the same answer gives the same bytes.
// Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "analysis/capabilities.h"

namespace entente::format {

struct CapabilitiesReport {
  const world::World& world;
  const analysis::Capabilities& found;
  std::optional<PartyId> party;  // none: all
  Instant as_of;
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  std::string revision;
};

[[nodiscard]] std::string capabilities_json(const CapabilitiesReport& report);

}  // namespace entente::format
