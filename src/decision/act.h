// Decides the other actions (docs/semantics.md 4), and what of it disclosures ask too (4.3, 4.6): private to this room.
//
// Works on names, since an act is asked once and not in a sweep; everything is settled when a request is bound.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decision/act_sides.h"
#include "decision/act_tables.h"
#include "decision/twofold.h"

namespace entente::decision {

inline constexpr std::int64_t kDaySeconds = 86'400;

// Why an outcome is what it is; explain_act.cpp has a sentence for each.
enum class ActDetail : std::uint8_t {
  none = 0,
  not_asked,
  authority_not_asked,
  no_origin,
  origin_unknown,
  origin_consents,
  origin_silent,
  no_instrument,
  not_in_force,
  not_acceded,
  outside_territory,
  assurance_withdrawn,
  under_not_in_force,
  clause_too_weak,
  limited,
  other_direction,
  prohibited,
  covers,
  not_controlled,
  licensed,
  exempt,
  neither_licensed_nor_exempt,
  export_forbidden,
  no_purpose_limits,
  purpose_among,
  purpose_not_among,
  no_items_stated,
  item_not_listed,
  no_items_listed,
  in_scope,
  no_conditions,
  met,
  waived,
  needed,
  excluded,
  other_area,
  takes_part,
  invited,
  takes_no_part,
  term_settled,
  term_unsettled,
};

struct ActFinding {
  Rule rule = Rule::legal_basis;
  ActDetail detail = ActDetail::none;
  Twofold is;
  PartyIndex owner = kNoParty;
  PartyIndex nation = kNoParty;               // of export control: whose nationality it is that is asked about, or the recipient
  const ActInstrument* instrument = nullptr;  // these point into the snapshot's tables
  const ClauseInfo* clause = nullptr;
  const TermInfo* term = nullptr;
  std::vector<world::Needed> unmet;  // of a condition: what stands in the way
  std::vector<ActDetail> further;    // of a basis: what else does
  std::vector<const ClauseInfo*> prohibitions;  // and what forbids it, besides `clause`
};

// One recipient of an act, and what came out for it.
struct ActCase {
  PartyIndex recipient = kNoParty;
  bool expanded = false;
  std::vector<PartyIndex> givers;
  std::vector<ActFinding> findings;       // in the order of kActRules
  std::vector<const ClauseInfo*> duties;  // of a permit
  Instant horizon = kEndOfTime;
};

// Words of a request, looked up.
struct StatedAct {
  std::vector<NameIndex> items;
  std::vector<NameIndex> activities;
  NameIndex purpose{};
  std::string programme_name;                // recorded or not
  const ProgrammeInfo* programme = nullptr;  // if it is recorded, and so is the project
  const ProjectInfo* project = nullptr;
};

// What is stated of an act, resolved, with one recipient. The request must outlive it.
struct ActQuestion {
  const Snapshot::Tables& tables;
  const Request& request;
  Action action = Action::unknown;
  PartyIndex recipient = kNoParty;
  std::vector<PartyIndex> givers;  // of a disclosure one: the origin or the holder
  std::vector<Twofold> gives;      // beside the givers: how surely each is one; empty: they are
  const SubjectInfo* who = nullptr;
  PartyIndex origin = kNoParty;                       // whose export control it is, where that is neither who gives nor who gets
  bool foreign_origin = false;                        // it is stated, and no nation or organisation of this world
  std::string candidate;                              // id of the instrument that is tried; empty: none
  std::shared_ptr<const StatedAct> stated = nullptr;  // of the request; none: who asks looks it up
  std::shared_ptr<const std::vector<const ActInstrument*>> binding = nullptr;  // of the parties; likewise
};

// Why no rule can be evaluated; empty if they can.
[[nodiscard]] std::string act_obstacle(const Snapshot::Tables& tables, const Request& request, Action action);
[[nodiscard]] ActCase evaluate_act(const Snapshot::Tables& tables, const Request& request, Action action, PartyIndex recipient,
                                   const SubjectInfo* who);
// Who gives, and what is stated, with one recipient.
[[nodiscard]] ActQuestion act_question(const Snapshot::Tables& tables, const Request& request, Action action,
                                       PartyIndex recipient, const SubjectInfo* who);
// The same parties about another request, of the same project where that is joined.
[[nodiscard]] ActQuestion act_question(const ActQuestion& like, const Request& request);
// The findings of one side only.
[[nodiscard]] ActCase evaluate_act_side(const ActQuestion& question, ActSide side);
// What binds, of it what may carry the act (4.1), and the clauses that forbid it.
struct ActBasis {
  std::vector<const ActInstrument*> binding;
  std::vector<const ActInstrument*> candidates;
  std::vector<const ClauseInfo*> prohibitions;
};
[[nodiscard]] ActBasis act_basis(const ActQuestion& question);
// An instrument of the kind may carry the action without a clause that says so.
[[nodiscard]] bool is_about(world::Kind kind, Action action);
// An exemption that carries it itself does so within the territory of its parties (docs/semantics.md 4.1).
[[nodiscard]] bool is_limited_to_territory(world::Kind kind, Action action);
// Its conditions about an act are asked whichever instrument carries it (docs/semantics.md 4.1).
[[nodiscard]] bool is_asked_besides(const ActInstrument& it);

// 4.2: the condition clause, which applies and asks for something, of the instrument that `asks`. Dates looked at go to `horizon`.
// `consent` counts for what a provider has consented to, where it is given.
struct NeedsOutcome {
  Twofold is;
  std::vector<world::Needed> unmet;
  bool waived = false;
};
[[nodiscard]] NeedsOutcome needs_of(const ActQuestion& question, const ClauseInfo& clause, const InstrumentInfo& asks,
                                    const Twofold* consent, Instant& horizon);
// A waiver of the clause that covers.
[[nodiscard]] Twofold waiver_of(const ActQuestion& question, const ClauseInfo& clause, Instant& horizon);
// 4.3: a licence or an exemption covers, and nothing forbids it.
struct ControlOutcome {
  Twofold is;
  const ActInstrument* exemption = nullptr;  // none: a licence, or neither
  std::uint32_t forbidden = kNoClause;       // index into ActTables::forbidden: then it fails, also where it is
  bool covered = false;                      // by one of the two, on grants of every grade
};
[[nodiscard]] ControlOutcome export_control_of(const ActQuestion& question, Instant& horizon);
// The first prohibition of transfers from the exporter to the recipient that applies: an index into ActTables::forbidden, or
// kNoClause.
[[nodiscard]] std::uint32_t forbidden_export(const ActQuestion& question, Instant& horizon);
// Who exports in an act: whose control it is, and who gives where that is another; each as the question in which it is the exporter.
[[nodiscard]] std::vector<ActQuestion> exports_of(const ActQuestion& question);
// To whom an act exports: to the recipient, and to every other nation of whom a person is a national, unless it is one of the
// exporter. The question as if that nation were the recipient.
[[nodiscard]] std::vector<PartyIndex> exported_to(const ActQuestion& question);
[[nodiscard]] ActQuestion exported_to(const ActQuestion& question, PartyIndex nation);

}  // namespace entente::decision
