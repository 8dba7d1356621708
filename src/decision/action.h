// What is asked for, by name. Private to this room: outside it an action is a word.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::decision {

enum class SubjectType : std::uint8_t;
enum class Action : std::uint8_t { unknown = 0, disclose, transfer, supply, visit, participate, grant, consult };

[[nodiscard]] Action action_of(std::string_view name);

// All but `disclose`: docs/semantics.md 4.
[[nodiscard]] constexpr bool is_act(Action action) { return action != Action::unknown && action != Action::disclose; }

// An act of which silence about what goes is no act.
[[nodiscard]] bool moves_items(Action action);
// Who visits or meets is a force or a person, and what is supplied or granted goes to a party; a system takes part in nothing.
[[nodiscard]] bool may_be_asked_of(Action action, SubjectType type);

}  // namespace entente::decision
