// The rules themselves, on indices: private to this room. No words, no allocation; explain.cpp puts findings into words.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "decision/bound.h"

namespace entente::decision {

struct Finding {
  Rule rule;
  Outcome outcome;
  Detail detail;
  std::uint8_t origin;         // index into Case::origins; kNoOrigin
  std::uint8_t nationality;    // index into SubjectCase::nationalities, of which `detail` and `origin` then speak; kNoNationality
  InstrumentIndex instrument;  // kNoInstrument
  LevelIndex level;            // the mapped level; kNoLevel
  std::uint32_t clause;        // index into the snapshot's prohibitions or the instrument's conditions; kNoClause
  PartyIndex leg_from;         // the leg it is about, where one was found wanting
  bool rests_on_grant;         // `evidence` says how strong it is
  bool weak;                   // it would pass if weaker grants counted
  world::Evidence evidence;
};

inline constexpr std::uint8_t kNoOrigin = 0xFF;
inline constexpr std::uint8_t kNoNationality = 0xFF;

// Findings of one case in rule order; at most one per rule and origin.
struct Findings {
  // Whoever asks for no reasons needs none after the first rule that denies, nor rules that do not apply; and of the basis not
  // the rules of the release.
  enum class Wanted : std::uint8_t { all = 0, up_to_denial, basis };

  explicit Findings(Wanted what = Wanted::all) : wanted(what) {}

  std::array<Finding, kRules*(limits::kOrigins + 1)> list;  // filled up to size; the rest is never read
  std::size_t size = 0;
  Wanted wanted;
  bool denied = false;

