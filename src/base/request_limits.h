// Limits on what one request may say, beside the size of its line (limits.h). Why each: docs/limits.md.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kRequestCommunities = 1024;  // communities of one object
inline constexpr std::size_t kRequestShapes = 512;        // steps of the shapes of requests that are remembered
inline constexpr std::size_t kRequestShapeBytes = 65536;  // their text

inline constexpr std::size_t kChangesOfAnAct = 64;        // instants within the dates of one act at which its answer may change
inline constexpr std::size_t kYearsBeyondFacts = 50;      // from the first and last change that a world records to the time of a request

}  // namespace entente::limits
