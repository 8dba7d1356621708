#include "decision/evaluate.h"

#include <algorithm>
#include <new>
#include <type_traits>

namespace entente::decision {

using world::Evidence;

// --- release-marking ---
Graded release_of(const Case& one, const OriginCase& origin) {
  if (one.no_foreign) return {Outcome::fail, Detail::no_foreign, false, false, Evidence::verified};
  if (one.has_eyes_only && !one.eyes_only.exists()) return {Outcome::fail, Detail::eyes_only, false, false, Evidence::verified};
  const Detail how = one.release_absent ? Detail::owner_of_it : Detail::listed_in_marking;
  Graded best = from_grade(one.release, how, one.release_absent ? Detail::not_decided : Detail::not_listed);
  const auto consider = [&](Grade grade, Detail detail) {
    if (!grade.exists()) return;
    const Graded other = from_grade(grade, detail, detail);
    const bool better = other.outcome > best.outcome || (other.outcome == best.outcome && other.evidence > best.evidence);
    if (!best.rests_on_grant || better) best = other;
  };
  if (one.display) consider(one.display_only, Detail::displayed_only);
  consider(origin.consent, Detail::consented);
  if (one.free && one.release_absent && one.bare) consider(Grade{Grade::Kind::counts, Evidence::verified}, Detail::free_and_bare);
  if (one.has_eyes_only && best.outcome != Outcome::fail) {
    const Grade eyes = one.eyes_only;
    if (!eyes.counts()) return {Outcome::unknown, Detail::eyes_only, true, true, std::min(eyes.evidence, best.evidence)};
    best.evidence = std::min(best.evidence, eyes.evidence);
  }
  return best;
}

namespace {

// --- authority ---
void check_authority(const Snapshot::Tables& tables, const Case& one, Findings& out) {
  if (!tables.needing_authority.has(one.holder)) {
    out.add(Rule::authority, Outcome::not_applicable, Detail::authority_not_required);
    return;
  }
  if (one.holder_level == kNoLevel) {
    out.add(Rule::authority, Outcome::unknown, Detail::authority_level_unknown);
    return;
  }
  const PartyInfo& holder = tables.parties[one.holder];
  Grade best;
  for (std::size_t index = 0; index < holder.delegations.size(); ++index) {
    const DelegationEntry& entry = holder.delegations[index];
    const bool covers =
        tables.dominates(entry.up_to, one.holder_level) && !one.unlisted_category && one.categories.within(entry.categories);
    if (covers) best = stronger(best, both(entry.grade, one.delegated[index]));
  }
  put(out, Rule::authority, from_grade(best, Detail::delegated, Detail::not_delegated));
}

}  // namespace

// --- originator-control ---
Graded control_of(const Case& one, const OriginCase& origin) {
  const bool needed = one.holder != origin.party || one.originator_control || !origin.is_owner || one.several_owners;
  if (!needed) return {Outcome::not_applicable, Detail::control_does_not_apply, false, false, Evidence::verified};
  if (origin.party == kNoParty) return {Outcome::unknown, Detail::concealed_origin, false, false, Evidence::verified};
  if (stronger(origin.consent, origin.onward).kind == Grade::Kind::none) {
    return {Outcome::fail, Detail::no_consent, false, false, Evidence::verified};
  }
  const Grade best = stronger(origin.consent, origin.onward);
  const bool by_consent = origin.consent.kind == best.kind && origin.consent.evidence == best.evidence;
  return from_grade(best, by_consent ? Detail::consented : Detail::onward_consent, Detail::no_consent);
}

namespace {

// --- legal-basis, equivalence, purpose ---
struct Basis {
  Graded legal;
  Graded equivalence;
  Graded purpose;
  Graded channel;                                    // the recipient's side
  InstrumentIndex instrument = kNoInstrument;        // of leg (o, r)
  InstrumentIndex legal_instrument = kNoInstrument;  // of the leg that decided the rule
  InstrumentIndex purpose_instrument = kNoInstrument;
  LevelIndex mapped = kNoLevel;
  std::uint32_t legal_clause = kNoClause;
  std::uint32_t purpose_clause = kNoClause;
  PartyIndex legal_from = kNoParty;
};

void take_leg(Basis& basis, const Trial& trial, PartyIndex from) {
  const Graded legal{trial.legal, trial.legal_detail, trial.legal == Outcome::pass || trial.legal_weak, trial.legal_weak,
                     trial.legal_evidence};
  // The worse of two legs; of two that pass, the evidence of the weaker.
  if (basis.legal_from == kNoParty || legal.outcome < basis.legal.outcome) {
    basis.legal = legal;
    basis.legal_instrument = trial.instrument;
    basis.legal_clause = trial.prohibition != kNoClause ? trial.prohibition : trial.legal_condition;
    basis.legal_from = from;
  } else if (legal.outcome == Outcome::pass) {
    basis.legal.evidence = std::min(basis.legal.evidence, legal.evidence);
  }
  const auto rank = [](Outcome outcome) {
    return outcome == Outcome::not_applicable ? 3 : outcome == Outcome::pass ? 2 : outcome == Outcome::unknown ? 1 : 0;
  };
  if (basis.purpose.detail == Detail::none || rank(trial.purpose.outcome()) < rank(basis.purpose.outcome)) {
    basis.purpose =
        Graded{trial.purpose.outcome(), trial.purpose_detail, trial.purpose.rests, trial.purpose.weak(), trial.purpose.evidence};
    basis.purpose_instrument = trial.instrument;
    basis.purpose_clause = trial.condition;
  }
}

// Room for the bases of all origins, of which only those asked for are ever made.
struct Bases {
  union {
    Basis list[limits::kOrigins];
  };
  Bases() {}   // NOLINT: the union stays unmade on purpose
  ~Bases() {}  // NOLINT: a Basis is trivially destructible
};
static_assert(std::is_trivially_destructible_v<Basis>);

Basis basis_of(const Snapshot::Tables& tables, const Case& one, const OriginCase& origin) {
  Basis basis;
  const Trial own = best_trial(tables, Leg{one, origin, origin.party, true});
  take_leg(basis, own, origin.party);
  basis.instrument = own.instrument;
  basis.mapped = own.mapped;
  basis.equivalence = Graded{own.equivalence, own.equivalence_detail, own.equivalence == Outcome::pass || own.equivalence_weak,
                             own.equivalence_weak, own.row_evidence};
  basis.channel = Graded{own.channel, own.channel_detail, own.channel == Outcome::pass || own.channel_weak, own.channel_weak,
                         own.channel_evidence};
  if (one.holder != origin.party) take_leg(basis, best_trial(tables, Leg{one, origin, one.holder, false}), one.holder);
  return basis;
}

void put_legal(Findings& out, const Case& one, const OriginCase& origin, const Basis& basis, std::uint8_t index) {
  if (one.free) {
    out.add(Rule::legal_basis, Outcome::not_applicable, Detail::free_level, index);
  } else if (origin.party == kNoParty) {
    out.add(Rule::legal_basis, Outcome::unknown, Detail::concealed_origin, index);
  } else {
    Finding& finding = put(out, Rule::legal_basis, basis.legal, index);
    finding.instrument = basis.legal_instrument;
    finding.clause = basis.legal_clause;
    finding.leg_from = basis.legal_from;
  }
}

void put_equivalence(Findings& out, const Case& one, const OriginCase& origin, const Basis& basis, std::uint8_t index) {
  if (one.free) {
    out.add(Rule::equivalence, Outcome::not_applicable, Detail::free_level, index);
  } else if (origin.party == kNoParty) {
    out.add(Rule::equivalence, Outcome::unknown, Detail::concealed_origin, index);
  } else {
    Finding& finding = put(out, Rule::equivalence, basis.equivalence, index);
    finding.instrument = basis.instrument;
    finding.level = basis.mapped;
  }
}

void put_purpose(Findings& out, const Case& one, const OriginCase& origin, const Basis& basis, std::uint8_t index) {
  if (one.free || origin.party == kNoParty) {
    out.add(Rule::purpose, Outcome::not_applicable, Detail::no_purpose_limits, index);
    return;
  }
  Finding& finding = put(out, Rule::purpose, basis.purpose, index);
  finding.instrument = basis.purpose_instrument;
  finding.clause = basis.purpose_clause;
}

template <class Put>
void each_origin(const Case& one, Rule rule, Findings& out, const Put& put_one) {
  for (std::size_t index = 0; index < one.origins.size(); ++index) {
    const auto at = static_cast<std::uint8_t>(index);
    if (one.origins[index].party == one.recipient) {
      out.add(rule, Outcome::not_applicable, Detail::own_information, at);
    } else {
      put_one(one.origins[index], at);
    }
  }
}

// --- channel ---
void put_channel(const Snapshot::Tables& tables, const Case& one, PartyIndex by, LevelIndex level, Findings& out,
                 std::uint8_t at) {
  if (level == kNoLevel) {
    out.add(Rule::channel, Outcome::unknown, Detail::channel_level_unknown, at);
    return;
  }
  const Grade held = accredited(tables, one, by, level);
  put(out, Rule::channel, from_grade(held, Detail::channel_accredited, Detail::channel_not_accredited), at).level = level;
}

// The recipient's side for each origin, at the level at which it would hold that origin's information; then the holder's side.
void check_channel(const Snapshot::Tables& tables, const Case& one, const Basis* bases, Findings& out) {
  if (one.channel == kNotStated || one.free) {
    out.add(Rule::channel, Outcome::not_applicable, one.free ? Detail::free_level : Detail::no_channel_stated);
    return;
  }
  for (std::size_t index = 0; index < one.origins.size(); ++index) {
    const OriginCase& origin = one.origins[index];
    const auto at = static_cast<std::uint8_t>(index);
    if (origin.party == one.recipient) {
      const auto policy = tables.parties[one.recipient].policy;
      const bool own = origin.level != kNoLevel && tables.levels[origin.level].policy == policy;
      put_channel(tables, one, one.recipient, own ? origin.level : kNoLevel, out, at);
    } else if (origin.party == kNoParty) {
      out.add(Rule::channel, Outcome::unknown, Detail::channel_level_unknown, at);
    } else {
      put(out, Rule::channel, bases[index].channel, at).level = bases[index].mapped;
    }
  }
  put_channel(tables, one, one.holder, one.holder_level, out, kNoOrigin);
}

void add_internal(Findings& out) {
  for (std::size_t rule = static_cast<std::size_t>(Rule::authority); rule < kPartyRules; ++rule) {
    out.add(static_cast<Rule>(rule), Outcome::not_applicable, Detail::internal_handling);
  }
}

void check_release(const Case& one, Findings& out) {
  each_origin(one, Rule::release_marking, out,
              [&](const OriginCase& origin, std::uint8_t at) { put(out, Rule::release_marking, release_of(one, origin), at); });
  if (out.done()) return;
  each_origin(one, Rule::originator_control, out, [&](const OriginCase& origin, std::uint8_t at) {
    put(out, Rule::originator_control, control_of(one, origin), at);
  });
}

void put_export(Findings& out, const OriginCase& origin, std::uint8_t at) {
  Finding& finding = put(out, Rule::export_control, export_of(origin), at);
  if (finding.detail == Detail::export_forbidden) finding.clause = origin.forbidden;
}

void evaluate_disclosure(const Snapshot::Tables& tables, const Case& one, Findings& out) {
  check_authority(tables, one, out);
  if (out.done()) return;
  if (out.wanted != Findings::Wanted::basis) check_release(one, out);
  if (out.done()) return;
  Bases room;
  const Basis* bases = room.list;
  for (std::size_t index = 0; index < one.origins.size(); ++index) {
    const OriginCase& origin = one.origins[index];
    const bool needed = !one.free && origin.party != kNoParty && origin.party != one.recipient;
    new (&room.list[index]) Basis(needed ? basis_of(tables, one, origin) : Basis{});
  }
  each_origin(one, Rule::legal_basis, out,
              [&](const OriginCase& origin, std::uint8_t at) { put_legal(out, one, origin, bases[at], at); });
  if (out.done()) return;
  each_origin(one, Rule::equivalence, out,
              [&](const OriginCase& origin, std::uint8_t at) { put_equivalence(out, one, origin, bases[at], at); });
  if (out.done()) return;
  if (one.export_controlled) {
    each_origin(one, Rule::export_control, out, [&](const OriginCase& origin, std::uint8_t at) { put_export(out, origin, at); });
  } else {
    out.add(Rule::export_control, Outcome::not_applicable, Detail::not_controlled);
  }
  each_origin(one, Rule::purpose, out,
              [&](const OriginCase& origin, std::uint8_t at) { put_purpose(out, one, origin, bases[at], at); });
  check_channel(tables, one, bases, out);
}

}  // namespace

Graded export_of(const OriginCase& origin) {
  if (origin.party == kNoParty) return Graded{Outcome::unknown, Detail::concealed_origin};
  if (origin.forbidden != kNoClause && origin.covered) return Graded{Outcome::fail, Detail::export_forbidden};
  const Twofold& is = origin.export_control;
  const Detail how = origin.exemption == nullptr ? Detail::licensed : Detail::exempt;
  const Detail detail = is.every == Outcome::pass ? how : Detail::neither_licensed_nor_exempt;
  return Graded{is.outcome(), detail, is.rests, is.weak(), is.evidence};
}

void evaluate(const Snapshot::Tables& tables, const Case& one, Findings& out) {
  if (one.internal) {
    add_internal(out);
  } else {
    evaluate_disclosure(tables, one, out);
  }
  if (one.who && !out.done()) evaluate_subject(tables, one, out);
}

}  // namespace entente::decision
