#include "analysis/asked.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {

Result<Compiled> compiled(const View& view) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  decision::Sides sides(snapshot, view.options.at);
  return Compiled{view, std::move(snapshot), std::move(sides)};
}

Result<PartySet> wanted_recipients(const std::vector<PartyId>& names, const Numbering& numbering) {
  PartySet out;
  for (const auto& name : names) {
    const auto number = numbering.of(name);
    if (!number) return fail(Fault::unknown_name, fmt::format("{} is not a party of any world asked", quoted(name.value)));
    out.add(*number);
  }
  if (names.empty()) {
    for (std::size_t number = 0; number < numbering.parties().size(); ++number) out.add(number);
  }
  return out;
}

// Owners of information: nations and organisations that have a policy in one of the worlds.
Result<std::vector<ClassSpace>> spaces_of(std::span<const world::World* const> worlds, const std::vector<PartyId>& names,
                                         bool persons) {
  std::set<PartyId> owners(names.begin(), names.end());
  for (const auto& name : names) {
    const bool known = std::any_of(worlds.begin(), worlds.end(), [&](const auto* world) { return world->party(name) != nullptr; });
    if (!known) return fail(Fault::unknown_name, fmt::format("{} is not a party of any world asked", quoted(name.value)));
  }
  for (const auto* world : worlds) {
    for (const auto& party : world->parties) {
      if (names.empty() && party.kind != world::PartyKind::group && world->policies.policy_of(party.id) != nullptr) owners.insert(party.id);
    }
  }
  std::vector<ClassSpace> out;
  std::size_t classes = 0;
  for (const auto& owner : owners) {
    TRY(auto space, ClassSpace::of(worlds, owner, persons));
    classes += space.size();
    out.push_back(std::move(space));
  }
  if (classes > limits::kClasses)
    return fail(Fault::over_limit, fmt::format("{} classes of requests; the limit is {}: narrow it to some owners", classes, limits::kClasses));
  return out;
}

}  // namespace entente::analysis
