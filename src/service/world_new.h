// `entente world new`: a commented skeleton (format/skeleton.h) as text, as a file, or a whole small world.
//
// Never overwrites without being told to. Files appear whole or not at all; of a new world all of them or none, but for a folder
// that was made. May be called from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "format/skeleton.h"

namespace entente::service {

enum class NewFile { refuse_existing = 0, replace };

// The template of a kind as its file has it, from the last of these folders that has one; empty when none has. Fails when a file
// is there and cannot be read.
[[nodiscard]] Result<std::string> template_text_of(const std::vector<std::filesystem::path>& worlds, world::Kind kind);

// Fails with codec's exists (the message says how to go on), not_found (no such folder) and the like.
[[nodiscard]] Result<void> write_new_file(const std::filesystem::path& path, const std::string& text, NewFile mode);

// A world that loads: two parties, an instrument between them and its kind's template, all placeholders. `request` gives id,
// parties and kind. Returns the files, in the order written.
[[nodiscard]] Result<std::vector<std::filesystem::path>> write_new_world(const std::filesystem::path& folder,
                                                                         const format::SkeletonRequest& request, NewFile mode);

}  // namespace entente::service
