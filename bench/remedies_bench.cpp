// remedies/deny: all remedies of one denied question of the shipped world, over those of 1,024 that are denied, in rotation.
// remedies/group: likewise of a group's four members, who each need a consent and a place in the release list.
#include <benchmark/benchmark.h>

#include "analysis/remedies.h"
#include "shipped.h"

namespace entente::bench {
namespace {

constexpr std::size_t kQuestions = 1024;

decision::CompileOptions options() { return {at_2024(), std::nullopt, world::Evidence::unverified}; }

void of_all(benchmark::State& state, const service::Desk& desk, const std::vector<decision::Request>& denied) {
  std::size_t next = 0;
  std::size_t sets = 0;
  std::size_t cut = 0;
  for (auto _ : state) {
    const auto found = analysis::remedies(desk.world(), options(), denied[next]);
    sets += found.sets.size();
    cut += found.cut_by.empty() ? 0U : 1U;
    next = (next + 1) % denied.size();
  }
  state.counters["sets"] = static_cast<double>(sets) / static_cast<double>(state.iterations());
  state.counters["cut"] = static_cast<double>(cut) / static_cast<double>(state.iterations());
  state.counters["denied"] = static_cast<double>(denied.size());
}

std::vector<decision::Request> denied_of(service::Desk& desk, const std::vector<decision::Request>& asked) {
  std::vector<decision::Request> out;
  for (const auto& request : asked) {
    if (!desk.decide(request).decision().permit) out.push_back(request);
  }
  return out;
}

void deny(benchmark::State& state) {
  auto desk = open_shipped();
  of_all(state, desk, denied_of(desk, questions(desk, kQuestions)));
}

void group(benchmark::State& state) {
  auto desk = open_shipped();
  auto asked = questions(desk, kQuestions);
  for (auto& request : asked) request.subject.id = "FVEY";
  of_all(state, desk, denied_of(desk, asked));
}

const auto* const registered_deny = benchmark::RegisterBenchmark("remedies/deny", deny)->Unit(benchmark::kMicrosecond);
const auto* const registered_group = benchmark::RegisterBenchmark("remedies/group", group)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::bench
