// Where long output goes piece by piece, so that it never stands in memory as a whole.
//
// A sink takes bytes front to back, cannot refuse them and does not throw: whoever made it keeps the first failure, drops what
// comes after it, and tells at the end. Pieces may end anywhere, also inside a character. One thread at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace entente::codec {

using Sink = std::function<void(std::string_view)>;
using Fill = std::function<void(const Sink&)>;  // writes everything there is into the sink, once

inline constexpr std::size_t kPieceBytes = 64 * 1024;  // what a writer gathers before it hands it on

}  // namespace entente::codec
