#include "analysis/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analysis/answers.h"
#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

using decision::Rule;

// One world, compiled.
struct Compiled {
  View view;
  decision::Snapshot snapshot;
  decision::Sides sides;
};

Result<Compiled> compiled(const View& view) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  decision::Sides sides(snapshot, view.options.at);
  return Compiled{view, std::move(snapshot), std::move(sides)};
}

// Who gets what of whom: the classes of one holder's, as points, that changed for one recipient by one cause.
struct Pair {
  std::uint32_t owner = 0;
  std::uint32_t holder = 0;
  std::uint32_t recipient = 0;
};

// The changed decisions of one owner, of one holder after the other.
class OwnerChanges {
 public:
  using Found = std::map<Cause, std::map<Points, std::vector<Pair>>>;

  OwnerChanges(const ClassSpace& space, std::uint32_t owner, const Numbering& numbering, std::span<const Side> sides,
               std::span<const Compiled> worlds, const PartySet& wanted)
      : space_(space), owner_(owner), numbering_(numbering), sides_(sides), worlds_(worlds), wanted_(wanted),
        inner_(space.size() / space.size(Axis::holder)) {}

  Found run() {
    walk(space_, sides_, [&](const Block& block) {
      const auto holder = static_cast<std::uint32_t>(block.first / inner_);
      if (holder != holder_) file();
      holder_ = holder;
      see(block);
      return true;
    });
    file();
    return std::move(found_);
  }

 private:
  void see(const Block& block) {
    ++block_;
    changed_.clear();
    for (std::size_t basis = 0; basis < block.bases_at.size(); ++basis) {
      if (block.bases[0][basis] != block.bases[1][basis]) changed_.push_back(basis);
    }
    for (std::size_t release = 0; release < block.releases_at.size(); ++release) {
      const bool same = block.releases[0][release] == block.releases[1][release];
      if (block.releases[0][release].empty() && block.releases[1][release].empty()) continue;
      if (same) {
        for (const auto basis : changed_) compare(block, release, basis);
      } else {
        for (std::size_t basis = 0; basis < block.bases_at.size(); ++basis) compare(block, release, basis);
      }
    }
  }

  void compare(const Block& block, std::size_t release, std::size_t basis) {
    PartySet had = block.releases[0][release];
    PartySet has = block.releases[1][release];
    had &= block.bases[0][basis];
    has &= block.bases[1][basis];
    if (had == has) return;
    PartySet gained = has;
    gained -= had;
    gained &= wanted_;
    PartySet lost = had;
    lost -= has;
    lost &= wanted_;
    gained.each([&](std::size_t number) { add(block, release, basis, number, true); });
    lost.each([&](std::size_t number) { add(block, release, basis, number, false); });
  }

  void add(const Block& block, std::size_t release, std::size_t basis, std::size_t number, bool permitted) {
    const std::size_t at = block.first + block.releases_at[release] + block.bases_at[basis];
    const std::size_t denying = permitted ? 0 : 1;
    const bool released = block.releases[denying][release].has(number);
    // The instrument does not look at how the mark releases. The first rule that denies is the release's where that denies, unless it
    // is `authority`, which looks at nothing that differs in a block; else it is the basis's.
    const std::size_t who = number * 2 + (permitted ? 1 : 0);
    const auto instrument = remembered(instruments_, basis * kWho + who, [&] { return judged(1 - denying, at, number).instrument; });
    const std::size_t place = (released ? basis : block.bases_at.size() + release) * kWho + who;
    const auto rule = remembered(rules_, place, [&] { return static_cast<std::uint32_t>(judged(denying, at, number).rule); });
    auto& points = points_[{permitted, instrument, rule, static_cast<std::uint32_t>(number)}];
    if (points.empty()) points.resize((inner_ + 63) / 64);
    add_point(points, at % inner_);
  }

  // Of this block.
  struct Known {
    std::uint64_t block = 0;
    std::uint32_t value = 0;
  };
  template <class Find>
  std::uint32_t remembered(std::vector<Known>& known, std::size_t place, const Find& find) {
    if (place >= known.size()) known.resize(place + kWho);
    if (known[place].block != block_) known[place] = {block_, find()};
    return known[place].value;
  }

  [[nodiscard]] decision::Verdict judged(std::size_t world, std::size_t at, std::size_t number) const {
    const Compiled& in = worlds_[world];
    const auto& party = numbering_.parties()[number];
    auto request = space_.request(at, *in.view.world, in.view.options.at, sides_[world].nations.has(number) ? &party : nullptr);
    request.subject.id = party.value;
    return decision::judge(in.snapshot, decision::BoundRequest::bind(in.snapshot, request));
  }

