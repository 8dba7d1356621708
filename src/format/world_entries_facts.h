// One file of a world folder, already parsed, into facts: docs/formats/world.md, one function per kind of file. `top` reads the
// file's own table.
//
// Mistakes go to the sink; the facts are then incomplete and only good for finding further mistakes. Names are not looked up:
// that is world::check's work. Pure but for the sink; facts are appended in the order of the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "format/world_entries.h"
#include "world/facts.h"

namespace entente::format {

inline constexpr std::int64_t kWorldFormat = 1;  // the `format` of world.toml that this code reads

// world.toml. Returns whether its format is one we know; if not, nothing else of the folder can be understood.
[[nodiscard]] bool read_world_head(EntryReader head, world::World& world);

// Each of these returns false if something that others may refer to has no usable id, so that references to it would be
// reported in vain.

// parties/*.toml
[[nodiscard]] bool read_parties(EntryReader top, world::World& world);

// instruments/KIND/*.toml. `folder` is the kind's folder, if the file lies in one; it must agree with `kind`.
[[nodiscard]] bool read_instrument(EntryReader top, const std::optional<std::string>& folder, world::World& world);

// [[amend]] of a patch (patch.h): what it lists is added to a recorded instrument; its own keys and its duration take the place of
// what was there.
void read_amendment(EntryReader entry, const Inherited& around, world::World& world);
// The same of a recorded group or organisation (`party`: members), and of a programme (participants of it or of a project, and
// terms that are settled). Who is in it already is an error.
void amend_party(EntryReader entry, const Inherited& around, world::World& world);
// Where a patch says something of a term, by programme and id: it says one thing of it.
using SaidOfTerms = std::map<std::pair<std::string, std::string>, world::Place>;
void amend_programme(EntryReader entry, const Inherited& around, world::World& world, SaidOfTerms& said);

// templates/*.toml. Expanded later: world/templates.h.
[[nodiscard]] bool read_template(EntryReader top, world::World& world);

// people/*.toml
[[nodiscard]] bool read_people(EntryReader top, world::World& world);

// items/*.toml
[[nodiscard]] bool read_items(EntryReader top, world::World& world);

// consents/*.toml, and the files given beside a world.
[[nodiscard]] bool read_consents(EntryReader top, world::World& world);
[[nodiscard]] bool read_permissions(EntryReader& top, world::World& world);  // waivers, licences, approvals, assurances in them

// programmes/*.toml, events/*.toml, profiles/*.toml, claims/*.toml
[[nodiscard]] bool read_programmes(EntryReader top, world::World& world);
[[nodiscard]] bool read_events(EntryReader top, world::World& world);
[[nodiscard]] bool read_profiles(EntryReader top, world::World& world);
[[nodiscard]] bool read_claims(EntryReader top, world::World& world);

}  // namespace entente::format
