// Meetings and exercises, and what was undertaken there.

#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::FactKind;

world::Event read_event(EntryReader& entry) {
  static const auto kKinds = choices_of<world::EventKind>();
  static const auto kLevels = choices_of<world::EventLevel>();
  static const auto kStates = choices_of<world::EventState>();
  world::Event out;
  out.id = entry.id("id", kEntryShape);
  out.title = entry.text("title", Need::required);
  out.kind = entry.choice("kind", kKinds, Need::required).value_or(world::EventKind::meeting);
  out.level = entry.choice("level", kLevels, Need::optional);
  out.state = entry.choice("state", kStates, Need::required).value_or(world::EventState::planned);
  out.host = entry.optional_name<PartyId>("host");
  out.participants = entry.names<PartyId>("participants");
  out.observers = entry.names<PartyId>("observers");
  out.domains = entry.texts("domains");
  out.under = entry.optional_name<InstrumentId>("under");
  out.place_name = entry.text("place", Need::optional);
  out.period = read_period(entry);
  out.provenance = read_provenance(entry, {}, Polarity::grant);
  entry.finish();
  return out;
}

world::Commitment read_commitment(EntryReader& entry) {
  world::Commitment out;
  out.id = entry.id("id", kEntryShape);
  out.text = entry.text("text", Need::required, Prose::lines);
  out.owners = entry.names<PartyId>("owners");
  out.from = entry.reference("origin", {FactKind::event, FactKind::instrument}, Need::optional);
  out.aim = entry.flag("aim", false);
  out.due = entry.date("due");
  out.provenance = read_provenance(entry, {}, Polarity::restriction);
  out.states = read_history(entry, inherited_from(out.provenance), world::CommitmentState::done);
  entry.finish();
  return out;
}

}  // namespace

bool read_events(EntryReader top, world::World& world) {
  bool identified = true;
  for (auto& entry : top.tables("event")) identified = keep(world.events, read_event(entry)) && identified;
  for (auto& entry : top.tables("commitment")) identified = keep(world.commitments, read_commitment(entry)) && identified;
  top.finish();
  return identified;
}

}  // namespace entente::format
