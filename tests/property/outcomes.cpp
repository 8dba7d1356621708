#include <algorithm>
#include <tuple>

#include "property/engine.h"

namespace entente::property {

std::vector<reference::Outcome> outcomes_of(const decision::Decision& decision) {
  std::vector<reference::Outcome> outcomes;
  for (const auto& reason : decision.reasons) {
    const bool of_term = reason.rule == decision::Rule::participation && reason.clause.starts_with("programme:");
    const bool named = reason.rule == decision::Rule::conditions || of_term;
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
