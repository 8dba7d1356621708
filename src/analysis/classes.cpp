#include "analysis/classes.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::analysis {
namespace {

constexpr std::array<std::string_view, kAxes> kAxisNames{"holder",  "object", "channel",   "activity",   "about",   "form",   "purpose",
                                                         "domain", "community", "categories", "release", "control", "level"};
std::size_t at(Axis axis) { return static_cast<std::size_t>(axis); }

std::string_view to_string(Release release) {
  switch (release) {
    case Release::undecided:
      return "undecided";
    case Release::undecided_listed:
      return "undecided-with-list";
    case Release::undecided_shown:
      return "undecided-displayed";
    case Release::nobody:
      return "nobody";
    case Release::nobody_shown:
      return "nobody-displayed";
    case Release::recipient:
      return "recipient";
    case Release::everyone:
      return "everyone";
    case Release::recipient_shown:
      return "recipient-displayed";
  }
  return {};
}

std::string_view to_string(Turn turn) {
  switch (turn) {
    case Turn::stays:
      break;
    case Turn::joins:
      return "-joined";
    case Turn::leaves:
      return "-left";
  }
  return {};
}

std::string_view to_string(Control control) {
  switch (control) {
    case Control::none:
      return "none";
    case Control::no_foreign:
      return "no-foreign";
    case Control::originator_control:
      return "originator-control";
    case Control::eyes_only:
      return "eyes-only";
  }
  return {};
}

// Of an act, what a disclosure of some class may state: a project or what the items are would let a condition pass.
bool states_at_most_an_activity(const decision::Act& act) {
  const bool more = !act.items.empty() || act.origin || !act.project.empty() || !act.area.empty() || act.tier || !act.place.empty() || act.begins ||
                    act.ends || act.quantity || act.value;
  return !more && act.activities.size() <= 1;
}

// What a fact calls by a word of ours stands in quotes.
std::string by_name(const std::string& text) { return text == "another" || text == "unstated" ? quoted(text) : text; }

std::string in_words(const std::string& text) {
  if (text.empty()) return "unstated";
  return text == kAnother ? "another" : by_name(text);
}

std::string in_words(const NamedObject& object) {
  if (object.digest.empty()) return by_name(object.name);
  return object.name.empty() ? object.digest : fmt::format("{} with {}", by_name(object.name), object.digest);
}

// Of times at which a mark may be dated, one, no later than what is asked: no mark is younger than the decision.
Instant date_of(const Interval& times, Instant asked) {
  constexpr std::int64_t kDay = 86'400;
  return times.from != kBeginningOfTime ? times.from : std::min(Instant{times.until.seconds - kDay}, asked);
}

std::string in_words(const Interval& times) {
  return times.from != kBeginningOfTime ? "of " + to_short_string(times.from) : "before " + to_short_string(times.until);
}

std::vector<PartyId> everybody(const world::World& world) {
  std::vector<PartyId> out;
  for (const auto& party : world.parties) {
    if (party.kind == world::PartyKind::nation) out.push_back(party.id);
  }
  return out;
}

// `named()`: the recipient, or the set that it joined or left; everybody is a long list, and most marks name nobody.
template <class Named, class Shown>
void set_release(label::Label& label, const ReleaseValue& value, const Named& named, const Shown& shown, decision::Mode& mode) {
  auto& releasable = label.releasable;
  switch (value.release) {
    case Release::undecided:
      return;
    case Release::undecided_shown:
    case Release::undecided_listed:
      label.display_only = named();
      if (value.release == Release::undecided_shown) mode = decision::Mode::display;
      return;
    case Release::nobody_shown:
      label.display_only = named();
      mode = decision::Mode::display;
      [[fallthrough]];
    case Release::nobody:
      releasable.kind = label::ReleaseKind::listed;
      return;
    case Release::recipient_shown:
      label.display_only = shown();
      mode = decision::Mode::display;
      [[fallthrough]];
    case Release::recipient:
      releasable = {label::ReleaseKind::listed, named()};
      if (value.but) std::erase(releasable.parties, *value.but);
      return;
    case Release::everyone:
      releasable.kind = label::ReleaseKind::everyone;
      return;
  }
}

template <class Named>
void set_control(label::Label& label, const ControlValue& value, const Named& named) {
  if (value.turn != Turn::stays) label.controls.eyes_only = named();
  switch (value.control) {
    case Control::none:
      return;
    case Control::no_foreign:
      label.controls.no_foreign = true;
      return;
    case Control::originator_control:
      label.controls.originator_control = true;
      return;
    case Control::eyes_only:
      label.controls.eyes_only.emplace();  // whoever is asked is not in it
      return;
  }
}

label::Category category_of(const std::string& text) {
  const auto colon = text.find(':');
  return {PolicyId(text.substr(0, colon)), CategoryName(text.substr(colon + 1)), label::CategoryKind::restrictive};
}

Control control_of(const label::Label& label, const ClassSpace::Lists& lists) {
  if (label.controls.no_foreign) return Control::no_foreign;
  if (label.controls.eyes_only && !lists(*label.controls.eyes_only)) return Control::eyes_only;
  return label.controls.originator_control ? Control::originator_control : Control::none;
}

// Where `text` stands among values; what no fact names is the last one, or what is not stated if facts name nothing.
std::size_t place_of(const std::vector<std::string>& values, const std::string& text) {
  const auto found = std::find(values.begin(), values.end(), text);
  if (found != values.end()) return static_cast<std::size_t>(found - values.begin());
  return values.size() - 1;
}

}  // namespace

