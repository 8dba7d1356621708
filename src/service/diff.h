// `entente diff`: every decision that two dates of a world, or two worlds, answer differently.
//
// Fails with what opening a world fails with, Fault::bad_request for a side that is neither, and the faults
// of analysis/changes.h; names that are not there come with a suggestion. Nothing is recorded.
#pragma once

#include <functional>
#include <string>

#include "analysis/asked.h"
#include "base/result.h"
#include "format/changes_report.h"
#include "service/desk.h"

namespace entente::service {

struct DiffAsked {
  DeskOptions world;     // where a side is a date
  std::string from;      // a date or instant, a folder, or a patch; empty: the world as of `as_of`
  std::string to;
  Instant as_of;         // of sides that are folders or patches
  std::string action = "disclose";  // empty: every one, each by itself
  analysis::Narrowing narrowing;
  std::function<double()> seconds = {};  // monotonic, for how long comparing takes: nothing here reads a clock
};

[[nodiscard]] Result<format::ChangesReport> diff(const DiffAsked& asked, const analysis::Progress& progress);

// Owners and recipients that a world does not have: an error that names the nearest.
[[nodiscard]] Result<void> known_parties(const world::World& world, const analysis::Narrowing& narrowing);

}  // namespace entente::service
