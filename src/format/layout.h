// The one layout of a world file (docs/formats/world.md, "Layout"): what `entente world fmt` writes.
//
// Works on tokens, so comments stay and texts are kept as written. The result is parsed again and compared with the original:
// nothing comes out that means something else or lacks a comment; such a result is an error, and so is what the layout does not
// know. Laying out twice changes nothing more. Knows no file's role: the order of keys depends on the table's name alone.
// Does NOT check keys or values: any TOML that codec::parse_toml accepts can be laid out. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/node.h"

namespace entente::format {

inline constexpr std::size_t kLayoutColumns = 120;  // an array that would be wider stands on several lines
inline constexpr std::size_t kAlignedColumns = 60;  // comments behind lines up to this width stand below each other
inline constexpr std::size_t kLayoutIndent = 2;     // for each level of sub-tables, and of an array on several lines

enum class LayoutFault { not_understood = 1, changed };
constexpr std::string_view room_of(LayoutFault) { return "format"; }

// Fails with a fault of codec (no TOML; "line:column: …"), with not_understood (a comment inside an inline table; "line:column:
// …") or with changed (a bug of ours).
[[nodiscard]] Result<std::string> lay_out(std::string_view text);

// Equal but for the order of keys.
[[nodiscard]] bool same_up_to_key_order(const codec::Node& a, const codec::Node& b);

}  // namespace entente::format
