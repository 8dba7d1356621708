// XML: no input crashes, expands beyond its own size, or yields text that is not UTF-8; lines never run backwards.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "codec/xml.h"

namespace {

bool is_text(std::string_view text) {
  return entente::first_invalid_utf8(text) == std::string_view::npos && text.find('\0') == std::string_view::npos;
}

// Returns the bytes of text and values in the tree.
std::size_t check_tree(const entente::codec::XmlElement& element, std::uint32_t& last_line) {
  CHECK(element.line >= last_line);
  last_line = element.line;
  CHECK(!element.name.empty() && is_text(element.name) && is_text(element.text) && is_text(element.space.uri()));
  std::size_t bytes = element.text.size();
  for (const auto& attribute : element.attributes) {
    CHECK(!attribute.name.empty() && is_text(attribute.name) && is_text(attribute.value));
    CHECK(element.attribute(attribute.name, attribute.space.uri()) == &attribute.value);
    bytes += attribute.value.size();
  }
  for (const auto& child : element.children) bytes += check_tree(child, last_line);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto root = entente::codec::parse_xml(text);
  if (!root) {
    CHECK(entente::first_invalid_utf8(root.error().message) == std::string_view::npos);
    return 0;
  }
  CHECK(text.find("<!ENTITY") == std::string_view::npos || text.find("<!DOCTYPE") == std::string_view::npos ||
        text.find("<!--") != std::string_view::npos || text.find("<![CDATA[") != std::string_view::npos ||
        text.find("<?") != std::string_view::npos);
  std::uint32_t line = 1;
  CHECK(check_tree(*root, line) <= size);
  return 0;
}