std::string_view to_string(Axis axis) { return kAxisNames[at(axis)]; }

std::size_t ClassSpace::stride(Axis axis) const {
  std::size_t out = 1;
  for (std::size_t after = at(axis) + 1; after < kAxes; ++after) out *= counts_[after];
  return out;
}

std::size_t ClassSpace::value(std::size_t index, Axis axis) const { return index / stride(axis) % counts_[at(axis)]; }

std::string ClassSpace::text(Axis axis, std::size_t value) const {
  switch (axis) {
    case Axis::holder:
      return value == 0 ? "the owner" : holders_[value].value;
    case Axis::object:
      return value == 0 ? "another" : in_words(objects_[value]);
    case Axis::channel:
      return in_words(channels_[value]);
    case Axis::activity:
      return in_words(activities_[value]);
    case Axis::about:
      return in_words(abouts_[value]);
    case Axis::form:
      return in_words(forms_[value]);
    case Axis::purpose:
      return in_words(purposes_[value]);
    case Axis::domain:
      return value == 0 ? "unstated" : in_words(domains_[value]);
    case Axis::community:
      return value == 0 ? "none" : communities_[value];
    case Axis::categories: {
      std::string out;
      for (std::size_t kind = 0; kind < restrictive_.size(); ++kind) {
        if ((value >> kind & 1U) != 0) out += (out.empty() ? "" : "+") + restrictive_[kind];
      }
      return out.empty() ? "none" : out;
    }
    case Axis::release: {
      const auto& release = releases_[value];
      const auto words = std::string(to_string(release.release)) + std::string(to_string(release.turn));
      return release.but ? fmt::format("{}-but-{}", words, release.but->value) : words;
    }
    case Axis::control: {
      const auto& control = controls_[value];
      if (control.turn == Turn::stays) return std::string(to_string(control.control));
      const auto words = fmt::format("{}{}", to_string(Control::eyes_only), to_string(control.turn));
      return control.control == Control::none ? words : fmt::format("{}-{}", to_string(control.control), words);
    }
    case Axis::level: {
      const auto& level = levels_[value];
      return level.dated.empty() ? level.level.value : fmt::format("{} {}", level.level.value, in_words(level.dated.front()));
    }
  }
  return {};
}

