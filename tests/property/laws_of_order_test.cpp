// Laws about more and less: what restricts never widens, what grants never narrows by its absence.
#include <gtest/gtest.h>

#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using world::PartyKind;

bool is_group(const Scene& scene, const PartyId& id) {
  const auto* party = scene.world.party(id);
  return party != nullptr && party->kind != PartyKind::nation;
}

world::Party* party_of(Scene& scene, const PartyId& id) {
  const auto found =
      std::find_if(scene.world.parties.begin(), scene.world.parties.end(), [&](const auto& each) { return each.id == id; });
  return found == scene.world.parties.end() ? nullptr : &*found;
}

// Memberships restrict where a group is the recipient or the target of a clause (1.6).
bool membership_restricts(const Scene& scene) {
  if (is_group(scene, PartyId(scene.request.subject.id))) return true;
  for (const auto& instrument : scene.world.instruments) {
    for (const auto& clause : instrument.clauses) {
      if (std::any_of(clause.to.begin(), clause.to.end(), [&](const PartyId& each) { return is_group(scene, each); }))
        return true;
    }
  }
  return false;
}

// Not "a permit stays a permit": the narrower question may deny, but where it permits, so does the wider one.
void demand_no_wider(const decision::Decision& wide, const decision::Decision& narrow, const std::string& what) {
  demand(wide.permit || !narrow.permit, what + " turns a deny into a permit; before:\n" + text_of(outcomes_of(wide)) +
                                            "after:\n" + text_of(outcomes_of(narrow)));
}

TEST(Law, adding_a_restrictive_category_or_control_never_widens) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label) return false;
    const auto before = decided(scene);
    auto& label = *scene.request.object.label;
    auto& dice = scene.dice;
    const std::size_t kind = dice.below(6);
    if (kind == 0) label.controls.no_foreign = true;
    if (kind == 1) label.controls.originator_control = true;
    if (kind == 2 && !label.controls.eyes_only) label.controls.eyes_only = std::vector<PartyId>{scene.recipient};
    if (kind >= 3) {
      auto policy = scene.world.policies.policies().begin();
      if (dice.chance(50)) ++policy;
      const label::Category added{policy->first, CategoryName(dice.one_of({"SI", "TK"})), label::CategoryKind::restrictive};
      std::erase_if(label.categories, [&](const auto& each) { return each.policy == added.policy && each.name == added.name; });
      label.categories.push_back(added);
      std::sort(label.categories.begin(), label.categories.end());
    }
    const auto after = decided(scene);
    demand_no_wider(before, after, "a category or control");
    return after.permit;
  };
  law_holds(law, 6, 0.05);
}

// Both rows exist for each pair of parties in each instrument, alike but for the level; clauses do not single out levels; the
// domain is the same.
TEST(Law, raising_the_level_never_widens) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label || scene.request.object.label->owners.empty()) return false;
    auto& label = *scene.request.object.label;
    auto& owner = label.owners.front();
    const auto* policy = scene.world.policies.find(label.policy);
    const auto* high = policy == nullptr ? nullptr : policy->level(label.level);
    if (high == nullptr || owner.policy != label.policy || owner.level != label.level || !high->comparable) return false;
    std::vector<LevelName> below;
    for (const auto& level : policy->levels) {
      if (level.comparable && level.hierarchy < high->hierarchy) below.push_back(level.name);
    }
    if (below.empty()) return false;
    const LevelName low = scene.dice.one_of(below);
    if (!label.domain) label.domain = high->domain.value_or(kDomains[0]);
    for (auto& instrument : scene.world.instruments) {
      for (auto& clause : instrument.clauses) clause.levels.clear();
      std::erase_if(instrument.rows, [&](const auto& row) { return row.from == owner.party && row.from_level == low; });
      for (std::size_t i = 0, count = instrument.rows.size(); i < count; ++i) {
        auto row = instrument.rows[i];
        if (row.from != owner.party || row.from_level != high->name) continue;
        row.from_level = low;
        instrument.rows.push_back(row);
      }
    }
    const auto raised = decided(scene);
    label.level = low;
    owner.level = low;
    demand_no_wider(decided(scene), raised, "raising the level from " + low.str());
    return raised.permit;
  };
  law_holds(law, 6, 0.04);
}

TEST(Law, removing_a_granting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    auto grants = grants_of(scene.world);
    if (grants.empty()) return false;
    const Grant& grant = scene.dice.one_of(grants);
    if (grant.contradicted || (grant.is_membership && membership_restricts(scene))) return false;
    const auto before = decided(scene);
    (grant.unlist && !grant.has_prohibition ? grant.unlist : grant.remove)(scene.world);
    const auto after = decided(scene);
    demand_no_wider(before, after, "removing " + grant.what);
    return after.permit;
  };
  law_holds(law, 10, 0.1);
}

TEST(Law, adding_a_restricting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    auto* subject = party_of(scene, PartyId(scene.request.subject.id));
    const auto before = decided(scene);
    if (subject != nullptr && subject->kind != PartyKind::nation && before.reasons.size() > decision::kRules &&
        scene.dice.chance(70)) {
      // Whoever may be a member must be allowed too. Its membership is too weak to grant anything.
      if (scene.options.require == world::Evidence::assumed) return false;
      const PartyId member = scene.dice.one_of(scene.world.parties).id;
      if (is_group(scene, member)) return false;
      subject->members.push_back({member, {}, read_as(world::Evidence::assumed)});
      const auto after = decided(scene);
      demand_no_wider(before, after, "one more member, " + member.str() + ",");
      return after.permit;
    }
    const std::string what = add_restriction(scene);
    const auto after = decided(scene);
    demand_no_wider(before, after, what);
    return after.permit;
  };
  law_holds(law, 8, 0.1);
}

TEST(Law, raising_require_never_widens) {
  const Law law = [](Scene& scene) {
    scene.options.require = scene.dice.one_of({world::Evidence::assumed, world::Evidence::unverified, world::Evidence::partial});
    const auto before = decided(scene);
    scene.options.require = scene.options.require == world::Evidence::assumed && scene.dice.chance(50)
                                ? world::Evidence::unverified
                                : world::Evidence::verified;
    const auto after = decided(scene);
    demand_no_wider(before, after, "raising the grade required");
    demand(!after.permit || after.evidence >= scene.options.require, "a permit weaker than required");
    return after.permit;
  };
  law_holds(law, 8, 0.08);
}

TEST(Law, an_expired_grant_is_as_absent) {
  const Law law = [](Scene& scene) {
    auto grants = grants_of(scene.world);
    std::erase_if(grants, [](const Grant& each) { return !each.end; });
    if (grants.empty()) return false;
    const Grant& grant = scene.dice.one_of(grants);
    Instant last = scene.request.time;  // the day on which it ended: today, or before a list was marked
    const auto& label = scene.request.object.label;
    if (label && label->created && *label->created < last) last = *label->created;
    Scene ended = scene;
    grant.end(ended.world, day(to_string(last).substr(0, 10)));
    Scene absent = scene;
    grant.remove(absent.world);
    const auto a = decided(ended);
    const auto b = decided(absent);
    demand(a.permit == b.permit && outcomes_of(a) == outcomes_of(b),
           grant.what + " has ended, and yet:\n" + text_of(outcomes_of(a)) + "without it:\n" + text_of(outcomes_of(b)));
    return outcomes_of(decided(scene)) != outcomes_of(b);
  };
  law_holds(law, 8, 0.03);
}

}  // namespace
}  // namespace entente::property
