// Which markings of one US marking exclude one another, by the manual, where the label no longer tells. Private to the room.
#pragma once

#include "label/check_parts.h"
#include "label/us_pieces.h"

namespace entente::label {

// Judges `pieces`, which stand in order, and leaves those that may stand together. Nothing of that is certain.
void check_us_company(const CheckedText& checked, UsPieces& pieces, const Label& label, Findings& findings);

}  // namespace entente::label
