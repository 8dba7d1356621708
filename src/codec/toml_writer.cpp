#include "codec/toml_writer.h"

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"

namespace entente::codec {

std::string toml_string(std::string_view text) {
  CHECK(first_invalid_utf8(text) == std::string_view::npos);
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append(1, '\\').append(1, c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string toml_strings(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (const auto& text : texts) parts.push_back(toml_string(text));
  return "[" + join(parts, ", ") + "]";
}

}  // namespace entente::codec
