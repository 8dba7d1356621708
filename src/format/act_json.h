// What is stated of an act: items, places, dates, amounts, among the properties of a resource (docs/formats/decision.md).
//
// Whole numbers only, within 64 bits; amounts are not negative. Pure and thread-safe.
#pragma once

#include "base/result.h"
#include "codec/node.h"
#include "decision/request.h"

namespace entente::format {

[[nodiscard]] Result<decision::Act> read_act(const codec::Node& properties);

}  // namespace entente::format
