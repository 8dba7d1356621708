#include "decision/action.h"

#include <algorithm>

#include "decision/request.h"
#include "world/actions.h"

namespace entente::decision {

// In the order of the words, behind `unknown`.
Action action_of(std::string_view name) {
  const auto* const found = std::find(world::kActions.begin(), world::kActions.end(), name);
  return found == world::kActions.end() ? Action::unknown : static_cast<Action>(found - world::kActions.begin() + 1);
}

bool is_act_name(std::string_view action) { return is_act(action_of(action)); }

bool moves_items(Action action) { return action == Action::transfer || action == Action::supply || action == Action::grant; }

bool may_be_asked_of(Action action, SubjectType type) {
  if (type == SubjectType::system) return action == Action::transfer;
  if (type == SubjectType::person) return action != Action::supply && action != Action::grant;
  return type != SubjectType::facility || action == Action::transfer || action == Action::participate;
}

}  // namespace entente::decision
