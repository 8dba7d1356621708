#include "analysis/act_classes.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

constexpr std::array<std::string_view, kActAxes> kAxisNames{"object", "origin", "control", "project", "area",      "tier",
                                                            "place",  "begins", "purpose", "activities", "items"};

std::size_t place(ActAxis axis) { return static_cast<std::size_t>(axis); }

bool has(const Names& names, const std::string& name) { return names.count(name) != 0; }

// As a consent names objects (docs/semantics.md 3.2).
bool fits(const Names& objects, const decision::Object& object) {
  bool names = false;
  bool named = false;
  bool digests = false;
  bool digested = false;
  for (const auto& each : objects) {
    if (world::is_digest(each)) {
      digests = true;
      digested = digested || (world::is_whole_digest(each) && each == object.digest);
    } else {
      names = true;
      named = named || each == object.id || each == object.id.substr(0, object.id.find('#'));
    }
  }
  return (!names || named) && (!digests || digested);
}

// A mark for each list.
template <class Holds>
std::string marks(const std::vector<Names>& lists, const Holds& holds) {
  std::string out;
  for (const auto& each : lists) out += holds(each) ? '1' : '0';
  return out;
}

bool shares(const Names& list, const std::vector<std::string>& stated) {
  return std::any_of(stated.begin(), stated.end(), [&](const auto& each) { return has(list, each); });
}

bool has_all(const Names& list, const std::vector<std::string>& stated) {
  return std::all_of(stated.begin(), stated.end(), [&](const auto& each) { return has(list, each); });
}

// In which span between thresholds it lies.
std::string span_of(const std::set<std::int64_t>& thresholds, const std::optional<std::int64_t>& number) {
  if (!number) return "unstated";
  return std::to_string(std::distance(thresholds.begin(), thresholds.upper_bound(*number)));
}

std::string programme_of(const std::string& stated) {
  const auto reference = world::parse_reference(stated);
  const bool names_one = reference && (reference->kind == world::FactKind::programme || reference->kind == world::FactKind::project);
  return names_one ? "programme:" + reference->id : std::string();
}

}  // namespace

std::string_view to_string(ActAxis axis) { return kAxisNames[place(axis)]; }

// What the facts can tell of what is stated on an axis: the whole of it.
std::string ActSpace::signature(const decision::Request& request, ActAxis axis) const {
  const auto& act = request.object.act;
  const auto& facts = telling_;
  if (!facts.carried) return {};
  switch (axis) {
    case ActAxis::object:
      return marks(facts.objects, [&](const Names& list) { return fits(list, request.object); }) +
             marks(facts.ids, [&](const Names& list) { return has(list, request.object.id); });
    case ActAxis::origin:
      if (!act.origin || (!pair_.joins() && act.origin->value == pair_.giver)) return {};
      if (*act.origin == pair_.recipient) return "recipient";
      return facts.origins.count(*act.origin) != 0 ? "of " + act.origin->value : "another";
    case ActAxis::control:
      return request.object.export_controlled ? "1" : "0";
    case ActAxis::project: {
      const auto of = programme_of(act.project);
      if (of.empty() || pair_.joins()) return {};
      return has(facts.projects, act.project) ? act.project : has(facts.projects, of) ? of : std::string();
    }
    case ActAxis::area:
      if (!facts.asks_area || facts.areas.empty()) return {};
      return act.area.empty() ? "unstated" : marks(facts.areas, [&](const Names& list) { return has(list, act.area); });
    case ActAxis::tier:
      return facts.asks_area ? span_of(facts.tiers, act.tier) : std::string();
    case ActAxis::place:
      if (has(facts.places, act.place) || act.place.empty()) return act.place;
      return facts.asks_place ? std::string(kAnother) : std::string();
    case ActAxis::begins:
      if (!facts.asks_begin) return {};
      return span_of(facts.begins, act.begins ? std::optional(act.begins->seconds) : std::nullopt);
    case ActAxis::purpose:
      return marks(facts.purposes, [&](const Names& list) { return has(list, request.purpose); });
    case ActAxis::activities:
      return marks(facts.any_activity, [&](const Names& list) { return shares(list, act.activities); });
    case ActAxis::items:
      return (act.items.empty() ? "none " : "some ") + marks(facts.every_item, [&](const Names& list) { return has_all(list, act.items); }) +
             marks(facts.any_item, [&](const Names& list) { return shares(list, act.items); });
  }
  return {};
}

