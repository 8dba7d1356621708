// The words of a remedy: what each step is, and who can act. Private to this room.
#pragma once

#include "analysis/remedies.h"

namespace entente::analysis {

struct Telling {
  const world::World& world;
  const decision::Request& request;
  const std::set<PartyId>& involved;
};

// `cures` is left empty.
[[nodiscard]] RemedyStep step_of(const Telling& telling, const decision::Lack& fact);

// What two steps say that are each enough.
[[nodiscard]] std::string either_text(const RemedyStep& step, const RemedyStep& other);

[[nodiscard]] Obstruction obstruction_of(const Telling& telling, const decision::Need& need, const decision::Decision& decision);
[[nodiscard]] std::vector<Statement> statements_of(const Telling& telling, const decision::Need& need);

}  // namespace entente::analysis
