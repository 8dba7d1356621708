// What conditions ask for, and export control: docs/semantics.md 4.2 and 4.3.

#include <algorithm>

#include "decision/act_asks.h"

namespace entente::decision {
namespace {

using world::Needed;

// Whether a need is met, on the facts.
struct Judged {
  using Value = Twofold;
  ActFacts facts;
  const Twofold* consent;  // what counts for what the provider has consented to; none: its consents

  [[nodiscard]] static Twofold passes() { return Twofold::always(Outcome::pass); }
  [[nodiscard]] static Twofold fails(Unsaid) { return Twofold{}; }
  [[nodiscard]] static Twofold unknown(Unsaid) { return Twofold::always(Outcome::unknown); }
  [[nodiscard]] static Twofold both(const Twofold& a, const Twofold& b) { return decision::both(a, b); }
  [[nodiscard]] static Twofold either(const Twofold& a, const Twofold& b) { return decision::either(a, b); }
  [[nodiscard]] Twofold provided(PartyIndex giver) { return consent != nullptr ? *consent : facts.consent_of(giver); }
  [[nodiscard]] Twofold consent_of(PartyIndex giver) { return facts.consent_of(giver); }
  [[nodiscard]] Twofold approval(const ActFacts::ApprovalQuestion& ask) { return facts.approval(ask); }
  [[nodiscard]] Twofold licence() { return facts.licence(); }
  [[nodiscard]] Twofold takes_part(PartyIndex party) { return facts.takes_part(party); }
  [[nodiscard]] Twofold invited() { return facts.invited(); }
  [[nodiscard]] Twofold security_agreement(const ClauseInfo& clause, PartyIndex giver) {
    return facts.security_agreement(clause, giver);
  }
  [[nodiscard]] static Twofold accession(const InstrumentInfo& to, PartyIndex by) { return ActFacts::accession(to, by); }
  [[nodiscard]] Twofold cleared() { return facts.cleared(); }
};

// What one of the two gives the other, case by case: an act is never recorded before it is planned.
bool is_given_case_by_case(Needed need) {
  switch (need) {
    case Needed::provider_consent:
    case Needed::host_consent:
    case Needed::notification:
    case Needed::orders:
    case Needed::national_approval:
    case Needed::joint_committee:
    case Needed::registration:
    case Needed::end_use_check:
    case Needed::agreed_project:
      return true;
    case Needed::licence:
    case Needed::authorised_user:
    case Needed::clearance:
    case Needed::facility_clearance:
    case Needed::invitation:
    case Needed::security_agreement:
      break;
  }
  return false;
}

NeedsOutcome judged(const ActQuestion& question, const ClauseInfo& clause, const InstrumentInfo& asks, const Twofold* consent,
                    Instant& horizon) {
  NeedsOutcome out{Twofold::always(Outcome::pass), {}, false};
  Judged known{ActFacts(question, horizon), consent};
  Asks<Judged> ask(question, clause, asks, known);
  for (const Needed need : clause.needs) {
    if (question.tables.options.granted && is_given_case_by_case(need)) continue;
    const Twofold one = ask.met(need);
    if (one.bad()) out.unmet.push_back(need);
    out.is = both(out.is, one);
  }
  return out;
}

}  // namespace

Twofold waiver_of(const ActQuestion& question, const ClauseInfo& clause, Instant& horizon) {
  if (!question.tables.acts->recorded.waivers) return {};
  return ActFacts(question, horizon).waiver(clause);
}

NeedsOutcome needs_of(const ActQuestion& question, const ClauseInfo& clause, const InstrumentInfo& asks, const Twofold* consent,
                      Instant& horizon) {
  NeedsOutcome out = judged(question, clause, asks, consent, horizon);
  const Twofold waived = waiver_of(question, clause, horizon);
  const Twofold best = either(out.is, waived);
  out.waived = best.counting != out.is.counting || (out.is.bad() && !best.bad());
  if (out.waived) out.unmet.clear();
  out.is = best;
  return out;
}

namespace {

// The exporter speaks for who gives, and what is asked is a transfer.
ActQuestion as_export(const ActQuestion& question) {
  ActQuestion exported = question;
  exported.action = Action::transfer;
  exported.candidate.clear();
  exported.binding = nullptr;
  if (question.origin != kNoParty) exported.givers = {question.origin};
  if (question.origin != kNoParty) exported.gives.clear();
  return exported;
}

// One exemption: to which the exporter, who gives and who gets have acceded, and whose own clauses let it through.
Twofold exempted_by(const ActInstrument& it, const ActQuestion& question, Instant& horizon) {
  ActFacts facts(question, horizon);
  facts.see(it.info.next);
  std::vector<PartyIndex> parties = question.givers;
  if (question.origin != kNoParty) parties.push_back(question.origin);
  if (const auto& place = question.request.object.act.place; !place.empty()) {  // its territory is that of its parties
    parties.push_back(question.tables.party(PartyId(place)));
    if (parties.back() == kNoParty) return Twofold{};
  }
  const auto lists = [&](PartyIndex party) { return it.has(party); };
  if (!lists(question.recipient) || !std::all_of(parties.begin(), parties.end(), lists))
    return Twofold{};  // whatever it asks for
  Grade basis = both(it.info.in_force, it.info.accessions[question.recipient]);
  bool withdrawn = it.info.withdrawn.has(question.recipient);
  for (const PartyIndex party : parties) {
    basis = both(basis, it.info.accessions[party]);
    withdrawn = withdrawn || it.info.withdrawn.has(party);
  }
  if (it.is_under) {
    if (it.under == kNoAct) return Twofold{};
    const InstrumentInfo& above = question.tables.acts->instruments[it.under].info;
    facts.see(above.next);
    basis = both(basis, above.in_force);
  }
  const bool covers = facts.covers_items(it.items.empty() ? facts.items() : it.items);
  if (withdrawn || question.givers.empty() || it.is_limited(Action::transfer) || !it.info.legs.empty() || !covers) return Twofold{};
  Twofold exempt = Twofold::of(basis);
  const ActQuestion exported = as_export(question);
  const ActFacts by_exporter(exported, horizon);
  for (const ClauseInfo& clause : it.info.acts) {
    if (!by_exporter.applies(clause)) continue;
    if (clause.effect == world::Effect::prohibit) return Twofold{};
    if (clause.effect != world::Effect::condition) continue;
    if (!clause.needs.empty()) exempt = both(exempt, needs_of(exported, clause, it.info, nullptr, horizon).is.definite());
    if (clause.purposes.empty()) continue;
    const bool among = std::find(clause.purposes.begin(), clause.purposes.end(), facts.purpose()) != clause.purposes.end();
    exempt = both(exempt, either(Twofold::always(among ? Outcome::pass : Outcome::fail), waiver_of(exported, clause, horizon)));
  }
  return exempt;
}

}  // namespace

std::uint32_t forbidden_export(const ActQuestion& question, Instant& horizon) {
  const PartyIndex r = question.recipient;
  const ActTables& acts = *question.tables.acts;
  if (r == kNoParty || question.foreign_origin || acts.forbidden.empty()) return kNoClause;
  const ActQuestion exported = as_export(question);
  ActFacts facts(exported, horizon);
  std::uint32_t first = kNoClause;
  for (std::uint32_t each = 0; each < acts.forbidden.size(); ++each) {
    const ActInstrument& it = acts.instruments[acts.forbidden[each].instrument];
    const bool of_exporter = std::any_of(exported.givers.begin(), exported.givers.end(), [&](PartyIndex giver) { return it.has(giver); });
    const bool binds = it.kind == world::Kind::national_law ? of_exporter || it.has(r) : of_exporter && it.has(r);
    if (!binds) continue;
    facts.see(it.info.next);
    if (first == kNoClause && facts.applies(acts.clause(acts.forbidden[each]))) first = each;
  }
  return first;
}

ControlOutcome export_control_of(const ActQuestion& question, Instant& horizon) {
  ControlOutcome out;
  out.forbidden = forbidden_export(question, horizon);
  out.is = ActFacts(question, horizon).licence();
  if (question.foreign_origin || question.recipient == kNoParty) return out;  // which nothing licenses
  for (const ActIndex index : question.tables.acts->parties[question.recipient].exempted_by) {
    const ActInstrument& each = question.tables.acts->instruments[index];
    const Twofold best = either(out.is, exempted_by(each, question, horizon));
    const bool stronger = best.counting != out.is.counting || best.every != out.is.every || best.evidence > out.is.evidence;
    if (stronger) out.exemption = &each;
    out.is = best;
  }
  out.covered = out.is.every == Outcome::pass;
  if (out.forbidden != kNoClause) out.is = Twofold{};
  return out;
}

}  // namespace entente::decision
