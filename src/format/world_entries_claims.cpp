#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

world::Source read_source(EntryReader& entry) {
  world::Source out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.publisher = entry.text("publisher", Need::optional);
  out.published = entry.date("published");
  out.address = entry.text("address", Need::optional);
  out.cited_as = entry.text("cited_as", Need::optional);
  out.note = entry.text("note", Need::optional, Prose::lines);
  out.place = entry.place();
  entry.finish();
  return out;
}

}  // namespace

world::Claim read_claim(EntryReader& entry, std::vector<world::FactRef> about) {
  const bool of_instrument = !about.empty();
  world::Claim out;
  out.id = entry.id("id", kEntryShape, of_instrument ? Need::optional : Need::required);
  out.source = entry.text("source", Need::required);
  out.said = entry.date("said");
  out.about = std::move(about);
  for (auto& each : entry.references("about", {})) out.about.push_back(std::move(each));
  if (!entry.has("about") && !of_instrument) entry.error("about", "missing; expected a list of references");
  if (auto says = entry.table("says", Need::required)) {
    out.says = says->open_table();
    says->finish();
  }
  out.text = entry.text("text", Need::optional, Prose::lines);
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  out.place = entry.place();
  entry.finish();
  return out;
}

bool read_claims(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("source")) identified = keep(world.sources, read_source(entry)) && identified;
  for (auto& entry : top.tables("claim")) identified = keep(world.claims, read_claim(entry, {})) && identified;
  top.finish();
  return identified;
}

}  // namespace entente::format
