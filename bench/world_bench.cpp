// world/load: read, check and compile the shipped world from its files, as every run of the program does; world/load/10000: the
// same for a generated one of 200 parties and 10,000 instruments.
#include <benchmark/benchmark.h>

#include <unistd.h>

#include "generated/large_world.h"
#include "shipped.h"

namespace entente::bench {
namespace {

namespace fs = std::filesystem;

void load_from(benchmark::State& state, const fs::path& path) {
  for (auto _ : state) {
    auto desk = service::Desk::open({path, {}, {}, std::nullopt, world::Evidence::unverified});
    CHECK(desk.has_value());
    auto snapshot = decision::Snapshot::compile(desk->world(), {at_2024(), std::nullopt, world::Evidence::unverified});
    CHECK(snapshot.has_value());
    benchmark::DoNotOptimize(snapshot);
  }
}

void load(benchmark::State& state) { load_from(state, shipped_world()); }

const auto* const registered = benchmark::RegisterBenchmark("world/load", load)->Unit(benchmark::kMillisecond);

void load_generated(benchmark::State& state) {
  const auto folder = fs::temp_directory_path() / ("entente-bench-world-" + std::to_string(::getpid()));
  CHECK(generated::write_world(generated::large_world(1), folder));
  load_from(state, folder);
  fs::remove_all(folder);
}

const auto* const registered_generated =
    benchmark::RegisterBenchmark("world/load/10000", load_generated)->Unit(benchmark::kMillisecond);

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
