// The named limits of pictures; docs/limits.md says why each has its value. Beside limits.h, which everything includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kPictureRows = 150;   // rows of one picture
inline constexpr std::size_t kPictureChanges = 16;         // rows, and columns, of a grid of what changes: the largest
inline constexpr std::size_t kPictureChangesHeight = 2400;  // pixels, beyond which no further action is drawn
inline constexpr std::size_t kPictureChains = 60;  // chains of one picture along which protection falls

}  // namespace entente::limits
