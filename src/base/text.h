// Text as bytes that may be hostile: UTF-8 checks, safe quoting for messages, the skeleton that look-alikes share.
//
// All functions are pure and never throw; invalid UTF-8 is handled, not assumed away. Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// Byte offset of the first byte that is not part of valid UTF-8, or npos.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

// In backticks, control and invalid bytes escaped as \xNN, cut after 80 bytes with "…". For error messages.
[[nodiscard]] std::string quoted(std::string_view text);
// Takes precedence over std::quoted, which argument-dependent lookup would otherwise find for a std::string.
[[nodiscard]] inline std::string quoted(const std::string& text) { return quoted(std::string_view(text)); }

// NFKC with invisible (default-ignorable and format) characters removed and white space folded to U+0020: what a reader
// sees. Text that differs from its skeleton but whose skeleton is a marking is a look-alike, hence an invalid marking.
// Invalid UTF-8 yields an empty string.
[[nodiscard]] std::string skeleton(std::string_view text);

// For searching: NFKC with the case folded, so that "GeHeim" finds "GEHEIM". Invalid UTF-8 yields an empty string.
[[nodiscard]] std::string case_folded(std::string_view text);

// Columns on a terminal: East Asian wide characters count two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view text);

// ASCII white space off both ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, std::string_view separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace entente
