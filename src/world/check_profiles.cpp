// What a candidate is measured against, and assessments of it.

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

using ClaimIds = std::set<std::string_view>;

void check_claim_ids(Checking& checking, const Requirement& requirement, const ClaimIds& known) {
  for (const auto& each : requirement.claims) {
    if (known.contains(each)) continue;
    checking.error({requirement.provenance.place, "profile.requirement.claims"},
                   fmt::format("{} is not the id of a claim{}", quoted(each), did_you_mean(each, {known.begin(), known.end()})));
  }
}

bool has_members(const Checking& checking, const FactRef& of) {
  if (of.kind == FactKind::programme) {
    const auto* programme = checking.facts().as<Programme>(of);
    const auto is_member = [](const Participation& each) { return each.role == Role::member; };
    return programme == nullptr || std::any_of(programme->participants.begin(), programme->participants.end(), is_member);
  }
  const auto* party = checking.party(PartyId(of.id));
  return party == nullptr || !party->members.empty();  // of what does not exist it is said elsewhere
}

void check_closed_by(Checking& checking, const Profile& profile, const Requirement& requirement) {
  const Spot spot{requirement.provenance.place, "profile.requirement.closed_by"};
  for (const auto& each : requirement.closed_by) {
    if (each == kTheParty) continue;
    if (each == kTheMembers) {
      if (!has_members(checking, profile.of))
        checking.error(spot, fmt::format("{} has no members; name who can act", quoted(to_string(profile.of))));
      continue;
    }
    if (checking.party(PartyId(each)) != nullptr) continue;
    std::vector<std::string_view> known{kTheParty, kTheMembers};
    for (const auto& party : checking.world().parties) known.push_back(party.id.value);
    checking.error(spot, fmt::format("{} is neither a party nor `{}` or `{}`{}", quoted(each), kTheParty, kTheMembers,
                                     did_you_mean(each, known)));
  }
}

// An act that nobody can do, or that nothing would show, closes nothing.
void check_closing(Checking& checking, const Profile& profile, const Requirement& requirement) {
  const auto& place = requirement.provenance.place;
  check_closed_by(checking, profile, requirement);
  if (requirement.closing.empty() != requirement.closed_by.empty()) {
    const bool unnamed = requirement.closed_by.empty();
    checking.error({place, unnamed ? "profile.requirement.closed_by" : "profile.requirement.closing"},
                   fmt::format("missing; `{}` needs it", unnamed ? "closing" : "closed_by"));
  }
  const auto assessed = [](const Condition& each) { return each.test == Test::assessment && !each.of; };
  if (!requirement.closing.empty() && !requirement.needs.empty() &&
      std::none_of(requirement.needs.begin(), requirement.needs.end(), assessed))
    checking.error({place, "profile.requirement.closing"},
                   "no assessment decides this requirement; its `needs` say what closes it");
}

void check_profile(Checking& checking, const Profile& profile, const ClaimIds& claims) {
  checking.sourced(profile.provenance, "profile");
  checking.known_fact({profile.provenance.place, "profile.of"}, profile.of);
  Ids ids;
  for (const auto& each : profile.requirements) {
    ids.add(checking, {each.provenance.place, "profile.requirement.id"}, each.id);
    checking.sourced(each.provenance, "profile.requirement");
    check_claim_ids(checking, each, claims);
    check_closing(checking, profile, each);
    check_conditions(checking, {each.provenance.place, "profile.requirement.needs"}, each.needs, ConditionsOf::requirement);
  }
}

// Two of one day may disagree: assessors do. It is said, since nothing that needs the answer then has one.
void check_assessments(Checking& checking) {
  Ids ids;
  std::map<std::tuple<FactRef, PartyId, PartialDate>, const Assessment*> seen;
  for (const auto& each : checking.world().assessments) {
    const auto& place = each.provenance.place;
    ids.add(checking, {place, "assessment.id"}, each.id);
    checking.sourced(each.provenance, "assessment");
    checking.known_fact({place, "assessment.requirement"}, each.requirement);
    checking.known_party({place, "assessment.party"}, each.party);
    const auto [first, is_new] = seen.emplace(std::tuple(each.requirement, each.party, each.from), &each);
    if (is_new || first->second->state == each.state) continue;
    checking.warning({place, "assessment.state"},
                     fmt::format("`{}` from {}, and `{}` from the same day in {}", to_string(each.state), each.from.text(),
                                 to_string(first->second->state), to_string(first->second->provenance.place)));
  }
}

}  // namespace

void check_profiles(Checking& checking) {
  Ids ids;
  ClaimIds claims;
  for (const auto& each : checking.world().claims) claims.insert(each.id);
  for (const auto& profile : checking.world().profiles) {
    ids.add(checking, {profile.provenance.place, "profile.id"}, profile.id);
    check_profile(checking, profile, claims);
  }
  check_requirement_circles(checking);
  check_assessments(checking);
}

}  // namespace entente::world
