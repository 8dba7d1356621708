#include "property/act_scene.h"

#include <algorithm>
#include <map>

namespace entente::property {
namespace {

using world::Kind;
using world::PartyKind;

bool is_group(const Cast& cast, const PartyId& id) { return cast.world.party(id)->kind == PartyKind::group; }

// A nation or organisation that is not the recipient; with few parties it may be the recipient all the same.
PartyId some_giver(const Cast& cast, Dice& dice) {
  for (const PartyId& each : {cast.owner, cast.holder}) {
    if (each != cast.recipient && !is_group(cast, each) && !dice.chance(15)) return each;
  }
  for (const auto& each : cast.world.parties) {
    if (each.id != cast.recipient && each.kind != PartyKind::group && !dice.chance(20)) return each.id;
  }
  return cast.owner;
}

void state_act(decision::Request& request, const Cast& cast, Dice& dice) {
  decision::Act& act = request.object.act;
  act.items = {dice.one_of({"fuel", "radar", "food"})};
  if (dice.chance(15)) act.items.emplace_back("classified");
  if (dice.chance(4)) act.items.emplace_back("ammunition");
  if (dice.chance(request.action == "visit" || request.action == "consult" ? 50 : 4)) act.items.clear();
  if (dice.chance(40)) act.activities = {dice.one_of({"exercise", "exercise", "retransfer"})};
  if (dice.chance(12)) act.origin = dice.chance(8) ? kNobody : dice.one_of(cast.world.parties).id;
  const char* project = dice.one_of({"programme:p", "project:p#wings"});
  if (request.action == "participate" || dice.chance(45)) act.project = project;
  if (dice.chance(4)) act.project = dice.one_of({"project:p#tail", "programme:q", "nonsense"});
  if (dice.chance(60)) act.area = dice.chance(85) ? "undersea" : dice.one_of({"space", "kitchen"});
  if (dice.chance(20)) act.tier = static_cast<std::int64_t>(dice.one_of({2, 2, 1}));
  if (dice.chance(50)) act.place = dice.chance(50) ? "yard" : dice.one_of(cast.world.parties).id.str();
  if (!dice.chance(15)) act.begins = Instant{cast.time.seconds + dice.one_of<std::int64_t>({86'400 * 40, 86'400, 86'400 * 400})};
  request.object.export_controlled = dice.chance(25);
}

void add_pacts(Scene& scene, Leaning& act, Dice& dice) {
  auto& world = scene.world;
  const std::map<std::string, Kind> kinds{{"transfer", Kind::equipment_transfer}, {"supply", Kind::cross_servicing},
                                          {"visit", Kind::reciprocal_access},     {"participate", Kind::programme},
                                          {"grant", Kind::security_assistance},   {"consult", Kind::consultation}};
  const auto add = [&](world::Instrument made) {
    world.instruments.push_back(std::move(made));
    for (const auto& clause : std::vector(world.instruments.back().clauses)) {
      satisfy(world, act, world.instruments.back(), clause, dice);
    }
  };
  const std::size_t pacts = 1 + dice.below(2);
  act.instruments = {"instrument:pact-0"};
  for (std::size_t i = 0; i < pacts; ++i) {
    Dice own = dice.section(400);
    const Kind kind = own.chance(10) ? own.one_of({Kind::alliance, Kind::information_security}) : kinds.at(act.action);
    auto made = make_pact(scene, act, "pact-" + std::to_string(i), kind, own);
    if (kind != kinds.at(act.action) && made.clauses.empty()) made.clauses.push_back(make_act_clause(act, "art-1", own));
    if (own.chance(12)) made.under = InstrumentId(own.chance(90) ? "scheme" : "pact-0");
    add(std::move(made));
  }
  Dice others = dice.section(400);
  add(make_pact(scene, act, "scheme", Kind::alliance, others));
  world.instruments.back().clauses.clear();
  if (dice.chance(30)) add(make_pact(scene, act, "law", Kind::national_law, dice));
  if (!scene.request.object.export_controlled) return;
  if (dice.chance(75)) world.licences.push_back(make_licence(act, "export", dice));
  if (dice.chance(25)) add(make_embargo(scene, act, dice));
  if (!dice.chance(40)) return;
  Leaning transfer = act;
  transfer.action = "transfer";
  if (act.object.act.origin && world.party(*act.object.act.origin) != nullptr) transfer.givers.push_back(*act.object.act.origin);
  add(make_pact(scene, transfer, "exempt", Kind::export_exemption, dice));
}

void ask_act(Scene& scene, Dice& dice) {
  auto& request = scene.request;
  request.action = dice.one_of(kActs);
  if (is_group(scene, scene.recipient) && dice.chance(60)) scene.recipient = scene.world.parties[dice.below(2)].id;
  request.holder = some_giver(scene, dice);
  request.subject = {decision::SubjectType::party, scene.recipient.str()};
  request.time = scene.time;
  request.object.id = dice.one_of({"doc", "doc#2", "other"});
  request.purpose = dice.one_of({"defence", "defence", "defence", "", "training"});
  if (dice.chance(20)) {
    const auto type =
        dice.one_of({decision::SubjectType::person, decision::SubjectType::system, decision::SubjectType::facility});
    request.subject = {type, type == decision::SubjectType::person ? "p0" : type == decision::SubjectType::system ? "s0" : "f0"};
  }
  if (dice.chance(1)) request.subject.id = kNobody.str();
  if (dice.chance(1)) request.subject.type = decision::SubjectType::other;
  if (dice.chance(2)) request.holder.reset();
  if (dice.chance(1)) request.holder = kNobody;
  state_act(request, scene, dice);
  if (dice.chance(60)) request.object.act.value = some_value(dice);
}

// Clauses about acts may be about more than some value only.
void limit_by_value(world::World& world, Dice& dice) {
  if (!dice.chance(50)) return;
  for (auto& instrument : world.instruments) {
    for (auto& each : instrument.clauses) {
      if (each.action != "disclose" && dice.chance(40)) each.above = some_limit(dice);
    }
  }
}

// Words for what lists name by a broader one, and requests that say those.
void explain_items(Scene& scene, Dice& dice) {
  if (!dice.chance(50)) return;
  const auto is = [&](const char* word, std::vector<std::string> broader) {
    scene.world.items.push_back({word, std::move(broader), {}});
  };
  is("diesel", {"fuel"});
  is("marine-diesel", {dice.chance(70) ? "diesel" : "food", "radar"});
  is("classified", {dice.chance(80) ? "sensitive" : "ammunition"});
  is("grenades", {"ammunition"});
  if (dice.chance(20)) is("radar", {dice.one_of({"ammunition", "fuel"})});
  for (auto& each : scene.request.object.act.items) {
    if (each == "fuel" && dice.chance(70)) each = dice.one_of({"diesel", "marine-diesel"});
    if (each == "ammunition" && dice.chance(50)) each = "grenades";
  }
}

// A permit must often hang on something, so that little else stands in its way.
void calm_down(Scene& scene, Dice& dice) {
  for (auto& each : scene.world.people) {
    if (!dice.chance(10)) each.employer = scene.recipient;
    if (!dice.chance(20)) each.period = {};
  }
  for (auto& each : scene.world.systems) each.operated_by = scene.recipient;
  for (auto& each : scene.world.facilities) each.in = scene.recipient;
}

}  // namespace

Leaning leaning_of(const Scene& scene) {
  Leaning act;
  act.action = scene.request.action;
  act.recipient = scene.recipient;
  act.object = scene.request.object;
  act.purpose = scene.request.purpose;
  act.givers = {scene.request.holder.value_or(scene.owner)};
  if (scene.world.party(act.givers.front()) == nullptr) act.givers = {scene.owner};
  act.takers = {scene.recipient};
  if (is_group(scene, scene.recipient)) {
    act.takers.clear();
    for (const auto& each : scene.world.party(scene.recipient)->members) act.takers.push_back(each.member);
    if (act.takers.empty()) act.takers = {scene.recipient};
  }
  act.instruments = {"instrument:pact-0"};
  return act;
}

Scene make_act_scene(const Tape& tape) {
  Dice dice{tape};
  Dice spare = dice.section(128);
  Dice options = dice.section(16);
  Dice asked = dice.section(64);
  Dice people = dice.section(400);
  Dice pacts = dice.section(1600);
  Dice programmes = dice.section(300);
  Scene scene;
  static_cast<Cast&>(scene) = make_cast(dice);
  add_people(scene, people);
  scene.dice = spare;
  ask_act(scene, asked);
  calm_down(scene, people);
  Leaning act = leaning_of(scene);
  if (act.action == "participate" && programmes.chance(30)) {  // several give
    const PartyId other = programmes.one_of(scene.world.parties).id;
    if (other != scene.recipient) act.givers.push_back(other);
  }
  add_programme(scene.world, act, programmes);
  add_pacts(scene, act, pacts);
  limit_by_value(scene.world, asked);
  using world::Evidence;
  scene.options.require = options.one_of({Evidence::unverified, Evidence::unverified, Evidence::unverified, Evidence::assumed,
                                          Evidence::partial, Evidence::verified});
  if (options.chance(10)) scene.options.known_as_of = instant_near_a_date(options);
  explain_items(scene, options);
  give_assurances_anew(scene.world, dice);
  return scene;
}

}  // namespace entente::property
