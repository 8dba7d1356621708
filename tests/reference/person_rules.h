// The naive second evaluator: the rules about persons, systems and facilities (docs/semantics.md 3.6), from the page alone. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/reference.h"

namespace entente::reference {

struct Question;
struct Finding;

// A person, system or facility as its record has it, and the party that vouches for it.
struct Insider {
  decision::SubjectType type = decision::SubjectType::other;
  std::string reference;  // "person:jpn-analyst-1"
  PartyId party;
  Period period;
  world::Provenance provenance;
  std::vector<PartyId> nationalities;
  std::vector<world::Clearance> clearances;
  std::vector<world::Belonging> belongs;
  bool contractor = false;
};

[[nodiscard]] std::optional<Insider> insider(const world::World& world, const decision::Subject& subject);
// `recipient-known`.
[[nodiscard]] decision::Outcome recorded(const world::World& world, const Options& options, Instant time, const Insider& who);

[[nodiscard]] bool is_per_origin(decision::Rule rule, const Insider& who);
// One of the five rules, with 1.2 applied. `o` is there for a rule that is per origin.
[[nodiscard]] Finding outcome_inside(const Question& ask, decision::Rule rule, const label::Origin* o);

}  // namespace entente::reference
