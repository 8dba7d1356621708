#include "decision/action.h"

#include <algorithm>
#include <array>

#include "decision/request.h"

namespace entente::decision {
namespace {

constexpr std::array<std::string_view, 8> kNames{"",      "disclose",    "transfer", "supply",
                                                 "visit", "participate", "grant",    "consult"};

}  // namespace

Action action_of(std::string_view name) {
  const auto* const found = std::find(kNames.begin() + 1, kNames.end(), name);
  return found == kNames.end() ? Action::unknown : static_cast<Action>(found - kNames.begin());
}

bool is_act_name(std::string_view action) { return is_act(action_of(action)); }

bool moves_items(Action action) { return action == Action::transfer || action == Action::supply || action == Action::grant; }

bool may_be_asked_of(Action action, SubjectType type) {
  if (type == SubjectType::system) return action == Action::transfer;
  return type != SubjectType::facility || action == Action::transfer || action == Action::participate;
}

}  // namespace entente::decision
