// The naive second evaluator: docs/semantics.md as straight loops, without tables or caches. It is the oracle for src/decision
// (`fast_equals_reference`), written from the page alone; what the page leaves open is marked "Reading:" in reference.cpp. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "decision/decision.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::reference {

struct Options {
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
};
struct Outcome {
  decision::Rule rule = decision::Rule::label_valid;
  std::optional<PartyId> owner;
  std::optional<PartyId> recipient;  // set only when the request's recipient is a group or an organisation
  decision::Outcome outcome = decision::Outcome::fail;
  std::string clause = {};  // of an act: which clause of `conditions`, which term of `participation`
  friend bool operator==(const Outcome&, const Outcome&) = default;
};
struct Answer {
  bool permit = false;
  std::vector<Outcome> outcomes;                        // rule order, then owner (none last), then recipient
  world::Evidence evidence = world::Evidence::assumed;  // of a permit: its weakest grant relied on
  std::set<std::string> by_law;                         // of a disclosure that is permitted: the clauses of law told as duties
  std::map<std::pair<PartyId, PartyId>, LevelName> mapped;  // (owner, recipient) → level, where `equivalence` passes
};
[[nodiscard]] Answer decide(const world::World& world, const Options& options, const decision::Request& request);

}  // namespace entente::reference
