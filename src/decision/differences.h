// Between whom two snapshots can answer differently: found by comparing what they hold, without asking anything.
//
// For analyses of what changes (analysis/changes.h), which then leave out whom nothing touches. A claim to one side only: what is
// told may be answered alike all the same, but nothing else is answered differently
// (`differences_touch_every_disclosure_that_changes`, and `…_act_…`). Of what rules read this knows the kinds, not the rules:
// instruments, laws, and what one party alone says, touch the parties that they name; anything else (names, policies,
// memberships, programmes, waivers) touches everybody. Of disclosures to a party, or to a person of no other nationality of whom both
// snapshots record the same; what is recorded of persons, systems and facilities is not compared. Immutable, thread-safe; refers
// to no snapshot.
#pragma once

#include <cstddef>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "base/party_set.h"
#include "decision/snapshot.h"

namespace entente::decision {

class Differences {
 public:
  // Each at an instant of its interval.
  Differences(const Snapshot& before, Instant before_at, const Snapshot& after, Instant after_at);

  // Nothing is answered differently.
  [[nodiscard]] bool none() const { return none_; }
  // No disclosure is.
  [[nodiscard]] bool no_disclosure() const;
  // Parties are not told apart, and may have other bits in one than in the other.
  [[nodiscard]] bool everywhere() const { return everywhere_; }

  // For which recipients, but sets of some of them, a disclosure of `owner`'s information by `holder` may be answered
  // differently; by bits of Sides, which are the same in both. Not of `everywhere`; all are parties of the snapshots (CHECKed).
  [[nodiscard]] PartySet recipients(const PartyId& owner, const PartyId& holder) const;
  // Whether an act of `giver` to `recipient` may; and whether that the recipient joins a programme.
  [[nodiscard]] bool acts(const PartyId& giver, const PartyId& recipient) const;
  [[nodiscard]] bool joins(const PartyId& recipient) const;

 private:
  class Finder;
  [[nodiscard]] std::size_t bit(const PartyId& party) const;

  bool none_ = false;
  bool everywhere_ = false;
  bool acts_ = false;                 // any act may
  PartySet acts_to_;                  // any act to these
  std::vector<PartyId> parties_;      // by bit, which is their order
  std::vector<PartySet> near_;        // of each those with whom something about it differs; symmetric
  std::vector<PartySet> disclosing_;  // some of these: something that disclosures look at
  std::vector<PartySet> owning_;      // and to whom something differs of what it owns, or holds
  std::vector<PartySet> holding_;
  PartySet all_;
};

}  // namespace entente::decision
