#include "analysis/act_classes.h"

#include <algorithm>
#include <bit>
#include <limits>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

constexpr std::array<std::string_view, kActAxes> kAxisNames{"object", "origin", "control", "project", "area",       "tier",
                                                            "place",  "begins", "value",   "purpose", "activities", "items"};

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

// A mark for each.
template <class List, class Holds>
std::string marks(const List& lists, const Holds& holds) {
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

// How many thresholds it has reached.
std::string span_of(const std::set<std::int64_t>& thresholds, std::int64_t number) {
  return std::to_string(std::distance(thresholds.begin(), thresholds.upper_bound(number)));
}

// As an area limits a part (docs/semantics.md 4.4): where none is stated nothing is opened, and everything closed.
std::string area_marks(const ActTelling& facts, const std::string& area) {
  return marks(facts.opened, [&](const Names& list) { return has(list, area); }) +
         marks(facts.closed, [&](const Names& list) { return area.empty() || has(list, area); });
}

std::string place_marks(const ActTelling& facts, const std::string& place) {
  std::string out;
  for (const auto& each : facts.places) {
    const auto mark = each.find(place);
    out += (mark == each.end() ? std::string() : mark->second) + "|";
  }
  return out;
}

std::string programme_of(const std::string& stated) {
  const auto reference = world::parse_reference(stated);
  const bool names_one =
      reference && (reference->kind == world::FactKind::programme || reference->kind == world::FactKind::project);
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
      return area_marks(facts, act.area);
    case ActAxis::tier:
      return span_of(facts.tiers, act.tier ? std::min(*act.tier, kNoTier - 1) : kNoTier);
    case ActAxis::place:
      return place_marks(facts, act.place);
    case ActAxis::begins:  // where it is not stated nothing was notified so many days before
      return (facts.asks_whether_it_begins && !act.begins ? "none " : "") +
             span_of(facts.begins, act.begins.value_or(kBeginningOfTime).seconds);
    case ActAxis::value:
      return marks(facts.above,
                   [&](const auto& limit) { return act.value && limit.is_less_than(act.value->number, act.value->unit); });
    case ActAxis::purpose:
      return marks(facts.purposes, [&](const Names& list) { return has(list, request.purpose); });
    case ActAxis::activities:
      return marks(facts.any_activity, [&](const Names& list) { return shares(list, act.activities); });
    case ActAxis::items:
      return (facts.asks_for_items && act.items.empty() ? "none " : "") +
             marks(facts.every_item, [&](const Names& list) { return has_all(list, act.items); }) +
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

// Says that value in it.
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
    case ActAxis::value:
      act.value.reset();
      if (value.number) act.value = decision::Amount{*value.number, first()};
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

void ActSpace::state(decision::Request& request, ActAxis axis, std::size_t value) const {
  analysis::state(request, axis, values(axis)[value]);
}

decision::Request ActSpace::request(std::size_t at, Instant time) const {
  decision::Request out;
  out.subject = {decision::SubjectType::party, pair_.recipient.value};
  out.action = pair_.action;
  out.time = time;
  if (!pair_.joins()) out.holder = PartyId(pair_.giver);
  for (std::size_t each = kActAxes; each-- > 0;) {
    state(out, static_cast<ActAxis>(each), at % values_[each].size());
    at /= values_[each].size();
  }
  if (pair_.joins()) out.object.act.project = pair_.giver;
  return out;
}

std::optional<std::size_t> ActSpace::class_of(const decision::Request& request) const {
  const bool giver =
      pair_.joins() ? request.object.act.project == pair_.giver : request.holder && request.holder->value == pair_.giver;
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
    const bool set = axis == ActAxis::items || axis == ActAxis::activities;
    const auto& alike = list[each].alike;
    if (list[each].text == text || (!set && std::find(alike.begin(), alike.end(), text) != alike.end())) return each;
  }
  const bool named = axis == ActAxis::items || axis == ActAxis::activities || axis == ActAxis::purpose;
  const bool other = text == "another" && (axis == ActAxis::project || axis == ActAxis::area || axis == ActAxis::place);
  if (!named && !other) return std::nullopt;
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
  analysis::state(request, axis, stated);
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
    named(ActAxis::area, areas(), true);
    spans(ActAxis::tier, facts_.tiers, [](std::int64_t number) { return std::to_string(number); });
    named(ActAxis::place, places(), true);
    spans(ActAxis::begins, facts_.begins, [](std::int64_t number) { return to_short_string(Instant{number}); });
    amounts();
    purposes();
    TRY_DO(sets(ActAxis::activities, facts_.any_activity, {}, facts_.other_activity));
    TRY_DO(sets(ActAxis::items, facts_.every_item, facts_.any_item, facts_.other_item));
    for (const auto& values : space_.values_) {
      if (space_.size_ > limits::kActClassesOfPair / values.size())
        return too_many("classes of acts", space_.size_ * values.size(), limits::kActClassesOfPair);
      space_.size_ *= values.size();
    }
    return {};
  }

 private:
  // Unless the facts answer as to a value that is there: its place.
  std::size_t add(ActAxis axis, ActValue value) {
    decision::Request request;
    state(request, axis, value);
    auto& values = space_.values_[place(axis)];
    const auto [entry, added] = space_.of_signature_[place(axis)].emplace(space_.signature(request, axis), values.size());
    if (added) values.push_back(std::move(value));
    return entry->second;
  }

  // The same, and the value says so.
  void add_or_name(ActAxis axis, const ActValue& value) {
    auto& values = space_.values_[place(axis)];
    const std::size_t before = values.size();
    ActValue& is = values[add(axis, value)];
    if (values.size() != before || value.text == "another") return;
    if (is.alike.empty()) is.alike.push_back(is.text);
    is.alike.push_back(value.text);
    is.text += "/" + value.text;
  }

  static Names all_of(const std::vector<Names>& lists) {
    Names out;
    for (const auto& each : lists) out.insert(each.begin(), each.end());
    return out;
  }

  void named(ActAxis axis, const Names& names, bool another) {
    add(axis, {{}, {}, "unstated", false, {}});
    for (const auto& name : names) add_or_name(axis, {{name}, {}, name, true, {name}});
    if (another) add_or_name(axis, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  [[nodiscard]] Names areas() const {
    Names out = all_of(facts_.opened);
    out.merge(all_of(facts_.closed));
    return out;
  }

  [[nodiscard]] Names places() const {
    Names out;
    for (const auto& each : facts_.places) {
      for (const auto& [name, mark] : each) {
        if (!name.empty()) out.insert(name);
      }
    }
    return out;
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
    add_or_name(ActAxis::origin, {{space_.pair_.recipient.value}, {}, "the recipient", true, {}});
    for (const auto& party : facts_.origins) add_or_name(ActAxis::origin, {{party.value}, {}, party.value, true, {}});
    add(ActAxis::origin, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  template <class Text>
  void spans(ActAxis axis, const std::set<std::int64_t>& thresholds, const Text& text) {
    add(axis, {{}, {}, "unstated", false, {}});
    if (thresholds.empty()) return;
    const auto first = *thresholds.begin();
    if (first == kNoTier) add_or_name(axis, {{}, 1, "stated", true, {}});
    if (first != kNoTier) add_or_name(axis, {{}, first - 1, "before " + text(first), true, {}});
    for (const auto number : thresholds) {
      if (number != kNoTier) add_or_name(axis, {{}, number, "from " + text(number), true, {}});
    }
  }

  // The limits of one currency stand together, the lowest first.
  void amounts() {
    add(ActAxis::value, {{}, {}, "unstated", false, {}});
    const std::string* currency = nullptr;
    for (const auto& limit : facts_.above) {
      const auto text = fmt::format("{} {}", limit.amount, limit.currency);
      if (currency == nullptr || *currency != limit.currency)
        add_or_name(ActAxis::value, {{limit.currency}, 0, "up to " + text, true, {}});
      if (limit.amount != std::numeric_limits<std::int64_t>::max())
        add_or_name(ActAxis::value, {{limit.currency}, limit.amount + 1, "above " + text, true, {}});
      currency = &limit.currency;
    }
    if (currency != nullptr) add_or_name(ActAxis::value, {{std::string(kAnother)}, 0, "another currency", true, {}});
  }

  // Names that the same lists have, and what no list has. Of items what facts name, where they are alike with what they are.
  struct Kind {
    std::vector<std::string> names;
    std::string text;
    bool other = false;
  };
  static std::vector<Kind> kinds(const std::vector<Names>& lists,
                                 const std::set<std::pair<std::string, std::string>>& narrower = {}) {
    std::map<std::string, std::size_t> by_marks;
    std::vector<Kind> out;
    for (const auto& name : all_of(lists)) {
      const auto [entry, added] = by_marks.emplace(marks(lists, [&](const Names& list) { return has(list, name); }), out.size());
      if (added) out.emplace_back();
      out[entry->second].names.push_back(name);
    }
    for (auto& kind : out) {
      const auto all = kind.names;
      std::erase_if(kind.names, [&](const std::string& name) {
        return std::any_of(all.begin(), all.end(), [&](const auto& broader) { return narrower.count({name, broader}) != 0; });
      });
      if (kind.names.empty()) kind.names = all;  // words that go round in circles are all of them
      for (const auto& name : kind.names) kind.text += (kind.text.empty() ? "" : "/") + name;
    }
    return out;
  }

  void purposes() {
    add(ActAxis::purpose, {{}, {}, "unstated", false, {}});
    for (const auto& kind : kinds(facts_.purposes))
      add(ActAxis::purpose, {{kind.names.front()}, {}, kind.text, true, kind.names});
  }

  // Sets of what may be stated together, the smaller first, so that a value is told by the least that has it. What no list has is
  // asked about as `other`, where the worlds know such a word.
  Result<void> sets(ActAxis axis, const std::vector<Names>& every, const std::vector<Names>& any, const std::string& other) {
    std::vector<Names> lists = every;
    lists.insert(lists.end(), any.begin(), any.end());
    auto list = kinds(lists, facts_.narrower);
    list.push_back({{other.empty() ? std::string(kAnother) : other}, "another", true});
    if (list.size() > limits::kActKinds)
      return too_many(std::string("kinds of ") + std::string(to_string(axis)), list.size(), limits::kActKinds);
    std::vector<std::size_t> subsets(std::size_t{1} << list.size());
    for (std::size_t each = 0; each < subsets.size(); ++each) subsets[each] = each;
    std::stable_sort(subsets.begin(), subsets.end(),
                     [](std::size_t a, std::size_t b) { return std::popcount(a) < std::popcount(b); });
    for (const auto subset : subsets) {
      ActValue value{{}, {}, subset == 0 ? "unstated" : "", subset != 0, {}};
      for (std::size_t kind = 0; kind < list.size(); ++kind) {
        if ((subset >> kind & 1U) == 0) continue;
        value.names.push_back(list[kind].names.front());
        value.text += (value.text.empty() ? "" : "+") + list[kind].text;
        if (value.names.size() == 1 && !list[kind].other) value.alike = list[kind].names;
      }
      if (value.names.size() > 1) value.alike.clear();
      add(axis, std::move(value));
    }
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> too_many(const std::string& what, std::size_t count, std::size_t limit) const {
    const auto& pair = space_.pair_;
    return fail(
        Fault::over_limit,
        fmt::format("{}: facts tell {} {} from {} to {} apart; the limit is {}: narrow it with --owner and --recipient to others",
                    pair.action, count, what, pair.giver, pair.recipient.value, limit));
  }

  ActSpace& space_;
  const ActTelling& facts_;
};

Result<ActSpace> ActSpace::of(ActTelling telling, ActPair pair) {
  ActSpace out;
  out.telling_ = std::move(telling);
  out.pair_ = std::move(pair);
  TRY_DO(ActSpaceBuilder(out).run());
  return out;
}

Result<ActSpaces> act_spaces(std::span<const world::World* const> worlds, const std::string& action,
                             const std::vector<std::string>& givers, const std::vector<PartyId>& recipients, ActPairs of,
                             const std::function<bool()>& goes_on) {
  return act_spaces(ActReading(worlds), action, givers, recipients, of, goes_on, {});
}

Result<ActSpaces> act_spaces(const ActReading& reading, const std::string& action, const std::vector<std::string>& givers,
                             const std::vector<PartyId>& recipients, ActPairs of, const std::function<bool()>& goes_on,
                             const std::function<bool(const ActPair&)>& is_wanted) {
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
      ActPair pair{action, giver, recipient};
      if (is_wanted && !is_wanted(pair)) continue;
      ActTelling telling = reading.telling(pair);
      const bool wanted = of == ActPairs::all || telling.carried;
      ++out.pairs;
      if (wanted) {
        TRY(auto space, ActSpace::of(std::move(telling), std::move(pair)));
        out.list.push_back(std::move(space));
      }
      out.classes += wanted ? out.list.back().size() : 1;
      if (out.classes > limits::kActClasses)
        return fail(Fault::over_limit,
                    fmt::format("more than {} classes of acts up to those of {}: narrow it with --owner or --recipient",
                                limits::kActClasses, giver));
    }
  }
  return out;
}

}  // namespace entente::analysis
