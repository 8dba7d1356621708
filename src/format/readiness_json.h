// Readiness and its timeline as JSON: docs/formats/readiness.md. Stable: the same answer gives the same bytes. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/readiness.h"
#include "codec/json.h"

namespace entente::format {

struct ReadinessReport {
  const analysis::Readiness& readiness;
  Instant as_of;
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  const analysis::ReadinessTimeline* timeline = nullptr;  // nullptr: none was asked for
  std::string revision;
};

[[nodiscard]] std::string readiness_json(const ReadinessReport& report);

// Facts on which something rests, as a list.
void write_grounds(codec::JsonWriter& json, std::string_view key, const std::vector<analysis::Ground>& grounds);

// "because" and "closes" of what was judged together, as members of an object that is open. Used by stage_json.cpp too.
void write_together(codec::JsonWriter& json, const analysis::Together& together, const std::vector<analysis::Closing>& closes);

}  // namespace entente::format
