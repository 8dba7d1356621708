// The named limits of pictures; docs/limits.md says why each has its value. Beside limits.h, which everything includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kPictureRows = 150;  // rows of one picture

}  // namespace entente::limits
