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

namespace {
constexpr std::string_view kDigestKind = "sha256:";
constexpr std::size_t kDigestDigits = 64;
}  // namespace

bool is_digest(std::string_view object) { return object.starts_with(kDigestKind); }

bool is_whole_digest(std::string_view object) {
  return is_digest(object) && object.size() == kDigestKind.size() + kDigestDigits &&
         object.find_first_not_of("0123456789abcdef", kDigestKind.size()) == std::string_view::npos;
}

}  // namespace entente::world
