// Programmes with what belongs to them, and what leads there: candidacies, capabilities, interoperability, risks.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::FactKind;

world::Participation read_participation(EntryReader& entry, const Inherited& around) {
  static const auto kRoles = choices_of<world::Role>();
  world::Participation out;
  out.party = read_party_name(entry, "party");
  const auto role = entry.choice("role", kRoles, Need::required);
  out.role = role.value_or(world::Role::excluded);
  out.tier = entry.integer("tier", Need::optional);
  out.areas = entry.texts("areas");
  out.period = read_period(entry);
  const auto polarity = out.role == world::Role::excluded ? Polarity::restriction : Polarity::grant;
  out.provenance = read_provenance(entry, around, polarity);
  entry.finish();
  return out;
}

std::vector<world::Participation> read_participants(EntryReader& top, const Inherited& around) {
  std::vector<world::Participation> out;
  for (auto& entry : top.tables("participant")) out.push_back(read_participation(entry, around));
  return out;
}

world::Area read_area(EntryReader& entry, const Inherited& around) {
  world::Area out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.provenance = read_provenance(entry, around, Polarity::grant);
  entry.finish();
  return out;
}

world::Project read_project(EntryReader& entry, const Inherited& around) {
  world::Project out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.areas = entry.texts("areas");
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, around, Polarity::grant);
  out.participants = read_participants(entry, inherited_from(out.provenance));
  entry.finish();
  return out;
}

// What a term may be about; a world keeps the word.
const Choices<std::string_view>& subjects() {
  static const Choices<std::string_view> kAll{{"background-ip", "background-ip"},
                                              {"foreground-ip", "foreground-ip"},
                                              {"access", "access"},
                                              {"co-production", "co-production"},
                                              {"third-country-export", "third-country-export"},
                                              {"consents", "consents"},
                                              {"financing", "financing"},
                                              {"procurement", "procurement"},
                                              {"information-protection", "information-protection"},
                                              {"export-licensing", "export-licensing"},
                                              {"regulation", "regulation"}};
  return kAll;
}

world::Term read_term(EntryReader& entry, const Inherited& around) {
  static const auto kStates = choices_of<world::TermState>();
  world::Term out;
  out.id = entry.id("id", kEntryShape);
  out.subject = std::string(entry.choice("subject", subjects(), Need::required).value_or(""));
  out.parties = entry.names<PartyId>("parties");
  out.state = entry.choice("state", kStates, Need::required).value_or(world::TermState::unsettled);
  out.text = entry.text("text", Need::optional, Prose::lines);
  const auto polarity = out.state == world::TermState::settled ? Polarity::grant : Polarity::restriction;
  out.provenance = read_provenance(entry, around, polarity);
  entry.finish();
  return out;
}

// False when a project has no usable id.
bool read_programme_parts(EntryReader& entry, world::Programme& out) {
  const auto around = inherited_from(out.provenance);
  bool identified = true;
  for (auto& each : entry.tables("area")) identified = keep(out.areas, read_area(each, around)) && identified;
  out.participants = read_participants(entry, around);
  for (auto& each : entry.tables("project")) identified = keep(out.projects, read_project(each, around)) && identified;
  for (auto& each : entry.tables("term")) identified = keep(out.terms, read_term(each, around)) && identified;
  return identified;
}

bool read_programme(EntryReader& entry, world::World& world) {
  world::Programme out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.under = entry.optional_name<InstrumentId>("under");
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  const bool identified = read_programme_parts(entry, out);
  entry.finish();
  return keep(world.programmes, std::move(out)) && identified;
}

world::Candidacy read_candidacy(EntryReader& entry) {
  world::Candidacy out;
  out.id = entry.id("id", kEntryShape);
  out.party = read_party_name(entry, "party");
  out.of = entry.reference("of", {FactKind::party, FactKind::programme}, Need::required).value_or(world::FactRef());
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  out.states = read_history(entry, inherited_from(out.provenance), world::CandidacyState::interest);
  entry.finish();
  return out;
}

world::Capability read_capability(EntryReader& entry) {
  static const auto kKinds = choices_of<world::CapabilityKind>();
  world::Capability out;
  out.id = entry.id("id", kEntryShape);
  out.party = read_party_name(entry, "party");
  out.kind = entry.choice("kind", kKinds, Need::required).value_or(world::CapabilityKind::need);
  out.area = entry.text("area", Need::required);
  out.title = entry.text("title", Need::required);
  out.programme = entry.reference("programme", {FactKind::programme, FactKind::project}, Need::optional);
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Interoperability read_interoperability(EntryReader& entry) {
  static const auto kStates = choices_of<world::InteroperabilityState>();
  world::Interoperability out;
  out.id = entry.id("id", kEntryShape);
  out.parties = entry.names<PartyId>("parties");
  out.platforms = entry.texts("platforms");
  out.standard = entry.text("standard", Need::required);
  out.state = entry.choice("state", kStates, Need::required).value_or(world::InteroperabilityState::unknown);
  out.on = entry.date("on");
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Risk read_risk(EntryReader& entry) {
  world::Risk out;
  out.id = entry.id("id", kEntryShape);
  out.text = entry.text("text", Need::required, Prose::lines);
  out.obstacle = entry.flag("obstacle", false);
  out.about = entry.references("about", {});
  out.provenance = read_provenance(entry, {}, Polarity::restriction);
  out.states = read_history(entry, inherited_from(out.provenance), world::RiskState::closed);
  entry.finish();
  return out;
}

}  // namespace

bool read_programmes(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("programme")) identified = read_programme(entry, world) && identified;
  for (auto& entry : top.tables("candidacy")) identified = keep(world.candidacies, read_candidacy(entry)) && identified;
  for (auto& entry : top.tables("capability")) identified = keep(world.capabilities, read_capability(entry)) && identified;
  for (auto& entry : top.tables("interoperability")) {
    identified = keep(world.interoperability, read_interoperability(entry)) && identified;
  }
  for (auto& entry : top.tables("risk")) identified = keep(world.risks, read_risk(entry)) && identified;
  top.finish();
  return identified;
}

}  // namespace entente::format
