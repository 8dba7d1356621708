// The named limits of pictures; docs/limits.md says why each has its value. Beside limits.h, which everything includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kPictureRows = 150;   // rows of one picture
inline constexpr std::size_t kPictureChains = 60;  // chains of one picture along which protection falls

}  // namespace entente::limits
