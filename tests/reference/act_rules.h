// The naive second evaluator: the actions besides `disclose` (docs/semantics.md 4), from the page alone. Pure. See reference.h.
#pragma once

#include <set>
#include <string_view>

#include "reference/reference.h"

namespace entente::reference {

struct Insider;

[[nodiscard]] bool is_act(std::string_view action);

// The outcomes after `recipient-known`, of which `known` is the outcome. With a recipient group, `recipients` are its members and
// each outcome names one.
void judge_act(const world::World& world, const Options& options, const decision::Request& request, const Insider* who,
               decision::Outcome known, const std::set<PartyId>& recipients, bool is_group, Answer& answer);

}  // namespace entente::reference
