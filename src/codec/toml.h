// TOML 1.0 in: world files, written by people.
//
// Stricter than the standard, on purpose: dates and times must be quoted (the standard has no partial dates, so an unquoted one
// is most likely a mistake), numbers are finite, keys are short. Comments are dropped. A UTF-8 byte order mark is skipped.
// Keys keep the order of the file; a table that is named in several places stands where it is first named.
// The parser library is unsafe on long dotted keys and deep nesting, so size, key length, dots and brackets are checked by a
// scanner of our own before it sees a byte. Pure function, thread-safe; no exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "codec/node.h"

namespace entente::codec {

// Dots in one key or table header. More names nothing a world has.
inline constexpr std::size_t kTomlKeyDots = 16;

// Each limit is inclusive. Raising `bytes` beyond its default is unsafe.
struct TomlLimits {
  std::size_t bytes = limits::kWorldFileBytes;
  std::size_t depth = limits::kTreeDepth;         // arrays and tables around a value, the file's own table not counted
  std::size_t nodes = limits::kTreeNodes;         // values, keys not counted
  std::size_t key_bytes = limits::kTomlKeyBytes;  // one key with its dots and quotes; also one unquoted value
};

// The file's table. Only the first fault is reported, as "line:column: …"; fails with malformed, too_large, too_deep,
// too_many, out_of_range or forbidden (a date). A message may hold a key or an unquoted value of the input.
[[nodiscard]] Result<Node> parse_toml(std::string_view text, TomlLimits limits = {});

}  // namespace entente::codec
