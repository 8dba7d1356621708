// Chains along which protection falls, as text and JSON (docs/formats/reach.md). Pure and thread-safe.
#pragma once

#include <string>

#include "analysis/downgrade.h"
#include "base/instant.h"
#include "format/changes_report.h"

namespace entente::format {

struct DowngradeReport {
  std::string revision;
  Instant as_of;
  analysis::Downgrade downgrade;
  WhatCounts counts = {};
};

[[nodiscard]] std::string downgrade_to_text(const DowngradeReport& report);
[[nodiscard]] std::string downgrade_to_json(const DowngradeReport& report);

}  // namespace entente::format
