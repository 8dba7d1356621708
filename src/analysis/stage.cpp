#include "analysis/stage.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente::analysis {
namespace {

using Row = std::vector<const world::Stage*>;

// How many stages two have reached, one after the other; looked at once an instant.
class Reached {
 public:
  Reached(Conditions& conditions, const Row& row, const Asked& pair) : conditions_(conditions), row_(row), pair_(pair) {}

  std::size_t at(Instant when) {
    const auto [known, is_new] = counts_.try_emplace(when, 0);
    if (is_new) {
      const auto fails = [&](const world::Stage* stage) { return conditions_.judge(stage->needs, pair_, when).standing != Standing::met; };
      known->second = static_cast<std::size_t>(std::find_if(row_.begin(), row_.end(), fails) - row_.begin());
    }
    return known->second;
  }

  // Since when at least so many; nothing when it has always been so.
  std::optional<Instant> since(std::size_t count, Instant when) {
    return lasting_since(conditions_.instants(pair_), when, [&](Instant then) { return at(then) >= count; });
  }

 private:
  Conditions& conditions_;
  const Row& row_;
  const Asked& pair_;
  std::map<Instant, std::size_t> counts_;
};

// What met at an instant a condition that was not met just before. Of several together those that begin on that day.
void add_new(Conditions& conditions, const world::Stage& stage, const Asked& pair, Instant at, std::vector<Ground>& out) {
  if (conditions.judge(stage.needs, pair, {at.seconds - 1}).standing == Standing::met) return;
  std::vector<Ground> all;
  for (auto& judged : conditions.judge(stage.needs, pair, at).judged) {
    for (auto& ground : judged.grounds) all.push_back(std::move(ground));
  }
  const auto begins = [&](const Ground& each) { return each.from && each.from->latest() == at; };
  const bool some = std::any_of(all.begin(), all.end(), begins);
  for (auto& each : all) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Ground& other) { return is_same(each, other); });
    if (!known && (!some || begins(each))) out.push_back(std::move(each));
  }
}

// What made the stages of `row` up to `count` hold together on the day since which they do; nothing where the last one still
// rests on it.
std::vector<Ground> reached_by(Conditions& conditions, const Row& row, const Asked& pair, const StageStanding& standing, std::size_t count) {
  std::vector<Ground> out;
  if (!standing.since) return out;
  for (std::size_t i = 0; i < count; ++i) add_new(conditions, *row[i], pair, *standing.since, out);
  const bool same = std::all_of(out.begin(), out.end(), [&](const Ground& each) { return rests_on(standing.together, each); });
  if (same) out.clear();
  return out;
}

// How far, and since when.
std::pair<std::size_t, std::optional<Instant>> come(Conditions& conditions, const Row& row, const Asked& pair, Instant at) {
  Reached reached(conditions, row, pair);
  const auto count = reached.at(at);
  return {count, count == 0 ? std::nullopt : reached.since(count, at)};
}

Partnership along(Conditions& conditions, const Row& row, const Asked& pair, Instant at) {
  Partnership out{.party = pair.party, .partner = *pair.partner, .stages = {}, .since = {}, .evidence = {}};
  Reached reached(conditions, row, pair);
  bool so_far = true;
  for (const auto* stage : row) {
    StageStanding standing{stage, conditions.judge(stage->needs, pair, at), false, {}, {}, {}};
    standing.closes = closings(conditions, standing.together, pair, at);
    so_far = so_far && standing.together.standing == Standing::met;
    standing.reached = so_far;
    out.reached += so_far ? 1U : 0U;
    const auto count = out.stages.size() + 1;
    if (so_far) {
      standing.since = reached.since(count, at);
      standing.reached_by = reached_by(conditions, row, pair, standing, count);
    }
    out.stages.push_back(std::move(standing));
  }
  if (const auto* current = out.current()) {
    out.since = current->since;
    using world::Evidence;
    for (const auto grade : {Evidence::verified, Evidence::partial, Evidence::unverified, Evidence::assumed}) {
      out.evidence = std::max(grade, conditions.require());
      if (*out.evidence == conditions.require() ||
          come(conditions.requiring(grade), row, pair, at) == std::pair(out.reached, out.since))
        break;
    }
  }
  return out;
}

}  // namespace

Partnership partnership(Conditions& conditions, const world::Model& model, const Asked& pair, Instant at) {
  return along(conditions, stages_in_order(model), pair, at);
}

std::vector<Partnership> partnerships(Conditions& conditions, const world::Model& model, const PartyId& party, Instant at) {
  const auto row = stages_in_order(model);
  std::vector<Partnership> out;
  for (const auto& partner : conditions.partners(party)) out.push_back(along(conditions, row, {party, partner}, at));
  std::sort(out.begin(), out.end(), [](const Partnership& a, const Partnership& b) {
    return std::tuple(b.reached, a.since.value_or(kBeginningOfTime), a.partner) <
           std::tuple(a.reached, b.since.value_or(kBeginningOfTime), b.partner);
  });
  return out;
}

std::vector<Ground> bonds(Conditions& conditions, const Asked& pair, Instant at) {
  std::vector<Ground> out;
  for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i) {
    world::Condition in_force;
    in_force.test = world::Test::instrument;
    in_force.kinds = {static_cast<world::Kind>(i)};
    auto judged = conditions.judge({in_force}, pair, at);
    if (judged.standing != Standing::met) continue;
    auto& ground = out.emplace_back(std::move(judged.judged.front().grounds.front()));
    ground.kind = to_string(static_cast<world::Kind>(i));
  }
  return out;
}

}  // namespace entente::analysis
