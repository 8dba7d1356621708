// What stands where a portion may open and is no sound mark, though a reader takes it for one: told alike to a check, which calls
// it an error, and to a release, which withholds it.
//
// Also which letters only number paragraphs, and which marks at the end of a line or behind a colon a reader takes for marks of
// the text beside. Pure and thread-safe, linear in the line. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/whose_marks.h"
#include "label/marking.h"
#include "label/policy.h"

namespace entente::document {

enum class Oddity : std::uint8_t {
  none = 0,
  goes_on,  // "(S//REL TO USA, GBR)//NF text": behind its parenthesis
  second,   // "(S) [TS//SI] text": another mark behind the first
  control,  // "(S//REL TO USA, GBR): NF text": what narrows stands behind a mark that lacks it
  named,    // a word of the text: the same behind a mark of the free level, which no control narrows, or "(S) SI text"
  bare,     // "S//NF text", "//NATO SECRET text", "TOP SECRET the text": a marking without parentheses
};

struct OddOpening {
  Oddity kind = Oddity::none;
  std::string_view part;  // of the line: what is odd
};

// True for what spoils its portion; `named` is only told.
[[nodiscard]] bool spoils(Oddity kind);

// `content`: of a line or table cell, with block markers or without; `opening`: label::numbered_opening_mark of it. Levels
// without slashes count where a block `begins` only: elsewhere a line of text may begin so. A banner in its place begins like a
// marking too, so whoever asks looks for banners before.
[[nodiscard]] OddOpening odd_opening(std::string_view content, const label::OpeningMark& opening, bool begins,
                                     const Systems& systems, const label::PolicyBook& book);

// The marks in running text of the line from `from` on: in parentheses, a level or an owner in front and segments behind, and no
// template such as "(S//REL TO [USA, LIST])"; a level in capitals alone, "text (S)", only where it stands apart (below).
[[nodiscard]] std::vector<std::string_view> marks_in_text(std::string_view line, std::size_t from, const Systems& systems,
                                                          const label::PolicyBook& book);

// True for such a mark alone.
[[nodiscard]] bool is_plainly_mark(std::string_view mark, const Systems& systems, const label::PolicyBook& book);

// The mark, a part of the text, ends its line or cell, or stands behind a colon: who writes it there means it for the text
// beside. In backticks it is an example.
[[nodiscard]] bool stands_apart(std::string_view text, std::string_view mark);

// Where the next field of a line begins to be parted off: a `|`, full-width or not, or a tab; npos if none does.
[[nodiscard]] std::size_t next_field_end(std::string_view line, std::size_t from);
// True if the text begins with what parts fields.
[[nodiscard]] bool begins_field(std::string_view text);

// Letters in parentheses that number paragraphs, told as the lines of a document come.
class Enumeration {
 public:
  enum class Item : std::uint8_t { none = 0, small, capital };

  // "(c) text" where a line before began with "(b)", where no level has that letter, or before a year; "(C) text" where the lines
  // before it with a mark began with "(A)" and "(B)". An "(A)" is taken for a mark until "(B)" follows.
  [[nodiscard]] Item take(std::string_view line, const Systems& systems);
  // Another mark opened a line: a list of capitals ends.
  void interrupt() { capitals_ = 0; }
  [[nodiscard]] bool has_begun() const { return capitals_ == 1; }  // "(A)" was the last

 private:
  std::uint32_t small_ = 0;  // one bit for each letter that a line began with
  int capitals_ = 0;         // in sequence, from (A)
};

}  // namespace entente::document
