#include "analysis/decision_groups.h"

#include <algorithm>
#include <array>
#include <set>

#include "analysis/act_world.h"
#include "analysis/persons.h"
#include "base/analysis_limits.h"
#include "label/said.h"

namespace entente::analysis {
namespace {

// Of an axis, whose values are some of those that these recipients can be asked about.
void add_part(Condition& condition, const ClassSpace& space, Axis axis, const std::vector<std::size_t>& values, const std::vector<std::string>& recipients) {
  Condition::Part part{std::string(to_string(axis)), {}, {}};
  for (std::size_t value = 0; value < space.size(axis); ++value) {
    const bool meant = std::binary_search(values.begin(), values.end(), value);
    const bool asked = std::any_of(recipients.begin(), recipients.end(), [&](const auto& each) { return space.asks(axis, value, PartyId(each)); });
    if (meant || asked) (meant ? part.values : part.others).push_back(space.text(axis, value));
  }
  if (!part.others.empty()) condition.parts.push_back(std::move(part));
}

// What is said of who gives to whom; the last three of persons only.
constexpr std::array<std::string_view, 6> kWords{"owner", "holder", "recipient", "clearance", "read-in", "need-to-know"};
constexpr std::size_t kHolderWord = 1;
constexpr std::size_t kRecipientWord = 2;
constexpr std::size_t kClearanceWord = 3;
constexpr std::string_view kOwner = "the owner";

// What all owners of a pattern must have in common to be said at once: the words of every axis but holders.
std::string shape_of(const ClassSpace& space) {
  std::string out;
  for (std::size_t axis = 1; axis < kAxes; ++axis) {
    for (std::size_t value = 0; value < space.size(static_cast<Axis>(axis)); ++value) out += space.text(static_cast<Axis>(axis), value) + "\x1f";
    out += "\x1e";
  }
  return out;
}

// Lists that name somebody else than this recipient, and nobody of it: who owns the information, and any other nation.
std::vector<std::vector<PartyId>> naming_others(const PartyId& recipient, const PartyId& owner, const world::World& world) {
  std::set<PartyId> of_it;
  add_members(world, recipient, of_it);
  std::vector<std::vector<PartyId>> out;
  if (is_nation(world, owner)) out.push_back({owner});
  const auto found = std::find_if(world.parties.begin(), world.parties.end(), [&](const auto& each) {
    return each.kind == world::PartyKind::nation && each.id != owner && !of_it.contains(each.id);
  });
  if (found != world.parties.end()) out.push_back({found->id});
  return out;
}

}  // namespace

std::uint32_t Denials::number(decision::Rule rule, std::string_view clause) {
  const auto [at, added] = numbers_.try_emplace({rule, std::string(clause)}, static_cast<std::uint32_t>(list_.size()));
  if (added) list_.push_back(at->first);
  return at->second;
}

struct DecisionGroups::Who {
  std::vector<Condition::Part> parts;
  std::uint64_t count = 0;
  Pair first;
};

void DecisionGroups::file(const ClassSpace& space, const std::map<Cause, Patterns>& found) {
  const std::string shape = shape_of(space);
  for (const auto& [cause, patterns] : found) {
    for (const auto& [points, pairs] : patterns) {
      auto& into = all_[cause][shape][points];
      into.insert(into.end(), pairs.begin(), pairs.end());
    }
  }
}

std::vector<DecisionGroup> DecisionGroups::groups(const World& permits, const World& denies) const {
  const Instant earlier = std::min(permits.at, denies.at);
  const World permitting{permits.world, permits.at, earlier};
  const World denying{denies.world, denies.at, earlier};
  std::vector<DecisionGroup> out;
  for (const auto& [cause, by_shape] : all_) out.push_back(group(cause, by_shape, cause.permitted ? permitting : denying));
  return out;
}

DecisionGroup DecisionGroups::group(const Cause& cause, const ByShape& by_shape, const World& world) const {
  DecisionGroup out{cause, 0, {}, 0};
  struct Set {
    const Points* points;
    const std::vector<Pair>* pairs;
    std::uint64_t decisions;
  };
  std::vector<Set> sets;
  std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> shares;
  for (const auto& [shape, patterns] : by_shape) {
    for (const auto& [points, pairs] : patterns) {
      const std::uint64_t each = count_points(points);
      sets.push_back({&points, &pairs, each * pairs.size()});
      out.decisions += sets.back().decisions;
      for (const auto& pair : pairs) shares[{spaces_[pair.owner].owner().value, recipients_[pair.recipient].party.value}] += each;
    }
  }
  for (const auto& [pair, decisions] : shares) out.shares.push_back({std::string(pair.first), PartyId(std::string(pair.second)), decisions});
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

void DecisionGroups::add(DecisionGroup& out, const Points& points, const std::vector<Pair>& pairs, const World& world) const {
  const ClassSpace& space = spaces_[pairs.front().owner];
  std::vector<std::size_t> counts;
  for (std::size_t axis = 1; axis < kAxes; ++axis) counts.push_back(space.size(static_cast<Axis>(axis)));
  const auto classes = cover(points, counts);
  for (const auto& who : cover_pairs(pairs)) {
    const auto recipients = std::find_if(who.parts.begin(), who.parts.end(), [](const auto& part) { return part.axis == kWords[kRecipientWord]; });
    for (const auto& box : classes) {
      Condition condition;
      condition.parts = who.parts;
      for (std::size_t axis = 1; axis < kAxes; ++axis) add_part(condition, space, static_cast<Axis>(axis), box.values[axis - 1], recipients->values);
      condition.decisions = who.count * box.size();
      condition.sample = sample(who.first, box, space, world);
      out.conditions.push_back(std::move(condition));
    }
  }
}

// What is said of a pair, of each of kWords.
std::vector<std::string> DecisionGroups::said_of(const Pair& pair) const {
  const auto& recipient = recipients_[pair.recipient];
  std::vector<std::string> out{spaces_[pair.owner].owner().value, pair.holder == 0 ? std::string(kOwner) : spaces_[pair.owner].holder(pair.holder).value,
                               recipient.party.value};
  if (!recipient.kind) return out;
  out.push_back(recipient.kind->clearance);
  out.emplace_back(recipient.kind->read_in ? "yes" : "no");
  out.emplace_back(recipient.kind->needs_to_know ? "yes" : "no");
  return out;
}

// Owners, holders and recipients as boxes of those that occur.
std::vector<DecisionGroups::Who> DecisionGroups::cover_pairs(const std::vector<Pair>& pairs) const {
  std::vector<std::vector<std::string>> said;
  for (const auto& pair : pairs) said.push_back(said_of(pair));
  std::vector<std::vector<std::string>> words(said.front().size());
  std::vector<std::size_t> counts;
  std::size_t size = 1;
  for (std::size_t axis = 0; axis < words.size(); ++axis) {
    auto& list = words[axis];
    for (const auto& each : said) list.push_back(each[axis]);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    counts.push_back(list.size());
    size *= list.size();
  }
  Points points((size + 63) / 64);
  std::map<std::size_t, Pair> by_point;
  for (std::size_t each = 0; each < pairs.size(); ++each) {
    std::size_t at = 0;
    for (std::size_t axis = 0; axis < words.size(); ++axis) {
      const auto place = std::lower_bound(words[axis].begin(), words[axis].end(), said[each][axis]) - words[axis].begin();
      at = at * counts[axis] + static_cast<std::size_t>(place);
    }
    add_point(points, at);
    by_point.emplace(at, pairs[each]);
  }
  std::vector<Who> out;
  for (const auto& box : cover(points, counts)) {
    Who who;
    std::size_t first = 0;
    for (std::size_t axis = 0; axis < words.size(); ++axis) {
      first = first * counts[axis] + box.values[axis].front();
      Condition::Part part{std::string(kWords[axis]), {}, {}};
      for (const auto each : box.values[axis]) part.values.push_back(words[axis][each]);
      const bool only_owner = axis == kHolderWord && part.values == std::vector<std::string>{std::string(kOwner)};
      const bool either = axis > kClearanceWord && part.values.size() == 2;
      if (!only_owner && !either) who.parts.push_back(std::move(part));
    }
    if (who.parts[kHolderWord].axis == kWords[kHolderWord]) std::swap(who.parts[kHolderWord], who.parts[kHolderWord + 1]);  // read after the recipient
    who.count = box.size();
    who.first = by_point.at(first);
    out.push_back(std::move(who));
  }
  return out;
}

decision::Request DecisionGroups::sample(const Pair& pair, const Box& box, const ClassSpace& shape, const World& world) const {
  const ClassSpace& space = spaces_[pair.owner];
  const auto& recipient = recipients_[pair.recipient];
  const auto request = [&](std::size_t release, std::size_t control) {
    std::size_t at = pair.holder;
    for (std::size_t axis = 1; axis < kAxes; ++axis) {
      const auto which = static_cast<Axis>(axis);
      const auto value = which == Axis::release ? release : which == Axis::control ? control : box.values[axis - 1].front();
      at = at * shape.size(which) + value;
    }
    auto out = request_of(space, at, recipient, *world.world, world.earlier, 0, asked_.way(space, at, pair.recipient));
    out.time = world.at;
    return out;
  };
  const auto values = [&](Axis axis) { return box.values[static_cast<std::size_t>(axis) - 1]; };
  auto releases = values(Axis::release);
  const auto named = static_cast<std::size_t>(Release::recipient);  // which marks of most systems can say, or a request beside them
  std::stable_partition(releases.begin(), releases.end(), [&](std::size_t each) { return each == named; });
  const auto& book = world.world->policies;
  for (const auto release : releases) {
    for (const auto control : values(Axis::control)) {
      auto found = request(release, control);
      auto& releasable = found.object.label->releasable;
      if (label::said_of(*found.object.label, book)) return found;
      if (releasable.kind != label::ReleaseKind::listed || !releasable.parties.empty()) continue;
      for (auto& list : naming_others(recipient.party, space.owner(), *world.world)) {
        releasable.parties = std::move(list);
        if (label::said_of(*found.object.label, book)) return found;
      }
    }
  }
  return request(releases.front(), values(Axis::control).front());
}

}  // namespace entente::analysis
