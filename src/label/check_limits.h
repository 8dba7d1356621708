// The named limits of checking marks; docs/limits.md says why each has its value. Beside base/limits.h, which everything
// includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kCodesLookedUp = 32;  // unknown codes of one marking

}  // namespace entente::limits
