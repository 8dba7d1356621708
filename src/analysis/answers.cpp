#include "analysis/answers.h"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include "analysis/release_memory.h"
#include "base/limits.h"

namespace entente::analysis {

using decision::Sides;

Result<Numbering> Numbering::of(std::span<const world::World* const> worlds) {
  Numbering out;
  for (const auto* world : worlds) {
    for (const auto& party : world->parties) out.parties_.push_back(party.id);
  }
  std::sort(out.parties_.begin(), out.parties_.end());
  out.parties_.erase(std::unique(out.parties_.begin(), out.parties_.end()), out.parties_.end());
  if (out.parties_.size() > limits::kParties)
    return fail(Fault::over_limit,
                fmt::format("the worlds have {} parties together; the limit is {}", out.parties_.size(), limits::kParties));
  return out;
}

std::optional<std::size_t> Numbering::of(const PartyId& party) const {
  const auto found = std::lower_bound(parties_.begin(), parties_.end(), party);
  if (found == parties_.end() || *found != party) return std::nullopt;
  return static_cast<std::size_t>(found - parties_.begin());
}

Side::Side(const world::World& of, const Sides& made, Instant when, const Numbering& numbering)
    : world(&of), sides(&made), at(when) {
  for (std::size_t bit = 0; bit < made.parties(); ++bit) {
    const auto number = numbering.of(made.party(bit));
    CHECK(number.has_value());
    number_of.push_back(*number);
    same_numbers = same_numbers && *number == bit;
    nations.add(*number);
  }

  for (const auto& set : made.sets()) nations.remove(number_of[set.bit]);
}

const PartySet& WhoIsAsked::about(std::size_t at) {
  auto& known = known_[space_.turns(at)];
  if (known) return *known;
  known.emplace();
  for (std::size_t number = 0; number < parties_.size(); ++number) {
    if (space_.asks(at, parties_[number])) known->add(number);
  }
  return *known;
}

PartySet Side::numbered(const PartySet& bits) const {
  if (same_numbers) return bits;
  PartySet out;
  bits.each([&](std::size_t bit) { out.add(number_of[bit]); });
  return out;
}

namespace {

constexpr std::array kShared{Axis::object, Axis::purpose, Axis::categories, Axis::level};
constexpr std::array kOfRelease{Axis::release, Axis::control};
constexpr std::array kOfBasis{Axis::channel, Axis::activity, Axis::about, Axis::form, Axis::domain, Axis::community};

// Where in the space the values of some axes are, all other axes at their first.
template <std::size_t Count>
std::vector<std::size_t> offsets(const ClassSpace& space, const std::array<Axis, Count>& axes) {
  std::vector<std::size_t> out{0};
  for (const auto axis : axes) {
    std::vector<std::size_t> next;
    for (const auto offset : out) {
      for (std::size_t value = 0; value < space.size(axis); ++value) next.push_back(offset + value * space.stride(axis));
    }
    out = std::move(next);
  }
  return out;
}

// How a space is walked: where in it the values of the three parts are.
struct Layout {
  explicit Layout(const ClassSpace& space)
      : shared(offsets(space, kShared)),
        releases(offsets(space, kOfRelease)),
        bases(offsets(space, kOfBasis)),
        holder_stride(space.stride(Axis::holder)),
        objects(space.size(Axis::object)) {}

  std::vector<std::size_t> shared;
  std::vector<std::size_t> releases;
  std::vector<std::size_t> bases;
  std::size_t holder_stride;
  std::size_t objects;  // the slowest of the shared axes
};

std::vector<PartyId> by_number(const Side& side) {
  std::vector<PartyId> out;
  for (std::size_t bit = 0; bit < side.number_of.size(); ++bit) {
    out.resize(std::max(out.size(), side.number_of[bit] + 1));
    out[side.number_of[bit]] = side.sides->party(bit);
  }
  return out;
}

// The rows of one world, of one holder at a time.
class Rows {
 public:
  Rows(const ClassSpace& space, const Layout& layout, const Side& side, std::size_t world, ReleaseMemory::OfWorld& memory)
      : space_(space), layout_(layout), side_(side), memory_(memory), who_is_asked_(space, by_number(side)) {
    const auto number = [&](std::size_t of) { return space.value(of, Axis::release) * space.size(Axis::control) + space.value(of, Axis::control); };
    for (const auto mark : layout.releases) {
      seen_.push_back(number(space.seen(mark, world)));
      named_.push_back(number(space.named(mark)));
    }
    find_turning(world);
  }

