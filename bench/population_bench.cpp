// decide/clause/cold: one decision with its clause named, as decide/clause/hot, of bound requests drawn at random from so many
// that no cache holds them: of a generated world of 200 parties and N instruments, objects of 1,000,000 classes put to 100,000
// persons, systems and facilities and every party; kDrawn of these pairs are made and bound beforehand, each drawn at random:
// half of all, half of those between an owner and a recipient with an instrument in force between them, classified and released
// to that party. Without /N all questions of the shipped world and as many with an instrument (mixed_questions), which fit a
// cache. The counter `named` says how many named a clause.
#include <map>
#include <random>

#include <benchmark/benchmark.h>

#include "decision/population.h"
#include "decision/tables.h"
#include "generated.h"
#include "generated/search_scale.h"

namespace entente::bench {
namespace {

constexpr std::size_t kDrawn = 262'144;

struct Bound {
  decision::Snapshot snapshot;
  std::vector<decision::BoundRequest> requests;
};

decision::Snapshot compiled(const world::World& world) {
  auto snapshot = decision::Snapshot::compile(world, {at_2024(), std::nullopt, world::Evidence::unverified});
  CHECK(snapshot.has_value());
  return std::move(*snapshot);
}

Bound bind_shipped() {
  const auto desk = open_shipped();
  Bound out{compiled(desk.world()), {}};
  for (const auto& request : mixed_questions(desk, out.snapshot, 0))
    out.requests.push_back(decision::BoundRequest::bind(out.snapshot, request));
  return out;
}

// Where in a population the subjects are for which each party vouches.
std::map<PartyId, std::vector<std::size_t>> places_by_party(const decision::Population& population) {
  std::map<PartyId, std::vector<std::size_t>> out;
  for (std::size_t place = 0; place < population.size(); ++place) out[population.party(place)].push_back(place);
  return out;
}

// By owner: those with which an instrument is in force, who have subjects.
std::map<PartyId, std::vector<PartyId>> agreed_by_owner(const decision::Snapshot& snapshot,
                                                        const std::map<PartyId, std::vector<std::size_t>>& places) {
  std::map<PartyId, std::vector<PartyId>> out;
  for (const auto& [owner, of_owner] : places) {
    for (const auto& [party, of_party] : places) {
      if (party != owner && is_agreed(snapshot, owner, party)) out[owner].push_back(party);
    }
  }
  return out;
}

Bound bind_drawn(std::size_t instruments) {
  const auto world = populated_world(instruments);
  Bound out{compiled(world), {}};
  const auto population = decision::Population::compile(out.snapshot, at_2024());
  CHECK(population.has_value());
  const generated::ObjectClasses classes(world);
  std::mt19937_64 draw(1);  // the same draws on every run
  std::uniform_int_distribution<std::size_t> any_object(0, generated::kObjectClasses - 1);
  std::uniform_int_distribution<std::size_t> any_subject(0, population->size() - 1);
  const auto places = places_by_party(*population);
  const auto agreed = agreed_by_owner(out.snapshot, places);
  const auto& tables = out.snapshot.tables();
  CHECK(!agreed.empty());
  const auto one_of = [&draw](const auto& list) -> const auto& {
    return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(draw)];
  };
  out.requests.reserve(kDrawn);
  while (out.requests.size() < kDrawn) {
    auto request = classes.at(any_object(draw), at_2024());
    request.subject = population->subject(any_subject(draw));
    if (out.requests.size() % 2 == 1) {  // again, until there is one with an instrument
      auto& label = *request.object.label;
      const auto recipients = agreed.find(*label.owners.front().party);
      if (recipients == agreed.end() || tables.levels[tables.level(label.policy, label.level)].free) continue;
      const PartyId& recipient = one_of(recipients->second);
      request.subject = population->subject(one_of(places.at(recipient)));
      if (label.releasable.kind == label::ReleaseKind::listed) label.releasable.parties.push_back(recipient);
    }
    out.requests.push_back(decision::BoundRequest::bind(out.snapshot, request));
  }
  return out;
}

// Made once: a benchmark is run again until it is long enough. Kept: the last.
const Bound& bound_of(std::size_t instruments) {
  static std::map<std::size_t, Bound> last;
  if (!last.contains(instruments)) {
    last.clear();
    last.emplace(instruments, instruments == 0 ? bind_shipped() : bind_drawn(instruments));
  }
  return last.begin()->second;
}

void judge_any(benchmark::State& state, const Bound& bound) {
  std::mt19937 draw(1);
  std::uniform_int_distribution<std::size_t> any(0, bound.requests.size() - 1);
  const auto& instruments = bound.snapshot.tables().instruments;
  std::size_t permits = 0;
  std::size_t named = 0;
  for (auto _ : state) {
    const auto verdict = decision::judge(bound.snapshot, bound.requests[any(draw)]);
    permits += verdict.permit ? 1U : 0U;
    auto clause =
        verdict.instrument < instruments.size() ? std::string_view(instruments[verdict.instrument].id) : std::string_view();
    named += clause.empty() ? 0U : 1U;
    benchmark::DoNotOptimize(clause);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["permits"] = static_cast<double>(permits) / static_cast<double>(state.iterations());
  state.counters["named"] = static_cast<double>(named) / static_cast<double>(state.iterations());
  state.counters["drawn"] = static_cast<double>(bound.requests.size());
}

[[maybe_unused]] const bool registered = [] {
  const auto run = [](benchmark::State& state, std::size_t instruments) { judge_any(state, bound_of(instruments)); };
  benchmark::RegisterBenchmark("decide/clause/cold", [=](benchmark::State& state) { run(state, 0); });
  benchmark::RegisterBenchmark("decide/clause/cold",
                               [=](benchmark::State& state) { run(state, static_cast<std::size_t>(state.range(0))); })
      ->Arg(100)
      ->Arg(1'000)
      ->Arg(10'000);
  return true;
}();

}  // namespace
}  // namespace entente::bench
