#include "analysis/act_prove.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analysis/act_groups.h"
#include "base/nearest.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

// Of each axis whether a value is meant; empty: each is. None: the assertion means no class of the space.
using Meant = std::array<std::vector<bool>, kActAxes>;

std::optional<Meant> meant_of(const ActSpace& space, const Assertion& assertion) {
  Meant out;
  for (const auto& [axis, texts] : assertion.acts) {
    auto& values = out[static_cast<std::size_t>(axis)];
    values.resize(space.size(axis));
    for (const auto& text : texts) {
      if (const auto value = space.find(axis, text)) values[*value] = true;
    }
    if (std::find(values.begin(), values.end(), true) == values.end()) return std::nullopt;
  }
  return out;
}

bool means(const Meant& meant, const ActValues& values) {
  for (std::size_t axis = 0; axis < kActAxes; ++axis) {
    if (!meant[axis].empty() && !meant[axis][values[axis]]) return false;
  }
  return true;
}

// A slip would mean "another".
Result<void> known_values(const Assertion& assertion, const std::vector<ActSpace>& spaces) {
  for (const auto& [axis, texts] : assertion.acts) {
    std::set<std::string> known{"another", "unstated"};
    for (const auto& space : spaces) {
      for (const auto& value : space.values(axis)) {
        known.insert(value.text);
        known.insert(value.alike.begin(), value.alike.end());
        known.insert(value.narrower.begin(), value.narrower.end());
      }
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    for (const auto& text : texts) {
      for (std::string_view rest = text; known.count(text) == 0;) {
        const auto end = rest.find('+');
        const std::string name(rest.substr(0, end));
        if (known.count(name) == 0)
          return fail(Fault::unknown_name,
                      fmt::format("{}: no fact about {} knows {}{}; what no fact knows is all alike: write `another`", to_string(axis),
                                  assertion.action, quoted(name), did_you_mean(name, names)));
        if (end == std::string_view::npos) break;
        rest = rest.substr(end + 1);
      }
    }
  }
  return {};
}

}  // namespace

Result<Proof> act_prove(const Assertion& assertion, const View& view, const Progress& progress) {
  TRY(const auto spaces, act_spaces_asked({&view, 1}, assertion.action, {assertion.owners, assertion.recipients}, ActPairs::all, progress));
  TRY_DO(known_values(assertion, spaces.list));
  TRY(const auto judge, ActJudge::of(view));
  Proof out;
  out.as_of = view.options.at;
  ActGroups conditions(spaces.list);
  const bool wrong = assertion.expect == Expected::deny;  // a permit violates it
  for (std::size_t each = 0; each < spaces.list.size(); ++each) {
    const auto& space = spaces.list[each];
    // Where nothing can carry an act all are denied, whatever they state.
    const auto meant = space.carried() ? meant_of(space, assertion) : std::optional<Meant>(Meant{});
    if (!meant) continue;
    std::map<Cause, Points> found;
    const auto answers = judge.answers(space);
    space.each([&](std::size_t at, const ActValues& values) {
      if (!means(*meant, values)) return;
      ++out.covered;
      ++out.classes;
      const auto is = answers.of(values);
      if (is.permit != wrong) return;
      auto& points = found[{is.permit, is.permit ? answers.instrument(is) : std::string(),
                            is.permit ? decision::Rule::label_valid : is.rule, std::string(is.clause)}];
      if (points.empty()) points.resize((space.size() + 63) / 64);
      add_point(points, at);
    });
    conditions.file(each, found);
    if (progress && !progress(each + 1, spaces.list.size())) return fail(Fault::stopped, "stopped");
  }
  if (out.covered == 0) return fail(Fault::unusable, "it covers no request, so it says nothing");
  out.groups = conditions.groups(view.options.at, view.options.at);
  for (const auto& group : out.groups) out.violations += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const auto& a, const auto& b) { return a.decisions > b.decisions; });
  out.holds = out.violations == 0;
  return out;
}

}  // namespace entente::analysis
