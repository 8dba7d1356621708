#include "codec/json_cause.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::codec {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kEscapeBytes = 6;  // \u and four digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The unit of UTF-16 that the escape at `at` stands for.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
  if (at >= text.size() || !text.substr(at).starts_with("\\u")) return std::nullopt;
  const auto digits = text.substr(at + 2, kEscapeBytes - 2);
  unsigned unit = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
  const bool whole = digits.size() == kEscapeBytes - 2 && read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return whole ? std::optional(unit) : std::nullopt;
}

bool leads(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool trails(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

// The first escape before or at `end` that is half of a pair without the other. A string's text is valid up to there.
std::optional<std::size_t> lone_surrogate(std::string_view text, std::size_t end) {
  for (std::size_t at = 0; at < std::min(end, text.size()); ++at) {
    if (text[at] != '\\') continue;
    if (const auto unit = escaped_unit(text, at)) {
      const auto next = escaped_unit(text, at + kEscapeBytes);
      const bool paired = leads(*unit) && next && trails(*next);
      if (!paired && (leads(*unit) || trails(*unit))) return at;
      if (paired) at += kEscapeBytes;
    }
    ++at;  // what is escaped begins no escape of its own
  }
  return std::nullopt;
}

// The word or number around `at`, its sign before it.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t first = at;
  while (first > 0 && is_of_word(text[first - 1])) --first;
  std::size_t last = std::max(first, at);
  while (last < text.size() && is_of_word(text[last])) ++last;
  return text.substr(first, last - first);
}

std::string of_word(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::array<std::string_view, 3> kNoNumbers{"nan", "inf", "infinity"};
  constexpr std::array<std::string_view, 5> kOtherWords{"true", "false", "null", "none", "undefined"};
  if (std::find(kNoNumbers.begin(), kNoNumbers.end(), lower) != kNoNumbers.end())
    return fmt::format("{} is no number here", quoted(word));
  if (std::find(kOtherWords.begin(), kOtherWords.end(), lower) != kOtherWords.end())
    return fmt::format("{} is no word here; there are true, false and null", quoted(word));
  if (lower.starts_with("0x")) return fmt::format("{} is no number here; numbers are decimal", quoted(word));
  const bool begins_with_zero = word.size() > 1 && word[0] == '0' && std::all_of(word.begin(), word.end(), is_digit);
  return begins_with_zero ? fmt::format("number {} begins with a zero", quoted(word)) : std::string();
}

std::string of_sign(std::string_view text, std::size_t at) {
  const auto before = text.find_last_not_of(" \t\r\n", at == 0 ? 0 : at - 1);
  const bool behind_comma = at > 0 && before != std::string_view::npos && text[before] == ',';
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (text[at]) {
    case '}':
    case ']':
      return behind_comma ? "nothing follows the comma" : "";
    case '/':
      return next == '/' || next == '*' ? "comments are not allowed" : "";
    case '#':
      return "comments are not allowed";
    case '\'':
      return "texts stand in double quotation marks";
    case '+':
      return "a number begins with a digit or a minus";
    case '.':
      return "a number has digits on both sides of its point";
    default:
      return "";
  }
}

}  // namespace

JsonCause json_cause(std::string_view text, std::size_t at) {
  if (text.starts_with(kByteOrderMark)) return {0, "it begins with a byte order mark"};
  if (const auto bad = first_invalid_utf8(text); bad <= at && bad < text.size())
    return {bad, fmt::format("not UTF-8: byte 0x{:02x}", static_cast<unsigned char>(text[bad]))};
  if (const auto lone = lone_surrogate(text, at))
    return {*lone, fmt::format("lone surrogate {}", text.substr(*lone, kEscapeBytes))};
  if (at == text.size()) {
    const bool number = at > 1 && text[at - 1] == '.' && is_digit(text[at - 2]);
    return {at, number ? of_sign(text, at - 1) : std::string()};
  }
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20 || byte == 0x7F)
    return {at, fmt::format("control character 0x{0:02x}; in a text it is written \\u{0:04x}", byte)};
  if (at > 0 && text[at - 1] == '.' && !is_digit(text[at])) return {at, of_sign(text, at - 1)};
  auto what = of_sign(text, at);
  return {at, what.empty() ? of_word(word_at(text, at)) : std::move(what)};
}

}  // namespace entente::codec