decision::Request ClassSpace::request(std::size_t index, const world::World& world, Instant time, const Asker& asker) const {
  std::array<std::size_t, kAxes> values{};
  for (std::size_t axis = kAxes; axis-- > 0; index /= counts_[axis]) values[axis] = index % counts_[axis];
  const auto of = [&](Axis axis) { return values[at(axis)]; };
  decision::Request request;
  request.action = "disclose";
  request.time = time;
  request.subject.type = decision::SubjectType::party;
  if (asker.id != nullptr) request.subject.id = asker.id->value;
  if (of(Axis::holder) != 0) request.holder = holders_[of(Axis::holder)];
  request.purpose = purposes_[of(Axis::purpose)];
  request.channel = channels_[of(Axis::channel)];
  auto& object = request.object;
  object.id = objects_[of(Axis::object)].name;
  object.digest = objects_[of(Axis::object)].digest;
  object.form = forms_[of(Axis::form)];
  object.subject = abouts_[of(Axis::about)];
  if (of(Axis::community) != 0) object.communities = {communities_[of(Axis::community)]};
  if (of(Axis::activity) != 0) object.act.activities = {activities_[of(Axis::activity)]};
  auto& label = object.label.emplace();
  const auto& level = levels_[of(Axis::level)];
  label.policy = policy_;
  label.level = level.level;
  if (!level.dated.empty()) label.created = date_of(level.dated.front(), time);
  label.owners = {label::Origin{owner_, policy_, level.level}};
  if (of(Axis::domain) != 0) label.domain = domains_[of(Axis::domain)];
  for (std::size_t kind = 0; kind < restrictive_.size(); ++kind) {
    if ((of(Axis::categories) >> kind & 1U) != 0) label.categories.push_back(category_of(restrictive_[kind]));
  }
  std::sort(label.categories.begin(), label.categories.end());
  const auto names = [&](Turn turn) {
    if (turn == Turn::stays) return asker.id == nullptr || !asker.is_nation ? everybody(world) : std::vector<PartyId>{*asker.id};
    const auto* lists = asker.id == nullptr ? nullptr : lists_of(turn, *asker.id);
    return lists == nullptr ? std::vector<PartyId>() : (*lists)[std::min(asker.way, lists->size() - 1)].list;
  };
  const auto& release = releases_[of(Axis::release)];
  const auto& control = controls_[of(Axis::control)];
  set_release(label, release, [&] { return names(release.turn); }, [&] { return names(Turn::stays); }, request.mode);
  set_control(label, control, [&] { return names(control.turn); });
  return request;
}

Turn ClassSpace::turn(Axis axis, std::size_t value) const {
  if (axis == Axis::release) return releases_[value].turn;
  return axis == Axis::control ? controls_[value].turn : Turn::stays;
}

Turn ClassSpace::turn(std::size_t index) const {
  const Turn release = turn(Axis::release, value(index, Axis::release));
  return release != Turn::stays ? release : turn(Axis::control, value(index, Axis::control));
}

const std::vector<TurningList>* ClassSpace::lists_of(Turn turn, const PartyId& recipient) const {
  const auto& lists = turn == Turn::joins ? turnover_.joined : turnover_.left;
  const auto found = lists.find(recipient);
  return found == lists.end() ? nullptr : &found->second;
}

std::vector<PartyId> ClassSpace::unnamed(Turn turn, const PartyId& recipient) const {
  std::set<PartyId> out;
  if (const auto* lists = lists_of(turn, recipient)) {
    for (const auto& each : *lists) out.insert(each.unnamed.begin(), each.unnamed.end());
  }
  return {out.begin(), out.end()};
}

std::size_t ClassSpace::ways(std::size_t index, const PartyId& recipient) const {
  const Turn is = turn(index);
  const auto* lists = is == Turn::stays ? nullptr : lists_of(is, recipient);
  return lists == nullptr ? 1 : lists->size();
}

bool ClassSpace::asks(Axis axis, std::size_t value, const PartyId& recipient) const {
  if ((axis == Axis::release && !releases_[value].marked) || (axis == Axis::control && !controls_[value].marked)) return false;
  const Turn is = turn(axis, value);
  return is == Turn::stays || lists_of(is, recipient) != nullptr;
}

bool ClassSpace::is_marked(std::size_t at) const {
  return releases_[value(at, Axis::release)].marked && controls_[value(at, Axis::control)].marked;
}

bool ClassSpace::asks(std::size_t at, const PartyId& recipient) const {
  const Turn release = turn(Axis::release, value(at, Axis::release));
  const Turn control = turn(Axis::control, value(at, Axis::control));
  if (!is_marked(at)) return false;
  if (release == Turn::stays && control == Turn::stays) return true;
  if (dated_lists_ && !levels_[value(at, Axis::level)].dated.empty()) return false;  // its groups do not change
  for (const Turn is : {release, control}) {
    const auto* lists = is == Turn::stays ? nullptr : lists_of(is, recipient);
    if (is != Turn::stays && lists == nullptr) return false;
    const bool of_set = lists != nullptr && !lists->front().unnamed.empty();
    if (of_set && release != control && release != Turn::stays && control != Turn::stays) return false;
  }
  return true;
}

