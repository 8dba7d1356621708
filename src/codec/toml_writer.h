// Text into TOML: the one way in which texts of others get into a world file that we write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::codec {

// A basic string with its quotes, on one line: quotes, backslashes, line breaks and control characters are escaped, so nothing in
// `text` can end it. parse_toml gives `text` back. `text` must be UTF-8 (CHECK).
[[nodiscard]] std::string toml_string(std::string_view text);

// ["a", "b"]
[[nodiscard]] std::string toml_strings(const std::vector<std::string>& texts);

}  // namespace entente::codec