  // A finding that nobody asks for is to be written to, and not kept.
  Finding& add(Rule rule, Outcome outcome, Detail detail, std::uint8_t origin = kNoOrigin) {
    CHECK(size < list.size());
    Finding& finding = list[size];
    if (outcome == Outcome::not_applicable && wanted == Wanted::up_to_denial) return finding;
    ++size;
    denied = denied || !lets_through(outcome);
    finding = Finding{rule,     outcome,   detail,   origin, kNoNationality, kNoInstrument,
                      kNoLevel, kNoClause, kNoParty, false,  false,          world::Evidence::verified};
    return finding;
  }
  // Nothing more is wanted. Asked between two rules.
  [[nodiscard]] bool done() const { return denied && wanted != Wanted::all; }
  [[nodiscard]] const Finding* begin() const { return list.data(); }
  [[nodiscard]] const Finding* end() const { return list.data() + size; }
};

// docs/semantics.md 1.2: pass on grants that count, unknown on weaker ones, fail without.
[[nodiscard]] inline Graded from_grade(Grade grade, Detail passed, Detail failed) {
  switch (grade.kind) {
    case Grade::Kind::counts:
      return {Outcome::pass, passed, true, false, grade.evidence};
    case Grade::Kind::weak:
      return {Outcome::unknown, passed, true, true, grade.evidence};
    case Grade::Kind::none:
      break;
  }
  return {Outcome::fail, failed, false, false, world::Evidence::verified};
}
inline Finding& put(Findings& out, Rule rule, const Graded& graded, std::uint8_t origin = kNoOrigin) {
  Finding& finding = out.add(rule, graded.outcome, graded.detail, origin);
  finding.rests_on_grant = graded.rests_on_grant;
  finding.weak = graded.weak;
  finding.evidence = graded.evidence;
  return finding;
}

// Whether the marking and consents of the origin let the case's recipient have it.
[[nodiscard]] Graded release_of(const Case& one, const OriginCase& origin);

// Whether the origin's control lets the recipient have it from the holder.
[[nodiscard]] Graded control_of(const Case& one, const OriginCase& origin);

// Whether the exporter's licence or an exemption lets the case's recipient have what is controlled (docs/semantics.md 4.3).
[[nodiscard]] Graded export_of(const OriginCase& origin);

// Whether the case's person has the nationality of that nation.
[[nodiscard]] bool is_at_home(const Case& one, PartyIndex nation);

// The rules about persons, systems and facilities; the case has one.
void evaluate_subject(const Snapshot::Tables& tables, const Case& one, Findings& out);

// Everything from `authority` on that is wanted; the two rules before were settled when binding.
void evaluate(const Snapshot::Tables& tables, const Case& one, Findings& out);

// The verdict on what most disclosures are: information of one owner who holds it, to a party. Adds to the verdict what evaluating and folding would; false, and nothing, where the case is another.
[[nodiscard]] bool judge_plain(const Snapshot::Tables& tables, const Case& one, Verdict& verdict);

// The weakest grant that a permit relies on, or the fact that stands in the way: the first one stays.
void fold(const Findings& findings, Verdict& verdict);

// One leg of the case from `from` on behalf of `origin`, and how one candidate fares on it.
struct Leg {
  const Case& one;
  const OriginCase& origin;
  PartyIndex from;
  bool of_origin;  // (o, r), else (h, r)
};

// Where a request says by which instrument it was received, no other counts.
[[nodiscard]] inline bool may_carry(const Case& one, InstrumentIndex instrument) {
  return !one.by_one || instrument == one.one_instrument;
}

struct Trial {
  InstrumentIndex instrument = kNoInstrument;
  Outcome legal = Outcome::fail;
  Detail legal_detail = Detail::no_instrument;
  bool legal_weak = false;
  Outcome equivalence = Outcome::unknown;
  Detail equivalence_detail = Detail::no_instrument;
  bool equivalence_weak = false;
  LevelIndex mapped = kNoLevel;
  Twofold purpose = Twofold::always(Outcome::not_applicable);
  Detail purpose_detail = Detail::no_purpose_limits;
  Outcome channel = Outcome::not_applicable;  // the recipient's side; leg (o, r) only
  Detail channel_detail = Detail::no_channel_stated;
  bool channel_weak = false;
  std::uint32_t prohibition = kNoClause;
  std::uint32_t legal_condition = kNoClause;  // whose needs are not met
  std::uint32_t condition = kNoClause;        // whose purposes are not met
  world::Evidence legal_evidence = world::Evidence::verified;
  world::Evidence row_evidence = world::Evidence::verified;
  world::Evidence channel_evidence = world::Evidence::verified;
  Graded cleared{Outcome::not_applicable};      // the person, system or facility; leg (o, r) only
  LevelIndex to_hold = kNoLevel;                // the level for which it must be
  std::uint32_t contractor_clause = kNoClause;  // the duty that lets a firm have it
};

// Whether an entry of an instrument's legs covers the leg.
[[nodiscard]] bool covers(const LegInfo& entry, const Leg& leg);
// How the instrument provides for contractors; the trial is told the clause.
[[nodiscard]] Grade contractor_grade(const InstrumentInfo& instrument, const Leg& leg, Trial& trial);
[[nodiscard]] Trial best_trial(const Snapshot::Tables& tables, const Leg& leg);
// What that is made of: how one candidate fares, and the prohibition of the leg, which then stands in the way of each.
[[nodiscard]] Trial try_candidate(const Snapshot::Tables& tables, const Candidate& candidate, const Leg& leg);
[[nodiscard]] std::uint32_t prohibition_of(const Snapshot::Tables& tables, const Leg& leg);  // the first; kNoClause: none
[[nodiscard]] std::vector<std::uint32_t> prohibitions_of(const Snapshot::Tables& tables, const Leg& leg);
void prohibit(Trial& trial, std::uint32_t clause);
// All that keeps a candidate from being the legal basis of the leg, prohibitions and what is only too weak apart.
struct Standing {
  Detail detail;
  std::uint32_t clause;  // of a condition, as Finding::clause; kNoClause
};
[[nodiscard]] std::vector<Standing> standing_against(const Snapshot::Tables& tables, InstrumentIndex candidate, const Leg& leg);
// Every instrument whose legal-basis passes on the leg, in the order of ids: what duties come from.
[[nodiscard]] std::vector<InstrumentIndex> covering(const Snapshot::Tables& tables, const Leg& leg);
[[nodiscard]] bool applies(const ClauseInfo& clause, const Leg& leg);
// The strongest clearance of the case's person, system or facility that dominates the level; always, where it asks for none.
[[nodiscard]] Grade cleared_for(const Snapshot::Tables& tables, const Case& one, LevelIndex level);
// How well a clause of an instrument that carries the leg admits the nationality besides: docs/semantics.md 4.6; and whether a
// clause does, whatever its instrument and evidence.
[[nodiscard]] bool admits(const ClauseInfo& duty, const Leg& leg, PartyIndex nation);
[[nodiscard]] Grade admitted(const Snapshot::Tables& tables, const Leg& leg, PartyIndex nation);
// The best accreditation of the case's channel by `by` that dominates the level.
[[nodiscard]] Grade accredited(const Snapshot::Tables& tables, const Case& one, PartyIndex by, LevelIndex level);

}  // namespace entente::decision
