// Recorded permissions besides consents: exceptions to a clause, export licences, national approvals, assurances.
//
// All are granting facts: they start late, end early, and need evidence (docs/semantics.md 1.1, 1.2). Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "world/provenance.h"

namespace entente::world {

// An exception to one clause; bound to a project, it is a carve-out.
struct Waiver {
  std::string id;
  FactRef of;  // a clause
  PartyId by;
  std::vector<PartyId> to;
  std::optional<FactRef> project;
  std::vector<std::string> items;     // or the object, by name; if any: only these
  std::vector<std::string> purposes;  // if any: only these
  std::string text;
  Period period;
  Provenance provenance;
};

// An export permission.
struct Licence {
  std::string id;
  PartyId by;
  std::vector<PartyId> to;
  std::vector<std::string> items;
  std::vector<std::string> purposes;  // if any: only these
  std::optional<std::string> territory;
  Period period;
  Provenance provenance;
};

// What a state's own law or an instrument asks for before something goes: a decision of its cabinet, of a joint committee.
struct Approval {
  std::string id;
  PartyId by;
  std::string organ;  // "cabinet", "joint-committee", "national-security-council"
  FactRef of;         // what was approved: an instrument, a project
  std::vector<PartyId> to;
  std::vector<std::string> items;
  Period period;
  Provenance provenance;
};

// A party's assurance that it protects what it receives under an instrument. Entry into force gives it; this records one that
// was given besides. Its withdrawal is a fact of the instrument (Withdrawal).
struct Assurance {
  std::string id;
  PartyId by;
  InstrumentId under;
  std::string text;
  Period period;
  Provenance provenance;
};

}  // namespace entente::world
