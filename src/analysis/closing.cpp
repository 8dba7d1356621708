#include "analysis/closing.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/condition_words.h"

namespace entente::analysis {
namespace {

// Who is a member of what a profile is of, of those whose membership is well enough evidenced.
std::vector<PartyId> members_of(const Conditions& conditions, const world::FactRef& of, Instant at) {
  std::vector<PartyId> out;
  const auto add = [&](const PartyId& id, const Period& period, const world::Provenance& provenance) {
    if (provenance.evidence >= conditions.require() && as_grant(period).contains(at)) out.push_back(id);
  };
  if (const auto* programme = conditions.facts().as<world::Programme>(of)) {
    for (const auto& each : programme->participants) {
      if (each.role == world::Role::member) add(each.party, each.period, each.provenance);
    }
  }
  if (const auto* party = conditions.facts().as<world::Party>(of)) {
    for (const auto& each : party->members) add(each.member, each.period, each.provenance);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

const world::Profile* profile_named(const world::World& world, const std::string& id) {
  const auto found =
      std::find_if(world.profiles.begin(), world.profiles.end(), [&](const world::Profile& each) { return each.id == id; });
  return found == world.profiles.end() ? nullptr : &*found;
}

class Actors {
 public:
  Actors(const Conditions& conditions, const Asked& asked, Instant at) : conditions_(conditions), asked_(asked), at_(at) {}

  std::vector<std::string> of(const world::Requirement& requirement, const std::string& profile) {
    for (const auto& each : requirement.closed_by) {
      if (each == world::kTheParty) {
        add(asked_.party.value);
      } else if (each == world::kTheMembers) {
        add_members(profile);
      } else {
        add(each);
      }
    }
    return std::move(out_);
  }

 private:
  void add(const std::string& name) {
    if (std::find(out_.begin(), out_.end(), name) == out_.end()) out_.push_back(name);
  }

  void add_members(const std::string& id) {
    const auto* profile = profile_named(conditions_.world(), id);
    if (profile == nullptr) return;
    auto members = members_of(conditions_, profile->of, at_);
    std::erase(members, asked_.party);
    for (const auto& each : members) add(each.value);
    if (members.empty()) add("the members of " + profile->of.id);
  }

  const Conditions& conditions_;
  const Asked& asked_;
  Instant at_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<Closing> closings(const Conditions& conditions, const Together& together, const Asked& asked, Instant at,
                              const world::Requirement* own) {
  std::vector<Closing> out;
  if (together.standing == Standing::met) return out;
  for (const auto& judged : together.judged) {
    if (judged.standing == Standing::met) continue;
    const auto& condition = *judged.condition;
    const bool assessed = condition.test == world::Test::assessment && condition.of;
    const auto* requirement = assessed ? conditions.facts().as<world::Requirement>(*condition.of) : nullptr;
    if (requirement == nullptr || requirement->closing.empty()) {
      out.push_back({wanted_in_words(judged, asked), actors(judged, asked), ""});
      continue;
    }
    out.push_back({requirement->closing, Actors(conditions, asked, at).of(*requirement, condition.of->id),
                   wanted_in_words(judged, asked, requirement == own ? Naming::without_it : Naming::full)});
  }
  return out;
}

}  // namespace entente::analysis
