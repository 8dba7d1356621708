#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

world::Consent read_consent(EntryReader& entry) {
  world::Consent out;
  out.id = entry.id("id", kEntryShape);
  out.by = read_party_name(entry, "by");
  out.to = entry.names<PartyId>("to");
  out.objects = entry.texts("objects");
  out.up_to = entry.optional_name<LevelName>("up_to");
  out.categories = entry.texts("categories");
  out.purposes = entry.texts("purposes");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Delegation read_delegation(EntryReader& entry) {
  world::Delegation out;
  out.id = entry.id("id", kEntryShape);
  out.by = read_party_name(entry, "by");
  out.to = entry.names<PartyId>("to");
  out.up_to = entry.optional_name<LevelName>("up_to");
  out.categories = entry.texts("categories");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Accreditation read_accreditation(EntryReader& entry) {
  world::Accreditation out;
  out.channel = entry.text("channel", Need::required);
  out.by = read_party_name(entry, "by");
  out.up_to = LevelName(entry.text("up_to", Need::required));
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

}  // namespace

bool read_consents(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("consent")) identified = keep(world.consents, read_consent(entry)) && identified;
  for (auto& entry : top.tables("delegation")) identified = keep(world.delegations, read_delegation(entry)) && identified;
  for (auto& entry : top.tables("accreditation")) world.accreditations.push_back(read_accreditation(entry));
  identified = read_permissions(top, world) && identified;
  top.finish();
  return identified;
}

}  // namespace entente::format
