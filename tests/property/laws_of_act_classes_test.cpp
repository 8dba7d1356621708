// What is said of classes of acts is said of every act in them (docs/semantics.md 7.3).
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "analysis/act_matrix.h"
#include "decision/decide.h"
#include "property/act_scene.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::ActAxis;
using analysis::ActSpace;

constexpr std::size_t kMostClasses = 4'000;

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

decision::Verdict single(const decision::Snapshot& snapshot, const decision::Request& request) {
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request));
}

analysis::ActPair pair_of(const decision::Request& request, const PartyId& recipient) {
  const bool joins = request.action == "participate";
  return {request.action, joins ? request.object.act.project : request.holder.value_or(PartyId()).value, recipient};
}

std::string class_text(const ActSpace& space, std::size_t at) {
  std::string out = space.pair().action + " " + space.pair().giver + " to " + space.pair().recipient.value;
  for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
    const auto which = static_cast<ActAxis>(axis);
    out += "; " + std::string(analysis::to_string(which)) + ": " + space.values(which)[space.value(at, which)].text;
  }
  return out;
}

// The same act, with much of what is stated left to chance.
decision::Request varied(const Scene& scene, const decision::Request& request, Dice& dice) {
  auto out = request;
  auto& act = out.object.act;
  const auto some = [&](std::vector<std::string> names) {
    std::vector<std::string> list;
    for (auto& each : names) {
      if (dice.chance(35)) list.push_back(std::move(each));
    }
    return list;
  };
  if (dice.chance(40)) act.items = some({"fuel", "radar", "food", "classified", "ammunition", "nobody names it"});
  if (dice.chance(40)) act.activities = some({"exercise", "retransfer", "nobody names it"});
  if (dice.chance(20)) out.purpose = dice.one_of({"defence", "training", "nobody names it", ""});
  if (dice.chance(20)) act.origin = dice.one_of(scene.world.parties).id;
  if (dice.chance(10)) act.origin = PartyId("nobody");
  if (dice.chance(20)) act.origin = out.holder;
  if (dice.chance(30) && request.action != "participate")
    act.project = dice.one_of({"programme:p", "project:p#wings", "project:p#tail", "programme:q", "nonsense", ""});
  if (dice.chance(30)) act.area = dice.one_of({"undersea", "space", "nobody names it", ""});
  if (dice.chance(30)) act.tier = static_cast<std::int64_t>(dice.below(5));
  if (dice.chance(20)) act.place = dice.one_of({"yard", "nobody names it", ""});
  if (dice.chance(30)) act.begins = Instant{out.time.seconds + static_cast<std::int64_t>(dice.below(900)) * 86'400};
  if (dice.chance(20)) act.begins.reset();
  if (dice.chance(20)) act.ends = Instant{out.time.seconds + 86'400};
  if (dice.chance(20)) act.quantity = decision::Amount{static_cast<std::int64_t>(dice.below(1000)), "L"};
  if (dice.chance(30)) out.object.id = dice.one_of({"doc", "doc#2", "doc#3", "other", "another", "fuel"});
  if (dice.chance(30)) out.object.export_controlled = dice.chance(50);
  if (dice.chance(40)) act.value = some_value(dice);
  if (dice.chance(10)) act.value.reset();
  return out;
}

// What the first reason that denies cites.
std::string denied_by(const decision::Snapshot& snapshot, const decision::Request& request) {
  for (const auto& reason : decision::decide(snapshot, request).reasons) {
    if (reason.outcome == decision::Outcome::fail || reason.outcome == decision::Outcome::unknown) return reason.clause;
  }
  return {};
}

// Two prohibitions of one instrument that differ only in what they forbid.
void forbid_two(Scene& scene) {
  for (auto& instrument : scene.world.instruments) {
    if (instrument.kind == world::Kind::national_law || !scene.dice.chance(50)) continue;
    for (const auto* item : {"fuel", "radar"}) {
      world::Clause clause;
      clause.id = std::string("no-") + item;
      clause.effect = world::Effect::prohibit;
      clause.action = scene.request.action;
      clause.items = {item};
      clause.provenance = read_as(world::Evidence::verified);
      instrument.clauses.push_back(std::move(clause));
    }
  }
}

// An exemption of the parties whose conditions often ask the same of different acts, and not always of the same exporter.
void exempt_on_conditions(Scene& scene) {
  auto& dice = scene.dice;
  world::Instrument exempt;
  exempt.id = InstrumentId("exempt-on-conditions");
  exempt.kind = world::Kind::export_exemption;
  exempt.provenance = read_as(world::Evidence::verified);
  exempt.statuses.push_back({world::StatusValue::in_force, *PartialDate::parse("1990"), exempt.provenance});
  for (const auto& party : scene.world.parties) exempt.parties.push_back({party.id, {}, exempt.provenance});
  for (std::size_t each = 2 + dice.below(4); each > 0; --each) {
    world::Clause clause;
    clause.id = "c" + std::to_string(each);
    clause.effect = dice.chance(10) ? world::Effect::prohibit : world::Effect::condition;
    clause.action = "transfer";
    if (dice.chance(60)) clause.items = {dice.one_of({"fuel", "radar", "classified"})};
    if (dice.chance(40)) clause.activities = {dice.one_of({"exercise", "retransfer"})};
    if (dice.chance(40)) clause.above = some_limit(dice);
    if (dice.chance(20)) clause.from = {dice.one_of(scene.world.parties).id};
    if (dice.chance(10)) clause.purposes = {"defence"};
    using world::Needed;
    clause.needs = {dice.one_of({Needed::licence, Needed::licence, Needed::registration, Needed::facility_clearance})};
    clause.provenance = exempt.provenance;
    exempt.clauses.push_back(std::move(clause));
  }
  scene.world.instruments.push_back(std::move(exempt));
}

// Every act is answered as its class: what it rests on, and how surely, too.
TEST(Law, act_classes_are_exact) {
  const Law law = [](Scene& scene) {
    if (scene.dice.chance(25)) forbid_two(scene);
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const analysis::ActReading reading(worlds);
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    demand(snapshot.has_value(), "the world was refused");
    bool permits = false;
    for (const auto& party : scene.world.parties) {
      if (party.kind != world::PartyKind::nation) continue;
      const auto pair = pair_of(scene.request, party.id);
      if (pair.giver == party.id.value || pair.giver.empty()) continue;
      const auto space = ActSpace::of(reading, pair);
      if (!space) continue;
      for (int tries = 0; tries < 12; ++tries) {
        auto request = tries == 0 ? scene.request : varied(scene, scene.request, scene.dice);
        request.subject = {decision::SubjectType::party, party.id.value};
        const auto at = space->class_of(request);
        demand(at.has_value(), "an act has no class");
        const auto is = single(*snapshot, request);
        const auto of_class = single(*snapshot, space->request(*at, request.time));
        const bool no_giver = !is.permit && is.rule == decision::Rule::authority;  // nobody may give at all
        permits = permits || is.permit;
        demand(is.permit == of_class.permit,
               "of " + class_text(*space, *at) + (is.permit ? " is denied by its class" : " is permitted by its class"));
        if (no_giver || !space->carried()) continue;
        if (!is.permit && is.rule == decision::Rule::legal_basis) {
          const auto clause = denied_by(*snapshot, request);
          const auto other = denied_by(*snapshot, space->request(*at, request.time));
          demand(clause == other, "of " + class_text(*space, *at) + " is denied by " + clause + ", its class by " + other);
        }
        demand(is.rule == of_class.rule && (!is.permit || is.evidence == of_class.evidence),
               "of " + class_text(*space, *at) + " rests on another rule or evidence than its class");
      }
    }
    return permits;
  };
  law_holds(law, 8, 0.2, make_act_scene);
}

// Every class is the class of the request that stands for it, and is found by its words.
TEST(Law, act_classes_are_told_apart) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const analysis::ActReading reading(worlds);
    const auto pair = pair_of(scene.request, scene.world.parties.front().id);
    if (pair.giver.empty() || pair.giver == pair.recipient.value) return false;
    const auto space = ActSpace::of(reading, pair);
    if (!space || !space->carried()) return false;
    for (int tries = 0; tries < 30; ++tries) {
      const std::size_t at = (scene.dice.below(65'536) * 40'503 + static_cast<std::size_t>(tries)) % space->size();
      demand(space->class_of(space->request(at, scene.request.time)) == at, class_text(*space, at) + " is of another class");
      for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
        const auto which = static_cast<ActAxis>(axis);
        const auto value = space->value(at, which);
        demand(space->find(which, space->values(which)[value].text) == value, "a value is not found by its words");
      }
    }
    return true;
  };
  law_holds(law, 2, 0.3, make_act_scene);
}

