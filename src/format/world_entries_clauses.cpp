#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

// An amount that cannot be read is reported, and no clause with one is used.
world::Money read_money(EntryReader& entry) {
  world::Money out;
  out.amount = entry.integer("amount", Need::required).value_or(0);
  out.currency = entry.text("currency", Need::required);
  entry.finish();
  return out;
}

}  // namespace

world::Clause read_clause(EntryReader& entry, world::Kind kind, const Inherited& around) {
  static const auto kEffects = choices_of<world::Effect>();
  static const auto kNeeds = choices_of<world::Needed>();
  static const auto kSettlements = choices_of<world::Settlement>();
  world::Clause out;
  out.id = entry.id("id", kEntryShape);
  out.effect = entry.choice("effect", kEffects, Need::required).value_or(world::Effect::prohibit);
  out.action = entry.optional_text("action").value_or(std::string(usual_action(kind)));
  out.from = entry.names<PartyId>("from");
  out.to = entry.names<PartyId>("to");
  out.levels = entry.names<LevelName>("levels");
  out.categories = entry.texts("categories");
  out.domains = entry.texts("domains");
  out.forms = entry.texts("forms");
  out.purposes = entry.texts("purposes");
  out.items = entry.texts("items");
  out.activities = entry.texts("activities");
  if (auto above = entry.table("above", Need::optional)) out.above = read_money(*above);
  out.needs = entry.choices("needs", kNeeds);
  out.settlement = entry.choices("settlement", kSettlements);
  out.days = entry.integer("days", Need::optional);
  out.obligation = entry.text("obligation", Need::optional);
  out.text = entry.text("text", Need::optional, Prose::lines);
  out.period = {entry.date("start"), entry.date("end")};
  out.provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  return out;
}

bool read_template(EntryReader top, world::World& world) {
  static const auto kKinds = choices_of<world::Kind>();
  world::Template out;
  const auto kind = top.choice("kind", kKinds, Need::required);
  out.kind = kind.value_or(world::Kind::information_security);
  out.provenance = read_provenance(top, {}, Polarity::restriction);
  bool identified = kind.has_value();
  for (auto& entry : top.tables("clause")) {
    identified = keep(out.clauses, read_clause(entry, out.kind, inherited_from(out.provenance))) && identified;
  }
  top.finish();
  if (kind) world.templates.push_back(std::move(out));
  return identified;
}

}  // namespace entente::format
