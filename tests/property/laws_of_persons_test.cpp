// Laws about what a person must have, whatever else is recorded.
#include <algorithm>

#include <gtest/gtest.h>

#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;

// Of the year of the decision: a grant that begins then does not hold yet (1.1).
PartialDate this_year(const Scene& scene) { return day(to_string(scene.request.time).substr(0, 4)); }
bool year_is_open(const Scene& scene) { return scene.request.time < this_year(scene).latest(); }

// Takes one thing away that a permit needs; false if this scene cannot do without it being missed.
struct Need {
  const char* what;
  Rule rule;  // that must stand in the way then
  bool (*take_away)(Scene&);
};

void demand_needed(Scene scene, const Need& need) {
  if (!need.take_away(scene)) return;
  const auto after = decided(scene);
  const auto stands = [&](const auto& each) {
    return each.rule == need.rule && (each.outcome == Outcome::fail || each.outcome == Outcome::unknown);
  };
  demand(!after.permit && after.obligations.empty() && std::any_of(after.reasons.begin(), after.reasons.end(), stands),
         std::string("not denied by its rule without ") + need.what + "\n" + text_of(outcomes_of(after)));
}

world::Person* person_of(Scene& scene) {
  for (auto& each : scene.world.people) {
    if (scene.request.subject.type == decision::SubjectType::person && each.id == scene.request.subject.id) return &each;
  }
  return nullptr;
}

// No level of the world is for whoever needs to know alone.
bool every_level_asks(const Scene& scene) {
  const auto& all = scene.world.policies.policies();
  return std::all_of(all.begin(), all.end(), [](const auto& entry) {
    const auto& levels = entry.second.levels;
    return std::all_of(levels.begin(), levels.end(), [](const auto& level) { return level.clearance; });
  });
}

constexpr Need kNeedsOfAPerson[] = {
    {"a record", Rule::recipient_known,
     [](Scene& scene) {
       scene.world.people.clear();
       return true;
     }},
    {"a post", Rule::recipient_known,
     [](Scene& scene) {
       person_of(scene)->period = {this_year(scene), {}};
       return year_is_open(scene);
     }},
    {"evidence of the post", Rule::recipient_known,
     [](Scene& scene) {
       scene.options.require = std::max(scene.options.require, world::Evidence::unverified);
       person_of(scene)->provenance.evidence = world::Evidence::assumed;
       return true;
     }},
    {"a nationality", Rule::nationality,
     [](Scene& scene) {
       person_of(scene)->nationalities.clear();
       return true;
     }},
    {"a nationality that is admitted", Rule::nationality,
     [](Scene& scene) {
       auto& label = *scene.request.object.label;
       const auto is_origin = [&](const PartyId& id) {
         const auto of = [&](const label::Origin& each) { return each.party == id; };
         return std::any_of(label.owners.begin(), label.owners.end(), of) ||
                std::any_of(label.sources.begin(), label.sources.end(), of);
       };
       const PartyId other = scene.world.parties[1].id;
       if (other == person_of(scene)->employer || is_origin(other)) return false;
       person_of(scene)->nationalities.push_back(other);
       label.controls.no_foreign = true;
       return true;
     }},
    {"a clearance", Rule::clearance,
     [](Scene& scene) {
       person_of(scene)->clearances.clear();
       return every_level_asks(scene);
     }},
    {"a clearance at this time", Rule::clearance,
     [](Scene& scene) {
       for (auto& each : person_of(scene)->clearances) each.period = {{}, this_year(scene)};
       return every_level_asks(scene);
     }},
    {"a clearance in a policy that counts", Rule::clearance,
     [](Scene& scene) {
       for (auto& each : person_of(scene)->clearances) each.policy = PolicyId("XYZ");
       return every_level_asks(scene);
     }},
    {"a category read in", Rule::category,
     [](Scene& scene) {
       auto& label = *scene.request.object.label;
       label.categories = {{label.policy, CategoryName("XK"), label::CategoryKind::restrictive}};
       return true;
     }},
    {"a community or an assertion", Rule::need_to_know,
     [](Scene& scene) {
       person_of(scene)->belongs.clear();
       scene.world.needs_to_know.clear();
       return true;
     }},
    {"the object's community", Rule::need_to_know,
     [](Scene& scene) {
       scene.request.object.communities = {"gamma"};
       scene.world.needs_to_know.clear();
       return true;
     }},
};

// Above the free level, where all of it is asked.
TEST(Law, every_requirement_of_a_person_is_needed) {
  const Law law = [](Scene& scene) {
    if (!asks_for_somebody_in_post(scene) || person_of(scene) == nullptr) return false;
    const auto decision = decided(scene);
    const auto asked = [](const auto& each) { return each.rule == Rule::need_to_know && each.outcome == Outcome::pass; };
    if (!decision.permit || std::none_of(decision.reasons.begin(), decision.reasons.end(), asked)) return false;
    for (const Need& need : kNeedsOfAPerson) demand_needed(scene, need);
    return true;
  };
  law_holds(law, 12, 0.02);
}

}  // namespace
}  // namespace entente::property
