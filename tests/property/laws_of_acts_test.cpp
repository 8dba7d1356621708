// Laws about the other actions, of the naive evaluator and of the engine.
#include <algorithm>

#include <gtest/gtest.h>

#include "property/act_edits.h"
#include "property/act_scene.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using world::Effect;
using world::Evidence;

// What an evaluator says of an act.
struct Said {
  bool permit = false;
  std::vector<reference::Outcome> outcomes;  // sorted
  Evidence evidence = Evidence::assumed;
};

struct Evaluator {
  const char* name;
  Said (*say)(const world::World&, const reference::Options&, const decision::Request&);
};

const Evaluator kReference{"reference", [](const auto& world, const auto& options, const auto& request) {
                             const auto answer = reference::decide(world, options, request);
                             return Said{answer.permit, sorted(answer.outcomes), answer.evidence};
                           }};
const Evaluator kEngine{"engine", [](const auto& world, const auto& options, const auto& request) {
                          const auto decision = decided(world, options, request);
                          return Said{decision.permit, sorted(outcomes_of(decision)), decision.evidence};
                        }};

class LawOfActs : public ::testing::TestWithParam<Evaluator> {
 protected:
  static Said said(const Scene& scene) { return said(scene.world, scene); }
  static Said said(const world::World& world, const Scene& scene) { return GetParam().say(world, scene.options, scene.request); }
};
INSTANTIATE_TEST_SUITE_P(Of, LawOfActs, ::testing::Values(kReference, kEngine), [](const auto& of) { return of.param.name; });

std::string both(const Said& before, const Said& after) {
  const auto text = [](const Said& said) { return std::string(said.permit ? "permit\n" : "deny\n") + text_of(said.outcomes); };
  return "\nbefore: " + text(before) + "after: " + text(after);
}

void demand_no_wider(const Said& wide, const Said& narrow, const std::string& what) {
  demand(wide.permit || !narrow.permit, what + " turns a deny into a permit" + both(wide, narrow));
}

bool stands(const Said& said, Rule rule) {
  return std::any_of(said.outcomes.begin(), said.outcomes.end(), [&](const auto& each) {
    return each.rule == rule && (each.outcome == Outcome::fail || each.outcome == Outcome::unknown);
  });
}

std::vector<world::Accession> everybody(const world::World& world) {
  std::vector<world::Accession> all;
  for (const auto& each : world.parties) {
    if (each.kind != world::PartyKind::group) all.push_back({each.id, {day("2030"), {}}, read_as(Evidence::assumed)});
  }
  return all;
}

TEST_P(LawOfActs, default_deny) {
  EXPECT_FALSE(GetParam().say({}, {}, decision::Request{}).permit);
  const Law law = [](Scene& scene) {
    const bool permitted = said(scene).permit;
    strip_grants(scene.world);
    const auto after = said(scene);
    demand(!after.permit, "permitted without any grant\n" + text_of(after.outcomes));
    return permitted;
  };
  law_holds(law, 3, 0.3, make_act_scene);
}

// Of any instrument that lists both, or of the law of either, whoever waives it.
TEST_P(LawOfActs, prohibition_trumps_permission) {
  const Law law = [](Scene& scene) {
    if (!said(scene).permit) return false;
    world::Instrument added;
    added.id = InstrumentId("added");
    added.kind = scene.dice.one_of({world::Kind::alliance, world::Kind::national_law, world::Kind::information_security});
    added.parties = everybody(scene.world);
    for (auto& each : added.parties) {  // before a law begins it denies nothing
      if (added.kind == world::Kind::national_law) each.period = {};
    }
    world::Clause clause;
    clause.id = "art-1";
    clause.action = scene.request.action;
    clause.provenance = read_as(Evidence::assumed);
    if (scene.dice.chance(30)) clause.to = {scene.recipient};
    if (scene.dice.chance(30)) clause.items = scene.request.object.act.items;
    if (scene.dice.chance(30)) clause.activities = scene.request.object.act.activities;
    added.clauses.push_back(clause);
    scene.world.instruments.push_back(added);
    for (const auto& each : scene.world.parties) {
      world::Waiver waiver;
      waiver.of = {world::FactKind::clause, "added", "art-1"};
      waiver.by = each.id;
      for (const auto& to : scene.world.parties) waiver.to.push_back(to.id);
      waiver.provenance = read_as(Evidence::verified);
      scene.world.waivers.push_back(waiver);
    }
    const auto after = said(scene);
    const PartyId subject(scene.request.subject.id);
    const auto* party = scene.world.party(subject);
    const bool by_list = clause.to.empty() || (party != nullptr && party->id == scene.recipient);
    demand(!by_list || !after.permit, "permitted against a prohibition\n" + text_of(after.outcomes));
    demand(!by_list || stands(after, Rule::legal_basis), "the prohibition does not show\n" + text_of(after.outcomes));
    return by_list;
  };
  law_holds(law, 5, 0.25, make_act_scene);
}

