#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/text.h"
#include "codec/json.h"

namespace entente::codec {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kNumberBytes = 32;  // enough for the shortest form of any double and for any int64
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The letter behind the backslash, 'u' for \u00xx, 0 when the character stands for itself.
char escape_of(unsigned char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return c < 0x20 ? 'u' : '\0';
  }
}

// Whether one of these eight bytes is not ASCII, or is escaped.
bool any_odd(const char* text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kTops = kOnes * 0x80;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  const std::uint64_t low = bytes & ~kTops;
  // A top bit that stays clear where the byte is below `least`, or is `c`.
  const auto from = [](std::uint64_t each, std::uint64_t least) { return each + kOnes * (0x80 - least); };
  const auto is_not = [&](char c) { return from(low ^ (kOnes * static_cast<unsigned char>(c)), 1); };
  return (((~from(low, ' ') | ~is_not('"') | ~is_not('\\')) | bytes) & kTops) != 0;
}

// ASCII of which no character is escaped.
bool is_plain(std::string_view text) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  if (text.size() < kStep)
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c != '"' && c != '\\'; });
  for (std::size_t at = 0; at + kStep <= text.size(); at += kStep) {
    if (any_odd(text.data() + at)) return false;
  }
  return !any_odd(text.data() + text.size() - kStep);
}

}  // namespace

JsonWriter& JsonWriter::begin_object() {
  open('{', Scope::object_start);
  return *this;
}
JsonWriter& JsonWriter::end_object() {
  close('}', Scope::object_start, Scope::object);
  return *this;
}
JsonWriter& JsonWriter::begin_array() {
  open('[', Scope::array_start);
  return *this;
}
JsonWriter& JsonWriter::end_array() {
  close(']', Scope::array_start, Scope::array);
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  CHECK(!scopes_.empty() && (scopes_.back() == Scope::object_start || scopes_.back() == Scope::object));
  if (scopes_.back() == Scope::object) out_ += ',';
  scopes_.back() = Scope::object;
  new_line();
  append_escaped(name);
  out_ += layout_ == JsonLayout::compact ? ":" : ": ";
  scopes_.push_back(Scope::member);
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  std::array<char, kNumberBytes> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out_.append(digits.data(), end.ptr);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  CHECK(std::isfinite(value));
  before_value();
  std::array<char, kNumberBytes> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  const std::string_view text(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
  out_ += text;
  if (text.find_first_of(".e") == std::string_view::npos) out_ += ".0";
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  before_value();
  append_escaped(value);
  return *this;
}

JsonWriter& JsonWriter::node(const Node& value) {
  switch (value.kind()) {
    case NodeKind::null:
      return null();
    case NodeKind::boolean:
      return boolean(*value.as_boolean());
    case NodeKind::integer:
      return integer(*value.as_integer());
    case NodeKind::number:
      return number(*value.as_number());
    case NodeKind::string:
      return string(*value.as_string());
    case NodeKind::array:
      begin_array();
      for (const auto& element : *value.as_array()) node(element);
      return end_array();
    case NodeKind::table:
      begin_object();
      for (const auto& member : value.as_table()->members()) key(member.key).node(member.value);
      return end_object();
  }
  return *this;
}

std::string JsonWriter::finish() {
  CHECK(scopes_.empty() && begun_);
  begun_ = false;
  if (layout_ == JsonLayout::indented) out_ += '\n';
  if (sink_) drain();
  return std::exchange(out_, {});
}

// Consumes the place a value may take: after a key, in an array, or once at the top.
void JsonWriter::before_value() {
  if (sink_ && out_.size() >= kPieceBytes) drain();
  if (scopes_.empty()) {
    CHECK(!begun_);
    begun_ = true;
    return;
  }
  if (scopes_.back() == Scope::member) {
    scopes_.pop_back();
    return;
  }
  CHECK(scopes_.back() == Scope::array_start || scopes_.back() == Scope::array);
  if (scopes_.back() == Scope::array) out_ += ',';
  scopes_.back() = Scope::array;
  new_line();
}

void JsonWriter::drain() {
  sink_(out_);
  out_.clear();
}

void JsonWriter::open(char bracket, Scope scope) {
  before_value();
  out_ += bracket;
  scopes_.push_back(scope);
}

void JsonWriter::close(char bracket, Scope empty, Scope filled) {
  CHECK(!scopes_.empty() && (scopes_.back() == empty || scopes_.back() == filled));
  const bool has_content = scopes_.back() == filled;
  scopes_.pop_back();
  if (has_content) new_line();
  out_ += bracket;
}

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::compact) return;
  out_ += '\n';
  out_.append(kIndent * scopes_.size(), ' ');
}

void JsonWriter::append_escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  if (is_plain(text)) {
    (out_ += text) += '"';
    return;
  }
  std::size_t valid_until = std::min(first_invalid_utf8(text), text.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const char escape = escape_of(c);
    if (escape == '\0' && at != valid_until) continue;
    out_ += text.substr(copied, at - copied);
    copied = at + 1;
    if (at == valid_until) {
      out_ += kReplacement;
      valid_until = at + 1 + std::min(first_invalid_utf8(text.substr(at + 1)), text.size() - at - 1);
      continue;
    }
    out_ += '\\';
    out_ += escape;
    if (escape == 'u') (out_ += "00").append({kHex[c >> 4U], kHex[c & 0x0FU]});
  }
  out_ += text.substr(copied);
  out_ += '"';
}

std::string to_json(const Node& node, JsonLayout layout) { return JsonWriter(layout).value(node).finish(); }

}  // namespace entente::codec
