#include "property/engine.h"

#include "decision/decide.h"
#include "decision/snapshot.h"
#include "property/generators.h"

namespace entente::property {

decision::Decision decided(const world::World& world, const reference::Options& options, const decision::Request& request) {
  const auto snapshot =
      decision::Snapshot::compile(world, {.at = request.time, .known_as_of = options.known_as_of, .require = options.require});
  demand(snapshot.has_value(), "the world was refused: " + (snapshot ? std::string() : snapshot.error().message));
  return decision::decide(*snapshot, request);
}

}  // namespace entente::property
