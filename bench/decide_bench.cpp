// decide/clause/hot: one warm party decision with its clause named, over 1,024 bound requests in rotation.
// decide/clause/cold: the same without preparation: a request drawn at random from the whole population, bound and decided.
// decide/reasons: one of the 1,024 with every reason and duty in words, binding included.
#include <random>

#include <benchmark/benchmark.h>

#include "decision/tables.h"
#include "shipped.h"

namespace entente::bench {
namespace {

constexpr std::size_t kRequests = 1024;

struct Prepared {
  std::vector<decision::Request> requests;
  decision::Snapshot snapshot;
  std::vector<decision::BoundRequest> bound;
};

// The clause in words, as an answer names it.
std::string_view clause_of(const decision::Snapshot& snapshot, const decision::Verdict& verdict) {
  const auto& instruments = snapshot.tables().instruments;
  return verdict.instrument < instruments.size() ? std::string_view(instruments[verdict.instrument].id) : std::string_view();
}

Prepared prepare(std::size_t count) {
  const auto desk = open_shipped();
  auto snapshot = decision::Snapshot::compile(desk.world(), {at_2024(), std::nullopt, world::Evidence::unverified});
  CHECK(snapshot.has_value());
  Prepared out{questions(desk, count), *snapshot, {}};
  for (const auto& request : out.requests) out.bound.push_back(decision::BoundRequest::bind(out.snapshot, request));
  return out;
}

void hot(benchmark::State& state) {
  const Prepared prepared = prepare(kRequests);
  std::size_t next = 0;
  std::size_t permits = 0;
  std::size_t named = 0;
  for (auto _ : state) {
    const auto verdict = decision::judge(prepared.snapshot, prepared.bound[next]);
    permits += verdict.permit ? 1U : 0U;
    auto clause = clause_of(prepared.snapshot, verdict);
    named += clause.empty() ? 0U : 1U;
    next = (next + 1) % kRequests;
    benchmark::DoNotOptimize(clause);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["permits"] = static_cast<double>(permits) / static_cast<double>(state.iterations());
  state.counters["named"] = static_cast<double>(named) / static_cast<double>(state.iterations());
}

void cold(benchmark::State& state) {
  const Prepared prepared = prepare(0);
  std::mt19937 draw(1);  // the same draws on every run
  std::uniform_int_distribution<std::size_t> any(0, prepared.requests.size() - 1);
  for (auto _ : state) {
    const auto bound = decision::BoundRequest::bind(prepared.snapshot, prepared.requests[any(draw)]);
    auto clause = clause_of(prepared.snapshot, decision::judge(prepared.snapshot, bound));
    benchmark::DoNotOptimize(clause);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["population"] = static_cast<double>(prepared.requests.size());
}

void reasons(benchmark::State& state) {
  const Prepared prepared = prepare(kRequests);
  std::size_t next = 0;
  for (auto _ : state) {
    auto decision = decision::decide(prepared.snapshot, prepared.requests[next]);
    next = (next + 1) % kRequests;
    benchmark::DoNotOptimize(decision);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

const auto* const registered_hot = benchmark::RegisterBenchmark("decide/clause/hot", hot);
const auto* const registered_cold = benchmark::RegisterBenchmark("decide/clause/cold", cold);
const auto* const registered_reasons = benchmark::RegisterBenchmark("decide/reasons", reasons);

}  // namespace

namespace {

// Nations that mark under a policy of their own.
std::vector<PartyId> marking_nations(const service::Desk& desk) {
  std::vector<PartyId> out;
  for (const auto& party : desk.world().parties) {
    if (party.kind == world::PartyKind::nation && party.policy) out.push_back(party.id);
  }
  return out;
}

// One object of an owner at a level, put to a recipient: released to it alone or to all; held by the owner or by another.
void ask_about(const label::Label& object, const PartyId& recipient, const std::vector<PartyId>& nations,
               std::vector<decision::Request>& all) {
  decision::Request request;
  request.subject = {decision::SubjectType::party, recipient.value};
  request.action = "disclose";
  request.object.id = "object-1";
  request.time = at_2024();
  for (const auto& list : {std::vector<PartyId>{recipient}, nations}) {
    auto label = object;
    label.releasable = {label::ReleaseKind::listed, list};
    request.object.label = std::move(label);
    for (const auto& holder : {*object.owners.front().party, nations[all.size() % nations.size()]}) {
      request.holder = holder;
      all.push_back(request);
    }
  }
}

}  // namespace

std::vector<decision::Request> questions(const service::Desk& desk, std::size_t count) {
  const auto nations = marking_nations(desk);
  std::vector<decision::Request> all;
  for (const auto& owner : desk.world().parties) {
    const auto* policy = desk.world().policies.policy_of(owner.id);
    if (policy == nullptr) continue;
    for (const auto& level : policy->levels) {
      label::Label object;
      object.policy = policy->id;
      object.level = level.name;
      object.owners = {label::Origin{owner.id, policy->id, level.name}};
      for (const auto& recipient : nations) ask_about(object, recipient, nations, all);
    }
  }
  CHECK(!all.empty());
  if (count == 0) return all;
  CHECK(all.size() >= count);  // each once
  std::vector<decision::Request> out;
  constexpr std::size_t kStride = 7919;  // a prime, so that neighbours differ in owner, recipient and level
  for (std::size_t index = 0; index < count; ++index) out.push_back(all[index * kStride % all.size()]);
  return out;
}

}  // namespace entente::bench
