// How the pieces of one US marking stand together: separators, repetition and order. Private to the room.
//
// Corrections only move what stands there: all pieces, with all their words, are in the text again.
#pragma once

#include <string>
#include <string_view>

#include "label/check_parts.h"
#include "label/us_pieces.h"

namespace entente::label {

// Judges `pieces` of `text`, and leaves them as they should stand: each once, those of one system together, in order.
void check_us_order(const CheckedText& checked, std::string_view text, UsPieces& pieces, Findings& findings);

// Puts one more piece where it stands among those that are in order.
void insert_in_order(const CheckedText& checked, UsPieces& pieces, UsPiece piece);

// The pieces behind the opening as one text: a segment for each category, in the order in which they first occur.
[[nodiscard]] std::string text_of(const UsPieces& pieces, const std::string& opening);

}  // namespace entente::label
