#include "analysis/prove.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analysis/meant.h"
#include "base/nearest.h"
#include "base/text.h"
#include "decision/sets.h"

namespace entente::analysis {
namespace {

// Parties that a list names, sets as their members.
Result<std::vector<PartyId>> named(const std::vector<PartyId>& list, const View& view) {
  const auto expand = decision::expansion(*view.world, view.options);
  std::set<PartyId> out;
  for (const auto& id : list) {
    const auto* party = view.world->party(id);
    if (party == nullptr) {
      std::vector<std::string_view> known;
      for (const auto& each : view.world->parties) known.emplace_back(each.id.value);
      return fail(Fault::unknown_name, fmt::format("{} is not a party of this world{}", quoted(id.value), did_you_mean(id.value, known)));
    }
    if (party->kind != world::PartyKind::group) {
      out.insert(id);
      continue;
    }
    for (auto& member : expand(id)) out.insert(std::move(member));
  }
  return std::vector<PartyId>(out.begin(), out.end());
}

// A value that no owner's space has is a slip, and would make the assertion hold of nothing.
Result<void> known_values(const Assertion& assertion, const std::vector<ClassSpace>& spaces) {
  for (const auto& [axis, values] : assertion.values) {
    std::set<std::string> known;
    for (const auto& space : spaces) {
      for (std::size_t value = 0; value < space.size(axis); ++value) known.insert(space.text(axis, value));
    }
    for (const auto& value : values) {
      if (known.count(value) != 0) continue;
      std::string near = did_you_mean(value, {known.begin(), known.end()});
      if (near.empty() && known.size() <= 12) near = "; known: " + join({known.begin(), known.end()}, ", ");
      if (axis == Axis::control || axis == Axis::release || axis == Axis::categories)
        near += fmt::format("; what a mark says stands as `marking = [\"{}\"]`", value);
      return fail(Fault::unknown_name, fmt::format("{}: {} is a value of no owner's information here{}", to_string(axis), quoted(value), near));
    }
  }
  return {};
}

PartySet nations_of(const View& view, const Numbering& numbering) {
  PartySet out;
  for (const auto& party : view.world->parties) {
    if (party.kind == world::PartyKind::nation) out.add(*numbering.of(party.id));
  }
  return out;
}

Result<void> known_clearance(const std::string& text, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), text) != known.end()) return {};
  return fail(Fault::unknown_name, fmt::format("clearance: {} is none that a nation of this world gives{}; write none, or policy and level as {}",
                                               quoted(text), did_you_mean(text, {known.begin(), known.end()}), known.back()));
}

