// Random choices that are the same on every machine: SplitMix64, and no distribution of the standard library. Thread-safety:
// value. No two draws stand in one call: which comes first would be the choice of the compiler.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::generated {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  [[nodiscard]] std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(next() % bound); }
  [[nodiscard]] bool percent(std::size_t share) { return below(100) < share; }
  template <std::size_t N>
  [[nodiscard]] std::string_view one_of(const std::array<std::string_view, N>& list) {
    return list[below(N)];
  }
  // `count` different numbers below `bound`, in the order they came; `count` is at most `bound`.
  [[nodiscard]] std::vector<std::size_t> distinct(std::size_t count, std::size_t bound) {
    std::vector<std::size_t> found;
    while (found.size() < count) {
      const auto number = below(bound);
      if (std::find(found.begin(), found.end(), number) == found.end()) found.push_back(number);
    }
    return found;
  }

 private:
  std::uint64_t state_;
};

}  // namespace entente::generated
