#include "analysis/changes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/answers.h"
#include "analysis/release_memory.h"
#include "decision/differences.h"
#include "decision/sets.h"

namespace entente::analysis {
namespace {

using decision::Differences;

// Denials by the release that are kept for all holders of an owner's information; further ones are asked for again.
constexpr std::size_t kReleasesKept = 1'000'000;

// The changed decisions of one owner, of one holder after the other.
class OwnerChanges {
 public:
  using Found = std::map<Cause, Patterns>;
  using Key = std::tuple<bool, std::uint32_t, std::uint32_t, std::uint32_t>;  // a permit, its instrument, the denial, the recipient

  OwnerChanges(const ClassSpace& space, std::uint32_t owner, const Audience& asked, std::vector<PartySet> having, Whom whom)
      : space_(space),
        owner_(owner),
        asked_(asked),
        having_(std::move(having)),
        whom_(std::move(whom)),
        inner_(space.size() / space.size(Axis::holder)) {}

  Found run() {
    ReleaseMemory memory;
    for (const auto& round : asked_.rounds()) {
      const auto all = walk(space_, round.worlds, whom_, memory, [&](const Block& block) {
        const auto holder = static_cast<std::uint32_t>(block.first / inner_);
        if (holder != holder_) file();
        holder_ = holder;
        for (const auto& who : round.who) see(round, who, block);
        return true;
      });
      CHECK(all);
      file();
    }
    return std::move(found_);
  }

 private:
  void see(const Round& round, const Round::Who& who, const Block& block) {
    for (auto* memory : {&instruments_, &denying_}) memory->next_block();
    who_ = &who;
    for (std::size_t world = 0; world < 2; ++world)
      barred_[world] = Round::barred(who, space_, *round.worlds[world].world, block);
    if (barred_[0] && barred_[1]) return;
    find_runs(block);
    for (std::size_t release = 0; release < block.releases_at.size(); ++release) {
      const bool same = block.releases[0][release] == block.releases[1][release] && barred_[0] == barred_[1];
      if (block.releases[0][release].empty() && block.releases[1][release].empty()) continue;
      for (const auto& run : runs_) {
        if (!same || run.changes) compare(block, release, run);
      }
    }
  }

  // Bases beside each other that have the same rows in both worlds.
  struct Run {
    std::size_t first = 0;
    std::size_t end = 0;
    bool changes = false;  // from one world to the other
  };

  void find_runs(const Block& block) {
    runs_.clear();
    for (std::size_t basis = 0; basis < block.bases_at.size(); ++basis) {
      const auto& before = block.bases[0][basis];
      const auto& after = block.bases[1][basis];
      if (!runs_.empty() && before == block.bases[0][basis - 1] && after == block.bases[1][basis - 1]) {
        runs_.back().end = basis + 1;
      } else {
        runs_.push_back({basis, basis + 1, before != after});
      }
    }
  }

  void compare(const Block& block, std::size_t release, const Run& run) {
    PartySet had = barred_[0] ? PartySet{} : block.releases[0][release];
    PartySet has = barred_[1] ? PartySet{} : block.releases[1][release];
    had &= block.bases[0][run.first];
    has &= block.bases[1][run.first];
    if (had == has) return;
    PartySet gained = has;
    gained -= had;
    gained &= who_->parties;
    gained -= having_[holder_];
    PartySet lost = had;
    lost -= has;
    lost &= who_->parties;
    lost -= having_[holder_];
    for (std::size_t basis = run.first; basis < run.end; ++basis) {
      gained.each([&](std::size_t number) { add(block, release, basis, number, true); });
      lost.each([&](std::size_t number) { add(block, release, basis, number, false); });
    }
  }

  void add(const Block& block, std::size_t release, std::size_t basis, std::size_t number, bool permitted) {
    const auto recipient = who_->first + static_cast<std::uint32_t>(number);
    const std::size_t at = block.first + block.releases_at[release] + block.bases_at[basis];
    const std::size_t denying = permitted ? 0 : 1;
    const bool released = block.releases[denying][release].has(number);
    // The instrument does not look at how the mark releases. What denies first is the release's where that denies, unless it
    // is `authority`, which looks at nothing that differs in a block; else it is the basis's.
    const std::size_t way = permitted ? 1 : 0;
    const auto instrument =
        instruments_.value(basis * 2 + way, number, [&] { return asked_.carrier(1 - denying, space_, at, recipient); });
    const std::size_t row = (released ? basis : block.bases_at.size() + release) * 2 + way;
    const auto find = [&] {
      const auto is = asked_.determining(denying, space_, at, recipient);
      return denials_.number(is.rule, is.clause);
    };
    const auto denial = denying_.value(row, number, [&] {
      const std::size_t mark = block.first % inner_ + block.releases_at[release];
      return released || !is_of_mark(denying, at, recipient) ? find() : of_mark(space_.seen(mark, denying) * 2 + way, recipient, find);
    });
    add_point(points_of({permitted, instrument, denial, recipient}), at % inner_);
  }

