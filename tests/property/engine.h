// The engine under test, asked the way `service` asks it: a snapshot for the request's time, then the decision.
#pragma once

#include <vector>

#include "decision/decision.h"
#include "property/scene.h"

namespace entente::property {

// Fails the law if the world is refused.
[[nodiscard]] decision::Decision decided(const world::World& world, const reference::Options& options,
                                         const decision::Request& request);
[[nodiscard]] inline decision::Decision decided(const Scene& scene) { return decided(scene.world, scene.options, scene.request); }

[[nodiscard]] std::vector<reference::Outcome> outcomes_of(const decision::Decision& decision);
// Of acts, whose outcomes are compared as a set.
[[nodiscard]] std::vector<reference::Outcome> sorted(std::vector<reference::Outcome> outcomes);
[[nodiscard]] std::string text_of(const std::vector<reference::Outcome>& outcomes);  // one a line

}  // namespace entente::property
