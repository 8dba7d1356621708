// The JSON Schema of world files, made from the loaders themselves, so that there is no second list of keys.
//
// Draft 2020-12: `$defs` has one schema for each folder and for world.toml; a file is valid if it fits any of them. It says
// which keys there are, of what form, and which are required whatever else is stated. It does not say all: ids that must exist,
// periods that must not be empty and the like are `entente world check`'s work. Pure; thread-safe.
#pragma once

#include <string>

namespace entente::format {

// Indented, ends with a line feed. docs/formats/world.schema.json is this text.
[[nodiscard]] std::string world_schema();

}  // namespace entente::format
