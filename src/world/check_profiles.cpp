// What a candidate is measured against, and assessments of it.

#include <map>
#include <set>
#include <tuple>

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

void check_profile(Checking& checking, const Profile& profile, const ClaimIds& claims) {
  checking.sourced(profile.provenance, "profile");
  checking.known_fact({profile.provenance.place, "profile.of"}, profile.of);
  Ids ids;
  for (const auto& each : profile.requirements) {
    ids.add(checking, {each.provenance.place, "profile.requirement.id"}, each.id);
    checking.sourced(each.provenance, "profile.requirement");
    check_claim_ids(checking, each, claims);
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
