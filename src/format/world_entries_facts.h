// One file of a world folder, already parsed, into facts: docs/formats/world.md, one function per kind of file.
//
// Mistakes go to the sink; the facts are then incomplete and only good for finding further mistakes. Names are not looked up:
// that is world::check's work. Pure but for the sink; facts are appended in the order of the file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codec/node.h"
#include "format/world_entries.h"
#include "world/facts.h"

namespace entente::format {

inline constexpr std::int64_t kWorldFormat = 1;  // the `format` of world.toml that this code reads

// world.toml. Returns whether its format is one we know; if not, nothing else of the folder can be understood.
[[nodiscard]] bool read_world_head(const FileSink& sink, const codec::Node& file, world::World& world);

// parties/*.toml. Returns false if some party has no usable id, so that references to it would be reported in vain.
[[nodiscard]] bool read_parties(const FileSink& sink, const codec::Node& file, world::World& world);

// instruments/KIND/*.toml. `folder` is the kind's folder, if the file lies in one; it must agree with `kind`.
[[nodiscard]] bool read_instrument(const FileSink& sink, const codec::Node& file, const std::optional<std::string>& folder,
                                   world::World& world);

// consents/*.toml, and the files given beside a world.
void read_consents(const FileSink& sink, const codec::Node& file, world::World& world);

// One claim. In an instrument's file `about` is given, and the entry names it only to say more.
[[nodiscard]] world::Claim read_claim(EntryReader& entry, std::vector<world::FactRef> about);

}  // namespace entente::format
