// The matrix of owners and recipients as text, JSON and pictures (docs/formats/analysis.md). Pure and thread-safe.
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
  const world::World* world = nullptr;
  std::string revision;
  Instant from;
  Instant to;
  std::vector<analysis::MatrixChange> changes;
  WhatCounts counts = {};
};
// "極秘 (isa-jpn-kor), 特定秘密 (isa-jpn-kor)", "nothing"; "status isa-jpn-kor begins: in-force".
[[nodiscard]] std::string cell_to_text(const analysis::MatrixCell& cell);
[[nodiscard]] std::string cause_to_text(const analysis::MatrixCause& cause);
// Why a cell changes, a line each; and the members `cited` and `causes` of an open object.
[[nodiscard]] std::string causes_to_text(bool cited, const std::vector<analysis::MatrixCause>& causes);
void write_causes(codec::JsonWriter& out, bool cited, const std::vector<analysis::MatrixCause>& causes);
[[nodiscard]] std::string timeline_to_text(const MatrixTimeline& timeline, const TextLayout& layout);
[[nodiscard]] std::string timeline_to_json(const MatrixTimeline& timeline);
// A lane for each cell that changes, the first limits::kPictureRows of them by their first change; further ones are counted.
[[nodiscard]] std::string timeline_to_svg(const MatrixTimeline& timeline);

}  // namespace entente::format
