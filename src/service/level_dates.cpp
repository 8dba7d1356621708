#include "service/level_dates.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::service {
namespace {

// A joint mark says one level for all: what that is to each co-owner is inferred, and no mark of its own that could be out of
// date.
std::set<std::pair<PolicyId, LevelName>> levels_of(const label::Label& label) {
  std::set<std::pair<PolicyId, LevelName>> levels{{label.policy, label.level}};
  const auto add = [&](const label::Origin& origin) {
    if (origin.policy && origin.level) levels.emplace(*origin.policy, *origin.level);
  };
  if (label.owners.size() == 1) add(label.owners.front());
  for (const auto& source : label.sources) add(source);
  return levels;
}

}  // namespace

std::vector<label::Finding> level_date_findings(const world::World& world, const label::Label& label, label::Span mark,
                                                Instant as_of) {
  std::vector<label::Finding> findings;
  for (const auto& [policy, level] : levels_of(label)) {
    const auto is_its = [&](const world::LevelTerm& term) { return term.policy == policy && term.level == level; };
    const auto holds = [&](const world::LevelTerm& term) { return is_its(term) && as_grant(term.period).contains(as_of); };
    const auto& terms = world.level_terms;
    const auto term = std::find_if(terms.begin(), terms.end(), is_its);
    if (term == terms.end() || std::any_of(terms.begin(), terms.end(), holds)) continue;
    const bool ended = term->period.until && as_of >= as_grant(term->period).until;
    const auto& date = ended ? term->period.until : term->period.from;
    findings.push_back({"MARK-date", label::Severity::warning, mark,
                        fmt::format("{} {} in the policy of {} {}", quoted(level.value), ended ? "ended" : "begins", policy.value,
                                    date ? "on " + date->text() : "at another date"),
                        std::nullopt});
  }
  return findings;
}

}  // namespace entente::service
