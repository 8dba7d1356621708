#include <algorithm>
#include <array>
#include <string>

#include "base/limits.h"
#include "base/text.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/plain_marking.h"
#include "label/scan.h"
#include "label/us_cui.h"

namespace entente::label {
namespace {

constexpr std::size_t kHeadBytes = 512;  // in which a level must begin; invisible characters may stand before it
constexpr std::string_view kEmphasis = "*_~`# \t\r\n\f\v";

// "S", "NS": the portion form of a level, alone on a line, is a letter on a line and not a banner.
bool is_short_form(std::string_view text, const Policy& system) {
  const auto* level = system.level_by_mark(text);
  return level != nullptr && level->portion == text && !level->marks.empty() && level->marks.front() != text;
}

bool has_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A level of the system opens the text, and no word goes on behind it.
bool opens_with_level(std::string_view text, const Policy& system) {
  const auto opens = [&](const std::string& mark) {
    if (mark.empty() || !text.starts_with(mark)) return false;
    const auto next = text.size() == mark.size() ? ' ' : text[mark.size()];
    return static_cast<unsigned char>(next) < 0x80 && !is_ascii_alnum(static_cast<unsigned char>(next));
  };
  const auto reads = [&](const Level& level) {
    return opens(level.portion) || std::any_of(level.marks.begin(), level.marks.end(), opens);
  };
  const auto* cui = cui_token(system);
  return std::any_of(system.levels.begin(), system.levels.end(), reads) || starts_plain_marking(text, system) ||
         (cui != nullptr && std::any_of(cui->marks.begin(), cui->marks.end(), opens));
}

bool has_two_slashes(std::string_view text) {
  constexpr std::string_view kWideSlash = "\uFF0F";
  std::size_t slashes = 0;
  for (std::size_t at = 0; at < text.size() && slashes < 2; ++at) {
    if (text[at] == '/' || (text[at] == kWideSlash.front() && text.substr(at).starts_with(kWideSlash))) ++slashes;
  }
  return slashes == 2;
}

// Every banner opens with a level of the system or has two slashes; most lines of a document do not, and need no reading.
bool may_be_banner(std::string_view text, const Policy& system, const PolicyBook& book) {
  const auto head = text.substr(0, kHeadBytes);
  if (has_two_slashes(text) || opens_with_level(head, system)) return true;
  if (!has_lower_case(text) && begins_with_slip_of_level(text, system, book)) return true;
  const auto seen = visible(head);
  return seen != head && opens_with_level(trimmed(seen), system);
}

// What follows the leading `//` of a foreign or joint mark begins with a party, a mark or something near to a level.
bool names_an_owner(std::string_view text, const PolicyBook& book) {
  const auto word = text.substr(0, text.find_first_of(" /"));
  return book.knows(PartyId{std::string(word)}) || begins_with_level(text, book) || begins_near_level(text, book) ||
         is_all_marks(word, book);
}

// A banner with an error in it: segments, a level (perhaps misspelt) or owner in front, and no running text.
bool is_near_banner(std::string_view text, const Policy& system, const PolicyBook& book) {
  const auto first_end = text.find("//");
  if (first_end == std::string_view::npos) return begins_with_slip_of_level(text, system, book);
  if (has_lower_case(text) && !is_all_marks(text, book)) return false;
  if (first_end == 0) return names_an_owner(trimmed(text.substr(2)), book);
  const auto first = trimmed(text.substr(0, first_end));
  return begins_with_level(first, book) || begins_near_level(first, book);
}

constexpr std::size_t kLabelBytes = 64;
constexpr std::array<std::string_view, 22> kBannerLabels{"classification",
                                                         "security classification",
                                                         "overall classification",
                                                         "document classification",
                                                         "classification level",
                                                         "classification marking",
                                                         "banner",
                                                         "banner line",
                                                         "marking",
                                                         "security marking",
                                                         "protective marking",
                                                         "security level",
                                                         "機密区分",
                                                         "秘密区分",
                                                         "秘区分",
                                                         "区分",
                                                         "格付",
                                                         "분류",
                                                         "보안등급",
                                                         "비밀등급",
                                                         "비밀구분",
                                                         "등급"};

bool announces_banner(std::string_view label) {
  const auto seen = visible(label);
  const auto words = without_ornament(seen);
  return std::any_of(kBannerLabels.begin(), kBannerLabels.end(),
                     [&](std::string_view known) { return equal_ignoring_case(words, known); });
}

}  // namespace

std::string_view behind_banner_label(std::string_view line) {
  constexpr std::string_view kWideColon = "\uFF1A";
  const auto head = line.substr(0, kLabelBytes);
  const auto ascii = head.find(':');
  const auto wide = head.find(kWideColon);
  const auto colon = std::min(ascii, wide);
  if (colon == std::string_view::npos || !announces_banner(line.substr(0, colon))) return {};
  return without_emphasis(line.substr(colon + (colon == ascii ? 1 : kWideColon.size())));
}

bool is_labelled_banner(std::string_view text, const Policy& system, const PolicyBook& book) {
  if (is_banner_line(text, system, book)) return true;
  if (text.empty() || text.size() > limits::kMarkingBytes) return false;
  const auto seen = visible(text);
  return begins_near_level(trimmed(seen), book);
}

std::string_view without_emphasis(std::string_view line) {
  const auto first = line.find_first_not_of(kEmphasis);
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(kEmphasis) - first + 1);
}

bool is_banner_line(std::string_view line, const Policy& system, const PolicyBook& book) {
  const auto text = without_emphasis(line);
  if (text.empty() || text.size() > limits::kMarkingBytes || opens_parenthesis(code_point_at(text, 0).value)) return false;
  if (!may_be_banner(text, system, book)) return false;
  const auto label = parse_marking(text, system, book);
  if (label) return !is_short_form(text, system);
  const auto seen = visible(text);
  if (label.error().code == Code(Fault::look_alike)) return !is_short_form(trimmed(seen), system);
  return is_near_banner(trimmed(seen), system, book);
}

}  // namespace entente::label
