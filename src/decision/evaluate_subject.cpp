// The rules about persons, systems and facilities (docs/semantics.md 3.6), on what binding has settled.

#include <algorithm>

#include "decision/evaluate.h"

namespace entente::decision {
namespace {

using world::Evidence;

// Every nationality besides the recipient's is asked as if its nation were the recipient; the worst answer holds.
// The marking or a consent lets the nation have it, or a clause admits it where the marking does not forbid that.
Graded admission(const Snapshot::Tables& tables, const Case& one, const Case& other, std::size_t at) {
  const OriginCase& origin = other.origins[at];
  const Graded marked = release_of(other, origin);
  const bool forbidden = marked.detail == Detail::no_foreign || marked.detail == Detail::eyes_only;
  if (forbidden || lets_through(marked.outcome) || origin.party == kNoParty || origin.party == one.recipient) return marked;
  const Graded by_clause = from_grade(admitted(tables, Leg{one, one.origins[at], origin.party, true}, other.recipient),
                                      Detail::admitted_by_clause, Detail::none);
  return by_clause.outcome > marked.outcome ? by_clause : marked;
}

// What is controlled is exported to every nation whose national gets it, but to the exporter's own.
Graded exported(const Case& one, const Case& other, std::size_t at) {
  const OriginCase& origin = other.origins[at];
  if (!other.export_controlled || is_at_home(one, origin.party)) return Graded{Outcome::pass, Detail::nationalities_admitted};
  return export_of(origin);
}

// Every other nationality is asked as if its nation were the recipient; the worst answer holds.
void check_nationality(const Snapshot::Tables& tables, const Case& one, Findings& out) {
  const SubjectCase& who = *one.who;
  if (who.type != SubjectType::person) {
    out.add(Rule::nationality, Outcome::not_applicable, Detail::of_other_subjects);
    return;
  }
  if (!who.has_nationality) {
    out.add(Rule::nationality, Outcome::unknown, Detail::no_nationality);
    return;
  }
  Graded worst{Outcome::pass, who.nationalities.empty() ? Detail::nationality_of_recipient : Detail::nationalities_admitted};
  std::uint8_t nationality = kNoNationality;
  std::uint8_t origin = kNoOrigin;
  for (std::size_t nation = 0; nation < who.nationalities.size(); ++nation) {
    const Case& other = who.nationalities[nation];
    for (std::size_t at = 0; at < other.origins.size(); ++at) {
      if (other.origins[at].party == other.recipient) continue;
      for (const Graded& graded : {admission(tables, one, other, at), exported(one, other, at)}) {
        if (graded.outcome < worst.outcome) {
          worst = graded;
          nationality = static_cast<std::uint8_t>(std::min<std::size_t>(nation, kNoNationality - 1));
          origin = static_cast<std::uint8_t>(at);
        } else if (worst.outcome == Outcome::pass && graded.rests_on_grant) {
          worst.rests_on_grant = true;
          worst.evidence = std::min(worst.evidence, graded.evidence);
        }
      }
    }
  }
  Finding& finding = put(out, Rule::nationality, worst, origin);
  finding.nationality = nationality;
  if (worst.detail == Detail::export_forbidden) finding.clause = who.nationalities[nationality].origins[origin].forbidden;
}

Trial own_trial(const Snapshot::Tables& tables, const Case& one, const OriginCase& origin) {
  Trial trial;
  trial.to_hold = origin.level;
  trial.cleared = Graded{Outcome::unknown, Detail::level_to_hold_unknown};
  if (origin.level == kNoLevel) return trial;
  const Detail passes = tables.levels[origin.level].asks_clearance ? Detail::cleared : Detail::no_clearance_asked;
  trial.cleared = from_grade(cleared_for(tables, one, origin.level), passes, Detail::not_cleared);
  return trial;
}

Trial trial_of(const Snapshot::Tables& tables, const Case& one, const OriginCase& origin) {
  if (origin.party == one.recipient) return own_trial(tables, one, origin);
  if (origin.party != kNoParty) return best_trial(tables, Leg{one, origin, origin.party, true});
  Trial concealed;
  concealed.cleared = Graded{Outcome::unknown, Detail::level_to_hold_unknown};
  return concealed;
}

// `clearance` of a person or system, `facility` of a facility: the same question about each origin.
void check_cleared(const Snapshot::Tables& tables, const Case& one, Rule rule, Findings& out) {
  const bool asked = (one.who->type == SubjectType::facility) == (rule == Rule::facility);
  if (!asked) {
    out.add(rule, Outcome::not_applicable, Detail::of_other_subjects);
    return;
  }
  for (std::size_t index = 0; index < one.origins.size(); ++index) {
    const auto at = static_cast<std::uint8_t>(index);
    if (one.free) {
      out.add(rule, Outcome::not_applicable, Detail::free_level, at);
      continue;
    }
    const Trial trial = trial_of(tables, one, one.origins[index]);
    Finding& finding = put(out, rule, trial.cleared, at);
    finding.level = trial.to_hold;
    const bool by_instrument = trial.contractor_clause != kNoClause || trial.cleared.detail == Detail::no_contractor_clause;
    finding.instrument = by_instrument ? trial.instrument : kNoInstrument;
    finding.clause = trial.contractor_clause;
  }
}

void check_category(const SubjectCase& who, Findings& out) {
  if (who.type == SubjectType::facility) {
    out.add(Rule::category, Outcome::not_applicable, Detail::of_other_subjects);
  } else if (!who.needs_category) {
    out.add(Rule::category, Outcome::not_applicable, Detail::no_category_marked);
  } else {
    put(out, Rule::category, from_grade(who.categories, Detail::categories_held, Detail::category_not_held));
  }
}

void check_need_to_know(const Case& one, Findings& out) {
  if (one.who->type == SubjectType::facility) {
    out.add(Rule::need_to_know, Outcome::not_applicable, Detail::of_other_subjects);
  } else if (one.free) {
    out.add(Rule::need_to_know, Outcome::not_applicable, Detail::free_level);
  } else {
    put(out, Rule::need_to_know, from_grade(one.who->need_to_know, Detail::needed, Detail::not_needed));
  }
}

}  // namespace

bool is_at_home(const Case& one, PartyIndex nation) {
  if (nation == one.recipient) return one.who->has_nationality_of_recipient;
  const auto& others = one.who->nationalities;
  return std::any_of(others.begin(), others.end(), [&](const Case& other) { return other.recipient == nation; });
}

void evaluate_subject(const Snapshot::Tables& tables, const Case& one, Findings& out) {
  check_nationality(tables, one, out);
  check_cleared(tables, one, Rule::clearance, out);
  check_category(*one.who, out);
  check_need_to_know(one, out);
  check_cleared(tables, one, Rule::facility, out);
}

}  // namespace entente::decision
