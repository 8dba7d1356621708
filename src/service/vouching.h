// Which party stands behind a person, a system or a facility of a world, found without looking at all of them.
//
// Made once of a world that does not change, and asked with the same one. Thread-safe once made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/names.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::service {

class Vouching {
 public:
  explicit Vouching(const world::World& world);

  // The employer, the operator, the party it lies in; nullptr where nobody of this id is recorded. Of a party: nullptr too.
  [[nodiscard]] const PartyId* find(const world::World& world, const decision::Subject& subject) const;

 private:
  using Places = std::vector<std::uint32_t>;  // in a list of the world, by id
  Places people_;
  Places systems_;
  Places facilities_;
};

}  // namespace entente::service
