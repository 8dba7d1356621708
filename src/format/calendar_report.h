// What lapses, renews or enters into force, as text and JSON (docs/formats/reach.md). Pure and thread-safe.
#pragma once

#include <string>

#include "analysis/calendar.h"
#include "format/changes_report.h"

namespace entente::format {

struct CalendarReport {
  std::string world;
  std::string revision;
  label::PolicyBook policies;  // how samples are marked
  analysis::Calendar calendar;
  WhatCounts counts = {};
};

[[nodiscard]] std::string calendar_to_text(const CalendarReport& report, const TextLayout& layout);
[[nodiscard]] std::string calendar_to_json(const CalendarReport& report);

}  // namespace entente::format
