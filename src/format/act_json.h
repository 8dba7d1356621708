// What is stated of an act: items, places, dates, amounts, among the properties of a resource (docs/formats/decision.md).
//
// Whole numbers only, within 64 bits; amounts are not negative. Pure and thread-safe.
#pragma once

#include "base/result.h"
#include "decision/request.h"
#include "format/request_slots.h"

namespace entente::format {

// What is stated replaces what was there.
[[nodiscard]] Result<void> read_act(const RequestSlots& slots, decision::Act& act);

}  // namespace entente::format