  void file() {
    for (auto& [key, points] : points_) {
      const auto [permitted, instrument, rule, number] = key;
      const Cause cause{permitted, worlds_[permitted ? 1 : 0].sides.instrument(instrument), static_cast<Rule>(rule)};
      found_[cause][std::move(points)].push_back({owner_, holder_, number});
    }
    points_.clear();
  }

  static constexpr std::size_t kWho = 2 * PartySet::kCapacity;

  const ClassSpace& space_;
  std::uint32_t owner_;
  const Numbering& numbering_;
  std::span<const Side> sides_;
  std::span<const Compiled> worlds_;
  const PartySet& wanted_;
  std::size_t inner_;
  std::uint32_t holder_ = 0;
  std::uint64_t block_ = 0;
  std::vector<std::size_t> changed_;  // bases of the block
  std::map<std::tuple<bool, std::uint32_t, std::uint32_t, std::uint32_t>, Points> points_;  // of the holder
  std::vector<Known> rules_;
  std::vector<Known> instruments_;
  Found found_;
};

// The words of a group: boxes over who and over classes, put together.
class Words {
 public:
  Words(const std::vector<ClassSpace>& spaces, const Numbering& numbering, const View& before, const View& after)
      : spaces_(spaces), numbering_(numbering), before_(before), after_(after) {}

  ChangeGroup group(const Cause& cause, const std::map<std::string, std::map<Points, std::vector<Pair>>>& by_shape) {
    ChangeGroup out{cause, 0, {}, 0};
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
      if (out.conditions.size() < limits::kConditions) {
        add(out, *set.points, *set.pairs);
      } else {
        out.beyond += set.decisions;
      }
    }
    auto& list = out.conditions;
    std::stable_sort(list.begin(), list.end(), [](const Condition& a, const Condition& b) { return a.decisions > b.decisions; });
    while (list.size() > limits::kConditions) {
      out.beyond += list.back().decisions;
      list.pop_back();
    }
    return out;
  }

 private:
  // Two boxes may share decisions, so what each adds is counted as it is said: of its own size.
  void add(ChangeGroup& out, const Points& points, const std::vector<Pair>& pairs) {
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
        condition.sample = sample(out.cause, who.first, box, space);
        out.conditions.push_back(std::move(condition));
      }
    }
  }

  static void add_part(Condition& condition, const ClassSpace& space, Axis axis, const std::vector<std::size_t>& values) {
    if (values.size() == space.size(axis)) return;
    Condition::Part part{std::string(to_string(axis)), {}};
    for (const auto value : values) part.values.push_back(space.text(axis, value));
    condition.parts.push_back(std::move(part));
  }

  struct Who {
    std::vector<Condition::Part> parts;
    std::uint64_t count = 0;
    Pair first;
  };

  // Owners, holders and recipients as boxes of those that occur.
  [[nodiscard]] std::vector<Who> cover_pairs(const std::vector<Pair>& pairs) const {
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
      Condition::Part owner{"owner", {}};
      for (const auto each : box.values[0]) owner.values.push_back(spaces_[owners[each]].owner().value);
      Condition::Part holder{std::string(to_string(Axis::holder)), {}};
      for (const auto each : box.values[1]) holder.values.push_back(holders[each].empty() ? "the owner" : holders[each].value);
      Condition::Part recipient{"recipient", {}};
      for (const auto each : box.values[2]) recipient.values.push_back(numbering_.parties()[recipients[each]].value);
      who.parts = {std::move(owner), std::move(recipient)};
      if (holder.values != std::vector<std::string>{"the owner"}) who.parts.push_back(std::move(holder));
      who.count = box.size();
      who.first = by_point.at((box.values[0].front() * holders.size() + box.values[1].front()) * recipients.size() + box.values[2].front());
      out.push_back(std::move(who));
    }
    return out;
  }

  [[nodiscard]] decision::Request sample(const Cause& cause, const Pair& pair, const Box& box, const ClassSpace& shape) const {
    const ClassSpace& space = spaces_[pair.owner];
    std::size_t at = pair.holder;
    for (std::size_t axis = 1; axis < kAxes; ++axis) at = at * shape.size(static_cast<Axis>(axis)) + box.values[axis - 1].front();
    const View& view = cause.permitted ? after_ : before_;
    auto request = space.request(at, *view.world, view.options.at);
    request.subject.id = numbering_.parties()[pair.recipient].value;
    return request;
  }

  const std::vector<ClassSpace>& spaces_;
  const Numbering& numbering_;
  const View& before_;
  const View& after_;
};

