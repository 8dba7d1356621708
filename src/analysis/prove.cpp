#include "analysis/prove.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "decision/sets.h"

namespace entente::analysis {
namespace {

using decision::Rule;

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

// Which values of each axis of one space an assertion means.
class Meant {
 public:
  Meant(const Assertion& assertion, const ClassSpace& space, const View& view) : space_(space) {
    const auto* policy = view.world->policies.policy_of(space.owner());
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      const auto which = static_cast<Axis>(axis);
      const auto stated = assertion.values.find(which);
      auto& flags = flags_[axis];
      for (std::size_t value = 0; value < space.size(which); ++value) {
        const auto text = space.text(which, value);
        const bool listed = stated == assertion.values.end() ||
                            std::find(stated->second.begin(), stated->second.end(), text) != stated->second.end();
        flags.push_back(listed && (which != Axis::level || fits_level(assertion, policy, space.level(value))));
      }
    }
  }

  [[nodiscard]] bool has(std::size_t at) const {
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      if (!flags_[axis][space_.value(at, static_cast<Axis>(axis))]) return false;
    }
    return true;
  }
  [[nodiscard]] std::uint64_t count() const {
    std::uint64_t product = 1;
    for (const auto& flags : flags_) product *= static_cast<std::uint64_t>(std::count(flags.begin(), flags.end(), true));
    return product;
  }
  [[nodiscard]] bool holder(std::size_t value) const { return flags_[static_cast<std::size_t>(Axis::holder)][value]; }
  // Classes of one holder.
  [[nodiscard]] std::uint64_t of_holder() const {
    const auto& holders = flags_[static_cast<std::size_t>(Axis::holder)];
    const auto asked = static_cast<std::uint64_t>(std::count(holders.begin(), holders.end(), true));
    return asked == 0 ? 0 : count() / asked;
  }

 private:
  static bool fits_level(const Assertion& assertion, const label::Policy* policy, const LevelName& name) {
    if (!assertion.classified) return true;
    const auto* level = policy == nullptr ? nullptr : policy->level(name);
    return level != nullptr && level->free != *assertion.classified;
  }

  const ClassSpace& space_;
  std::array<std::vector<bool>, kAxes> flags_;
};

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
      return fail(Fault::unknown_name, fmt::format("{}: {} is a value of no owner's information here{}", to_string(axis), quoted(value), near));
    }
  }
  return {};
}

// What violates an assertion, of one owner.
class OwnerProof {
 public:
  OwnerProof(const ClassSpace& space, std::uint32_t owner, const Assertion& assertion, const Compiled& world, const Numbering& numbering,
             const Side& side, const PartySet& wanted)
      : space_(space), owner_(owner), expect_(assertion.expect), world_(world), numbering_(numbering), side_(side), wanted_(wanted),
        meant_(assertion, space, world.view), inner_(space.size() / space.size(Axis::holder)) {}

  std::uint64_t run(std::map<Cause, Patterns>& found) {
    std::uint64_t covered = 0;
    for (std::size_t holder = 0; holder < space_.size(Axis::holder); ++holder) {
      if (meant_.holder(holder)) covered += meant_.of_holder() * asked_of(holder).size();
    }
    if (covered == 0) return 0;
    walk(space_, {&side_, 1}, [&](const Block& block) {
      const auto holder = static_cast<std::uint32_t>(block.first / inner_);
      if (holder != holder_) file(found);
      holder_ = holder;
      if (meant_.holder(holder)) see(block);
      return true;
    });
    file(found);
    return covered;
  }

 private:
  // Who has it is not asked about.
  [[nodiscard]] PartySet asked_of(std::size_t holder) const {
    PartySet out = wanted_;
    for (const auto& party : {space_.owner(), space_.holder(holder)}) {
      if (const auto number = numbering_.of(party)) out.remove(*number);
    }
    return out;
  }

