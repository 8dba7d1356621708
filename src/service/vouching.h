// Which party stands behind a person, a system or a facility of a world, found without looking at all of them.
//
// Made once of a world that does not change, and asked with the same one. Thread-safe once made.
#pragma once

#include "base/names.h"
#include "base/text_index.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::service {

class Vouching {
 public:
  explicit Vouching(const world::World& world);

  // The employer, the operator, the party it lies in; nullptr where nobody of this id is recorded. Of a party: nullptr too.
  [[nodiscard]] const PartyId* find(const world::World& world, const decision::Subject& subject) const;

 private:
  TextIndex people_;  // from an id to a place in the world's list
  TextIndex systems_;
  TextIndex facilities_;
};

}  // namespace entente::service
