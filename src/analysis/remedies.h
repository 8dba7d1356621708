// What would make a deny a permit: the minimal sets of facts, cheapest first, each tried with the engine itself.
//
// Docs: docs/semantics.md 6; which facts are thought of: docs/formats/remedies.md. A remedy says what would have to be recorded,
// not that it should be, and never lowers a label. Searching costs many decisions: what it takes is bounded by limits::kRemedy…,
// and an answer that a bound cut says so. Sensitive where questions are (who lacks what): the caller's business. Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"
#include "decision/decision.h"
#include "decision/needs.h"
#include "decision/request.h"
#include "decision/snapshot.h"
#include "world/facts.h"

namespace entente::analysis {

struct RemedyBounds {
  std::size_t sets = limits::kRemedySets;
  std::size_t steps = limits::kRemedySteps;
  std::size_t drafts = limits::kRemedyDrafts;
  std::size_t tries = limits::kRemedyTries;
};

enum class Bound : std::uint8_t { sets = 0, steps, ways, drafts, tries };

struct RemedyStep {
  decision::Lack fact;
  std::int64_t cost = 0;
  std::vector<PartyId> parties;           // between or for whom
  std::vector<PartyId> actors;            // who can act
  std::optional<decision::Lack> or_else;  // the same approval recorded by the other side, which does as well
  std::string object;                     // which one, where it is about this object
  std::string purpose;                    // for which
  std::set<decision::Rule> cures;         // the rules that stand in the way without it, all other steps taken
  std::string text;
};

struct Remedy {
  std::int64_t cost = 0;
  std::vector<RemedyStep> steps;
};

// Something that no new fact can cure.
struct Obstruction {
  decision::Rule rule = decision::Rule::label_valid;
  std::optional<PartyId> owner;
  std::optional<PartyId> recipient;
  std::string clause;
  decision::Helps helps = decision::Helps::not_decided;
  std::vector<PartyId> actors;
  std::string text;
};

// What the request could say, and might then pass a rule without any fact.
struct Statement {
  decision::Rule rule = decision::Rule::purpose;
  std::optional<PartyId> owner;
  std::optional<PartyId> recipient;
  std::string clause;
  std::vector<std::string> purposes;  // one of these; or
  std::vector<std::string> fields;    // what is said there: "project", "dates.from"
  std::string text;
};

struct Remedies {
  bool complete = true;  // every minimal set of the facts thought of is there
  std::set<Bound> cut_by;
  std::vector<Remedy> sets;            // by cost, number of steps, facts
  std::vector<Obstruction> no_remedy;  // why there are no sets
  std::vector<Statement> statements;
};

// Of a request that is permitted: empty and complete. A world that cannot be compiled: incomplete, and why.
[[nodiscard]] Remedies remedies(const world::World& world, const decision::CompileOptions& options,
                                const decision::Request& request, const RemedyBounds& bounds = {});

// The value of a bound's limit.
[[nodiscard]] std::size_t value_of(Bound bound);
[[nodiscard]] std::string_view to_string(Bound bound);            // "tries"
[[nodiscard]] std::string_view to_string(decision::Helps helps);  // "new-mark"

}  // namespace entente::analysis
