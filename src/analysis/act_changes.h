// Which acts two worlds, or two dates of one, answer differently: all of them, as changes.h tells disclosures.
//
// Over every class of acts (act_classes.h) of every giver, to every nation, each judged in both (`act_changes_are_what_decide_tells`).
// Pure, thread-safe.
#pragma once

#include "analysis/act_asked.h"
#include "analysis/changes.h"

namespace entente::analysis {

// `classes` and `decisions` are the same: a class is one of two parties.
[[nodiscard]] Result<Changes> act_changes(const View& before, const View& after, const std::string& action, const Narrowing& narrowing,
                                          const Progress& progress = {});
// Likewise as changes.h. `reading` is of both views' worlds.
[[nodiscard]] Result<Changes> act_changes(const Compiled& before, const Compiled& after, const ActReading& reading, const std::string& action,
                                          const Narrowing& narrowing, Tally tally, const Progress& progress = {});

}  // namespace entente::analysis
