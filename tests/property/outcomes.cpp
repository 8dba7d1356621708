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
