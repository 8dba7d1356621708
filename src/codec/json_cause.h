// Why a text is no JSON, in words, where that can be told from the place at which reading stopped; json_reader.cpp only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::codec {

struct JsonCause {
  std::size_t at = 0;  // the byte that is wrong
  std::string what;    // empty: it cannot be told
};

// Of a text that is no JSON from byte `at` on, which may be its size. What can be told: bytes that are not UTF-8, a byte order
// mark, control characters, lone surrogates, comments, commas and numbers that other readers take. Pure and thread-safe.
[[nodiscard]] JsonCause json_cause(std::string_view text, std::size_t at);

}  // namespace entente::codec
