// Code points of text that may be hostile, and what a reader sees in them. Private to the room.
//
// Only what finding a mark needs: no full character database (skeleton() in base/text.h has one). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::label {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  // bytes; 1 for a byte that is not part of valid UTF-8
  bool valid = false;
};

// `at` is inside `text`.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

// Of ASCII, but for the tab.
[[nodiscard]] constexpr bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }
[[nodiscard]] bool is_ascii_alnum(char32_t c);

// Punctuation, symbols, pictures and white space, of ASCII and the common blocks beyond: whatever may stand around a mark
// as ornament. Letters and digits of every script are not; characters of rare blocks count as letters.
[[nodiscard]] bool is_ornament(char32_t c);

// White space and ornament off both ends.
[[nodiscard]] std::string_view without_ornament(std::string_view text);

// skeleton() of the text without the bytes that are not UTF-8.
[[nodiscard]] std::string visible(std::string_view text);

// A parenthesis, or a character that looks like one, in either direction.
[[nodiscard]] bool opens_parenthesis(char32_t c);
[[nodiscard]] bool closes_parenthesis(char32_t c);

// The bracket that closes `c` if `c` is a square, curly, angle or corner bracket; else 0.
[[nodiscard]] char32_t closing_bracket(char32_t c);

}  // namespace entente::label
