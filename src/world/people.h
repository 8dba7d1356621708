// Who may handle information inside a party: persons (by role, never by name), systems and facilities, and what they may see.
//
// Rank, post and clearance alone never suffice: docs/semantics.md, "need-to-know". Nothing here decides yet for parties.
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "world/provenance.h"

namespace entente::world {

// A clearance of a person, the accreditation of a system or the clearance of a facility: up to a level of one policy.
struct Clearance {
  PolicyId policy;
  LevelName level;
  std::vector<std::string> categories;  // read in for these: "USA:SI"
  PartyId granted_by;
  Period period;  // grant
  Provenance provenance;
};

// Being in a community of interest, a programme or an exercise: what opens with it is the object's business.
struct Belonging {
  std::string to;  // "coi:harbour-watch", "programme:aukus-pillar-2", "event:exercise-x"
  Period period;   // grant
  Provenance provenance;
};

struct Person {
  std::string id;    // a role: "jpn-analyst-1"
  std::string role;  // in words
  PartyId employer;  // the party that vouches
  std::vector<PartyId> nationalities;
  std::vector<Clearance> clearances;
  std::vector<Belonging> belongs;
  Period period;  // in this role; grant
  Provenance provenance;
};

struct System {
  std::string id;
  std::string name;
  PartyId operated_by;
  std::vector<Clearance> accreditations;
  std::vector<Belonging> belongs;
  Provenance provenance;
};

// A firm or a site.
struct Facility {
  std::string id;
  std::string name;
  PartyId in;               // the party whose law it is under
  bool contractor = false;  // a firm: the instrument's contractor clause applies
  std::vector<Clearance> clearances;
  Provenance provenance;
};

// An officer with authority asserts that somebody needs an object or everything of a community.
struct NeedToKnow {
  std::string id;
  std::string who;  // a person, system or facility
  std::vector<std::string> objects;
  std::vector<std::string> communities;  // as Belonging::to
  std::string asserted_by;               // a person
  Period period;                         // grant
  Provenance provenance;
};

}  // namespace entente::world
