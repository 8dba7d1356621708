// Every fact of a world in one shape, in a few words: for searching, for timelines, for reading. Never for deciding.
//
// One line a fact that can begin or end by itself: a status, a row, a membership, an event. A clause of a template stands once,
// with its template. Lines come in the order of the world's lists. Pure and thread-safe; a line points into the world, keep it alive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/facts.h"

namespace entente::world {

enum class Polarity : std::uint8_t { restricts = 0, grants };

struct FactLine {
  std::string_view kind;         // "status", "row", "membership"
  std::string of;                // what it belongs to, or its own id: "isa-jpn-kor"
  std::string text;              // "in force", "KOR 군사II급비밀 → JPN 極秘"
  std::vector<PartyId> parties;  // whom it concerns, each once, sorted
  Period period;                 // as stated; a state's end is the next one's beginning, and not given here
  Polarity polarity = Polarity::restricts;
  const Provenance* provenance = nullptr;
};

[[nodiscard]] std::vector<FactLine> fact_lines(const World& world);

// The world as it was known at `known_as_of` (docs/semantics.md 1.3): without grants that were not known then, and without
// restrictions that are stated to have become known later. Entries that are not dated at all stay.
[[nodiscard]] World known_by(World world, Instant known_as_of);

}  // namespace entente::world
