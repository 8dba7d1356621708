// JSON in (RFC 8259, strictly) and out (one canonical form).
//
// Reading refuses what other readers let pass in silence and two readers may therefore see differently: duplicate keys at any
// depth, numbers that do not fit (1e999, 1e-999, integers beyond 64 bits), invalid UTF-8, lone surrogates, a byte order mark,
// comments, trailing commas, anything after the value. A NUL inside a string is data.
// An integer literal becomes `integer`, one with a fraction or exponent becomes `number` (correctly rounded).
// Pure functions, thread-safe; no exception leaves except std::bad_alloc.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "codec/node.h"
#include "codec/sink.h"

namespace entente::codec {

// Each limit is inclusive: at the limit passes, one more fails and the message names it.
struct JsonLimits {
  std::size_t bytes = limits::kRequestLineBytes;
  std::size_t depth = limits::kTreeDepth;  // objects and arrays around a value; 0 allows only a scalar
  std::size_t nodes = limits::kTreeNodes;  // values, keys not counted
};

// Fails with malformed, too_large, too_deep, too_many, duplicate_key or out_of_range. The message begins with the place,
// "byte 17: …" counting from 0, and may hold a key or a number of the input, never another value.
[[nodiscard]] Result<Node> parse_json(std::string_view text, JsonLimits limits = {});

// `compact` has no white space at all; `indented` is for people: two spaces, one value a line.
enum class JsonLayout { compact = 0, indented };

// Writes one JSON value into memory, or into a sink, front to back, members in the order given. The same calls give the same
// bytes.
//
// Strings are escaped as RFC 8785 does (`\"`, `\\`, `\b \f \n \r \t`, other control characters as \u00xx, all else as it
// is); a byte that is not UTF-8 becomes U+FFFD, so the output is always valid. A double always carries a point or an exponent, in
// the fewest digits that read back the same, so that it stays a number and never turns into an integer.
// Does NOT detect duplicate keys: the caller writes each once. Does NOT escape for HTML.
// Misuse (a value without its key, an unclosed object, a NaN) is a bug and stops the program. One thread at a time.
class JsonWriter {
 public:
  explicit JsonWriter(JsonLayout layout = JsonLayout::compact) : layout_(layout) {}
  // Hands the text on in pieces of about kPieceBytes; finish() hands on the rest and returns nothing.
  explicit JsonWriter(Sink sink, JsonLayout layout = JsonLayout::compact) : layout_(layout), sink_(std::move(sink)) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& null();

  // bool, any integer that fits in int64, any floating-point number, a Node, or anything that reads as a string_view.
  template <class T>
  JsonWriter& value(const T& given) {
    if constexpr (std::same_as<T, bool>) {
      return boolean(given);
    } else if constexpr (std::same_as<T, Node>) {
      return node(given);
    } else if constexpr (std::integral<T>) {
      CHECK(std::in_range<std::int64_t>(given));
      return integer(static_cast<std::int64_t>(given));
    } else if constexpr (std::floating_point<T>) {
      return number(given);
    } else {
      static_assert(std::is_convertible_v<const T&, std::string_view>, "no JSON form for this type");
      return string(given);
    }
  }
  template <class T>
  JsonWriter& member(std::string_view name, const T& given) {
    return key(name).value(given);
  }

  // The finished text; the writer is empty and reusable afterwards. Indented text ends with a newline.
  [[nodiscard]] std::string finish();

 private:
  enum class Scope : std::uint8_t { array_start, array, object_start, object, member };

  JsonWriter& boolean(bool value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& number(double value);
  JsonWriter& string(std::string_view value);
  JsonWriter& node(const Node& value);
  void before_value();
  void open(char bracket, Scope scope);
  void close(char bracket, Scope empty, Scope filled);
  void new_line();
  void append_escaped(std::string_view text);
  void drain();

  JsonLayout layout_;
  Sink sink_;
  bool begun_ = false;
  std::string out_;
  std::vector<Scope> scopes_;
};

// parse_json(to_json(node)) == node for every Node that parse_json made, in both layouts.
[[nodiscard]] std::string to_json(const Node& node, JsonLayout layout = JsonLayout::compact);

}  // namespace entente::codec
