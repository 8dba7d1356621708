#include "analysis/reach.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/nearest.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

using Ways = std::map<PartyId, std::vector<Step>>;  // of each party that is reached

// The ways of one level and one information.
class Closure {
 public:
  Closure(const Steps& steps, const Steps::Level& level, std::size_t information, const PartyId& owner, const std::vector<PartyId>& parties)
      : steps_(steps), level_(level), information_(information), owner_(owner), parties_(parties) {}

  Ways run() {
    std::vector<PartyId> frontier{owner_};
    while (!frontier.empty()) {
      std::map<PartyId, Step> found;
      for (const auto& holder : frontier) {
        if (holder == owner_ || steps_.relays(holder)) from(holder, found);
      }
      frontier.clear();
      for (auto& [party, step] : found) {
        auto way = step.from == owner_ ? std::vector<Step>{} : ways_.at(step.from);
        way.push_back(std::move(step));
        ways_.emplace(party, std::move(way));
        frontier.push_back(party);
      }
    }
    return std::move(ways_);
  }

 private:
  [[nodiscard]] bool open(const PartyId& party, const PartyId& holder) const {
    return party != owner_ && party != holder && ways_.count(party) == 0;
  }

  // How the holder holds it in its own policy.
  [[nodiscard]] std::optional<LevelName> held(const PartyId& holder) const {
    const auto way = ways_.find(holder);
    return way == ways_.end() ? std::nullopt : way->second.back().held_as;
  }

  void from(const PartyId& holder, std::map<PartyId, Step>& found) const {
    std::vector<std::pair<std::size_t, PartySet>> rows;
    for (const auto manner : steps_.manners()) {
      const auto at = steps_.at(level_, information_, manner);
      rows.emplace_back(at, steps_.allowed(at, holder));
    }
    for (const auto& party : parties_) {
      if (!open(party, holder)) continue;
      const PartySet bit = steps_.bits({party});
      const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return !bit.empty() && bit.within(each.second); });
      if (row != rows.end()) {
        Step step = steps_.step(row->first, holder, party);
        if (const auto level = held(holder)) step.derived_too = steps_.derived(row->first, holder, *level, party).has_value();
        consider(std::move(step), found);
      } else if (const auto level = held(holder)) {
        for (const auto& each : rows) {
          auto step = steps_.derived(each.first, holder, *level, party);
          if (step) consider(std::move(*step), found);
          if (step) break;
        }
      }
    }
  }

  static void consider(Step step, std::map<PartyId, Step>& found) {
    const auto [entry, added] = found.emplace(step.to, step);
    if (!added && step.evidence > entry->second.evidence) entry->second = std::move(step);
  }

  const Steps& steps_;
  const Steps::Level& level_;
  std::size_t information_;
  const PartyId& owner_;
  const std::vector<PartyId>& parties_;
  Ways ways_;
};

class Reaching {
 public:
  Reaching(const Compiled& world, const ClassSpace& space) : steps_(space, world), owner_(space.owner()) {
    for (const auto& party : world.view.world->parties) {
      if (party.kind != world::PartyKind::group && party.id != owner_) parties_.push_back(party.id);
    }
    std::sort(parties_.begin(), parties_.end());
  }

  Result<Reach> run(const std::optional<LevelName>& only, const Progress& progress) {
    TRY_DO(choose(only));
    std::size_t holders = 1;
    for (const auto& party : parties_) holders += steps_.relays(party) ? 1 : 0;
    const auto questions = asked_.size() * steps_.informations().size() * steps_.manners().size() * holders;
    if (questions > limits::kReachQuestions)
      return fail(Fault::over_limit, fmt::format("{} questions; the limit is {}: narrow it with --level", questions, limits::kReachQuestions));
    std::size_t done = 0;
    const auto total = asked_.size() * steps_.informations().size();
    for (const auto& level : asked_) {
      Ways best;
      for (const auto information : steps_.informations()) {
        for (auto& [party, way] : Closure(steps_, level, information, owner_, parties_).run()) {
          const auto [entry, added] = best.emplace(party, way);
          if (!added && way.size() < entry->second.size()) entry->second = std::move(way);
        }
        if (progress && !progress(++done, total)) return fail(Fault::stopped, "stopped");
      }
      file(level, std::move(best));
    }
    return finished();
  }

