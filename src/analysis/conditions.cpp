#include "analysis/conditions.h"

#include <algorithm>

#include "base/analysis_limits.h"

namespace entente::analysis {
namespace {

void add_part(Condition& condition, const ClassSpace& space, Axis axis, const std::vector<std::size_t>& values) {
  if (values.size() == space.size(axis)) return;
  Condition::Part part{std::string(to_string(axis)), {}, {}};
  for (std::size_t value = 0; value < space.size(axis); ++value) {
    const bool meant = std::binary_search(values.begin(), values.end(), value);
    (meant ? part.values : part.others).push_back(space.text(axis, value));
  }
  condition.parts.push_back(std::move(part));
}

// What all owners of a pattern must have in common to be said at once: the words of every axis but holders.
std::string shape_of(const ClassSpace& space) {
  std::string out;
  for (std::size_t axis = 1; axis < kAxes; ++axis) {
    for (std::size_t value = 0; value < space.size(static_cast<Axis>(axis)); ++value) out += space.text(static_cast<Axis>(axis), value) + "\x1f";
    out += "\x1e";
  }
  return out;
}

}  // namespace

struct Conditions::Who {
  std::vector<Condition::Part> parts;
  std::uint64_t count = 0;
  Pair first;
};

void Conditions::file(const ClassSpace& space, const std::map<Cause, Patterns>& found) {
  const std::string shape = shape_of(space);
  for (const auto& [cause, patterns] : found) {
    for (const auto& [points, pairs] : patterns) {
      auto& into = all_[cause][shape][points];
      into.insert(into.end(), pairs.begin(), pairs.end());
    }
  }
}

std::vector<DecisionGroup> Conditions::groups(const World& permitting, const World& denying) const {
  std::vector<DecisionGroup> out;
  for (const auto& [cause, by_shape] : all_) out.push_back(group(cause, by_shape, cause.permitted ? permitting : denying));
  return out;
}

DecisionGroup Conditions::group(const Cause& cause, const ByShape& by_shape, const World& world) const {
  DecisionGroup out{cause, 0, {}, 0};
  struct Set {
    const Points* points;
    const std::vector<Pair>* pairs;
    std::uint64_t decisions;
  };
  std::vector<Set> sets;
  for (const auto& [shape, patterns] : by_shape) {
    for (const auto& [points, pairs] : patterns) {
      sets.push_back({&points, &pairs, count_points(points) * pairs.size()});
      out.decisions += sets.back().decisions;
    }
  }
  std::stable_sort(sets.begin(), sets.end(), [](const Set& a, const Set& b) { return a.decisions > b.decisions; });
  for (const auto& set : sets) {
    if (out.conditions.size() < limits::kConditionsOfGroup) {
      add(out, *set.points, *set.pairs, world);
    } else {
      out.beyond += set.decisions;
    }
  }
  auto& list = out.conditions;
  std::stable_sort(list.begin(), list.end(), [](const Condition& a, const Condition& b) { return a.decisions > b.decisions; });
  while (list.size() > limits::kConditionsOfGroup) {
    out.beyond += list.back().decisions;
    list.pop_back();
  }
  return out;
}

 void Conditions::add(DecisionGroup& out, const Points& points, const std::vector<Pair>& pairs, const World& world) const {
  const ClassSpace& space = spaces_[pairs.front().owner];
  std::vector<std::size_t> counts;
  for (std::size_t axis = 1; axis < kAxes; ++axis) counts.push_back(space.size(static_cast<Axis>(axis)));
  const auto classes = cover(points, counts);
  for (const auto& who : cover_pairs(pairs)) {
    for (const auto& box : classes) {
      Condition condition;
      condition.parts = who.parts;
      for (std::size_t axis = 1; axis < kAxes; ++axis) add_part(condition, space, static_cast<Axis>(axis), box.values[axis - 1]);
      condition.decisions = who.count * box.size();
      condition.sample = sample(who.first, box, space, world);
      out.conditions.push_back(std::move(condition));
    }
  }
}

// Owners, holders and recipients as boxes of those that occur.
std::vector<Conditions::Who> Conditions::cover_pairs(const std::vector<Pair>& pairs) const {
  std::vector<std::uint32_t> owners;
  std::vector<PartyId> holders;
  std::vector<std::uint32_t> recipients;
  const auto holder_of = [&](const Pair& pair) { return pair.holder == 0 ? PartyId() : spaces_[pair.owner].holder(pair.holder); };
  for (const auto& pair : pairs) {
    owners.push_back(pair.owner);
    holders.push_back(holder_of(pair));
    recipients.push_back(pair.recipient);
  }
  const auto unique = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  unique(owners);
  unique(holders);
  unique(recipients);
  const auto place = [](const auto& list, const auto& value) {
    return static_cast<std::size_t>(std::lower_bound(list.begin(), list.end(), value) - list.begin());
  };
  Points points((owners.size() * holders.size() * recipients.size() + 63) / 64);
  std::map<std::size_t, Pair> by_point;
  for (const auto& pair : pairs) {
    const auto at = (place(owners, pair.owner) * holders.size() + place(holders, holder_of(pair))) * recipients.size() +
                    place(recipients, pair.recipient);
    add_point(points, at);
    by_point.emplace(at, pair);
  }
  std::vector<Who> out;
  for (const auto& box : cover(points, {owners.size(), holders.size(), recipients.size()})) {
    Who who;
    Condition::Part owner{"owner", {}, {}};
    for (const auto each : box.values[0]) owner.values.push_back(spaces_[owners[each]].owner().value);
    Condition::Part holder{std::string(to_string(Axis::holder)), {}, {}};
    for (const auto each : box.values[1]) holder.values.push_back(holders[each].empty() ? "the owner" : holders[each].value);
    Condition::Part recipient{"recipient", {}, {}};
    for (const auto each : box.values[2]) recipient.values.push_back(recipients_[recipients[each]].id);
    who.parts = {std::move(owner), std::move(recipient)};
    if (holder.values != std::vector<std::string>{"the owner"}) who.parts.push_back(std::move(holder));
    who.count = box.size();
    who.first = by_point.at((box.values[0].front() * holders.size() + box.values[1].front()) * recipients.size() + box.values[2].front());
    out.push_back(std::move(who));
  }
  return out;
}

decision::Request Conditions::sample(const Pair& pair, const Box& box, const ClassSpace& shape, const World& world) const {
  const ClassSpace& space = spaces_[pair.owner];
  std::size_t at = pair.holder;
  for (std::size_t axis = 1; axis < kAxes; ++axis) at = at * shape.size(static_cast<Axis>(axis)) + box.values[axis - 1].front();
  const auto& recipient = recipients_[pair.recipient];
  const PartyId party(recipient.id);
  const auto* known = world.world->party(party);
  const bool alone = known != nullptr && known->kind == world::PartyKind::nation;
  auto request = space.request(at, *world.world, world.at, alone ? &party : nullptr);
  request.subject = recipient;
  return request;
}

}  // namespace entente::analysis
