// Where the blocks of a Markdown (or plain text) document lie: every line and table cell with the block it belongs to.
//
// The block structure is that of CommonMark 0.29 with the tables of GFM. Nothing is rendered: links, emphasis and entities
// stay bytes. Link definitions count as paragraphs, and a line break is LF, CR LF or CR, as in CommonMark.
// Refuses what is not text (a NUL or another control character, invalid UTF-8) and what is over the limits kDocument* of
// base/limits.h; so that hostile input costs neither memory nor time, all characters that only matter inside a line are
// taken out of the parser's sight first. Stays under 300 MB within those limits. Pure and thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/segment.h"

namespace entente::format {

enum class MarkdownFault { not_text = 1, over_limit };
constexpr std::string_view room_of(MarkdownFault) { return "format.markdown"; }

// The segments of `text`, which must outlive nothing: segments hold offsets. Empty text has no segments.
// The message of a failure names the line and the limit, never the text.
[[nodiscard]] Result<std::vector<document::Segment>> read_markdown(std::string_view text);

}  // namespace entente::format
