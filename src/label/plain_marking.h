// The plain grammar: a level, then tokens, then perhaps a list of parties. Private to the room; marking.h dispatches here.
//
// "NATO SECRET ATOMAL//Releasable to JPN, AUS", "SECRET UK EYES ONLY", "極秘". Between the parts stands white space, `/`,
// `//`, `,` or ` - `. Level and tokens are those of one policy, exactly as its data writes them; the owner is its party.
// docs/formats/markings.md has the grammar. Pure, thread-safe, linear.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "label/label.h"
#include "label/marking.h"
#include "label/policy.h"

namespace entente::label {

// `text` is valid UTF-8 without control characters, within the limits, without parentheses, white space folded.
[[nodiscard]] Result<Label> read_plain_marking(std::string_view text, const Policy& policy, const PolicyBook& book);

// True if a level of the policy, or one of its composite forms ("CTSA"), opens the text.
[[nodiscard]] bool starts_plain_marking(std::string_view text, const Policy& policy);

// Without parentheses. Writes what it can; the caller reads it back and refuses a text that lost something.
[[nodiscard]] Result<std::string> write_plain_marking(const Label& label, const Policy& policy, MarkForm form);

}  // namespace entente::label
