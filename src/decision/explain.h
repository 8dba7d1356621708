// Words for findings: private to this room. Fills reasons and obligations of a decision whose verdict is settled.
#pragma once

#include "decision/bound.h"
#include "decision/decision.h"
#include "decision/evaluate.h"

namespace entente::decision {

void explain(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Decision& decision);

// The facts that a weak finding rests on and that do not suffice, by name: "the accession of JPN to isa-jpn-usa". Empty: none found.
[[nodiscard]] std::string weak_facts(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases,
                                     const Case& one, const Finding& finding);

// The duties that come with a permit (docs/semantics.md 3.4).
void add_obligations(const Snapshot::Tables& tables, const BoundRequest::Cases& cases, Decision& decision);

}  // namespace entente::decision
