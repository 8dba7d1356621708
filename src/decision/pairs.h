// Candidates and prohibitions of every directed pair of parties: private to this room.
#pragma once

#include <vector>

#include "decision/grading.h"
#include "world/facts.h"

namespace entente::decision {

// `instruments` stand beside tables.instruments; `speaking` are those of other kinds that say something of a
// disclosure; `prohibited_by` stand beside tables.prohibitions: the instrument that each belongs to.
struct PairSources {
  const std::vector<const world::Instrument*>& instruments;
  const std::vector<const world::Instrument*>& speaking;
  const std::vector<const world::Instrument*>& prohibited_by;
  const std::vector<world::Assurance>& assurances;
};

void add_pairs(Snapshot::Tables& tables, const PairSources& sources, Grader& grader);

// The level of that name in the policy of `owner`; kNoLevel if it has none.
[[nodiscard]] LevelIndex level_of(const Snapshot::Tables& tables, PartyIndex owner, const LevelName& level);

}  // namespace entente::decision
