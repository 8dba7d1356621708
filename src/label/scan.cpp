#include "label/scan.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace entente::label {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// General punctuation to dingbats, CJK punctuation (without its letters 々〆〇), small and full-width forms, pictures.
constexpr std::array<Range, 17> kOrnaments{{{0x80, 0xA9},
                                            {0xAB, 0xB1},
                                            {0xB4, 0xB4},
                                            {0xB6, 0xB8},
                                            {0xBB, 0xBB},
                                            {0xBF, 0xBF},
                                            {0xD7, 0xD7},
                                            {0xF7, 0xF7},
                                            {0x2000, 0x206F},
                                            {0x2190, 0x245F},
                                            {0x2500, 0x2BFF},
                                            {0x2E00, 0x2E7F},
                                            {0x3000, 0x3004},
                                            {0x3008, 0x3020},
                                            {0xFE10, 0xFE6F},
                                            {0xFF5B, 0xFF65},
                                            {0x1F300, 0x1FAFF}}};
constexpr std::array<Range, 4> kFullWidth{{{0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0x30FB, 0x30FB}}};

constexpr std::array<char32_t, 12> kOpening{U'(',   0xFF08, 0xFE59, 0xFE35, 0x207D, 0x208D,
                                            0x2768, 0x276A, 0x27EE, 0x2985, 0x2E28, 0xFF5F};
constexpr std::array<char32_t, 12> kClosing{U')',   0xFF09, 0xFE5A, 0xFE36, 0x207E, 0x208E,
                                            0x2769, 0x276B, 0x27EF, 0x2986, 0x2E29, 0xFF60};
constexpr char32_t kOrnateOpening = 0xFD3E;  // these two are named the other way round
constexpr char32_t kOrnateClosing = 0xFD3F;

struct Bracket {
  char32_t open;
  char32_t close;
};
constexpr std::array<Bracket, 12> kBrackets{{{U'[', U']'},
                                             {U'{', U'}'},
                                             {0xFF3B, 0xFF3D},
                                             {0xFF5B, 0xFF5D},
                                             {0x3008, 0x3009},
                                             {0x300A, 0x300B},
                                             {0x300C, 0x300D},
                                             {0x300E, 0x300F},
                                             {0x3010, 0x3011},
                                             {0x3014, 0x3015},
                                             {0x3016, 0x3017},
                                             {0x27E8, 0x27E9}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return c >= range.first && c <= range.last; });
}

std::size_t sequence_size(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

char32_t least_of_size(std::size_t size) { return size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000; }

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto size = sequence_size(first);
  if (size == 1) return {first, 1, true};
  if (size == 0 || text.size() - at < size) return {};
  char32_t value = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least_of_size(size) || value > 0x10FFFF || surrogate) return {};
  return {value, size, true};
}

bool is_ascii_alnum(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

bool is_ornament(char32_t c) {
  if (c < 0x80) return !is_ascii_alnum(c);
  return within(kOrnaments, c) || within(kFullWidth, c);
}

std::string_view without_ornament(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    if (point.valid && !is_ornament(point.value)) {
      begin = std::min(begin, at);
      end = at + point.size;
    }
    at += point.size;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view{};
}

std::string visible(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  if (first_invalid_utf8(text) == std::string_view::npos) return skeleton(text);
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    if (point.valid) valid.append(text.substr(at, point.size));
    at += point.size;
  }
  return skeleton(valid);
}

bool opens_parenthesis(char32_t c) {
  return c == kOrnateOpening || std::find(kOpening.begin(), kOpening.end(), c) != kOpening.end();
}

bool closes_parenthesis(char32_t c) {
  return c == kOrnateClosing || std::find(kClosing.begin(), kClosing.end(), c) != kClosing.end();
}

char32_t closing_bracket(char32_t c) {
  const auto found = std::find_if(kBrackets.begin(), kBrackets.end(), [&](const Bracket& bracket) { return bracket.open == c; });
  return found == kBrackets.end() ? 0 : found->close;
}

}  // namespace entente::label
