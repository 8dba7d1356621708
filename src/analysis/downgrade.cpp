#include "analysis/downgrade.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/analysis_limits.h"

namespace entente::analysis {
namespace {

using Node = std::pair<PartyId, LevelName>;
using Rows = std::map<Node, std::vector<RowStep>>;

constexpr std::array kOfInformation{Axis::object, Axis::about, Axis::domain};
using Information = std::array<std::string, kOfInformation.size()>;  // what is stated of it, in words; empty: nothing

// The rows of one owner that count: for each level and recipient every level as which some instrument has it held; of each information
// by itself, since it stays the same all the way.
class OwnerRows {
 public:
  OwnerRows(const ClassSpace& space, const Compiled& world) : space_(space), owner_(space.owner()), steps_(space, world) {
    for (const auto& party : world.view.world->parties) {
      if (party.kind == world::PartyKind::nation && party.id != owner_) nations_.push_back(party.id);
    }
  }

  [[nodiscard]] std::size_t held() const { return held_; }

  void ask() {
    for (const auto information : steps_.informations()) {
      auto& rows = rows_[information];
      for (const auto& level : steps_.levels()) {
        if (level.level->free) continue;
        auto& list = rows[{owner_, level.level->name}];
        for (const auto manner : steps_.manners()) add(steps_.at(level, information, manner), list);
        held_ += list.size();
      }
      if (held_ > limits::kDowngradeRowsHeld) return;  // too many
    }
  }

  // Of that information, whether facts about this owner's name it or not.
  [[nodiscard]] const Rows& of(const Information& information) const {
    std::size_t offset = 0;
    for (std::size_t axis = 0; axis < kOfInformation.size(); ++axis) offset += value_of(kOfInformation[axis], information[axis]) * space_.stride(kOfInformation[axis]);
    return rows_.at(offset);
  }

  void add_words(std::array<std::set<std::string>, kOfInformation.size()>& words) const {
    for (std::size_t axis = 0; axis < kOfInformation.size(); ++axis) {
      words[axis].insert("");
      for (std::size_t value = 1; value < space_.size(kOfInformation[axis]); ++value) words[axis].insert(word(kOfInformation[axis], value));
    }
  }

 private:
  [[nodiscard]] std::string word(Axis axis, std::size_t value) const { return space_.text(axis, value); }

  // What no fact about this owner's names counts as what none does at all, the last value; of objects, as nothing.
  [[nodiscard]] std::size_t value_of(Axis axis, const std::string& stated) const {
    if (stated.empty()) return 0;
    for (std::size_t value = 1; value < space_.size(axis); ++value) {
      if (word(axis, value) == stated) return value;
    }
    return axis == Axis::object ? 0 : space_.size(axis) - 1;
  }

  void add(std::size_t at, std::vector<RowStep>& list) const {
    const PartySet allowed = steps_.allowed(at, owner_);
    for (const auto& nation : nations_) {
      const PartySet bit = steps_.bits({nation});
      if (bit.empty() || !bit.within(allowed)) continue;
      const Step step = steps_.step(at, owner_, nation);
      if (!step.held_as) continue;
      const bool had = std::any_of(list.begin(), list.end(), [&](const RowStep& row) { return row.to == nation && row.to_level == *step.held_as; });
      if (!had) list.push_back({owner_, step.marked, nation, *step.held_as, step.instrument, step.evidence, step.until, step.stated});
    }
  }

  const ClassSpace& space_;
  PartyId owner_;
  Steps steps_;
  std::vector<PartyId> nations_;
  std::map<std::size_t, Rows> rows_;
  std::size_t held_ = 0;
};

std::vector<Information> informations_of(const std::vector<OwnerRows>& owners) {
  std::array<std::set<std::string>, kOfInformation.size()> words;
  for (const auto& each : owners) each.add_words(words);
  std::vector<Information> out;
  for (const auto& object : words[0]) {
    for (const auto& about : words[1]) {
      for (const auto& domain : words[2]) out.push_back({object, about, domain});
    }
  }
  const auto stated = [](const Information& each) { return std::count_if(each.begin(), each.end(), [](const auto& word) { return !word.empty(); }); };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return stated(a) < stated(b); });
  return out;
}

class Chains {
 public:
  Chains(const world::World& world, const Rows& rows, const Node& start) : world_(world), rows_(rows), start_(start) {}

  // To each party the shortest, of this information and those before it.
  void add_to(std::map<PartyId, Chain>& shortest) {
    follow();
    for (const auto& node : order_) {
      auto chain = chain_to(node);
      if (!chain) continue;
      const auto [entry, added] = shortest.emplace(node.first, *chain);
      if (!added && better(*chain, entry->second)) entry->second = std::move(*chain);
    }
  }

 private:
  [[nodiscard]] const label::Level* level(const Node& node) const {
    const auto* policy = world_.policies.policy_of(node.first);
    return policy == nullptr ? nullptr : policy->level(node.second);
  }

  void follow() {
    std::deque<std::pair<Node, std::size_t>> open{{start_, 0}};
    while (!open.empty()) {
      const auto [node, depth] = open.front();
      open.pop_front();
      const auto list = rows_.find(node);
      const bool home = depth != 0 && node.first == start_.first;
      if (home || depth == limits::kDowngradeRows || list == rows_.end()) continue;
      for (const auto& row : list->second) {
        const Node to{row.to, row.to_level};
        if (to == start_ || !by_.emplace(to, &row).second) continue;
        order_.push_back(to);
        open.emplace_back(to, depth + 1);
      }
    }
  }

