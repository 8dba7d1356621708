// Many TOML files in a fixed order, read and parsed ahead of whoever takes them, on the processors that are free: parsing is most
// of what opening a world costs.
//
// What is taken does not depend on how many processors there are, or on which was quicker. At most kTomlFilesAhead files are held
// that nobody took yet. Where no thread can be had, taking a file parses it.
// Thread-safety: one owner; the threads are its own and end with it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "codec/node.h"

namespace entente::codec {

inline constexpr std::size_t kTomlFilesAhead = 16;
inline constexpr std::size_t kTomlThreads = 7;  // beside the caller's

struct TomlFile {
  std::size_t bytes = 0;             // of the file; 0 where it could not be read
  std::optional<Error> unread;       // why not, as read_file says it
  std::optional<Result<Node>> node;  // as parse_toml says it; nothing where it could not be read
};

class TomlAhead {
 public:
  // Files of more than `limit` bytes count as unread.
  TomlAhead(std::vector<std::filesystem::path> paths, std::size_t limit);
  ~TomlAhead();
  TomlAhead(const TomlAhead&) = delete;
  TomlAhead& operator=(const TomlAhead&) = delete;

  // The next file. Must not be called more often than there are paths.
  [[nodiscard]] TomlFile take();

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace entente::codec
