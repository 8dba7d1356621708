// What a search is measured on: many persons, systems and facilities for a world, and many different objects to ask about.
//
// Made up, and the same for the same numbers on every machine. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "decision/request.h"
#include "world/facts.h"

namespace entente::generated {

// Adds `count` of them, of nations that have a policy: nearly all persons, most cleared and in one to three communities, one in
// thirty of a second nationality, one in five read in to the category of the own policy.
void add_subjects(world::World& world, std::size_t count, std::uint64_t seed);

inline constexpr std::size_t kObjectClasses = 1'000'000;

// The object of that number, below kObjectClasses; no two are alike in owner, level, domain, category, release, control and
// community together. Its subject is not set.
class ObjectClasses {
 public:
  explicit ObjectClasses(const world::World& world);
  [[nodiscard]] decision::Request at(std::size_t number, Instant time) const;

 private:
  std::vector<PartyId> owners_;   // nations with a policy
  std::vector<PartyId> parties_;  // all that may stand in a list
};

}  // namespace entente::generated
