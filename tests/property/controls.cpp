// What a disclosure may be asked besides (docs/semantics.md 4.3, 4.6): licences and exemptions, needs of its agreements, waivers,
// nationalities that a clause admits.
#include "property/act_scene.h"

namespace entente::property {
namespace {

using world::Effect;
using world::Instrument;
using world::Kind;

// Whoever might have to consent, and to whom.
Leaning leaning_of_disclosure(const Scene& scene) {
  Leaning act = leaning_of(scene);
  act.givers = {scene.owner};
  if (scene.request.object.label) {
    for (const auto& each : scene.request.object.label->owners) {
      if (each.party && scene.world.party(*each.party) != nullptr && *each.party != scene.owner)
        act.givers.push_back(*each.party);
    }
  }
  act.instruments.clear();
  for (const auto& each : scene.world.instruments) act.instruments.push_back("instrument:" + each.id.str());
  return act;
}

void state_more(decision::Object& object, const Scene& scene, Dice& dice) {
  object.act.items = {dice.one_of({"radar", "fuel"})};
  if (dice.chance(8)) object.act.items.clear();
  if (dice.chance(40)) object.act.activities = {"exercise"};
  if (dice.chance(50)) object.act.place = dice.chance(50) ? "yard" : dice.one_of(scene.world.parties).id.str();
  if (dice.chance(40)) object.act.project = dice.chance(70) ? "project:p#wings" : "programme:p";
  if (dice.chance(60)) object.act.begins = Instant{scene.time.seconds + 86'400 * 40};
  if (dice.chance(5)) object.act.origin = scene.recipient;  // says nothing of a disclosure
  object.export_controlled = dice.chance(20);
}

void ask_more(Scene& scene, const Leaning& act, std::size_t at, Dice& dice) {
  Instrument& instrument = scene.world.instruments[at];
  for (auto& each : instrument.clauses) {
    if (dice.chance(15)) each.activities = {dice.one_of({"exercise", "retransfer"})};
    if (dice.chance(5)) each.items = {"radar"};
  }
  if (dice.chance(40)) {
    auto clause = make_act_clause(act, "needs", dice);
    clause.effect = Effect::condition;
    clause.action = "disclose";
    clause.obligation.clear();
    clause.settlement.clear();
    if (clause.needs.empty() && clause.purposes.empty()) clause.needs = {world::Needed::orders};
    instrument.clauses.push_back(clause);
  }
  if (dice.chance(60)) {
    world::Clause clause;
    if (dice.chance(30)) clause = make_clause(scene, "", dice);
    clause.id = "admits";
    clause.effect = Effect::oblige;
    clause.action = "disclose";
    clause.purposes.clear();
    clause.obligation = "admit-nationality";
    clause.to = {scene.world.parties[dice.below(2)].id, dice.one_of(scene.world.parties).id};
    clause.provenance = calm_provenance(dice);
    instrument.clauses.push_back(clause);
  }
  for (const auto& each : std::vector(instrument.clauses)) {
    if (each.effect == Effect::condition) satisfy(scene.world, act, scene.world.instruments[at], each, dice);
  }
}

}  // namespace

void add_controls(Scene& scene, Dice& dice) {
  state_more(scene.request.object, scene, dice);
  const Leaning act = leaning_of_disclosure(scene);
  if (act.instruments.empty()) return;
  if (dice.chance(40)) {
    Dice own = dice.section(120);
    add_programme(scene.world, act, own);
    scene.world.programmes.back().under.reset();
  }
  for (std::size_t at = 0, count = scene.world.instruments.size(); at < count; ++at) {
    Dice own = dice.section(120);
    if (own.chance(70)) ask_more(scene, act, at, own);
  }
  for (auto& each : scene.world.people) {
    if (dice.chance(30)) each.nationalities.push_back(scene.world.parties[dice.below(2)].id);
  }
  if (!scene.request.object.export_controlled) return;
  for (const PartyId& each : act.givers) {
    if (!dice.chance(70)) continue;
    scene.world.licences.push_back(make_licence(act, "export-" + each.str(), dice));
    if (!dice.chance(10)) scene.world.licences.back().by = each;
  }
  if (dice.chance(25)) scene.world.instruments.push_back(make_embargo(scene, act, dice));
  if (!dice.chance(50)) return;
  Leaning transfer = act;
  transfer.action = "transfer";
  if (scene.request.holder && scene.world.party(*scene.request.holder) != nullptr)
    transfer.givers.push_back(*scene.request.holder);
  auto exemption = make_pact(scene, transfer, "exempt", Kind::export_exemption, dice);
  for (const auto& each : exemption.clauses) satisfy(scene.world, transfer, exemption, each, dice);
  if (dice.chance(60)) scene.request.object.act.value = some_value(dice);
  for (auto& each : exemption.clauses) {
    if (dice.chance(40)) each.above = some_limit(dice);
  }
  scene.world.instruments.push_back(exemption);
}

}  // namespace entente::property
