// Whether a correction leaves what a marking says alone: the guard before anything is called certain. Private to the room.
//
// Where the text reads, the corrected one must read as the same label. Where it does not, each word of it must be in the
// corrected text and each of that in it: a finding about spelling or form may put one word in the place of another, and a word
// may stand once instead of twice. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "label/finding.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// Withdraws the certainty of each correction that would alter what `text` says, and of `corrected` too.
void doubt_what_alters(std::string_view text, std::vector<Finding>& findings, std::optional<Correction>& corrected,
                       const Policy& system, const PolicyBook& book, const Label* banner);

}  // namespace entente::label
