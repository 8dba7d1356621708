#include "format/world_entries_facts.h"

namespace entente::format {
namespace {

world::Consent read_consent(EntryReader& entry) {
  world::Consent out;
  out.id = entry.id("id", kEntryShape);
  out.by = PartyId(entry.text("by", Need::required));
  out.to = entry.names<PartyId>("to");
  out.objects = entry.texts("objects");
  out.up_to = entry.optional_name<LevelName>("up_to");
  out.categories = entry.texts("categories");
  out.purposes = entry.texts("purposes");
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Delegation read_delegation(EntryReader& entry) {
  world::Delegation out;
  out.id = entry.id("id", kEntryShape);
  out.by = PartyId(entry.text("by", Need::required));
  out.to = entry.names<PartyId>("to");
  out.up_to = entry.optional_name<LevelName>("up_to");
  out.categories = entry.texts("categories");
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Accreditation read_accreditation(EntryReader& entry) {
  world::Accreditation out;
  out.channel = entry.text("channel", Need::required);
  out.by = PartyId(entry.text("by", Need::required));
  out.up_to = LevelName(entry.text("up_to", Need::required));
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

// Nobody's consent is reported already and would only be reported again as an unknown party.
template <class Fact>
void add(std::vector<Fact>& facts, Fact fact) {
  if (!fact.by.empty()) facts.push_back(std::move(fact));
}

}  // namespace

void read_consents(const FileSink& sink, const codec::Node& file, world::World& world) {
  EntryReader top(sink, file);
  for (auto& entry : top.tables("consent")) add(world.consents, read_consent(entry));
  for (auto& entry : top.tables("delegation")) add(world.delegations, read_delegation(entry));
  for (auto& entry : top.tables("accreditation")) add(world.accreditations, read_accreditation(entry));
  top.finish();
}

}  // namespace entente::format