  // What the release denies by looks at who else holds it for that one's authority alone, and at a mark that turns as at what it is in
  // that world, where the recipient has one such mark. Of a set it looks at the members but the holder, so sets are asked each time.
  [[nodiscard]] bool is_of_mark(std::size_t denying, std::size_t at, std::uint32_t recipient) const {
    const bool of_any_holder = holder_ == 0 || !asked_.world(denying).sides.asks_authority_of(space_.holder(holder_));
    const auto& who = asked_.recipients()[recipient];
    return of_any_holder && who.nation[denying] && space_.ways(at, who.party) == 1;
  }

  template <class Find>
  std::uint32_t of_mark(std::size_t mark, std::uint32_t recipient, const Find& find) {
    const std::size_t key = mark * 2 + (holder_ == 0 ? 1 : 0);
    if (recipient >= of_releases_.size()) of_releases_.resize(recipient + 1);
    auto& known = of_releases_[recipient];
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const auto denial = find();
    if (releases_kept_ < kReleasesKept) {
      known.emplace(key, denial);
      ++releases_kept_;
    }
    return denial;
  }

  // Mostly those of the recipient's change before.
  Points& points_of(const Key& key) {
    const auto [permitted, instrument, denial, recipient] = key;
    const std::size_t place = 2 * static_cast<std::size_t>(recipient) + (permitted ? 1 : 0);
    if (place >= last_.size()) last_.resize(place + 1);
    auto& last = last_[place];
    if (last == nullptr || last->first != key) {
      last = &*points_.try_emplace(key).first;
      if (last->second.empty()) last->second.resize((inner_ + 63) / 64);
    }
    return last->second;
  }

  void file() {
    for (auto& [key, points] : points_) {
      const auto [permitted, instrument, denial, recipient] = key;
      const auto& [rule, clause] = denials_.of(denial);
      const Cause cause{permitted, asked_.world(permitted ? 1 : 0).sides.instrument(instrument), rule, clause};
      found_[cause][std::move(points)].push_back({owner_, holder_, recipient});
    }
    points_.clear();
    last_.clear();
  }

  const ClassSpace& space_;
  std::uint32_t owner_;
  const Audience& asked_;
  std::vector<PartySet> having_;
  Whom whom_;  // none: everybody
  std::size_t inner_;
  std::uint32_t holder_ = 0;
  const Round::Who* who_ = nullptr;
  std::array<bool, 2> barred_{};                     // in the block, of each world
  std::vector<Run> runs_;                            // of the block
  std::map<Key, Points> points_;                     // of the holder
  std::vector<std::pair<const Key, Points>*> last_;  // of these, by recipient and whether it is a permit
  Denials denials_;
  BlockMemory denying_;
  BlockMemory instruments_;
  std::vector<std::unordered_map<std::size_t, std::uint32_t>> of_releases_;  // by recipient: what denies a mark, held by the owner or by others
  std::size_t releases_kept_ = 0;
  Found found_;
};

// Of a holder those whom what differs between the worlds may concern.
Whom concerned(const Differences& differences, const PartyId& owner) {
  if (differences.everywhere()) return {};
  return [&](const PartyId& holder) { return differences.recipients(owner, holder); };
}

// Who is in a set in two worlds, by which of its faces: members whom a mark means, and nations that are asked where it is the
// recipient.
class Membership {
 public:
  Membership(const std::array<Compiled, 2>& worlds, const Numbering& numbering, const PartySet& wanted, bool persons)
      : worlds_(worlds), numbering_(numbering), wanted_(wanted) {
    for (const auto& party : worlds[0].view.world->parties) {
      const auto* same = worlds[1].view.world->party(party.id);
      if (party.kind == world::PartyKind::nation || same == nullptr || same->kind == world::PartyKind::nation) continue;
      compare(party.id);
    }
    for (const auto& party : worlds[0].view.world->parties) {
      const auto* same = worlds[1].view.world->party(party.id);
      if (party.kind != world::PartyKind::nation && same != nullptr && same->kind != world::PartyKind::nation) turn(party.id);
    }
    const auto unasked = [&](const auto& each) { return !is_asked(each.first); };
    std::erase_if(turnover.joined, unasked);
    std::erase_if(turnover.left, unasked);
    turnover.marked_only = true;
    if (!persons) find_alone();
  }

