#include "base/plain.h"

#include <algorithm>

#include "base/text.h"

namespace entente {

bool is_plain(std::string_view text) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (std::all_of(text.begin(), text.end(), printable)) return !text.empty();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
    if (byte < ' ' || byte == 0x7F || (byte == 0xC2 && next < 0xA0)) return false;  // C0, DEL, C1
  }
  return skeleton(text) == text;
}

}  // namespace entente
