// `entente prove`: whether every assertion of a file holds of a world.
//
// Fails with what reading the file fails with, or where nothing is known of `as_of`. An assertion that cannot be tried is refused by
// itself, and the report says why; nothing is recorded.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"
#include "format/prove_report.h"
#include "service/desk.h"

namespace entente::service {

// Told which assertion of how many is under way. Monotonic seconds come from the caller: nothing here reads a clock.
struct ProveSettings {
  Instant as_of;
  std::function<void(std::size_t done, std::size_t total)> progress;
  std::function<double()> seconds;
};

[[nodiscard]] Result<format::ProveReport> prove(const Desk& desk, const std::filesystem::path& file, const ProveSettings& settings);

}  // namespace entente::service
