#include "world/facts.h"

#include <algorithm>

namespace entente::world {

const Party* World::party(const PartyId& id) const {
  const auto found = std::find_if(parties.begin(), parties.end(), [&](const Party& party) { return party.id == id; });
  return found == parties.end() ? nullptr : &*found;
}

const Instrument* World::instrument(const InstrumentId& id) const {
  const auto found = std::find_if(instruments.begin(), instruments.end(), [&](const Instrument& each) { return each.id == id; });
  return found == instruments.end() ? nullptr : &*found;
}

}  // namespace entente::world
