// What is asked for, by name. Private to this room: outside it an action is a word.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::decision {

enum class Action : std::uint8_t { unknown = 0, disclose, transfer, supply, visit, participate, grant, consult };

[[nodiscard]] Action action_of(std::string_view name);

// All but `disclose`: docs/semantics.md 4.
[[nodiscard]] constexpr bool is_act(Action action) { return action != Action::unknown && action != Action::disclose; }

}  // namespace entente::decision
