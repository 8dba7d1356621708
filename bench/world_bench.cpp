// world/load: read, check and compile the shipped world from its files, as every run of the program does.
#include <benchmark/benchmark.h>

#include "shipped.h"

namespace entente::bench {
namespace {

void load(benchmark::State& state) {
  const auto path = shipped_world();
  for (auto _ : state) {
    auto desk = service::Desk::open({path, {}, {}, std::nullopt, world::Evidence::unverified});
    CHECK(desk.has_value());
    auto snapshot = decision::Snapshot::compile(desk->world(), {at_2024(), std::nullopt, world::Evidence::unverified});
    CHECK(snapshot.has_value());
    benchmark::DoNotOptimize(snapshot);
  }
}

const auto* const registered = benchmark::RegisterBenchmark("world/load", load)->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const auto desk = open_shipped();
  for (auto _ : state) {
    auto snapshot = decision::Snapshot::compile(desk.world(), {at_2024(), std::nullopt, world::Evidence::unverified});
    benchmark::DoNotOptimize(snapshot);
  }
}

const auto* const registered_compile = benchmark::RegisterBenchmark("snapshot/compile", compile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::bench
