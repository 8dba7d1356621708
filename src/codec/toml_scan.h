// The check that a TOML text is harmless for the parser library, which recurses once per dot and per bracket.
//
// Knows strings, comments, brackets and where a key ends, nothing else: a text that passes may still be no TOML. What it
// counts never falls short of what the parser would see up to the parser's first error. Used by parse_toml only.
#pragma once

#include <string_view>

#include "base/result.h"
#include "codec/node.h"
#include "codec/toml.h"

namespace entente::codec {

// `text` is UTF-8 without byte order mark. Linear in time, constant in memory.
// Fails with too_deep (brackets), too_many (dots), too_large (one key or unquoted value) or malformed (unquoted beyond ASCII).
[[nodiscard]] Result<void> scan_toml(std::string_view text, const TomlLimits& limits);

// Line and column (in characters) of a byte of the text.
[[nodiscard]] Position toml_position(std::string_view text, std::size_t offset);

}  // namespace entente::codec
