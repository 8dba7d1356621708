#include "analysis/meant.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/sets.h"
#include "label/marking.h"

namespace entente::analysis {

using label::Label;
using label::Policy;

namespace {

bool fits_level(const Assertion& assertion, const Policy* policy, const LevelName& name) {
  if (!assertion.classified) return true;
  const auto* level = policy == nullptr ? nullptr : policy->level(name);
  return level != nullptr && level->free != *assertion.classified;
}

// What a mark that says this much may say in all, to one who asks. `exact`: to whom, and how, it alone is read.
struct Said {
  const Label* label;
  Control control;
  bool released;  // its list names who asks
  bool shown;     // its display-only list does
};

// Where it is no more than one of several things that are said.
bool may_be(const Said& said, Control control) {
  const auto& controls = said.label->controls;
  switch (control) {
    case Control::no_foreign:
      return true;
    case Control::eyes_only:  // a mark has one closed list
      return !controls.no_foreign && (said.control == Control::eyes_only || !controls.eyes_only);
    case Control::originator_control:
      return !controls.no_foreign && said.control != Control::eyes_only;
    case Control::none:
      return said.control == Control::none;
  }
  return true;
}

bool may_be(const Said& said, Release release) {
  const bool listed = !said.label->display_only.empty();
  const bool displays = said.shown || !listed;  // or a list that is not stated may
  const bool bare = !listed && !said.label->controls.eyes_only && !said.label->controls.release_by_official;
  const auto kind = said.label->releasable.kind;
  const bool silent = kind == label::ReleaseKind::absent;
  switch (release) {
    case Release::undecided:
      return silent && bare;
    case Release::undecided_listed:
      return silent;
    case Release::undecided_shown:
      return silent && displays;
    case Release::nobody:
      return silent || (kind == label::ReleaseKind::listed && !said.released);
    case Release::nobody_shown:
      return displays && (silent || (kind == label::ReleaseKind::listed && !said.released));
    case Release::recipient:
      return silent || said.released;
    case Release::everyone:
      return silent || kind == label::ReleaseKind::everyone;
    case Release::recipient_shown:
      return false;  // asked where somebody joins or leaves
  }
  return false;
}

bool of_owner_alone(const Label& label, const Policy& policy) {
  return label.sources.empty() && label.owners.size() == 1 &&
         label.owners.front() == label::Origin{policy.party, policy.id, label.level};
}

}  // namespace

// Reads the markings of an assertion as one owner's.
class Meant::Reader {
 public:
  Reader(const Assertion& assertion, const ClassSpace& space, const View& view, const Policy& policy, const Numbering& numbering)
      : assertion_(assertion),
        space_(space),
        view_(view),
        policy_(policy),
        numbering_(numbering),
        expand_(decision::expansion_in_marks(*view.world, view.options)),
        members_(decision::expansion(*view.world, view.options)) {}

  Result<void> read(const PartySet& asked, Meant& out) {
    out.marked_.resize(space_.size(Axis::level));
    bool any = false;
    for (std::size_t level = 0; level < out.marked_.size(); ++level) {
      for (const auto& label : labels(level)) {
        if (names_moving_group(label, level)) continue;
        TRY(auto marked, marked_as(label, level, asked));
        if (!marked) continue;
        any = true;
        out.marked_[level].push_back(std::move(*marked));
      }
    }
    if (!any) out.unreadable_ = why_;
    return {};
  }

 private:
  // At a level of the owner's, each marking of the assertion that can stand there.
  std::vector<Label> labels(std::size_t value) {
    std::vector<Label> out;
    const auto* level = policy_.level(space_.level(value));
    if (level == nullptr || level->marks.empty()) return out;
    const auto keep = [&](Result<Label> label) {
      if (!label) {
        if (why_.empty()) why_ = label.error().message;
        return false;
      }
      if (label->level != level->name || !of_owner_alone(*label, policy_)) return false;
      if (!assertion_.releasable_to.empty()) {
        if (label->releasable.kind != label::ReleaseKind::absent) {
          why_ = "the marking says itself to whom it may be released";
          return false;
        }
        label->releasable = {label::ReleaseKind::listed, assertion_.releasable_to};
      }
      out.push_back(std::move(*label));
      return true;
    };
    const auto read = [&](const std::string& text) { return label::parse_marking(text, policy_, view_.world->policies); };
    if (assertion_.markings.empty()) keep(read(level->marks.front()));
    for (const auto& marking : assertion_.markings) {
      if (keep(read(level->marks.front() + "//" + marking)) || keep(read(level->marks.front() + " " + marking))) continue;
      keep(read(marking));
    }
    return out;
  }

