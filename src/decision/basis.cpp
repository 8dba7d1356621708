// The basis of one leg: which instrument carries it, and how each candidate fares (docs/semantics.md 3.3).

#include <algorithm>

#include "decision/evaluate.h"

namespace entente::decision {
namespace {

template <class Value>
bool contains(const std::vector<Value>& list, Value value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool covers_leg(const InstrumentInfo& instrument, const Leg& leg) {
  const auto& legs = instrument.legs;
  return legs.empty() || std::any_of(legs.begin(), legs.end(), [&](const LegInfo& entry) { return covers(entry, leg); });
}

bool lists_categories(const InstrumentInfo& instrument, const Case& one) {
  return !one.unlisted_category && one.categories.within(instrument.categories);
}

// Of domain, form and subject.
Outcome within_limits(const InstrumentInfo& instrument, const Case& one) {
  bool unstated = false;
  const auto outside = [&](bool limited, bool listed, NameIndex stated) {
    if (!limited || listed) return false;
    unstated = unstated || stated == kNotStated;
    return stated != kNotStated;
  };
  const bool out = outside(!instrument.domains.empty(), contains(instrument.domains, one.domain), one.domain) ||
                   outside(!instrument.forms.empty(), contains(instrument.forms, one.form), one.form) ||
                   outside(instrument.subject != kNotStated, instrument.subject == one.subject, one.subject);
  return out ? Outcome::fail : unstated ? Outcome::unknown : Outcome::pass;
}

// What of the leg no grant could change.
Trial scope_of(const InstrumentInfo& instrument, const Leg& leg, bool withdrawn) {
  Trial trial;
  const auto is = [&](Outcome legal, Detail detail) {
    trial.legal = legal;
    trial.legal_detail = detail;
    return trial;
  };
  if (withdrawn) return is(Outcome::fail, Detail::assurance_withdrawn);
  if (!covers_leg(instrument, leg)) return is(Outcome::fail, Detail::leg_not_covered);
  if (!lists_categories(instrument, leg.one)) return is(Outcome::fail, Detail::category_not_listed);
  const Outcome within = within_limits(instrument, leg.one);
  if (within == Outcome::fail) return is(within, Detail::outside_scope);
  return is(within, within == Outcome::unknown ? Detail::scope_not_stated : Detail::instrument_covers);
}

// The same of a candidate, from what it tells in short where that is all there is to ask.
Trial scope_of(const Snapshot::Tables& tables, const Candidate& candidate, const Leg& leg) {
  const Case& one = leg.one;
  if (candidate.limited || one.unlisted_category || !one.categories.empty()) {
    return scope_of(tables.instruments[candidate.instrument], leg, candidate.withdrawn);
  }
  Trial trial;
  const auto is = [&](Outcome legal, Detail detail) {
    trial.legal = legal;
    trial.legal_detail = detail;
    return trial;
  };
  if (candidate.withdrawn) return is(Outcome::fail, Detail::assurance_withdrawn);
  if (candidate.domain == kNotStated || candidate.domain == one.domain) return is(Outcome::pass, Detail::instrument_covers);
  if (one.domain == kNotStated) return is(Outcome::unknown, Detail::scope_not_stated);
  return is(Outcome::fail, Detail::outside_scope);
}

// Adds the grants a candidate rests on: it passes on those that count, is unknown on weak ones, fails without.
void weigh(Trial& trial, Grade in_force, Grade acceded) {
  const Grade held = both(in_force, acceded);
  trial.legal_evidence = held.evidence;
  if (held.counts()) return;
  if (held.exists() && trial.legal == Outcome::pass) {
    trial.legal = Outcome::unknown;
    trial.legal_weak = true;
    return;
  }
  trial.legal = Outcome::fail;
  trial.legal_weak = false;
  // Where all of them exist, what fails is told already, and would fail on the best evidence.
  if (held.exists()) return;
  trial.legal_detail = in_force.exists() ? Detail::not_acceded : Detail::not_in_force;
}

struct Target {
  bool found = false;
  bool clear = true;
  LevelIndex level = kNoLevel;
  world::Evidence evidence = world::Evidence::assumed;

  void see(const RowInfo& row) {
    if (found && row.grade.evidence < evidence) return;
    if (!found || row.grade.evidence > evidence) {
      found = true;
      clear = row.target != kNoLevel;
      level = row.target;
      evidence = row.grade.evidence;
      return;
    }
    clear = clear && row.target == level;
  }
  [[nodiscard]] bool passes() const { return found && clear; }
};

void map_level(const Snapshot::Tables& tables, const Candidate& candidate, LevelIndex from, Trial& trial) {
  if (from == kNoLevel) {
    trial.equivalence = Outcome::unknown;
    trial.equivalence_detail = Detail::level_unknown;
    return;
  }
  Target counted;
  Target every;
  for (auto index = candidate.first_row; index < candidate.last_row; ++index) {
    const RowInfo& row = tables.rows[index];
    if (row.from != from) continue;
    every.see(row);
    if (row.grade.counts()) counted.see(row);
  }
  if (counted.passes()) {
    trial.equivalence = Outcome::pass;
    trial.equivalence_detail = Detail::row_maps;
    trial.mapped = counted.level;
    trial.row_evidence = counted.evidence;
  } else if (every.passes()) {
    trial.equivalence = Outcome::unknown;
    trial.equivalence_detail = Detail::row_maps;
    trial.equivalence_weak = true;
    trial.row_evidence = every.evidence;
  } else {
    trial.equivalence = counted.found ? Outcome::unknown : Outcome::fail;
    trial.equivalence_detail = counted.found ? Detail::rows_disagree : Detail::no_row;
    trial.row_evidence = counted.found ? counted.evidence : world::Evidence::verified;
  }
}

Twofold needs_of(const ClauseInfo& condition, const Leg& leg) {
  const auto& settled = leg.origin.conditions;
  const auto found =
      std::find_if(settled.begin(), settled.end(), [&](const SettledCondition& each) { return each.clause == &condition; });
  return found == settled.end() ? Twofold{} : found->needs;
}

// What a condition asks for beside purposes is part of the legal basis.
void try_needs(const ClauseInfo& condition, std::size_t index, const Leg& leg, Trial& trial) {
  const Twofold needs = needs_of(condition, leg);
  Twofold legal{trial.legal, trial.legal, true, trial.legal_evidence, nullptr};
  if (trial.legal_weak) legal.counting = Outcome::fail;
  if (trial.legal_weak) legal.every = Outcome::pass;
  const bool first = !legal.bad() && needs.bad();
  legal = both(legal, needs);
  trial.legal = legal.outcome();
  trial.legal_weak = legal.weak();
  trial.legal_evidence = legal.evidence;
  if (!first) return;
  trial.legal_detail = Detail::condition_not_met;
  trial.legal_condition = static_cast<std::uint32_t>(index);
}

void try_purpose(const ClauseInfo& condition, std::size_t index, const Leg& leg, Trial& trial) {
  Twofold is = Twofold::always(contains(condition.purposes, leg.one.purpose) ? Outcome::pass : Outcome::fail);
  Detail detail = is.bad() ? Detail::purpose_not_among : Detail::purpose_among;
  const auto& settled = leg.origin.conditions;
  const auto found =
      std::find_if(settled.begin(), settled.end(), [&](const SettledCondition& each) { return each.clause == &condition; });
  if (is.bad() && found != settled.end() && found->waived.every == Outcome::pass) {
    is = found->waived;
    detail = Detail::purpose_waived;
  }
  const bool first = trial.purpose_detail == Detail::no_purpose_limits;
  if (first || (is.bad() && !trial.purpose.bad())) {
    trial.purpose_detail = detail;
    trial.condition = is.bad() ? static_cast<std::uint32_t>(index) : kNoClause;
  }
  trial.purpose = first ? is : both(trial.purpose, is);
}

void try_conditions(const InstrumentInfo& instrument, const Leg& leg, Trial& trial) {
  for (std::size_t index = 0; index < instrument.conditions.size(); ++index) {
    const ClauseInfo& condition = instrument.conditions[index];
    if (!applies(condition, leg)) continue;
    if (!condition.needs.empty()) try_needs(condition, index, leg, trial);
    if (!condition.purposes.empty()) try_purpose(condition, index, leg, trial);
  }
}

// The recipient's side of the channel: accredited for the level that this candidate maps to.
void try_channel(const Snapshot::Tables& tables, const Leg& leg, Trial& trial) {
  if (leg.one.channel == kNotStated || !leg.of_origin) return;
  trial.channel = Outcome::unknown;
  trial.channel_detail = Detail::channel_level_unknown;
  if (trial.mapped == kNoLevel) return;
  const Grade held = accredited(tables, leg.one, leg.one.recipient, trial.mapped);
  trial.channel_detail = held.exists() ? Detail::channel_accredited : Detail::channel_not_accredited;
  trial.channel = held.counts() ? Outcome::pass : held.exists() ? Outcome::unknown : Outcome::fail;
  trial.channel_weak = held.exists() && !held.counts();
  if (held.exists()) trial.channel_evidence = held.evidence;
}

}  // namespace

bool covers(const LegInfo& entry, const Leg& leg) {
  const Case& one = leg.one;
  if (entry.to != one.recipient) return false;
  if (entry.via == kNoParty) return entry.from == leg.from;
  return entry.via == one.holder && one.holder != leg.origin.party && entry.from == leg.origin.party;
}

namespace {

// Whether the person, system or facility is cleared for the level as which the recipient holds this under the candidate.
// Inside a party the rules about the basis do not apply, so what they would have asked of the level is asked here.
void try_clearance(const Snapshot::Tables& tables, const Leg& leg, Grade membership, Trial& trial) {
  const Case& one = leg.one;
  if (!one.who || !leg.of_origin || one.free) return;
  trial.cleared = Graded{Outcome::unknown, Detail::level_to_hold_unknown};
  if (trial.instrument == kNoInstrument) return;
  const InstrumentInfo& instrument = tables.instruments[trial.instrument];
  const bool stays = trial.equivalence_detail == Detail::stays_in_organisation;
  const LevelIndex level = stays ? leg.origin.level : trial.mapped;
  Grade basis{Grade::Kind::counts, world::Evidence::verified};
  if (one.internal) basis = both(instrument.was_in_force, stays ? membership : Grade{Grade::Kind::counts, trial.row_evidence});
  if (level == kNoLevel || !basis.counts()) return;
  trial.to_hold = level;
  Grade held = cleared_for(tables, one, level);
  const bool contractor = one.who->contractor && !one.internal;
  const Grade clause = contractor ? contractor_grade(instrument, leg, trial) : basis;
  const bool provided = held.exists() && !clause.exists();
  const Detail passes = tables.levels[level].asks_clearance ? Detail::cleared : Detail::no_clearance_asked;
  trial.cleared =
      from_grade(both(both(held, clause), basis), passes, provided ? Detail::no_contractor_clause : Detail::not_cleared);
}

// Equivalence, channel and clearance are about the leg (o, r) only; inside a party only the clearance is asked for.
int faults(const Trial& trial, const Leg& leg) {
  const auto fault = [](Outcome outcome) { return lets_through(outcome) ? 0 : 1; };
  const int cleared = fault(trial.cleared.outcome);
  if (leg.one.internal) return cleared;
  const int of_both = fault(trial.legal) + fault(trial.purpose.outcome());
  return leg.of_origin ? of_both + fault(trial.equivalence) + fault(trial.channel) + cleared : of_both;
}

world::Evidence evidence_of(const Trial& trial, const Leg& leg) {
  if (leg.one.internal) return trial.cleared.evidence;
  if (!leg.of_origin) return std::min(trial.legal_evidence, trial.purpose.evidence);
  return std::min(
      {trial.legal_evidence, trial.purpose.evidence, trial.row_evidence, trial.channel_evidence, trial.cleared.evidence});
}

}  // namespace

void prohibit(Trial& trial, std::uint32_t clause) {
  if (clause == kNoClause) return;
  trial.legal = Outcome::fail;
  trial.legal_detail = Detail::prohibited;
  trial.legal_weak = false;
  trial.legal_evidence = world::Evidence::verified;
  trial.prohibition = clause;
}

namespace {

Trial try_security_agreement(const Snapshot::Tables& tables, const Leg& leg, Grade membership) {
  const InstrumentIndex index = tables.parties[leg.from].security_agreement;
  const InstrumentInfo& instrument = tables.instruments[index];
  Trial trial = scope_of(instrument, leg, instrument.withdrawn.has(leg.from) || instrument.withdrawn.has(leg.one.recipient));
  trial.instrument = index;
  weigh(trial, instrument.in_force, both(instrument.accessions[leg.from], membership));
  try_conditions(instrument, leg, trial);
  trial.equivalence = Outcome::not_applicable;
  trial.equivalence_detail = Detail::stays_in_organisation;
  try_channel(tables, leg, trial);
  try_clearance(tables, leg, membership, trial);
  return trial;
}

}  // namespace

Trial try_candidate(const Snapshot::Tables& tables, const Candidate& candidate, const Leg& leg) {
  Trial trial = scope_of(tables, candidate, leg);
  trial.instrument = candidate.instrument;
  weigh(trial, candidate.in_force, both(candidate.from_acceded, candidate.to_acceded));
  if (leg.of_origin) map_level(tables, candidate, leg.origin.level, trial);
  if (candidate.conditions) try_conditions(tables.instruments[candidate.instrument], leg, trial);
  try_channel(tables, leg, trial);
  try_clearance(tables, leg, Grade{}, trial);
  return trial;
}

std::vector<Standing> standing_against(const Snapshot::Tables& tables, InstrumentIndex candidate, const Leg& leg) {
  const InstrumentInfo& instrument = tables.instruments[candidate];
  const PartyIndex to = leg.one.recipient;
  const Grade membership = leg.of_origin ? leg.origin.member : leg.one.holder_member;
  const bool as_member = membership.exists() && tables.parties[leg.from].security_agreement == candidate;
  std::vector<Standing> out;
  const auto add = [&](bool stands, Detail detail) {
    if (stands) out.push_back({detail, kNoClause});
  };
  add(!instrument.in_force.exists(), Detail::not_in_force);
  const bool outside = !instrument.accessions[leg.from].exists() || (!as_member && !instrument.accessions[to].exists());
  add(instrument.in_force.exists() && outside, Detail::not_acceded);  // before it is in force nobody expects it
  add(instrument.withdrawn.has(leg.from) || instrument.withdrawn.has(to), Detail::assurance_withdrawn);
  add(!covers_leg(instrument, leg), Detail::leg_not_covered);
  add(!lists_categories(instrument, leg.one), Detail::category_not_listed);
  const Outcome within = within_limits(instrument, leg.one);
  add(within == Outcome::fail, Detail::outside_scope);
  add(within == Outcome::unknown, Detail::scope_not_stated);
  for (std::size_t index = 0; index < instrument.conditions.size(); ++index) {
    const ClauseInfo& condition = instrument.conditions[index];
    if (condition.needs.empty() || !applies(condition, leg)) continue;
    if (!lets_through(needs_of(condition, leg).every))
      out.push_back({Detail::condition_not_met, static_cast<std::uint32_t>(index)});
  }
  return out;
}

bool applies(const ClauseInfo& clause, const Leg& leg) {
  if (clause.unlimited) return true;
  const Case& one = leg.one;
  const auto differs = [](const std::vector<NameIndex>& list, NameIndex stated) {
    return !list.empty() && stated != kNotStated && !contains(list, stated);
  };
  if (!clause.from.empty() && std::find(clause.from.begin(), clause.from.end(), leg.from) == clause.from.end()) return false;
  if (!clause.any_to && !clause.to.has(one.recipient)) return false;
  const auto stated = [&](NameIndex activity) { return contains(one.activities, activity); };
  if (!clause.activities.empty() && std::none_of(clause.activities.begin(), clause.activities.end(), stated)) return false;
  if (differs(clause.levels, leg.origin.level_name) || differs(clause.domains, one.domain) || differs(clause.forms, one.form))
    return false;
  CategorySet shared = clause.categories;
  shared &= one.categories;
  return clause.any_category || !shared.empty();
}

namespace {

// Calls `enter` with every candidate of the leg, in the order of ids, as member first, as long as it returns true; `prohibition`
// is that of the leg.
template <class Enter>
void each_candidate(const Snapshot::Tables& tables, const Leg& leg, std::uint32_t prohibition, const Enter& enter) {
  const Grade membership = leg.of_origin ? leg.origin.member : leg.one.holder_member;
  InstrumentIndex as_member = membership.exists() ? tables.parties[leg.from].security_agreement : kNoInstrument;
  if (!may_carry(leg.one, as_member)) as_member = kNoInstrument;
  const auto offer = [&](Trial trial) {
    prohibit(trial, prohibition);
    return enter(trial);
  };
  for (const Candidate& candidate : tables.candidates_of(leg.from, leg.one.recipient)) {
    if (!may_carry(leg.one, candidate.instrument)) continue;
    if (as_member <= candidate.instrument) {
      if (!offer(try_security_agreement(tables, leg, membership))) return;
      as_member = kNoInstrument;
    }
    if (!offer(try_candidate(tables, candidate, leg))) return;
  }
  if (as_member != kNoInstrument) offer(try_security_agreement(tables, leg, membership));
}

}  // namespace

Grade cleared_for(const Snapshot::Tables& tables, const Case& one, LevelIndex level) {
  Grade best;
  if (!tables.levels[level].asks_clearance) return {Grade::Kind::counts, world::Evidence::verified};
  for (const auto& each : one.who->clearances) {
    if (tables.dominates(each.level, level)) best = stronger(best, each.grade);
  }
  return best;
}

Grade accredited(const Snapshot::Tables& tables, const Case& one, PartyIndex by, LevelIndex level) {
  Grade best;
  for (const auto& entry : tables.parties[by].accreditations) {
    if (entry.channel == one.channel && tables.dominates(entry.up_to, level)) best = stronger(best, entry.grade);
  }
  return best;
}

Grade admitted(const Snapshot::Tables& tables, const Leg& leg, PartyIndex nation) {
  Grade best;
  each_candidate(tables, leg, prohibition_of(tables, leg), [&](const Trial& trial) {
    if (trial.legal != Outcome::pass && !trial.legal_weak) return true;
    const Grade legal{trial.legal_weak ? Grade::Kind::weak : Grade::Kind::counts, trial.legal_evidence};
    for (const ClauseInfo& duty : tables.instruments[trial.instrument].duties) {
      if (admits(duty, leg, nation)) best = stronger(best, both(legal, duty.grants));
    }
    return true;
  });
  return best;
}

namespace {

// Whether the candidate would carry the leg if grants of every grade counted (docs/semantics.md 1.2), where it does not.
class Eventually {
 public:
  Eventually(const Snapshot::Tables& tables, const Leg& leg, const Trial& trial) : tables_(tables), leg_(leg), trial_(trial) {}

