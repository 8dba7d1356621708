// Consents, delegations and accreditations: who may give them, to whom, and up to what.

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

void known_recipients(Checking& checking, const Spot& spot, const std::vector<PartyId>& to) {
  if (to.empty()) checking.error(spot, "nobody; expected at least one party");
  checking.known_parties(spot, to);
}

// "SHA256:AB…", "md5:…" or bare digits: as a name it would cover whatever is called so, which nobody meant.
bool is_meant_as_digest(std::string_view object) {
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  constexpr std::string_view kKind = "sha256";
  constexpr std::size_t kLeastDigits = 32;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto begins = object.substr(0, kKind.size());
  const auto digits = object.substr(object.find(':') + 1);  // all of it, if there is no colon
  return std::equal(begins.begin(), begins.end(), kKind.begin(), kKind.end(), [&](char a, char b) { return lower(a) == b; }) ||
         (digits.size() >= kLeastDigits && digits.find_first_not_of(kHex) == std::string_view::npos);
}

void check_objects(Checking& checking, const Consent& consent) {
  const Spot spot{consent.provenance.place, "consent.objects"};
  for (const auto& object : consent.objects) {
    if (is_whole_digest(object) || !is_meant_as_digest(object)) continue;
    checking.error(spot,
                   fmt::format("{} is not a digest; expected `sha256:` and 64 lower-case hexadecimal digits", quoted(object)));
  }
}

void check_consent(Checking& checking, const Consent& consent) {
  const auto& place = consent.provenance.place;
  checking.sourced(consent.provenance, "consent");
  const bool by_known = checking.known_actor({place, "consent.by"}, consent.by) != nullptr;
  known_recipients(checking, {place, "consent.to"}, consent.to);
  checking.known_categories({place, "consent.categories"}, consent.categories);
  checking.grant_period({place, "consent.until"}, consent.period);
  if (consent.up_to && by_known) checking.known_level({place, "consent.up_to"}, consent.by, *consent.up_to);
  check_objects(checking, consent);
  if (consent.objects.empty() && !consent.up_to) {
    checking.error({place, "consent.objects"}, "missing, and `up_to` too; expected one of them");
  }
  if (!consent.objects.empty() && consent.up_to) {
    checking.error({place, "consent.up_to"}, "stands beside `objects`, which it does not limit; expected one of them");
  }
  if (!consent.objects.empty() && !consent.categories.empty()) {
    checking.warning({place, "consent.categories"},
                     "changes nothing beside `objects`, which covers them whatever their categories");
  }
}

void check_delegation(Checking& checking, const Delegation& delegation) {
  const auto& place = delegation.provenance.place;
  checking.sourced(delegation.provenance, "delegation");
  const bool by_known = checking.known_actor({place, "delegation.by"}, delegation.by) != nullptr;
  known_recipients(checking, {place, "delegation.to"}, delegation.to);
  checking.known_categories({place, "delegation.categories"}, delegation.categories);
  checking.grant_period({place, "delegation.until"}, delegation.period);
  if (!delegation.up_to) checking.error({place, "delegation.up_to"}, "missing; without a level it covers nothing");
  if (delegation.up_to && by_known) checking.known_level({place, "delegation.up_to"}, delegation.by, *delegation.up_to);
}

void check_accreditation(Checking& checking, const Accreditation& accreditation) {
  const auto& place = accreditation.provenance.place;
  checking.sourced(accreditation.provenance, "accreditation");
  checking.grant_period({place, "accreditation.until"}, accreditation.period);
  if (checking.known_actor({place, "accreditation.by"}, accreditation.by) == nullptr) return;
  checking.known_level({place, "accreditation.up_to"}, accreditation.by, accreditation.up_to);
}

}  // namespace

void check_consents(Checking& checking) {
  Ids consents;
  for (const auto& consent : checking.world().consents) {
    consents.add(checking, {consent.provenance.place, "consent.id"}, consent.id);
    check_consent(checking, consent);
  }
  Ids delegations;
  for (const auto& delegation : checking.world().delegations) {
    delegations.add(checking, {delegation.provenance.place, "delegation.id"}, delegation.id);
    check_delegation(checking, delegation);
  }
  for (const auto& accreditation : checking.world().accreditations) check_accreditation(checking, accreditation);
}

}  // namespace entente::world
