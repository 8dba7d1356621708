// A US-style marking taken apart without ever refusing it: level or owner, then the pieces behind it, each with its place and
// with the text that should stand there. Private to the room.
//
// Findings about separators, forms, spelling and lists are made here, since here it is known what was written where; what the
// pieces say together (order, repetition, content) is judged in check_us.cpp. Sources: the US manual (2016), A.6, C, D and H.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "label/check_parts.h"
#include "label/us_path.h"

namespace entente::label {

struct UsPiece {
  Span span;
  Span separator;                  // what stands before it: "//", "/" or something wrong
  std::string text;                // as it should be written; empty: nothing should stand there
  std::string key;                 // equal for pieces that say the same; the token for lists
  const Token* token = nullptr;    // of the system; null: of another policy, unpublished, or unknown
  std::optional<Segment> segment;  // absent: unknown
  std::string lead{};              // written before the first piece of its segment only: "SAR-"
  std::optional<UsPath> path{};    // of control systems, programs and atomic energy markings; `text` is its text
};

struct UsPieces {
  Span opening;                 // level, or owner with its two slashes
  std::string opening_text;     // as it should be written; empty: not told
  std::string opening_read_as;  // what stands for it where it is sound but cannot be read; else empty
  std::vector<UsPiece> pieces;  // in the order of the text
  bool doubtful = false;        // a name may be a slip, so that nothing about the marking is certain
  bool cui_alone = false;       // the opening is CUI: its controls stand by name
  bool needs_banner = false;    // "REL" or "JOINT S", and no banner to take the list from
};

[[nodiscard]] UsPieces take_apart(const CheckedText& checked, Findings& findings);

}  // namespace entente::label
