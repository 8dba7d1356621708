// What lapses, renews or enters into force, as text, JSON and a picture (docs/formats/reach.md). Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/calendar.h"
#include "format/changes_report.h"

namespace entente::format {

struct CalendarReport {
  const world::World* world = nullptr;
  std::string revision;
  analysis::Calendar calendar;
  WhatCounts counts = {};
};

// "2 newly permitted, 5 newly denied", of numbers that are not none.
[[nodiscard]] std::string newly_to_text(std::uint64_t permitted, std::uint64_t denied);
// "disclosures to parties", "visit".
[[nodiscard]] std::string question_to_text(const analysis::Question& question);
[[nodiscard]] std::string calendar_to_text(const CalendarReport& report, const TextLayout& layout);
[[nodiscard]] std::string calendar_to_json(const CalendarReport& report);
// A row for each thing that something happens to, the first limits::kPictureRows of them by date; further ones are counted.
[[nodiscard]] std::string calendar_to_svg(const CalendarReport& report);

}  // namespace entente::format
