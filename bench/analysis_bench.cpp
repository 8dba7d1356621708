// analysis/readiness, analysis/stage: of Japan in the shipped world, as of 2026-11-01: the three profiles, and all partners by the
// shipped model, from a loaded world; …/loaded: with reading, checking and compiling the world, as every run of the program does.
#include <benchmark/benchmark.h>

#include "service/readiness_view.h"
#include "service/stage_view.h"
#include "shipped.h"

namespace entente::bench {
namespace {

const Instant kAt = *parse_instant("2026-11-01");

void ask_readiness(const service::Desk& desk) {
  for (const auto* profile : {"fvey", "aukus-pillar-2", "nato-interop"}) {
    auto text = service::view_readiness(
        desk, {.as_of = kAt, .party = PartyId("JPN"), .profile = profile, .timeline = {}, .explain = false, .form = {}});
    CHECK(text.has_value());
    benchmark::DoNotOptimize(text);
  }
}

void ask_stage(const service::Desk& desk) {
  auto text = service::view_stage(
      desk, {.as_of = kAt, .party = PartyId("JPN"), .partner = {}, .model = {}, .beside = {}, .form = service::AnswerForm::text});
  CHECK(text.has_value());
  benchmark::DoNotOptimize(text);
}

template <class Ask>
void from_loaded(benchmark::State& state, const Ask& ask) {
  const auto desk = open_shipped();
  for (auto _ : state) ask(desk);
}

template <class Ask>
void with_load(benchmark::State& state, const Ask& ask) {
  for (auto _ : state) ask(open_shipped());
}

void readiness(benchmark::State& state) { from_loaded(state, ask_readiness); }
void readiness_loaded(benchmark::State& state) { with_load(state, ask_readiness); }
void stage(benchmark::State& state) { from_loaded(state, ask_stage); }
void stage_loaded(benchmark::State& state) { with_load(state, ask_stage); }

const auto* const registered_readiness =
    benchmark::RegisterBenchmark("analysis/readiness", readiness)->Unit(benchmark::kMillisecond);
const auto* const registered_readiness_loaded =
    benchmark::RegisterBenchmark("analysis/readiness/loaded", readiness_loaded)->Unit(benchmark::kMillisecond);
const auto* const registered_stage = benchmark::RegisterBenchmark("analysis/stage", stage)->Unit(benchmark::kMillisecond);
const auto* const registered_stage_loaded =
    benchmark::RegisterBenchmark("analysis/stage/loaded", stage_loaded)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::bench
