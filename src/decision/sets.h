// Who is in a group at an instant, as grants that count: for release lists and roll-ups outside a decision.
#pragma once

#include "decision/snapshot.h"
#include "label/roll_up.h"

namespace entente::decision {

// A function from a party to the nations it stands for at `options.at` (docs/semantics.md 1.6, releasable sets). A world that
// does not compile, or an unknown party, stands for nobody; a published code of which nothing is recorded, for itself. The function keeps what it needs; it does not refer to `world`.
[[nodiscard]] label::Expand expansion(const world::World& world, const CompileOptions& options);
// The same of a world that is compiled; `at` must lie in the snapshot's interval.
[[nodiscard]] label::Expand expansion(const Snapshot& snapshot, Instant at);

// Of what stands in the list of a mark: a party that is recorded as not decomposable stands for nobody.
[[nodiscard]] label::Expand expansion_in_marks(const world::World& world, const CompileOptions& options);
[[nodiscard]] label::Expand expansion_in_marks(const Snapshot& snapshot, Instant at);

// The same, and among them the organisations that it stands for, the party itself where it is one: their own staff and systems.
[[nodiscard]] label::Expand listed_in_marks(const world::World& world, const CompileOptions& options);

// Whether `party` is among those who are asked where `set` is the recipient at `at`: a nation that may be a member, on any evidence.
[[nodiscard]] bool is_asked_as_of(const Snapshot& snapshot, const PartyId& set, const PartyId& party, Instant at);

}  // namespace entente::decision
