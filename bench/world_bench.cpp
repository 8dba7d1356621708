// world/load: read, check and compile the shipped world from its files, as every run of the program does; world/load/10000: the
// same for a generated one of 200 parties and 10,000 instruments.
// snapshot/compile: compiling alone, of the shipped world; snapshot/compile/N: of a generated one of N instruments, with the
// memory that one snapshot takes, counted by the allocator.
// snapshot/fact/N: one fact more in such a world that is open, until the next decision can be told: checks, revision and snapshot.
#include <benchmark/benchmark.h>

#include <algorithm>

#include <malloc.h>
#include <unistd.h>

#include "format/world_folder.h"
#include "generated.h"
#include "generated/large_world.h"
#include "generated/search_scale.h"

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

fs::path write_generated(std::size_t instruments) {
  const auto folder = fs::temp_directory_path() / ("entente-bench-world-" + std::to_string(::getpid()));
  generated::Size size;
  size.instruments = instruments;
  CHECK(generated::write_world(generated::large_world(1, size), folder));
  return folder;
}

void load_generated(benchmark::State& state) {
  const auto folder = write_generated(10'000);
  load_from(state, folder);
  fs::remove_all(folder);
}

const auto* const registered_generated =
    benchmark::RegisterBenchmark("world/load/10000", load_generated)->Unit(benchmark::kMillisecond);

void compile_of(benchmark::State& state, const service::Desk& desk) {
  const decision::CompileOptions options{at_2024(), std::nullopt, world::Evidence::unverified};
  const std::size_t before = bytes_in_use();
  const auto kept = decision::Snapshot::compile(desk.world(), options);
  const auto bytes = static_cast<double>(bytes_in_use() - before);
  CHECK(kept.has_value());
  for (auto _ : state) {
    auto snapshot = decision::Snapshot::compile(desk.world(), options);
    benchmark::DoNotOptimize(snapshot);
  }
  const auto instruments = static_cast<double>(desk.world().instruments.size());
  state.counters["instruments"] = instruments;
  state.counters["bytes"] = bytes;
  state.counters["bytes_per_instrument"] = bytes / instruments;
}

void compile(benchmark::State& state) { compile_of(state, open_shipped()); }

const auto* const registered_compile = benchmark::RegisterBenchmark("snapshot/compile", compile)->Unit(benchmark::kMillisecond);

void compile_generated(benchmark::State& state) { compile_of(state, open_generated(static_cast<std::size_t>(state.range(0)))); }

const auto* const registered_compile_generated = benchmark::RegisterBenchmark("snapshot/compile", compile_generated)
                                                     ->Unit(benchmark::kMillisecond)
                                                     ->Arg(100)
                                                     ->Arg(1'000)
                                                     ->Arg(10'000);

// One fact ends, and all is made anew that a decision needs: the world is checked, has a revision and a snapshot.
void another_fact(benchmark::State& state) {
  const auto desk = open_generated(static_cast<std::size_t>(state.range(0)));
  const auto& instruments = desk.world().instruments;
  const auto in_force = std::find_if(instruments.begin(), instruments.end(), [](const world::Instrument& each) {
    return !each.statuses.empty() && each.statuses.back().value == world::StatusValue::in_force;
  });
  CHECK(in_force != instruments.end());
  const auto patch = "format = 1\n[[end]]\ninstrument = \"" + in_force->id.value + "\"\non = \"2070-01-01\"\n";
  const decision::CompileOptions options{at_2024(), std::nullopt, world::Evidence::unverified};
  for (auto _ : state) {
    const auto amended = desk.amended("patch", patch);
    CHECK(amended.has_value() && amended->revision() != desk.revision());
    auto snapshot = decision::Snapshot::compile(amended->world(), options);
    CHECK(snapshot.has_value());
    benchmark::DoNotOptimize(snapshot);
  }
}

const auto* const registered_fact =
    benchmark::RegisterBenchmark("snapshot/fact", another_fact)->Unit(benchmark::kMillisecond)->Arg(100)->Arg(1'000)->Arg(10'000);

}  // namespace

std::size_t bytes_in_use() {
  const auto use = ::mallinfo2();
  return use.uordblks + use.hblkhd;
}

service::Desk open_generated(std::size_t instruments) {
  const auto folder = write_generated(instruments);
  auto desk = service::Desk::open({folder, {}, {}, std::nullopt, world::Evidence::unverified});
  fs::remove_all(folder);
  CHECK(desk.has_value());
  return std::move(*desk);
}

world::World populated_world(std::size_t instruments) {
  const auto folder = write_generated(instruments);
  auto loaded = format::load_world(folder, {}, {});
  fs::remove_all(folder);
  CHECK(loaded.has_value() && loaded->usable);
  generated::add_subjects(loaded->world, kSubjects, 1);
  return std::move(loaded->world);
}

}  // namespace entente::bench