  // Asks those only, if any are given.
  void turn_to(std::size_t holder, const PartySet* whom) {
    holder_ = holder;
    own_ = side_.sides->bit(space_.holder(holder));
    asked_ = holder == 0 ? &memory_.of_owner : &memory_.of_others;
    if (own_ && !asked_->made) ask_releases();
    finish_releases();
    if (whom != nullptr) wanted_ &= with_sets(*whom);
    ask_bases();
  }

  [[nodiscard]] std::span<const PartySet> releases(std::size_t shared) const {
    return std::span(releases_).subspan(own_ ? asked_->group_of[shared] * seen_.size() : 0, seen_.size());
  }
  [[nodiscard]] std::span<const PartySet> bases(std::size_t shared) const {
    return std::span(bases_).subspan(shared * layout_.bases.size(), layout_.bases.size());
  }

 private:
  [[nodiscard]] decision::Request request(std::size_t offset) const {
    return space_.request(holder_ * layout_.holder_stride + offset, *side_.world, side_.at);
  }

  // One that is no owner makes all others' rows, since the release does not look at which other holder it is. Shared values that are
  // alike to it have one group of rows; the first group is nobody's.
  void ask_releases() {
    std::map<std::pair<std::string, std::size_t>, std::size_t> known;  // by what is alike
    asked_->made = true;
    asked_->plain.assign(seen_.size(), PartySet{});
    asked_->group_of.assign(layout_.shared.size(), 0);
    for (std::size_t each = 0; each < layout_.shared.size(); ++each) {
      const auto shared = layout_.shared[each];
      const auto asked = request(shared);
      if (!side_.sides->reaches_rules(asked)) continue;
      const auto [entry, added] =
          known.try_emplace({side_.sides->release_key(asked), space_.turns(shared)}, asked_->plain.size() / seen_.size());
      asked_->group_of[each] = entry->second;
      if (added) ask_group(shared);
    }
    for (auto& row : asked_->plain) add_sets(row, side_.sides->sets());
  }

  // Only who joined or left is asked about marks that name what it joined or left, and nobody about what no mark says.
  [[nodiscard]] bool asks_everybody(std::size_t mark) const { return seen_[mark] == mark && space_.is_marked(layout_.releases[mark]); }

  void ask_group(std::size_t shared) {
    auto& plain = asked_->plain;
    const std::size_t first = plain.size();
    plain.resize(first + seen_.size());
    for (std::size_t mark = 0; mark < seen_.size(); ++mark) {
      if (seen_[mark] == mark) plain[first + mark] = side_.sides->release(request(shared + layout_.releases[mark]));
    }
    for (std::size_t mark = 0; mark < seen_.size(); ++mark) {
      plain[first + mark] = plain[first + seen_[mark]];
      if (asks_everybody(mark)) continue;
      asked_->who.resize(plain.size());
      asked_->who[first + mark] = who_is_asked_.about(shared + layout_.releases[mark]);
    }
  }

  // A set is allowed if all its members are.
  template <class Sets>
  static void add_sets(PartySet& row, const Sets& sets) {
    if (row.empty()) return;
    for (const auto& each : sets) {
      const decision::Sides::SetOfParties& set = each;
      row.remove(set.bit);
      if (!set.members.empty() && set.members.within(row)) row.add(set.bit);
    }
  }

  // With every set of some of them, and whoever else is in it.
  [[nodiscard]] PartySet with_sets(const PartySet& parties) const {
    PartySet out = parties;
    for (const auto& set : side_.sides->sets()) {
      PartySet some = set.members;
      some &= parties;
      if (some.empty() && !parties.has(set.bit)) continue;
      out |= set.members;
      out.add(set.bit);
    }
    return out;
  }

