// One instrument of any kind, as it stands at the snapshot's instant: private to this room.
#pragma once

#include <vector>

#include "decision/grading.h"
#include "decision/interning.h"
#include "world/facts.h"
#include "world/item_words.h"

namespace entente::decision {

// With the clauses that are `wanted`, sorted by id, whatever the order of the facts; `next` is left to the caller. `assurances`:
// of the world, whatever they are under.
[[nodiscard]] Result<InstrumentInfo> compile_instrument(Snapshot::Tables& tables, const world::Instrument& instrument,
                                                        const std::vector<world::Assurance>& assurances, Grader& grader,
                                                        const world::ItemWords& items, bool (*wanted)(const world::Clause&));

// First instant after the snapshot's at which a fact of the instrument changes; of its clauses, those that `counts` admits.
[[nodiscard]] Instant next_change(const Snapshot::Tables& tables, const world::Instrument& instrument,
                                  const std::vector<world::Assurance>& assurances, const Grader& grader,
                                  bool (*counts)(const world::Clause&));
// The same of those clauses alone.
[[nodiscard]] Instant next_of_clauses(const Snapshot::Tables& tables, const world::Instrument& instrument, const Grader& grader,
                                      bool (*counts)(const world::Clause&));

}  // namespace entente::decision