// Whom it is about.
Result<Audience> asked_by(const Assertion& assertion, const View& view, const Numbering& numbering, const std::vector<ClassSpace>& spaces) {
  TRY(const auto recipients, named(assertion.recipients, view));
  TRY(auto wanted, wanted_recipients(recipients, numbering));
  if (!assertion.recipients.empty() && recipients.empty()) wanted = {};
  if (assertion.recipients.empty() || assertion.persons) wanted &= nations_of(view, numbering);
  const std::array views{view};
  if (!assertion.persons) return Audience::for_parties(views, numbering, wanted);
  const auto& clearances = assertion.clearances;
  const auto is_one_of = [](const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  const auto fits = [](const std::optional<bool>& stated, bool is) { return !stated || *stated == is; };
  TRY(auto asked, Audience::for_persons(views, numbering, wanted, spaces, [&](const PersonKind& kind) {
        return (clearances.empty() || is_one_of(clearances, kind.clearance)) && fits(assertion.read_in, kind.read_in) &&
               fits(assertion.needs_to_know, kind.needs_to_know);
      }));
  for (const auto& each : clearances) TRY_DO(known_clearance(each, asked.clearances()));
  return asked;
}

// What violates an assertion, of one owner.
class OwnerProof {
 public:
  OwnerProof(const ClassSpace& space, std::uint32_t owner, const Assertion& assertion, const Audience& asked, const Numbering& numbering, Meant meant)
      : space_(space), owner_(owner), expect_(assertion.expect), asked_(asked),
        having_(asked.who_has(space, numbering)), meant_(std::move(meant)), inner_(space.size() / space.size(Axis::holder)) {}

  [[nodiscard]] std::uint64_t unmarkable() const { return unmarkable_; }

  std::uint64_t run(std::map<Cause, Patterns>& found) {
    std::uint64_t covered = 0;
    for (const auto& round : asked_.rounds()) covered += run(round, found);
    return covered;
  }

 private:
  std::uint64_t run(const Round& round, std::map<Cause, Patterns>& found) {
    std::uint64_t covered = 0;
    for (std::size_t holder = 0; holder < space_.size(Axis::holder); ++holder) {
      for (const auto& who : round.who) {
        if (meant_.holder(holder)) covered += meant_.of_holder(asked_of(who, holder));
      }
    }
    if (covered == 0) return 0;
    walk(space_, round.worlds, [&](const Block& block) {
      const auto holder = static_cast<std::uint32_t>(block.first / inner_);
      if (holder != holder_) file(found);
      holder_ = holder;
      if (meant_.holder(holder)) see(round, block);
      return true;
    });
    file(found);
    return covered;
  }

  [[nodiscard]] PartySet asked_of(const Round::Who& who, std::size_t holder) const {
    PartySet out = who.parties;
    out -= having_[holder];
    return out;
  }

  void see(const Round& round, const Block& block) {
    if (!meant_.has(block.first, shared_axes())) return;
    if (releases_.empty()) find_rows(block);
    for (const auto& who : round.who) {
      memory_.next_block();
      const PartySet parties = asked_of(who, holder_);
      const bool barred = Round::barred(who, space_, *round.worlds.front().world, block);
      for (const auto release : releases_) {
        const PartySet asked = meant_.whom(block.first + block.releases_at[release], parties);
        if (asked.empty()) continue;
        for (const auto basis : bases_) {
          PartySet permits = block.releases[0][release];
          permits &= block.bases[0][basis];
          permits &= asked;
          if (barred) permits = {};
          PartySet wrong = permits;
          if (expect_ == Expected::permit) {
            wrong = asked;
            wrong -= permits;
          }
          wrong.each([&](std::size_t number) { add(block, release, basis, number, who.first); });
        }
      }
    }
  }

  // Rows that are meant are the same in every block.
  void find_rows(const Block& block) {
    for (std::size_t row = 0; row < block.releases_at.size(); ++row) {
      if (meant_.has(block.releases_at[row], release_axes())) releases_.push_back(row);
    }
    for (std::size_t row = 0; row < block.bases_at.size(); ++row) {
      if (meant_.has(block.bases_at[row], basis_axes())) bases_.push_back(row);
    }
  }

  // As a diff does (changes.cpp): what a permit rests on is the basis's, what denies that side's which denies first.
  void add(const Block& block, std::size_t release, std::size_t basis, std::size_t number, std::uint32_t first) {
    const auto recipient = first + static_cast<std::uint32_t>(number);
    const std::size_t at = block.first + block.releases_at[release] + block.bases_at[basis];
    const bool permitted = expect_ == Expected::deny;
    const std::size_t row = permitted || block.releases[0][release].has(number) ? basis : block.bases_at.size() + release;
    const auto cause = memory_.value(row, number, [&] {
      if (permitted) return asked_.carrier(0, space_, at, recipient);
      const auto is = asked_.determining(0, space_, at, recipient);
      return denials_.number(is.rule, is.clause);
    });
    // Nobody marks anything so: that it may not be had says nothing about what is recorded.
    if (!permitted && denials_.of(cause).first == decision::Rule::label_valid) {
      ++unmarkable_;
      return;
    }
    auto& points = points_[{cause, recipient}];
    if (points.empty()) points.resize((inner_ + 63) / 64);
    add_point(points, at % inner_);
  }

  void file(std::map<Cause, Patterns>& found) {
    for (auto& [key, points] : points_) {
      const auto [what, recipient] = key;
      const bool permitted = expect_ == Expected::deny;
      Cause cause{permitted, {}, decision::Rule::label_valid, {}};
      if (permitted) {
        cause.instrument = asked_.world(0).sides.instrument(what);
      } else {
        std::tie(cause.rule, cause.clause) = denials_.of(what);
      }
      found[cause][std::move(points)].push_back({owner_, holder_, recipient});
    }
    points_.clear();
  }

  const ClassSpace& space_;
  std::uint32_t owner_;
  Expected expect_;
  const Audience& asked_;
  std::vector<PartySet> having_;  // of each holder
  Meant meant_;
  std::size_t inner_;
  std::uint32_t holder_ = 0;
  std::uint64_t unmarkable_ = 0;
  std::vector<std::size_t> releases_;  // rows of a block that are meant
  std::vector<std::size_t> bases_;
  Denials denials_;
  BlockMemory memory_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Points> points_;  // of the holder, by instrument or denial and recipient
};

}  // namespace

