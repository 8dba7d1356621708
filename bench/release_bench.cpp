// release/register: the public register and manual of US markings (5,019 lines), read from disk, decided for one partner, copy
// and reports written. release/register/loaded: with the world loaded before. release/register: end to end, what one run of
// `entente release` does but for starting the process. Skipped where the register is not at hand.
#include <optional>

#include <benchmark/benchmark.h>

#include "service/release.h"
#include "shipped.h"

namespace entente::bench {
namespace {

std::filesystem::path register_file() {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  return std::filesystem::path(folder == nullptr ? "../shared/conformance" : folder) / "capco/CAPCO-2016.md";
}

enum class World { loaded_before, loaded_each_time };

void release_register(benchmark::State& state, World world) {
  if (!std::filesystem::exists(register_file())) {
    state.SkipWithError("the register is not at hand: set ENTENTE_CONFORMANCE_DIR");
    return;
  }
  auto loaded = open_shipped();
  const auto out = std::filesystem::temp_directory_path() / "entente-bench-release";
  service::ReleaseOptions options;
  options.file = register_file();
  options.to = {PartyId("JPN")};
  options.as_of = at_2024();
  options.out = out;
  options.existing = service::Existing::replace;
  std::size_t released = 0;
  for (auto _ : state) {
    auto each = world == World::loaded_each_time ? std::optional(open_shipped()) : std::nullopt;
    const auto report = service::release(each ? *each : loaded, options);
    CHECK(report.has_value());
    released = report->released;
    benchmark::DoNotOptimize(released);
  }
  state.counters["portions_released"] = static_cast<double>(released);
  std::filesystem::remove_all(out);
}

const auto* const registered =
    benchmark::RegisterBenchmark("release/register", release_register, World::loaded_each_time)->Unit(benchmark::kMillisecond);
const auto* const registered_loaded =
    benchmark::RegisterBenchmark("release/register/loaded", release_register, World::loaded_before)
        ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::bench
