// The US-style grammar: segments between `//`, in and out. Private to the room; marking.h dispatches here.
//
// Sources: the published register and manual of US markings (2016), section A.6 "Formatting" (separators and order), H.1 to
// H.9 (templates), section G Table 4 (register). docs/formats/markings.md has the grammar. Pure, thread-safe, linear.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "label/label.h"
#include "label/marking.h"
#include "label/policy.h"

namespace entente::label {

// `text` is valid UTF-8 without control characters, within the limits, without parentheses, white space folded.
[[nodiscard]] Result<Label> read_us_marking(std::string_view text, const Policy& system, const PolicyBook& book,
                                            const Label* banner);

// Without parentheses. Writes what it can; the caller reads it back and refuses a text that lost something.
// An error where no text exists at all, an owner without a name for instance.
[[nodiscard]] Result<std::string> write_us_marking(const Label& label, const Policy& system, const PolicyBook& book,
                                                   MarkForm form);

}  // namespace entente::label
