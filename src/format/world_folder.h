// Reads a world folder (docs/formats/world.md) into facts. Bounded; never follows links to folders; order is irrelevant.
//
// All errors of all files are collected, each with file, line, key and what was expected; if there is any, the world is not
// returned. `world::check` has then been run on it too, and its warnings come along; it is left out where a file, an id or
// what a party is could not be read, since every reference to it would be reported in vain; and it does not say again that a
// value which could not be read is missing. Thread-safe (no state).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "world/check.h"
#include "world/facts.h"

namespace entente::format {

// All files of a world, its overlays and consents together.
inline constexpr std::size_t kWorldBytes = 64 * 1024 * 1024;

struct LoadedWorld {
  world::World world;
  std::vector<world::Finding> findings;  // errors and warnings, in file and line order, at most limits::kErrorsReported
  std::size_t errors = 0;                // all that were found, listed or not
  std::size_t warnings = 0;
  std::size_t bytes = 0;  // of all files that were read
  bool usable = false;  // false: at least one error; `world` must not be decided on

  [[nodiscard]] std::size_t findings_omitted() const { return errors + warnings - findings.size(); }
};

// `overlays` and `consents` (single files of the shape of consents/*.toml) add facts; an id that exists already is an error.
// `patches` are files that add, amend and end facts (patch.h); they come last, in their order.
// Fails only if the folder cannot be read at all.
[[nodiscard]] Result<LoadedWorld> load_world(const std::filesystem::path& folder,
                                             const std::vector<std::filesystem::path>& overlays = {},
                                             const std::vector<std::filesystem::path>& consents = {},
                                             const std::vector<std::filesystem::path>& patches = {});

// A world that was loaded and is usable, amended by the text of one more patch, which findings call by `name`: what load_world gives
// with that patch behind the others, and no file is read again. `bytes` is what the world has read so far.
[[nodiscard]] LoadedWorld amend_world(world::World world, std::size_t bytes, std::string_view name, std::string_view patch);

// One line per fact, sorted, notes and places left out. The same facts give the same text.
[[nodiscard]] std::string canonical_text(const world::World& world);
// Those of one instrument, and those of no instrument: what revisions are made of (service/revision.h).
[[nodiscard]] std::string canonical_text(const world::Instrument& instrument);
[[nodiscard]] std::string canonical_text_beside_instruments(const world::World& world);

}  // namespace entente::format
