// What a check of a marking, a label or a marked document found: which rule, where, why, and what to write instead.
//
// Rule ids are stable: `ISM-ID-00214` for a published ISM rule, `US-H.8` for a section of the register and manual of US markings,
// `SPIF-…` for one of XML SPIF, `MARK-…` for what holds in every system. Plain values; thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace entente::label {

// Half-open, in bytes of the text that was checked.
struct Span {
  std::size_t begin_bytes = 0;
  std::size_t end_bytes = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

enum class Severity { error = 0, warning };

// Stands in place of the span. `certain`: no other reading is possible and nothing is released to anyone new by it.
struct Correction {
  std::string text;
  bool certain = false;
  friend bool operator==(const Correction&, const Correction&) = default;
};

struct Finding {
  std::string rule;
  Severity severity = Severity::error;
  Span span;
  std::string message;
  std::optional<Correction> correction;
  friend bool operator==(const Finding&, const Finding&) = default;
};

[[nodiscard]] inline bool has_errors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& each) { return each.severity == Severity::error; });
}

}  // namespace entente::label
