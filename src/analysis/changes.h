// Which decisions two worlds, or two dates of one, answer differently: all of them, not a sample.
//
// Over every class of requests (classes.h) of every owner, to every party: `entente diff`. A decision here is one class to one
// party. Exact: what is told is what `decide` would answer one by one (`changes_are_what_decide_tells`). Disclosures only. Costs
// what the rows of both worlds cost, not what the classes are; limits::kClasses bounds those. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/classes.h"
#include "analysis/cover.h"
#include "base/result.h"
#include "decision/decide.h"

namespace entente::analysis {

// A world as it is asked: for an instant, with what counts.
struct View {
  const world::World* world = nullptr;
  decision::CompileOptions options;
};

// Only these; empty: all.
struct Narrowing {
  std::vector<PartyId> owners;
  std::vector<PartyId> recipients;
};

// What decides: in the world that permits the instrument it rests on, in the one that denies the first rule that does not pass.
struct Cause {
  bool permitted = false;  // newly; else newly denied
  std::string instrument;  // empty: it rests on none (free levels, own information)
  decision::Rule rule = decision::Rule::label_valid;
  friend auto operator<=>(const Cause&, const Cause&) = default;
};

// Every combination of what is listed; an axis of which every value is listed is left out.
struct Condition {
  struct Part {
    std::string axis;  // "owner", "recipient", or of an Axis
    std::vector<std::string> values;
  };
  std::vector<Part> parts;
  std::uint64_t decisions = 0;
  decision::Request sample;  // one of them, as put to the world that permits
};

struct ChangeGroup {
  Cause cause;
  std::uint64_t decisions = 0;
  std::vector<Condition> conditions;     // the largest first; together exactly the group, but for:
  std::uint64_t beyond = 0;              // decisions of conditions over limits::kConditions of a group
};

struct Changes {
  std::uint64_t classes = 0;
  std::uint64_t decisions = 0;  // that were compared: classes times recipients
  std::uint64_t permitted = 0;  // newly
  std::uint64_t denied = 0;
  std::vector<ChangeGroup> groups;  // newly permitted first, then the largest
};

// Told after each owner; false ends the analysis.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

// Fails with Fault: a name that neither world has, more classes than the limit, a world that cannot be compiled, or `stopped`.
[[nodiscard]] Result<Changes> changes(const View& before, const View& after, const Narrowing& narrowing, const Progress& progress = {});

}  // namespace entente::analysis
