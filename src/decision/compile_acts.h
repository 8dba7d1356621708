// The other actions' part of a snapshot: private to this room.
#pragma once

#include "decision/act_tables.h"
#include "decision/grading.h"
#include "world/item_words.h"

namespace entente::decision {

[[nodiscard]] Result<void> add_acts(Snapshot::Tables& tables, const world::World& world, Grader& grader,
                                   const world::ItemWords& items);

}  // namespace entente::decision
