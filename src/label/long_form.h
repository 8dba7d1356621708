// A policy that writes its marks in full: "TALENT KEYHOLE" for "TK", "NOT RELEASABLE TO FOREIGN NATIONALS" for "NOFORN".
//
// It reads the same marks as before; what it writes is the title that the register gives a token, its longest mark. A compartment
// keeps the name of its control system, "SI-GAMMA". Names that are read and are no title there (SPECIAL INTELLIGENCE: us_forms.h) are
// not written. Source: US manual (2016), Table 4, "Authorized Banner Line Marking Title". Pure, thread-safe.
#pragma once

#include "label/policy.h"

namespace entente::label {

[[nodiscard]] Policy in_long_form(Policy policy);

}  // namespace entente::label
