#include "analysis/claim_timeline.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "analysis/classes.h"
#include "base/search_limits.h"
#include "world/fact_lines.h"

namespace entente::analysis {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// Instants at which a partial date may begin to mean another thing: claims are compared by the days it may mean.
class Dates {
 public:
  Dates(Instant from, Instant to) : from_(from), to_(to) { found_.insert(from); }

  void add(const std::optional<PartialDate>& date) {
    if (!date) return;
    for (const Instant at : {date->earliest(), date->latest(), Instant{date->latest().seconds + kDaySeconds}}) {
      if (at > from_ && at <= to_) found_.insert(at);
    }
  }
  void add(const Period& period) {
    add(period.from);
    add(period.until);
  }
  [[nodiscard]] const std::set<Instant>& all() const { return found_; }

 private:
  Instant from_;
  Instant to_;
  std::set<Instant> found_;
};

Dates dates_of(const world::World& world, Instant from, Instant to) {
  Dates out(from, to);
  for (const auto& line : world::fact_lines(world)) out.add(line.period);
  for (const auto& claim : world.claims) {
    out.add(world::said_on(world, claim));
    for (const auto& [key, values] : claim.says) {
      for (const auto& value : values) {
        if (const auto date = PartialDate::parse(value)) out.add(*date);
      }
    }
  }
  return out;
}

}  // namespace

std::size_t ClaimStep::total() const { return std::accumulate(counts.begin(), counts.end(), std::size_t{0}); }

Result<std::vector<ClaimSeries>> claim_timeline(const world::World& world, const std::optional<std::string>& source, Instant from,
                                                Instant to) {
  const auto dates = dates_of(world, from, to);
  if (dates.all().size() > limits::kClaimDates)
    return fail(Fault::over_limit, fmt::format("{} dates on which facts change; the limit is {}; narrow the time",
                                               dates.all().size(), limits::kClaimDates));
  std::map<std::string, ClaimSeries> by_source;
  for (const Instant at : dates.all()) {
    std::map<std::string, ClaimStep> now;
    for (const auto& each : judge_claims(world, at)) {
      const auto& name = each.claim->source;
      if (!each.said || source.value_or(name) != name) continue;
      auto& step = now[name];
      step.at = at;
      ++step.counts[static_cast<std::size_t>(each.outcome)];
    }
    for (const auto& [name, step] : now) {
      auto& series = by_source[name];
      series.source = name;
      if (series.steps.empty() || series.steps.back().counts != step.counts) series.steps.push_back(step);
    }
  }
  std::vector<ClaimSeries> out;
  for (auto& [name, series] : by_source) out.push_back(std::move(series));
  std::stable_sort(out.begin(), out.end(),
                   [](const ClaimSeries& a, const ClaimSeries& b) { return a.steps.front().at < b.steps.front().at; });
  return out;
}

std::optional<Instant> first_claim(const world::World& world, const std::optional<std::string>& source) {
  std::optional<Instant> out;
  for (const auto& claim : world.claims) {
    const auto said = world::said_on(world, claim);
    if (!said || source.value_or(claim.source) != claim.source) continue;
    out = std::min(out.value_or(said->latest()), said->latest());
  }
  return out;
}

}  // namespace entente::analysis
