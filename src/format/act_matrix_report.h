// The matrix of one action as text, JSON (docs/formats/analysis.md) and pictures. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "analysis/act_matrix.h"
#include "analysis/matrix_causes.h"
#include "format/changes_report.h"

namespace entente::format {

struct ActMatrixReport {
  const world::World* world = nullptr;
  std::string revision;
  Instant as_of;
  analysis::ActMatrix matrix;
  WhatCounts counts = {};
};
// Of the dates on which cells may change: whose they are.
[[nodiscard]] analysis::NamesByDay names_by_day(const ActMatrixReport& report);
[[nodiscard]] bool is_own_date(const analysis::NamesByDay& names, const analysis::ActWay& way);
// "acsa-jpn-gbr, verified, may change on 2028-08-18"; of a date of others whose: "(of aukus-naval-nuclear-2024)".
[[nodiscard]] std::string way_to_text(const analysis::NamesByDay& names, const analysis::ActWay& way);
[[nodiscard]] std::string act_matrix_to_text(const ActMatrixReport& report, const TextLayout& layout);
[[nodiscard]] std::string act_matrix_to_json(const ActMatrixReport& report);
[[nodiscard]] std::string act_matrix_to_svg(const ActMatrixReport& report);

struct ActTimeline {
  const world::World* world = nullptr;
  std::string action;
  std::string revision;
  Instant from;
  Instant to;
  std::vector<analysis::ActMatrixChange> changes;
  WhatCounts counts = {};
};
[[nodiscard]] std::string act_timeline_to_text(const ActTimeline& timeline, const TextLayout& layout);
[[nodiscard]] std::string act_timeline_to_json(const ActTimeline& timeline);
[[nodiscard]] std::string act_timeline_to_svg(const ActTimeline& timeline);  // as timeline_to_svg
// "acsa-jpn-ind (purpose … · items …)", "nothing".
[[nodiscard]] std::string cell_to_text(const analysis::ActCell& cell);

}  // namespace entente::format