// Neither to state a value, nor a greater one, nor one in a currency that no clause names.
TEST_P(LawOfActs, a_greater_value_never_widens) {
  const Law law = [](Scene& scene) {
    world::Clause clause;
    clause.id = "art-99";
    clause.action = scene.request.action;
    clause.above = some_limit(scene.dice);
    clause.provenance = read_as(Evidence::assumed);
    scene.dice.one_of(scene.world.instruments).clauses.push_back(clause);
    auto& value = scene.request.object.act.value;
    const auto stated = value;
    const auto now = said(scene);
    value.reset();
    demand_no_wider(said(scene), now, "a value");
    value = stated.value_or(decision::Amount{0, "USD"});
    const auto before = said(scene);
    value->number += static_cast<std::int64_t>(scene.dice.one_of({1, 1000, 2000}));
    const auto more = said(scene);
    demand_no_wider(before, more, "a greater value");
    value->unit = "EUR";
    const auto other = said(scene);
    demand_no_wider(more, other, "a value that cannot be compared");
    return before.permit && !other.permit;
  };
  law_holds(law, 3, 0.05, make_act_scene);
}

// An agreement on something else, in force for all, with a clause about this item or activity alone.
void add_aside(Scene& scene, const std::vector<std::string>& items, const std::vector<std::string>& activities) {
  world::Instrument added;
  added.id = InstrumentId("aside");
  added.kind = scene.dice.one_of({world::Kind::programme, world::Kind::information_security});
  added.parties = everybody(scene.world);
  for (auto& each : added.parties) each = {each.party, {}, read_as(Evidence::verified)};
  added.statuses = {{world::StatusValue::in_force, day("1950-01-01"), read_as(Evidence::verified)}};
  world::Clause clause;
  clause.id = "art-1";
  clause.effect = Effect::oblige;
  clause.action = scene.request.action;
  clause.obligation = "settle-by";
  clause.items = items;
  clause.activities = activities;
  clause.provenance = read_as(Evidence::verified);
  added.clauses.push_back(clause);
  scene.world.instruments.push_back(added);
}

// An item or an activity beside those that are stated (the first one may be what an agreement is about), or who had provided it before.
TEST_P(LawOfActs, stating_more_of_an_act_never_widens) {
  const Law law = [](Scene& scene) {
    auto& act = scene.request.object.act;
    if (!act.origin && scene.request.action != "participate" && scene.dice.chance(40)) {
      const auto before = said(scene);
      act.origin = scene.dice.one_of(scene.world.parties).id;
      demand_no_wider(before, said(scene), "stating an origin");
      return !before.permit;
    }
    const bool an_item = act.activities.empty() || (!act.items.empty() && scene.dice.chance(60));
    auto& stated = an_item ? act.items : act.activities;
    if (stated.empty()) return false;
    const std::string more = an_item ? scene.dice.one_of({"classified", "fuel", "ammunition", "radar", "papers"})
                                     : scene.dice.one_of({"exercise", "retransfer", "talks"});
    if (scene.dice.chance(60)) {
      if (an_item) add_aside(scene, {more}, {});
      if (!an_item) add_aside(scene, {}, {more});
    }
    const auto before = said(scene);
    stated.push_back(more);
    demand_no_wider(before, said(scene), "stating " + more + " besides");
    return !before.permit;
  };
  law_holds(law, 5, 0.15, make_act_scene);
}

