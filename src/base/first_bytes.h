// The beginning of a text as one number, for tables that compare most texts by it alone.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace entente {

static_assert(std::endian::native == std::endian::little, "a short text is put together from its ends");

// Its first eight bytes, the first the lowest; zeros where there are fewer. Of a short text the two ends, which may overlap: no loop.
[[nodiscard]] inline std::uint64_t first_bytes(std::string_view text) {
  constexpr std::size_t kHalf = sizeof(std::uint32_t);
  constexpr std::size_t kByteBits = 8;
  std::uint64_t out = 0;
  if (text.size() >= sizeof out) {
    std::memcpy(&out, text.data(), sizeof out);
  } else if (text.size() >= kHalf) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), kHalf);
    std::memcpy(&last, text.data() + text.size() - kHalf, kHalf);
    out = first | std::uint64_t{last} << (kByteBits * (text.size() - kHalf));
  } else if (!text.empty()) {
    const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(text[at])} << (kByteBits * at); };
    out = byte(0) | byte(text.size() / 2) | byte(text.size() - 1);
  }
  return out;
}

}  // namespace entente
