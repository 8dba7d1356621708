// Limits on what one request may say, beside the size of its line (limits.h). Why each: docs/limits.md.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kRequestCommunities = 1024;  // communities of one object

}  // namespace entente::limits