// From a deny: nothing that is taken out makes it a permit. From a permit: it does not hang on the absence of what is added.
TEST_P(LawOfActs, removing_a_granting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    const auto now = said(scene);
    for (int tries = 0; now.permit && tries < 3; ++tries) {
      Scene more = scene;
      more.dice = scene.dice.section(24);
      const std::string what = add_act_grant(more);
      demand_no_wider(said(more), now, "being without " + what);
    }
    auto grants = grants_of(scene.world);
    const bool memberships = !membership_restricts_act(scene);
    std::erase_if(grants, [&](const Grant& each) {
      return (each.gives && each.gives != scene.recipient) || (each.kind == GrantKind::membership && !memberships);
    });
    if (now.permit || grants.empty()) return now.permit;
    for (int tries = 0; tries < 2; ++tries) {
      const Grant& grant = any_of(grants, scene.dice);
      Scene less = scene;
      grant.remove(less.world);
      demand_no_wider(now, said(less), "removing " + grant.what);
    }
    return false;
  };
  law_holds(law, 6, 0.3, make_act_scene);
}

// From a deny: nothing that is added makes it a permit. From a permit: it does not hang on a restriction.
TEST_P(LawOfActs, adding_a_restricting_fact_never_widens) {
  const Law law = [](Scene& scene) {
    const auto now = said(scene);
    if (now.permit) {
      auto worlds = without_an_act_restriction(scene.world);
      for (int tries = 0; tries < 3 && !worlds.empty(); ++tries) {
        const auto& [what, world] = scene.dice.one_of(worlds);
        demand_no_wider(said(world, scene), now, what);
      }
      return !worlds.empty();
    }
    const std::string what = add_act_restriction(scene);
    if (!what.empty()) demand_no_wider(now, said(scene), what);
    return false;
  };
  law_holds(law, 6, 0.25, make_act_scene);
}

TEST_P(LawOfActs, raising_require_never_widens) {
  const Law law = [](Scene& scene) {
    scene.options.require = Evidence::verified;
    auto strict = said(scene);
    for (const auto grade : {Evidence::partial, Evidence::unverified, Evidence::assumed}) {
      scene.options.require = grade;
      const auto lax = said(scene);
      demand_no_wider(lax, strict, "raising the grade required");
      demand(!lax.permit || lax.evidence >= grade, "a permit weaker than required");
      strict = lax;
    }
    return strict.permit;
  };
  law_holds(law, 5, 0.3, make_act_scene);
}

TEST_P(LawOfActs, an_expired_grant_is_as_absent) {
  const Law law = [](Scene& scene) {
    auto grants = grants_of(scene.world);
    std::erase_if(grants, [](const Grant& each) { return !each.end; });
    const Grant& grant = any_of(grants, scene.dice);
    Scene ended = scene;
    grant.end(ended.world, day(to_string(scene.request.time).substr(0, 10)));
    Scene absent = scene;
    grant.remove(absent.world);
    const auto a = said(ended);
    const auto b = said(absent);
    demand(a.permit == b.permit && a.outcomes == b.outcomes, grant.what + " has ended, and is not as absent" + both(a, b));
    return as_grant(grant.period).contains(scene.request.time);
  };
  law_holds(law, 5, 0.3, make_act_scene);
}

TEST_P(LawOfActs, order_of_facts_is_irrelevant) {
  const Law law = [](Scene& scene) {
    const auto a = said(scene);
    const auto b = said(shuffled(scene.world, scene.dice), scene);
    demand(a.permit == b.permit && a.outcomes == b.outcomes && (!a.permit || a.evidence == b.evidence),
           "another answer after reordering" + both(a, b));
    return a.permit;
  };
  law_holds(law, 4, 0.3, make_act_scene);
}

// --- each requirement by itself ---

PartialDate this_year(const Scene& scene) { return day(to_string(scene.request.time).substr(0, 4)); }

// Takes one thing away that a permit needs, everywhere; false if this scene cannot do without it being missed.
struct Need {
  const char* what;
  Rule rule;  // that must stand in the way then
  bool (*take_away)(Scene&);
};