  // Lower, of one policy.
  [[nodiscard]] bool below(const Node& a, const Node& b) const {
    const auto* low = level(a);
    const auto* high = level(b);
    if (low == nullptr || high == nullptr || high->free) return false;
    return low->free || (label::ranks_beside(*low, *high) && low->hierarchy < high->hierarchy);
  }

  [[nodiscard]] bool comparable(const Node& a, const Node& b) const {
    const auto* one = level(a);
    const auto* other = level(b);
    return one != nullptr && other != nullptr && label::ranks_beside(*one, *other);
  }

  // The owner's own rows to that party, if all say more: the lowest of them.
  [[nodiscard]] std::optional<LevelName> direct(const Node& node) const {
    std::optional<LevelName> out;
    const auto list = rows_.find(start_);
    if (list == rows_.end()) return out;
    for (const auto& row : list->second) {
      if (row.to != node.first) continue;
      if (!below(node, {row.to, row.to_level})) return std::nullopt;
      if (!out || below({row.to, row.to_level}, {row.to, *out})) out = row.to_level;
    }
    return out;
  }

  [[nodiscard]] std::optional<Chain> chain_to(const Node& node) const {
    const auto* is = level(node);
    if (is == nullptr) return std::nullopt;
    Chain out;
    for (Node at = node; at != start_; at = {out.rows.back().from, out.rows.back().from_level}) out.rows.push_back(*by_.at(at));
    std::reverse(out.rows.begin(), out.rows.end());
    if (node.first == start_.first) {
      if (!below(node, start_) && comparable(node, start_)) return std::nullopt;
      out.fall = below(node, start_) ? Fall::home_lower : Fall::home_beside;
      return out;
    }
    out.direct = out.rows.size() > 1 ? direct(node) : std::nullopt;
    if (!is->free && !out.direct) return std::nullopt;
    out.fall = out.direct ? Fall::below_direct : Fall::free;
    return out;
  }

  // Shorter; or as short, and lower at the end.
  [[nodiscard]] bool better(const Chain& one, const Chain& other) const {
    const auto end = [](const Chain& chain) { return Node{chain.rows.back().to, chain.rows.back().to_level}; };
    return one.rows.size() < other.rows.size() || (one.rows.size() == other.rows.size() && below(end(one), end(other)));
  }

  const world::World& world_;
  const Rows& rows_;
  const Node& start_;
  std::map<Node, const RowStep*> by_;  // the row by which each level of a party is come to first
  std::vector<Node> order_;
};

}  // namespace

std::string_view to_string(Fall fall) {
  constexpr std::array<std::string_view, 4> kNames{"home-lower", "home-beside", "below-direct", "free"};
  return kNames[static_cast<std::size_t>(fall)];
}

Result<Downgrade> downgrade(const View& view, const std::vector<PartyId>& owners, const Progress& progress) {
  const std::array worlds{view.world};
  for (const auto& owner : owners) TRY_DO(spaces_of(worlds, {owner}, false, without_categories()));  // the names are known, and own something
  TRY(const auto spaces, spaces_of(worlds, {}, false, without_categories()));
  TRY(const auto world, compiled(view));
  std::vector<OwnerRows> of_owners;
  of_owners.reserve(spaces.size());
  std::size_t held = 0;
  for (const auto& space : spaces) {
    of_owners.emplace_back(space, world).ask();
    held += of_owners.back().held();
    if (held > limits::kDowngradeRowsHeld)
      return fail(Fault::over_limit, fmt::format("more than {} rows of single informations up to those of {}: facts tell too many objects, subjects and domains apart",
                                                 limits::kDowngradeRowsHeld, space.owner().value));
    if (progress && !progress(of_owners.size(), spaces.size())) return fail(Fault::stopped, "stopped");
  }
  Downgrade out;
  std::map<Node, std::map<PartyId, Chain>> found;
  std::set<std::pair<Node, Node>> counted;
  for (const auto& information : informations_of(of_owners)) {
    Rows rows;
    for (const auto& each : of_owners) {
      for (const auto& [node, list] : each.of(information)) {
        for (const auto& row : list) counted.emplace(node, Node{row.to, row.to_level});
        rows.emplace(node, list);
      }
    }
    for (const auto& [start, list] : rows) {
      if (owners.empty() || std::find(owners.begin(), owners.end(), start.first) != owners.end()) Chains(*view.world, rows, start).add_to(found[start]);
    }
  }
  out.rows = counted.size();
  for (const auto& space : spaces) {
    if (!owners.empty() && std::find(owners.begin(), owners.end(), space.owner()) == owners.end()) continue;
    std::set<LevelName> seen;
    const Steps steps(space, world);
    for (const auto& each : steps.levels()) {
      if (each.level->free || !seen.insert(each.level->name).second) continue;
      ++out.starts;
      std::vector<Chain> chains;
      for (auto& [party, chain] : found[{space.owner(), each.level->name}]) chains.push_back(std::move(chain));
      std::stable_sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) { return a.rows.size() < b.rows.size(); });
      for (auto& chain : chains) out.chains.push_back(std::move(chain));
    }
  }
  return out;
}

}  // namespace entente::analysis