  [[nodiscard]] bool passes() const {
    const bool internal = leg_.one.internal;
    if (!internal && !(may(trial_.legal, trial_.legal_weak) && may(trial_.purpose.outcome(), trial_.purpose.weak())))
      return false;
    if (!leg_.of_origin) return true;
    if (!internal && !may(trial_.equivalence, trial_.equivalence_weak)) return false;
    return (internal || may(trial_.channel, trial_.channel_weak) || channel()) &&
           (may(trial_.cleared.outcome, trial_.cleared.weak) || cleared());
  }

 private:
  static bool may(Outcome outcome, bool weak) { return lets_through(outcome) || weak; }
  [[nodiscard]] bool stays() const { return trial_.equivalence_detail == Detail::stays_in_organisation; }

  // The level as which it would be held, on a row that is too weak.
  [[nodiscard]] LevelIndex level() const {
    if (stays()) return leg_.origin.level;
    if (trial_.mapped != kNoLevel || !trial_.equivalence_weak) return trial_.mapped;
    Target every;
    for (const Candidate& candidate : tables_.candidates_of(leg_.from, leg_.one.recipient)) {
      if (candidate.instrument != trial_.instrument) continue;
      for (auto index = candidate.first_row; index < candidate.last_row; ++index) {
        if (tables_.rows[index].from == leg_.origin.level) every.see(tables_.rows[index]);
      }
    }
    return every.level;
  }

