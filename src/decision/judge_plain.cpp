// Verdicts on plain disclosures without findings: nothing is written down that a verdict does not tell.

#include <algorithm>

#include "decision/evaluate.h"

namespace entente::decision {
namespace {

// Adds what one rule finds to the verdict, as `fold` does; false where it denies.
bool lets(Rule rule, const Graded& is, InstrumentIndex instrument, Verdict& verdict) {
  if (!lets_through(is.outcome)) {
    verdict.permit = false;
    verdict.rule = rule;
    verdict.instrument = instrument == kNoInstrument ? 0xFFFFFFFF : instrument;
    verdict.evidence = is.rests_on_grant ? is.evidence : world::Evidence::verified;
    return false;
  }
  if (is.outcome != Outcome::pass) return true;
  if (is.rests_on_grant) verdict.evidence = std::min(verdict.evidence, is.evidence);
  if (verdict.rule != Rule::legal_basis) verdict.rule = rule;
  if (rule == Rule::legal_basis) verdict.instrument = instrument;
  return true;
}

bool is_plain(const Snapshot::Tables& tables, const Case& one) {
  if (one.internal || one.by_one || one.export_controlled || one.channel != kNotStated || one.who || one.origins.size() != 1) return false;
  const OriginCase& origin = one.origins.front();
  return origin.party == one.holder && origin.party != one.recipient && !origin.member.exists() &&
         !tables.needing_authority.has(one.holder);
}

Trial trial_of(const Snapshot::Tables& tables, const Leg& leg) {
  const auto candidates = tables.candidates_of(leg.from, leg.one.recipient);
  const bool several = candidates.size() > 1;
  // Made in place: a copy would read in one piece what was just written in many.
  Trial trial = several ? best_trial(tables, leg) : candidates.empty() ? Trial{} : try_candidate(tables, candidates.front(), leg);
  if (!several) prohibit(trial, prohibition_of(tables, leg));
  return trial;
}

}  // namespace

bool judge_plain(const Snapshot::Tables& tables, const Case& one, Verdict& verdict) {
  if (!is_plain(tables, one)) return false;
  const OriginCase& origin = one.origins.front();
  __builtin_prefetch(&tables.pair(origin.party, one.recipient));  // for the basis, while the marking is read
  if (!lets(Rule::release_marking, release_of(one, origin), kNoInstrument, verdict)) return true;
  if (!lets(Rule::originator_control, control_of(one, origin), kNoInstrument, verdict) || one.free) return true;
  const Trial trial = trial_of(tables, Leg{one, origin, origin.party, true});
  const bool legal_rests = trial.legal == Outcome::pass || trial.legal_weak;
  const Graded legal{trial.legal, trial.legal_detail, legal_rests, trial.legal_weak, trial.legal_evidence};
  if (!lets(Rule::legal_basis, legal, trial.instrument, verdict)) return true;
  const bool row_rests = trial.equivalence == Outcome::pass || trial.equivalence_weak;
  const Graded row{trial.equivalence, trial.equivalence_detail, row_rests, trial.equivalence_weak, trial.row_evidence};
  if (!lets(Rule::equivalence, row, trial.instrument, verdict)) return true;
  const Graded purpose{trial.purpose.outcome(), trial.purpose_detail, trial.purpose.rests, trial.purpose.weak(),
                       trial.purpose.evidence};
  lets(Rule::purpose, purpose, trial.instrument, verdict);
  return true;
}

}  // namespace entente::decision
