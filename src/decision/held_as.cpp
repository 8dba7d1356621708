#include "decision/held_as.h"

#include "decision/decide.h"
#include "decision/evaluate.h"

namespace entente::decision {

// The most protective of the levels that the equivalences of all origins lead to, like `mark-as` (obligations.cpp).
std::optional<LevelName> held_as(const Snapshot& snapshot, const Request& request) {
  const auto& tables = snapshot.tables();
  const auto bound = BoundRequest::bind(snapshot, request);
  const auto party = tables.party(PartyId(request.subject.id));
  LevelIndex mapped = kNoLevel;
  for (const Case& one : bound.cases().list) {
    if (one.internal || one.free || one.recipient != party) continue;
    Findings findings;
    evaluate(tables, one, findings);
    for (const Finding& finding : findings) {
      if (finding.rule != Rule::equivalence || finding.level == kNoLevel) continue;
      if (mapped == kNoLevel || (tables.dominates(finding.level, mapped) && finding.level != mapped)) mapped = finding.level;
    }
  }
  return mapped == kNoLevel ? std::nullopt : std::optional(tables.levels[mapped].name);
}

}  // namespace entente::decision
