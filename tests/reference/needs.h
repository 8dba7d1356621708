// The naive second evaluator: what a clause may ask for, export control and taking part (docs/semantics.md 4.2 to 4.4), from the
// page alone. See reference.h.
#pragma once

#include "reference/counting.h"

namespace entente::reference {

struct Giver {
  PartyId id;
  Way gives = Evidence::verified;  // how it is known to be one; nothing: it only may be one
};

// What is stated of a project: the reference, and what is recorded of it.
struct Stated {
  std::optional<world::FactRef> reference;
  const world::Programme* programme = nullptr;
  const world::Project* project = nullptr;  // of the programme, where one is asked
  explicit Stated(const Counting& ask);
  bool is_recorded() const;
  bool is(const world::FactRef& what) const;  // the stated one, or the programme of the stated one
};

struct Needs {
  const Counting& ask;
  std::vector<Giver> givers;        // p; in `participate` each of them
  std::optional<PartyId> exporter;  // the origin, of a disclosure o; nothing: p is
  std::optional<Way> consent = {};  // of a disclosure: 3.2
  bool of_exemption = false;        // its clauses are about a transfer, whatever the act is

  // 4.0: whether a clause about this action applies.
  bool applies(const world::Clause& clause, const std::string& action) const;
  Way waived(const Instrument& of, const world::Clause& clause) const;
  // 4.2: the needs of a clause, and its purposes.
  Finding met(const Instrument& of, const world::Clause& clause, const Instrument* candidate) const;
  Finding purpose_met(const Instrument& of, const world::Clause& clause) const;
  // 4.3.
  Way licensed() const;
  Way exempted() const;
  Way export_covered() const;
  // 4.4.
  Finding takes_part(const PartyId& whom) const;
  Way invited() const;
  Finding by_invitation() const;

 private:
  std::vector<Giver> givers_meant(const world::Clause& clause) const;
  Way gives(const PartyId& id) const;
  bool has_items(const std::vector<std::string>& items) const;
  Way consented(const PartyId& by) const;
  Way approved(const PartyId& by, const PartyId& p, const Instrument& of, const Instrument* candidate, auto test) const;
  Finding need(world::Needed need, const Instrument& of, const world::Clause& clause, const Instrument* candidate) const;
  Finding need_of(const PartyId& p, world::Needed need, const Instrument& of, const world::Clause& clause,
                  const Instrument* candidate) const;
  Finding notified(const PartyId& p, const Instrument& of, const world::Clause& clause, const Instrument* candidate) const;
  Finding agreed_project(const PartyId& p, const Instrument& of, const Instrument* candidate) const;
  Way security_agreement(const PartyId& p, const world::Clause& clause) const;
  Way cleared() const;
  Way exempted_by(const Instrument& it) const;
};

}  // namespace entente::reference
