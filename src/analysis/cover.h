// A set of points in a space of a few finite axes, said as few conditions: boxes that together cover exactly those points.
//
// A box has some values on each axis and means every combination of them. The cover is exact and irredundant: no box could be left
// out, none could be widened by a value. It is not promised to be the smallest, which is a hard problem: each box is grown
// as far as it goes from the first point not covered yet, in two orders of the axes, and the larger is taken. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::analysis {

// Bits, one a point, the last axis the fastest.
using Points = std::vector<std::uint64_t>;

[[nodiscard]] inline bool has_point(const Points& points, std::size_t at) { return (points[at / 64] >> (at % 64) & 1U) != 0; }
inline void add_point(Points& points, std::size_t at) { points[at / 64] |= std::uint64_t{1} << (at % 64); }
[[nodiscard]] std::size_t count_points(const Points& points);

struct Box {
  std::vector<std::vector<std::size_t>> values;  // of each axis, sorted
  [[nodiscard]] std::size_t size() const;
  friend bool operator==(const Box&, const Box&) = default;
};

// `counts`: how many values each axis has.
[[nodiscard]] std::vector<Box> cover(const Points& points, const std::vector<std::size_t>& counts);

}  // namespace entente::analysis
