// Holds what an analysis says determines a decision against what `decide` says of it.
#pragma once

#include <string>

#include "analysis/decision_groups.h"
#include "decision/decide.h"
#include "property/generators.h"

namespace entente::property {

// What is wrong if the first reason that does not let it through is not by the cause's rule, or cites another clause; else empty.
inline std::string fault_of_denial(const analysis::Cause& cause, const decision::Snapshot& snapshot,
                                   const decision::Request& request) {
  for (const auto& reason : decision::decide(snapshot, request).reasons) {
    if (reason.outcome == decision::Outcome::pass || reason.outcome == decision::Outcome::not_applicable) continue;
    if (reason.rule == cause.rule && reason.clause == cause.clause) return {};
    return "denied by " + std::string(to_string(reason.rule)) + " of " + reason.clause + ", told is " +
           std::string(to_string(cause.rule)) + " of " + cause.clause;
  }
  return "it is told that something denies, and nothing does";
}

inline void demand_denial(const analysis::Cause& cause, const decision::Snapshot& snapshot, const decision::Request& request) {
  const auto fault = fault_of_denial(cause, snapshot, request);
  demand(fault.empty(), fault);
}

// It rests on the cause's instrument; of a set, one of its members' does.
inline void demand_basis(const analysis::Cause& cause, const decision::Snapshot& snapshot, const decision::Request& request) {
  bool any = false;
  bool is = false;
  for (const auto& reason : decision::decide(snapshot, request).reasons) {
    if (reason.rule != decision::Rule::legal_basis || reason.outcome != decision::Outcome::pass) continue;
    any = any || !reason.clause.empty();
    is = is || reason.clause == cause.instrument;
  }
  demand(is || (cause.instrument.empty() && !any), "it does not rest on what is told: " + cause.instrument);
}

}  // namespace entente::property
