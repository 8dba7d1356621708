// Findings of a check as JSON. Shape: docs/formats/label-check.md. Pure; the writer is the caller's.
#pragma once

#include <string_view>

#include "codec/json.h"
#include "label/check_marking.h"

namespace entente::format {

void write_finding(codec::JsonWriter& json, const label::Finding& finding);

// {"marking","form","valid","findings":[…],"corrected":{"text","certain"}|null}
void write_marking_check(codec::JsonWriter& json, std::string_view marking, const label::MarkingCheck& check);

}  // namespace entente::format
