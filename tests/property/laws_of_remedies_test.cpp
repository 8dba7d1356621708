// Laws of remedies. The judge is the naive evaluator on the whole world, never the engine that found them.
#include <algorithm>
#include <bit>
#include <optional>

#include <gtest/gtest.h>

#include "analysis/remedies.h"
#include "analysis/remedy_facts.h"
#include "decision/needs.h"
#include "property/act_scene.h"
#include "property/generators.h"
#include "property/naive_remedies.h"

namespace entente::property {
namespace {

using analysis::Remedies;
using decision::Lack;
using decision::Way;
using world::RemedyFact;

constexpr std::size_t kAllSubsets = 8;  // of so many facts every subset is tried
constexpr std::size_t kPairs = 80;      // of a larger universe so many pairs

decision::CompileOptions options_of(const Scene& scene) {
  return {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

bool permits(const Scene& scene, const Way& facts) {
  world::World with = scene.world;
  analysis::add_facts(facts, scene.request, scene.options.known_as_of, with);
  return reference::decide(with, scene.options, scene.request).permit;
}

Way facts_of(const analysis::Remedy& remedy) {
  Way out;
  for (const auto& step : remedy.steps) out.insert(step.fact);
  return out;
}

std::string text_of(const Way& facts) {
  std::string text = "{";
  for (const auto& each : facts) {
    text += (each.weak ? " evidence of " : " ") + std::string(world::to_string(each.fact));
    for (const auto& part : {each.instrument.value, each.by.value, each.to.value, each.level.value, each.category, each.value,
                             each.subject, each.id}) {
      if (!part.empty()) text += " " + part;
    }
    for (const auto& target : each.targets) text += " >" + target.value;
    text += ";";
  }
  return text + " }";
}

std::string text_of(const std::set<Way>& sets) {
  std::string text;
  for (const auto& each : sets) text += "  " + text_of(each) + "\n";
  return text;
}

// A step that either side may take stands for two.
std::set<Way> sets_of(const analysis::Remedy& remedy) {
  std::set<Way> out{{}};
  for (const auto& step : remedy.steps) {
    std::set<Way> longer;
    for (const auto& facts : out) {
      for (const auto& fact : {step.fact, step.or_else.value_or(step.fact)}) {
        Way with = facts;
        with.insert(fact);
        longer.insert(std::move(with));
      }
    }
    out = std::move(longer);
  }
  return out;
}

std::set<Way> sets_of(const Remedies& remedies) {
  std::set<Way> out;
  for (const auto& each : remedies.sets) out.merge(sets_of(each));
  return out;
}

Remedies found_in(const Scene& scene) { return analysis::remedies(scene.world, options_of(scene), scene.request); }

TEST(Law, remedy_applied_permits) {
  const Law law = [](Scene& scene) {
    if (permits(scene, {})) return false;
    const auto found = found_in(scene);
    for (const auto& each : sets_of(found)) demand(permits(scene, each), "still denied with " + text_of(each));
    std::set<std::string> told;  // what a reader sees: no two alike
    for (const auto& each : found.sets) {
      std::string text;
      for (const auto& step : each.steps) text += step.text + "\n";
      demand(told.insert(text).second, "told twice: " + text);
    }
    demand(found.sets.empty() || found.no_remedy.empty(), "remedies, and reasons why there are none");
    demand(std::is_sorted(found.sets.begin(), found.sets.end(), [](auto& a, auto& b) { return a.cost < b.cost; }), "not by cost");
    return !found.sets.empty();
  };
  law_holds(law, 6, 0.3);
  law_holds(law, 4, 0.2, make_act_scene);
}

TEST(Law, remedy_is_minimal) {
  const Law law = [](Scene& scene) {
    const auto found = found_in(scene);
    bool tested = false;
    for (const auto& each : found.sets) {
      const Way facts = facts_of(each);
      const std::vector<Lack> list(facts.begin(), facts.end());
      const bool all = list.size() <= kAllSubsets;
      for (std::size_t subset = 0; all && subset + 1 < std::size_t{1} << list.size(); ++subset) {
        Way part;
        for (std::size_t at = 0; at < list.size(); ++at) {
          if ((subset >> at & 1U) != 0) part.insert(list[at]);
        }
        demand(!permits(scene, part), text_of(part) + " of " + text_of(facts) + " suffices");
        tested = true;
      }
      for (const auto& step : each.steps)
        demand(!step.cures.empty() && !step.text.empty() && !step.actors.empty() && step.cost > 0,
               "a step says too little: " + text_of(facts));
    }
    return tested;
  };
  law_holds(law, 2, 0.25);
  law_holds(law, 2, 0.2, make_act_scene);
}

// Every fact that is thought of, and those that come before the rules.
Way universe_of(const Scene& scene) {
  Way out;
  world::World world = scene.world;
  for (int round = 0; round < 2; ++round) {
    const auto snapshot = decision::Snapshot::compile(world, options_of(scene));
    demand(snapshot.has_value(), "the world was refused");
    const auto needs = decision::needs_of(*snapshot, scene.request);
    for (const auto& need : needs.list) {
      for (const auto& way : need.ways) out.insert(way.begin(), way.end());
    }
    if (!needs.before_the_rules) break;
    analysis::add_facts(out, scene.request, scene.options.known_as_of, world);
  }
  return out;
}

// The same fact, up to a lower level that would do (a clearance, an accreditation), or an entry into force that binds fewer.
bool asks_for_less(const Scene& scene, const Lack& lower, const Lack& higher) {
  if (higher.weak || lower == higher) return false;
  if (!lower.weak && lower.fact == RemedyFact::instrument_in_force && higher.fact == lower.fact &&
      higher.instrument == lower.instrument) {
    const auto binds = [](const Lack& lack, const PartyId& party) {
      return party.empty() || lack.by == party || lack.to == party;
    };
    return binds(higher, lower.by) && binds(higher, lower.to);
  }
  Lack same = lower;
  same.level = higher.level;
  same.weak = false;
  if (same != higher || lower.weak) return same == higher;
  const auto* policy = lower.policy.empty() ? scene.world.policies.policy_of(lower.by) : scene.world.policies.find(lower.policy);
  const auto* below = policy->level(lower.level);
  const auto* above = policy->level(higher.level);
  return below->comparable && above->comparable && below->hierarchy < above->hierarchy;
}

// Evidence for what is recorded already, where `fact` would record it once more.
bool strengthens(const Lack& step, const Lack& fact) {
  const auto agrees = [](const auto& recorded, const auto& wanted) { return recorded.empty() || recorded == wanted; };
  return step.weak && step.fact == fact.fact && agrees(step.by, fact.by) && agrees(step.to, fact.to) &&
         agrees(step.subject, fact.subject) && agrees(step.instrument, fact.instrument);
}

// A row for the same level of the same instrument: which levels it may lead to it says itself, without those that have ended and
// those below what the instrument maps lower ones to.
bool is_that_row(const Lack& step, const Lack& fact) {
  Lack same = fact;
  same.targets = step.targets;
  return step.fact == RemedyFact::row && step == same;
}

// An entry into force binds who had not acceded, so it stands for an accession.
bool binds(const Lack& step, const Lack& fact) {
  const bool entry = step.fact == RemedyFact::instrument_in_force || step.fact == RemedyFact::accession;
  const bool of_instrument = fact.fact == RemedyFact::instrument_in_force || fact.fact == RemedyFact::accession;
  return entry && of_instrument && step.instrument == fact.instrument;
}

// A set is not listed that is another one with more asked for in some places.
std::set<Way> modest(const Scene& scene, const std::set<Way>& sets) {
  std::set<Way> out;
  for (const auto& each : sets) {
    const bool immodest = std::any_of(sets.begin(), sets.end(), [&](const Way& other) {
      Way mine = each;
      Way theirs = other;
      for (const auto& fact : each) theirs.erase(fact);
      for (const auto& fact : other) mine.erase(fact);
      const auto has_less = [&](const Lack& more) {
        return std::any_of(theirs.begin(), theirs.end(), [&](const Lack& less) { return asks_for_less(scene, less, more); });
      };
      return !mine.empty() && mine.size() == theirs.size() && std::all_of(mine.begin(), mine.end(), has_less);
    });
    if (!immodest) out.insert(each);
  }
  return out;
}

// All minimal sets of the facts thought of are listed, and no other: every subset is tried.
TEST(Law, every_set_of_the_facts_thought_of_is_tried) {
  const Law law = [](Scene& scene) {
    if (permits(scene, {})) return false;
    const Way universe = universe_of(scene);
    const auto found = found_in(scene);
    if (universe.size() > kAllSubsets || !found.complete) return false;
    const std::vector<Lack> list(universe.begin(), universe.end());
    std::vector<std::size_t> permitting;
    std::set<Way> minimal;
    for (std::size_t bits = 0; bits <= list.size(); ++bits) {  // smaller subsets first
      for (std::size_t subset = 0; subset < std::size_t{1} << list.size(); ++subset) {
        if (static_cast<std::size_t>(std::popcount(subset)) != bits) continue;
        if (std::any_of(permitting.begin(), permitting.end(), [&](std::size_t each) { return (each & subset) == each; }))
          continue;
        Way facts;
        for (std::size_t at = 0; at < list.size(); ++at) {
          if ((subset >> at & 1U) != 0) facts.insert(list[at]);
        }
        if (!permits(scene, facts)) continue;
        permitting.push_back(subset);
        minimal.insert(facts);
      }
    }
    minimal = modest(scene, minimal);
    demand(minimal == sets_of(found), "by trying every subset:\n" + text_of(minimal) + "listed:\n" + text_of(sets_of(found)));
    return !minimal.empty();
  };
  law_holds(law, 3, 0.2);
  law_holds(law, 3, 0.1, make_act_scene);
}

// It is denied, somebody is asked for, and all remedies are told.
std::optional<Remedies> found_for_somebody(const Scene& scene) {
  const bool asks =
      decision::is_act_name(scene.request.action) || (scene.request.object.label && scene.request.action == "disclose");
  if (!asks || permits(scene, {})) return std::nullopt;
  auto found = found_in(scene);
  const auto nobody = [](const auto& each) {
    return each.rule == decision::Rule::recipient_known && each.helps == decision::Helps::record;
  };
  const bool open = std::any_of(found.no_remedy.begin(), found.no_remedy.end(), nobody);  // who would be asked for
  return found.complete && !open ? std::optional(std::move(found)) : std::nullopt;
}

// Of facts that permit together as few as still do, in an order that the scene chooses.
Way as_few_as_permit(Scene& scene, std::vector<Lack> facts) {
  const auto but = [&](std::size_t first, std::size_t last) {
    std::vector<Lack> rest(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(first));
    rest.insert(rest.end(), facts.begin() + static_cast<std::ptrdiff_t>(std::min(last, facts.size())), facts.end());
    return rest;
  };
  for (std::size_t at = facts.size(); at > 1; --at) std::swap(facts[at - 1], facts[scene.dice.below(at)]);
  for (std::size_t size = facts.size() / 2; size > 0; size /= 2) {
    bool again = true;
    while (again) {
      again = false;
      for (std::size_t first = 0; first < facts.size();) {
        auto rest = but(first, first + size);
        if (permits(scene, Way(rest.begin(), rest.end()))) {
          facts = std::move(rest);
          again = size == 1;
        } else {
          first += size;
        }
      }
    }
  }
  return {facts.begin(), facts.end()};
}

// Whatever facts permit it, a remedy is listed that asks for no other kind of fact and for no more of them. The facts are all
// that there are, without asking the engine; of these some are taken away until none is too many.
TEST(Law, remedies_are_complete) {
  const Law law = [](Scene& scene) {
    const auto found = found_for_somebody(scene);
    if (!found) return false;
    const auto universe = naive_universe(scene);
    if (!permits(scene, Way(universe.begin(), universe.end()))) return false;
    const Way facts = as_few_as_permit(scene, universe);
    const auto answers = [&](const Lack& step) {
      return std::any_of(facts.begin(), facts.end(),
                         [&](const Lack& fact) { return fact.fact == step.fact || binds(step, fact); });
    };
    const bool listed = std::any_of(found->sets.begin(), found->sets.end(), [&](const auto& each) {
      return each.steps.size() <= facts.size() &&
             std::all_of(each.steps.begin(), each.steps.end(), [&](const auto& step) { return answers(step.fact); });
    });
    demand(listed, "permitted with " + text_of(facts) + ", listed:\n" + text_of(sets_of(*found)));
    return true;
  };
  law_holds(law, 1, 0.05);
  law_holds(law, 1, 0.05, make_act_scene);
}

// One or two facts of any kind that make it a permit are never missed: a remedy of no more steps is listed.
TEST(Law, no_simpler_remedy_is_missed) {
  const Law law = [](Scene& scene) {
    const auto of_somebody = found_for_somebody(scene);
    if (!of_somebody) return false;
    const Remedies& found = *of_somebody;
    const auto listed = [&](std::size_t steps) {
      return std::any_of(found.sets.begin(), found.sets.end(), [&](const auto& each) { return each.steps.size() <= steps; });
    };
    const auto names = [&](const Lack& fact) {
      return std::any_of(found.sets.begin(), found.sets.end(), [&](const auto& each) {
        if (each.steps.size() != 1) return false;
        const Lack& step = each.steps.front().fact;
        return step == fact || each.steps.front().or_else == fact || asks_for_less(scene, step, fact) ||
               is_that_row(step, fact) || strengthens(step, fact);
      });
    };
    const std::vector<Lack> naive = naive_universe(scene);
    bool tested = false;
    const auto try_out = [&](const Way& facts) {
      if (!permits(scene, facts)) return;
      tested = true;
      demand(listed(facts.size()), "permitted with " + text_of(facts) + ", listed:\n" + text_of(sets_of(found)));
    };
    for (const auto& each : naive) {
      try_out({each});
      if (permits(scene, {each}))
        demand(names(each), "permitted with " + text_of(Way{each}) + " alone, which is not listed:\n" + text_of(sets_of(found)));
    }
    for (std::size_t pair = 0; pair < kPairs && !naive.empty(); ++pair) {
      const Lack& one = scene.dice.one_of(naive);
      const Lack& other = scene.dice.one_of(naive);
      if (one != other) try_out({one, other});
    }
    return tested;
  };
  law_holds(law, 2, 0.04);
  law_holds(law, 2, 0.04, make_act_scene);
}

}  // namespace
}  // namespace entente::property