std::size_t ClassSpace::turns(std::size_t at) const {
  const auto release = static_cast<std::size_t>(turn(Axis::release, value(at, Axis::release)));
  const auto control = static_cast<std::size_t>(turn(Axis::control, value(at, Axis::control)));
  return ((release * 3 + control) * 2 + (levels_[value(at, Axis::level)].dated.empty() ? 0 : 1)) * 2 + (is_marked(at) ? 1 : 0);
}

std::size_t ClassSpace::seen(Axis axis, std::size_t value, bool named) const {
  if (turn(axis, value) == Turn::stays) return value;
  if (axis == Axis::control) return static_cast<std::size_t>(named ? controls_[value].control : Control::eyes_only);
  const auto out = [](Release release) {
    switch (release) {
      case Release::undecided_shown:
        return Release::undecided_listed;
      case Release::recipient_shown:
        return Release::nobody_shown;
      case Release::undecided:
      case Release::undecided_listed:
      case Release::nobody:
      case Release::nobody_shown:
      case Release::recipient:
      case Release::everyone:
        return Release::nobody;
    }
    return Release::nobody;
  };
  const Release release = releases_[value].release;
  return static_cast<std::size_t>(!named ? out(release) : release == Release::recipient_shown ? Release::recipient : release);
}

std::size_t ClassSpace::seen(std::size_t index, const Named& named) const {
  const auto undecided = static_cast<std::size_t>(Release::undecided);
  const bool lists_eyes = controls_[value(index, Axis::control)].turn != Turn::stays;
  if (lists_eyes && value(index, Axis::release) == undecided)  // a list is a control, also to who is in it
    index += (static_cast<std::size_t>(Release::undecided_listed) - undecided) * stride(Axis::release);
  for (const auto axis : {Axis::release, Axis::control}) {
    const auto is = value(index, axis);
    index = index - is * stride(axis) + seen(axis, is, named(turn(axis, is))) * stride(axis);
  }
  return index;
}

std::size_t ClassSpace::seen(std::size_t at, std::size_t world) const {
  return seen(at, [&](Turn turn) { return unnamed_in(turn) != world; });
}

std::size_t ClassSpace::named(std::size_t at) const {
  return seen(at, [](Turn) { return true; });
}

decision::Sides::Stated ClassSpace::stated(std::size_t index) const {
  const auto domain = value(index, Axis::domain);
  return {domain == 0 ? std::string() : domains_[domain], forms_[value(index, Axis::form)],     abouts_[value(index, Axis::about)],
          purposes_[value(index, Axis::purpose)],         channels_[value(index, Axis::channel)], activities_[value(index, Axis::activity)]};
}

std::optional<std::size_t> ClassSpace::level_of(const label::Label& label) const {
  std::optional<std::size_t> undated;
  bool has_times = false;
  for (std::size_t each = 0; each < levels_.size(); ++each) {
    const auto& [level, dated] = levels_[each];
    if (level != label.level) continue;
    if (dated.empty()) undated = each;
    has_times = has_times || !dated.empty();
    if (label.created && std::any_of(dated.begin(), dated.end(), [&](const Interval& times) { return times.contains(*label.created); })) return each;
  }
  return label.created && has_times ? std::nullopt : undated;
}

std::size_t ClassSpace::object_of(const decision::Object& object) const {
  const auto has = [&](const std::string NamedObject::*what, const std::string& text) {
    return std::any_of(objects_.begin(), objects_.end(), [&](const NamedObject& each) { return each.*what == text; });
  };
  std::string name = object.id;
  if (!has(&NamedObject::name, name)) name = name.substr(0, name.find('#'));
  if (!has(&NamedObject::name, name)) name.clear();
  const auto digest = has(&NamedObject::digest, object.digest) ? object.digest : std::string();
  const auto found = std::find_if(objects_.begin(), objects_.end(), [&](const NamedObject& each) { return each.name == name && each.digest == digest; });
  return static_cast<std::size_t>(found - objects_.begin());
}

