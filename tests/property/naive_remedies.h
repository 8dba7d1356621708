// Facts that might help a denied request, made without asking the engine: docs/formats/remedies.md, whatever the request needs of
// them. Not all: no new instruments, which are thought of only where no recorded one could carry the request.
#pragma once

#include <vector>

#include "decision/needs.h"
#include "property/scene.h"

namespace entente::property {

[[nodiscard]] std::vector<decision::Lack> naive_universe(const Scene& scene);

}  // namespace entente::property
