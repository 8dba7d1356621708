#include "world/check.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "world/checking.h"

namespace entente::world {

std::vector<Finding> check(const World& world) {
  Checking checking(world);
  check_parties(checking);
  check_policies(checking);
  check_instruments(checking);
  check_lineage(checking);
  check_templates(checking);
  check_items(checking);
  check_consents(checking);
  check_permissions(checking);
  check_people(checking);
  check_programmes(checking);
  check_ways_in(checking);
  check_events(checking);
  check_profiles(checking);
  check_models(checking);
  check_claims(checking);
  auto findings = checking.finish();
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.place.file, a.place.line, a.key, a.message) < std::tie(b.place.file, b.place.line, b.key, b.message);
  });
  return findings;
}

std::string to_string(const Finding& finding) {
  std::string out = to_string(finding.place);
  if (!out.empty()) out += ": ";
  if (!finding.key.empty()) out += finding.key + ": ";
  return out + finding.message;
}

}  // namespace entente::world
