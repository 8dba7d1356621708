#include "service/vouching.h"

#include <algorithm>
#include <numeric>

namespace entente::service {
namespace {

template <class Facts>
std::vector<std::uint32_t> by_id(const Facts& facts) {
  std::vector<std::uint32_t> places(facts.size());
  std::iota(places.begin(), places.end(), 0U);
  std::sort(places.begin(), places.end(), [&](auto a, auto b) { return facts[a].id < facts[b].id; });
  return places;
}

template <class Facts>
auto* fact_of(const Facts& facts, const std::vector<std::uint32_t>& places, const std::string& id) {
  const auto found = std::lower_bound(places.begin(), places.end(), id, [&](auto place, const auto& wanted) { return facts[place].id < wanted; });
  return found == places.end() || facts[*found].id != id ? nullptr : &facts[*found];
}

}  // namespace

Vouching::Vouching(const world::World& world)
    : people_(by_id(world.people)), systems_(by_id(world.systems)), facilities_(by_id(world.facilities)) {}

const PartyId* Vouching::find(const world::World& world, const decision::Subject& subject) const {
  switch (subject.type) {
    case decision::SubjectType::person:
      if (const auto* person = fact_of(world.people, people_, subject.id)) return &person->employer;
      break;
    case decision::SubjectType::system:
      if (const auto* system = fact_of(world.systems, systems_, subject.id)) return &system->operated_by;
      break;
    case decision::SubjectType::facility:
      if (const auto* facility = fact_of(world.facilities, facilities_, subject.id)) return &facility->in;
      break;
    case decision::SubjectType::party:
    case decision::SubjectType::other:
      break;
  }
  return nullptr;
}

}  // namespace entente::service
