// As which level of its own policy a party must hold what it is given: what the obligation `mark-as` names, where a mark can say it or not.
//
// Asked of a permitted disclosure to one party; none where the level stays (its own information, an organisation's to a member, the
// free level). Pure and thread-safe.
#pragma once

#include <optional>

#include "decision/request.h"
#include "decision/snapshot.h"

namespace entente::decision {

[[nodiscard]] std::optional<LevelName> held_as(const Snapshot& snapshot, const Request& request);

}  // namespace entente::decision
