// A label in one line, for tables in tests: "USA SECRET {USA:SI} from KOR rel JPN USA NF @signals-intelligence".
// Left out are parts that say nothing and an owner that is plainly the policy's own party at the label's level.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/result.h"
#include "label/label.h"

namespace entente::label {

inline std::string describe(const Origin& origin) {
  if (!origin.party) return origin.level ? "?/" + origin.level->str() : "?";
  std::string out = origin.party->str();
  if (origin.policy && origin.policy->str() != out) out += ":" + origin.policy->str();
  if (!origin.policy) out += ":?";
  if (origin.level) out += "/" + origin.level->str();
  return out;
}

inline std::string describe(const std::vector<PartyId>& parties) {
  std::string out;
  for (const auto& party : parties) out += " " + party.str();
  return out.empty() ? " nobody" : out;
}

inline std::string describe(const Category& category) {
  const char* kind = category.kind == CategoryKind::permissive ? "+" : category.kind == CategoryKind::informative ? "~" : "";
  return kind + category.policy.str() + ":" + category.name.str();
}

inline std::string describe(const Label& label) {
  std::string out = label.policy.str() + " " + label.level.str();
  const bool plain_owner =
      label.owners.size() == 1 && label.owners.front() == Origin{PartyId(label.policy.str()), label.policy, label.level};
  if (!plain_owner) out += " by";
  for (const auto& owner : label.owners) out += plain_owner ? "" : " " + describe(owner);
  std::string categories;
  for (const auto& category : label.categories) categories += (categories.empty() ? "" : " | ") + describe(category);
  if (!categories.empty()) out += " {" + categories + "}";
  if (!label.sources.empty()) out += " from";
  for (const auto& source : label.sources) out += " " + describe(source);
  if (label.releasable.kind == ReleaseKind::everyone) out += " rel everyone";
  if (label.releasable.kind == ReleaseKind::listed) out += " rel" + describe(label.releasable.parties);
  if (!label.display_only.empty()) out += " display" + describe(label.display_only);
  if (label.controls.no_foreign) out += " NF";
  if (label.controls.originator_control) out += " OC";
  if (label.controls.release_by_official) out += " RELIDO";
  if (label.controls.eyes_only) out += " eyes" + describe(*label.controls.eyes_only);
  if (label.domain) out += " @" + *label.domain;
  return out;
}

inline std::string describe(const Result<Label>& label) { return label ? describe(*label) : "error: " + label.error().message; }

inline void PrintTo(const Label& label, std::ostream* out) { *out << describe(label); }

}  // namespace entente::label
