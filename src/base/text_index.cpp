#include "base/text_index.h"

#include <utility>

#include "base/result.h"

namespace entente {

TextIndex::Added TextIndex::add(std::string_view text, std::uint32_t value) {
  CHECK(value != kNone && text.size() < kNone && texts_.size() < kNone);
  if ((size_ + 1) * 2 > slots_.size()) grow();
  Slot& slot = slots_[place_of(text)];
  if (slot.value != kNone) return {slot.value, false};
  const std::uint64_t head = first_bytes(text);
  slot = Slot{head, static_cast<std::uint32_t>(text.size()), value, static_cast<std::uint32_t>(texts_.size()), hash(text, head)};
  if (text.size() > kHead) texts_.append(text.substr(kHead));
  ++size_;
  return {value, true};
}

std::size_t TextIndex::place_of(std::string_view text) const {
  const std::uint64_t head = first_bytes(text);
  const auto is_it = [&](const Slot& slot) {
    if (slot.head != head || slot.length != text.size()) return false;
    return text.size() <= kHead || std::memcmp(texts_.data() + slot.rest, text.data() + kHead, text.size() - kHead) == 0;
  };
  std::size_t place = hash(text, head) & mask_;
  while (slots_[place].value != kNone && !is_it(slots_[place])) place = (place + 1) & mask_;
  return place;
}

std::uint32_t TextIndex::find_long(std::string_view text) const { return slots_[place_of(text)].value; }

void TextIndex::grow() {
  constexpr std::size_t kFirst = 16;
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFirst : slots_.size() * 2));
  mask_ = slots_.size() - 1;
  for (const Slot& each : old) {
    if (each.value == kNone) continue;
    std::size_t place = each.hash & mask_;
    while (slots_[place].value != kNone) place = (place + 1) & mask_;
    slots_[place] = each;
  }
}

}  // namespace entente
