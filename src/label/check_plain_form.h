// How a marking outside US style that reads is put together: separators, order, repetition. Private to the room.
//
// Reading is lenient there and nothing is decided by it, so these are warnings. What the policy joins with is data (`joined_by`,
// `list_joined_by`, `separators`); without it a space, `//` and ` - ` stand between parts. Pure, thread-safe.
#pragma once

#include "label/check_parts.h"

namespace entente::label {

// Each correction keeps the words; one of separators and repetition alone is certain.
void check_plain_form(const CheckedText& checked, Findings& findings, MarkingCheck& check);

}  // namespace entente::label
