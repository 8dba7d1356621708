// What the parts of needs.h share: private to this room. Each says in which ways one thing could come to hold, given the tables
// and one case; an empty way in a list means that it holds already, an empty list that no fact could make it.
#pragma once

#include <vector>

#include "decision/act.h"
#include "decision/evaluate.h"
#include "decision/needs.h"

namespace entente::decision {

struct Inquiry {
  const Snapshot::Tables& tables;
  const Request& request;

  [[nodiscard]] PartyId id(PartyIndex party) const { return tables.parties[party].id; }
  // A fact that is there, but too weak, or is not there at all.
  [[nodiscard]] static Lack lack(world::RemedyFact fact, Grade held) {
    Lack out;
    out.fact = fact;
    out.weak = held.exists();
    return out;
  }
};

// Of a disclosure.
struct Asking : Inquiry {
  const label::Label& label;
  const Case& one;
};

// What the act of one case asks for.
[[nodiscard]] std::vector<Need> needs_of_act(const Snapshot::Tables& tables, const Request& request, Action action,
                                             const ActCase& one);
// In which ways what one of its findings is about could hold.
[[nodiscard]] std::vector<Way> behind_finding(const Snapshot::Tables& tables, const Request& request, Action action,
                                              const ActCase& one, const ActFinding& finding);
// Whose facts can matter to it.
void involve(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one,
             std::set<PartyId>& involved);

// One of each, together. At most limits::kRemedyWays; `cut` says whether there would be more.
[[nodiscard]] std::vector<Way> crossed(const std::vector<Way>& some, const std::vector<Way>& others, bool& cut);
void append(std::vector<Way>& ways, std::vector<Way> more, bool& cut);

// What one finding asks for.
[[nodiscard]] std::vector<Need> needs_of_finding(const Snapshot::Tables& tables, const Request& request, const Case& one,
                                                 const Finding& finding);

// The best trial of a leg carries it.
[[nodiscard]] bool carries(const Trial& trial, const Leg& leg);
// The need of a leg that no instrument carries.
[[nodiscard]] Need basis_need(const Asking& asking, const Leg& leg);

// By which clauses of instruments the nationality besides could come to be admitted (docs/semantics.md 4.6).
[[nodiscard]] std::vector<Way> admitting_ways(const Asking& asking, const Leg& leg, PartyIndex nation, bool& cut);

// What the leg rests on under each of the instruments it could rest on by that index (none: by that of the best trial), whether
// or not it could come to carry the leg.
[[nodiscard]] std::vector<Way> behind_instrument(const Asking& asking, const Leg& leg, InstrumentIndex instrument);

// A membership of the nation in the set; nothing to do where it counts.
void add_membership(const Inquiry& asking, PartyIndex nation, PartyIndex set, Way& way);
// The recipient comes into the list of a fact, through memberships recorded better or new; `way` is what that fact lacks itself.
[[nodiscard]] std::vector<Way> to_list(const Inquiry& asking, const std::vector<PartyIndex>& list, PartyIndex recipient,
                                       const Way& way, bool& cut);

// A consent of the origin comes to cover the case.
[[nodiscard]] std::vector<Way> consent_ways(const Asking& asking, const Case& asked, const OriginCase& origin, bool& cut);

// What an instrument lacks to be a basis of some parties: its entry into force, by which whoever had not acceded is bound; an
// accession; an assurance given anew. Nothing to do where it counts.
struct Acceding {
  PartyIndex party;
  Grade held;
};
void add_instrument(const Inquiry& asking, world::RemedyFact fact, Grade held, const InstrumentInfo& instrument, PartyIndex party,
                    Way& way);
void add_entry(const Inquiry& asking, const InstrumentInfo& instrument, Grade in_force, const std::vector<Acceding>& parties,
               Way& way);
// It comes to list every stated item.
void add_items(const Inquiry& asking, const ActInstrument& instrument, Way& way);
void add_assurances(const Inquiry& asking, const InstrumentInfo& instrument, const std::vector<PartyIndex>& parties, Way& way);

// The rules about persons, systems and facilities.
[[nodiscard]] Way clearance_way(const Asking& asking, LevelIndex level);
[[nodiscard]] std::vector<Way> category_ways(const Asking& asking, bool& cut);
[[nodiscard]] std::vector<Way> need_to_know_ways(const Asking& asking);

[[nodiscard]] Way accreditation_way(const Asking& asking, PartyIndex by, LevelIndex level);

// Why only its end helps: "prohibited by isa-x-y/art-6: ...".
[[nodiscard]] std::string prohibited_by(const ClauseInfo& clause);

}  // namespace entente::decision
