// The parts into which a decision about an object falls apart exactly: private to this room.
//
// A permit is a conjunction. What of it looks at the object and a recipient is split by rule: the *basis* (authority, legal
// basis, equivalence, export control, purpose, channel, clearance, facility), the *release* (marking, originator's control, and
// of other nationalities the marking), the *categories* and the *need* to know. Objects that are alike in one part share it, so
// that a million objects are few parts. The rules themselves are evaluate.h's; nothing of them is written twice here.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "decision/bound.h"
#include "decision/evaluate.h"

namespace entente::decision {

// Who is in which list at one instant, for all parties at once.
class Memberships {
 public:
  Memberships(const Snapshot::Tables& tables, Instant at);
  // As `listed` (tables.h), which it asks itself for another instant.
  [[nodiscard]] Grade of(const std::vector<PartyIndex>& list, PartyIndex party, Instant when) const;
  [[nodiscard]] bool is_set(PartyIndex party) const { return party != kNoParty && !by_set_[party].empty(); }

 private:
  const Snapshot::Tables* tables_;
  Instant at_;
  std::vector<std::vector<Grade>> by_set_;  // of each party that has members, by party; empty: it has none
};

// Parties that may be asked for as themselves: all but groups.
[[nodiscard]] bool stands_for_itself(const Snapshot::Tables& tables, PartyIndex party);

// The object, as far as the basis looks at it.
struct BasisPart {
  BoundObject object;
  PartySet reach;  // for whom, as a party, the basis holds
};

struct ReleasePart {
  PartySet may;       // whom marking and originators let have it, the holder included
  PartySet admitted;  // whose nationals the marking admits
};

struct CategoryPart {
  std::vector<label::Category> asked;  // restrictive and permissive ones; sorted
};

// Empty: nobody needs to know it, except where the rule does not apply.
struct NeedPart {
  bool asked = true;                     // not at the free level
  std::vector<std::string> communities;  // sorted, each once
  std::string id;                        // of the object; empty where no assertion names it
  std::string digest;
};

class Factors {
 public:
  Factors(Snapshot snapshot, Instant at);

  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }
  [[nodiscard]] const Snapshot::Tables& tables() const { return snapshot_.tables(); }
  [[nodiscard]] Instant at() const { return at_; }

  // Whether the request is one that falls apart like this; any other is judged by itself.
  [[nodiscard]] bool factor(const Request& request) const;

  // Of one object without an obstacle. Parts with equal keys are equal.
  [[nodiscard]] std::string basis_key(const BoundObject& object) const;
  [[nodiscard]] std::string release_key(const BoundObject& object) const;
  [[nodiscard]] BasisPart basis_of(const BoundObject& object) const;
  // Without `to_holder` the holder is asked as if another held it.
  [[nodiscard]] ReleasePart release_part(const BoundObject& object, bool to_holder = true) const;
  [[nodiscard]] CategoryPart categories_of(const Request& request) const;
  [[nodiscard]] NeedPart need_of(const Request& request, const BoundObject& object) const;

  // For which of the wanted, each as itself, the basis holds; with what conditions ask of this request, which `factor` leaves
  // out.
  [[nodiscard]] PartySet reach(const BoundObject& object, const Request& request, const PartySet& wanted) const;
  // The same for a subject for whom `party` vouches; `who` is as `cleared` gives it.
  [[nodiscard]] bool reaches(const BoundObject& object, const Request& request, PartyIndex party, const SubjectInfo& subject,
                             const std::shared_ptr<const SubjectCase>& who) const;
  [[nodiscard]] bool conditional() const { return conditional_; }
  // Some instrument lets go to others what comes through a holder that is not the owner.
  [[nodiscard]] bool relays() const { return relays_; }

  // The basis for one recipient; `who` (none: the party itself) as far as clearances go.
  [[nodiscard]] bool holds(const BasisPart& basis, PartyIndex recipient, const std::shared_ptr<const SubjectCase>& who) const;

  // What the rules ask of one subject alone, at the instant.
  [[nodiscard]] bool holds(const CategoryPart& part, const SubjectInfo& subject) const;
  [[nodiscard]] bool holds(const NeedPart& part, const SubjectInfo& subject) const;
  // The subject with its clearances that count, in need of nothing else.
  [[nodiscard]] SubjectCase cleared(const SubjectInfo& subject) const;

 private:
  // A list of the mark, so that whether it names a party is not looked for anew for each.
  struct List {
    PartySet named;  // itself
    const std::vector<PartyIndex>* entries = nullptr;
    bool has_sets = false;
  };
  struct Lists {
    List released;
    List displayed;
    List eyes_only;
    std::vector<List> consents;  // to whom each is given
  };
  [[nodiscard]] List list_of(const std::vector<PartyIndex>& entries) const;
  [[nodiscard]] Lists lists_of(const BoundObject& object) const;
  [[nodiscard]] Grade of(const List& list, PartyIndex party, Instant when) const;
  // `one` is a copy of what is shared, and stays one for the next recipient.
  void fill(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const;
  void fill_release(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const;
  [[nodiscard]] bool holds(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const;
  [[nodiscard]] bool evaluated(const Case& one) const;
  void settle(const Request& request, const SubjectInfo* subject, Case& one) const;

  Snapshot snapshot_;
  Instant at_;
  Memberships memberships_;
  std::vector<std::string> named_;  // objects and digests that assertions name; sorted
  bool relays_ = false;
  bool conditional_ = false;  // some facts admit or ask by the case (docs/semantics.md 4.6): every request is judged by itself
};

}  // namespace entente::decision
