// What numbers a paragraph, before its mark. Private to the room.
//
// Pure, thread-safe; looks at a bounded piece of text.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente::label {

// A lone kana or Hangul letter or Chinese numeral numbers a paragraph, like "(a)" does.
[[nodiscard]] bool numbers_a_paragraph(char32_t c);

// Digits, a roman numeral or one letter: "12", "IV", "a".
[[nodiscard]] bool is_number_part(std::string_view part);

// "2.1", "1.", "a)", "IV." at the start of `text`: its size, or 0. One part alone needs its point or parenthesis, and
// several need a digit among them ("e.g." numbers nothing).
[[nodiscard]] std::size_t paragraph_number(std::string_view text);

// The content of parentheses that number a paragraph rather than mark it: "1", "ア".
[[nodiscard]] bool is_paragraph_number(std::string_view content);

// A number that may be running text too, at the start of `text`: its size, or 0. At most one word, then a number of at most three
// digits, a roman numeral or a letter, with further parts and a point or colon: "Para 1.", "Section 2", "Annex B:", "4";
// or letters of other scripts with a digit or numeral among them: "十一、", "第3条".
[[nodiscard]] std::size_t named_number(std::string_view text);

}  // namespace entente::label
