// Chains along which protection falls, as text, JSON and a picture (docs/formats/reach.md). Pure and thread-safe.
#pragma once

#include <string>

#include "analysis/downgrade.h"
#include "base/instant.h"
#include "format/changes_report.h"

namespace entente::format {

struct DowngradeReport {
  const world::World* world = nullptr;  // its levels and names; must outlive what is made of it
  std::string revision;
  Instant as_of;
  analysis::Downgrade downgrade;
  WhatCounts counts = {};
};

[[nodiscard]] std::string downgrade_to_text(const DowngradeReport& report);
[[nodiscard]] std::string downgrade_to_json(const DowngradeReport& report);
// A track for each chain: a box for each level, lower where it is a lower level of its party, a line for each row. For at most
// limits::kPictureChains chains; empty where it would be larger than a picture may be (svg.h).
[[nodiscard]] std::string downgrade_to_svg(const DowngradeReport& report);

// "comes home as 極秘, which cannot be compared with 特定秘密"; "2 rows, verified, for domain military".
[[nodiscard]] std::string fall_to_text(const analysis::Chain& chain);
[[nodiscard]] std::string chain_basis_to_text(const analysis::Chain& chain);

}  // namespace entente::format
