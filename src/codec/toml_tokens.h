// TOML's lexical level with nothing dropped: what a formatter works on, since parse_toml loses comments and how texts are
// written.
//
// Knows where comments, strings, words and marks begin and end, and nothing about tables or keys. Meant for text that parse_toml
// accepts; whatever this does not know (an unclosed string, a letter beyond ASCII outside quotes) is refused with its place,
// never skipped. The tokens and the white space between them are the whole text. Linear; tokens point into `text`. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace entente::codec {

enum class TomlPiece : std::uint8_t {
  line_end = 0,  // LF or CR LF outside a string
  comment,       // from `#`, without white space at its end
  string,        // with its quotes, as written; may span lines
  word,          // bare key, number, true, false; dots belong to it, so `a.b` is one word and `a . b` three
  mark,          // one of `[ ] { } , =`
};

struct TomlToken {
  TomlPiece piece = TomlPiece::line_end;
  std::string_view text;
  std::size_t offset = 0;  // of its first byte; toml_position gives line and column
};

// `text` is UTF-8 without byte order mark. Fails with forbidden, "line:column: …".
[[nodiscard]] Result<std::vector<TomlToken>> tokenize_toml(std::string_view text);

}  // namespace entente::codec
