#include "analysis/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "analysis/answers.h"

namespace entente::analysis {
namespace {

using decision::Rule;

// The changed decisions of one owner, of one holder after the other.
class OwnerChanges {
 public:
  using Found = std::map<Cause, Patterns>;

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
  TRY(const auto spaces, spaces_of(both, narrowing.owners, false));
  std::vector<Side> sides;
  for (const auto& each : worlds) sides.emplace_back(*each.view.world, each.sides, each.view.options.at, numbering);
  std::vector<decision::Subject> recipients;
  for (const auto& party : numbering.parties()) recipients.push_back({decision::SubjectType::party, party.value});
  Changes out;
  out.recipients = wanted.size();
  Conditions conditions(spaces, recipients);
  for (std::size_t owner = 0; owner < spaces.size(); ++owner) {
    const auto& space = spaces[owner];
    conditions.file(space, OwnerChanges(space, static_cast<std::uint32_t>(owner), numbering, sides, worlds, wanted).run());
    out.classes += space.size();
    if (progress && !progress(owner + 1, spaces.size())) return fail(Fault::stopped, "stopped");
  }
  out.decisions = out.classes * out.recipients;
  out.groups = conditions.groups({after.world, after.options.at}, {before.world, before.options.at});
  for (const auto& group : out.groups) (group.cause.permitted ? out.permitted : out.denied) += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const DecisionGroup& a, const DecisionGroup& b) {
    if (a.cause.permitted != b.cause.permitted) return a.cause.permitted;
    if (a.cause.instrument.empty() != b.cause.instrument.empty()) return b.cause.instrument.empty();
    return a.decisions > b.decisions;
  });
  return out;
}

}  // namespace entente::analysis
