// Marks that open a line for the reader though not for the parser of lines: behind a form feed, a line separator or a
// `<br>` inside a physical line.
//
// Such a mark opens no portion of its own (its text cannot be told from what is before it), so the portion it stands in is
// decided under it too. The same goes for a mark in a tag or comment before the text. A mark behind ordinary text stays text.
// Pure and thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "label/policy.h"

namespace entente::document {

inline constexpr std::size_t kBreaksPerLine = 64;  // looked at in one line; more make the line's last mark a cut one

struct InsideMark {
  std::string_view text;  // the mark as written, a view into the line
  bool cut = false;       // begins and does not end on the line, or stands behind too many breaks: invalid
};

[[nodiscard]] std::vector<InsideMark> marks_inside(std::string_view line, const label::PolicyBook& book);

// Marks in the tags, comments and instructions of HTML that stand before the text of a line: in attributes, and banners in their
// place. `ornament` is what label::opening_ornament passes over. More than kBreaksPerLine looks make the last a cut one.
[[nodiscard]] std::vector<InsideMark> marks_in_tags(std::string_view ornament, const label::PolicyBook& book);

}  // namespace entente::document
