#include "codec/json_plain.h"

#include <array>
#include <bit>
#include <cstring>

#include "base/text.h"
#include "codec/node.h"

namespace entente::codec {
namespace {

enum class Byte : std::uint8_t { plain = 0, beyond_ascii, ends };  // within a string

constexpr auto kBytes = [] {
  std::array<Byte, 256> out{};
  for (std::size_t c = 0; c < out.size(); ++c) {
    const bool ends = c < 0x20 || c == '"' || c == '\\';
    out[c] = ends ? Byte::ends : c < 0x80 ? Byte::plain : Byte::beyond_ascii;
  }
  return out;
}();

Byte kind_of(char c) { return kBytes[static_cast<unsigned char>(c)]; }

// The first byte that is not plain, or `end`: eight at a time, since strings are short and where they end cannot be foreseen.
const char* behind_plain(const char* at, const char* end) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHighs = 0x8080808080808080;
    // Of each byte the highest bit, set where it is less than `bound`, and perhaps in bytes above the first such one.
    const auto less = [](std::uint64_t bytes, std::uint64_t bound) { return (bytes - kOnes * bound) & ~bytes & kHighs; };
    while (static_cast<std::size_t>(end - at) >= sizeof(std::uint64_t)) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, at, sizeof bytes);
      const auto found = less(bytes ^ kOnes * '"', 1) | less(bytes ^ kOnes * '\\', 1) | less(bytes, 0x20) | (bytes & kHighs);
      if (found != 0) return at + std::countr_zero(found) / 8;
      at += sizeof bytes;
    }
  }
  while (at != end && kind_of(*at) == Byte::plain) ++at;
  return at;
}

}  // namespace

bool PlainJsonReader::read(std::string_view text, JsonListener& listener) {
  if (text.size() > limits_.bytes) return false;
  listener_ = &listener;
  begin_ = at_ = text.data();
  end_ = begin_ + text.size();
  nodes_ = 0;
  open_.clear();
  keys_.clear();
  bool value_follows = true;
  while (value_follows) {
    if (!read_value() || !close_what_ends(value_follows)) return false;
  }
  return at_ == end_;
}

void PlainJsonReader::skip_space() {
  if (at_ != end_ && static_cast<unsigned char>(*at_) > ' ') return;  // as most that are written by programs
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
}

bool PlainJsonReader::next_is(char c) {
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

// A scalar, with all that begins before it; or an empty object or array, up to its end.
bool PlainJsonReader::read_value() {
  while (true) {
    skip_space();
    if (at_ == end_) return false;
    if (*at_ == '{') {
      if (!open(NodeKind::table)) return false;
      if (*at_ == '}') return true;
      if (!read_key()) return false;
    } else if (*at_ == '[') {
      if (!open(NodeKind::array)) return false;
      if (*at_ == ']') return true;
    } else {
      return read_scalar();
    }
  }
}

bool PlainJsonReader::read_scalar() {
  if (nodes_++ >= limits_.nodes) return false;
  if (*at_ != '"') return read_word();
  const std::size_t place = offset();
  JsonScalar value;
  value.kind = NodeKind::string;
  if (!read_string(value.text)) return false;
  listener_->scalar(value, place);
  return true;
}

bool PlainJsonReader::read_key() {
  const std::size_t place = offset();
  std::string_view text;
  if (at_ == end_ || *at_ != '"' || !read_string(text)) return false;
  keys_.push_back(text);
  open_.back().keys.see(text);
  listener_->key(text, place);
  skip_space();
  return next_is(':');
}

// From one quotation mark to behind the other.
bool PlainJsonReader::read_string(std::string_view& out) {
  const char* const first = at_ + 1;
  const char* const end = end_;
  const char* at =
      behind_plain(first, end);  // of its own: what stands in the text could be this object, for all the compiler knows
  const bool ascii = at == end || kind_of(*at) == Byte::ends;
  while (at != end && kind_of(*at) != Byte::ends) ++at;
  at_ = at;
  out = {first, static_cast<std::size_t>(at - first)};
  return next_is('"') && (ascii || first_invalid_utf8(out) == std::string_view::npos);
}

bool PlainJsonReader::read_word() {
  const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
  const auto take = [&](std::string_view word, NodeKind kind) {
    if (!rest.starts_with(word)) return false;
    JsonScalar value;
    value.kind = kind;
    value.boolean = word == "true";
    listener_->scalar(value, offset());
    at_ += word.size();
    return true;
  };
  return take("true", NodeKind::boolean) || take("false", NodeKind::boolean) || take("null", NodeKind::null);
}

// Behind its bracket, at what follows: there is something.
bool PlainJsonReader::open(NodeKind kind) {
  if (open_.size() >= limits_.depth || nodes_++ >= limits_.nodes) return false;
  open_.push_back({kind, keys_.size()});
  listener_->begin(kind, offset());
  ++at_;
  skip_space();
  return at_ != end_;
}

bool PlainJsonReader::close() {
  const Open& last = open_.back();
  const auto key_at = [&](std::size_t at) { return keys_[last.first_key + at]; };
  if (last.keys.maybe_twice() && first_duplicate(keys_.size() - last.first_key, key_at)) return false;
  keys_.resize(last.first_key);
  open_.pop_back();
  listener_->end();
  return true;
}

// What ends behind a value, up to the place of the next one, if there is one.
bool PlainJsonReader::close_what_ends(bool& value_follows) {
  while (true) {
    skip_space();
    if (open_.empty()) {
      value_follows = false;
      return true;
    }
    const bool table = open_.back().kind == NodeKind::table;
    if (next_is(',')) {
      skip_space();
      return !table || read_key();
    }
    if (!next_is(table ? '}' : ']') || !close()) return false;
  }
}

}  // namespace entente::codec
