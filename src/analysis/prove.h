// Assertions about everything: that of all requests of some kind none is permitted, or every one is.
//
// An assertion holds if it holds of every class of requests it covers (classes.h), to every recipient it names; violations are told
// completely, as a diff tells changes. Decisions to the owner itself and to the holder itself are not covered: they have it; but to
// persons there are. Exact (`prove_is_what_decide_tells`, `proofs_about_persons_are_what_decide_tells`). Disclosures. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/act_classes.h"
#include "analysis/asked.h"
#include "analysis/decision_groups.h"
#include "base/result.h"

namespace entente::analysis {

enum class Expected : std::uint8_t { deny = 0, permit };

struct Assertion {
  std::string id;
  std::string text;
  Expected expect = Expected::deny;
  std::vector<PartyId> owners;      // empty: every owner; a set stands for its members at the instant
  std::vector<PartyId> recipients;  // empty: every nation
  bool persons = false;             // to persons of the nations among them (persons.h), of the kinds that follow
  std::vector<std::string> clearances;  // as PersonKind writes them; empty: any, and none
  std::optional<bool> read_in;
  std::optional<bool> needs_to_know;
  std::optional<Instant> as_of;     // absent: as asked
  std::optional<bool> classified;   // whether the level needs an instrument; absent: either
  // Of mark texts, one is in the mark ("AUSTEO", "REL TO FVEY", "SECRET//NOFORN"), and its list of release, there or beside it, is this
  // one (meant.h). Empty: any.
  std::vector<std::string> markings;
  std::vector<PartyId> releasable_to;
  std::map<Axis, std::vector<std::string>> values;  // of each axis the only ones meant, as ClassSpace writes them; absent: all
  std::string action = "disclose";
  std::map<ActAxis, std::vector<std::string>> acts;  // of another action, likewise (act_classes.h)
};

struct Proof {
  bool holds = false;
  Instant as_of;
  std::uint64_t classes = 0;     // that it means
  std::uint64_t covered = 0;     // decisions: of these classes to those that it means
  std::uint64_t violations = 0;
  std::uint64_t unmarkable = 0;       // not covered where it asks for permits: of marks that are not valid at that time
  std::vector<PartyId> unread;        // owners that have no such marking: nothing of theirs is covered
  std::vector<PartyId> without_policy = {};  // that it names as owners, nor of these
  std::vector<DecisionGroup> groups;  // of the violations
};

// `view` is for the assertion's instant. Fails with Fault: a party or a value that there is not, nothing that is covered, or as asked.h.
[[nodiscard]] Result<Proof> prove(const Assertion& assertion, const View& view, const Progress& progress = {});

}  // namespace entente::analysis
