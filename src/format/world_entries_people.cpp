// Persons (by role), systems, facilities, and who asserts that they need to know.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

world::Clearance read_clearance(EntryReader& entry, const Inherited& around) {
  world::Clearance out;
  out.policy = PolicyId(entry.text("policy", Need::required));
  out.level = LevelName(entry.text("level", Need::required));
  out.categories = entry.texts("categories");
  out.granted_by = read_party_name(entry, "granted_by");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, around, Polarity::grant);
  entry.finish();
  return out;
}

std::vector<world::Clearance> read_clearances(EntryReader& holder, std::string_view key, const Inherited& around) {
  std::vector<world::Clearance> out;
  for (auto& entry : holder.tables(key)) out.push_back(read_clearance(entry, around));
  return out;
}

std::vector<world::Belonging> read_belongings(EntryReader& holder, const Inherited& around) {
  std::vector<world::Belonging> out;
  for (auto& entry : holder.tables("belongs")) {
    auto& each = out.emplace_back();
    each.to = entry.community("to", Need::required);
    each.period = read_period(entry);
    each.provenance = read_provenance(entry, around, Polarity::grant);
    entry.finish();
  }
  return out;
}

world::Person read_person(EntryReader& entry) {
  world::Person out;
  out.id = entry.id("id", kEntryShape);
  out.role = entry.text("role", Need::required);
  out.employer = read_party_name(entry, "employer");
  out.nationalities = entry.names<PartyId>("nationalities");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  const auto around = inherited_from(out.provenance);
  out.clearances = read_clearances(entry, "clearance", around);
  out.belongs = read_belongings(entry, around);
  entry.finish();
  return out;
}

world::System read_system(EntryReader& entry) {
  world::System out;
  out.id = entry.id("id", kEntryShape);
  out.name = entry.text("name", Need::required);
  out.operated_by = read_party_name(entry, "operated_by");
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  const auto around = inherited_from(out.provenance);
  out.accreditations = read_clearances(entry, "accreditation", around);
  out.belongs = read_belongings(entry, around);
  entry.finish();
  return out;
}

world::Facility read_facility(EntryReader& entry) {
  world::Facility out;
  out.id = entry.id("id", kEntryShape);
  out.name = entry.text("name", Need::required);
  out.in = read_party_name(entry, "in");
  out.contractor = entry.flag("contractor", false);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  out.clearances = read_clearances(entry, "clearance", inherited_from(out.provenance));
  entry.finish();
  return out;
}

std::string text_of(const std::optional<world::FactRef>& reference) { return reference ? to_string(*reference) : ""; }

world::NeedToKnow read_need_to_know(EntryReader& entry) {
  using world::FactKind;
  world::NeedToKnow out;
  out.id = entry.id("id", kEntryShape);
  out.who = text_of(entry.reference("who", {FactKind::person, FactKind::system, FactKind::facility}, Need::required));
  out.objects = entry.texts("objects");
  out.communities = entry.communities("communities");
  out.asserted_by = text_of(entry.reference("asserted_by", {FactKind::person}, Need::required));
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

}  // namespace

bool read_people(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("person")) identified = keep(world.people, read_person(entry)) && identified;
  for (auto& entry : top.tables("system")) identified = keep(world.systems, read_system(entry)) && identified;
  for (auto& entry : top.tables("facility")) identified = keep(world.facilities, read_facility(entry)) && identified;
  for (auto& entry : top.tables("need_to_know")) {
    identified = keep(world.needs_to_know, read_need_to_know(entry)) && identified;
  }
  top.finish();
  return identified;
}

}  // namespace entente::format
