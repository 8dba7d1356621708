#include "decision/compile_instrument.h"

#include <algorithm>

#include "world/duration.h"

namespace entente::decision {
namespace {

// What a law only tells as a duty of a disclosure, it tells at any date.
bool is_told_whenever(const world::Clause& clause) { return decides_disclosure(clause) && !forbids_disclosure(clause); }

class InstrumentCompiler {
 public:
  InstrumentCompiler(Snapshot::Tables& tables, const std::vector<world::Assurance>& assurances, Grader& grader,
                     const world::ItemWords& items, bool (*wanted)(const world::Clause&))
      : tables_(tables), assurances_(assurances), grader_(grader), items_(items), wanted_(wanted), intern_(tables) {}

  Result<InstrumentInfo> run(const world::Instrument& instrument) {
    InstrumentInfo info;
    info.id = instrument.id.value;
    add_status(instrument, info);
    TRY(info.domains, intern_.names(instrument.domains));
    TRY(info.forms, intern_.names(instrument.forms));
    if (instrument.subject) {
      TRY(info.subject, intern_.name(*instrument.subject));
    }
    TRY(info.categories, intern_.categories(instrument.categories));
    for (const auto& leg : instrument.legs) {
      LegInfo entry;
      TRY(entry.from, intern_.party(leg.from));
      TRY(entry.to, intern_.party(leg.to));
      if (leg.via) {
        TRY(entry.via, intern_.party(*leg.via));
      }
      info.legs.push_back(entry);
    }
    TRY_DO(add_clauses(instrument, info));
    for (const auto& accession : instrument.parties) {
      TRY(const auto index, intern_.party(accession.party));
      info.listed.add(index);
      info.accessions.add(index, grader_.grant(accession.period, accession.provenance));
    }
    for (const auto& withdrawal : instrument.withdrawals) {
      TRY(const auto index, intern_.party(withdrawal.party));
      if (!grader_.restricts(withdrawal.period, withdrawal.provenance)) continue;
      const Grade anew = given_anew(instrument, withdrawal);
      if (!anew.counts()) info.withdrawn.add(index);
      if (anew.counts()) info.accessions.narrow(index, anew);
    }
    return info;
  }

 private:
  //= docs/semantics.md 3.3: an assurance that counts and was given at the withdrawal or after it takes its place.
  [[nodiscard]] Grade given_anew(const world::Instrument& instrument, const world::Withdrawal& withdrawal) {
    Grade best;
    for (const auto& each : assurances_) {
      if (each.by != withdrawal.party || each.under != instrument.id || !each.period.from) continue;
      const Grade grade = grader_.grant(each.period, each.provenance);
      if (as_grant(each.period).from >= as_restriction(withdrawal.period).from) best = stronger(best, grade);
    }
    return best;
  }

  struct CurrentStatus {
    std::optional<std::pair<Instant, world::StatusValue>> key;
    world::Evidence evidence = world::Evidence::assumed;
    Instant end = kEndOfTime;
    void see(Instant start, const world::Status& status, Instant ends) {
      const std::pair candidate{start, status.value};
      if (!key || candidate > *key) {
        key = candidate;
        evidence = status.provenance.evidence;
        end = ends;  // of equals the same
      } else if (candidate == *key) {
        evidence = std::max(evidence, status.provenance.evidence);
      }
    }
    [[nodiscard]] bool in_force(Instant at) const { return key && key->second == world::StatusValue::in_force && at < end; }
  };

  void add_status(const world::Instrument& instrument, InstrumentInfo& info) {
    CurrentStatus counted;
    CurrentStatus every;
    Next next{grader_.at()};
    for (const auto& status : instrument.statuses) {
      const bool grants = status.value == world::StatusValue::in_force;
      const Instant start = grants ? status.from.latest() : status.from.earliest();
      const Instant end = grants ? world::end_of(instrument, status) : kEndOfTime;
      grader_.boundaries.add(status.from);
      grader_.boundaries.add(end);
      next.see(start);
      next.see(end);
      const bool known = grants ? grader_.grant_known(status.provenance, start) : grader_.restriction_known(status.provenance);
      if (start > grader_.at()) continue;
      if (!known) info.in_force_unknown = info.in_force_unknown || (grants && end > grader_.at());
      if (!known) continue;
      every.see(start, status, end);
      if (grants) info.was_in_force = stronger(info.was_in_force, grader_.grade(status.provenance.evidence));
      if (!grants || status.provenance.evidence >= tables_.options.require) counted.see(start, status, end);
    }
    info.next_status = next.value;
    const auto& duration = instrument.duration;
    info.over = duration && duration->until && world::ends_by_itself(*duration) && duration->until->earliest() <= grader_.at();
    if (every.key) {
      info.has_status = true;
      info.status = every.key->second;
      info.status_evidence = every.evidence;
      if (info.status == world::StatusValue::in_force && every.end <= grader_.at()) info.ended = every.end;
    }
    if (counted.in_force(grader_.at())) {
      info.in_force = Grade{Grade::Kind::counts, counted.evidence};
    } else if (every.in_force(grader_.at())) {
      info.in_force = Grade{Grade::Kind::weak, every.evidence};
    }
  }

