// Words for what was found about an act, and its duties: private to this room.
#pragma once

#include "decision/bound.h"

namespace entente::decision {

// Fills in reasons, and obligations where `decision.permit`.
void explain_act(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Decision& decision);

}  // namespace entente::decision
