// What a snapshot holds for the other actions (docs/semantics.md 4): private to this room.
//
// Instruments are graded at the snapshot's instant, as those of disclosures. Approvals, licences, waivers and participations are
// many and short, so their dates are compared when deciding. A grant not known at `known_as_of` is not here.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decision/action.h"
#include "decision/tables.h"
#include "world/programmes.h"

namespace entente::decision {

using ActIndex = std::uint16_t;
inline constexpr ActIndex kNoAct = 0xFFFF;

struct ActInstrument {
  InstrumentInfo info;
  world::Kind kind = world::Kind::national_law;
  std::vector<NameIndex> items;  // "fuel"
  bool is_under = false;         // made under another instrument:
  ActIndex under = kNoAct;       // none: that one is not recorded
  bool limited = false;          // in form or subject, of which an act says nothing
  bool of_domains = false;       // likewise in domains; but what a programme is about is what it is made under is about
  [[nodiscard]] bool is_limited(Action action) const { return limited || (of_domains && action != Action::participate); }
  [[nodiscard]] bool has(PartyIndex party) const { return party != kNoParty && info.listed.has(party); }
  // What these give goes by a leg of it, where it has any.
  [[nodiscard]] bool runs(const std::vector<PartyIndex>& givers, PartyIndex recipient) const {
    const auto& legs = info.legs;
    return legs.empty() || std::all_of(givers.begin(), givers.end(), [&](PartyIndex giver) {
      return std::find(legs.begin(), legs.end(), LegInfo{giver, recipient, kNoParty}) != legs.end();
    });
  }
};

// What is the same of every recorded permission.
struct Permission {
  Interval period;
  world::Evidence evidence = world::Evidence::assumed;
  std::string id;
  std::vector<PartyIndex> to;
  friend bool operator==(const Permission&, const Permission&) = default;
};

struct WaiverEntry : Permission {
  std::string of;       // a clause: "itar-126-7/territory"
  std::string project;  // as in a request; empty: any
  std::vector<std::string> named;     // as written: of objects, too; empty: anything
  std::vector<std::string> items;     // with every word that is one of them
  std::vector<std::string> purposes;  // empty: any
  friend bool operator==(const WaiverEntry&, const WaiverEntry&) = default;
};

struct LicenceEntry : Permission {
  std::vector<std::string> items;  // with every word that is one of them
  std::vector<std::string> purposes;
  std::string territory;  // empty: any
  friend bool operator==(const LicenceEntry&, const LicenceEntry&) = default;
};

struct ApprovalEntry : Permission {
  std::string organ;
  std::string of;                  // "instrument:det-jpn-gbr", "programme:skylark", "project:skylark#wings"
  std::vector<std::string> named;  // as written: of objects and users, too
  std::vector<std::string> items;  // with every word that is one of them
  friend bool operator==(const ApprovalEntry&, const ApprovalEntry&) = default;
};

// By the party that gives them.
struct ActParty {
  std::vector<ActIndex> listed_in;    // instruments, ascending
  std::vector<ActIndex> exempted_by;  // those of them that are an export exemption
  std::vector<WaiverEntry> waivers;
  std::vector<LicenceEntry> licences;
  std::vector<ApprovalEntry> approvals;
};

struct ParticipationEntry {
  Interval grants;
  Interval restricts;  // empty where not known
  Interval may_be;     // as a restriction, known or not
  world::Evidence evidence = world::Evidence::assumed;
  PartyIndex party = kNoParty;
  world::Role role = world::Role::excluded;
  std::optional<std::int64_t> tier;
  std::vector<std::string> areas;
  friend bool operator==(const ParticipationEntry&, const ParticipationEntry&) = default;
};

struct ProjectInfo {
  std::string reference;  // "project:skylark#wings"
  Interval period;        // as a grant; empty if not known
  world::Evidence evidence = world::Evidence::assumed;
  std::vector<std::string> areas;
  std::vector<ParticipationEntry> participants;
  friend bool operator==(const ProjectInfo&, const ProjectInfo&) = default;
};

struct TermInfo {
  std::string reference;  // "programme:skylark#money"
  std::string subject;
  std::string text;
  std::vector<PartyIndex> parties;  // none: everybody
  bool settled = false;
  bool known = true;
  world::Evidence evidence = world::Evidence::assumed;
  friend bool operator==(const TermInfo&, const TermInfo&) = default;
};

// From this instant on: an invitation as a grant, everything else as a restriction.
struct CandidacyStep {
  Instant start;
  world::CandidacyState state = world::CandidacyState::interest;
  world::Evidence evidence = world::Evidence::assumed;
  friend bool operator==(const CandidacyStep&, const CandidacyStep&) = default;
};

struct CandidacyEntry {
  PartyIndex party = kNoParty;
  std::vector<CandidacyStep> steps;
  friend bool operator==(const CandidacyEntry&, const CandidacyEntry&) = default;
};

struct ProgrammeInfo {
  std::string reference;  // "programme:skylark"
  bool is_under = false;
  ActIndex under = kNoAct;
  std::vector<std::string> areas;
  std::vector<ParticipationEntry> participants;
  std::vector<ProjectInfo> projects;
  std::vector<TermInfo> terms;
  std::vector<CandidacyEntry> candidacies;
  friend bool operator==(const ProgrammeInfo&, const ProgrammeInfo&) = default;
};

// A prohibition of transfers, which binds exports whatever the action is (docs/semantics.md 4.3).
struct ForbiddenExport {
  ActIndex instrument = kNoAct;
  std::uint32_t clause = 0;  // of its acts
};

struct ActTables {
  std::vector<ActInstrument> instruments;  // by id
  std::vector<ActParty> parties;           // beside Tables::parties
  std::vector<ProgrammeInfo> programmes;   // by reference
  std::vector<ActIndex> exemptions;        // instruments that are one, ascending
  std::vector<ForbiddenExport> forbidden;  // of instruments that are none, ascending
  // Whether any is, by anybody.
  struct Recorded {
    bool consents = false;
    bool licences = false;
    bool approvals = false;
    bool waivers = false;
    bool limited_waivers = false;  // to items or purposes
  };
  Recorded recorded;
  std::map<std::string, std::vector<std::string>> kinds;  // of words for items, the words that are one of them
  // By a stated day it, or what it is made under, is over: no further entry into force prolongs it.
  [[nodiscard]] bool is_over(const ActInstrument& it) const {
    return it.info.over || (it.under != kNoAct && instruments[it.under].info.over);
  }
  [[nodiscard]] const ClauseInfo& clause(const ForbiddenExport& of) const { return instruments[of.instrument].info.acts[of.clause]; }
};

}  // namespace entente::decision
