// From a text to a number, for the names that a request states.
//
// One flat table. A text of up to eight bytes, as most codes are, is found and compared within its slot, so that looking up
// touches one line of the cache and allocates nothing; a longer one is compared where all are kept. Thread-safe once filled.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/first_bytes.h"

namespace entente {

class TextIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Added {
    std::uint32_t value;
    bool is_new;
  };
  // The number that the text has: `value`, unless it was there already.
  Added add(std::string_view text, std::uint32_t value);
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    if (slots_.empty()) return kNone;
    return text.size() > kHead ? find_long(text) : find_short(first_bytes(text), static_cast<std::uint32_t>(text.size()));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  // The same numbers to the same texts, added in the same order.
  friend bool operator==(const TextIndex&, const TextIndex&) = default;
  [[nodiscard]] std::size_t size_bytes() const { return slots_.capacity() * sizeof(Slot) + texts_.capacity(); }

 private:
  struct Slot {
    std::uint64_t head = 0;  // the first eight bytes
    std::uint32_t length = 0;
    std::uint32_t value = kNone;
    std::uint32_t rest = 0;  // where in `texts_` what follows those eight begins
    std::uint32_t hash = 0;
    friend bool operator==(const Slot&, const Slot&) = default;
  };
  static constexpr std::size_t kHead = sizeof(std::uint64_t);

  static std::uint64_t mix(std::uint64_t value) {
    value *= 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
    return value ^ (value >> 32);
  }
  // Of a text that begins with `head`.
  static std::uint32_t hash(std::string_view text, std::uint64_t head) {
    std::uint64_t out = mix(text.size() ^ head);
    for (std::size_t at = kHead; at < text.size(); at += kHead) out = mix(out ^ first_bytes(text.substr(at)));
    return static_cast<std::uint32_t>(out);
  }
  // Of a text that is no longer than its head; the short way has nothing of the long one in its registers.
  [[nodiscard]] std::uint32_t find_short(std::uint64_t head, std::uint32_t length) const {
    const Slot* const slots = slots_.data();
    for (std::size_t place = mix(length ^ head) & mask_;; place = (place + 1) & mask_) {
      const Slot& slot = slots[place];
      if (slot.value == kNone || (slot.head == head && slot.length == length)) return slot.value;  // of a free slot: none
    }
  }
  [[nodiscard]] std::uint32_t find_long(std::string_view text) const;
  // Where the text is, or else the free slot where it belongs.
  [[nodiscard]] std::size_t place_of(std::string_view text) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half in use; empty: no text
  std::size_t mask_ = 0;     // one less than they are
  std::string texts_;
  std::size_t size_ = 0;
};

}  // namespace entente
