#include "service/vouching.h"

namespace entente::service {
namespace {

template <class Facts>
TextIndex by_id(const Facts& facts) {
  TextIndex out;
  std::uint32_t place = 0;
  for (const auto& fact : facts) out.add(fact.id, place++);
  return out;
}

template <class Facts>
auto* fact_of(const Facts& facts, const TextIndex& places, const std::string& id) {
  const auto place = places.find(id);
  return place == TextIndex::kNone ? nullptr : &facts[place];
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
