// world/load: read, check and compile the shipped world from its files, as every run of the program does; world/load/10000: the
// same for a generated one of 200 parties and 10,000 instruments.
// snapshot/compile: compiling alone, of the shipped world; snapshot/compile/N: of a generated one of N instruments, with the
// memory that one snapshot takes, counted by the allocator.
// snapshot/fact/N: one fact more or less in such a world, until the next decision can be told: snapshot and revision.
#include <benchmark/benchmark.h>

#include <malloc.h>
#include <unistd.h>

#include "crypto/hash.h"
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

// One fact ends or begins, and all is made anew that a decision needs: the revision that it tells, and the snapshot.
void another_fact(benchmark::State& state) {
  const auto desk = open_generated(static_cast<std::size_t>(state.range(0)));
  world::World world = desk.world();
  const decision::CompileOptions options{at_2024(), std::nullopt, world::Evidence::unverified};
  auto& statuses = world.instruments[world.instruments.size() / 2].statuses;
  CHECK(!statuses.empty());
  std::string revision;
  bool ended = false;
  for (auto _ : state) {
    statuses.back().value = ended ? world::StatusValue::in_force : world::StatusValue::terminated;
    ended = !ended;
    auto snapshot = decision::Snapshot::compile(world, options);
    CHECK(snapshot.has_value());
    benchmark::DoNotOptimize(snapshot);
    auto next = crypto::to_string(crypto::sha256(format::canonical_text(world)));
    CHECK(next != revision);
    revision = std::move(next);
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
