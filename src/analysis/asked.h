// What analyses over everything begin with: worlds compiled for an instant, the owners and the recipients that are asked about.
//
// Fails with Fault: a name that no world has, more classes than limits::kClasses, or what compiling fails with. Pure.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analysis/answers.h"
#include "analysis/classes.h"
#include "base/result.h"
#include "decision/sides.h"
#include "decision/snapshot.h"

namespace entente::analysis {

// A world as it is asked: for an instant, with what counts. The world must outlive what is made of it.
struct View {
  const world::World* world = nullptr;
  decision::CompileOptions options;
};

// Only these; empty: all.
struct Narrowing {
  std::vector<PartyId> owners;
  std::vector<PartyId> recipients;
};

// Told after each owner; false ends the analysis with Fault::stopped.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

struct Compiled {
  View view;
  decision::Snapshot snapshot;
  decision::Sides sides;
};
[[nodiscard]] Result<Compiled> compiled(const View& view);

// By number, all that are recipients.
[[nodiscard]] Result<PartySet> wanted_recipients(const std::vector<PartyId>& names, const Numbering& numbering);

// Of each owner of information: nations and organisations that have a policy in one of the worlds.
[[nodiscard]] Result<std::vector<ClassSpace>> spaces_of(std::span<const world::World* const> worlds, const std::vector<PartyId>& owners,
                                                        bool persons);

}  // namespace entente::analysis
