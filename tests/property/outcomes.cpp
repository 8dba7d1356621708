#include <algorithm>
#include <tuple>

#include "property/engine.h"

namespace entente::property {

// Of an act the instrument and the prohibition that are named count, too.
std::vector<reference::Outcome> outcomes_of(const decision::Decision& decision) {
  const bool is_act = std::any_of(decision.reasons.begin(), decision.reasons.end(), [](const auto& each) { return each.rule == decision::Rule::scope; });
  std::vector<reference::Outcome> outcomes;
  for (const auto& reason : decision.reasons) {
    const bool of_term = reason.rule == decision::Rule::participation && reason.clause.starts_with("programme:");
    const bool of_basis = is_act && (reason.rule == decision::Rule::legal_basis || reason.rule == decision::Rule::scope);
    const bool named = reason.rule == decision::Rule::conditions || of_term || of_basis;
    outcomes.push_back({reason.rule, reason.owner, reason.recipient, reason.outcome, named ? reason.clause : ""});
  }
  return outcomes;
}

std::vector<reference::Outcome> sorted(std::vector<reference::Outcome> outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rule, a.owner, a.recipient, a.clause, a.outcome) <
           std::tie(b.rule, b.owner, b.recipient, b.clause, b.outcome);
  });
  return outcomes;
}

std::string text_of(const std::vector<reference::Outcome>& outcomes) {
  std::string text;
  for (const auto& each : outcomes) {
    text += "  " + std::string(to_string(each.rule)) + " " + std::string(to_string(each.outcome));
    if (each.owner) text += " owner=" + each.owner->str();
    if (!each.clause.empty()) text += " " + each.clause;
    if (each.recipient) text += " recipient=" + each.recipient->str();
    text += "\n";
  }
  return text;
}

}  // namespace entente::property