std::size_t ActSpace::value(std::size_t at, ActAxis axis) const {
  for (std::size_t each = kActAxes; each-- > 0;) {
    const std::size_t count = values_[each].size();
    if (each == place(axis)) return at % count;
    at /= count;
  }
  return 0;
}

namespace {

void state(decision::Request& request, ActAxis axis, const ActValue& value) {
  auto& act = request.object.act;
  const auto first = [&] { return value.names.empty() ? std::string() : value.names.front(); };
  switch (axis) {
    case ActAxis::object:
      request.object.id = first();
      request.object.digest = value.names.size() > 1 ? value.names[1] : std::string();
      return;
    case ActAxis::origin:
      act.origin.reset();
      if (!value.names.empty()) act.origin = PartyId(first());
      return;
    case ActAxis::control:
      request.object.export_controlled = value.number.value_or(0) != 0;
      return;
    case ActAxis::project:
      act.project = first();
      return;
    case ActAxis::area:
      act.area = first();
      return;
    case ActAxis::tier:
      act.tier = value.number;
      return;
    case ActAxis::place:
      act.place = first();
      return;
    case ActAxis::begins:
      act.begins.reset();
      if (value.number) act.begins = Instant{*value.number};
      return;
    case ActAxis::purpose:
      request.purpose = first();
      return;
    case ActAxis::activities:
      act.activities = value.names;
      return;
    case ActAxis::items:
      act.items = value.names;
      return;
  }
}

}  // namespace

decision::Request ActSpace::request(std::size_t at, Instant time) const {
  decision::Request out;
  out.subject = {decision::SubjectType::party, pair_.recipient.value};
  out.action = pair_.action;
  out.time = time;
  if (!pair_.joins()) out.holder = PartyId(pair_.giver);
  for (std::size_t each = kActAxes; each-- > 0;) {
    state(out, static_cast<ActAxis>(each), values_[each][at % values_[each].size()]);
    at /= values_[each].size();
  }
  if (pair_.joins()) out.object.act.project = pair_.giver;
  return out;
}

std::optional<std::size_t> ActSpace::class_of(const decision::Request& request) const {
  const bool giver = pair_.joins() ? request.object.act.project == pair_.giver : request.holder && request.holder->value == pair_.giver;
  const bool recipient = request.subject.type == decision::SubjectType::party && request.subject.id == pair_.recipient.value;
  if (!giver || !recipient || request.action != pair_.action) return std::nullopt;
  std::size_t at = 0;
  for (std::size_t each = 0; each < kActAxes; ++each) {
    const auto found = of_signature_[each].find(signature(request, static_cast<ActAxis>(each)));
    if (found == of_signature_[each].end()) return std::nullopt;
    at = at * values_[each].size() + found->second;
  }
  return at;
}

std::optional<std::size_t> ActSpace::find(ActAxis axis, std::string_view text) const {
  const auto& list = values(axis);
  for (std::size_t each = 0; each < list.size(); ++each) {
    if (list[each].text == text) return each;
  }
  if (axis != ActAxis::items && axis != ActAxis::activities && axis != ActAxis::purpose) return std::nullopt;
  ActValue stated;
  for (std::string_view rest = text;;) {
    const auto end = rest.find('+');
    const auto part = rest.substr(0, end);
    const auto name = part.substr(0, part.find('/'));
    stated.names.emplace_back(name == "another" ? kAnother : name);
    if (end == std::string_view::npos) break;
    rest = rest.substr(end + 1);
  }
  decision::Request request;
  state(request, axis, stated);
  const auto found = of_signature_[place(axis)].find(signature(request, axis));
  return found == of_signature_[place(axis)].end() ? std::nullopt : std::optional(found->second);
}

