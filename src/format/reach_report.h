// Where an owner's information can come to, as text, JSON and a graph (docs/formats/reach.md). Pure and thread-safe.
#pragma once

#include <string>

#include "analysis/reach.h"
#include "format/changes_report.h"

namespace entente::format {

struct ReachReport {
  const world::World* world = nullptr;  // its names
  std::string revision;
  Instant as_of;
  analysis::Reach reach;
  WhatCounts counts = {};
};

[[nodiscard]] std::string reach_to_text(const ReachReport& report, const TextLayout& layout);
[[nodiscard]] std::string reach_to_json(const ReachReport& report);
// The owner on the left, a column for each number of steps, a line for each step of the shortest ways.
[[nodiscard]] std::string reach_to_svg(const ReachReport& report);

}  // namespace entente::format