  // Sets that a mark may name in the other world and not here: whichever members it leaves unnamed.
  void find_turning(std::size_t world) {
    const Turn turn = ClassSpace::unnamed_in(Turn::joins) == world ? Turn::joins : Turn::leaves;
    for (const auto& set : side_.sides->sets()) {
      PartySet unnamed;
      for (const auto& member : space_.unnamed(turn, side_.sides->party(set.bit))) {
        if (const auto bit = side_.sides->bit(member)) unnamed.add(*bit);
      }
      if (unnamed.empty()) continue;
      PartySet named = set.members;
      named -= unnamed;
      unnamed &= set.members;
      turning_.push_back({set.bit, named, unnamed});
    }
  }

  // A set is allowed if all its members are, and of the marks that name it in the other world all let it have it here.
  void add_turning(PartySet& row, std::size_t at) const {
    const std::size_t mark = at % layout_.releases.size();
    if (named_[mark] == seen_[mark]) return;
    PartySet where_named = asked_->plain[at - mark + named_[mark]];
    where_named.add(*own_);
    for (const auto& set : turning_) {
      row.remove(set.bit);
      if (set.unnamed.within(row) && set.named.within(where_named)) row.add(set.bit);
    }
  }

  void finish_releases() {
    releases_.assign(own_ ? asked_->plain.size() : seen_.size(), PartySet{});
    wanted_ = {};
    if (!own_) return;
    std::vector<std::reference_wrapper<const decision::Sides::SetOfParties>> with_own;
    for (const auto& set : side_.sides->sets()) {
      if (set.bit == *own_ || set.members.has(*own_)) with_own.emplace_back(set);
    }
    for (std::size_t at = seen_.size(); at < releases_.size(); ++at) {
      PartySet row = asked_->plain[at];
      row.add(*own_);
      add_sets(row, with_own);
      add_turning(row, at);
      wanted_ |= row;
      releases_[at] = side_.numbered(row);
      if (!asks_everybody(at % seen_.size())) releases_[at] &= asked_->who[at];
    }
    for (const auto& set : side_.sides->sets()) {
      if (wanted_.has(set.bit)) wanted_ |= set.members;
    }
  }

  void ask_bases() {
    const std::size_t count = layout_.bases.size();
    bases_.assign(layout_.shared.size() * count, PartySet{});
    if (!own_) return;
    const bool each_object = side_.sides->basis_asks_for_object();
    const std::size_t of_object = layout_.shared.size() / layout_.objects;
    for (std::size_t shared = 0; shared < layout_.shared.size(); ++shared) {
      if (!each_object && shared >= of_object) {
        std::copy_n(&bases_[shared % of_object * count], count, &bases_[shared * count]);
        continue;
      }
      auto rows = rows_of(shared);
      for (std::size_t at = 0; at < count; ++at) {
        add_sets(rows[at], side_.sides->sets());
        bases_[shared * count + at] = side_.numbered(rows[at]);
      }
    }
  }

  // A stated channel asks for more, so only those are asked about it who have a basis without one. Channels are the slowest axis.
  [[nodiscard]] std::vector<PartySet> rows_of(std::size_t shared) {
    const auto asked = request(layout_.shared[shared]);
    const std::span<const Sides::Stated> all = stated(shared);
    const std::size_t plain = all.size() / space_.size(Axis::channel);
    auto rows = side_.sides->bases(asked, all.first(plain), who_may(shared, plain));
    if (holder_ == 0) std::copy(rows.begin(), rows.end(), of_owner_.begin() + static_cast<std::ptrdiff_t>(shared * plain));
    std::vector<PartySet> with_basis;
    for (std::size_t at = plain; at < all.size(); ++at) with_basis.push_back(rows[at % plain]);
    const auto others = side_.sides->bases(asked, all.subspan(plain), with_basis);
    rows.insert(rows.end(), others.begin(), others.end());
    return rows;
  }

