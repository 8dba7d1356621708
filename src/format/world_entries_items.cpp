// Words for items. No grade is asked for: what a word means is no fact that is more or less certain.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {

bool read_items(EntryReader top, world::World& world) {
  bool told = true;
  for (auto& entry : top.tables("item")) {
    world::Item out;
    out.word = entry.text("word", Need::required);
    out.is = entry.texts("is");
    out.provenance = read_provenance(entry, {}, Polarity::restriction, Need::optional);
    entry.finish();
    if (out.word.empty()) {
      told = false;
    } else {
      world.items.push_back(std::move(out));
    }
  }
  top.finish();
  return told;
}

}  // namespace entente::format
