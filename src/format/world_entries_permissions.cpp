// Waivers, licences, approvals and assurances. They stand in the same files as consents.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"
#include "world/organs.h"

namespace entente::format {
namespace {

using world::FactKind;

world::Waiver read_waiver(EntryReader& entry) {
  world::Waiver out;
  out.id = entry.id("id", kEntryShape);
  out.of = entry.reference("of", {FactKind::clause}, Need::required).value_or(world::FactRef{FactKind::clause, "", ""});
  out.by = read_party_name(entry, "by");
  out.to = entry.names<PartyId>("to");
  out.project = entry.reference("project", {FactKind::project, FactKind::programme}, Need::optional);
  out.items = entry.texts("items");
  out.purposes = entry.texts("purposes");
  out.text = entry.text("text", Need::optional, Prose::lines);
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Licence read_licence(EntryReader& entry) {
  world::Licence out;
  out.id = entry.id("id", kEntryShape);
  out.by = read_party_name(entry, "by");
  out.to = entry.names<PartyId>("to");
  out.items = entry.texts("items");
  out.purposes = entry.texts("purposes");
  out.territory = entry.optional_text("territory");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

// The vocabulary of docs/formats/world.md; a world keeps the word.
Choices<std::string_view> organs() {
  Choices<std::string_view> out;
  for (const auto organ : world::kOrgansOfState) out.emplace_back(organ, organ);
  for (const auto organ : world::kOrgansOfNeeds) out.emplace_back(organ, organ);
  return out;
}

world::Approval read_approval(EntryReader& entry) {
  static const auto kOrgans = organs();
  world::Approval out;
  out.id = entry.id("id", kEntryShape);
  out.by = read_party_name(entry, "by");
  out.organ = std::string(entry.choice("organ", kOrgans, Need::required).value_or(""));
  out.of = entry.reference("of", {FactKind::instrument, FactKind::programme, FactKind::project}, Need::required)
               .value_or(world::FactRef{FactKind::instrument, "", ""});
  out.to = entry.names<PartyId>("to");
  out.items = entry.texts("items");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Assurance read_assurance(EntryReader& entry) {
  world::Assurance out;
  out.id = entry.id("id", kEntryShape);
  out.by = read_party_name(entry, "by");
  out.under = InstrumentId(entry.text("under", Need::required));
  out.text = entry.text("text", Need::optional, Prose::lines);
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

}  // namespace

bool read_permissions(EntryReader& top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("waiver")) identified = keep(world.waivers, read_waiver(entry)) && identified;
  for (auto& entry : top.tables("licence")) identified = keep(world.licences, read_licence(entry)) && identified;
  for (auto& entry : top.tables("approval")) identified = keep(world.approvals, read_approval(entry)) && identified;
  for (auto& entry : top.tables("assurance")) identified = keep(world.assurances, read_assurance(entry)) && identified;
  return identified;
}

}  // namespace entente::format