  // A dated mark under a policy whose groups mean their members then: who these are is not one thing for all dates of the level.
  [[nodiscard]] bool names_moving_group(const Label& label, std::size_t level) const {
    if (!policy_.expand_groups_at_marking || space_.text(Axis::level, level) == space_.level(level).value) return false;
    const auto moves = [&](const std::vector<PartyId>& list) {
      return std::any_of(list.begin(), list.end(), [&](const PartyId& id) {
        const auto* party = view_.world->party(id);
        return party == nullptr || party->kind != world::PartyKind::nation;
      });
    };
    return moves(label.releasable.parties) || moves(label.display_only) ||
           (label.controls.eyes_only && moves(*label.controls.eyes_only));
  }

  [[nodiscard]] bool lists(const std::vector<PartyId>& list, const PartyId& party) const {
    return std::any_of(list.begin(), list.end(), [&](const PartyId& each) {
      if (each == party) return true;
      const auto members = expand_(each);
      return std::find(members.begin(), members.end(), party) != members.end();
    });
  }

  [[nodiscard]] Said said_to(const Label& label, const PartyId& party) const {
    const auto& controls = label.controls;
    const bool barred = controls.eyes_only && !lists(*controls.eyes_only, party);
    const Control control = controls.no_foreign           ? Control::no_foreign
                            : barred                      ? Control::eyes_only
                            : controls.originator_control ? Control::originator_control
                                                          : Control::none;
    return {&label, control, lists(label.releasable.parties, party), lists(label.display_only, party)};
  }

  // The rows of marks that a marking may be in to a nation.
  // `alone`: the one that it is in if it says nothing else.
  [[nodiscard]] std::set<std::size_t> rows_to(const Label& label, const PartyId& party, std::size_t alone) const {
    if (assertion_.expect == Expected::permit) return {alone};
    const Said said = said_to(label, party);
    std::set<std::size_t> out;
    for (std::size_t release = 0; release < space_.size(Axis::release); ++release) {
      for (std::size_t control = 0; control < space_.size(Axis::control); ++control) {
        const bool silent =
            static_cast<Release>(release) == Release::undecided && static_cast<Control>(control) == Control::eyes_only;
        if (!silent && may_be(said, static_cast<Release>(release)) &&
            may_be(said, static_cast<Control>(control)))  // a closed list says something
          out.insert(release * space_.size(Axis::control) + control);
      }
    }
    return out;
  }

  struct Read {
    std::set<std::size_t> rows;
    std::size_t kinds = 0;
  };

  // None: no class is of it.
  [[nodiscard]] std::optional<Read> read_by(const Label& label, std::size_t level, const PartyId& party) const {
    auto request = space_.request(level * space_.stride(Axis::level), *view_.world, view_.options.at);
    auto& own = *request.object.label;
    own.categories = label.categories;
    own.releasable = label.releasable;
    own.display_only = label.display_only;
    own.controls = label.controls;
    const auto named = [&](const std::vector<PartyId>& list) { return lists(list, party); };
    if (named(label.display_only) && !named(label.releasable.parties)) request.mode = decision::Mode::display;
    const auto at = space_.class_of(request, named);
    if (!at) return std::nullopt;
    const auto row = space_.value(*at, Axis::release) * space_.size(Axis::control) + space_.value(*at, Axis::control);
    return Read{rows_to(label, party, row), space_.value(*at, Axis::categories)};
  }

  // What it is to a party; to a set what it is to each of its members but the owner.
  Result<std::optional<Read>> read_by_all(const Label& label, std::size_t level, const PartyId& party) const {
    const auto* is = view_.world->party(party);
    if (is == nullptr || is->kind == world::PartyKind::nation) return read_by(label, level, party);
    std::optional<Read> out;
    for (const auto& member : members_(party)) {
      if (member == space_.owner()) continue;
      auto read = read_by(label, level, member);
      if (!read) return read;
      if (out && out->rows != read->rows)
        return fail(
            Fault::unusable,
            fmt::format("a marking names some members of {} and not others; name the members as recipients", party.value));
      out = std::move(read);
    }
    return out ? out : read_by(label, level, party);
  }

  Result<std::optional<Marked>> marked_as(const Label& label, std::size_t level, const PartySet& asked) const {
    std::optional<Marked> out;
    for (std::size_t number = 0; number < numbering_.parties().size(); ++number) {
      if (!asked.has(number)) continue;
      TRY(const auto read, read_by_all(label, level, numbering_.parties()[number]));
      if (!read) return std::optional<Marked>();
      if (!out) {
        out.emplace();
        out->rows.resize(space_.size(Axis::release) * space_.size(Axis::control));
      }
      out->kinds = read->kinds;
      out->alone = assertion_.expect == Expected::permit;
      for (const auto row : read->rows) out->rows[row].add(number);
    }
    return out;
  }

