// The engine and the naive evaluator on acts, and how long the engine's answers hold.
#include <gtest/gtest.h>

#include "decision/decide.h"
#include "property/act_scene.h"
#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

TEST(ActsAgainstEngine, fast_equals_reference_on_acts) {
  const Law law = [](Scene& scene) {
    const auto expected = reference::decide(scene.world, scene.options, scene.request);
    const auto actual = decided(scene);
    const auto wanted = sorted(expected.outcomes);
    const auto found = sorted(outcomes_of(actual));
    demand(expected.permit == actual.permit && wanted == found,
           "reference: " + std::string(expected.permit ? "permit\n" : "deny\n") + text_of(wanted) +
               "engine: " + (actual.permit ? "permit\n" : "deny\n") + text_of(found));
    demand(!actual.permit || expected.evidence == actual.evidence, "evidence: reference " +
                                                                       std::string(to_string(expected.evidence)) + ", engine " +
                                                                       std::string(to_string(actual.evidence)));
    const auto snapshot = decision::Snapshot::compile(
        scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
    const auto verdict =
        decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, scene.request, decision::Words::none));
    demand(verdict.permit == actual.permit && verdict.valid_until == actual.valid_until, "judge and decide differ");
    demand(!verdict.permit || verdict.evidence == actual.evidence, "judge and decide differ on the evidence");
    return expected.permit;
  };
  law_holds(law, 12, 0.3, make_act_scene);
}

// Byte for byte.
TEST(ActsAgainstEngine, order_of_facts_is_irrelevant_to_every_word) {
  const Law law = [](Scene& scene) {
    const auto a = decided(scene);
    const auto b = decided(shuffled(scene.world, scene.dice), scene.options, scene.request);
    demand(a == b, "another decision after reordering:\n" + text_of(outcomes_of(a)) + "and:\n" + text_of(outcomes_of(b)));
    return a.permit;
  };
  law_holds(law, 4, 0.3, make_act_scene);
}

TEST(ActsAgainstEngine, decision_is_constant_until_horizon) {
  const Law law = [](Scene& scene) {
    const auto now = decided(scene);
    demand(now.valid_until > scene.request.time, "the horizon has passed already");
    std::vector<Instant> later{Instant{scene.request.time.seconds + 1}, Instant{now.valid_until.seconds - 1}};
    for (const Instant boundary : boundaries(scene)) later.insert(later.end(), {boundary, Instant{boundary.seconds - 1}});
    std::erase_if(later, [&](Instant t) {
      return t <= scene.request.time || t >= now.valid_until || t == Instant{kEndOfTime.seconds - 1};
    });
    for (int tries = 0; tries < 3 && !later.empty(); ++tries) {
      Scene then = scene;
      then.request.time = scene.dice.one_of(later);
      const auto decision = decided(then);
      demand(decision.permit == now.permit && outcomes_of(decision) == outcomes_of(now) && decision.evidence == now.evidence,
             "another decision at " + to_string(then.request.time) + " though valid until " + to_string(now.valid_until) + ":\n" +
                 text_of(outcomes_of(now)) + "then:\n" + text_of(outcomes_of(decision)));
    }
    return now.permit && !later.empty();
  };
  law_holds(law, 4, 0.2, make_act_scene);
}

}  // namespace
}  // namespace entente::property