// What sides answer together is what deciding the class's request answers, and holds as long.
TEST(Law, act_answers_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    if (scene.dice.chance(40)) exempt_on_conditions(scene);
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const analysis::ActReading reading(worlds);
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    demand(snapshot.has_value(), "the world was refused");
    bool permits = false;
    for (const auto& party : scene.world.parties) {
      const auto pair = pair_of(scene.request, party.id);
      if (party.kind != world::PartyKind::nation || pair.giver == party.id.value || pair.giver.empty()) continue;
      const auto space = ActSpace::of(reading, pair);
      if (!space) continue;
      const analysis::ActAnswers answers(*snapshot, *space, scene.request.time);
      const std::size_t chosen = 1 + space->size() / 40;
      const std::size_t first = scene.dice.below(static_cast<std::uint32_t>(chosen));
      space->each([&](std::size_t at, const analysis::ActValues& values) {
        if (at % chosen != first) return;
        const auto request = space->request(at, scene.request.time);
        const auto is = decision::decide(*snapshot, request);
        const auto verdict = single(*snapshot, request);
        const auto told = answers.of(values);
        permits = permits || is.permit;
        demand(told.permit == is.permit,
               class_text(*space, at) + (is.permit ? " is permitted" : " is denied") + " but not by its sides");
        demand(told.valid_until == is.valid_until && answers.until() <= is.valid_until,
               class_text(*space, at) + " holds for another time than its sides");
        if (!is.permit) demand(told.rule == verdict.rule, class_text(*space, at) + " is denied by another rule than its sides");
        if (!is.permit) return;
        const auto basis = std::find_if(is.reasons.begin(), is.reasons.end(),
                                        [](const auto& each) { return each.rule == decision::Rule::legal_basis; });
        demand(basis != is.reasons.end() && answers.instrument(told) == basis->clause,
               class_text(*space, at) + " rests on another instrument");
        demand(told.evidence == is.evidence, class_text(*space, at) + " rests on other evidence");
      });
    }
    return permits;
  };
  law_holds(law, 4, 0.2, make_act_scene);
}

