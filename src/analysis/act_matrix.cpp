#include "analysis/act_matrix.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/matrix_causes.h"
#include "base/analysis_limits.h"

namespace entente::analysis {
namespace {

using decision::Rule;

// Values of an axis that permitted acts state. Of what is stated together only what is not permitted by itself.
std::vector<std::string> texts_of(const ActSpace& space, ActAxis axis, const std::vector<bool>& permitted) {
  std::vector<std::string> out;     // names, in their order
  std::vector<std::string> others;  // of which there is none
  std::set<std::string> alone;
  for (std::size_t each = 0; each < permitted.size(); ++each) {
    const auto& value = space.values(axis)[each];
    if (permitted[each] && value.names.size() == 1) alone.insert(value.names.front());
  }
  for (std::size_t each = 0; each < permitted.size(); ++each) {
    if (!permitted[each]) continue;
    const auto& value = space.values(axis)[each];
    const bool set = axis == ActAxis::items || axis == ActAxis::activities;
    const bool by_itself =
        set && value.names.size() > 1 &&
        std::all_of(value.names.begin(), value.names.end(), [&](const auto& name) { return alone.count(name) != 0; });
    if (by_itself) continue;
    if (value.alike.empty()) others.push_back(value.text);
    out.insert(out.end(), value.alike.begin(), value.alike.end());
  }
  std::sort(out.begin(), out.end());
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::size_t reported_at(Rule rule) {
  return static_cast<std::size_t>(std::find(decision::kActRules.begin(), decision::kActRules.end(), rule) -
                                  decision::kActRules.begin());
}

// Permitted acts under one instrument, as surely.
struct Found {
  ActWay way;
  std::array<std::vector<bool>, kActAxes> values;  // of each axis, those that occur
};

ActWay way_of(const ActSpace& space, Found&& found) {
  for (std::size_t axis = 0; axis < kActAxes; ++axis) {
    const auto which = static_cast<ActAxis>(axis);
    const auto& values = found.values[axis];
    bool must = true;
    for (std::size_t value = 0; value < values.size(); ++value)
      must = must && (!values[value] || space.values(which)[value].stated);
    if (must) found.way.stated.push_back({std::string(to_string(which)), texts_of(space, which, values)});
  }
  return std::move(found.way);
}

ActCell cell_of(const ActJudge& judge, const ActSpace& space, const ActAnswers& answers) {
  std::map<std::pair<std::string, int>, Found> found;  // by instrument, the surest first
  std::map<std::pair<std::uint32_t, world::Evidence>, Found*> known;
  ActCell out;
  out.classes = space.size();
  std::size_t last = 0;
  std::size_t nearest = 0;  // the first class that gets to the last rule
  const auto axes = answers.axes();
  std::uint64_t alike = 1;
  for (std::size_t axis = 0; axis < kActAxes; ++axis) alike *= axes.test(axis) ? 1 : space.size(static_cast<ActAxis>(axis));
  space.each_on(axes, [&](std::size_t at, const ActValues& values) {
    const auto is = answers.of(values);
    if (!is.permit && reported_at(is.rule) > last) {
      last = reported_at(is.rule);
      nearest = at;
    }
    if (!is.permit) return;
    out.permitted += alike;
    auto& into = known[{is.instrument, is.evidence}];
    if (into == nullptr) {
      const auto instrument = answers.instrument(is);
      into = &found[{instrument, -static_cast<int>(is.evidence)}];
      into->way.instrument = instrument;
      into->way.evidence = is.evidence;
      for (std::size_t axis = 0; axis < kActAxes; ++axis)
        into->values[axis].resize(space.size(static_cast<ActAxis>(axis)), !axes.test(axis));
    }
    into->way.until = std::min(into->way.until, is.valid_until);
    into->way.classes += alike;
    for (std::size_t axis = 0; axis < kActAxes; ++axis) into->values[axis][values[axis]] = true;
  });
  out.denied_by = last < decision::kActRules.size() ? decision::kActRules[last] : Rule::legal_basis;
  if (out.permitted != 0) out.denied_by = Rule::legal_basis;
  if (out.permitted == 0) out.nearest = judge.short_of(space, nearest);
  if (out.nearest.instrument.empty()) out.nearest = {};
  for (auto& [key, each] : found) out.ways.push_back(way_of(space, std::move(each)));
  return out;
}

Result<ActMatrix> matrix_at(const ActSpaces& spaces, const View& view, const Progress& progress) {
  TRY(const auto judge, ActJudge::of(view));
  ActMatrix out{spaces.action, spaces.givers, spaces.recipients, {}, judge.until()};
  ActCell nothing;
  if (spaces.action == "participate") nothing.denied_by = Rule::participation;
  out.cells.assign(out.owners.size() * out.recipients.size(), nothing);
  std::size_t done = 0;
  for (const auto& space : spaces.list) {
    const auto owner = std::lower_bound(out.owners.begin(), out.owners.end(), space.pair().giver) - out.owners.begin();
    const auto recipient =
        std::lower_bound(out.recipients.begin(), out.recipients.end(), space.pair().recipient) - out.recipients.begin();
    const auto answers = judge.answers(space);
    out.holds_until = std::min(out.holds_until, answers.until());
    out.cells[static_cast<std::size_t>(owner) * out.recipients.size() + static_cast<std::size_t>(recipient)] =
        cell_of(judge, space, answers);
    if (progress && !progress(++done, spaces.list.size())) return fail(Fault::stopped, "stopped");
  }
  return out;
}

// What a person would see: not how long it holds.
bool looks_same(const ActCell& a, const ActCell& b) {
  return std::equal(a.ways.begin(), a.ways.end(), b.ways.begin(), b.ways.end(), [](const ActWay& one, const ActWay& other) {
    return one.instrument == other.instrument && one.classes == other.classes && one.stated == other.stated;
  });
}

}  // namespace

Result<ActMatrix> act_matrix(const View& view, const std::string& action, const Narrowing& narrowing, const Progress& progress) {
  TRY(const auto spaces, act_spaces_asked({&view, 1}, action, narrowing, ActPairs::carried));
  return matrix_at(spaces, view, progress);
}

Result<std::vector<ActMatrixChange>> act_matrix_changes(const View& view, const std::string& action, const Narrowing& narrowing,
                                                        Instant from, Instant to, const Progress& progress) {
  View each = view;
  each.options.at = from;
  TRY(const auto spaces, act_spaces_asked({&each, 1}, action, narrowing, ActPairs::carried));
  TRY(ActMatrix before, matrix_at(spaces, each, progress));
  const ActCauses causes(view);
  std::vector<ActMatrixChange> out;
  for (std::size_t dates = 0;; ++dates) {
    each.options.at = before.holds_until;
    if (each.options.at > to || each.options.at == kEndOfTime) return out;
    if (dates == limits::kMatrixDates)
      return fail(Fault::over_limit,
                  fmt::format("more than {} dates on which facts change; narrow the span", limits::kMatrixDates));
    TRY(ActMatrix after, matrix_at(spaces, each, progress));
    for (std::size_t cell = 0; cell < after.cells.size(); ++cell) {
      if (looks_same(before.cells[cell], after.cells[cell])) continue;
      const auto width = after.recipients.size();
      out.push_back({each.options.at,
                     after.owners[cell / width],
                     after.recipients[cell % width],
                     before.cells[cell],
                     after.cells[cell],
                     false,
                     {}});
      causes.tell(out.back());
    }
    before = std::move(after);
  }
}

}  // namespace entente::analysis
