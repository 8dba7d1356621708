// decide/clause/hot: one warm party decision with its clause, without words, over 1,024 bound requests in rotation.
// decide/reasons: the same question with every reason and duty in words, binding included.
#include <benchmark/benchmark.h>

#include "shipped.h"

namespace entente::bench {
namespace {

constexpr std::size_t kRequests = 1024;

struct Prepared {
  std::vector<decision::Request> requests;
  decision::Snapshot snapshot;
  std::vector<decision::BoundRequest> bound;
};

Prepared prepare() {
  const auto desk = open_shipped();
  auto snapshot = decision::Snapshot::compile(desk.world(), {at_2024(), std::nullopt, world::Evidence::unverified});
  CHECK(snapshot.has_value());
  Prepared out{questions(desk, kRequests), *snapshot, {}};
  for (const auto& request : out.requests) out.bound.push_back(decision::BoundRequest::bind(out.snapshot, request));
  return out;
}

void hot(benchmark::State& state) {
  const Prepared prepared = prepare();
  std::size_t next = 0;
  std::size_t permits = 0;
  for (auto _ : state) {
    const auto verdict = decision::judge(prepared.snapshot, prepared.bound[next]);
    permits += verdict.permit ? 1U : 0U;
    next = (next + 1) % kRequests;
    benchmark::DoNotOptimize(permits);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["permits"] = static_cast<double>(permits) / static_cast<double>(state.iterations());
}

void reasons(benchmark::State& state) {
  const Prepared prepared = prepare();
  std::size_t next = 0;
  for (auto _ : state) {
    auto decision = decision::decide(prepared.snapshot, prepared.requests[next]);
    next = (next + 1) % kRequests;
    benchmark::DoNotOptimize(decision);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

const auto* const registered_hot = benchmark::RegisterBenchmark("decide/clause/hot", hot);
const auto* const registered_reasons = benchmark::RegisterBenchmark("decide/reasons", reasons);

}  // namespace

std::vector<decision::Request> questions(const service::Desk& desk, std::size_t count) {
  std::vector<decision::Request> all;
  for (const auto& owner : desk.world().parties) {
    const auto* policy = desk.world().policies.policy_of(owner.id);
    if (policy == nullptr) continue;
    for (const auto& recipient : desk.world().parties) {
      if (recipient.kind != world::PartyKind::nation || !recipient.policy) continue;
      for (const auto& level : policy->levels) {
        label::Label label;
        label.policy = policy->id;
        label.level = level.name;
        label.owners = {label::Origin{owner.id, policy->id, level.name}};
        label.releasable = {label::ReleaseKind::listed, {recipient.id}};
        decision::Request request;
        request.subject = {decision::SubjectType::party, recipient.id.value};
        request.action = "disclose";
        request.object.id = "object-1";
        request.object.label = label;
        request.time = at_2024();
        all.push_back(std::move(request));
      }
    }
  }
  CHECK(!all.empty());
  std::vector<decision::Request> out;
  constexpr std::size_t kStride = 7919;  // a prime, so that neighbours differ in owner, recipient and level
  for (std::size_t index = 0; index < count; ++index) out.push_back(all[index * kStride % all.size()]);
  return out;
}

}  // namespace entente::bench
