// A set of parties of one world, by the index that the snapshot gave them. 256 bits, so a world of more is refused.
// Value 0 of everything is the empty set: nobody. Thread-safety: plain value.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace entente {

template <std::size_t Bits>
class FixedSet {
 public:
  static constexpr std::size_t kCapacity = Bits;

  constexpr void add(std::size_t index) { words_[index / 64] |= std::uint64_t{1} << (index % 64); }
  constexpr void remove(std::size_t index) { words_[index / 64] &= ~(std::uint64_t{1} << (index % 64)); }
  [[nodiscard]] constexpr bool has(std::size_t index) const { return (words_[index / 64] >> (index % 64) & 1U) != 0; }
  [[nodiscard]] constexpr bool empty() const {
    for (const auto word : words_) {
      if (word != 0) return false;
    }
    return true;
  }
  [[nodiscard]] constexpr std::size_t size() const {
    std::size_t count = 0;
    for (const auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  // Every element of `this` is in `other`.
  [[nodiscard]] constexpr bool within(const FixedSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & ~other.words_[i]) != 0) return false;
    }
    return true;
  }
  constexpr FixedSet& operator|=(const FixedSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  constexpr FixedSet& operator&=(const FixedSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  constexpr FixedSet& operator-=(const FixedSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }
  // Of each element, the smallest first.
  template <class Visit>
  constexpr void each(const Visit& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1) visit(i * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }
  friend constexpr bool operator==(const FixedSet&, const FixedSet&) = default;

 private:
  std::array<std::uint64_t, Bits / 64> words_{};
};

using PartySet = FixedSet<256>;

}  // namespace entente
