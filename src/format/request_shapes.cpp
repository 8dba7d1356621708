#include "format/request_shapes.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

#include "base/limits.h"
#include "base/request_limits.h"
#include "base/text.h"

namespace entente::format {
namespace {

using codec::NodeKind;

// A text of so many bytes is within what JsonReader takes: it has at most as many values, and its depth is the shape's.
constexpr std::size_t kLongest = std::min(limits::kRequestLineBytes, limits::kTreeNodes);

bool ends_string(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// The first byte that ends a string or is no ASCII, or `end`: eight at a time, since strings are short and where they end cannot
// be foreseen.
inline const char* behind_ascii(const char* at, const char* end) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHighs = 0x8080808080808080;
    // Of each byte the highest bit, set where it is less than `bound`, and perhaps in bytes above the first such one.
    const auto less = [](std::uint64_t bytes, std::uint64_t bound) { return (bytes - kOnes * bound) & ~bytes & kHighs; };
    while (static_cast<std::size_t>(end - at) >= sizeof(std::uint64_t)) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, at, sizeof bytes);
      const auto found = less(bytes ^ kOnes * '"', 1) | less(bytes ^ kOnes * '\\', 1) | less(bytes, 0x20) | (bytes & kHighs);
      if (found != 0) return at + std::countr_zero(found) / 8;
      at += sizeof bytes;
    }
  }
  while (at != end && !ends_string(*at) && static_cast<unsigned char>(*at) < 0x80) ++at;
  return at;
}

// What stands from `at` to the next quotation mark, where `at` is then. False: there is none, or what is before it must be looked
// at more closely.
inline bool take_string(const char*& at, const char* end, std::string_view& out) {
  const char* const first = at;
  at = behind_ascii(at, end);
  const bool plain = at != end && *at == '"';
  while (!plain && at != end && !ends_string(*at)) ++at;
  out = {first, static_cast<std::size_t>(at - first)};
  return plain || (at != end && *at == '"' && first_invalid_utf8(out) == std::string_view::npos);
}

// From the quotation mark behind a string of a list to behind the one before the next, if there is one.
bool next_of_list(const char*& at, const char* end) {
  const auto is = [&](std::size_t ahead, char c) { return static_cast<std::size_t>(end - at) > ahead && at[ahead] == c; };
  if (!is(1, ',')) return false;
  const std::size_t mark = is(2, ' ') ? 3 : 2;
  if (!is(mark, '"')) return false;
  at += mark + 1;
  return true;
}

}  // namespace

// Where the strings of one place stand.
struct RequestShapes::Gap {
  std::size_t first = 0;  // behind the quotation mark
  std::size_t last = 0;   // at the other
  Place place = Place::none;
  bool is_list = false;
};

bool RequestShapes::read(std::string_view text, RequestSlots& slots) {
  if (text.size() > kLongest) return false;
  const char* at = text.data();
  const char* const end = at + text.size();
  slots.texts_.clear();
  std::uint32_t next = first_;
  while (next != kNone) {
    const Step& step = steps_[next];
    const auto& before = step.before;
    const auto left = static_cast<std::size_t>(end - at);
    const bool fits = step.place == Place::none ? left == before.size() : left > before.size();
    if (!fits || std::memcmp(at, before.data(), before.size()) != 0) {
      next = step.beside;
      continue;
    }
    at += before.size();
    if (step.place == Place::none) {
      slots.stated_ = step.stated;
      if (slots.shape_ == next) return true;
      for (const auto& [place, slot] : step.others) slots.slots_[RequestSlots::index(place)] = slot;
      slots.text_ = {};  // where something stands is not known
      slots.kind_ = NodeKind::table;
      slots.strange_ = 0;
      slots.shape_ = next;
      return true;
    }
    Slot& slot = slots.slots_[RequestSlots::index(step.place)];
    std::string_view found;
    if (!take_string(at, end, found)) return false;
    if (step.is_list) {
      slot.kind = NodeKind::array;
      slot.odd.reset();
      slot.first_text = slots.texts_.size();
      slots.texts_.push_back(found);
      while (next_of_list(at, end)) {
        if (!take_string(at, end, found)) return false;
        slots.texts_.push_back(found);
      }
      slot.texts = slots.texts_.size() - slot.first_text;
    } else {
      slot.kind = NodeKind::string;
      slot.scalar.kind = NodeKind::string;
      slot.scalar.text = found;
    }
    next = step.then;
  }
  return false;
}

