// Laws about more and less: what restricts never widens, what grants never narrows by its absence.
#include <map>

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

// Seen from the permit: what was permitted with a category or control is permitted without. Half of the scenes get a category
// that most facts list, and a clause on categories.
TEST(Law, adding_a_restrictive_category_or_control_never_widens) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label) return false;
    auto& dice = scene.dice;
    auto& label = *scene.request.object.label;
    if (dice.chance(60)) {
      const label::Category added{scene.world.policies.policies().begin()->first, CategoryName("SI"),
                                  label::CategoryKind::restrictive};
      const std::string name = added.policy.str() + ":SI";
      std::erase_if(label.categories, [&](const auto& each) { return each.policy == added.policy && each.name == added.name; });
      label.categories.push_back(added);
      std::sort(label.categories.begin(), label.categories.end());
      for (auto& each : scene.world.instruments) each.categories.push_back(name);
      for (auto& each : scene.world.consents) each.categories.push_back(name);
      for (auto& each : scene.world.delegations) each.categories.push_back(name);
      for (auto& person : scene.world.people) {
        for (auto& each : person.clearances) each.categories.push_back(name);
      }
      if (!scene.world.instruments.empty() && dice.chance(50)) {
        auto clause = make_clause(scene, "added", dice);
        clause.categories = {dice.one_of({name, std::string("JPN:TK")})};
        dice.one_of(scene.world.instruments).clauses.push_back(clause);
      }
    }
    const auto with = decided(scene);
    if (!with.permit) return false;
    bool tested = false;
    const auto check_without = [&](const std::string& what, auto take_out) {
      Scene without = scene;
      take_out(*without.request.object.label);
      demand_no_wider(decided(without), with, what);
      tested = true;
    };
    for (std::size_t i = 0; i < label.categories.size(); ++i) {
      if (label.categories[i].kind != label::CategoryKind::restrictive) continue;
      check_without("a category", [&](auto& it) { it.categories.erase(it.categories.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    if (label.controls.originator_control) check_without("ORCON", [](auto& it) { it.controls.originator_control = false; });
    if (label.controls.no_foreign) check_without("NOFORN", [](auto& it) { it.controls.no_foreign = false; });
    if (label.controls.eyes_only) check_without("an eyes-only list", [](auto& it) { it.controls.eyes_only.reset(); });
    return tested;
  };
  law_holds(law, 4, 0.04);
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
    if (!raised.permit) return false;
    label.level = low;
    owner.level = low;
    const auto lower = decided(scene);
    if (lower.reasons.front().outcome == decision::Outcome::fail) return false;  // a category that its policy excludes down there
    demand_no_wider(lower, raised, "raising the level from " + low.str());
    return true;
  };
  law_holds(law, 6, 0.04);
}

// From a deny: nothing that is taken out makes it a permit. From a permit: it does not hang on the absence of what is added.
TEST(Law, removing_a_granting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    const bool memberships = !membership_restricts(scene);
    const auto decision = decided(scene);
    for (int tries = 0; decision.permit && tries < 4; ++tries) {
      Scene more = scene;
      more.dice = scene.dice.section(16);
      const std::string what = add_grant(more);
      if (what != "a membership" || memberships) demand_no_wider(decided(more), decision, "being without " + what);
    }
    auto grants = grants_of(scene.world);
    std::erase_if(grants, [&](const Grant& each) {
      return each.contradicted || (each.kind == GrantKind::membership && !memberships) ||
             (each.kind == GrantKind::accession && !each.unlist);
    });
    if (decision.permit || grants.empty()) return decision.permit;
    const Grant& grant = any_of(grants, scene.dice);
    (grant.unlist ? grant.unlist : grant.remove)(scene.world);
    demand_no_wider(decision, decided(scene), "removing " + grant.what);
    return false;
  };
  law_holds(law, 5, 0.1);
}