 private:
  Result<void> choose(const std::optional<LevelName>& only) {
    std::vector<std::string_view> known;
    for (const auto& level : steps_.levels()) {
      const std::string_view name = level.level->name.value;
      if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
      if (only ? level.level->name == *only : !level.level->free) asked_.push_back(level);
    }
    if (!asked_.empty()) return {};
    if (only)
      return fail(Fault::unknown_name, fmt::format("{} is no level of the policy of {}{}; its levels are {}", quoted(only->value), owner_.value,
                                                   did_you_mean(only->value, known), fmt::join(known, ", ")));
    return fail(Fault::unusable, fmt::format("{} has no classified level", owner_.value));
  }

  void file(const Steps::Level& level, Ways ways) {
    const bool comparable = level.level->comparable;
    for (auto& [party, way] : ways) {
      const bool had = std::any_of(out_.reached.begin(), out_.reached.end(), [&](const Reached& each) {
        return each.party == party && (comparable ? each.comparable : each.level == level.level->name);
      });
      if (!had) out_.reached.push_back({party, level.level->name, comparable, std::move(way)});
    }
  }

  // Of the level that comes furthest, the highest of such, with nothing stated.
  [[nodiscard]] Denial denial(const PartyId& holder, const PartyId& party) const { return denial(holder, party, std::vector<std::size_t>{0}); }
  // And of what the information may be about: an agreement limited to a domain carries only what states it.
  [[nodiscard]] Denial denial(const PartyId& holder, const PartyId& party, const std::vector<std::size_t>& informations) const {
    Denial out;
    for (const auto& level : asked_) {
      for (const auto information : informations) {
        auto found = steps_.denial(steps_.at(level, information, 0), holder, party);
        if (found && (out.text.empty() || found->rule > out.rule)) out = std::move(*found);
      }
    }
    return out;
  }

  [[nodiscard]] std::optional<Unreached::Relay> relay(const std::set<PartyId>& holders, const PartyId& party) const {
    std::map<decision::Rule, Unreached::Relay> by_rule;
    for (const auto& holder : holders) {
      Denial is = denial(holder, party);
      auto& entry = by_rule[is.rule];
      if (entry.holders++ == 0) {
        entry.denial = std::move(is);
        entry.holder = holder;
      }
    }
    const auto most = std::max_element(by_rule.begin(), by_rule.end(), [](const auto& a, const auto& b) { return a.second.holders < b.second.holders; });
    return most == by_rule.end() ? std::nullopt : std::optional(most->second);
  }

  Reach finished() {
    out_.owner = owner_;
    for (const auto& level : asked_) {
      if (out_.levels.empty() || out_.levels.back() != level.level->name) out_.levels.push_back(level.level->name);
    }
    std::stable_sort(out_.reached.begin(), out_.reached.end(), [](const Reached& a, const Reached& b) {
      return std::pair(a.way.size(), a.party) < std::pair(b.way.size(), b.party);
    });
    std::set<PartyId> holders;
    for (const auto& each : out_.reached) holders.insert(each.party);
    for (const auto& party : parties_) {
      if (holders.count(party) == 0) out_.unreached.push_back({party, denial(owner_, party, steps_.informations()), relay(holders, party)});
    }
    return std::move(out_);
  }

  Steps steps_;
  PartyId owner_;
  std::vector<PartyId> parties_;
  std::vector<Steps::Level> asked_;  // the highest first
  Reach out_;
};

}  // namespace

world::Evidence Reached::weakest() const {
  auto out = way.front().evidence;
  for (const auto& step : way) out = std::min(out, step.evidence);
  return out;
}

Instant Reached::until() const {
  Instant out = kEndOfTime;
  for (const auto& step : way) out = std::min(out, step.until);
  return out;
}

Result<Reach> reach(const View& view, const PartyId& owner, const std::optional<LevelName>& level, const Progress& progress) {
  const std::array worlds{view.world};
  TRY(const auto spaces, spaces_of(worlds, {owner}, false, without_categories()));
  TRY(const auto world, compiled(view));
  return Reaching(world, spaces.front()).run(level, progress);
}

}  // namespace entente::analysis