  const Assertion& assertion_;
  const ClassSpace& space_;
  const View& view_;
  const Policy& policy_;
  const Numbering& numbering_;
  label::Expand expand_;
  label::Expand members_;
  std::string why_;
};

Meant::Meant(const Assertion& assertion, const ClassSpace& space, const View& view)
    : space_(&space), by_marking_(!assertion.markings.empty() || !assertion.releasable_to.empty()) {
  const auto* policy = view.world->policies.policy_of(space.owner());
  for (std::size_t axis = 0; axis < kAxes; ++axis) {
    const auto which = static_cast<Axis>(axis);
    const auto stated = assertion.values.find(which);
    for (std::size_t value = 0; value < space.size(which); ++value) {
      const bool listed = stated == assertion.values.end() || std::find(stated->second.begin(), stated->second.end(),
                                                                        space.text(which, value)) != stated->second.end();
      flags_[axis].push_back(listed && (which != Axis::level || fits_level(assertion, policy, space.level(value))));
    }
  }
}

Result<Meant> Meant::of(const Assertion& assertion, const ClassSpace& space, const View& view, const Numbering& numbering,
                        const PartySet& asked) {
  Meant out(assertion, space, view);
  const auto* policy = view.world->policies.policy_of(space.owner());
  if (out.by_marking_ && policy != nullptr) TRY_DO(Reader(assertion, space, view, *policy, numbering).read(asked, out));
  if (policy == nullptr) out.marked_.resize(space.size(Axis::level));
  out.times_.resize(numbering.parties().size());
  out.count(asked);
  return out;
}

bool Meant::has(std::size_t at, std::span<const Axis> axes) const {
  return std::all_of(axes.begin(), axes.end(),
                     [&](Axis axis) { return flags_[static_cast<std::size_t>(axis)][space_->value(at, axis)]; });
}

PartySet Meant::whom(std::size_t at, const PartySet& asked) const {
  if (!by_marking_) return asked;
  const auto row = space_->value(at, Axis::release) * space_->size(Axis::control) + space_->value(at, Axis::control);
  return whom(space_->value(at, Axis::level), space_->value(at, Axis::categories), row, asked);
}

PartySet Meant::whom(std::size_t level, std::size_t kinds, std::size_t row, const PartySet& asked) const {
  PartySet out;
  for (const auto& each : marked_[level]) {
    if ((kinds & each.kinds) != each.kinds || (each.alone && kinds != each.kinds)) continue;
    out |= each.rows[row];
  }
  out &= asked;
  return out;
}

std::size_t Meant::values(Axis axis) const {
  const auto& flags = flags_[static_cast<std::size_t>(axis)];
  return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
}

void Meant::count(const PartySet& asked) {
  constexpr std::array kOfMarks{Axis::holder, Axis::categories, Axis::release, Axis::control, Axis::level};
  others_ = 1;
  for (std::size_t axis = 0; axis < kAxes; ++axis) {
    if (std::find(kOfMarks.begin(), kOfMarks.end(), static_cast<Axis>(axis)) == kOfMarks.end())
      others_ *= values(static_cast<Axis>(axis));
  }
  if (!by_marking_) {
    const std::uint64_t marks = values(Axis::categories) * values(Axis::release) * values(Axis::control) * values(Axis::level);
    for (auto& times : times_) times = marks;
    classes_ = marks * others_ * values(Axis::holder);
    return;
  }
  std::uint64_t marks = 0;
  const auto is = [&](Axis axis, std::size_t value) { return flags_[static_cast<std::size_t>(axis)][value]; };
  for (std::size_t level = 0; level < marked_.size(); ++level) {
    if (marked_[level].empty() || !is(Axis::level, level)) continue;
    for (std::size_t kinds = 0; kinds < space_->size(Axis::categories); ++kinds) {
      if (!is(Axis::categories, kinds)) continue;
      for (std::size_t row = 0; row < space_->size(Axis::release) * space_->size(Axis::control); ++row) {
        if (!is(Axis::release, row / space_->size(Axis::control)) || !is(Axis::control, row % space_->size(Axis::control)))
          continue;
        const PartySet who = whom(level, kinds, row, asked);
        if (who.empty()) continue;
        ++marks;
        who.each([&](std::size_t number) { ++times_[number]; });
      }
    }
  }
  classes_ = marks * others_ * values(Axis::holder);
}

std::uint64_t Meant::of_holder(const PartySet& asked) const {
  std::uint64_t out = 0;
  asked.each([&](std::size_t number) { out += times_[number]; });
  return out * others_;
}

}  // namespace entente::analysis