// Finds the values of every axis by what the facts answer to each thing that could be stated.
class ActSpaceBuilder {
 public:
  explicit ActSpaceBuilder(ActSpace& space) : space_(space), facts_(space.telling_) {}

  Result<void> run() {
    objects();
    origins();
    add(ActAxis::control, {{}, 0, "none", false, {}});
    add(ActAxis::control, {{}, 1, "export-controlled", true, {}});
    named(ActAxis::project, facts_.projects, false);
    named(ActAxis::area, all_of(facts_.areas), true);
    spans(ActAxis::tier, facts_.tiers, [](std::int64_t number) { return std::to_string(number); });
    named(ActAxis::place, facts_.places, facts_.asks_place);
    spans(ActAxis::begins, facts_.begins, [](std::int64_t number) { return to_short_string(Instant{number}); });
    purposes();
    TRY_DO(sets(ActAxis::activities, facts_.any_activity, {}));
    TRY_DO(sets(ActAxis::items, facts_.every_item, facts_.any_item));
    for (const auto& values : space_.values_) {
      if (space_.size_ > limits::kActClassesOfPair / values.size()) return too_many("classes of acts", space_.size_ * values.size(), limits::kActClassesOfPair);
      space_.size_ *= values.size();
    }
    return {};
  }

 private:
  // Unless the facts answer as to a value that is there.
  void add(ActAxis axis, ActValue value) {
    decision::Request request;
    state(request, axis, value);
    auto& values = space_.values_[place(axis)];
    if (space_.of_signature_[place(axis)].emplace(space_.signature(request, axis), values.size()).second) values.push_back(std::move(value));
  }

  static Names all_of(const std::vector<Names>& lists) {
    Names out;
    for (const auto& each : lists) out.insert(each.begin(), each.end());
    return out;
  }