// From a deny: nothing that is added makes it a permit. From a permit: it does not hang on a restriction.
TEST(Law, adding_a_restricting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    const auto decision = decided(scene);
    if (decision.permit) {
      auto worlds = without_a_restriction(scene.world);
      for (int tries = 0; tries < 3 && !worlds.empty(); ++tries) {
        const auto& [what, world] = scene.dice.one_of(worlds);
        demand_no_wider(decided(world, scene.options, scene.request), decision, what);
      }
      return !worlds.empty();
    }
    auto* subject = party_of(scene, PartyId(scene.request.subject.id));
    const PartyId member = scene.dice.one_of(scene.world.parties).id;
    const bool has_members = decision.reasons.size() > decision::kPartyRules && decision.reasons.back().recipient;
    if (has_members && !is_group(scene, member) && scene.options.require != world::Evidence::assumed) {
      // Whoever may be a member must be allowed too; this membership is too weak to grant anything.
      subject->members.push_back({member, {}, read_as(world::Evidence::assumed)});
      demand_no_wider(decision, decided(scene), "one more member, " + member.str() + ",");
      return true;
    }
    const std::string what = add_restriction(scene);
    demand_no_wider(decision, decided(scene), what);
    return false;
  };
  law_holds(law, 5, 0.05);
}

TEST(Law, raising_require_never_widens) {
  const Law law = [](Scene& scene) {
    scene.options.require = world::Evidence::verified;
    if (scene.dice.chance(40)) {  // facts that a high grade does not see
      for (auto& party : scene.world.parties) {
        for (auto& each : party.members) each.provenance.evidence = world::Evidence::unverified;
      }
    }
    const auto strict = decided(scene);
    if (!strict.permit) return false;
    demand(strict.evidence == world::Evidence::verified, "a permit weaker than required");
    for (const auto grade : {world::Evidence::partial, world::Evidence::unverified, world::Evidence::assumed}) {
      scene.options.require = grade;
      const auto lax = decided(scene);
      demand_no_wider(lax, strict, "raising the grade required");
      demand(lax.evidence >= grade, "a permit weaker than required");
    }
    return true;
  };
  law_holds(law, 6, 0.08);
}

// One clearance at each level of its policy in turn: what is permitted at one is permitted at every higher one.
TEST(Law, a_higher_clearance_of_the_same_policy_never_narrows) {
  const Law law = [](Scene& scene) {
    if (!asks_for_somebody_in_post(scene)) return false;
    bool tested = false;
    const auto raise = [&](std::vector<world::Clearance>& clearances) {
      if (clearances.empty()) return;
      auto& clearance = scene.dice.one_of(clearances);
      std::map<int, decision::Decision> by_height;
      for (const auto& level : scene.world.policies.find(clearance.policy)->levels) {
        clearance.level = level.name;
        if (level.comparable) by_height[level.hierarchy] = decided(scene);
      }
      for (auto lower = by_height.begin(); lower != by_height.end(); ++lower) {
        const auto higher = std::next(lower);
        if (higher == by_height.end() || !lower->second.permit) continue;
        demand_no_wider(higher->second, lower->second, "the lower clearance");
        tested = true;
      }
    };
    const auto& id = scene.request.subject.id;
    for (auto& each : scene.world.people) {
      if (each.id == id) raise(each.clearances);
    }
    for (auto& each : scene.world.systems) {
      if (each.id == id) raise(each.accreditations);
    }
    for (auto& each : scene.world.facilities) {
      if (each.id == id) raise(each.clearances);
    }
    return tested;
  };
  law_holds(law, 6, 0.05);
}

TEST(Law, an_expired_grant_is_as_absent) {
  const Law law = [](Scene& scene) {
    auto grants = grants_of(scene.world);
    std::erase_if(grants, [](const Grant& each) { return !each.end; });
    if (grants.empty()) return false;
    const Grant& grant = any_of(grants, scene.dice);
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
    return as_grant(grant.period).contains(scene.request.time);
  };
  law_holds(law, 5, 0.3);
}

}  // namespace
}  // namespace entente::property
