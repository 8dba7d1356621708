#include "analysis/cover.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

#include "base/result.h"

namespace entente::analysis {
namespace {

class Coverer {
 public:
  Coverer(const Points& points, const std::vector<std::size_t>& counts) : points_(points), counts_(counts), strides_(counts.size(), 1) {
    for (std::size_t axis = counts.size(); axis-- > 1;) strides_[axis - 1] = strides_[axis] * counts[axis];
    size_ = counts.empty() ? 1 : strides_[0] * counts[0];
    CHECK(points.size() * 64 >= size_);
  }

  std::vector<Box> run() {
    Points left = points_;
    std::vector<Box> out;
    for (std::size_t at = 0; at < size_; ++at) {
      if (!has_point(left, at)) continue;
      Box box = grown(at, true);
      if (Box other = grown(at, false); other.size() > box.size()) box = std::move(other);
      each(box, [&](std::size_t point) { left[point / 64] &= ~(std::uint64_t{1} << (point % 64)); });
      out.push_back(std::move(box));
    }
    drop_redundant(out);
    return out;
  }

 private:
  [[nodiscard]] Box grown(std::size_t at, bool from_first) const {
    Box box;
    for (std::size_t axis = 0; axis < counts_.size(); ++axis) box.values.push_back({at / strides_[axis] % counts_[axis]});
    std::vector<std::size_t> order(counts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!from_first) std::reverse(order.begin(), order.end());
    for (const auto axis : order) widen(box, axis);
    return box;
  }

  // By every value of the axis for which all of the box, moved there, is among the points.
  void widen(Box& box, std::size_t axis) const {
    const std::size_t own = box.values[axis].front();
    std::vector<std::size_t> values;
    for (std::size_t value = 0; value < counts_[axis]; ++value) {
      box.values[axis] = {value};
      if (value == own || within(box)) values.push_back(value);
    }
    box.values[axis] = std::move(values);
  }

  [[nodiscard]] bool within(const Box& box) const {
    bool all = true;
    each(box, [&](std::size_t point) { all = all && has_point(points_, point); }, &all);
    return all;
  }

  // Of every point of the box; ends where `go_on` becomes false.
  template <class Visit>
  void each(const Box& box, const Visit& visit, const bool* go_on = nullptr) const {
    std::vector<std::size_t> at(counts_.size(), 0);
    while (true) {
      std::size_t point = 0;
      for (std::size_t axis = 0; axis < at.size(); ++axis) point += box.values[axis][at[axis]] * strides_[axis];
      visit(point);
      if (go_on != nullptr && !*go_on) return;
      std::size_t axis = at.size();
      while (axis > 0 && ++at[axis - 1] == box.values[axis - 1].size()) at[--axis] = 0;
      if (axis == 0) return;
    }
  }

  // Later boxes may have taken all that an earlier one was for.
  void drop_redundant(std::vector<Box>& boxes) const {
    std::vector<std::uint32_t> times(size_, 0);
    for (const auto& box : boxes) each(box, [&](std::size_t point) { ++times[point]; });
    std::erase_if(boxes, [&](const Box& box) {
      bool needed = false;
      each(box, [&](std::size_t point) { needed = needed || times[point] == 1; });
      if (!needed) each(box, [&](std::size_t point) { --times[point]; });
      return !needed;
    });
  }

  const Points& points_;
  const std::vector<std::size_t>& counts_;
  std::vector<std::size_t> strides_;
  std::size_t size_ = 0;
};

}  // namespace

std::size_t count_points(const Points& points) {
  std::size_t count = 0;
  for (const auto word : points) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::size_t Box::size() const {
  return std::accumulate(values.begin(), values.end(), std::size_t{1},
                         [](std::size_t product, const auto& list) { return product * list.size(); });
}

std::vector<Box> cover(const Points& points, const std::vector<std::size_t>& counts) { return Coverer(points, counts).run(); }

}  // namespace entente::analysis
