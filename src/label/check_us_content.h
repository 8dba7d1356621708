// What the markings of one US marking demand of each other, by the published rules. Private to the room.
#pragma once

#include "label/check_parts.h"
#include "label/us_pieces.h"

namespace entente::label {

// `label` is what the pieces say together. If `needs_banner`, its lists are not its own and rules about them are left out.
void check_us_content(const CheckedText& checked, const UsPieces& pieces, const Label& label, Findings& findings);

}  // namespace entente::label
