// A file of assertions for `entente prove`: TOML (docs/formats/assertions.md).
//
// All mistakes of the file are told together, each with line, key and what was expected. Names of parties and values are not looked
// up here: that is a matter of the world that is asked. Thread-safe (no state).
#pragma once

#include <filesystem>
#include <vector>

#include "analysis/prove.h"
#include "base/result.h"

namespace entente::format {

enum class AssertionFault { malformed = 1 };
constexpr std::string_view room_of(AssertionFault) { return "format.assertions"; }

// In the order of the file; at most limits::kAssertions, at least one.
[[nodiscard]] Result<std::vector<analysis::Assertion>> read_assertions(const std::filesystem::path& file);

}  // namespace entente::format
