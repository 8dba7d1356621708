// Which decisions two worlds, or two dates of one, answer differently: all of them, not a sample.
//
// Over every class of requests (classes.h) of every owner, to every party: `entente diff`. A decision here is one class to one
// party that has it not yet: neither the owner nor the holder. Exact: what is told is what `decide` would answer one by one
// (`changes_are_what_decide_tells`), and every request that is answered differently is in it, whatever its mark names
// (`changes_hold_every_request`). Disclosures only. Costs
// what the rows of both worlds cost, not what the classes are; limits::kClasses bounds those. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/asked.h"
#include "analysis/decision_groups.h"
#include "base/result.h"

namespace entente::analysis {

// A group or organisation that is not of the same nations in both views: as a recipient each of its members is asked, and marks that
// name it name them.
struct ChangedSet {
  PartyId set;
  std::vector<PartyId> joined;
  std::vector<PartyId> left;
  bool began = false;  // in one of the views nobody may have been in it: a list that was read from one day on
};

struct Changes {
  std::uint64_t classes = 0;
  std::uint64_t recipients = 0;
  bool persons = false;  // of nations, instead of parties
  bool alike = false;    // nothing differs that any answer looks at, so none was asked
  std::uint64_t decisions = 0;  // compared, or narrowed out: classes times those recipients that each asks, but who has it
  std::uint64_t permitted = 0;  // newly
  std::uint64_t denied = 0;
  bool narrowed = false;              // whom nothing that differs concerns was not asked: it has the same answer
  std::vector<ChangedSet> sets;       // disclosures: in both views, of whom they are otherwise
  std::vector<DecisionGroup> groups;  // newly permitted first, what rests on an instrument before the rest, then the largest
};

[[nodiscard]] Result<Changes> changes(const View& before, const View& after, const Narrowing& narrowing, const Progress& progress = {});
// Of worlds that are compiled already, for several questions. Tally::changes: only what changes and `groups` are told.
[[nodiscard]] Result<Changes> changes(const Compiled& before, const Compiled& after, const Narrowing& narrowing, Tally tally,
                                      const Progress& progress = {});

}  // namespace entente::analysis
