// Programmes with what belongs to them, and what leads there: candidacies, capabilities, interoperability, risks.

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {

void report_unrecorded(EntryReader& entry, std::string_view key, const std::string& id, const std::vector<std::string_view>& recorded) {
  entry.error(key, fmt::format("{} is not recorded{}", quoted(id), did_you_mean(id, recorded)));
}

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

// Of a patch: it is settled, or not any more; `said` of its terms so far.
void amend_term(EntryReader& entry, const Inherited& around, world::Programme& programme, SaidOfTerms& said) {
  static const auto kStates = choices_of<world::TermState>();
  auto* term = recorded(programme.terms, entry.text("id", Need::required), entry, "id", [](const auto& each) -> const std::string& { return each.id; });
  const auto state = entry.choice("state", kStates, Need::required);
  const bool settled = state == world::TermState::settled;
  auto provenance = read_provenance(entry, around, settled ? Polarity::grant : Polarity::restriction);
  const auto [earlier, first] = term == nullptr ? std::pair(said.end(), true) : said.emplace(std::pair(programme.id, term->id), entry.place());
  if (!first) {
    entry.error("id", fmt::format("{} is said of already ({}:{})", quoted(term->id), earlier->second.file, earlier->second.line));
  } else if (term != nullptr && state && term->state == *state) {
    entry.error("state", "it is so already");
  }
  entry.finish();
  if (term == nullptr || !state) return;
  term->state = *state;
  term->provenance = std::move(provenance);
}

void add_participant(EntryReader& entry, const Inherited& around, std::vector<world::Participation>& all) {
  auto part = read_participation(entry, around);
  const bool is_in = std::any_of(all.begin(), all.end(), [&](const world::Participation& other) {
    return other.party == part.party && other.role == part.role && other.areas == part.areas && meet(other.period, part.period);
  });
  if (is_in) entry.error("party", fmt::format("{} takes part so at that time already", part.party.value));
  if (!part.party.empty()) all.push_back(std::move(part));
}

}  // namespace

void amend_programme(EntryReader entry, const Inherited& around, world::World& world, SaidOfTerms& said) {
  const auto id_of = [](const auto& each) -> const std::string& { return each.id; };
  auto* programme = recorded(world.programmes, entry.text("programme", Need::required), entry, "programme", id_of);
  world::Programme unknown;
  auto& amended = programme == nullptr ? unknown : *programme;
  world::Project* project = nullptr;
  if (entry.has("project") && programme != nullptr) project = recorded(programme->projects, entry.text("project", Need::required), entry, "project", id_of);
  if (programme == nullptr) static_cast<void>(entry.optional_text("project"));
  auto participants = entry.tables("participant");
  auto terms = entry.tables("term");
  if (participants.empty() && terms.empty())
    entry.error("programme", "nothing is said of it: [[amend.participant]] adds who takes part, [[amend.term]] says what is settled");
  for (auto& each : participants) add_participant(each, around, project == nullptr ? amended.participants : project->participants);
  for (auto& each : terms) {
    if (programme != nullptr) amend_term(each, around, *programme, said);
  }
  entry.finish();
}

namespace {

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
