#include "world/fact_index.h"

#include <algorithm>

namespace entente::world {
namespace {

// The beginning of a history: the entry that may be the first.
template <class Entries>
std::optional<PartialDate> first_of(const Entries& entries) {
  std::optional<PartialDate> out;
  for (const auto& entry : entries) {
    if (!out || entry.from.earliest() < out->earliest()) out = entry.from;
  }
  return out;
}

IndexedFact indexed(const Party& fact) { return {&fact, {}, &fact.provenance}; }
IndexedFact indexed(const Instrument& fact) { return {&fact, first_of(fact.statuses), &fact.provenance}; }
IndexedFact indexed(const Event& fact) { return {&fact, fact.period.from, &fact.provenance}; }
IndexedFact indexed(const Commitment& fact) { return {&fact, first_of(fact.states), &fact.provenance}; }
IndexedFact indexed(const Programme& fact) { return {&fact, {}, &fact.provenance}; }
IndexedFact indexed(const Project& fact) { return {&fact, fact.period.from, &fact.provenance}; }
IndexedFact indexed(const Candidacy& fact) { return {&fact, first_of(fact.states), &fact.provenance}; }
IndexedFact indexed(const Requirement& fact) { return {&fact, {}, &fact.provenance}; }
IndexedFact indexed(const Interoperability& fact) { return {&fact, fact.on, &fact.provenance}; }
IndexedFact indexed(const Risk& fact) { return {&fact, first_of(fact.states), &fact.provenance}; }
IndexedFact indexed(const Profile& fact) { return {{}, {}, &fact.provenance}; }
IndexedFact indexed(const Assessment& fact) { return {{}, fact.from, &fact.provenance}; }
IndexedFact indexed(const System& fact) { return {{}, {}, &fact.provenance}; }
IndexedFact indexed(const Facility& fact) { return {{}, {}, &fact.provenance}; }

// Persons, permissions, capabilities, clauses.
template <class Fact>
IndexedFact indexed(const Fact& fact) {
  return {{}, fact.period.from, &fact.provenance};
}

template <class Parts>
std::optional<IndexedFact> part_of(const Parts& parts, std::string_view id) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.id == id; });
  return found == parts.end() ? std::nullopt : std::optional(indexed(*found));
}

template <class Parts>
std::vector<std::string_view> ids_of(const Parts& parts) {
  std::vector<std::string_view> out;
  for (const auto& part : parts) out.push_back(part.id);
  return out;
}

std::string_view id_of(const std::string& id) { return id; }
template <class Tag>
std::string_view id_of(const Name<Tag>& id) {
  return id.value;
}

}  // namespace

template <class Facts>
void FactIndex::add_all(FactKind kind, const Facts& facts) {
  auto& by_id = of(kind);
  by_id.reserve(facts.size());
  for (const auto& fact : facts) by_id.emplace(id_of(fact.id), indexed(fact));
}

FactIndex::FactIndex(const World& world) {
  add_all(FactKind::party, world.parties);
  add_all(FactKind::instrument, world.instruments);
  add_all(FactKind::person, world.people);
  add_all(FactKind::system, world.systems);
  add_all(FactKind::facility, world.facilities);
  add_all(FactKind::consent, world.consents);
  add_all(FactKind::waiver, world.waivers);
  add_all(FactKind::licence, world.licences);
  add_all(FactKind::approval, world.approvals);
  add_all(FactKind::assurance, world.assurances);
  add_dated(world);
}

void FactIndex::add_dated(const World& world) {
  add_all(FactKind::event, world.events);
  add_all(FactKind::commitment, world.commitments);
  add_all(FactKind::programme, world.programmes);
  add_all(FactKind::candidacy, world.candidacies);
  add_all(FactKind::profile, world.profiles);
  add_all(FactKind::assessment, world.assessments);
  add_all(FactKind::capability, world.capabilities);
  add_all(FactKind::interoperability, world.interoperability);
  add_all(FactKind::risk, world.risks);
  for (const auto& profile : world.profiles) profiles_.emplace(profile.id, &profile);
}

std::optional<IndexedFact> FactIndex::find(const FactRef& reference) const {
  if (reference.kind == FactKind::clause) {
    const auto* instrument = as<Instrument>({FactKind::instrument, reference.id, ""});
    return instrument == nullptr ? std::nullopt : part_of(instrument->clauses, reference.part);
  }
  if (reference.kind == FactKind::project) {
    const auto* programme = as<Programme>({FactKind::programme, reference.id, ""});
    return programme == nullptr ? std::nullopt : part_of(programme->projects, reference.part);
  }
  if (reference.kind == FactKind::requirement) {
    const auto profile = profiles_.find(reference.id);
    return profile == profiles_.end() ? std::nullopt : part_of(profile->second->requirements, reference.part);
  }
  const auto& by_id = of(reference.kind);
  const auto found = by_id.find(reference.id);
  return found == by_id.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> FactIndex::names_like(const FactRef& reference) const {
  const auto whole = [](const FactRef& part, FactKind kind) { return FactRef{kind, part.id, ""}; };
  if (reference.kind == FactKind::clause) {
    const auto* instrument = as<Instrument>(whole(reference, FactKind::instrument));
    return instrument == nullptr ? names_like(whole(reference, FactKind::instrument)) : ids_of(instrument->clauses);
  }
  if (reference.kind == FactKind::project) {
    const auto* programme = as<Programme>(whole(reference, FactKind::programme));
    return programme == nullptr ? names_like(whole(reference, FactKind::programme)) : ids_of(programme->projects);
  }
  if (reference.kind == FactKind::requirement) {
    const auto profile = profiles_.find(reference.id);
    return profile == profiles_.end() ? names_like(whole(reference, FactKind::profile)) : ids_of(profile->second->requirements);
  }
  std::vector<std::string_view> out;
  for (const auto& [id, fact] : of(reference.kind)) out.push_back(id);
  return out;
}

}  // namespace entente::world