  [[nodiscard]] bool channel() const {
    return !stays() && trial_.mapped == kNoLevel && level() != kNoLevel &&
           accredited(tables_, leg_.one, leg_.one.recipient, level()).exists();
  }

  [[nodiscard]] bool cleared() const {
    if (trial_.cleared.detail != Detail::level_to_hold_unknown || trial_.instrument == kNoInstrument || level() == kNoLevel)
      return false;
    const InstrumentInfo& instrument = tables_.instruments[trial_.instrument];
    if (leg_.one.internal && !instrument.was_in_force.exists()) return false;
    Trial unused;
    const bool provided = !leg_.one.who->contractor || leg_.one.internal || contractor_grade(instrument, leg_, unused).exists();
    return provided && cleared_for(tables_, leg_.one, level()).exists();
  }

  const Snapshot::Tables& tables_;
  const Leg& leg_;
  const Trial& trial_;
};

// Of two that do not carry the leg, the one that would on weaker grants comes nearer, whatever else stands in the way of the
// other.
bool comes_nearer(const Snapshot::Tables& tables, const Leg& leg, const Trial& trial, const Trial& best) {
  const bool passes = Eventually(tables, leg, trial).passes();
  return passes == Eventually(tables, leg, best).passes() ? faults(trial, leg) < faults(best, leg) : passes;
}

}  // namespace

Trial best_trial(const Snapshot::Tables& tables, const Leg& leg) {
  Trial best;
  const std::uint32_t prohibition = prohibition_of(tables, leg);
  prohibit(best, prohibition);
  try_channel(tables, leg, best);
  try_clearance(tables, leg, Grade{}, best);
  int least = faults(best, leg);
  each_candidate(tables, leg, prohibition, [&](const Trial& trial) {
    const int mine = faults(trial, leg);
    const bool better = best.instrument == kNoInstrument ||
                        (mine == 0 || least == 0 ? mine < least : comes_nearer(tables, leg, trial, best)) ||
                        (mine == 0 && least == 0 && evidence_of(trial, leg) > evidence_of(best, leg));
    if (better) best = trial;
    if (better) least = mine;
    return least != 0 || evidence_of(best, leg) != world::Evidence::verified;  // nothing is better than that
  });
  return best;
}

std::vector<InstrumentIndex> covering(const Snapshot::Tables& tables, const Leg& leg) {
  std::vector<InstrumentIndex> out;
  each_candidate(tables, leg, prohibition_of(tables, leg), [&](const Trial& trial) {
    if (trial.legal == Outcome::pass && (out.empty() || out.back() != trial.instrument)) out.push_back(trial.instrument);
    return true;
  });
  return out;
}

}  // namespace entente::decision
