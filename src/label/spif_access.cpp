#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "label/spif_label.h"

namespace entente::label {
namespace {

Finding reason(std::string rule, std::string message) {
  return {std::move(rule), Severity::error, {}, std::move(message), std::nullopt};
}

// What a clearance says must be known to the policy: a value that is not could mean anything.
void check_clearance(const SpifPolicy& policy, const SpifClearance& clearance, std::vector<Finding>& out) {
  for (const auto& lacv : clearance.classifications) {
    if (policy.classification(lacv) != nullptr) continue;
    out.push_back(reason("SPIF-ACCESS-CLEARANCE", fmt::format("the clearance has classification {}, which {} has not",
                                                              quoted(lacv), quoted(policy.name))));
  }
  for (const auto& value : clearance.categories) {
    if (policy.find(value)) continue;
    out.push_back(reason("SPIF-ACCESS-CLEARANCE",
                         fmt::format("the clearance has {} category {} of {}, which {} has not", to_string(value.type),
                                     quoted(value.lacv), quoted(value.tag_set_id), quoted(policy.name))));
  }
}

bool opens(const SpifClearance& clearance, const SpifValue& wanted) {
  return std::any_of(clearance.categories.begin(), clearance.categories.end(), [&](const SpifValue& held) {
    return held.tag_set_id == wanted.tag_set_id && held.type == wanted.type && held.lacv == wanted.lacv;
  });
}

struct Choice {  // the permissive categories of one tag
  std::vector<std::string> names;
  bool held = false;
};

// Every restrictive category, and of each permissive tag at least one. Informative ones are not looked at.
void check_categories(const SpifPolicy& policy, const SpifLabel& label, const SpifClearance& clearance,
                      std::vector<Finding>& out) {
  std::map<const SpifTag*, Choice> choices;
  for (const auto& value : label.categories) {
    const auto found = policy.find(value);
    if (!found) continue;  // the label is invalid then
    const auto kind = kind_of(value.type);
    const bool held = opens(clearance, value);
    if (kind == CategoryKind::restrictive && !held) {
      out.push_back(reason("SPIF-ACCESS-RESTRICTIVE", fmt::format("the clearance lacks {}", quoted(found.category->name))));
    } else if (kind == CategoryKind::permissive) {
      auto& choice = choices[found.tag];
      choice.names.push_back(quoted(found.category->name));
      choice.held = choice.held || held;
    }
  }
  for (const auto& set : policy.tag_sets) {  // in the order of the policy
    for (const auto& tag : set.tags) {
      const auto choice = choices.find(&tag);
      if (choice == choices.end() || choice->second.held) continue;
      out.push_back(reason("SPIF-ACCESS-PERMISSIVE",
                           fmt::format("the clearance has none of {} ({})", quoted(tag.name), join(choice->second.names, ", "))));
    }
  }
}

}  // namespace

Access decide_access(const SpifPolicy& policy, const SpifLabel& label, const SpifClearance& clearance, Instant at) {
  Access out;
  for (const auto& finding : validity(policy, label, at)) {
    if (finding.severity != Severity::error) continue;
    out.reasons.push_back(
        reason("SPIF-ACCESS-LABEL", fmt::format("the label is invalid: {} ({})", finding.message, finding.rule)));
  }
  if (clearance.policy_id != policy.id) {
    out.reasons.push_back(reason("SPIF-ACCESS-POLICY", fmt::format("the clearance is of policy {}, not of {} ({})",
                                                                   quoted(clearance.policy_id), quoted(policy.name), policy.id)));
  } else {
    check_clearance(policy, clearance, out.reasons);
    const auto& held = clearance.classifications;
    if (std::find(held.begin(), held.end(), label.classification) == held.end()) {
      const auto* level = policy.classification(label.classification);
      out.reasons.push_back(
          reason("SPIF-ACCESS-CLASSIFICATION",
                 fmt::format("the clearance lacks {}", quoted(level == nullptr ? label.classification : level->name))));
    }
    check_categories(policy, label, clearance, out.reasons);
  }
  out.allowed = out.reasons.empty();
  return out;
}

}  // namespace entente::label
