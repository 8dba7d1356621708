#include "analysis/act_asked.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "decision/decide.h"
#include "decision/sets.h"

namespace entente::analysis {
namespace {

tl::unexpected<Error> unknown(const std::string& name, const char* what, const std::set<std::string>& all) {
  const std::vector<std::string_view> known(all.begin(), all.end());
  return fail(Fault::unknown_name,
              fmt::format("{} is not {} of any world asked{}", quoted(name), what, did_you_mean(name, known)));
}

// Those whom the names mean in some of the worlds.
Result<std::set<std::string>> named(std::span<const View> views, const std::vector<PartyId>& names, bool as_recipient) {
  std::set<std::string> out;
  for (const auto& name : names) {
    std::set<std::string> known;
    bool found = false;
    const std::size_t before = out.size();
    for (const auto& view : views) {
      for (const auto& party : view.world->parties) known.insert(party.id.value);
      const auto* party = view.world->party(name);
      if (party == nullptr) continue;
      found = true;
      const bool itself =
          party->kind == world::PartyKind::nation || (!as_recipient && party->kind == world::PartyKind::organisation);
      if (itself) out.insert(name.value);
      if (itself) continue;
      for (const auto& member : decision::expansion(*view.world, view.options)(name)) out.insert(member.value);
    }
    if (!found) return unknown(name.value, "a party", known);
    if (out.size() == before && names.size() == 1)
      return fail(Fault::unusable, fmt::format("{} stands for no nation at that date", quoted(name.value)));
  }
  return out;
}

}  // namespace

Result<ActSpaces> act_spaces_asked(std::span<const View> views, const std::string& action, const Narrowing& narrowing,
                                   ActPairs of, const Progress& progress) {
  std::vector<const world::World*> worlds;
  for (const auto& view : views) {
    if (std::find(worlds.begin(), worlds.end(), view.world) == worlds.end()) worlds.push_back(view.world);
  }
  return act_spaces_asked(views, ActReading(worlds), action, narrowing, of, progress, {});
}

Result<ActSpaces> act_spaces_asked(std::span<const View> views, const ActReading& reading, const std::string& action,
                                   const Narrowing& narrowing, ActPairs of, const Progress& progress,
                                   const std::function<bool(const ActPair&)>& wanted) {
  TRY(const auto recipients, named(views, narrowing.recipients, true));
  std::set<std::string> givers;
  if (ActPair{action, {}, {}}.joins()) {
    for (const auto& owner : narrowing.owners) {
      if (reading.programmes().count(owner.value) == 0)
        return unknown(owner.value, "a programme or project (`programme:x`, `project:x#y`)", reading.programmes());
      givers.insert(owner.value);
    }
  } else {
    TRY(givers, named(views, narrowing.owners, false));
  }
  std::vector<PartyId> to;
  for (const auto& each : recipients) to.emplace_back(each);
  Instant earliest = kBeginningOfTime;
  for (const auto& view : views) earliest = std::max(earliest, view.options.at);
  return act_spaces(reading, action, {givers.begin(), givers.end()}, to, of, [&] { return !progress || progress(0, 1); }, wanted, earliest);
}

Result<ActJudge> ActJudge::of(const View& view) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  return ActJudge(std::move(snapshot), view.options.at);
}

ActJudge::Short ActJudge::short_of(const ActSpace& space, std::size_t at) const {
  using decision::Outcome;
  Short out;
  for (const auto& reason : decision::decide(snapshot_, space.request(at, at_)).reasons) {
    const bool denies = reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown;
    if (!denies && reason.rule == decision::Rule::legal_basis) out.instrument = reason.clause.substr(0, reason.clause.find('/'));
    if (!denies) continue;
    auto what = reason.clause.empty() ? std::string(decision::to_string(reason.rule)) : reason.clause;
    if (std::find(out.lacks.begin(), out.lacks.end(), what) == out.lacks.end()) out.lacks.push_back(std::move(what));
  }
  return out;
}

}  // namespace entente::analysis
