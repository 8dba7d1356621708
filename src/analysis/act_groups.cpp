#include "analysis/act_groups.h"

#include <algorithm>
#include <string_view>

#include "base/analysis_limits.h"

namespace entente::analysis {
namespace {

std::string shape_of(const ActSpace& space) {
  std::string out;
  for (std::size_t axis = 0; axis < kActAxes; ++axis) {
    for (const auto& value : space.values(static_cast<ActAxis>(axis))) out += value.text + "\x1f";
    out += "\x1e";
  }
  return out;
}

Condition::Part part_of(const ActSpace& space, ActAxis axis, const std::vector<std::size_t>& meant) {
  Condition::Part part{std::string(to_string(axis)), {}, {}};
  for (std::size_t value = 0; value < space.size(axis); ++value) {
    const bool is = std::binary_search(meant.begin(), meant.end(), value);
    (is ? part.values : part.others).push_back(space.values(axis)[value].text);
  }
  return part;
}

// Givers and recipients as boxes of those that occur, each with one space of it.
struct Who {
  Condition::Part owner;
  Condition::Part recipient;
  std::size_t count = 0;
  std::size_t space = 0;
};

std::vector<Who> cover_pairs(const std::vector<ActSpace>& all, const std::vector<std::size_t>& spaces) {
  std::vector<std::string> givers;
  std::vector<std::string> recipients;
  for (const auto each : spaces) {
    givers.push_back(all[each].pair().giver);
    recipients.push_back(all[each].pair().recipient.value);
  }
  for (auto* list : {&givers, &recipients}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  const auto place = [](const auto& list, const std::string& value) {
    return static_cast<std::size_t>(std::lower_bound(list.begin(), list.end(), value) - list.begin());
  };
  Points points((givers.size() * recipients.size() + 63) / 64);
  std::map<std::size_t, std::size_t> by_point;
  for (const auto each : spaces) {
    const auto at = place(givers, all[each].pair().giver) * recipients.size() + place(recipients, all[each].pair().recipient.value);
    add_point(points, at);
    by_point.emplace(at, each);
  }
  std::vector<Who> out;
  for (const auto& box : cover(points, {givers.size(), recipients.size()})) {
    Who who{{"owner", {}, {}}, {"recipient", {}, {}}, box.size(), by_point.at(box.values[0].front() * recipients.size() + box.values[1].front())};
    for (const auto each : box.values[0]) who.owner.values.push_back(givers[each]);
    for (const auto each : box.values[1]) who.recipient.values.push_back(recipients[each]);
    out.push_back(std::move(who));
  }
  return out;
}

}  // namespace

void ActGroups::file(std::size_t space, const std::map<Cause, Points>& found) {
  if (found.empty()) return;
  const auto shape = shape_of(spaces_[space]);
  for (const auto& [cause, points] : found) all_[cause][shape][points].push_back(space);
}

std::vector<DecisionGroup> ActGroups::groups(Instant permitting, Instant denying) const {
  std::vector<DecisionGroup> out;
  for (const auto& [cause, by_shape] : all_) {
    DecisionGroup group{cause, 0, {}, 0};
    std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> shares;
    for (const auto& [shape, patterns] : by_shape) {
      for (const auto& [points, spaces] : patterns) {
        const std::uint64_t each = count_points(points);
        const std::uint64_t decisions = each * spaces.size();
        group.decisions += decisions;
        for (const auto space : spaces) shares[{spaces_[space].pair().giver, spaces_[space].pair().recipient.value}] += each;
        if (group.conditions.size() < limits::kConditionsOfGroup) {
          add(group, points, spaces, cause.permitted ? permitting : denying);
        } else {
          group.beyond += decisions;
        }
      }
    }
    for (const auto& [pair, decisions] : shares) group.shares.push_back({std::string(pair.first), PartyId(std::string(pair.second)), decisions});
    auto& list = group.conditions;
    std::stable_sort(list.begin(), list.end(), [](const Condition& a, const Condition& b) { return a.decisions > b.decisions; });
    for (; list.size() > limits::kConditionsOfGroup; list.pop_back()) group.beyond += list.back().decisions;
    out.push_back(std::move(group));
  }
  return out;
}

void ActGroups::add(DecisionGroup& out, const Points& points, const std::vector<std::size_t>& spaces, Instant at) const {
  const ActSpace& shape = spaces_[spaces.front()];
  std::vector<std::size_t> counts;
  for (std::size_t axis = 0; axis < kActAxes; ++axis) counts.push_back(shape.size(static_cast<ActAxis>(axis)));
  const auto boxes = cover(points, counts);
  for (const auto& who : cover_pairs(spaces_, spaces)) {
    for (const auto& box : boxes) {
      Condition condition;
      condition.parts = {who.owner, who.recipient};
      std::size_t first = 0;
      for (std::size_t axis = 0; axis < kActAxes; ++axis) {
        first = first * counts[axis] + box.values[axis].front();
        if (box.values[axis].size() != counts[axis]) condition.parts.push_back(part_of(shape, static_cast<ActAxis>(axis), box.values[axis]));
      }
      condition.decisions = who.count * box.size();
      condition.sample = spaces_[who.space].request(first, at);
      out.conditions.push_back(std::move(condition));
    }
  }
}

}  // namespace entente::analysis
