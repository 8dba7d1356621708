// `entente world fmt`: brings world files into the one layout (format/layout.h, docs/formats/world.md).
//
// Each file is laid out by itself and replaced whole or not at all; a file that is refused stays as it is and does not stop the
// others. Nothing is written that means something else. A link to a file is followed, so that the link stays a link. Of the
// permission bits only whether others may read is kept. Not safe against somebody who edits a file at the same moment: the last
// writer wins. One call at a time per folder.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace entente::service {

enum class LayoutMode { check = 0, write };  // check: nothing is written

struct RefusedFile {
  std::string file;
  std::string message;  // "3:14: …"
};

struct LayoutReport {
  LayoutMode mode = LayoutMode::check;
  std::size_t files = 0;             // looked at
  std::vector<std::string> changed;  // or, with check, would change; in the order of `places`, within a folder by name
  std::vector<RefusedFile> refused;
};

// Files are taken as they are; of a folder every `.toml` file below. A place that does not exist or cannot be listed is refused
// like a file.
[[nodiscard]] LayoutReport lay_out_files(const std::vector<std::filesystem::path>& places, LayoutMode mode);

// One line for each changed file and one that counts: for standard output. Refused files are not in it.
[[nodiscard]] std::string layout_to_text(const LayoutReport& report);
[[nodiscard]] std::string layout_to_json(const LayoutReport& report);

}  // namespace entente::service