  Turnover turnover;
  std::vector<ChangedSet> sets;

 private:
  using Nations = std::set<PartyId>;

  [[nodiscard]] Nations named(std::size_t world, const PartyId& set) const {
    const auto list = decision::expansion_in_marks(worlds_[world].snapshot, worlds_[world].view.options.at)(set);
    return Nations(list.begin(), list.end());
  }

  [[nodiscard]] Nations asked(std::size_t world, const PartyId& set) const {
    Nations out;
    const auto& sides = worlds_[world].sides;
    for (const auto& each : sides.sets()) {
      if (sides.party(each.bit) == set) each.members.each([&](std::size_t bit) { out.insert(sides.party(bit)); });
    }
    return out;
  }

  static std::vector<PartyId> without(const Nations& all, const Nations& those) {
    std::vector<PartyId> out;
    std::set_difference(all.begin(), all.end(), those.begin(), those.end(), std::back_inserter(out));
    return out;
  }

  void compare(const PartyId& set) {
    const std::array lists{named(0, set), named(1, set)};
    const std::array members{asked(0, set), asked(1, set)};
    const auto joined = without(lists[1], lists[0]);
    const auto left = without(lists[0], lists[1]);
    for (const auto& nation : joined) turnover.joined.try_emplace(nation, std::vector{TurningList{{set}}});
    for (const auto& nation : left) turnover.left.try_emplace(nation, std::vector{TurningList{{set}}});
    const auto both = [](std::vector<PartyId> some, const std::vector<PartyId>& more) {
      some.insert(some.end(), more.begin(), more.end());
      const Nations all(some.begin(), some.end());
      return std::vector<PartyId>(all.begin(), all.end());
    };
    const ChangedSet changed{set, both(joined, without(members[1], members[0])), both(left, without(members[0], members[1]))};
    if (changed.joined.empty() && changed.left.empty()) return;
    sets.push_back(changed);
    sets.back().began = members[0].empty() != members[1].empty();
  }

  [[nodiscard]] bool is_asked(const PartyId& recipient) const {
    const auto number = numbering_.of(recipient);
    return number && wanted_.has(*number);
  }

  void find_alone() {
    for (const auto& world : worlds_) {
      for (const auto& set : world.sides.sets()) {
        if (set.members.size() != 1 || !is_asked(world.sides.party(set.bit))) continue;
        set.members.each([&](std::size_t bit) { turnover.alone.insert(world.sides.party(bit)); });
      }
    }
  }

  // Of a set as recipient: the lists that name all its members in one world and not in the other.
  void turn(const PartyId& set) {
    const std::array members{asked(0, set), asked(1, set)};
    auto joining = turning_lists(members, 1, turnover.joined);
    auto leaving = turning_lists(members, 0, turnover.left);
    if (!joining.empty()) turnover.joined.insert_or_assign(set, std::move(joining));
    if (!leaving.empty()) turnover.left.insert_or_assign(set, std::move(leaving));
  }

  // Such as name all members in world `in`: a set that one of them joined or left, and by name who is not in it; or all by name.
  // What is named must be a party of both worlds, or the mark is not valid in one.
  [[nodiscard]] std::vector<TurningList> turning_lists(const std::array<Nations, 2>& members, std::size_t in,
                                                       const std::map<PartyId, std::vector<TurningList>>& turning) const {
    std::vector<TurningList> out;
    const auto known = [&](const PartyId& id) { return worlds_[1 - in].view.world->party(id) != nullptr; };
    const auto add = [&](std::vector<PartyId> list, Nations named_elsewhere) {
      named_elsewhere.insert(list.begin(), list.end());
      const auto unnamed = without(members[1 - in], named_elsewhere);
      if (!unnamed.empty() && std::all_of(list.begin(), list.end(), known)) out.push_back({std::move(list), unnamed});
    };
    add({members[in].begin(), members[in].end()}, {});
    for (const auto& member : members[in]) {
      const auto found = turning.find(member);
      if (found == turning.end() || members[1 - in].count(member) == 0) continue;
      const auto& list = found->second.front().list.front();
      auto names = without(members[in], named(in, list));
      names.push_back(list);
      add(std::move(names), named(1 - in, list));
    }
    return out;
  }

