// What the parts of needs.h share: private to this room. Each says in which ways one thing could come to hold, given the tables
// and one case; an empty way in a list means that it holds already, an empty list that no fact could make it.
#pragma once

#include <vector>

#include "decision/evaluate.h"
#include "decision/needs.h"

namespace entente::decision {

struct Asking {
  const Snapshot::Tables& tables;
  const Request& request;
  const label::Label& label;
  const Case& one;

  [[nodiscard]] PartyId id(PartyIndex party) const { return tables.parties[party].id; }
  // A fact that is there, but too weak, or is not there at all.
  [[nodiscard]] static Lack lack(world::RemedyFact fact, Grade held) {
    Lack out;
    out.fact = fact;
    out.weak = held.exists();
    return out;
  }
};

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

// What the leg rests on under each of the instruments it could rest on by that index (none: by that of the best trial), whether
// or not it could come to carry the leg.
[[nodiscard]] std::vector<Way> behind_instrument(const Asking& asking, const Leg& leg, InstrumentIndex instrument);

// A membership of the nation in the set; nothing to do where it counts.
void add_membership(const Asking& asking, PartyIndex nation, PartyIndex set, Way& way);

// The rules about persons, systems and facilities.
[[nodiscard]] Way clearance_way(const Asking& asking, LevelIndex level);
[[nodiscard]] std::vector<Way> category_ways(const Asking& asking, bool& cut);
[[nodiscard]] std::vector<Way> need_to_know_ways(const Asking& asking);

[[nodiscard]] Way accreditation_way(const Asking& asking, PartyIndex by, LevelIndex level);

}  // namespace entente::decision