  void named(ActAxis axis, const Names& names, bool another) {
    add(axis, {{}, {}, "unstated", false, {}});
    for (const auto& name : names) add(axis, {{name}, {}, name, true, {name}});
    if (another) add(axis, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  // Names and digests limit separately, and a name also means the portions of its document.
  void objects() {
    Names ids;
    Names digests;
    for (const auto& name : all_of(facts_.objects)) (world::is_digest(name) ? digests : ids).insert(name);
    for (const auto& name : all_of(facts_.ids)) ids.insert(name);
    const std::string another(kAnother);
    std::vector<std::pair<std::string, std::string>> names{{another, "another object"}};
    for (const auto& id : ids) names.emplace_back(id, id);
    for (const auto& id : ids) {
      if (id.find('#') == std::string::npos) names.emplace_back(id + "#" + another, "another part of " + id);
    }
    for (const auto& [id, text] : names) {
      add(ActAxis::object, {{id}, {}, text, id != another, {}});
      for (const auto& digest : digests) add(ActAxis::object, {{id, digest}, {}, text + " with digest " + digest, true, {}});
    }
  }

  void origins() {
    add(ActAxis::origin, {{}, {}, "the giver", false, {}});
    add(ActAxis::origin, {{space_.pair_.recipient.value}, {}, "the recipient", true, {}});
    for (const auto& party : facts_.origins) add(ActAxis::origin, {{party.value}, {}, party.value, true, {}});
    add(ActAxis::origin, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  template <class Text>
  void spans(ActAxis axis, const std::set<std::int64_t>& thresholds, const Text& text) {
    add(axis, {{}, {}, "unstated", false, {}});
    if (thresholds.empty()) return add(axis, {{}, 1, "stated", true, {}});
    add(axis, {{}, *thresholds.begin() - 1, "before " + text(*thresholds.begin()), true, {}});
    for (const auto number : thresholds) add(axis, {{}, number, "from " + text(number), true, {}});
  }

  // Names that the same lists have, and what no list has.
  struct Kind {
    std::vector<std::string> names;
    std::string text;
  };
  static std::vector<Kind> kinds(const std::vector<Names>& lists) {
    std::map<std::string, std::size_t> by_marks;
    std::vector<Kind> out;
    for (const auto& name : all_of(lists)) {
      const auto [entry, added] = by_marks.emplace(marks(lists, [&](const Names& list) { return has(list, name); }), out.size());
      if (added) out.emplace_back();
      Kind& kind = out[entry->second];
      kind.names.push_back(name);
      kind.text += (kind.text.empty() ? "" : "/") + name;
    }
    return out;
  }

  void purposes() {
    add(ActAxis::purpose, {{}, {}, "unstated", false, {}});
    for (const auto& kind : kinds(facts_.purposes)) add(ActAxis::purpose, {{kind.names.front()}, {}, kind.text, true, kind.names});
  }

  // Sets of what may be stated together, the smaller first, so that a value is told by the least that has it.
  Result<void> sets(ActAxis axis, const std::vector<Names>& every, const std::vector<Names>& any) {
    std::vector<Names> lists = every;
    lists.insert(lists.end(), any.begin(), any.end());
    auto list = kinds(lists);
    list.push_back({{std::string(kAnother)}, "another"});
    if (list.size() > limits::kActKinds) return too_many(std::string("kinds of ") + std::string(to_string(axis)), list.size(), limits::kActKinds);
    std::vector<std::size_t> subsets(std::size_t{1} << list.size());
    for (std::size_t each = 0; each < subsets.size(); ++each) subsets[each] = each;
    std::stable_sort(subsets.begin(), subsets.end(), [](std::size_t a, std::size_t b) { return std::popcount(a) < std::popcount(b); });
    for (const auto subset : subsets) {
      ActValue value{{}, {}, subset == 0 ? "unstated" : "", subset != 0, {}};
      for (std::size_t kind = 0; kind < list.size(); ++kind) {
        if ((subset >> kind & 1U) == 0) continue;
        value.names.push_back(list[kind].names.front());
        value.text += (value.text.empty() ? "" : "+") + list[kind].text;
        if (value.names.size() == 1 && list[kind].names.front() != kAnother) value.alike = list[kind].names;
      }
      if (value.names.size() > 1) value.alike.clear();
      add(axis, std::move(value));
    }
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> too_many(const std::string& what, std::size_t count, std::size_t limit) const {
    const auto& pair = space_.pair_;
    return fail(Fault::over_limit, fmt::format("{}: facts tell {} {} from {} to {} apart; the limit is {}: narrow it with --owner and --recipient to others",
                                               pair.action, count, what, pair.giver, pair.recipient.value, limit));
  }

  ActSpace& space_;
  const ActTelling& facts_;
};

Result<ActSpace> ActSpace::of(const ActReading& reading, ActPair pair) {
  ActSpace out;
  out.telling_ = reading.telling(pair);
  out.pair_ = std::move(pair);
  TRY_DO(ActSpaceBuilder(out).run());
  return out;
}

Result<ActSpaces> act_spaces(std::span<const world::World* const> worlds, const std::string& action, const std::vector<std::string>& givers,
                             const std::vector<PartyId>& recipients, const std::function<bool()>& goes_on) {
  const ActReading reading(worlds);
  ActSpaces out;
  out.action = action;
  out.givers = givers;
  out.recipients = recipients;
  const ActPair any{action, {}, {}};
  if (givers.empty() && any.joins()) out.givers.assign(reading.programmes().begin(), reading.programmes().end());
  if (givers.empty() && !any.joins()) {
    for (const auto& each : reading.givers()) out.givers.push_back(each.value);
  }
  if (recipients.empty()) out.recipients.assign(reading.nations().begin(), reading.nations().end());
  for (const auto& giver : out.givers) {
    if (goes_on && !goes_on()) return fail(Fault::stopped, "stopped");
    for (const auto& recipient : out.recipients) {
      if (giver == recipient.value) continue;
      TRY(auto space, ActSpace::of(reading, {action, giver, recipient}));
      ++out.pairs;
      out.classes += space.size();
      if (space.carried()) out.carried.push_back(space);
      out.list.push_back(std::move(space));
      if (out.classes > limits::kActClasses)
        return fail(Fault::over_limit, fmt::format("more than {} classes of acts up to those of {}: narrow it with --owner or --recipient", limits::kActClasses, giver));
    }
  }
  return out;
}

}  // namespace entente::analysis
