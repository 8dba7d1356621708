// From dates to grades: what of a fact holds at the snapshot's instant, and until when that stays so. Private to this room.
//
// docs/semantics.md 1.1 to 1.3. A Grader remembers the nearest boundaries it was shown, so that the snapshot knows how long it
// holds.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "decision/tables.h"

namespace entente::decision {

// Clauses about other actions are facts all the same, but of other decisions.
[[nodiscard]] inline bool decides_disclosure(const world::Clause& clause) { return clause.action == "disclose"; }
[[nodiscard]] inline bool forbids_disclosure(const world::Clause& clause) {
  return decides_disclosure(clause) && clause.effect == world::Effect::prohibit;
}

// Of any kind of instrument but information security, which of its clauses say something of a disclosure.
[[nodiscard]] inline bool (*said_of_disclosures(const world::Instrument& instrument))(const world::Clause&) {
  return instrument.kind == world::Kind::national_law ? decides_disclosure : forbids_disclosure;
}

// Is shown every date on which something may change, so that the snapshot knows how long it holds.
struct Boundaries {
  Instant at;
  Interval interval{};  // between the nearest two
  void add(Instant date) {
    if (date <= at) interval.from = std::max(interval.from, date);
    if (date > at) interval.until = std::min(interval.until, date);
  }
  void add(const std::optional<PartialDate>& date) {
    if (!date) return;
    add(date->earliest());
    add(date->latest());
  }
  void add(const Period& period) {
    add(period.from);
    add(period.until);
  }
};

// The first of a few dates after `at`.
struct Next {
  Instant at;
  Instant value = kEndOfTime;
  void see(Instant instant) {
    if (instant > at && instant < value) value = instant;
  }
  void see(const std::optional<PartialDate>& date) {
    if (!date) return;
    see(date->earliest());
    see(date->latest());
  }
  void see(const Period& period) {
    see(period.from);
    see(period.until);
  }
};

class Grader {
 public:
  explicit Grader(const CompileOptions& options) : boundaries{options.at}, options_(options) {}

  [[nodiscard]] Instant at() const { return options_.at; }

  // A grant without a `known` date was known from its own start.
  [[nodiscard]] bool grant_known(const world::Provenance& provenance, Instant start) const {
    if (!options_.known_as_of) return true;
    const Instant known = provenance.known ? provenance.known->latest() : start;
    return known <= *options_.known_as_of;
  }

  [[nodiscard]] bool restriction_known(const world::Provenance& provenance) const {
    if (!options_.known_as_of || !provenance.known) return true;
    return provenance.known->earliest() <= *options_.known_as_of;
  }

  [[nodiscard]] Grade grade(world::Evidence evidence) const {
    return Grade{evidence >= options_.require ? Grade::Kind::counts : Grade::Kind::weak, evidence};
  }

  [[nodiscard]] Grade grant(const Period& period, const world::Provenance& provenance) {
    boundaries.add(period);
    const Interval interval = as_grant(period);
    if (!interval.contains(at()) || !grant_known(provenance, interval.from)) return Grade{};
    return grade(provenance.evidence);
  }

  [[nodiscard]] bool restricts(const Period& period, const world::Provenance& provenance) {
    boundaries.add(period);
    return as_restriction(period).contains(at()) && restriction_known(provenance);
  }

  Boundaries boundaries;

 private:
  CompileOptions options_;
};

}  // namespace entente::decision