Result<Proof> prove(const Assertion& assertion, const View& view, const Progress& progress) {
  const std::array worlds{view.world};
  TRY(const auto numbering, Numbering::of(worlds));
  TRY(auto owners, named(assertion.owners, view));
  const bool none_counts = owners.empty();
  const auto unmarked = std::stable_partition(owners.begin(), owners.end(), [&](const PartyId& owner) { return view.world->policies.policy_of(owner) != nullptr; });
  std::vector<PartyId> without_policy(unmarked, owners.end());
  owners.erase(unmarked, owners.end());
  if (!assertion.owners.empty() && owners.empty())
    return fail(Fault::unusable, none_counts ? "the groups it names as owners have no member that counts on that date and evidence, so it covers no request"
                                             : "no owner that it names has a policy, so it covers no request");
  TRY(const auto spaces, spaces_of(worlds, owners, false));
  TRY_DO(known_values(assertion, spaces));
  TRY_DO(named(assertion.releasable_to, view));
  TRY(const auto asked, asked_by(assertion, view, numbering, spaces));
  PartySet anybody;
  for (const auto& round : asked.rounds()) {
    for (const auto& who : round.who) anybody |= who.parties;
  }
  DecisionGroups conditions(spaces, asked);
  Proof out;
  out.as_of = view.options.at;
  std::string unread;
  for (std::size_t owner = 0; owner < spaces.size(); ++owner) {
    std::map<Cause, Patterns> found;
    TRY(auto meant, Meant::of(assertion, spaces[owner], view, numbering, anybody));
    if (meant.unreadable()) {
      out.unread.push_back(spaces[owner].owner());
      if (unread.empty()) unread = *meant.unreadable();
      continue;
    }
    out.classes += meant.classes();
    OwnerProof proof(spaces[owner], static_cast<std::uint32_t>(owner), assertion, asked, numbering, std::move(meant));
    out.covered += proof.run(found);
    out.unmarkable += proof.unmarkable();
    conditions.file(spaces[owner], found);
    if (progress && !progress(owner + 1, spaces.size())) return fail(Fault::stopped, "stopped");
  }
  if (!spaces.empty() && out.unread.size() == spaces.size())
    return fail(Fault::unknown_name, fmt::format("no owner that it means can mark anything so: {}", unread));
  out.without_policy = std::move(without_policy);
  out.covered -= out.unmarkable;
  if (out.covered == 0) return fail(Fault::unusable, "it covers no request, so it says nothing");
  const DecisionGroups::World world{asked.world(0).view.world, view.options.at};
  out.groups = conditions.groups(world, world);
  for (const auto& group : out.groups) out.violations += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const auto& a, const auto& b) { return a.decisions > b.decisions; });
  out.holds = out.violations == 0;
  return out;
}

}  // namespace entente::analysis
