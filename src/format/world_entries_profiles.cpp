// What a candidate is measured against, and how it stands.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::FactKind;

world::Requirement read_requirement(EntryReader& entry, const Inherited& around) {
  world::Requirement out;
  out.id = entry.id("id", kEntryShape);
  out.area = entry.text("area", Need::required);
  out.text = entry.text("text", Need::optional, Prose::lines);
  out.list = entry.optional_text("list");
  out.claims = entry.texts("claims");
  out.closing = entry.text("closing", Need::optional);
  out.closed_by = entry.texts("closed_by");
  out.needs = read_conditions(entry);
  out.provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  return out;
}

bool read_profile(EntryReader& entry, world::World& world) {
  world::Profile out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.of = entry.reference("of", {FactKind::party, FactKind::programme}, Need::required).value_or(world::FactRef());
  out.provenance = read_provenance(entry, {}, Polarity::restriction);
  bool identified = true;
  for (auto& each : entry.tables("requirement")) {
    identified = keep(out.requirements, read_requirement(each, inherited_from(out.provenance))) && identified;
  }
  entry.finish();
  return keep(world.profiles, std::move(out)) && identified;
}

world::Stage read_stage(EntryReader& entry, const Inherited& around) {
  world::Stage out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.text = entry.text("text", Need::optional, Prose::lines);
  out.after = entry.optional_text("after");
  out.needs = read_conditions(entry);
  out.provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  return out;
}

bool read_model(EntryReader& entry, world::World& world) {
  world::Model out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.provenance = read_provenance(entry, {}, Polarity::restriction);
  bool identified = true;
  for (auto& each : entry.tables("stage")) {
    identified = keep(out.stages, read_stage(each, inherited_from(out.provenance))) && identified;
  }
  entry.finish();
  return keep(world.models, std::move(out)) && identified;
}

// Nothing without a date, since then it could not be compared with anything.
std::optional<world::Assessment> read_assessment(EntryReader& entry) {
  static const auto kStates = choices_of<world::AssessmentState>();
  auto id = entry.id("id", kEntryShape);
  const auto requirement = entry.reference("requirement", {FactKind::requirement}, Need::required);
  auto party = read_party_name(entry, "party");
  const auto state = entry.choice("state", kStates, Need::required);
  const auto from = entry.date("from", Need::required);
  auto assessor = entry.text("assessor", Need::required);
  auto text = entry.text("text", Need::optional, Prose::lines);
  const auto polarity = state == world::AssessmentState::met ? Polarity::grant : Polarity::restriction;
  auto provenance = read_provenance(entry, {}, polarity);
  entry.finish();
  if (id.empty() || !requirement || !state || !from) return std::nullopt;
  return world::Assessment{.id = std::move(id),
                           .requirement = *requirement,
                           .party = std::move(party),
                           .state = *state,
                           .from = *from,
                           .assessor = std::move(assessor),
                           .text = std::move(text),
                           .provenance = std::move(provenance)};
}

}  // namespace

bool read_profiles(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("profile")) identified = read_profile(entry, world) && identified;
  for (auto& entry : top.tables("assessment")) {
    auto assessment = read_assessment(entry);
    identified = identified && assessment.has_value();
    append(world.assessments, std::move(assessment));
  }
  for (auto& entry : top.tables("model")) identified = read_model(entry, world) && identified;
  top.finish();
  return identified;
}

}  // namespace entente::format
