#include "codec/xml_scan.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::codec {
namespace {

std::int64_t line_of(std::string_view bytes, std::size_t offset) {
  return 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
}

std::size_t behind(std::string_view bytes, std::size_t from, std::string_view terminator) {
  const auto found = bytes.find(terminator, from);
  return found == std::string_view::npos ? bytes.size() : found + terminator.size();
}

struct Tag {
  std::size_t end = 0;
  std::size_t attributes = 0;  // equals signs outside quotes: never fewer than the parser will see
};

Tag scan_tag(std::string_view bytes, std::size_t at) {
  Tag tag;
  for (; at < bytes.size() && bytes[at] != '>'; ++at) {
    if (bytes[at] == '=') ++tag.attributes;
    if (bytes[at] == '"' || bytes[at] == '\'') at = behind(bytes, at + 1, bytes.substr(at, 1)) - 1;
  }
  tag.end = std::min(at + 1, bytes.size());
  return tag;
}

}  // namespace

Result<void> scan_xml(std::string_view bytes, const XmlLimits& limits) {
  if (bytes.size() > limits.bytes) {
    return fail(CodecFault::too_large, fmt::format("line 1: XML text has {} bytes, limit {}", bytes.size(), limits.bytes));
  }
  if (bytes.empty()) return fail(CodecFault::malformed, "line 1: XML text is empty");
  if (const auto at = first_invalid_utf8(bytes); at != std::string_view::npos) {
    return fail(CodecFault::malformed, fmt::format("line {}: not UTF-8", line_of(bytes, at)));
  }
  // The parser takes a NUL for the end of the text and would not see what follows.
  if (const auto at = bytes.find('\0'); at != std::string_view::npos) {
    return fail(CodecFault::malformed, fmt::format("line {}: NUL byte", line_of(bytes, at)));
  }
  std::size_t at = bytes.find('<');
  while (at < bytes.size()) {
    const auto rest = bytes.substr(at);
    if (rest.starts_with("<!--")) {
      at = behind(bytes, at + 4, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at = behind(bytes, at, "]]>");
    } else if (rest.starts_with("<?")) {
      at = behind(bytes, at, "?>");
    } else {
      const auto tag = scan_tag(bytes, at + 1);
      if (tag.attributes > limits.attributes) {
        return fail(CodecFault::too_many, fmt::format("line {}: element has {} attributes, limit {}", line_of(bytes, at),
                                                      tag.attributes, limits.attributes));
      }
      at = tag.end;
    }
    at = bytes.find('<', at);
  }
  return {};
}

}  // namespace entente::codec
