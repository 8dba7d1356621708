// What disclosures ask of the facts that other actions ask for too: conditions with needs, and export control
// (docs/semantics.md 4.3, 4.6). Settled at the request's time.

#include "decision/act.h"
#include "decision/bound.h"

namespace entente::decision {

void settle_conditions(const Snapshot::Tables& tables, const Request& request, const SubjectInfo* who, Case& one,
                       OriginCase& entry) {
  const Twofold consent = Twofold::of(entry.consent);
  const auto settle = [&](InstrumentIndex index) {
    const InstrumentInfo& instrument = tables.instruments[index];
    if (instrument.conditions.empty()) return;
    const ActQuestion question{tables, request, Action::disclose, one.recipient, {entry.party}, {}, who, kNoParty, false, {}};
    for (const ClauseInfo& clause : instrument.conditions) {
      SettledCondition settled{&clause, Twofold::always(Outcome::pass), waiver_of(question, clause, one.horizon)};
      if (!clause.needs.empty()) settled.needs = needs_of(question, clause, instrument, &consent, one.horizon).is.definite();
      entry.conditions.push_back(settled);
    }
  };
  for (const PartyIndex from : {entry.party, one.holder}) {
    for (const Candidate& each : tables.candidates_of(from, one.recipient)) settle(each.instrument);
    if (tables.parties[from].security_agreement != kNoInstrument) settle(tables.parties[from].security_agreement);
    if (one.holder == entry.party) break;
  }
  if (!one.export_controlled || entry.party == one.recipient) return;
  const ActQuestion exported{tables, request, Action::disclose, one.recipient, {one.holder}, {}, who, entry.party, false, {}};
  const ControlOutcome control = export_control_of(exported, one.horizon);
  entry.export_control = control.is;
  entry.forbidden = control.forbidden;
  entry.covered = control.covered;
  if (control.exemption != nullptr) entry.exemption = &control.exemption->info.id;
}

}  // namespace entente::decision