template <class Change>
bool in_every_instrument(Scene& scene, Change change) {
  for (auto& instrument : scene.world.instruments) change(instrument);
  return true;
}

// A condition of every instrument that is no law, with nothing recorded that would meet it.
bool ask_for(Scene& scene, world::Needed need) {
  auto& world = scene.world;
  world.waivers.clear();
  world.approvals.clear();
  world.consents.clear();
  world::Clause clause;
  clause.id = "art-99";
  clause.effect = Effect::condition;
  clause.action = scene.request.action;
  clause.needs = {need};
  clause.period = {this_year(scene), {}};
  clause.provenance = read_as(Evidence::assumed);
  return in_every_instrument(scene, [&](world::Instrument& it) { it.clauses.push_back(clause); });
}

bool participates(const Scene& scene) { return scene.request.action == "participate"; }

constexpr Need kNeedsOfTheBasis[] = {
    {"in force", Rule::legal_basis,
     [](Scene& scene) {
       return in_every_instrument(scene, [](world::Instrument& it) {
         std::erase_if(it.statuses, [](const auto& each) { return each.value == world::StatusValue::in_force; });
       });
     }},
    {"not suspended", Rule::legal_basis,
     [](Scene& scene) {
       const auto today = day(to_string(scene.request.time).substr(0, 10));
       return in_every_instrument(scene, [&](world::Instrument& it) {
         it.statuses.push_back({world::StatusValue::suspended, today, read_as(Evidence::assumed)});
       });
     }},
    {"accession", Rule::legal_basis,
     [](Scene& scene) {
       return in_every_instrument(scene, [](world::Instrument& it) {
         for (auto& each : it.parties) each.period = {day("2190"), std::nullopt};
       });
     }},
    {"evidence", Rule::legal_basis,
     [](Scene& scene) {
       scene.options.require = std::max(scene.options.require, Evidence::unverified);
       return in_every_instrument(scene, [](world::Instrument& it) {
         for (auto& each : it.statuses) each.provenance.evidence = Evidence::assumed;
       });
     }},
    {"assurance", Rule::legal_basis,
     [](Scene& scene) {
       scene.world.assurances.clear();
       return in_every_instrument(scene, [&](world::Instrument& it) {
         for (const auto& each : scene.world.parties) {
           it.withdrawals.push_back({each.id, {this_year(scene), {}}, read_as(Evidence::assumed)});
         }
       });
     }},
    {"no limit that nobody can state", Rule::legal_basis,
     [](Scene& scene) { return in_every_instrument(scene, [](world::Instrument& it) { it.forms = {"document"}; }); }},
    {"what it is under", Rule::legal_basis,
     [](Scene& scene) { return in_every_instrument(scene, [](world::Instrument& it) { it.under = InstrumentId("nothing"); }); }},
    {"its kind", Rule::legal_basis,
     [](Scene& scene) {
       return in_every_instrument(scene,
                                  [](world::Instrument& it) {
                                    it.kind = world::Kind::information_security;
                                    it.clauses.clear();
                                  }) &&
              !participates(scene);
     }},
    {"an item that is listed", Rule::scope,
     [](Scene& scene) {
       if (scene.request.object.act.items.empty()) return false;
       return in_every_instrument(scene, [](world::Instrument& it) { it.items = {"another thing"}; });
     }},
    {"an item that is stated", Rule::scope,
     [](Scene& scene) {
       scene.request.object.act.items.clear();
       const auto& action = scene.request.action;
       return action == "transfer" || action == "supply" || action == "grant";
     }},
    {"a purpose among those enumerated", Rule::purpose,
     [](Scene& scene) {
       scene.world.waivers.clear();
       (void)ask_for(scene, world::Needed::orders);
       return in_every_instrument(scene, [](world::Instrument& it) {
         it.clauses.back().needs.clear();
         it.clauses.back().purposes = {"another purpose"};
       });
     }},
    {"a project that is recorded", Rule::legal_basis,
     [](Scene& scene) {
       scene.world.programmes.clear();
       return participates(scene);
     }},
};

