// Finds every mark a reader would see on the lines of a text, for check_document.h. Says nothing about validity.
//
// Lines are looked at by themselves: blocks matter to a release, not to a check. What opens a line, a table cell or a subject
// marks its text, and so does a mark at the end of a title. A mark inside text marks nothing: it is an example, and counts as one
// only where it can be nothing else (in parentheses, a level in front, segments behind). So does one in code, between two fences
// or in backticks; behind a fence that nothing closes all is text. Linear in the text. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "document/odd_opening.h"
#include "label/finding.h"
#include "label/policy.h"

namespace entente::document {

// opening: of a line, cell, subject or title. inside: of nothing, an example.
enum class MarkPlace { opening = 0, banner, inside };

struct FoundMark {
  label::Span span;  // bytes of the text
  std::uint32_t line = 0;
  std::size_t line_begin = 0;  // behind a byte order mark
  MarkPlace place = MarkPlace::opening;
};

// What a reader takes for a mark though it is none that can be read (odd_opening.h).
struct FoundOddity {
  Oddity kind = Oddity::none;
  label::Span span;  // bytes of the text
  std::uint32_t line = 0;
  std::size_t line_begin = 0;
};

struct FoundMarks {
  std::vector<FoundMark> marks;       // in the order of the text; none overlap
  std::vector<FoundOddity> oddities;  // likewise; the first kErrorsReported
  std::size_t more_oddities = 0;
  std::vector<label::Span> code;  // what stands between fences, where both of them stand; in the order of the text
};

[[nodiscard]] FoundMarks find_marks(std::string_view text, const label::Policy& system, const label::PolicyBook& book);

// True if no system of the book has a mark in the text, nor what is nearly one. One pass, however many there are.
[[nodiscard]] bool is_unmarked(std::string_view text, const label::PolicyBook& book);

// The banner that is a whole line, or stands behind a label or at the edge of a page line: its bytes of the line; empty if none.
[[nodiscard]] std::string_view banner_on_line(std::string_view line, const label::Policy& system, const label::PolicyBook& book);

// Calls `take` with every line without its end, where it begins and its number, until it says no. A byte order mark at the start
// of the text is passed over.
void for_each_line(std::string_view text, const std::function<bool(std::string_view, std::size_t, std::uint32_t)>& take);

}  // namespace entente::document
