// JsonReader: Boost.JSON's incremental parser checks the grammar and calls a handler of ours, which adds what the grammar does
// not say (limits, duplicate keys, numbers out of range) and tells a listener.
//
// Its own document model is not used: it keeps the last of duplicate keys and reads 1e999 as infinity. Its handler is not told
// where in the text a value stands, so `TokenCursor` walks the same tokens again, one step behind the grammar.
#include <charconv>
#include <cmath>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "codec/json_cause.h"
#include "codec/json_events.h"

namespace entente::codec {
namespace {

using boost::json::error_code;

// Positions of the tokens of a text that is valid as far as the cursor goes: it is only moved from the handler's events.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text) : text_(text) {}

  // To the next value or key; returns where it stands.
  std::size_t next() {
    while (at_ < text_.size() && is_between(text_[at_])) ++at_;
    token_ = at_;
    return token_;
  }
  void skip_bracket() { ++at_; }
  void skip_string() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    ++at_;
  }
  // Past a string that is known to stand at `at` as it is.
  void skip_plain_string(std::size_t at, std::size_t length) {
    token_ = at;
    at_ = at + length + 2;
  }
  // The literal itself: a number or a word.
  std::string_view skip_literal() {
    while (at_ < text_.size() && !is_between(text_[at_])) ++at_;
    return text_.substr(token_, at_ - token_);
  }
  [[nodiscard]] std::size_t token() const { return token_; }

 private:
  static bool is_between(char c) {
    return c == ' ' || c == ',' || c == ':' || c == ']' || c == '}' || c == '\n' || c == '\r' || c == '\t';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t token_ = 0;
};

Error error_at(std::string_view text, std::size_t offset, CodecFault fault, std::string_view what) {
  return Error{fault, fmt::format("byte {} ({}): {}", offset, to_string(position_in(text, offset)), what)};
}

// The handler. The names of its members and the four constants are Boost.JSON's.
class Handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);  // our own limits count over the whole tree
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  explicit Handler(const JsonLimits& limits) : limits_(limits), cursor_({}) {}

  void restart(std::string_view text, JsonListener& listener) {
    text_ = text;
    listener_ = &listener;
    cursor_ = TokenCursor(text);
    characters_.clear();
    unescaped_.clear();
    keys_.clear();
    stack_.clear();
    nodes_ = 0;
    error_.reset();
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code& ec) { return begin(NodeKind::array, ec); }
  bool on_object_begin(error_code& ec) { return begin(NodeKind::table, ec); }
  bool on_array_end(std::size_t, error_code&) {
    stack_.pop_back();
    listener_->end();
    return true;
  }
  bool on_object_end(std::size_t, error_code& ec) {
    const std::size_t first = stack_.back();
    if (const auto twice = first_duplicate(keys_.size() - first, [&](std::size_t at) { return keys_[first + at].text; })) {
      const Key& later = keys_[first + twice->later];
      const auto place = [&](const Key& key) { return position_in(text_, key.at); };
      return refuse(ec, later.at, CodecFault::duplicate_key,
                    stands_twice(later.text, place(keys_[first + twice->earlier]), place(later)));
    }
    keys_.resize(first);
    stack_.pop_back();
    listener_->end();
    return true;
  }
  bool on_key_part(boost::json::string_view part, std::size_t, error_code&) { return keep(part); }
  bool on_key(boost::json::string_view part, std::size_t, error_code&) {
    const auto text = take_string(part);
    keys_.push_back({text, cursor_.token()});
    listener_->key(text, cursor_.token());
    return true;
  }
  bool on_string_part(boost::json::string_view part, std::size_t, error_code&) { return keep(part); }
  bool on_string(boost::json::string_view part, std::size_t, error_code& ec) {
    const auto text = take_string(part);
    return add(ec, {.kind = NodeKind::string, .text = text}, cursor_.token());
  }
  bool on_number_part(boost::json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t value, boost::json::string_view, error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, {.kind = NodeKind::integer, .text = {}, .integer = value}, at);
  }
  bool on_uint64(std::uint64_t, boost::json::string_view, error_code& ec) {
    cursor_.next();
    return refuse_number(ec, cursor_.skip_literal());
  }
  // The value given is neither correctly rounded nor checked for range, so the literal is read again.
  bool on_double(double, boost::json::string_view, error_code& ec) {
    const auto at = cursor_.next();
    const auto literal = cursor_.skip_literal();
    if (literal.find_first_of(".eE") == std::string_view::npos) return refuse_number(ec, literal);
    double value = 0;
    const auto read = std::from_chars(literal.data(), literal.data() + literal.size(), value);
    if (read.ec != std::errc() || !std::isfinite(value)) return refuse_number(ec, literal);
    return add(ec, {.kind = NodeKind::number, .text = {}, .number = value}, at);
  }
  bool on_bool(bool value, error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, {.kind = NodeKind::boolean, .text = {}, .boolean = value}, at);
  }
  bool on_null(error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, {}, at);
  }
  bool on_comment_part(boost::json::string_view, error_code&) { return true; }
  bool on_comment(boost::json::string_view, error_code&) { return true; }

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  struct Key {
    std::string_view text;
    std::size_t at = 0;
  };

  bool begin(NodeKind kind, error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_bracket();
    if (stack_.size() >= limits_.depth) {
      return refuse(ec, at, CodecFault::too_deep, fmt::format("nested deeper than {} levels", limits_.depth));
    }
    if (!count(ec)) return false;
    stack_.push_back(keys_.size());
    listener_->begin(kind, at);
    return true;
  }
  bool add(error_code& ec, const JsonScalar& value, std::size_t at) {
    if (!count(ec)) return false;
    listener_->scalar(value, at);
    return true;
  }
  bool count(error_code& ec) {
    if (nodes_ < limits_.nodes) {
      ++nodes_;
      return true;
    }
    return refuse(ec, cursor_.token(), CodecFault::too_many, fmt::format("more than {} values", limits_.nodes));
  }
  bool keep(boost::json::string_view part) {
    characters_.append(part.data(), part.size());
    return true;
  }
  // The key or string whose last part this is; the cursor's token is then its place.
  std::string_view take_string(boost::json::string_view part) {
    const std::less<const char*> before;
    const bool is_plain = characters_.empty() && before(text_.data(), part.data()) &&
                          before(part.data(), text_.data() + text_.size());  // no escapes: read in place
    if (is_plain) {
      cursor_.skip_plain_string(static_cast<std::size_t>(part.data() - text_.data()) - 1, part.size());
      return {part.data(), part.size()};
    }
    cursor_.next();
    keep(part);
    cursor_.skip_string();
    return unescaped_.emplace_back(std::exchange(characters_, {}));
  }
  bool refuse_number(error_code& ec, std::string_view literal) {
    const bool whole = literal.find_first_of(".eE") == std::string_view::npos;
    return refuse(ec, cursor_.token(), CodecFault::out_of_range,
                  fmt::format("number {} does not fit {}", quoted(literal), whole ? "64 bits with sign" : "a double"));
  }
  bool refuse(error_code& ec, std::size_t offset, CodecFault fault, std::string_view what) {
    error_ = error_at(text_, offset, fault, what);
    ec = boost::json::error::exception;  // any code: error_ is what counts
    return false;
  }

  JsonLimits limits_;
  JsonListener* listener_ = nullptr;
  std::string_view text_;
  TokenCursor cursor_;
  std::string characters_;             // of the key or string being read
  std::deque<std::string> unescaped_;  // keys and strings that do not stand in the text as they are
  std::vector<Key> keys_;              // of the objects still open, the outermost first
  std::vector<std::size_t> stack_;     // of each object and array still open: how many keys stood before it
  std::size_t nodes_ = 0;
  std::optional<Error> error_;
};