  // Whom some release reaches, without those to whom the owner itself could not give it either.
  [[nodiscard]] std::vector<PartySet> who_may(std::size_t shared, std::size_t plain) {
    if (holder_ == 0) {
      by_owner_ = wanted_;
      narrows_ = side_.sides->narrows_other_holders(space_.owner());
      of_owner_.resize(layout_.shared.size() * plain);
    }
    std::vector<PartySet> out(plain, wanted_);
    if (holder_ == 0 || !narrows_) return out;
    for (std::size_t at = 0; at < plain; ++at) {
      PartySet none = by_owner_;
      none -= of_owner_[shared * plain + at];
      none.remove(*own_);
      none.remove(*side_.sides->bit(space_.owner()));
      out[at] -= none;
    }
    return out;
  }

  // Of the axes that both sides look at only the purpose is stated so.
  [[nodiscard]] const std::vector<Sides::Stated>& stated(std::size_t shared) {
    auto& known = stated_[space_.value(layout_.shared[shared], Axis::purpose)];
    if (known.empty()) {
      for (const auto basis : layout_.bases) known.push_back(space_.stated(layout_.shared[shared] + basis));
    }
    return known;
  }

  const ClassSpace& space_;
  const Layout& layout_;
  const Side& side_;
  ReleaseMemory::OfWorld& memory_;
  WhoIsAsked who_is_asked_;
  std::size_t holder_ = 0;
  std::optional<std::size_t> own_;                            // the holder's bit
  std::map<std::size_t, std::vector<Sides::Stated>> stated_;  // by purpose
  std::vector<std::size_t> seen_;   // by mark, the one that it is in this world
  std::vector<std::size_t> named_;  // and the one that it is to whom its lists name
  struct TurningSet {
    std::size_t bit = 0;
    PartySet named;  // its members that every such mark names
    PartySet unnamed;
  };
  std::vector<TurningSet> turning_;
  PartySet wanted_;                 // whom some release reaches
  bool narrows_ = false;            // what the owner itself cannot give its basis for, others cannot either:
  PartySet by_owner_;               // who was asked about where the owner holds it
  std::vector<PartySet> of_owner_;  // and has a basis for it, by shared value and what is stated but channels
  ReleaseMemory::Asked* asked_ = nullptr;  // of the holder
  std::vector<PartySet> releases_;  // by group and mark, numbered
  std::vector<PartySet> bases_;     // by shared value and what only the basis looks at
};

}  // namespace

std::span<const Axis> shared_axes() { return kShared; }
std::span<const Axis> release_axes() { return kOfRelease; }
std::span<const Axis> basis_axes() { return kOfBasis; }

bool walk(const ClassSpace& space, std::span<const Side> worlds, const BlockSink& sink) { return walk(space, worlds, {}, sink); }

bool walk(const ClassSpace& space, std::span<const Side> worlds, const Whom& whom, const BlockSink& sink) {
  ReleaseMemory memory;
  return walk(space, worlds, whom, memory, sink);
}

bool walk(const ClassSpace& space, std::span<const Side> worlds, const Whom& whom, ReleaseMemory& memory, const BlockSink& sink) {
  const Layout layout(space);
  memory.worlds.resize(worlds.size());
  std::vector<Rows> rows;
  rows.reserve(worlds.size());
  for (std::size_t world = 0; world < worlds.size(); ++world) {
    CHECK(!whom || worlds[world].same_numbers);
    rows.emplace_back(space, layout, worlds[world], world, memory.worlds[world]);
  }
  Block block;
  block.releases_at = layout.releases;
  block.bases_at = layout.bases;
  block.releases.resize(worlds.size());
  block.bases.resize(worlds.size());
  for (std::size_t holder = 0; holder < space.size(Axis::holder); ++holder) {
    const PartySet asked = whom ? whom(space.holder(holder)) : PartySet{};
    if (whom && asked.empty()) continue;
    for (auto& each : rows) each.turn_to(holder, whom ? &asked : nullptr);
    for (std::size_t shared = 0; shared < layout.shared.size(); ++shared) {
      block.first = holder * layout.holder_stride + layout.shared[shared];
      for (std::size_t world = 0; world < rows.size(); ++world) {
        block.releases[world] = rows[world].releases(shared);
        block.bases[world] = rows[world].bases(shared);
      }
      if (!sink(block)) return false;
    }
  }
  return true;
}

}  // namespace entente::analysis
