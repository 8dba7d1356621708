// The releasable copy of a document: the bytes of the portions that go, and a neutral line for each that does not.
//
// What the copy shows depends only on the released portions and on how many others lie between them: never on the text,
// length, mark or blank lines of what is withheld, and on no banner line. Released text is copied byte for byte, except in a
// table of which something is withheld: there columns are set with one space, since their width tells the longest cell.
// Does NOT decide anything, and does NOT mend Markdown that has lost a part (a fence, a list's first item).
// Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/portions.h"
#include "document/segment.h"

namespace entente::document {

// hide: withheld portions leave nothing, so that not even their number shows; cells stay, empty.
enum class Withheld { neutral_line = 0, hide };

inline constexpr std::string_view kNeutralLine = "[withheld]";

struct Redaction {
  std::vector<bool> released;  // per portion of the document
  Withheld withheld = Withheld::neutral_line;
  std::vector<std::string> heading;  // lines above and below the text: the new banner, the recipients' marks, the originator
};

[[nodiscard]] std::string redact(std::string_view text, const std::vector<Segment>& segments, const Document& document,
                                 const Redaction& redaction);

}  // namespace entente::document
