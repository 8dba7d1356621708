// Capabilities as a grid: what a party puts first, needs or offers in rows, partners in columns, in each cell a box for each
// action with its letter, and its state by mark and by pattern; below, platforms against standards. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/capabilities_json.h"

namespace entente::format {

[[nodiscard]] char letter_of(analysis::Deed deed);  // P, T, D

// Empty where it would be larger than a picture may be (svg.h).
[[nodiscard]] std::string capabilities_picture(const CapabilitiesReport& report);

// What ✔, ✘ and ? of two platforms against a standard say; of what was not known yet, that there is more.
[[nodiscard]] std::string pairs_legend(const analysis::Capabilities& found, std::string_view between);

}  // namespace entente::format
