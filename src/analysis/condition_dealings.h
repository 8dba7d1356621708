// The facts that concern a party, or two parties together, and what each says of a condition at an instant. Used by condition.cpp
// only; the contract is there. Pure; points into the world.
#pragma once

#include <functional>
#include <vector>

#include "analysis/condition.h"

namespace entente::analysis {

// Somebody's part in a programme or project; of two, both parts in the same.
struct Part {
  const world::Programme* programme = nullptr;
  const world::Project* project = nullptr;  // nullptr: in the programme itself
  std::vector<const world::Participation*> own;
  std::vector<const world::Participation*> other;
};

struct Dealings {
  Asked asked;
  std::vector<const world::Instrument*> instruments;
  std::vector<const world::Instrument*> above;  // of each what it is under; nullptr: nothing that is recorded
  std::vector<const world::Event*> events;
  std::vector<Part> parts;
  std::vector<const world::Candidacy*> candidacies;
  std::vector<const world::Interoperability*> interoperability;
  std::vector<const world::Capability*> capabilities;
  std::vector<const world::Assessment*> assessments;
  std::vector<Instant> instants;
};

// Whether a party is in a group at an instant, by grants that are strong enough; in groups within it too.
class Members {
 public:
  Members(const world::World& world, world::Evidence require);

  // Of a group its nations and organisations, sorted; of anything else itself.
  [[nodiscard]] std::vector<PartyId> of(const PartyId& id, Instant at) const;
  // Whether the party is among `ids`, itself or as one of a group.
  [[nodiscard]] bool among(const std::vector<PartyId>& ids, const PartyId& party, Instant at) const;

 private:
  void collect(const PartyId& id, Instant at, std::size_t depth, std::vector<PartyId>& out) const;
  [[nodiscard]] const world::Party* group(const PartyId& id) const;

  std::vector<const world::Party*> groups_;
  world::Evidence require_;
};

// What a stage asks of one party alone is asked of the first.
[[nodiscard]] bool is_asked_alone(world::Test test);

// Of two, `alone` are the dealings of the first alone.
[[nodiscard]] Dealings dealings_of(const world::World& world, world::Evidence require, const Asked& asked, const Dealings* alone = nullptr);

// What recorded facts say of a condition, one ground a fact that says anything. None: nothing recorded tells.
struct Facing {
  const world::Condition& condition;
  const Dealings& dealings;
  Instant at;
  world::Evidence require;
};
[[nodiscard]] std::vector<Ground> instrument_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> event_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> part_grounds(const Facing& facing);  // participation and project
[[nodiscard]] std::vector<Ground> candidacy_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> interoperability_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> capability_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> assessment_grounds(const Facing& facing);
[[nodiscard]] std::vector<Ground> membership_grounds(const world::World& world, const Facing& facing);

}  // namespace entente::analysis