  void see(const Block& block) {
    ++block_;
    const PartySet asked = asked_of(holder_);
    for (std::size_t release = 0; release < block.releases_at.size(); ++release) {
      for (std::size_t basis = 0; basis < block.bases_at.size(); ++basis) {
        const std::size_t at = block.first + block.releases_at[release] + block.bases_at[basis];
        if (!meant_.has(at)) continue;
        PartySet permits = block.releases[0][release];
        permits &= block.bases[0][basis];
        permits &= asked;
        PartySet wrong = permits;
        if (expect_ == Expected::permit) {
          wrong = asked;
          wrong -= permits;
        }
        wrong.each([&](std::size_t number) { add(at, number); });
      }
    }
  }

  void add(std::size_t at, std::size_t number) {
    const auto& party = numbering_.parties()[number];
    auto request = space_.request(at, *world_.view.world, world_.view.options.at, side_.nations.has(number) ? &party : nullptr);
    request.subject.id = party.value;
    const auto verdict = decision::judge(world_.snapshot, decision::BoundRequest::bind(world_.snapshot, request));
    CHECK(verdict.permit == (expect_ == Expected::deny));
    const auto key = std::tuple(verdict.permit ? verdict.instrument : 0U, verdict.permit ? 0U : static_cast<std::uint32_t>(verdict.rule),
                                static_cast<std::uint32_t>(number));
    auto& points = points_[key];
    if (points.empty()) points.resize((inner_ + 63) / 64);
    add_point(points, at % inner_);
  }

  void file(std::map<Cause, Patterns>& found) {
    for (auto& [key, points] : points_) {
      const auto [instrument, rule, number] = key;
      const bool permitted = expect_ == Expected::deny;
      const Cause cause{permitted, permitted ? world_.sides.instrument(instrument) : std::string(), static_cast<Rule>(rule)};
      found[cause][std::move(points)].push_back({owner_, holder_, number});
    }
    points_.clear();
  }

  const ClassSpace& space_;
  std::uint32_t owner_;
  Expected expect_;
  const Compiled& world_;
  const Numbering& numbering_;
  const Side& side_;
  const PartySet& wanted_;
  Meant meant_;
  std::size_t inner_;
  std::uint64_t block_ = 0;
  std::uint32_t holder_ = 0;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Points> points_;  // of the holder
};

}  // namespace

Result<Proof> prove(const Assertion& assertion, const View& view, const Progress& progress) {
  TRY(const auto world, compiled(view));
  const std::array worlds{view.world};
  TRY(const auto numbering, Numbering::of(worlds));
  TRY(auto owners, named(assertion.owners, view));
  std::erase_if(owners, [&](const PartyId& owner) { return view.world->policies.policy_of(owner) == nullptr; });
  TRY(const auto recipients, named(assertion.recipients, view));
  TRY(auto wanted, wanted_recipients(recipients, numbering));
  const Side side(*view.world, world.sides, view.options.at, numbering);
  if (assertion.recipients.empty()) wanted = side.nations;
  if (!assertion.recipients.empty() && recipients.empty()) wanted = {};
  if (!assertion.owners.empty() && owners.empty())
    return fail(Fault::unusable, "no owner that it names has a policy, so it covers no request");
  TRY(const auto spaces, spaces_of(worlds, owners, false));
  TRY_DO(known_values(assertion, spaces));
  std::vector<decision::Subject> subjects;
  for (const auto& party : numbering.parties()) subjects.push_back({decision::SubjectType::party, party.value});
  Conditions conditions(spaces, subjects);
  Proof out;
  out.as_of = view.options.at;
  for (std::size_t owner = 0; owner < spaces.size(); ++owner) {
    std::map<Cause, Patterns> found;
    out.covered += OwnerProof(spaces[owner], static_cast<std::uint32_t>(owner), assertion, world, numbering, side, wanted).run(found);
    conditions.file(spaces[owner], found);
    if (progress && !progress(owner + 1, spaces.size())) return fail(Fault::stopped, "stopped");
  }
  if (out.covered == 0) return fail(Fault::unusable, "it covers no request, so it says nothing");
  out.groups = conditions.groups({view.world, view.options.at}, {view.world, view.options.at});
  for (const auto& group : out.groups) out.violations += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const auto& a, const auto& b) { return a.decisions > b.decisions; });
  out.holds = out.violations == 0;
  return out;
}

}  // namespace entente::analysis
