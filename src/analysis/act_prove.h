// Assertions about acts: as prove.h, over every class of acts (act_classes.h) of the pairs an assertion means.
//
// Fails with Fault: a name or value that there is not, nothing that is covered, or as act_asked.h. Exact: each class is judged
// (`act_proofs_are_what_decide_tells`). Pure, thread-safe.
#pragma once

#include "analysis/act_asked.h"
#include "analysis/prove.h"

namespace entente::analysis {

[[nodiscard]] Result<Proof> act_prove(const Assertion& assertion, const View& view, const Progress& progress = {});

}  // namespace entente::analysis