CodecFault fault_of(const error_code& ec) {
  if (ec == boost::json::error::too_deep) return CodecFault::too_deep;
  if (ec == boost::json::error::exponent_overflow) return CodecFault::out_of_range;
  return CodecFault::malformed;
}

boost::json::parse_options options_of(const JsonLimits& limits) {
  boost::json::parse_options options;
  options.max_depth = limits.depth + 1;  // never reached: the handler refuses first and says where
  return options;
}

}  // namespace

class JsonReader::Impl {
 public:
  explicit Impl(const JsonLimits& limits) : limits_(limits), parser_(options_of(limits), limits) {}

  Result<void> read(std::string_view text, JsonListener& listener) {
    if (text.size() > limits_.bytes) {
      return fail(CodecFault::too_large, fmt::format("JSON text has {} bytes, limit {}", text.size(), limits_.bytes));
    }
    parser_.reset();
    auto& handler = parser_.handler();
    handler.restart(text, listener);
    error_code ec;
    const auto consumed = parser_.write_some(false, text.data(), text.size(), ec);
    if (handler.error()) return tl::unexpected<Error>(*handler.error());
    if (!ec && consumed == text.size()) return {};
    const auto cause = json_cause(text, consumed);
    if (!ec) {
      const auto why = cause.what.empty() ? std::string() : ": " + cause.what;
      return tl::unexpected<Error>(error_at(text, consumed, CodecFault::malformed, "text after the value" + why));
    }
    const auto fault = fault_of(ec);
    return tl::unexpected<Error>(error_at(text, cause.at, fault, "not JSON: " + (cause.what.empty() ? ec.message() : cause.what)));
  }

 private:
  JsonLimits limits_;
  boost::json::basic_parser<Handler> parser_;
};

JsonReader::JsonReader(JsonLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;
JsonReader::~JsonReader() = default;

Result<void> JsonReader::read(std::string_view text, JsonListener& listener) { return impl_->read(text, listener); }

std::uint32_t first_line(std::string_view text) { return text.find('\n') == std::string_view::npos ? 0 : 1; }

Position position_in(std::string_view text, std::size_t at) {
  Position found{first_line(text), 1};
  for (const char c : text.substr(0, at)) {
    found.column = c == '\n' ? 1 : found.column + 1;
    if (c == '\n') ++found.line;
  }
  return found;
}

}  // namespace entente::codec
