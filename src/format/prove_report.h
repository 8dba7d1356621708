// What became of a file of assertions, as text and JSON (docs/formats/assertions.md). Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "analysis/prove.h"
#include "format/changes_report.h"

namespace entente::format {

struct ProvedAssertion {
  analysis::Assertion assertion;
  analysis::Proof proof;
  double seconds = 0;  // that proving took; 0: not measured
  std::string refused;  // why it could not be tried; then there is no proof but its date. Empty: it was
};

struct ProveReport {
  std::string world;
  std::string revision;
  label::PolicyBook policies;  // how samples are marked
  std::vector<ProvedAssertion> list;
  WhatCounts counts = {};
  [[nodiscard]] std::size_t violated() const;
  [[nodiscard]] std::size_t refused() const;
};

[[nodiscard]] std::string prove_to_text(const ProveReport& report, const TextLayout& layout);
[[nodiscard]] std::string prove_to_json(const ProveReport& report);

}  // namespace entente::format