// Of one pair: how much is permitted under which instrument and how surely, what each of it states, until when; else what denies.
void demand_cell(const analysis::ActCell& cell, const ActSpace& space, const decision::Snapshot& snapshot, Instant time) {
  struct Way {
    std::uint64_t classes = 0;
    Instant until = kEndOfTime;
    std::set<std::size_t> may_be_silent;  // axes on which some of it states nothing
  };
  std::map<std::pair<std::string, world::Evidence>, Way> ways;
  std::size_t last = 0;
  for (std::size_t at = 0; at < space.size(); ++at) {
    const auto is = decision::decide(snapshot, space.request(at, time));
    const auto of_rule = [&](decision::Rule rule) {
      return std::find_if(is.reasons.begin(), is.reasons.end(), [&](const auto& each) { return each.rule == rule; });
    };
    if (!is.permit) {
      const auto denies = std::find_if(is.reasons.begin(), is.reasons.end(), [](const auto& each) {
        return each.outcome == decision::Outcome::fail || each.outcome == decision::Outcome::unknown;
      });
      const auto place =
          std::find(decision::kActRules.begin(), decision::kActRules.end(), denies->rule) - decision::kActRules.begin();
      last = std::max(last, static_cast<std::size_t>(place));
      continue;
    }
    auto& way = ways[{of_rule(decision::Rule::legal_basis)->clause, is.evidence}];
    ++way.classes;
    way.until = std::min(way.until, is.valid_until);
    for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
      const auto which = static_cast<ActAxis>(axis);
      if (!space.values(which)[space.value(at, which)].stated) way.may_be_silent.insert(axis);
    }
  }
  demand(cell.ways.size() == ways.size(), "a cell has other ways than its classes");
  for (const auto& told : cell.ways) {
    const auto found = ways.find({told.instrument, told.evidence});
    demand(found != ways.end() && found->second.classes == told.classes && found->second.until == told.until,
           "a way is told on other evidence, of other classes or for another time: " + told.instrument);
    for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
      const auto text = analysis::to_string(static_cast<ActAxis>(axis));
      const bool must = std::any_of(told.stated.begin(), told.stated.end(), [&](const auto& each) { return each.axis == text; });
      demand(must == (found->second.may_be_silent.count(axis) == 0),
             std::string(text) + " is told to be stated, or not, and is otherwise");
    }
  }
  if (ways.empty())
    demand(cell.denied_by == decision::kActRules[last],
           "the cell says that another rule denies: " + std::string(to_string(cell.denied_by)));
}

