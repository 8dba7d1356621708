#include "document/edge_banner.h"

#include <algorithm>
#include <vector>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

constexpr std::size_t kLongMixed = 8;  // of which two characters may differ
constexpr std::size_t kMixedSize = 6;  // bytes of a level in small letters: a shorter one is near to words

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

bool begins_small(std::string_view word) { return !word.empty() && is_small(word.front()); }

// Bytes of the longest level or token of the system that the text begins with; single ASCII letters are none.
std::size_t piece_at(std::string_view text, const Policy& system, bool levels) {
  std::size_t longest = 0;
  const auto take = [&](std::string_view mark) {
    if (mark.size() > 1 && mark.size() > longest && text.starts_with(mark)) longest = mark.size();
  };
  for (const auto& level : system.levels) std::for_each(level.marks.begin(), level.marks.end(), take);
  for (const auto& token : system.tokens) {
    if (!levels) std::for_each(token.marks.begin(), token.marks.end(), take);
  }
  return longest;
}

// "極秘・特定秘密": a level and nothing but more markings, parted by whatever parts words.
bool is_made_of_marks(std::string_view text, const Policy& system) {
  auto size = piece_at(text, system, true);
  if (size == 0) return false;
  while (size != 0 && size < text.size()) {
    text = text.substr(size);
    const auto point = label::code_point_at(text, 0);
    size = point.valid && label::is_ornament(point.value) ? point.size : piece_at(text, system, false);
  }
  return size != 0;
}

// "NOFORN//SECRET", "JOINT SECRET GBR USA//REL TO USA, GBR", "GBR SECRET": nothing but marks and codes in capitals, a level of
// the system written out among them, though it does not stand where a banner has it.
bool is_banner_in_disorder(std::string_view text, const Policy& system, const PolicyBook& book) {
  bool has_level = false;
  for (std::size_t at = 0; !has_level && at < text.size(); at = std::min(text.find_first_of(" /,", at), text.size() - 1) + 1)
    has_level = label::longest_level_at(system, text.substr(at)).size >= label::kNearSize;
  return has_level && std::none_of(text.begin(), text.end(), is_small) && label::is_all_marks(text, book);
}

// "OFFICAL: Sensitive", "Official: Sensitive Legal-Privilege": nearly a level that is not written in capitals alone, and perhaps
// a few words behind it, each with a capital.
bool begins_near_mixed_level(std::string_view text, const Policy& system) {
  constexpr std::size_t kWordsBehind = 4;
  const auto words = split(text, " ");
  const auto begins_near = [&](std::string_view mark) {
    if (mark.size() < kMixedSize || std::none_of(mark.begin(), mark.end(), is_small)) return false;
    const auto size = split(mark, " ").size();
    if (words.size() < size || words.size() > size + kWordsBehind) return false;
    const auto head = text.substr(0, static_cast<std::size_t>(words[size - 1].data() - text.data()) + words[size - 1].size());
    const auto near = nearest_of(head, {mark});
    return near && near->distance <= (mark.size() < kLongMixed ? 1 : label::kNearDistance) &&
           std::none_of(words.begin() + static_cast<std::ptrdiff_t>(size), words.end(), begins_small);
  };
  return !text.ends_with('.') && std::any_of(system.levels.begin(), system.levels.end(), [&](const label::Level& level) {
    return std::any_of(level.marks.begin(), level.marks.end(), begins_near);
  });
}

// "特定秘蜜", "대외비밀": but for one character a marking of another script.
bool is_near_wide_mark(std::string_view text, const Policy& system) {
  constexpr std::size_t kWideSize = 9;  // bytes of three characters; shorter ones are near to words
  if (text.size() < kWideSize ||
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return false;
  std::vector<std::string_view> known;
  for (const auto& level : system.levels) known.insert(known.end(), level.marks.begin(), level.marks.end());
  for (const auto& token : system.tokens) known.insert(known.end(), token.marks.begin(), token.marks.end());
  const auto near = nearest_of(text, known);
  return near && near->distance == 1 && near->name.size() >= kWideSize;
}

// The short form of a level. In US style they stand in portion marks only.
bool is_short_level(std::string_view text, const Policy& system) {
  const auto* level = system.grammar == label::Grammar::us_style ? nullptr : system.level_by_mark(text);
  return level != nullptr && level->portion == text;
}

constexpr std::size_t kInitials = 2;  // bytes

}  // namespace

bool is_near_banner(std::string_view text, const Policy& system, const PolicyBook& book) {
  if (text.empty() || text.size() > limits::kMarkingBytes) return false;
  if (system.level_by_mark(text) != nullptr) return text.size() > kInitials && is_short_level(text, system);
  if (is_made_of_marks(text, system) || is_banner_in_disorder(text, system, book)) return true;
  if (begins_near_mixed_level(text, system) || is_near_wide_mark(text, system)) return true;
  return std::none_of(text.begin(), text.end(), is_small) && label::begins_near_level(text, book);
}

bool is_two_letter_level(std::string_view text, const Policy& system) {
  return text.size() == kInitials && is_short_level(text, system);
}

bool is_level_with_names(std::string_view text, const Policy& system) {
  constexpr std::size_t kWords = 4;
  const auto level = label::longest_level_at(system, text);
  if (level.level == nullptr || level.level->free || level.size < label::kNearSize || level.size == text.size()) return false;
  const auto words = split(text.substr(level.size), " ");
  return words.size() <= kWords + 1 && !text.ends_with('.') && std::none_of(words.begin(), words.end(), begins_small);
}

}  // namespace entente::document
