// The matrix of owners and recipients as text, JSON and a heat map (docs/formats/analysis.md). Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "analysis/matrix.h"
#include "format/changes_report.h"

namespace entente::format {

struct MatrixReport {
  const world::World* world = nullptr;  // its names and levels
  std::string revision;
  Instant as_of;
  analysis::Matrix matrix;
  WhatCounts counts = {};
};

[[nodiscard]] std::string matrix_to_text(const MatrixReport& report, const TextLayout& layout);
[[nodiscard]] std::string matrix_to_json(const MatrixReport& report);
// Rows are owners, columns recipients; the darker, the higher of the owner's levels, which is also written in the cell.
[[nodiscard]] std::string matrix_to_svg(const MatrixReport& report);

struct MatrixTimeline {
  std::string revision;
  Instant from;
  Instant to;
  std::vector<analysis::MatrixChange> changes;
  WhatCounts counts = {};
};
// Why a cell changes, a line each; and the members `cited` and `causes` of an open object.
[[nodiscard]] std::string causes_to_text(bool cited, const std::vector<analysis::MatrixCause>& causes);
void write_causes(codec::JsonWriter& out, bool cited, const std::vector<analysis::MatrixCause>& causes);
[[nodiscard]] std::string timeline_to_text(const MatrixTimeline& timeline, const TextLayout& layout);
[[nodiscard]] std::string timeline_to_json(const MatrixTimeline& timeline);

}  // namespace entente::format
