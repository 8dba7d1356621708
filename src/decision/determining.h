// What determines a denial: the rule and the clause of the first reason of `decide` that does not let it through, without words.
//
// For analyses over everything, which group decisions by it. Pure, thread-safe; refers into the snapshot.
#pragma once

#include <optional>
#include <string_view>

#include "decision/decide.h"

namespace entente::decision {

struct Determining {
  Rule rule = Rule::label_valid;
  std::string_view clause;  // as of Reason: "isa-jpn-kor" or "isa-jpn-kor/art-6"; empty: a rule that cites nothing
};

// Of a disclosure; nothing where it is permitted.
[[nodiscard]] std::optional<Determining> determining(const Snapshot& snapshot, const BoundRequest& request);

}  // namespace entente::decision
