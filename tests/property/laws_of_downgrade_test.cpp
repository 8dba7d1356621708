// Where protection falls along rows is what deciding every step one by one tells.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/downgrade.h"
#include "property/one_by_one.h"

namespace entente::property {
namespace {

using analysis::Fall;

constexpr std::size_t kMostOfChains = 8'000;  // questions of a scene that is looked at, where every owner is asked about

// Every level from which a chain begins, with how far it is to what it falls to first at each party, and as which levels.
struct End {
  std::size_t length = 0;
  std::set<LevelName> at;
};
using Falls = std::map<std::tuple<PartyId, LevelName, PartyId>, End>;

using Rows = std::map<OneByOne::Node, std::map<OneByOne::Node, std::set<OneByOne::Basis>>>;

// The rows of one information, which stays the same all the way.
class AllChains {
 public:
  AllChains(const Scene& scene, Rows rows) : world_(scene.world), rows_(std::move(rows)) {}

  void add_falls(Falls& out) const {
    for (const auto& [start, direct] : rows_) {
      std::set<OneByOne::Node> seen{start};
      std::set<OneByOne::Node> last{start};
      for (std::size_t length = 1; !last.empty(); ++length) {
        std::set<OneByOne::Node> next;
        for (const auto& node : last) {
          if (length > 1 && node.first == start.first) continue;
          const auto list = rows_.find(node);
          if (list == rows_.end()) continue;
          for (const auto& [to, basis] : list->second) {
            if (seen.insert(to).second) next.insert(to);
          }
        }
        for (const auto& node : next) {
          if (!fell(start, node, length)) continue;
          const auto [entry, added] = out.try_emplace(std::tuple(start.first, start.second, node.first), End{length, {}});
          if (length < entry->second.length) entry->second = {length, {}};
          if (entry->second.length == length) entry->second.at.insert(node.second);
        }
        last = next;
      }
    }
  }

  // Whether this information can go that way, as the chain says.
  [[nodiscard]] bool goes(const analysis::Chain& chain) const {
    return std::all_of(chain.rows.begin(), chain.rows.end(), [&](const analysis::RowStep& row) {
      const auto list = rows_.find({row.from, row.from_level});
      if (list == rows_.end()) return false;
      const auto is = list->second.find({row.to, row.to_level});
      return is != list->second.end() && is->second.count({row.instrument, row.evidence, row.until}) != 0;
    });
  }

  // What a chain says of itself, where it goes.
  void demand_true(const analysis::Chain& chain, const End& end) const {
    const OneByOne::Node start{chain.rows.front().from, chain.rows.front().from_level};
    const OneByOne::Node last{chain.rows.back().to, chain.rows.back().to_level};
    demand(chain.rows.size() == end.length && end.at.count(last.second) != 0, "it does not end where protection falls first");
    for (const auto& other : end.at) demand(!lower({last.first, other}, last), "as short a chain ends lower");
    for (std::size_t each = 0; each < chain.rows.size(); ++each) {
      const auto& row = chain.rows[each];
      if (each != 0) demand(row.from == chain.rows[each - 1].to && row.from_level == chain.rows[each - 1].to_level, "rows that do not join");
    }
    std::set<LevelName> direct;
    for (const auto& [row, basis] : rows_.at(start)) {
      if (row.first == last.first) direct.insert(row.second);
    }
    const bool below = start.first != last.first && chain.rows.size() > 1 && !direct.empty() &&
                       std::all_of(direct.begin(), direct.end(), [&](const auto& each) { return lower(last, {last.first, each}); });
    const auto fall = start.first == last.first ? (lower(last, start) ? Fall::home_lower : Fall::home_beside) : below ? Fall::below_direct : Fall::free;
    demand(chain.fall == fall && chain.direct.has_value() == below, "it falls otherwise than it says");
    if (!below) return;
    demand(direct.count(*chain.direct) != 0, "a row of the owner's that there is not");
    for (const auto& each : direct) demand(!lower({last.first, each}, {last.first, *chain.direct}), "the owner's own row says less");
  }

 private:
  [[nodiscard]] const label::Level& level(const OneByOne::Node& node) const { return *world_.policies.policy_of(node.first)->level(node.second); }

  [[nodiscard]] bool lower(const OneByOne::Node& a, const OneByOne::Node& b) const {
    if (level(b).free) return false;
    return level(a).free || (stand_together(a, b) && level(a).hierarchy < level(b).hierarchy);
  }
  [[nodiscard]] bool stand_together(const OneByOne::Node& a, const OneByOne::Node& b) const {
    const bool one_axis = !level(a).axis.empty() && level(a).axis == level(b).axis;
    return one_axis || (level(a).comparable && level(b).comparable);
  }

  [[nodiscard]] bool fell(const OneByOne::Node& start, const OneByOne::Node& end, std::size_t length) const {
    if (world_.policies.policy_of(end.first)->level(end.second) == nullptr) return false;
    if (start.first == end.first) return lower(end, start) || !stand_together(end, start);
    if (level(end).free) return true;
    bool any = false;
    for (const auto& [direct, basis] : rows_.at(start)) {
      if (direct.first != end.first) continue;
      any = true;
      if (!lower(end, direct)) return false;
    }
    return any && length > 1;
  }

  const world::World& world_;
  Rows rows_;
};

std::vector<AllChains> chains_of(const Scene& scene, OneByOne& single) {
  std::vector<Rows> rows;
  for (const auto& party : scene.world.parties) {
    const auto* policy = party.kind == world::PartyKind::group ? nullptr : scene.world.policies.policy_of(party.id);
    if (policy == nullptr) continue;
    for (const auto& level : policy->levels) {
      if (level.free) continue;
      auto of_each = single.rows(party.id, level.name);
      rows.resize(of_each.size());
      for (std::size_t each = 0; each < of_each.size(); ++each) rows[each][{party.id, level.name}] = std::move(of_each[each]);
    }
  }
  std::vector<AllChains> out;
  for (auto& each : rows) out.emplace_back(scene, std::move(each));
  return out;
}

// Some information falls as the chain says.
void demand_some(const std::vector<AllChains>& all, const analysis::Chain& chain, const End& end) {
  std::string why = "no information goes that way";
  for (const auto& each : all) {
    if (!each.goes(chain)) continue;
    try {
      each.demand_true(chain, end);
      return;
    } catch (const std::exception& error) {
      why = error.what();
    }
  }
  demand(false, why);
}

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

TEST(Law, downgrade_lists_every_shortest_chain) {
  const Law law = [](Scene& scene) {
    const auto view = view_of(scene);
    const auto snapshot = decision::Snapshot::compile(scene.world, view.options);
    demand(snapshot.has_value(), "the world was refused");
    OneByOne single(scene, *snapshot);
    if (!single.small(kMostOfChains)) return false;
    const auto found = analysis::downgrade(view, {});
    demand(found.has_value(), "refused: " + (found ? "" : found.error().message));
    const auto all = chains_of(scene, single);
    Falls expected;
    for (const auto& each : all) each.add_falls(expected);
    std::set<Falls::key_type> told;
    for (const auto& chain : found->chains) {
      const auto& first = chain.rows.front();
      const Falls::key_type key(first.from, first.from_level, chain.rows.back().to);
      demand(told.insert(key).second, "a chain is told twice");
      const auto end = expected.find(key);
      demand(end != expected.end(), "protection is told to fall where it does not");
      demand_some(all, chain, end->second);
    }
    demand(told.size() == expected.size(), "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    return !expected.empty();
  };
  law_holds(law, 1, 0.02);
}

}  // namespace
}  // namespace entente::property