constexpr Need kNeedsOfConditions[] = {
    {"orders", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::orders); }},
    {"a notification", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::notification); }},
    {"consent", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::provider_consent); }},
    {"the host's consent", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::host_consent); }},
    {"a national approval", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::national_approval); }},
    {"a joint committee", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::joint_committee); }},
    {"a check of end use", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::end_use_check); }},
    {"registration", Rule::conditions, [](Scene& scene) { return ask_for(scene, world::Needed::registration); }},
    {"an agreed project", Rule::conditions,
     [](Scene& scene) {
       scene.request.object.act.project = participates(scene) ? scene.request.object.act.project : "project:p#tail";
       return ask_for(scene, world::Needed::agreed_project) && !participates(scene);
     }},
    {"a security agreement", Rule::conditions,
     [](Scene& scene) {
       scene.world.assurances.clear();
       for (auto& each : scene.world.instruments) {
         if (each.kind == world::Kind::information_security)
           each.withdrawals.push_back({scene.recipient, {}, read_as(Evidence::assumed)});
       }
       const bool named = scene.request.subject.id == scene.recipient.str();
       const auto* party = scene.world.party(scene.recipient);
       return ask_for(scene, world::Needed::security_agreement) && named && party->kind == world::PartyKind::nation;
     }},
    {"an invitation", Rule::conditions,
     [](Scene& scene) { return ask_for(scene, world::Needed::invitation) && !participates(scene); }},
    {"a licence that a condition asks for", Rule::conditions,
     [](Scene& scene) {
       scene.world.licences.clear();
       return ask_for(scene, world::Needed::licence);
     }},
    {"what a law asks for", Rule::conditions,
     [](Scene& scene) {
       world::Instrument law;
       law.id = InstrumentId("added");
       law.kind = world::Kind::national_law;
       law.parties = everybody(scene.world);
       scene.world.instruments.push_back(law);
       return ask_for(scene, world::Needed::orders);
     }},
};

constexpr Need kNeedsBesides[] = {
    {"the consent of who provided it", Rule::originator_control,
     [](Scene& scene) {
       scene.world.consents.clear();
       scene.request.object.act.origin = kNobody;
       return true;
     }},
    {"a licence or an exemption", Rule::export_control,
     [](Scene& scene) {
       scene.world.licences.clear();
       scene.world.instruments.erase_if([](const auto& it) { return it.kind == world::Kind::export_exemption; });
       scene.request.object.export_controlled = true;
       return true;
     }},
    {"taking part", Rule::participation,
     [](Scene& scene) {
       scene.world.candidacies.clear();
       for (auto& each : scene.world.programmes) {
         const auto mine = [](const auto& it) { return it.role == world::Role::partner || it.role == world::Role::member; };
         std::erase_if(each.participants, mine);
         for (auto& project : each.projects) std::erase_if(project.participants, mine);
       }
       return participates(scene);
     }},
    {"not being excluded", Rule::participation,
     [](Scene& scene) {
       for (auto& each : scene.world.programmes) {
         for (const auto& party : scene.world.parties) {
           each.participants.push_back(
               {party.id, world::Role::excluded, {}, {}, {this_year(scene), {}}, read_as(Evidence::assumed)});
         }
       }
       return participates(scene);
     }},
    {"a term that is settled", Rule::participation,
     [](Scene& scene) {
       for (auto& each : scene.world.programmes) {
         each.terms.push_back({"added", "", {}, world::TermState::unsettled, "", read_as(Evidence::assumed)});
       }
       return participates(scene);
     }},
};

TEST_P(LawOfActs, every_requirement_of_an_act_is_needed) {
  const auto demand_needed = [](Scene scene, const Need& need) {
    if (!need.take_away(scene)) return;
    const auto after = said(scene);
    demand(!after.permit && stands(after, need.rule),
           std::string("not denied by its rule without ") + need.what + "\n" + text_of(after.outcomes));
  };
  const Law law = [&](Scene& scene) {
    if (!said(scene).permit) return false;
    for (const Need& need : kNeedsOfTheBasis) demand_needed(scene, need);
    for (const Need& need : kNeedsOfConditions) demand_needed(scene, need);
    for (const Need& need : kNeedsBesides) demand_needed(scene, need);
    return true;
  };
  law_holds(law, 3, 0.3, make_act_scene);
}

}  // namespace
}  // namespace entente::property
