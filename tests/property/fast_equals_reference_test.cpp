#include <gtest/gtest.h>

#include "decision/decide.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

std::string both(const reference::Answer& expected, const decision::Decision& actual) {
  return "reference: " + std::string(expected.permit ? "permit\n" : "deny\n") + text_of(expected.outcomes) +
         "engine: " + (actual.permit ? "permit\n" : "deny\n") + text_of(outcomes_of(actual));
}

// The engine and the naive evaluator give the same answer, rule by rule; and the generator makes permits often enough to tell.
TEST(Law, fast_equals_reference) {
  const Law law = [](Scene& scene) {
    const auto expected = reference::decide(scene.world, scene.options, scene.request);
    const auto actual = decided(scene);
    demand(expected.permit == actual.permit && expected.outcomes == outcomes_of(actual), both(expected, actual));
    demand(!actual.permit || expected.evidence == actual.evidence, "evidence: reference " +
                                                                       std::string(to_string(expected.evidence)) + ", engine " +
                                                                       std::string(to_string(actual.evidence)));
    return expected.permit;
  };
  law_holds(law, 10, 0.15);
}

}  // namespace
}  // namespace entente::property
