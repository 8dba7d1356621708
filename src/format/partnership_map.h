// The partners of a party as a picture: the party in the middle, a ring for each stage of a model, the furthest innermost; a line
// for each kind of agreement in force, told apart by dash and by letter, so that it can be read in black and white.
//
// One sheet of 1,200 pixels, or two dates on it: beside each other, and below where partners would cover each other. The same
// sheets give the same bytes. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/stage.h"

namespace entente::format {

struct MapPartner {
  analysis::Partnership partnership;
  std::vector<analysis::Ground> bonds;  // agreements in force, one of each kind
};

// The world at one date. Partners at no stage are counted, not drawn.
struct MapSheet {
  Instant at;
  std::vector<MapPartner> partners;
};

struct PartnershipMap {
  const world::World& world;
  const world::Model& model;
  PartyId party;
  std::vector<MapSheet> sheets;  // one or two
  std::string_view evidence;     // the least that counts: "unverified"
  std::string_view revision;
  std::optional<Instant> known_as_of = {};  // what counts was known by then
};

[[nodiscard]] std::string partnership_map(const PartnershipMap& map);

}  // namespace entente::format
