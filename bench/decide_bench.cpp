// decide/clause/hot: one warm party decision with its clause named, over 1,024 bound requests in rotation, half of them between
// parties with an instrument in force between them (mixed_questions); the counter `named` says how many named a clause.
// decide/clause/hot/N: the same on a generated world of 200 parties and N instruments.
// decide/clause/unbound: a request drawn at random from all of the shipped world's, its names looked up and resolved each time.
// decide/reasons: one of the 1,024 bound requests with every reason and duty in words, written over the decision before it.
// decide/reasons/cold: a request drawn at random, bound and decided with every reason and duty in words, into a new decision.
// Each also with /N, on the generated worlds, where the last two kinds draw from kDrawn requests. decide/clause/cold is in
// population_bench.cpp.
#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include <benchmark/benchmark.h>

#include "decision/tables.h"
#include "generated.h"

namespace entente::bench {
namespace {

constexpr std::size_t kRequests = 1024;
constexpr std::size_t kDrawn = 16'384;

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

Prepared prepare(const service::Desk& desk, std::size_t count) {
  auto snapshot = decision::Snapshot::compile(desk.world(), {at_2024(), std::nullopt, world::Evidence::unverified});
  CHECK(snapshot.has_value());
  Prepared out{mixed_questions(desk, *snapshot, count), *snapshot, {}};
  for (const auto& request : out.requests) out.bound.push_back(decision::BoundRequest::bind(out.snapshot, request));
  return out;
}

Prepared prepare(std::size_t count) { return prepare(open_shipped(), count); }

void judge_all(benchmark::State& state, const Prepared& prepared) {
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

Prepared prepare_generated(const benchmark::State& state, std::size_t count) {
  return prepare(open_generated(static_cast<std::size_t>(state.range(0))), count);
}

void draw_clauses(benchmark::State& state, const Prepared& prepared) {
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

void tell_reasons(benchmark::State& state, const Prepared& prepared) {
  std::size_t next = 0;
  std::size_t told = 0;
  std::size_t duties = 0;
  decision::Decision decision;
  for (auto _ : state) {
    decision::decide(prepared.snapshot, prepared.requests[next], prepared.bound[next], decision);
    told += decision.reasons.size();
    duties += decision.obligations.size();
    next = (next + 1) % kRequests;
    benchmark::DoNotOptimize(decision);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["reasons"] = static_cast<double>(told) / static_cast<double>(state.iterations());
  state.counters["duties"] = static_cast<double>(duties) / static_cast<double>(state.iterations());
}

void draw_reasons(benchmark::State& state, const Prepared& prepared) {
  std::mt19937 draw(1);  // the same draws on every run
  std::uniform_int_distribution<std::size_t> any(0, prepared.requests.size() - 1);
  for (auto _ : state) {
    auto decision = decision::decide(prepared.snapshot, prepared.requests[any(draw)]);
    benchmark::DoNotOptimize(decision);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

// On the shipped world, and on generated ones of so many instruments; with so many requests, 0: the whole population.
void register_all(const std::string& name, void (*run)(benchmark::State&, const Prepared&), std::size_t shipped,
                  std::size_t generated) {
  // Prepared once: a benchmark is run again until it is long enough. Kept: the last.
  const auto once = [=](benchmark::State& state, std::int64_t instruments, const auto& make) {
    static std::pair<std::string, std::int64_t> of;
    static std::optional<Prepared> last;
    if (!last || of != std::pair(name, instruments)) {
      last.reset();
      last.emplace(make());
      of = {name, instruments};
    }
    run(state, *last);
  };
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { once(state, 0, [&] { return prepare(shipped); }); });
  benchmark::RegisterBenchmark(
      name.c_str(),
      [=](benchmark::State& state) { once(state, state.range(0), [&] { return prepare_generated(state, generated); }); })
      ->Arg(100)
      ->Arg(1'000)
      ->Arg(10'000);
}

[[maybe_unused]] const bool registered = [] {
  register_all("decide/clause/hot", judge_all, kRequests, kRequests);
  register_all("decide/clause/unbound", draw_clauses, 0, kDrawn);
  register_all("decide/reasons", tell_reasons, kRequests, kRequests);
  register_all("decide/reasons/cold", draw_reasons, 0, kDrawn);
  return true;
}();

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

// One for each level of each party with a policy.
struct Owned {
  label::Label label;
  bool is_free = false;
};

std::vector<Owned> owned_objects(const service::Desk& desk) {
  std::vector<Owned> out;
  for (const auto& owner : desk.world().parties) {
    const auto* policy = desk.world().policies.policy_of(owner.id);
    if (policy == nullptr) continue;
    for (const auto& level : policy->levels) {
      label::Label label;
      label.policy = policy->id;
      label.level = level.name;
      label.owners = {label::Origin{owner.id, policy->id, level.name}};
      out.push_back({std::move(label), level.free});
    }
  }
  return out;
}

decision::Request disclosure_to(const PartyId& recipient) {
  decision::Request request;
  request.subject = {decision::SubjectType::party, recipient.value};
  request.action = "disclose";
  request.object.id = "object-1";
  request.time = at_2024();
  return request;
}

// Every question there is, by number, so that few of many cost little: an object of an owner at a level, put to a recipient;
// released to it alone or to all; held by the owner or by another.
class Questions {
 public:
  explicit Questions(const service::Desk& desk) : nations_(marking_nations(desk)), objects_(owned_objects(desk)) {}

  [[nodiscard]] std::size_t size() const { return objects_.size() * nations_.size() * kWays; }

  [[nodiscard]] decision::Request make(std::size_t number) const {
    const bool by_another = number % 2 == 1;
    const bool to_all = number / 2 % 2 == 1;
    const PartyId& recipient = nations_[number / kWays % nations_.size()];
    auto request = disclosure_to(recipient);
    auto label = objects_[number / kWays / nations_.size()].label;
    request.holder = by_another ? nations_[(number - 1) % nations_.size()] : *label.owners.front().party;
    label.releasable = {label::ReleaseKind::listed, to_all ? nations_ : std::vector<PartyId>{recipient}};
    request.object.label = std::move(label);
    return request;
  }

 private:
  static constexpr std::size_t kWays = 4;
  std::vector<PartyId> nations_;
  std::vector<Owned> objects_;
};

// Those that an instrument decides, by number.
class AgreedQuestions {
 public:
  AgreedQuestions(const service::Desk& desk, const decision::Snapshot& snapshot) : nations_(marking_nations(desk)) {
    for (const auto& [label, is_free] : owned_objects(desk)) {
      const auto& owner = *label.owners.front().party;
      for (const auto& nation : nations_) {
        if (!is_free && nation != owner && is_agreed(snapshot, owner, nation)) between_.emplace_back(label, nation);
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return between_.size() * kWays; }

  [[nodiscard]] decision::Request make(std::size_t number) const {
    const auto& [object, recipient] = between_[number / kWays];
    auto request = disclosure_to(recipient);
    auto label = object;
    if (const auto domain = kDomains[number % kDomains.size()]; !domain.empty()) label.domain = std::string(domain);
    if (number / kDomains.size() % 2 == 1) request.object.form = "document";
    const bool to_all = number / kDomains.size() / 2 % 2 == 1;
    request.holder = *label.owners.front().party;
    label.releasable = {label::ReleaseKind::listed, to_all ? nations_ : std::vector<PartyId>{recipient}};
    request.object.label = std::move(label);
    return request;
  }

 private:
  static constexpr std::array<std::string_view, 4> kDomains{"military", "national-security", "economic-security", ""};
  static constexpr std::size_t kWays = kDomains.size() * 2 * 2;
  std::vector<PartyId> nations_;
  std::vector<std::pair<label::Label, PartyId>> between_;
};

constexpr std::size_t kStride = 7919;  // a prime, so that neighbours differ in owner, recipient and level

}  // namespace

std::vector<decision::Request> questions(const service::Desk& desk, std::size_t count) {
  const Questions all(desk);
  CHECK(all.size() >= std::max<std::size_t>(count, 1));  // each once
  std::vector<decision::Request> out;
  for (std::size_t index = 0; index < (count == 0 ? all.size() : count); ++index) {
    out.push_back(all.make(count == 0 ? index : index * kStride % all.size()));
  }
  return out;
}

bool is_agreed(const decision::Snapshot& snapshot, const PartyId& from, const PartyId& to) {
  const auto& tables = snapshot.tables();
  const auto candidates = tables.candidates_of(tables.party(from), tables.party(to));
  return std::any_of(candidates.begin(), candidates.end(), [](const decision::Candidate& each) {
    return each.in_force.counts() && each.from_acceded.counts() && each.to_acceded.counts() && !each.withdrawn;
  });
}

std::vector<decision::Request> mixed_questions(const service::Desk& desk, const decision::Snapshot& snapshot, std::size_t count) {
  const AgreedQuestions agreed(desk, snapshot);
  CHECK(agreed.size() > 0);
  std::vector<decision::Request> out;
  for (auto& request : questions(desk, count / 2)) {
    const auto number = out.size() / 2;
    out.push_back(std::move(request));
    out.push_back(agreed.make(number * kStride % agreed.size()));
  }
  return out;
}

}  // namespace entente::bench
