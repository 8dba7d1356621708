// Searches and sweeps on generated worlds of 200 parties with 100,000 persons, systems and facilities and 1,000,000 different
// objects. who/first_page, who/all: one object put to all subjects, 64 different ones in rotation; what/first_page, what/all: one
// recipient put to all objects, 64 in rotation; bulk/sweep: all objects put to all subjects. The world has 10,000 instruments;
// …/100 and …/1000 have as many. A page is 100 results. Preparing (compiling the population and the catalogue) is not in the
// time, and is told in counters, as are bytes.
#include <chrono>
#include <map>
#include <optional>

#include <benchmark/benchmark.h>

#include "decision/catalogue.h"
#include "decision/population.h"
#include "generated.h"
#include "generated/search_scale.h"

namespace entente::bench {
namespace {

constexpr std::size_t kPage = 100;
constexpr std::size_t kRotation = 64;
constexpr std::size_t kStride = 15'485;  // through objects and subjects

double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

struct Scale {
  decision::Snapshot snapshot;
  decision::Population population;
  decision::Catalogue catalogue;
  std::vector<decision::Request> asked;  // for `who`
  double record_bytes = 0;  // of the snapshot, for each subject
  double population_s = 0;
  double catalogue_s = 0;
};

Scale make_scale(std::size_t instruments) {
  const auto world = populated_world(instruments);
  const generated::ObjectClasses classes(world);
  const decision::CompileOptions options{at_2024(), std::nullopt, world::Evidence::unverified};
  auto before = bytes_in_use();
  const auto snapshot = decision::Snapshot::compile(world, options);
  CHECK(snapshot.has_value());
  auto record = static_cast<double>(bytes_in_use() - before);
  auto empty = world;
  empty.people.clear();
  empty.systems.clear();
  empty.facilities.clear();
  before = bytes_in_use();
  const auto without = decision::Snapshot::compile(empty, options);
  CHECK(without.has_value());
  record -= static_cast<double>(bytes_in_use() - before);
  auto begun = std::chrono::steady_clock::now();
  auto population = decision::Population::compile(*snapshot, at_2024());
  CHECK(population.has_value());
  const double population_s = seconds_since(begun);
  begun = std::chrono::steady_clock::now();
  decision::Catalogue::Builder builder(*snapshot, at_2024());
  for (std::size_t number = 0; number < generated::kObjectClasses; ++number)
    CHECK(builder.add(classes.at(number, at_2024())).has_value());
  const auto subjects = static_cast<double>(world.people.size() + world.systems.size() + world.facilities.size());
  Scale scale{*snapshot, std::move(*population), builder.finish(), {}, record / subjects, population_s, seconds_since(begun)};
  for (std::size_t at = 0; at < kRotation; ++at) scale.asked.push_back(classes.at(at * kStride, at_2024()));
  return scale;
}

// Made once for all benchmarks of a size.
const Scale& scale_of(std::size_t instruments) {
  static std::map<std::size_t, Scale> made;
  const auto found = made.find(instruments);
  return found != made.end() ? found->second : made.emplace(instruments, make_scale(instruments)).first->second;
}

// Results from the first place on, at most `most`.
template <class Search>
std::size_t count(Search& search, std::size_t size, std::size_t most) {
  std::size_t found = 0;
  for (std::size_t place = search.next(0); place < size && found < most; place = search.next(place + 1)) ++found;
  return found;
}

void who(benchmark::State& state, std::size_t instruments, std::size_t most) {
  const Scale& scale = scale_of(instruments);
  std::size_t next = 0;
  std::size_t found = 0;
  for (auto _ : state) {
    decision::Receivers search(scale.population, scale.asked[next++ % kRotation]);
    found += count(search, scale.population.size(), most);
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
  state.counters["subjects"] = static_cast<double>(scale.population.size());
  state.counters["bytes_per_subject"] =
      static_cast<double>(scale.population.size_bytes()) / static_cast<double>(scale.population.size());
  state.counters["bytes_of_record"] = scale.record_bytes;
  state.counters["prepared_s"] = scale.population_s;
}

void what(benchmark::State& state, std::size_t instruments, std::size_t most) {
  const Scale& scale = scale_of(instruments);
  std::size_t next = 0;
  std::size_t found = 0;
  for (auto _ : state) {
    const auto recipient = scale.population.subject(next++ % kRotation * kStride % scale.population.size());
    decision::Receivable search(scale.catalogue, recipient);
    if (most < scale.catalogue.size()) {
      found += count(search, scale.catalogue.size(), most);
      continue;
    }
    const auto bits = search.all();
    for (const auto word : bits) found += static_cast<std::size_t>(std::popcount(word));
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
  state.counters["objects"] = static_cast<double>(scale.catalogue.size());
  state.counters["bytes_per_object"] =
      static_cast<double>(scale.catalogue.size_bytes()) / static_cast<double>(scale.catalogue.size());
  state.counters["prepared_s"] = scale.catalogue_s;
}

void sweep(benchmark::State& state, std::size_t instruments, decision::Lanes lanes) {
  if (!decision::has_lanes(lanes)) return state.SkipWithError("this machine has no such vector instructions");
  const Scale& scale = scale_of(instruments);
  decision::Sweep total;
  std::uint64_t decisions = 0;
  for (auto _ : state) {
    total = decision::sweep(scale.catalogue, scale.population, lanes);
    decisions += total.decisions;
  }
  state.counters["decisions"] = benchmark::Counter(static_cast<double>(decisions), benchmark::Counter::kIsRate);
  state.counters["seconds_per_decision"] =
      benchmark::Counter(static_cast<double>(decisions), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["permits"] = static_cast<double>(total.permits);
  state.counters["digest"] = static_cast<double>(total.digest >> 12U);  // 52 bits, which a double holds exactly
}

bool register_all() {
  for (const std::size_t instruments : {10'000, 100, 1000}) {
    const auto name = [instruments](std::string base) {
      return instruments == 10'000 ? base : base + "/" + std::to_string(instruments);
    };
    const auto all = [&](const std::string& base, auto search, std::size_t most) {
      benchmark::RegisterBenchmark(name(base).c_str(), [=](benchmark::State& state) {
        search(state, instruments, most);
      })->Unit(benchmark::kMicrosecond);
    };
    all("who/first_page", who, kPage);
    all("who/all", who, kSubjects * 2);
    all("what/first_page", what, kPage);
    all("what/all", what, generated::kObjectClasses);
    const auto of = [&](const std::string& base, decision::Lanes lanes) {
      benchmark::RegisterBenchmark(name(base).c_str(), [=](benchmark::State& state) {
        sweep(state, instruments, lanes);
      })->Unit(benchmark::kMillisecond);
    };
    of("bulk/sweep", decision::widest_lanes());
    if (instruments == 10'000) {
      of("bulk/sweep/avx2", decision::Lanes::avx2);
      of("bulk/sweep/portable", decision::Lanes::portable);
    }
  }
  return true;
}

const bool registered = register_all();

}  // namespace
}  // namespace entente::bench
