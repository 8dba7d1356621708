// Words for findings: private to this room. Fills reasons and obligations of a decision.
#pragma once

#include "decision/act.h"
#include "decision/bound.h"
#include "decision/decision.h"
#include "decision/evaluate.h"

namespace entente::decision {

// Evaluates every rule, folds what it finds into the verdict, and writes the reasons; no duties.
void explain(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Verdict& verdict,
             Decision& decision);

[[nodiscard]] Reason plain_reason(Rule rule, Outcome outcome, std::string text);
// A party is known or not; of others the record is a grant.
[[nodiscard]] Reason recipient_reason(const Request& request, const BoundRequest::Cases& cases);
// What a reason about it cites; empty: nothing.
[[nodiscard]] std::string_view clause_of(const Snapshot::Tables& tables, const Finding& finding);
[[nodiscard]] std::string_view clause_of(const ActFinding& finding);
// In rule order, then by owner, then by recipient.
[[nodiscard]] bool reported_before(const Reason& a, const Reason& b);
// The facts that a weak finding rests on and that do not suffice, by name: "the accession of JPN to isa-jpn-usa". Empty: none
// found.
[[nodiscard]] std::vector<std::string> weak_facts(const Snapshot::Tables& tables, const Request& request, const Case& one,
                                     const Finding& finding);
[[nodiscard]] std::vector<std::string> weak_facts(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one,
                                     const ActFinding& finding);
// "…, but that rests on …, which is only …": of those facts, the weakest of this grade.
[[nodiscard]] std::string but_rests_on(const std::vector<std::string>& facts, world::Evidence found, world::Evidence required);

// The duties that come with a permit (docs/semantics.md 3.4).
void add_obligations(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases,
                     Decision& decision);

}  // namespace entente::decision
