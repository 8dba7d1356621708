// Pieces of this room's messages: text of others made safe to print. Used inside the room only.
//
// The result is valid UTF-8 without control, format or invisible characters, whatever the input. Thread-safe; never fails.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace entente::codec {

inline constexpr std::size_t kForeignMessageBytes = 400;  // of another library's message; the rest is cut

// What a parser library says about the input, which may quote parts of it: escaped like `quoted`, but without backticks.
[[nodiscard]] std::string escaped(std::string_view foreign_message);

// A path in backticks; of a long one the end, since that is where the file's name is.
[[nodiscard]] std::string quoted_path(const std::filesystem::path& path);

// What the system says about a number from `errno`. Unlike strerror, safe with threads.
[[nodiscard]] std::string system_message(int error_number);

}  // namespace entente::codec
