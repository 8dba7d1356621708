// Rows of bits, ANDed many at a time: the one place that knows about vector instructions.
//
// All ways give the same answer (a property test holds this over every one that the machine has); the widest is chosen when the
// program runs, not when it is built. Rows are of 64-bit words, a multiple of kLaneWords of them, of any alignment. Pure and
// thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace entente::decision {

enum class Lanes : std::uint8_t { portable = 0, avx2, avx512 };

[[nodiscard]] bool has_lanes(Lanes lanes);  // on this machine
[[nodiscard]] Lanes widest_lanes();

inline constexpr std::size_t kLaneWords = 8;  // of the widest
inline constexpr std::size_t kRowsAnded = 4;

using Rows = std::array<const std::uint64_t*, kRowsAnded>;

struct Tally {
  std::uint64_t set = 0;      // bits of the result
  std::uint64_t weighed = 0;  // sum of its words, each times its weight, modulo 2^64
};

// out[i] = rows[0][i] & … & rows[3][i], for i < words.
[[nodiscard]] Tally and_rows(Lanes lanes, const Rows& rows, const std::uint64_t* weights, std::size_t words, std::uint64_t* out);

}  // namespace entente::decision
