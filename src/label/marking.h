// Markings in and out: banner lines, portion marks and `mark-as` texts of every grammar we know.
//
// Reading is strict where it protects: an unknown token, an unknown party, an empty list, characters that only look like a
// marking (full-width, invisible) make the whole marking invalid, and the error names the token. It is lenient where
// nothing depends on it: banner and portion forms of a token are accepted in either place, and order is not checked here.
// Sources: the published register and manual of US markings (2016), "Register" and sections H.1 to H.9; NATO markings as in
// docs/formats/markings.md. Limits: limits::kMarkingBytes, limits::kMarkingTokens. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

enum class MarkForm { banner = 0, portion };

// Reads `text` under `system`: with or without the parentheses of a portion mark, with or without white space around.
// `banner`, if given, is the document's own label: it completes the short forms "REL" and "JOINT S" of a portion mark,
// which are invalid without it. Also reads what `mark_as` writes, in every grammar.
[[nodiscard]] Result<Label> parse_marking(std::string_view text, const Policy& system, const PolicyBook& book,
                                          const Label* banner = nullptr);

// The marking of `label` in the system of `system`. parse_marking of it yields the label again, except for what no mark
// carries (domain, dates, a release stated beside the mark). Portion marks come with their parentheses.
[[nodiscard]] Result<std::string> render_marking(const Label& label, const Policy& system, const PolicyBook& book, MarkForm form);

// The banner of a whole whose parts were rolled up. As render_marking; but a list on which nobody stands, which no mark can say, is
// left out above the free level, where a release may stand beside the marks: whom each part may go to its own mark says.
[[nodiscard]] Result<std::string> render_banner(Label whole, const Policy& system, const PolicyBook& book);

// What a recipient writes on a received copy: its own level, then the originator with the original marking,
// "極秘 [KOR: 군사II급비밀]". parse_marking of it under `recipient` yields the originator's label.
[[nodiscard]] Result<std::string> mark_as(const LevelName& mapped, const Policy& recipient, const Label& original,
                                          const PolicyBook& book);

// True if parse_marking reads the text as what `mark_as` writes, with its parentheses and white space or without, whether it then
// can be read or not: no system has tokens in brackets with a colon in them.
[[nodiscard]] bool is_received(std::string_view text);

// How a run of text at a place where a portion may open relates to portion marks.
enum class Opening {
  text = 0,  // no mark: ordinary text
  mark,      // a complete portion mark, valid or not (`parse_marking` tells)
  cut,       // a mark that begins and does not end on this line: invalid
};

// The mark is `line.substr(at_bytes, size_bytes - at_bytes)`. What stands before it is ornament: emphasis, quotes, bullets,
// a paragraph number. Invisible characters are no ornament: the mark begins at the first of them, and so is invalid.
struct OpeningMark {
  Opening kind = Opening::text;
  std::size_t size_bytes = 0;  // from the start of the line to the end of the mark with its parentheses; 0 for text
  std::size_t at_bytes = 0;    // where the mark itself begins
  friend bool operator==(const OpeningMark&, const OpeningMark&) = default;
};

// Looks at the start of one physical line or table cell (block markers and white space may be removed already or not).
// Whatever a reader would take for a portion mark is one, also misspelt, lower-case, full-width, in other brackets or with
// invisible characters; "(see above)", "(b)(3)" are text. docs/formats/markings.md, "Opening", has the rule.
// Never reads past the first line break; linear in what it reads, bounded by kMarkingBytes.
[[nodiscard]] OpeningMark opening_mark(std::string_view line, const PolicyBook& book);

// The same, also behind a number with a name to it ("Para 1. (S)", "Annex B: (S)", "4 (S)", "第3条 (S)"). Since that may be running
// text, only what is plainly a marking counts there: neither "(NATO)" nor "(c)".
[[nodiscard]] OpeningMark numbered_opening_mark(std::string_view line, const PolicyBook& book);

// Bytes that numbered_opening_mark passes over before the mark or the text: tags and comments of HTML among them.
[[nodiscard]] std::size_t opening_ornament(std::string_view line, const PolicyBook& book);

// True if readers would take the whole line for a banner of `system`: it parses, and is more than the short form of a level
// ("S"); or it would but for look-alike characters; or it has segments, a level or owner in front, and an error in them
// ("SERCET//NOFORN"). Without parentheses; emphasis (`**`, `#`) may stand around. parse_marking of
// `without_emphasis(line)` tells whether it is valid.
[[nodiscard]] bool is_banner_line(std::string_view line, const Policy& system, const PolicyBook& book);

// What stands behind a label that announces a banner ("Classification: SECRET//NOFORN", "機密区分：極秘"), without emphasis; empty if the
// line has no such label. The labels are a closed list: a banner recognised in error would speak for text without a mark.
[[nodiscard]] std::string_view behind_banner_label(std::string_view line);

// True if readers would take `text`, behind such a label, for a banner: is_banner_line, or near to a level ("SERCET").
[[nodiscard]] bool is_labelled_banner(std::string_view text, const Policy& system, const PolicyBook& book);

// The line without white space, `*`, `_`, `~`, `#` and backticks at both ends.
[[nodiscard]] std::string_view without_emphasis(std::string_view line);

}  // namespace entente::label
