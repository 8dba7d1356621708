// A patch: what is supposed of a world, as one TOML file (docs/formats/patch.md). Facts are added, amended and ended.
//
// Applied to facts that are read and not checked yet; what comes of it is checked as every world is. A patch that names what is not
// there, ends a fact twice, or before it began, is an error with its place. Not kept anywhere: a world file is never written.
#pragma once

#include "format/world_entries.h"
#include "world/facts.h"

namespace entente::format {

// False if something that others may refer to has no usable id (world_entries_facts.h).
[[nodiscard]] bool apply_patch(EntryReader top, world::World& world);

}  // namespace entente::format
