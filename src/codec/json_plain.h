// JSON of the plainest sort, read without a library: objects, arrays, words and strings without escapes, and no numbers.
//
// For texts that come by the hundred thousand and are nearly all like this (format/request_json.h). What JsonReader would refuse,
// and what is not plain, is not read: the caller gives it to JsonReader, which says what is wrong. Of what is read here a listener
// hears exactly what JsonReader would have told it (json_fuzz.cpp holds that).
// Keeps its memory from one text to the next. One thread at a time; no exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "codec/json.h"
#include "codec/json_events.h"

namespace entente::codec {

// The keys of an object as they come: tells most objects of which no two can be the same without comparing them.
class KeyKinds {
 public:
  void see(std::string_view key) {
    constexpr std::size_t kFirst = 7;  // with these no two keys of a request are of a kind
    constexpr std::size_t kLast = 15;
    const auto letter = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c)); };
    const std::size_t kind = key.empty() ? 0 : key.size() + kFirst * letter(key.front()) + kLast * letter(key.back());
    const std::uint64_t bit = std::uint64_t{1} << (kind % 64);
    maybe_twice_ = maybe_twice_ || (seen_ & bit) != 0;
    seen_ |= bit;
  }
  [[nodiscard]] bool maybe_twice() const { return maybe_twice_; }

 private:
  std::uint64_t seen_ = 0;  // a bit for each kind of key
  bool maybe_twice_ = false;
};

class PlainJsonReader {
 public:
  explicit PlainJsonReader(JsonLimits limits = {}) : limits_(limits) {}

  // False: it is not plain, or not right; then nothing follows from what the listener has heard.
  [[nodiscard]] bool read(std::string_view text, JsonListener& listener);

 private:
  struct Open {
    NodeKind kind = NodeKind::array;
    std::size_t first_key = 0;  // how many keys stood before it
    KeyKinds keys{};
  };

  void skip_space();
  [[nodiscard]] bool next_is(char c);
  [[nodiscard]] bool read_value();
  [[nodiscard]] bool read_scalar();
  [[nodiscard]] bool read_key();
  [[nodiscard]] bool read_string(std::string_view& out);
  [[nodiscard]] bool read_word();
  [[nodiscard]] bool open(NodeKind kind);
  [[nodiscard]] bool close();
  [[nodiscard]] bool close_what_ends(bool& value_follows);
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

  JsonLimits limits_;
  JsonListener* listener_ = nullptr;
  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::size_t nodes_ = 0;
  std::vector<Open> open_;              // the outermost first
  std::vector<std::string_view> keys_;  // of the objects still open
};

}  // namespace entente::codec
