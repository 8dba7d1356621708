// A disclosure to parties, split into two sides that many requests share: for whom its marking releases, and for whom there is a
// basis.
//
// A permit is both. The release looks at the mark, the object and its consents; the basis at owner, holder, level, categories and
// what is stated of scope, purpose and channel. Analyses over all classes (analysis/classes.h) ask each side once for what it
// looks at, and AND the answers, one bit a party. Gives exactly the permits of `judge` (a property test holds this). Immutable,
// thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/party_set.h"
#include "decision/request.h"
#include "decision/snapshot.h"

namespace entente::decision {

class Factors;

class Sides {
 public:
  // `at` must lie in the snapshot's interval (CHECKed); requests are about that instant and no other (CHECKed).
  Sides(const Snapshot& snapshot, Instant at);

  // Of the same snapshot, but for each party, by its bit, a person is asked for whom it vouches, by that person's id; empty:
  // nobody. Read in to every category and in need of knowing everything, whatever is recorded: those rules look at the person
  // alone.
  [[nodiscard]] Sides in_person(const std::vector<std::string>& persons) const;

  // The bit of a party, which is asked as itself.
  [[nodiscard]] std::optional<std::size_t> bit(const PartyId& party) const;
  [[nodiscard]] PartyId party(std::size_t bit) const;
  [[nodiscard]] std::size_t parties() const;
  // Of a Verdict of the same snapshot; empty: none.
  [[nodiscard]] std::string instrument(std::uint32_t index) const;

  // Whether the rules are reached at all: the label is valid and the holder known. If not, nobody is allowed. Whoever holds it
  // is.
  [[nodiscard]] bool reaches_rules(const Request& request) const;
  // The subject of a disclosure is not looked at; controlled technical data is not for this (CHECKed). The holder is asked as if
  // another held it.
  [[nodiscard]] PartySet release(const Request& request) const;
  // Only those who are wanted, of each; of a request that states `stated`, and nothing else of this, one after the other.
  struct Stated {
    std::string domain;  // each of these empty: not stated
    std::string form;
    std::string about;
    std::string purpose;
    std::string channel;
    std::string activity;
  };
  [[nodiscard]] std::vector<PartySet> bases(const Request& request, std::span<const Stated> stated,
                                            std::span<const PartySet> wanted) const;
  // Whether who has no basis for what the owner itself holds has none for what another holds, but the two themselves; no channel
  // stated.
  [[nodiscard]] bool narrows_other_holders(const PartyId& owner) const;
  // Requests of one owner and holder that are alike in this, and in their mark's release and control, have the same release.
  [[nodiscard]] std::string release_key(const Request& request) const;
  // Whether a delegation may be asked of the holder: what the release denies by then is not the same for all holders.
  [[nodiscard]] bool asks_authority_of(const PartyId& holder) const;
  // Whether the basis may also look at which object it is, since a condition asks for a fact about it.
  [[nodiscard]] bool basis_asks_for_object() const;

  // A group or an organisation as recipient: all nations that may be in it must be allowed. None: it is no recipient.
  struct SetOfParties {
    std::size_t bit = 0;
    PartySet members;
  };
  [[nodiscard]] const std::vector<SetOfParties>& sets() const { return sets_; }

 private:
  struct Person;
  std::shared_ptr<const Factors> factors_;
  std::vector<SetOfParties> sets_;
  std::shared_ptr<const std::vector<Person>> persons_;  // by bit; none: parties are asked
};

}  // namespace entente::decision
