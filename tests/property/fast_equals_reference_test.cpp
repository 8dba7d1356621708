#include <set>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "decision/decide.h"
#include "decision/sides.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;

std::string both(const reference::Answer& expected, const decision::Decision& actual) {
  return "reference: " + std::string(expected.permit ? "permit\n" : "deny\n") + text_of(expected.outcomes) +
         "engine: " + (actual.permit ? "permit\n" : "deny\n") + text_of(outcomes_of(actual));
}

bool is_bad(const decision::Reason& reason) { return reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown; }

// The fast path without words says the same. With several recipients its rule is any that does not pass.
void demand_same_verdict(const Scene& scene, const decision::Decision& decision) {
  const auto snapshot = decision::Snapshot::compile(
      scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
  const auto bound = decision::BoundRequest::bind(*snapshot, scene.request);
  static decision::Decision earlier;  // of another scene
  decision::decide(*snapshot, scene.request, bound, earlier);
  demand(earlier == decision, "a decision written over an earlier one differs from a new one");
  // Who only judges binds without words.
  const auto verdict = decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, scene.request, decision::Words::none));
  const auto with_words = decision::judge(*snapshot, bound);
  demand(verdict.permit == with_words.permit && verdict.rule == with_words.rule && verdict.valid_until == with_words.valid_until,
         "judge says something else without words");
  demand(verdict.permit == decision.permit, "judge and decide differ");
  demand(verdict.valid_until == decision.valid_until, "judge and decide differ on the horizon");
  demand(!verdict.permit || verdict.evidence == decision.evidence, "judge and decide differ on the evidence");
  if (verdict.permit && verdict.instrument != 0xFFFFFFFF) {
    const auto id = decision::Sides(*snapshot, scene.request.time).instrument(verdict.instrument);
    const auto of_it = [&](const auto& each) { return each.rule == Rule::legal_basis && each.clause.substr(0, each.clause.find('/')) == id; };
    demand(std::any_of(decision.reasons.begin(), decision.reasons.end(), of_it), "judge names another instrument: " + id);
  }
  if (verdict.permit) return;
  const bool several = decision.reasons.back().recipient.has_value();
  const auto named = [&](const auto& each) { return is_bad(each) && (!several || each.rule == verdict.rule); };
  const auto found = std::find_if(decision.reasons.begin(), decision.reasons.end(), named);
  demand(found != decision.reasons.end() && found->rule == verdict.rule,
         "judge names " + std::string(to_string(verdict.rule)) + ":\n" + text_of(outcomes_of(decision)));
}

// The engine and the naive evaluator give the same answer, rule by rule; and the generator makes permits often enough to tell.
bool same_answer(const Scene& scene) {
  const auto expected = reference::decide(scene.world, scene.options, scene.request);
  const auto actual = decided(scene);
  demand(expected.permit == actual.permit && expected.outcomes == outcomes_of(actual), both(expected, actual));
  demand(
      !actual.permit || expected.evidence == actual.evidence,
      "evidence: reference " + std::string(to_string(expected.evidence)) + ", engine " + std::string(to_string(actual.evidence)));
  std::set<std::string> by_law;
  for (const auto& duty : actual.obligations) {
    const auto* of = scene.world.instrument(InstrumentId(duty.clause.substr(0, duty.clause.find('/'))));
    if (of != nullptr && of->kind == world::Kind::national_law) by_law.insert(duty.clause);
  }
  demand(expected.by_law == by_law,
         fmt::format("law: reference {}, engine {}", fmt::join(expected.by_law, " "), fmt::join(by_law, " ")));
  demand_same_verdict(scene, actual);
  return expected.permit;
}

TEST(Law, fast_equals_reference) {
  const Law law = [](Scene& scene) { return same_answer(scene); };
  law_holds(law, 8, 0.12);
}

TEST(Law, fast_equals_reference_on_persons_systems_and_facilities) {
  const Law law = [](Scene& scene) { return asks_for_somebody(scene) && same_answer(scene); };
  law_holds(law, 12, 0.06);
}

}  // namespace
}  // namespace entente::property
