// What has to be recorded of a party, in a closed vocabulary: of what the requirements of a profile and the stages of a model of
// partnership are made. docs/formats/world.md, "Conditions", says what each test asks and which keys it takes.
//
// Data only: analysis/condition.h judges it. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/events.h"
#include "world/provenance.h"

namespace entente::world {

// facts.h and programmes.h have their values.
enum class Kind : std::uint8_t;
enum class StatusValue : std::uint8_t;
enum class Role : std::uint8_t;
enum class CandidacyState : std::uint8_t;
enum class CapabilityKind : std::uint8_t;

enum class Test : std::uint8_t {
  assessment = 0,    // the latest assessment of a requirement says `met`
  instrument,        // an agreement or a law of the party has one of some statuses
  event,             // a meeting or exercise was held with it
  membership,        // it is a member of a group or organisation
  participation,     // it takes part in a programme or one project
  project,           // it takes part in some project
  candidacy,         // its candidacy has come so far
  interoperability,  // a pair of platforms was tested
  capability,        // it has a need, priority, offer or project in an area
  requirement        // another requirement is met
};

// What is stated limits; an empty list does not. Of a model's stage the other party is the partner.
struct Condition {
  Test test = Test::assessment;
  std::string way;                           // conditions of one way hold together, and one way is enough
  std::optional<FactRef> of;                 // what the test is about: a requirement, party, programme, project or instrument
  std::vector<PartyId> with;                 // each of these; a group stands for its members
  std::optional<std::int64_t> at_least;      // so many of `with`, or of what is recorded; absent: all of `with`, or one
  std::vector<Kind> kinds;                   // instrument
  std::vector<StatusValue> statuses;         // instrument; empty: in force
  std::vector<std::string> topics;           // instrument: about one of these
  std::optional<std::string> clause;         // instrument: has this clause
  std::vector<EventKind> events;             // event
  std::vector<EventLevel> levels;            // event
  std::optional<PartialDate> since;          // event: not before
  std::optional<std::int64_t> within_years;  // event: not longer ago, 1 to kWithinYears
  std::optional<Role> role;                  // participation, project: this or a closer one
  std::optional<std::int64_t> tier;          // participation, project: this or a lower number
  std::vector<std::string> areas;            // participation, project, capability
  std::optional<CandidacyState> state;       // candidacy: this or further
  std::vector<CapabilityKind> capabilities;  // capability
  std::string standard;                      // interoperability
  Place place;
};

inline constexpr std::int64_t kWithinYears = 100;
inline constexpr std::int64_t kConditionCount = 256;  // the greatest `at_least`

[[nodiscard]] std::string_view to_string(Test test);

// One step on the way of a partnership, as a model reads it: reached when its conditions hold between two parties and the stage
// before it is reached.
struct Stage {
  std::string id;  // within its model
  std::string title;
  std::string text;
  std::optional<std::string> after;  // the stage before it; absent: the first
  std::vector<Condition> needs;
  Provenance provenance;
};

// Somebody's reading of how partnerships grow, attributed by its source: never a fact about a party.
struct Model {
  std::string id;
  std::string title;
  std::vector<Stage> stages;  // in any order
  Provenance provenance;
};

// From the first on, as `after` has them. Empty unless they are one row (check reports what is wrong).
[[nodiscard]] std::vector<const Stage*> stages_in_order(const Model& model);

}  // namespace entente::world
