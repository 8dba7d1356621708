// What is recorded that bears on an act: permissions, participations, clauses that apply. Private to this room.
//
// Every date that could change an answer is noted in the horizon, also where the fact does not count now.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "decision/act.h"

namespace entente::decision {

class ActFacts {
 public:
  ActFacts(const ActQuestion& question, Instant& horizon);

  // It is about the action of these parties; and applies to what is stated.
  [[nodiscard]] bool concerns(const ClauseInfo& clause) const;
  [[nodiscard]] bool applies(const ClauseInfo& clause) const;
  // As far as what is stated on that axis goes.
  [[nodiscard]] bool lets_apply(const ClauseInfo& clause, ActAxis axis) const;
  // It lists all that is stated on that axis, or nothing.
  [[nodiscard]] bool lists_all(const ClauseInfo& clause, ActAxis axis) const;
  // An instrument of another kind may carry the act by it.
  [[nodiscard]] bool speaks(const ClauseInfo& clause) const {
    return clause.effect != world::Effect::prohibit && !clause.above && applies(clause) && lists_all(clause, ActAxis::items) &&
           lists_all(clause, ActAxis::activities);
  }
  // Instruments that bind: those that list giver and recipient, and the laws of either. Ascending.
  [[nodiscard]] std::vector<const ActInstrument*> binding();

  [[nodiscard]] Twofold consent_of(PartyIndex giver);
  [[nodiscard]] Twofold licence();
  // An approval by `by` for the other side, of this organ (empty: a national approval, of any but those that needs name), about
  // what `asks` or the candidate is about.
  struct ApprovalQuestion {
    PartyIndex by = kNoParty;
    PartyIndex other = kNoParty;
    std::string asks;
    std::string_view organ;
    std::optional<Instant> not_after;  // its start
    std::string of_subject;            // an id that its items must have besides; empty: none
    bool of_project_only = false;      // it must be about the stated project
  };
  [[nodiscard]] Twofold approval(const ApprovalQuestion& ask);
  // By one of these; as surely as each may give it.
  struct By {
    PartyIndex party = kNoParty;
    Twofold may = Twofold::always(Outcome::pass);
  };
  [[nodiscard]] std::vector<By> givers() const;
  // Each of the givers must; of a clause of a law, or of what is made under one, any of the parties of that law may. Nobody waives
  // that there is a security agreement, which protects both sides.
  struct Waiving {
    std::vector<PartyIndex> by;
    bool any_of_them = false;
  };
  [[nodiscard]] Waiving who_waives(const ClauseInfo& clause) const;
  [[nodiscard]] Twofold waiver(const ClauseInfo& clause);
  // What may meet the clause's need of one: docs/semantics.md 4.2.
  [[nodiscard]] static bool is_agreement_for(const ClauseInfo& clause, const InstrumentInfo& agreement, PartyIndex giver,
                                             PartyIndex recipient);
  [[nodiscard]] Twofold security_agreement(const ClauseInfo& clause, PartyIndex giver);
  // That it is a party to the instrument now, and its assurance stands.
  [[nodiscard]] static Twofold accession(const InstrumentInfo& to, PartyIndex by);
  [[nodiscard]] Twofold cleared();

  // Whether one entry covers, its dates, its evidence and whom it is to apart.
  [[nodiscard]] bool covers(const ConsentEntry& entry) const;
  [[nodiscard]] bool covers(const LicenceEntry& entry) const;
  [[nodiscard]] bool covers(const ApprovalEntry& entry, const ApprovalQuestion& ask) const;
  [[nodiscard]] bool covers(const WaiverEntry& entry, const ClauseInfo& clause) const;
  [[nodiscard]] bool suffices(const ClearanceEntry& entry) const;
  // Whether taking part like this opens the area and the tier that are stated.
  [[nodiscard]] Outcome opens(const ParticipationEntry& entry) const;

  // --- programmes (4.4) ---
  [[nodiscard]] Twofold takes_part(PartyIndex party);
  [[nodiscard]] Twofold invited();
  [[nodiscard]] bool excluded();
  // The project, or the programme where it says nothing of that, has areas, and the stated one is none of them.
  [[nodiscard]] bool is_other_area() const;
  [[nodiscard]] const ProgrammeInfo* programme() const { return stated_->programme; }

  // Every stated item is listed; and there is one.
  [[nodiscard]] bool lists_items(const std::vector<NameIndex>& listed) const;
  [[nodiscard]] bool covers_items(const std::vector<NameIndex>& listed) const;
  [[nodiscard]] const ProjectInfo* project() const { return stated_->project; }
  [[nodiscard]] const std::vector<NameIndex>& items() const { return stated_->items; }
  [[nodiscard]] NameIndex purpose() const { return stated_->purpose; }
  void see(Instant date);
  void see(const Interval& period);

 private:
  [[nodiscard]] std::vector<const ActInstrument*> found_binding() const;
  [[nodiscard]] Twofold held(const Permission& permission, PartyIndex to, bool covers);
  [[nodiscard]] Twofold on_list(const std::vector<PartyIndex>& to, PartyIndex party);
  [[nodiscard]] bool covers_items(const std::vector<std::string>& listed) const;
  // Its items are empty, or have the object's id, or have every stated item.
  template <class Entry>
  [[nodiscard]] bool is_for_stated(const Entry& entry) const;
  // The stated project or its programme.
  [[nodiscard]] bool is_stated(const std::string& reference) const;
  [[nodiscard]] Twofold part(const ParticipationEntry& entry, PartyIndex party);

  const ActQuestion& question_;
  const Snapshot::Tables& tables_;
  Instant& horizon_;
  Instant at_;
  const Act& act_;
  std::shared_ptr<const StatedAct> stated_;
};

// Of several who give, those of whom the clause asks something: whom it names, or all (docs/semantics.md 4.2).
[[nodiscard]] std::vector<PartyIndex> givers_meant(const std::vector<PartyIndex>& givers, const ClauseInfo& clause);

[[nodiscard]] std::shared_ptr<const StatedAct> stated_act(const Snapshot::Tables& tables, const Request& request);
// The programme that is stated, or of the project that is; none: not recorded, or nothing stated.
[[nodiscard]] const ProgrammeInfo* programme_of(const ActTables& acts, const std::string& stated);
[[nodiscard]] const ProjectInfo* project_of(const ProgrammeInfo& programme, const std::string& stated);

}  // namespace entente::decision
