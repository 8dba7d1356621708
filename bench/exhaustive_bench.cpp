// Analyses over everything, from a loaded world. analysis/matrix: every owner to every recipient of the shipped world;
// analysis/matrix/ACTION: acts, every class of every giver, or programme, to every nation; …/ACTION/10000: of the generated world
// below. analysis/diff/shipped, …/10000: every decision that two dates answer differently; of a generated world of 200 parties
// and 10,000 instruments half a year apart. analysis/prove/…: one assertion over every class and recipient. Counters: classes of
// requests of one world, decisions compared or covered, and how many of these a second.
#include <benchmark/benchmark.h>

#include "analysis/act_matrix.h"
#include "analysis/changes.h"
#include "analysis/prove.h"
#include "generated.h"
#include "service/matrix.h"
#include "shipped.h"

namespace entente::bench {
namespace {

analysis::View view(const service::Desk& desk, const char* date) {
  return {&desk.world(), {.at = *parse_instant(date), .known_as_of = std::nullopt, .require = world::Evidence::unverified}};
}

void matrix(benchmark::State& state) {
  const auto desk = open_shipped();
  for (auto _ : state) {
    auto text = service::view_matrix(desk, {*parse_instant("2026-11-01"), {}, std::nullopt, service::AnswerForm::text});
    CHECK(text.has_value());
    benchmark::DoNotOptimize(text);
  }
}

// Counters: classes, the pairs that something may carry, and what of it is permitted.
void act_matrix(benchmark::State& state, const service::Desk& desk, const char* date, const std::string& action) {
  for (auto _ : state) {
    const auto matrix = analysis::act_matrix(view(desk, date), action, {});
    if (!matrix) return state.SkipWithError(matrix.error().message.c_str());
    std::uint64_t classes = 0;
    std::uint64_t permitted = 0;
    for (const auto& cell : matrix->cells) {
      classes += cell.classes;
      permitted += cell.permitted;
    }
    state.counters["classes"] = static_cast<double>(classes);
    state.counters["permitted"] = static_cast<double>(permitted);
  }
}

void diff(benchmark::State& state, const service::Desk& desk, const char* from, const char* to) {
  std::uint64_t classes = 0;
  std::uint64_t decisions = 0;
  for (auto _ : state) {
    const auto found = analysis::changes(view(desk, from), view(desk, to), {});
    CHECK(found.has_value());
    classes = found->classes;
    decisions = found->decisions;
    state.counters["changed"] = static_cast<double>(found->permitted + found->denied);
  }
  state.counters["classes"] = static_cast<double>(classes);
  state.counters["decisions"] = static_cast<double>(decisions);
  state.counters["decisions_per_second"] =
      benchmark::Counter(static_cast<double>(decisions), benchmark::Counter::kIsIterationInvariantRate);
}

void prove(benchmark::State& state, const service::Desk& desk, const char* date) {
  analysis::Assertion assertion;
  assertion.id = "no-foreign";
  assertion.expect = analysis::Expected::deny;
  assertion.values[analysis::Axis::control] = {"no-foreign"};
  std::uint64_t covered = 0;
  for (auto _ : state) {
    const auto proof = analysis::prove(assertion, view(desk, date));
    CHECK(proof.has_value() && proof->holds);
    covered = proof->covered;
  }
  state.counters["covered"] = static_cast<double>(covered);
  state.counters["covered_per_second"] =
      benchmark::Counter(static_cast<double>(covered), benchmark::Counter::kIsIterationInvariantRate);
}

void diff_shipped(benchmark::State& state) { diff(state, open_shipped(), "2012-01-01", "2026-11-01"); }
void diff_10000(benchmark::State& state) { diff(state, open_generated(10'000), "2020-01-01", "2020-06-01"); }
void prove_shipped(benchmark::State& state) { prove(state, open_shipped(), "2026-11-01"); }
void prove_10000(benchmark::State& state) { prove(state, open_generated(10'000), "2020-01-01"); }

const auto* const registered_matrix = benchmark::RegisterBenchmark("analysis/matrix", matrix)->Unit(benchmark::kMillisecond);
const bool registered_acts = [] {
  for (const std::string action : {"supply", "transfer", "visit", "participate", "grant", "consult"}) {
    const auto name = "analysis/matrix/" + action;
    benchmark::RegisterBenchmark(name.c_str(), [action](benchmark::State& state) {
      act_matrix(state, open_shipped(), "2026-11-01", action);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(
        (name + "/10000").c_str(),
        [action](benchmark::State& state) { act_matrix(state, open_generated(10'000), "2020-01-01", action); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
  }
  return true;
}();
const auto* const registered_diff =
    benchmark::RegisterBenchmark("analysis/diff/shipped", diff_shipped)->Unit(benchmark::kMillisecond);
const auto* const registered_diff_10000 =
    benchmark::RegisterBenchmark("analysis/diff/10000", diff_10000)->Unit(benchmark::kMillisecond)->Iterations(1);
const auto* const registered_prove =
    benchmark::RegisterBenchmark("analysis/prove/shipped", prove_shipped)->Unit(benchmark::kMillisecond);
const auto* const registered_prove_10000 =
    benchmark::RegisterBenchmark("analysis/prove/10000", prove_10000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace entente::bench