// False: a string does not stand in the text as it is, or there is more than known places can hold.
bool RequestShapes::gaps_of(std::string_view text, const RequestSlots& slots, std::vector<Gap>& gaps) {
  const std::less_equal<const char*> not_after;
  const auto add = [&](std::string_view first, std::string_view last, Place place, bool is_list) {
    for (const auto& each : {first, last}) {
      if (!not_after(text.data(), each.data()) || !not_after(each.data() + each.size(), text.data() + text.size())) return false;
    }
    gaps.push_back({static_cast<std::size_t>(first.data() - text.data()),
                    static_cast<std::size_t>(last.data() + last.size() - text.data()), place, is_list});
    return true;
  };
  for (std::size_t number = 0; number < kPlaces; ++number) {
    const auto place = static_cast<Place>(number);
    const Slot* slot = slots.find(place);
    if (slot == nullptr) continue;
    if (slot->odd && slot->kind == NodeKind::array) return false;
    if (place == Place::label && slot->kind == NodeKind::table) return false;
    if (slot->kind == NodeKind::string && !add(slot->scalar.text, slot->scalar.text, place, false)) return false;
    if (slot->kind != NodeKind::array || slot->texts == 0) continue;
    const std::string_view* const strings = slots.texts(*slot);
    if (!add(strings[0], strings[slot->texts - 1], place, true)) return false;
  }
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.first < b.first; });
  return true;
}

void RequestShapes::learn(std::string_view text, const RequestSlots& slots) {
  std::vector<Gap> gaps;
  if (text.size() > kLongest || slots.strange_ != 0 || !gaps_of(text, slots, gaps)) return;
  if (steps_.size() + gaps.size() >= limits::kRequestShapes || bytes_ + text.size() > limits::kRequestShapeBytes) forget();
  if (gaps.size() >= limits::kRequestShapes || text.size() > limits::kRequestShapeBytes) return;
  std::uint32_t from = kNone;  // the step before; none: there is none yet
  std::size_t at = 0;
  for (const auto& gap : gaps) {
    from = step(from, text.substr(at, gap.first - at), gap.place, gap.is_list);
    at = gap.last;
  }
  Step& last = steps_[step(from, text.substr(at), Place::none, false)];
  if (last.stated != 0) return;  // known already: its strings are of another sort
  last.stated = slots.stated_;
  for (std::size_t number = 0; number < kPlaces; ++number) {
    const auto place = static_cast<Place>(number);
    const Slot* slot = slots.find(place);
    const bool in_gap = std::any_of(gaps.begin(), gaps.end(), [&](const Gap& gap) { return gap.place == place; });
    if (slot != nullptr && !in_gap) last.others.emplace_back(place, *slot);
  }
}

// The one behind `from` that goes on like this.
std::uint32_t RequestShapes::step(std::uint32_t from, std::string_view before, Place place, bool is_list) {
  const auto first = from == kNone ? first_ : steps_[from].then;
  for (auto each = first; each != kNone; each = steps_[each].beside) {
    if (steps_[each].before == before && steps_[each].place == place && steps_[each].is_list == is_list) return each;
  }
  const auto made = static_cast<std::uint32_t>(steps_.size());
  steps_.push_back({std::string(before), place, is_list, first, kNone, 0, {}});
  bytes_ += before.size();
  (from == kNone ? first_ : steps_[from].then) = made;
  return made;
}

void RequestShapes::forget() {
  steps_.clear();
  first_ = kNone;
  bytes_ = 0;
}

}  // namespace entente::format
