// What has to be recorded: the `needs` of a requirement or of a stage.

#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::FactKind;

world::Condition read_condition(EntryReader& entry) {
  static const auto kTests = choices_of<world::Test>();
  static const auto kKinds = choices_of<world::Kind>();
  static const auto kStatuses = choices_of<world::StatusValue>();
  static const auto kEvents = choices_of<world::EventKind>();
  static const auto kLevels = choices_of<world::EventLevel>();
  static const auto kRoles = choices_of<world::Role>();
  static const auto kStates = choices_of<world::CandidacyState>();
  static const auto kCapabilities = choices_of<world::CapabilityKind>();
  world::Condition out;
  out.test = entry.choice("test", kTests, Need::required).value_or(world::Test::assessment);
  out.way = entry.text("way", Need::optional);
  out.of = entry.reference("of",
                           {FactKind::requirement, FactKind::party, FactKind::programme, FactKind::project, FactKind::instrument},
                           Need::optional);
  out.with = entry.names<PartyId>("with");
  out.at_least = entry.integer("at_least", Need::optional);
  out.kinds = entry.choices("kinds", kKinds);
  out.statuses = entry.choices("status", kStatuses);
  out.topics = entry.texts("topics");
  out.clause = entry.optional_text("clause");
  out.events = entry.choices("events", kEvents);
  out.levels = entry.choices("levels", kLevels);
  out.since = entry.date("since");
  out.within_years = entry.integer("within_years", Need::optional);
  out.role = entry.choice("role", kRoles, Need::optional);
  out.tier = entry.integer("tier", Need::optional);
  out.areas = entry.texts("areas");
  out.state = entry.choice("state", kStates, Need::optional);
  out.capabilities = entry.choices("capabilities", kCapabilities);
  out.standard = entry.text("standard", Need::optional);
  out.place = entry.place();
  entry.finish();
  return out;
}

}  // namespace

std::vector<world::Condition> read_conditions(EntryReader& around) {
  std::vector<world::Condition> out;
  for (auto& entry : around.tables("needs")) out.push_back(read_condition(entry));
  return out;
}

}  // namespace entente::format