  // In its place at once, since a clause is large.
  Result<void> fill(const world::Instrument& instrument, const world::Clause& clause, ClauseInfo& info) {
    info.effect = clause.effect;
    TRY(info.from, intern_.parties(clause.from));
    info.any_to = clause.to.empty();
    for (const auto& id : clause.to) {
      TRY(const auto index, intern_.party(id));
      if (!all_who_may_be_in(tables_, index, grader_.at(), info.to)) info.any_to = true;
    }
    TRY(info.levels, intern_.names(clause.levels));
    TRY(info.domains, intern_.names(clause.domains));
    TRY(info.forms, intern_.names(clause.forms));
    TRY(info.purposes, intern_.names(clause.purposes));
    TRY(info.categories, intern_.categories(clause.categories));
    info.any_category = clause.categories.empty();
    TRY(info.to_named, intern_.parties(clause.to));
    TRY(info.items, intern_.names(items_.widened(clause.items)));
    TRY(info.activities, intern_.names(clause.activities));
    info.unlimited = info.from.empty() && info.any_to && info.levels.empty() && info.domains.empty() && info.forms.empty() &&
                     info.any_category && info.activities.empty();
    info.above = clause.above;
    info.needs = clause.needs;
    std::sort(info.needs.begin(), info.needs.end());
    info.settlement = clause.settlement;
    info.days = clause.days.value_or(0);
    info.action = action_of(clause.action);
    info.of_law = instrument.kind == world::Kind::national_law;
    info.of_exemption = instrument.kind == world::Kind::export_exemption;
    info.grants = grader_.grant(clause.period, clause.provenance);
    info.id = instrument.id.value + "/" + clause.id;
    info.obligation = clause.obligation;
    info.text = clause.text;
    return {};
  }

  static std::vector<ClauseInfo>& list_of(const world::Clause& clause, InstrumentInfo& info) {
    if (!decides_disclosure(clause)) return info.acts;
    switch (clause.effect) {
      case world::Effect::prohibit:
        return info.prohibitions;
      case world::Effect::condition:
        return info.conditions;
      case world::Effect::oblige:
        break;
    }
    return info.duties;
  }

  //= docs/semantics.md 3.3: a law denies nothing before the first day on which one of its parties may have been bound.
  [[nodiscard]] bool has_begun(const world::Instrument& instrument) {
    if (instrument.kind != world::Kind::national_law || instrument.parties.empty()) return true;
    return std::count_if(instrument.parties.begin(), instrument.parties.end(), [&](const world::Accession& each) {
             return grader_.restricts({each.period.from, std::nullopt}, each.provenance);
           }) > 0;
  }

  Result<void> add_clauses(const world::Instrument& instrument, InstrumentInfo& info) {
    std::vector<const world::Clause*> clauses;
    const bool begun = has_begun(instrument);
    for (const auto& clause : instrument.clauses) {
      const bool binds = begun || is_told_whenever(clause);
      if (binds && grader_.restricts(clause.period, clause.provenance) && wanted_(clause)) clauses.push_back(&clause);
    }
    // Facts come in any order; which clause is named must not depend on it.
    std::sort(clauses.begin(), clauses.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    for (auto* list : {&info.acts, &info.prohibitions, &info.conditions, &info.duties}) {
      list->reserve(
          std::count_if(clauses.begin(), clauses.end(), [&](const auto* each) { return &list_of(*each, info) == list; }));
    }
    for (const auto* clause : clauses) TRY_DO(fill(instrument, *clause, list_of(*clause, info).emplace_back()));
    return {};
  }

  Snapshot::Tables& tables_;
  const std::vector<world::Assurance>& assurances_;
  Grader& grader_;
  const world::ItemWords& items_;
  bool (*wanted_)(const world::Clause&);
  Interning intern_;
};

}  // namespace

void Accessions::add(PartyIndex party, Grade grade) {
  if (!grade.exists()) return;
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.party == party; });
  if (found == entries_.end()) {
    entries_.push_back({party, grade});
  } else {
    found->grade = stronger(found->grade, grade);
  }
}

void Accessions::narrow(PartyIndex party, Grade grade) {
  for (auto& entry : entries_) {
    if (entry.party == party) entry.grade = both(entry.grade, grade);
  }
}

Result<InstrumentInfo> compile_instrument(Snapshot::Tables& tables, const world::Instrument& instrument,
                                          const std::vector<world::Assurance>& assurances, Grader& grader,
                                          const world::ItemWords& items, bool (*wanted)(const world::Clause&)) {
  return InstrumentCompiler(tables, assurances, grader, items, wanted).run(instrument);
}

Instant next_of_clauses(const Snapshot::Tables& tables, const world::Instrument& instrument, const Grader& grader,
                        bool (*counts)(const world::Clause&)) {
  Next next{grader.at()};
  const auto& clauses = instrument.clauses;
  const bool begins =
      instrument.kind == world::Kind::national_law &&
      std::any_of(clauses.begin(), clauses.end(), [&](const auto& each) { return counts(each) && !is_told_whenever(each); });
  if (begins) {
    for (const auto& accession : instrument.parties) next.see(accession.period.from);
  }
  for (const auto& clause : instrument.clauses) {
    if (!counts(clause)) continue;
    next.see(clause.period);
    for (const auto& id : clause.to) next.see(next_membership(tables, tables.party(id)));
  }
  return next.value;
}

Instant next_change(const Snapshot::Tables& tables, const world::Instrument& instrument,
                    const std::vector<world::Assurance>& assurances, const Grader& grader, bool (*counts)(const world::Clause&)) {
  Next next{grader.at()};
  for (const auto& status : instrument.statuses) {
    next.see(std::optional(status.from));
    if (status.value == world::StatusValue::in_force) next.see(world::end_of(instrument, status));
  }
  for (const auto& accession : instrument.parties) next.see(accession.period);
  for (const auto& row : instrument.rows) next.see(row.period);
  for (const auto& withdrawal : instrument.withdrawals) {
    next.see(withdrawal.period);
    for (const auto& each : assurances) {
      if (each.by == withdrawal.party && each.under == instrument.id) next.see(each.period);
    }
  }
  next.see(next_of_clauses(tables, instrument, grader, counts));
  return next.value;
}

}  // namespace entente::decision
