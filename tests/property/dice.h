// Choices read off a tape of random numbers, so that a whole scene is one value that shrinks: a zero is always the simplest
// choice (absent, first, smallest), and what is read past the end is zero. Thread-safety: plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente::property {

using Tape = std::vector<std::uint16_t>;

class Dice {
 public:
  explicit Dice(std::span<const std::uint16_t> tape = {}) : tape_(tape) {}

  // The next `size` numbers as dice of their own: what they decide does not move when something before them changes.
  [[nodiscard]] Dice section(std::size_t size) {
    const std::size_t length = std::min(size, tape_.size());
    const Dice own(tape_.first(length));
    tape_ = tape_.subspan(length);
    return own;
  }

  [[nodiscard]] std::size_t below(std::size_t bound) {
    if (tape_.empty() || bound == 0) return 0;
    const std::size_t value = tape_.front();
    tape_ = tape_.subspan(1);
    return value * bound >> 16U;
  }
  [[nodiscard]] bool chance(std::size_t percent) { return below(100) >= 100 - percent; }
  // Usually yes; a zero says no, so that shrinking removes.
  template <class List>
  [[nodiscard]] auto& one_of(List& list) {
    return list[below(list.size())];
  }
  template <class Value>
  [[nodiscard]] Value one_of(std::initializer_list<Value> list) {
    return list.begin()[below(list.size())];
  }

 private:
  std::span<const std::uint16_t> tape_;
};

}  // namespace entente::property
