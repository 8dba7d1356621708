#include "label/numbering.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "label/scan.h"

namespace entente::label {
namespace {

constexpr std::size_t kNumberBytes = 5;        // one part of a paragraph number
constexpr std::size_t kNamedDigits = 3;        // behind a word: "In 2016 (S)" is text
constexpr std::size_t kWordCharacters = 16;    // before a number
constexpr std::size_t kNumeralCharacters = 8;  // a number in another script
constexpr std::size_t kNamedParts = 8;         // "Section 2.1.3"

// A point, parenthesis, comma or wide space that ends a paragraph number: its size, or 0.
std::size_t number_end(std::string_view text, std::size_t at) {
  constexpr std::u32string_view kEnds = U".):\uFF0E\uFF09\uFF1A\u3001\u3002\u3000";
  if (at >= text.size()) return 0;
  const auto point = code_point_at(text, at);
  return kEnds.find(point.value) != std::u32string_view::npos && point.valid ? point.size : 0;
}

// Letters and digits of any script, as far as they stand together.
struct Run {
  std::string_view text;
  std::size_t characters = 0;
  bool ascii = true;
  bool numeral = false;  // holds a digit, or a Chinese numeral
  bool letter = false;   // holds an ASCII letter
  std::size_t digits = 0;
};

Run run_at(std::string_view text, std::size_t begin) {
  constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九十百";
  Run run;
  auto at = begin;
  while (at < text.size() && run.characters <= kWordCharacters) {
    const auto point = code_point_at(text, at);
    if (!point.valid || is_ornament(point.value)) break;
    const auto c = point.value;
    const bool full_width_digit = c >= 0xFF10 && c <= 0xFF19;
    const bool digit = (c >= U'0' && c <= U'9') || full_width_digit;
    run.digits += digit ? 1 : 0;
    run.numeral = run.numeral || digit || kNumerals.find(c) != std::u32string_view::npos;
    run.letter = run.letter || (c < 0x80 && !digit) || (c >= 0xFF21 && c <= 0xFF3A);
    run.ascii = run.ascii && c < 0x80;
    ++run.characters;
    at += point.size;
  }
  run.text = text.substr(begin, at - begin);
  return run;
}

bool is_number(const Run& run) {
  if (run.text.empty() || run.digits > kNamedDigits) return false;
  if (!run.ascii) return run.characters <= kNumeralCharacters && (run.numeral || run.letter);
  if (run.digits == 0) return is_number_part(run.text);
  const auto letters = run.characters - run.digits;
  return letters == 0 || (letters == 1 && run.text.back() > '9');
}

bool is_word(const Run& run) {
  return !run.text.empty() && !run.numeral && run.characters <= kWordCharacters && (run.characters > 1 || !run.ascii);
}

// White space and the point of an abbreviation behind a word; where the number begins.
std::size_t behind_word(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '.') ++at;
  while (at < text.size()) {
    const auto point = code_point_at(text, at);
    const bool space =
        point.valid && (point.value == U' ' || point.value == U'\t' || point.value == 0xA0 || point.value == 0x3000);
    if (!space) break;
    at += point.size;
  }
  return at;
}

}  // namespace

bool numbers_a_paragraph(char32_t c) {
  constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九十";
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) || kNumerals.find(c) != std::u32string_view::npos;
}

bool is_number_part(std::string_view part) {
  if (part.empty() || part.size() > kNumberBytes) return false;
  const auto only = [&](std::string_view set) { return part.find_first_not_of(set) == std::string_view::npos; };
  return only("0123456789") || only("ivxlcIVXLC") || (part.size() == 1 && is_ascii_alnum(static_cast<unsigned char>(part[0])));
}

std::size_t paragraph_number(std::string_view text) {
  std::size_t at = 0;
  std::size_t parts = 0;
  bool closed = false;
  while (at < text.size() && (parts == 0 || closed)) {
    std::size_t end = at;
    while (end < text.size() && is_ascii_alnum(static_cast<unsigned char>(text[end]))) ++end;
    if (end == at) break;
    if (!is_number_part(text.substr(at, end - at))) return 0;
    ++parts;
    const auto closing = number_end(text, end);
    closed = closing != 0;
    at = end + closing;
  }
  const bool digits = text.substr(0, at).find_first_of("0123456789") != std::string_view::npos;
  const bool whole = parts == 1 ? closed : digits;
  return whole && (at == text.size() || !is_ascii_alnum(static_cast<unsigned char>(text[at]))) ? at : 0;
}

bool is_paragraph_number(std::string_view content) {
  const auto seen = visible(content);
  const auto text = trimmed(seen);
  if (text.empty()) return false;
  const auto point = code_point_at(text, 0);
  return is_number_part(text) || (point.size == text.size() && numbers_a_paragraph(point.value));
}

std::size_t named_number(std::string_view text) {
  constexpr std::string_view kJoints = ".-/";
  auto run = run_at(text, 0);
  auto at = run.text.size();
  if (!is_number(run)) {
    if (!is_word(run)) return 0;
    at = behind_word(text, at);
    run = run_at(text, at);
    if (!is_number(run)) return 0;
    at += run.text.size();
  }
  bool digits = run.digits != 0;
  std::size_t parts = 1;
  for (; parts < kNamedParts && at < text.size() && kJoints.find(text[at]) != std::string_view::npos; ++parts) {
    const auto more = run_at(text, at + 1);
    if (more.text.empty()) break;
    if (!is_number(more)) return 0;
    digits = digits || more.digits != 0;
    at += 1 + more.text.size();
  }
  if (parts > 1 && !digits) return 0;  // "e.g.", "U.S."
  at += number_end(text, at);
  const auto next = at < text.size() ? code_point_at(text, at) : CodePoint{};
  return next.valid && !is_ornament(next.value) ? 0 : at;
}

}  // namespace entente::label
