#include <fmt/format.h>

#include "format/world_entries_facts.h"

namespace entente::format {

world::Claim read_claim(EntryReader& entry, std::vector<world::FactRef> about) {
  world::Claim out;
  if (entry.has("id")) out.id = entry.id("id", kEntryShape);
  out.source = entry.text("source", Need::required);
  out.said = entry.date("said");
  out.about = std::move(about);
  if (auto says = entry.table("says", Need::required)) out.says = says->open_table();
  out.text = entry.text("text", Need::optional, Prose::lines);
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  out.place = entry.place();
  entry.finish();
  return out;
}

}  // namespace entente::format
