// The check that bytes are harmless for the XML parser, whose cost grows with the square of the attributes of one element.
//
// Knows comments, CDATA sections, processing instructions and start tags, nothing else: bytes that pass may still be no XML.
// Linear in time, constant in memory. Used by parse_xml only.
#pragma once

#include <string_view>

#include "base/result.h"
#include "codec/xml.h"

namespace entente::codec {

// Fails with too_large (bytes), malformed (empty, not UTF-8, a NUL) or too_many (attributes of one element).
[[nodiscard]] Result<void> scan_xml(std::string_view bytes, const XmlLimits& limits);

}  // namespace entente::codec