std::size_t ClassSpace::release_of(const decision::Request& request, const Lists& lists) const {
  const auto& label = *request.object.label;
  const bool shown = request.mode == decision::Mode::display && lists(label.display_only);
  const bool otherwise_bare = label.display_only.empty() && !label.controls.eyes_only && !label.controls.release_by_official;
  switch (label.releasable.kind) {
    case label::ReleaseKind::everyone:
      return static_cast<std::size_t>(Release::everyone);
    case label::ReleaseKind::listed:
      return static_cast<std::size_t>(lists(label.releasable.parties) ? Release::recipient
                                      : shown                         ? Release::nobody_shown
                                                                      : Release::nobody);
    case label::ReleaseKind::absent:
      break;
  }
  return static_cast<std::size_t>(shown            ? Release::undecided_shown
                                  : otherwise_bare ? Release::undecided
                                                   : Release::undecided_listed);
}

std::optional<std::size_t> ClassSpace::turning(Axis axis, std::size_t earlier, std::size_t later, const Turns& turns) const {
  for (std::size_t each = 0; each < size(axis); ++each) {
    const Turn is = turn(axis, each);
    if (earlier == later ? each == earlier
                         : is != Turn::stays && turns(is) && seen(axis, each, unnamed_in(is) != 0) == earlier && seen(axis, each, unnamed_in(is) != 1) == later)
      return each;
  }
  return std::nullopt;
}

std::optional<std::size_t> ClassSpace::class_of(const decision::Request& request, const Lists& earlier, const Lists& later) const {
  const auto before = class_of(request, earlier);
  const auto after = class_of(request, later);
  if (!before || before == after) return before;
  const auto turns = [&](Turn turn) {
    const auto& sets = turn == Turn::joins ? turnover_.joined : turnover_.left;
    return std::any_of(sets.begin(), sets.end(), [&](const auto& each) {
      return std::any_of(each.second.begin(), each.second.end(), [&](const TurningList& turning) {
        return earlier(turning.list) == (turn == Turn::leaves) && later(turning.list) == (turn == Turn::joins);
      });
    });
  };
  std::size_t out = *before;
  for (const auto axis : {Axis::release, Axis::control}) {
    const auto found = turning(axis, value(*before, axis), value(*after, axis), turns);
    if (!found) return std::nullopt;
    out = out - value(*before, axis) * stride(axis) + *found * stride(axis);
  }
  return out;
}

std::optional<std::size_t> ClassSpace::class_of(const decision::Request& request, const Lists& lists) const {
  const auto& object = request.object;
  const bool by_one = request.under.has_value();  // as it is said to have been received
  if (request.action != "disclose" || by_one || !object.label || object.export_controlled || !states_at_most_an_activity(object.act))
    return std::nullopt;
  const auto& label = *object.label;
  if (label.policy != policy_ || !label.sources.empty() || label.owners.size() != 1) return std::nullopt;
  if (label.owners.front() != label::Origin{owner_, policy_, label.level}) return std::nullopt;
  std::array<std::size_t, kAxes> values{};
  const auto set = [&](Axis axis, std::size_t value) { values[at(axis)] = value; };
  const auto level = level_of(label);
  if (!level) return std::nullopt;
  set(Axis::level, *level);
  const auto holder = std::find(holders_.begin(), holders_.end(), request.holder.value_or(owner_));
  if (holder == holders_.end()) return std::nullopt;
  set(Axis::holder, static_cast<std::size_t>(holder - holders_.begin()));
  set(Axis::object, object_of(object));
  set(Axis::channel, place_of(channels_, request.channel));
  set(Axis::purpose, place_of(purposes_, request.purpose));
  set(Axis::form, place_of(forms_, object.form));
  set(Axis::about, place_of(abouts_, object.subject));
  if (!object.act.activities.empty()) set(Axis::activity, place_of(activities_, object.act.activities.front()));
  set(Axis::domain, label.domain ? place_of(domains_, *label.domain) : 0);
  std::size_t kinds = 0;
  for (const auto& category : label.categories) {
    if (category.kind != label::CategoryKind::restrictive) continue;
    if (category.policy != policy_) return std::nullopt;  // facts may name it, and no class has one of another system
    const std::string name = category.policy.value + ":" + category.name.value;
    const auto kind = kind_of(name);
    if (!kind) return std::nullopt;
    kinds |= std::size_t{1} << *kind;
  }
  set(Axis::categories, kinds);
  set(Axis::control, static_cast<std::size_t>(control_of(label, lists)));
  set(Axis::release, release_of(request, lists));
  std::size_t index = 0;
  for (std::size_t axis = 0; axis < kAxes; ++axis) index = index * counts_[axis] + values[axis];
  return index;
}

}  // namespace entente::analysis
