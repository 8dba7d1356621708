// What has to be recorded: each condition asks what its test can answer, of what exists; no requirement comes to itself.

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

// What a test takes besides `way`; `of` is looked at apart.
struct Takes {
  std::string_view keys;
  std::vector<FactKind> of;
};

const Takes& takes(Test test) {
  using enum FactKind;
  static const std::array<Takes, 10> kTakes{{{"of", {FactKind::requirement}},
                                             {"of with at_least kinds status topics clause", {instrument}},
                                             {"with at_least events levels since within_years", {}},
                                             {"of", {party}},
                                             {"of with at_least role tier areas", {programme, FactKind::project}},
                                             {"of with at_least role tier areas", {programme}},
                                             {"of state", {party, programme}},
                                             {"with at_least standard", {}},
                                             {"of at_least areas capabilities", {programme, FactKind::project}},
                                             {"of", {FactKind::requirement}}}};
  return kTakes.at(static_cast<std::size_t>(test));
}

std::vector<std::string_view> stated_keys(const Condition& condition) {
  const std::array<std::pair<std::string_view, bool>, 16> all{{{"of", condition.of.has_value()},
                                                               {"with", !condition.with.empty()},
                                                               {"at_least", condition.at_least.has_value()},
                                                               {"kinds", !condition.kinds.empty()},
                                                               {"status", !condition.statuses.empty()},
                                                               {"topics", !condition.topics.empty()},
                                                               {"clause", condition.clause.has_value()},
                                                               {"events", !condition.events.empty()},
                                                               {"levels", !condition.levels.empty()},
                                                               {"since", condition.since.has_value()},
                                                               {"within_years", condition.within_years.has_value()},
                                                               {"role", condition.role.has_value()},
                                                               {"tier", condition.tier.has_value()},
                                                               {"areas", !condition.areas.empty()},
                                                               {"state", condition.state.has_value()},
                                                               {"capabilities", !condition.capabilities.empty()}}};
  std::vector<std::string_view> out;
  for (const auto& [key, stated] : all) {
    if (stated) out.push_back(key);
  }
  if (!condition.standard.empty()) out.push_back("standard");
  return out;
}

bool needs_of(Test test, ConditionsOf whose) {
  if (test == Test::assessment) return whose == ConditionsOf::stage;
  return test == Test::membership || test == Test::candidacy || test == Test::requirement ||
         (test == Test::participation && whose == ConditionsOf::requirement);
}

class ConditionChecking {
 public:
  ConditionChecking(Checking& checking, const Condition& condition, std::string_view path, ConditionsOf whose)
      : checking_(checking), condition_(condition), path_(path), whose_(whose) {}

  void check() {
    keys();
    about();
    numbers();
    for (const auto& each : condition_.with) checking_.known_party({condition_.place, key("with")}, each);
    topics();
    areas();
    clause();
  }

 private:
  std::string_view key(std::string_view name) {
    shown_ = fmt::format("{}.{}", path_, name);
    return shown_;
  }
  void error(std::string_view name, std::string message) { checking_.error({condition_.place, key(name)}, std::move(message)); }

  void keys() {
    const auto allowed = split(takes(condition_.test).keys, " ");
    for (const auto each : stated_keys(condition_)) {
      if (each == "with" && whose_ == ConditionsOf::stage) {
        error(each, "a stage is about two parties already; leave it out");
      } else if (std::find(allowed.begin(), allowed.end(), each) == allowed.end()) {
        error(each, fmt::format("the test `{}` does not take it; it takes {}", to_string(condition_.test),
                                join({allowed.begin(), allowed.end()}, ", ")));
      }
    }
    const bool has_role = condition_.test == Test::participation || condition_.test == Test::project;
    if (has_role && !condition_.role) error("role", "missing; expected the least role that counts, as `partner`");
    if (condition_.test == Test::candidacy && !condition_.state)
      error("state", "missing; expected how far it must have come, as `consulting`");
  }

  void about() {
    if (!condition_.of) {
      if (needs_of(condition_.test, whose_)) error("of", "missing; expected what the test is about");
      return;
    }
    const auto& kinds = takes(condition_.test).of;
    if (kinds.empty()) return;
    if (std::find(kinds.begin(), kinds.end(), condition_.of->kind) == kinds.end()) {
      std::vector<std::string> names;
      for (const auto kind : kinds) names.push_back(fmt::format("{}:ID", to_string(kind)));
      return error("of", fmt::format("{} is not what `{}` is about; expected {}", quoted(to_string(*condition_.of)),
                                     to_string(condition_.test), join(names, " or ")));
    }
    checking_.known_fact({condition_.place, key("of")}, *condition_.of);
  }