TEST(Law, act_matrix_is_what_decide_tells) {
  const Law law = [](Scene& scene) {
    const auto pair = pair_of(scene.request, scene.world.parties.front().id);
    const std::array views{view_of(scene)};
    const bool known = pair.action == "participate" ? pair.giver.starts_with("programme:p") || pair.giver == "project:p#wings"
                                                    : scene.world.party(PartyId(pair.giver)) != nullptr;
    if (!known) return false;
    const analysis::Narrowing narrowing{{PartyId(pair.giver)}, {}};
    const auto spaces = analysis::act_spaces_asked(views, pair.action, narrowing, analysis::ActPairs::all);
    if (!spaces || spaces->classes > kMostClasses) return false;
    const auto matrix = analysis::act_matrix(views.front(), pair.action, narrowing);
    demand(matrix.has_value(), "the matrix was refused");
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    std::uint64_t permitted = 0;
    for (const auto& space : spaces->list) {
      for (std::size_t at = 0; at < space.size(); ++at) {
        const auto request = space.request(at, scene.request.time);
        if (!single(*snapshot, request).permit) continue;
        ++permitted;
        const auto decision = decision::decide(*snapshot, request);
        demand(decision.permit && decision.valid_until >= matrix->holds_until, "the matrix is told to hold for too long");
      }
    }
    const auto carried = analysis::act_spaces_asked(views, pair.action, narrowing, analysis::ActPairs::carried);
    demand(carried.has_value(), "the spaces were refused");
    for (const auto& space : carried->list) {
      const auto owner = std::find(matrix->owners.begin(), matrix->owners.end(), space.pair().giver) - matrix->owners.begin();
      const auto recipient =
          std::find(matrix->recipients.begin(), matrix->recipients.end(), space.pair().recipient) - matrix->recipients.begin();
      demand_cell(matrix->cell(static_cast<std::size_t>(owner), static_cast<std::size_t>(recipient)), space, *snapshot,
                  scene.request.time);
    }
    std::uint64_t told = 0;
    for (const auto& cell : matrix->cells) {
      std::uint64_t ways = 0;
      for (const auto& way : cell.ways) ways += way.classes;
      demand(ways == cell.permitted, "ways count other than their cell");
      told += cell.permitted;
    }
    demand(told == permitted, "told " + std::to_string(told) + ", permitted one by one " + std::to_string(permitted));
    return permitted != 0;
  };
  law_holds(law, 1, 0.1, make_act_scene);
}

}  // namespace
}  // namespace entente::property