  const std::array<Compiled, 2>& worlds_;
  const Numbering& numbering_;
  const PartySet& wanted_;
};

// Neither who has it already is asked, nor who joined or left nothing about marks that name what it did.
std::uint64_t decisions_of(const ClassSpace& space, const Audience& asked, const Numbering& numbering,
                           const std::vector<PartySet>& having) {
  std::vector<std::uint64_t> times(numbering.parties().size());  // by party: how often it is asked about a mark, over all holders
  for (const auto& round : asked.rounds()) {
    for (const auto& who : round.who) {
      for (const auto& has : having) {
        PartySet parties = who.parties;
        parties -= has;
        parties.each([&](std::size_t number) { ++times[number]; });
      }
    }
  }
  const std::size_t marks = space.stride(Axis::categories);  // release, control and level are the fastest axes
  const std::uint64_t outer = space.size() / marks / having.size();
  WhoIsAsked who(space, numbering.parties());
  std::uint64_t all = 0;
  for (std::size_t mark = 0; mark < marks; ++mark) who.about(mark).each([&](std::size_t number) { all += times[number] * outer; });
  return all;
}

// How their own party came to hold it is a class of its own: what the owner may give that party (docs/semantics.md 3.1).
void leave_out_holders(const ClassSpace& space, const Numbering& numbering, std::vector<PartySet>& having) {
  for (std::size_t holder = 1; holder < having.size(); ++holder) {
    if (const auto number = numbering.of(space.holder(holder))) having[holder].add(*number);
  }
}

}  // namespace

Result<Changes> changes(const View& before, const View& after, const Narrowing& narrowing, const Progress& progress) {
  TRY(const auto old_world, compiled(before));
  TRY(const auto new_world, compiled(after));
  return changes(old_world, new_world, narrowing, Tally::everything, progress);
}

Result<Changes> changes(const Compiled& old_world, const Compiled& new_world, const Narrowing& narrowing, Tally tally, const Progress& progress) {
  const auto& before = old_world.view;
  const auto& after = new_world.view;
  const std::array worlds{old_world, new_world};
  const Differences differences(worlds[0].snapshot, before.options.at, worlds[1].snapshot, after.options.at);
  if (tally == Tally::changes && differences.no_disclosure()) return Changes{};
  const std::array views{before, after};
  const std::array both{before.world, after.world};
  const std::span distinct(both.data(), before.world == after.world ? 1 : 2);
  TRY(const auto numbering, Numbering::of(both));
  TRY(const auto wanted, wanted_recipients(narrowing.recipients, numbering));
  Membership membership(worlds, numbering, wanted, narrowing.persons);
  TRY(const auto spaces, spaces_of(distinct, narrowing.owners, false, membership.turnover));
  const auto any = [](const PersonKind&) { return true; };
  TRY(const auto asked, narrowing.persons ? Audience::for_persons(views, numbering, wanted, spaces, any)
                                          : Result<Audience>(Audience::for_parties(worlds, numbering, wanted)));
  Changes out;
  out.persons = narrowing.persons;
  out.alike = differences.none();
  out.narrowed = !differences.everywhere();
  out.recipients = asked.count();
  out.sets = std::move(membership.sets);
  DecisionGroups conditions(spaces, asked);
  for (std::size_t owner = 0; owner < spaces.size(); ++owner) {
    const auto& space = spaces[owner];
    auto having = asked.who_has(space, numbering);
    if (narrowing.persons) leave_out_holders(space, numbering, having);
    out.classes += space.size();
    if (tally == Tally::everything) out.decisions += decisions_of(space, asked, numbering, having);
    auto whom = concerned(differences, space.owner());
    conditions.file(space, OwnerChanges(space, static_cast<std::uint32_t>(owner), asked, std::move(having), std::move(whom)).run());
    if (progress && !progress(owner + 1, spaces.size())) return fail(Fault::stopped, "stopped");
  }
  out.groups = conditions.groups({asked.world(1).view.world, after.options.at}, {asked.world(0).view.world, before.options.at});
  for (const auto& group : out.groups) (group.cause.permitted ? out.permitted : out.denied) += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const DecisionGroup& a, const DecisionGroup& b) {
    if (a.cause.permitted != b.cause.permitted) return a.cause.permitted;
    if (a.cause.instrument.empty() != b.cause.instrument.empty()) return b.cause.instrument.empty();
    return a.decisions > b.decisions;
  });
  return out;
}

}  // namespace entente::analysis