  void numbers() {
    if (condition_.tier && *condition_.tier < 1) error("tier", fmt::format("{}; expected 1 or more", *condition_.tier));
    if (condition_.within_years && (*condition_.within_years < 1 || *condition_.within_years > kWithinYears))
      error("within_years", fmt::format("{}; expected 1 to {}", *condition_.within_years, kWithinYears));
    if (!condition_.at_least || (*condition_.at_least >= 1 && *condition_.at_least <= kConditionCount)) return;
    error("at_least", fmt::format("{}; expected 1 to {}", *condition_.at_least, kConditionCount));
  }

  // A topic of which no instrument is may be one of which there is none yet, or a slip.
  void topics() {
    std::set<std::string_view> known;
    if (!condition_.topics.empty()) {
      for (const auto& each : checking_.world().instruments) known.insert(each.topics.begin(), each.topics.end());
    }
    for (const auto& each : condition_.topics) {
      if (known.contains(each)) continue;
      const auto near = did_you_mean(each, {known.begin(), known.end()});
      if (!near.empty())
        checking_.warning({condition_.place, key("topics")}, fmt::format("no instrument regulates {}{}", quoted(each), near));
    }
  }

  void areas() {
    const bool of_programme = condition_.of && condition_.of->kind == FactKind::programme;
    const auto* programme = of_programme ? checking_.facts().as<Programme>(*condition_.of) : nullptr;
    if (programme == nullptr || condition_.test == Test::capability) return;
    std::vector<std::string_view> known;
    for (const auto& area : programme->areas) known.push_back(area.id);
    for (const auto& each : condition_.areas) {
      if (std::find(known.begin(), known.end(), each) != known.end()) continue;
      error("areas", fmt::format("{} is not an area of {}{}", quoted(each), quoted(programme->id), did_you_mean(each, known)));
    }
  }

  void clause() {
    if (!condition_.clause || !condition_.of || condition_.of->kind != FactKind::instrument) return;
    if (checking_.instrument(InstrumentId(condition_.of->id)) == nullptr) return;
    checking_.known_fact({condition_.place, key("clause")}, {FactKind::clause, condition_.of->id, *condition_.clause});
  }

  Checking& checking_;
  const Condition& condition_;
  std::string_view path_;
  ConditionsOf whose_;
  std::string shown_;
};

// From one requirement to those it rests on.
class Circles {
 public:
  explicit Circles(Checking& checking) : checking_(checking) {}

  void check() {
    for (const auto& profile : checking_.world().profiles) {
      for (const auto& each : profile.requirements) walk({FactKind::requirement, profile.id, each.id});
    }
  }

 private:
  // How many stand below it in the longest row.
  std::size_t walk(const FactRef& at) {
    if (const auto done = depth_.find(at); done != depth_.end()) return done->second;
    const auto* requirement = checking_.facts().as<Requirement>(at);
    if (requirement == nullptr) return 0;
    if (std::find(path_.begin(), path_.end(), at) != path_.end()) {
      report(at, requirement->provenance.place);
      return 0;
    }
    path_.push_back(at);
    std::size_t deepest = 0;
    for (const auto& each : requirement->needs) {
      if (each.test == Test::requirement && each.of && path_.size() <= limits::kRequirementDepth)
        deepest = std::max(deepest, walk(*each.of) + 1);
    }
    path_.pop_back();
    if (deepest >= limits::kRequirementDepth && path_.empty()) {
      checking_.error({requirement->provenance.place, "profile.requirement.needs.of"},
                      fmt::format("rests on {} requirements in a row or more, limit {}", deepest, limits::kRequirementDepth));
    }
    depth_[at] = deepest;
    return deepest;
  }

  void report(const FactRef& again, const Place& place) {
    std::string circle;
    bool inside = false;
    for (const auto& each : path_) {
      inside = inside || each == again;
      if (inside) circle += to_string(each) + " → ";
    }
    checking_.error({place, "profile.requirement.needs.of"}, "comes to itself: " + circle + to_string(again));
  }

  Checking& checking_;
  std::vector<FactRef> path_;
  std::map<FactRef, std::size_t> depth_;
};

}  // namespace

void check_conditions(Checking& checking, const Spot& spot, const std::vector<Condition>& conditions, ConditionsOf whose) {
  if (conditions.size() > limits::kConditions)
    checking.error(spot, fmt::format("{} conditions, limit {}", conditions.size(), limits::kConditions));
  for (const auto& each : conditions) ConditionChecking(checking, each, spot.key, whose).check();
}

void check_requirement_circles(Checking& checking) { Circles(checking).check(); }

}  // namespace entente::world
