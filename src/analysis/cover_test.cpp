#include "analysis/cover.h"

#include <random>

#include <gtest/gtest.h>

namespace entente::analysis {
namespace {

Points points_of(std::size_t size, const std::vector<std::size_t>& list) {
  Points out((size + 63) / 64);
  for (const auto at : list) add_point(out, at);
  return out;
}

TEST(Cover, nothing_is_no_box) { EXPECT_TRUE(cover(points_of(6, {}), {2, 3}).empty()); }

TEST(Cover, everything_is_one_box) {
  const auto boxes = cover(points_of(6, {0, 1, 2, 3, 4, 5}), {2, 3});
  ASSERT_EQ(boxes.size(), 1U);
  EXPECT_EQ(boxes[0], (Box{{{0, 1}, {0, 1, 2}}}));
}

TEST(Cover, a_row_and_a_column_are_two_boxes) {
  const auto boxes = cover(points_of(9, {3, 4, 5, 1, 7}), {3, 3});
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_EQ(boxes[0], (Box{{{0, 1, 2}, {1}}}));
  EXPECT_EQ(boxes[1], (Box{{{1}, {0, 1, 2}}}));
}

// Exact, and no box or value is there for nothing.
TEST(Cover, random_sets_are_covered_exactly_and_irredundantly) {
  std::mt19937 random(7);
  const std::vector<std::size_t> counts{3, 2, 4, 3};
  for (int round = 0; round < 300; ++round) {
    Points points(2);
    for (std::size_t at = 0; at < 72; ++at) {
      if (random() % 100 < static_cast<unsigned>(10 + round % 80)) add_point(points, at);
    }
    const auto boxes = cover(points, counts);
    std::vector<int> times(72);
    for (const auto& box : boxes) {
      for (const auto a : box.values[0]) {
        for (const auto b : box.values[1]) {
          for (const auto c : box.values[2]) {
            for (const auto d : box.values[3]) ++times[((a * 2 + b) * 4 + c) * 3 + d];
          }
        }
      }
    }
    for (std::size_t at = 0; at < 72; ++at) ASSERT_EQ(times[at] > 0, has_point(points, at)) << round;
    for (const auto& box : boxes) {
      bool alone = false;
      for (const auto a : box.values[0]) {
        for (const auto b : box.values[1]) {
          for (const auto c : box.values[2]) {
            for (const auto d : box.values[3]) alone = alone || times[((a * 2 + b) * 4 + c) * 3 + d] == 1;
          }
        }
      }
      ASSERT_TRUE(alone) << round;
    }
  }
}

}  // namespace
}  // namespace entente::analysis
