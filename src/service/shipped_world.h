// Where the world is that comes with the program or the library. Reads the file system, changes nothing. Thread-safe.
#pragma once

#include <filesystem>
#include <vector>

namespace entente::service {

// The shipped world in the first of these data folders that has it; else its place in the last, so that opening it fails with a
// message that names a path. `data_folders` is never empty.
[[nodiscard]] std::filesystem::path shipped_world(const std::vector<std::filesystem::path>& data_folders);

}  // namespace entente::service
