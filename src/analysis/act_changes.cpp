#include "analysis/act_changes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "analysis/act_groups.h"

namespace entente::analysis {
namespace {

// Whether what differs between the worlds may concern it.
bool concerned(const decision::Differences& differences, const ActPair& pair) {
  if (differences.everywhere()) return true;
  return pair.joins() ? differences.joins(pair.recipient) : differences.acts(PartyId(pair.giver), pair.recipient);
}

}  // namespace

Result<Changes> act_changes(const View& before, const View& after, const std::string& action, const Narrowing& narrowing,
                            const Progress& progress) {
  TRY(const auto old_world, compiled(before));
  TRY(const auto new_world, compiled(after));
  const std::array both{before.world, after.world};
  const ActReading reading(std::span(both.data(), before.world == after.world ? 1 : 2));
  return act_changes(old_world, new_world, reading, action, narrowing, Tally::everything, progress);
}

Result<Changes> act_changes(const Compiled& before_all, const Compiled& after_all, const ActReading& reading, const std::string& action,
                            const Narrowing& narrowing, Tally tally, const Progress& progress) {
  const auto& before = before_all.view;
  const auto& after = after_all.view;
  const std::array views{before, after};
  const ActJudge old_world(before_all);
  const ActJudge new_world(after_all);
  const auto differences = old_world.differences(new_world);
  const auto wanted = [&](const ActPair& pair) { return concerned(differences, pair); };
  TRY(const auto spaces, act_spaces_asked(views, reading, action, narrowing, ActPairs::carried, progress,
                                          tally == Tally::everything ? std::function<bool(const ActPair&)>() : wanted));
  ActGroups conditions(spaces.list);
  for (std::size_t each = 0; each < spaces.list.size(); ++each) {
    const auto& space = spaces.list[each];
    if (!concerned(differences, space.pair())) continue;
    std::map<Cause, Points> found;
    const auto before_it = old_world.answers(space);
    const auto after_it = new_world.answers(space);
    space.each([&](std::size_t at, const ActValues& values) {
      const auto had = before_it.of(values);
      const auto has = after_it.of(values);
      if (had.permit == has.permit) return;
      auto& points = found[{has.permit, has.permit ? after_it.instrument(has) : before_it.instrument(had),
                            has.permit ? had.rule : has.rule, std::string(has.permit ? had.clause : has.clause)}];
      if (points.empty()) points.resize((space.size() + 63) / 64);
      add_point(points, at);
    });
    conditions.file(each, found);
    if (progress && !progress(each + 1, spaces.list.size())) return fail(Fault::stopped, "stopped");
  }
  Changes out;
  out.classes = spaces.classes;
  out.alike = differences.none();
  out.narrowed = std::any_of(spaces.list.begin(), spaces.list.end(), [&](const auto& space) { return !concerned(differences, space.pair()); });
  out.decisions = spaces.classes;
  out.recipients = spaces.recipients.size();
  out.groups = conditions.groups(after.options.at, before.options.at);
  for (const auto& group : out.groups) (group.cause.permitted ? out.permitted : out.denied) += group.decisions;
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const DecisionGroup& a, const DecisionGroup& b) {
    if (a.cause.permitted != b.cause.permitted) return a.cause.permitted;
    return a.decisions > b.decisions;
  });
  return out;
}

}  // namespace entente::analysis
