// What is said of classes is said of every request in them (docs/semantics.md 7.1).
#include <vector>

#include <gtest/gtest.h>

#include "analysis/answers.h"
#include "decision/decide.h"
#include "decision/sets.h"
#include "property/edits.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Axis;
using analysis::ClassSpace;

constexpr std::size_t kMostClasses = 60'000;  // of a space that is looked at

// A world at the scene's time, and what it answers to every class of one owner.
struct Answered {
  decision::Snapshot snapshot;
  analysis::Numbering numbering;
  ClassSpace space;
  std::vector<PartySet> permits;  // by class
};

std::optional<Answered> answered(const Scene& scene, const PartyId& owner) {
  const world::World* const world = &scene.world;
  const auto space = ClassSpace::of({&world, 1}, owner, false);
  if (!space || space->size() > kMostClasses) return std::nullopt;
  const auto snapshot = decision::Snapshot::compile(
      scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
  demand(snapshot.has_value(), "the world was refused");
  const auto numbering = analysis::Numbering::of({&world, 1});
  demand(numbering.has_value(), "the parties were refused");
  Answered out{*snapshot, *numbering, *space, std::vector<PartySet>(space->size())};
  const decision::Sides sides(*snapshot, scene.request.time);
  const analysis::Side side(scene.world, sides, scene.request.time, out.numbering);
  std::vector<bool> told(space->size());
  analysis::walk(*space, {&side, 1}, [&](const analysis::Block& block) {
    for (std::size_t release = 0; release < block.releases_at.size(); ++release) {
      for (std::size_t basis = 0; basis < block.bases_at.size(); ++basis) {
        const auto at = block.first + block.releases_at[release] + block.bases_at[basis];
        demand(at < told.size() && !told[at], "a class is told twice, or there is none of its number");
        told[at] = true;
        out.permits[at] = block.releases[0][release];
        out.permits[at] &= block.bases[0][basis];
      }
    }
    return true;
  });
  demand(std::find(told.begin(), told.end(), false) == told.end(), "a class is left out");
  return out;
}

bool permitted(const Answered& answered, std::size_t at, const PartyId& party) {
  const auto number = answered.numbering.of(party);
  return number && answered.permits[at].has(*number);
}

std::string class_text(const ClassSpace& space, std::size_t at) {
  std::string out = space.owner().value;
  for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
    const auto which = static_cast<Axis>(axis);
    if (space.size(which) > 1) out += "; " + std::string(to_string(which)) + ": " + space.text(which, space.value(at, which));
  }
  return out;
}

// Every party as recipient, sets too.
TEST(Law, classes_answer_as_single_decisions) {
  const Law law = [](Scene& scene) {
    const auto all = answered(scene, scene.owner);
    if (!all) return false;
    bool permits = false;
    for (std::size_t tries = 0; tries < 40; ++tries) {
      const std::size_t at = tries < 20 ? scene.dice.below(65'536) * 65'537 % all->space.size()
                                        : (scene.dice.below(65'536) * 40'503 + tries) % all->space.size();
      auto request = all->space.request(at, scene.world, scene.request.time);
      for (const auto& party : scene.world.parties) {
        request.subject = {decision::SubjectType::party, party.id.value};
        const bool single = decision::judge(all->snapshot, decision::BoundRequest::bind(all->snapshot, request)).permit;
        permits = permits || single;
        demand(single == permitted(*all, at, party.id), class_text(all->space, at) + "; to " + party.id.value +
                                                            (single ? " is left out" : " is too many"));
      }
    }
    return permits;
  };
  law_holds(law, 4, 0.2);
}

// A request is answered as its class, whatever else it names: groups, categories, words that no fact has.
TEST(Law, quotient_is_exact) {
  const Law law = [](Scene& scene) {
    auto& request = scene.request;
    if (!request.object.label || request.object.label->owners.empty()) return false;
    auto& label = *request.object.label;
    label.sources.clear();
    label.owners.resize(1);
    const auto& owner = label.owners.front();
    if (!owner.party) return false;
    const auto all = answered(scene, *owner.party);
    if (!all) return false;
    const auto nobody = [](const std::vector<PartyId>&) { return false; };
    auto& act = request.object.act;
    demand(act.project.empty() || !all->space.class_of(request, nobody), "a request that states a project is in a class");
    leave_activities_only(act);
    bool permits = false;
    for (const auto& party : scene.world.parties) {
      if (party.kind != world::PartyKind::nation) continue;
      request.subject = {decision::SubjectType::party, party.id.value};
      const auto* policy = scene.world.policies.find(label.policy);
      const bool at_marking = policy != nullptr && policy->expand_groups_at_marking && label.created;
      const auto expand = decision::expansion_in_marks(
          scene.world, {at_marking ? *label.created : request.time, scene.options.known_as_of, scene.options.require});
      const auto lists = [&](const std::vector<PartyId>& list) {
        return std::any_of(list.begin(), list.end(), [&](const PartyId& entry) {
          const auto members = expand(entry);
          return entry == party.id || std::find(members.begin(), members.end(), party.id) != members.end();
        });
      };
      const auto at = all->space.class_of(request, lists);
      const auto verdict = decision::judge(all->snapshot, decision::BoundRequest::bind(all->snapshot, request));
      if (!at || (!verdict.permit && verdict.rule == decision::Rule::label_valid)) return false;
      const bool single = verdict.permit;
      permits = permits || single;
      demand(single == permitted(*all, *at, party.id), "of class " + class_text(all->space, *at) + "; to " + party.id.value +
                                                          (single ? " is denied by its class" : " is permitted by its class"));
    }
    return permits;
  };
  law_holds(law, 12, 0.08);
}

}  // namespace
}  // namespace entente::property
