// Text without accents and case, to find the right spelling of what was written without: "TRES SECRET". Pure.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// Decomposed (compatibility forms too), without combining marks, with the case folded. Invalid UTF-8 yields an empty string.
[[nodiscard]] std::string unaccented(std::string_view text);

}  // namespace entente
