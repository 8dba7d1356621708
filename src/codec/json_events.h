// JSON as it is read, value by value, without a tree: for what is read so often that a tree would cost more than the reading.
//
// What is refused, and with which message, is said in json.h: parse_json is this reader with a tree behind it. A listener hears
// of a text only what stands before the first fault, so it draws no conclusion before `read` has come back without one.
// Texts handed to a listener are valid until the next `read`, as long as the text that is read stays where it is.
// One thread at a time for each reader; no exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codec/json.h"
#include "codec/node.h"

namespace entente::codec {

// A value that holds no others. Only the member that goes with `kind` counts.
struct JsonScalar {
  NodeKind kind = NodeKind::null;
  std::string_view text;
  std::int64_t integer = 0;
  double number = 0;
  bool boolean = false;
};

// Hears of every value, front to back. `at` is the byte at which the value or key begins, from 0.
class JsonListener {
 public:
  virtual ~JsonListener() = default;
  virtual void begin(NodeKind kind, std::size_t at) = 0;  // `table` or `array`
  virtual void end() = 0;                                 // of the one begun last
  virtual void key(std::string_view text, std::size_t at) = 0;
  virtual void scalar(const JsonScalar& value, std::size_t at) = 0;
};

// Keeps its memory from one text to the next.
class JsonReader {
 public:
  explicit JsonReader(JsonLimits limits = {});
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;
  ~JsonReader();

  [[nodiscard]] Result<void> read(std::string_view text, JsonListener& listener);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// The line in which positions of this text begin: 0 where it is all one line, so that none is told.
[[nodiscard]] std::uint32_t first_line(std::string_view text);

// Makes a tree of what it hears: of a whole text, or of one value of it, whose positions are then those in the text.
class TreeBuilder final : public JsonListener {
 public:
  explicit TreeBuilder(std::string_view text) : text_(text), line_(first_line(text)) {}

  void begin(NodeKind kind, std::size_t at) override;
  void end() override;
  void key(std::string_view text, std::size_t at) override;
  void scalar(const JsonScalar& value, std::size_t at) override;

  [[nodiscard]] bool is_whole() const { return stack_.empty(); }
  [[nodiscard]] Node take() { return std::move(root_); }

 private:
  // An object or array still open: only one of the two vectors is used.
  struct Frame {
    NodeKind kind = NodeKind::array;
    Position position;
    std::vector<Node> values;
    std::vector<Member> members;
  };

  Position position(std::size_t at);
  void attach(Node node);

  std::string_view text_;
  std::size_t seen_ = 0;  // up to here lines are counted
  std::uint32_t line_ = 0;
  std::size_t line_start_ = 0;
  std::vector<Frame> stack_;
  Node root_;
};

// Where byte `at` of the text stands.
[[nodiscard]] Position position_in(std::string_view text, std::size_t at);

}  // namespace entente::codec
