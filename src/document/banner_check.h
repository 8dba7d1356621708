// A document's banner against what its portions say together: what it lacks, what it says beyond them, what it should be.
//
// A banner of another owner or of several (JOINT) is held to portions of theirs in their own terms. Every finding names one value
// and the line that bears it. A banner is suggested only if it would itself be without findings, and it releases to nobody to
// whom a portion is not released. Pure and thread-safe; linear in the portions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "label/finding.h"
#include "label/label.h"
#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::document {

// A portion mark, where it first stands. A label that took its lists from the banner changes with it.
struct MarkedPart {
  std::string_view text;
  label::Label label;
  std::uint32_t line = 0;
};

struct BannerAsked {
  const label::Label& banner;
  label::Span span;  // of every finding
  const std::vector<MarkedPart>& parts;
  std::size_t unread = 0;  // portion marks that are not among the parts
  const label::Policy& system;
  const label::PolicyBook& book;
  const label::Expand& expand;
};

struct BannerAnswer {
  std::vector<label::Finding> findings;
  std::optional<std::string> suggested;  // instead of the banner
  std::optional<std::string> together;   // what the portions ask for, whether it is the banner or not; empty: no marking says it
};

// The banner that the parts ask for in a document of the system's party which has none.
[[nodiscard]] Result<std::string> banner_of(const std::vector<MarkedPart>& parts, const label::Policy& system,
                                            const label::PolicyBook& book, const label::Expand& expand);

[[nodiscard]] BannerAnswer check_banner(const BannerAsked& asked);

}  // namespace entente::document
