// parse_json: Boost.JSON's incremental parser checks the grammar and calls a handler of ours, which builds the tree.
//
// Its own document model is not used: it keeps the last of duplicate keys and reads 1e999 as infinity. Its handler is not told
// where in the text a value stands, so `TokenCursor` walks the same tokens again, one step behind the grammar.
#include <charconv>
#include <cmath>
#include <optional>

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"

namespace entente::codec {
namespace {

using boost::json::error_code;

constexpr std::size_t kFirstMembers = 4;  // room made for an object that has any: most requests' objects fit

// Positions of the tokens of a text that is valid as far as the cursor goes: it is only moved from the handler's events.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text) : text_(text) {}

  // To the next value or key; returns where it stands.
  Position next() {
    while (at_ < text_.size() && is_between(text_[at_])) {
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
      ++at_;
    }
    token_ = at_;
    return Position{line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
  }
  void skip_bracket() { ++at_; }
  void skip_string() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    ++at_;
  }
  void skip_plain_string(std::size_t length) { at_ += length + 2; }
  // The literal itself: a number or a word.
  std::string_view skip_literal() {
    while (at_ < text_.size() && !is_between(text_[at_])) ++at_;
    return text_.substr(token_, at_ - token_);
  }
  [[nodiscard]] std::size_t token() const { return token_; }

 private:
  static bool is_between(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':' || c == ']' || c == '}';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t token_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
};

Position position_of(std::string_view text, std::size_t offset) {
  Position found{1, 1};
  for (const char c : text.substr(0, offset)) {
    found.column = c == '\n' ? 1 : found.column + 1;
    if (c == '\n') ++found.line;
  }
  return found;
}

std::size_t offset_of(std::string_view text, Position position) {
  std::size_t at = 0;
  for (std::uint32_t line = 1; line < position.line; ++line) at = text.find('\n', at) + 1;
  return at + position.column - 1;
}

Error error_at(std::string_view text, std::size_t offset, CodecFault fault, std::string_view what) {
  return Error{fault, fmt::format("byte {} ({}): {}", offset, to_string(position_of(text, offset)), what)};
}

// The handler. The names of its members and the four constants are Boost.JSON's.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);  // our own limits count over the whole tree
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  TreeBuilder(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits), cursor_(text) {}

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code& ec) { return begin(ec); }
  bool on_object_begin(error_code& ec) { return begin(ec); }
  bool on_array_end(std::size_t, error_code&) {
    auto frame = pop();
    attach(Node::array(std::move(frame.values), frame.position));
    return true;
  }
  bool on_object_end(std::size_t, error_code& ec) {
    auto frame = pop();
    auto table = Table::create(std::move(frame.members));
    if (!table) {
      const auto* later = Table::first_duplicate(frame.members);  // NOLINT(bugprone-use-after-move): untouched on failure
      return refuse(ec, offset_of(text_, later->position), CodecFault::duplicate_key, table.error().message);
    }
    attach(Node::table(*std::move(table), frame.position));
    return true;
  }
  bool on_key_part(boost::json::string_view part, std::size_t, error_code&) { return keep(part); }
  bool on_key(boost::json::string_view part, std::size_t, error_code&) {
    const auto at = cursor_.next();
    auto& members = stack_.back().members;
    if (members.empty()) members.reserve(kFirstMembers);
    members.push_back(Member{take_string(part), at, Node()});
    return true;
  }
  bool on_string_part(boost::json::string_view part, std::size_t, error_code&) { return keep(part); }
  bool on_string(boost::json::string_view part, std::size_t, error_code& ec) {
    const auto at = cursor_.next();
    return add(ec, Node::string(take_string(part), at));
  }
  bool on_number_part(boost::json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t value, boost::json::string_view, error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, Node::integer(value, at));
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
    return add(ec, Node::number(value, at));
  }
  bool on_bool(bool value, error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, Node::boolean(value, at));
  }
  bool on_null(error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_literal();
    return add(ec, Node::null(at));
  }
  bool on_comment_part(boost::json::string_view, error_code&) { return true; }
  bool on_comment(boost::json::string_view, error_code&) { return true; }

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] Node take_root() { return std::move(root_); }

 private:
  // An object or array still open: only one of the two vectors is used.
  struct Frame {
    Position position;
    std::vector<Node> values;
    std::vector<Member> members;
  };

  bool begin(error_code& ec) {
    const auto at = cursor_.next();
    cursor_.skip_bracket();
    if (stack_.size() >= limits_.depth) {
      return refuse(ec, cursor_.token(), CodecFault::too_deep, fmt::format("nested deeper than {} levels", limits_.depth));
    }
    if (!count(ec)) return false;
    stack_.push_back(Frame{at, {}, {}});
    return true;
  }
  Frame pop() {
    auto frame = std::move(stack_.back());
    stack_.pop_back();
    return frame;
  }
  bool add(error_code& ec, Node node) {
    if (!count(ec)) return false;
    attach(std::move(node));
    return true;
  }
  bool count(error_code& ec) {
    if (nodes_ < limits_.nodes) {
      ++nodes_;
      return true;
    }
    return refuse(ec, cursor_.token(), CodecFault::too_many, fmt::format("more than {} values", limits_.nodes));
  }
  void attach(Node node) {
    if (stack_.empty()) {
      root_ = std::move(node);
    } else if (stack_.back().members.empty()) {
      stack_.back().values.push_back(std::move(node));
    } else {
      stack_.back().members.back().value = std::move(node);
    }
  }
  bool keep(boost::json::string_view part) {
    characters_.append(part.data(), part.size());
    return true;
  }
  // The key or string whose last part this is; the cursor stands before it.
  std::string take_string(boost::json::string_view part) {
    const bool is_plain = characters_.empty() && part.data() == text_.data() + cursor_.token() + 1;  // no escapes: read in place
    if (is_plain) {
      cursor_.skip_plain_string(part.size());
      return std::string(part.data(), part.size());
    }
    keep(part);
    cursor_.skip_string();
    return std::exchange(characters_, {});
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

  std::string_view text_;
  JsonLimits limits_;
  TokenCursor cursor_;
  std::string characters_;  // of the key or string being read
  std::vector<Frame> stack_;
  std::size_t nodes_ = 0;
  Node root_;
  std::optional<Error> error_;
};

CodecFault fault_of(const error_code& ec) {
  if (ec == boost::json::error::too_deep) return CodecFault::too_deep;
  if (ec == boost::json::error::exponent_overflow) return CodecFault::out_of_range;
  return CodecFault::malformed;
}

}  // namespace

Result<Node> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return fail(CodecFault::too_large, fmt::format("JSON text has {} bytes, limit {}", text.size(), limits.bytes));
  }
  boost::json::parse_options options;
  options.max_depth = limits.depth + 1;  // never reached: the handler refuses first and says where
  boost::json::basic_parser<TreeBuilder> parser(options, text, limits);
  error_code ec;
  const auto consumed = parser.write_some(false, text.data(), text.size(), ec);
  auto& builder = parser.handler();
  if (builder.error()) return tl::unexpected<Error>(*builder.error());
  if (ec) return tl::unexpected<Error>(error_at(text, consumed, fault_of(ec), "not JSON: " + ec.message()));
  if (consumed != text.size())
    return tl::unexpected<Error>(error_at(text, consumed, CodecFault::malformed, "text after the value"));
  return builder.take_root();
}

}  // namespace entente::codec