// What all owners of a pattern must have in common to be said at once: the words of every axis but holders.
std::string shape_of(const ClassSpace& space) {
  std::string out;
  for (std::size_t axis = 1; axis < kAxes; ++axis) {
    for (std::size_t value = 0; value < space.size(static_cast<Axis>(axis)); ++value) out += space.text(static_cast<Axis>(axis), value) + "\x1f";
    out += "\x1e";
  }
  return out;
}

Result<PartySet> wanted_recipients(const std::vector<PartyId>& names, const Numbering& numbering) {
  PartySet out;
  for (const auto& name : names) {
    const auto number = numbering.of(name);
    if (!number) return fail(Fault::unknown_name, fmt::format("{} is not a party of either world", quoted(name.value)));
    out.add(*number);
  }
  if (names.empty()) {
    for (std::size_t number = 0; number < numbering.parties().size(); ++number) out.add(number);
  }
  return out;
}

// Owners of information: nations and organisations that have a policy in one of the worlds.
Result<std::vector<ClassSpace>> spaces_of(std::span<const world::World* const> worlds, const std::vector<PartyId>& names) {
  std::set<PartyId> owners(names.begin(), names.end());
  for (const auto& name : names) {
    const bool known = std::any_of(worlds.begin(), worlds.end(), [&](const auto* world) { return world->party(name) != nullptr; });
    if (!known) return fail(Fault::unknown_name, fmt::format("{} is not a party of either world", quoted(name.value)));
  }
  for (const auto* world : worlds) {
    for (const auto& party : world->parties) {
      if (names.empty() && party.kind != world::PartyKind::group && world->policies.policy_of(party.id) != nullptr) owners.insert(party.id);
    }
  }
  std::vector<ClassSpace> out;
  std::size_t classes = 0;
  for (const auto& owner : owners) {
    TRY(auto space, ClassSpace::of(worlds, owner, false));
    classes += space.size();
    out.push_back(std::move(space));
  }
  if (classes > limits::kClasses)
    return fail(Fault::over_limit, fmt::format("{} classes of requests; the limit is {}: narrow it to some owners", classes, limits::kClasses));
  return out;
}

}  // namespace

Result<Changes> changes(const View& before, const View& after, const Narrowing& narrowing, const Progress& progress) {
  std::vector<Compiled> worlds;
  for (const auto* view : {&before, &after}) {
    TRY(auto made, compiled(*view));
    worlds.push_back(std::move(made));
  }
  const std::array both{before.world, after.world};
  TRY(const auto numbering, Numbering::of(both));
  TRY(const auto wanted, wanted_recipients(narrowing.recipients, numbering));
  TRY(const auto spaces, spaces_of(both, narrowing.owners));
  std::vector<Side> sides;
  for (const auto& each : worlds) sides.emplace_back(*each.view.world, each.sides, each.view.options.at, numbering);
  Changes out;
  std::map<Cause, std::map<std::string, std::map<Points, std::vector<Pair>>>> all;
  for (std::size_t owner = 0; owner < spaces.size(); ++owner) {
    const auto& space = spaces[owner];
    const std::string shape = shape_of(space);
    for (auto& [cause, patterns] : OwnerChanges(space, static_cast<std::uint32_t>(owner), numbering, sides, worlds, wanted).run()) {
      for (auto& [points, pairs] : patterns) {
        auto& into = all[cause][shape][points];
        into.insert(into.end(), pairs.begin(), pairs.end());
      }
    }
    out.classes += space.size();
    out.decisions += space.size() * wanted.size();
    if (progress && !progress(owner + 1, spaces.size())) return fail(Fault::stopped, "stopped");
  }
  Words words(spaces, numbering, before, after);
  for (const auto& [cause, by_shape] : all) {
    out.groups.push_back(words.group(cause, by_shape));
    (cause.permitted ? out.permitted : out.denied) += out.groups.back().decisions;
  }
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const ChangeGroup& a, const ChangeGroup& b) {
    return a.cause.permitted != b.cause.permitted ? a.cause.permitted : a.decisions > b.decisions;
  });
  return out;
}

}  // namespace entente::analysis
