// Text that a portion mark should stand before: for check_document.h.
//
// Paragraphs are told by blank lines, headings and list items, as a reader tells them: a release reads blocks more closely. What
// is written as names, titles and addresses are, only articles, prepositions and conjunctions in small letters, may be the head
// of a letter, a signature, a date, the head of a table: nobody can tell that it is text. Linear in the text. Pure and
// thread-safe. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>

#include "document/found_marks.h"

namespace entente::document {

struct Unmarked {
  std::size_t paragraphs = 0;    // with text and without a mark
  std::uint32_t first_line = 0;  // of the first of those
  label::Span first;             // its first line with text
};

// `found`: of find_marks(text, system, …). Under systems whose list items stand under the mark above them, items, tables, code
// and what is indented further count as the paragraph before them does. Lines of the classification authority block, and the
// notices that the manual prescribes, are no text.
[[nodiscard]] Unmarked find_unmarked(std::string_view text, const FoundMarks& found, const label::Policy& system);

}  // namespace entente::document
