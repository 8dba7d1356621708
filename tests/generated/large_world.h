// Worlds of any size for benchmarks and property tests: made up, but shaped like real ones.
//
// A world loads without an error. It has nations with and without policies, organisations, groups, templates of all ten kinds,
// instruments with histories, rows and clauses, consents, people, events and claims, partial dates and grades of every kind.
// The same size and seed give the same bytes on every machine. Pure and thread-safe, except `write_world`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace entente::generated {

// Path within the world's folder and content.
using Files = std::map<std::string, std::string>;

struct Size {
  std::size_t parties = 200;        // 8 to 256; nations, besides a few organisations and groups
  std::size_t instruments = 10000;  // at least one a kind
};

[[nodiscard]] Files large_world(std::uint64_t seed, const Size& size = {});

// Creates folders as needed and overwrites. False, after saying why on standard error, if a file cannot be written.
bool write_world(const Files& files, const std::filesystem::path& folder);

}  // namespace entente::generated
