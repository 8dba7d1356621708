#include "analysis/act_classes.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/act_class_parts.h"
#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

constexpr std::array<std::string_view, kActAxes> kAxisNames{"object", "origin", "control", "project", "area",       "tier",
                                                            "place",  "begins", "value",   "purpose", "activities", "items"};

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
      if (!act.origin || *act.origin == pair_.recipient || (!pair_.joins() && act.origin->value == pair_.giver)) return {};
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
      return marks(facts.every_activity, [&](const Names& list) { return has_all(list, act.activities); }) +
             marks(facts.any_activity, [&](const Names& list) { return shares(list, act.activities); });
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

void state(decision::Request& request, ActAxis axis, const ActValue& value) {
  auto& act = request.object.act;
  const auto first = [&] { return value.names.empty() ? std::string() : value.names.front(); };
  switch (axis) {
    case ActAxis::object:
      request.object.id = first();
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

Result<ActSpaces> act_spaces(std::span<const world::World* const> worlds, const std::string& action,
                             const std::vector<std::string>& givers, const std::vector<PartyId>& recipients, ActPairs of,
                             const std::function<bool()>& goes_on) {
  return act_spaces(ActReading(worlds), action, givers, recipients, of, goes_on, {});
}

namespace {

void begin_no_earlier(Instant earliest, ActTelling& telling) {
  auto& begins = telling.begins;
  const auto later = begins.upper_bound(earliest.seconds);
  if (later == begins.begin()) return;
  begins.erase(begins.begin(), later);
  begins.insert(earliest.seconds);
  telling.none_earlier = true;
}

}  // namespace

Result<ActSpaces> act_spaces(const ActReading& reading, const std::string& action, const std::vector<std::string>& givers,
                             const std::vector<PartyId>& recipients, ActPairs of, const std::function<bool()>& goes_on,
                             const std::function<bool(const ActPair&)>& is_wanted, Instant earliest) {
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
      begin_no_earlier(earliest, telling);
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
