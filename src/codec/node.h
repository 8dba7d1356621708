// One parsed value with the place it came from: what parse_json and parse_toml return.
//
// A plain value type: copying copies the tree, nothing points outside. No conversions happen: the integer 1 is no number,
// the string "1" is no integer. Trees made by the parsers are at most limits::kTreeDepth deep, so walking one by recursion
// is safe; whoever builds a Node by hand keeps that promise too. Equality compares kinds and values and the order of keys,
// never positions. Does NOT promise that strings are free of NUL or control characters: JSON may carry them as data.
// Thread-safety: const access from any number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

// Where a value begins. Both count from 1; both 0: built by hand; line 0 alone: in a JSON text of one line, which may be any line of
// something larger. A column counts characters in TOML, bytes in JSON.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// "3:14", or "column 14" without a line: how a position is written in messages, after the file's name.
[[nodiscard]] std::string to_string(Position position);

enum class NodeKind : std::uint8_t { null = 0, boolean, integer, number, string, array, table };

// "null", "a boolean", "an integer" …: for messages.
[[nodiscard]] std::string_view name_of(NodeKind kind);

class Node;
struct Member;

// What is said of keys and kinds; parsers that make no tree say the same.
[[nodiscard]] std::string stands_twice(std::string_view key, Position earlier, Position later);
[[nodiscard]] Error wrong_kind(Position at, std::string_view key, NodeKind wanted, NodeKind found);
[[nodiscard]] Error missing_key(Position table, std::string_view key);
[[nodiscard]] Error unknown_key(Position at, std::string_view key, std::span<const std::string_view> known);

struct Duplicate {
  std::size_t earlier = 0;
  std::size_t later = 0;
};

// The first key, in source order, that an earlier one equals. `key_at(i)` is the text of key `i`, of `count`.
template <class KeyAt>
[[nodiscard]] std::optional<Duplicate> first_duplicate(std::size_t count, const KeyAt& key_at) {
  constexpr std::size_t kLinearSearch = 8;  // keys up to which comparing each with each is faster than sorting
  std::optional<Duplicate> found;
  if (count <= kLinearSearch) {
    for (std::size_t later = 1; later < count; ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (key_at(earlier) == key_at(later)) return Duplicate{earlier, later};
      }
    }
    return found;
  }
  std::vector<std::pair<std::string_view, std::size_t>> order;
  order.reserve(count);
  for (std::size_t at = 0; at < count; ++at) order.emplace_back(key_at(at), at);
  std::sort(order.begin(), order.end());
  for (std::size_t at = 1, first = 0; at < count; ++at) {
    if (order[at].first != order[first].first) {
      first = at;
    } else if (at == first + 1 && (!found || order[at].second < found->later)) {
      found = Duplicate{order[first].second, order[at].second};
    }
  }
  return found;
}

// The members of an object or table in source order. Keys are unique. Finding is logarithmic.
class Table {
 public:
  Table();
  Table(const Table&);
  Table(Table&&) noexcept;
  Table& operator=(const Table&);
  Table& operator=(Table&&) noexcept;
  ~Table();

  // Fails with duplicate_key, naming the key and both positions; `members` are then left as they were.
  [[nodiscard]] static Result<Table> create(std::vector<Member>&& members);

  // nullptr when absent. The pointer lives as long as the table.
  [[nodiscard]] const Member* find(std::string_view key) const;
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] std::size_t size() const;

  friend bool operator==(const Table& a, const Table& b);

 private:
  std::vector<Member> members_;
  std::vector<std::uint32_t> by_key_;  // indices into members_, sorted by key; empty while a linear search is faster
};

class Node {
 public:
  Node() = default;  // null

  [[nodiscard]] static Node null(Position at = {}) { return Node(Value(), at); }
  [[nodiscard]] static Node boolean(bool value, Position at = {}) { return Node(Value(value), at); }
  [[nodiscard]] static Node integer(std::int64_t value, Position at = {}) { return Node(Value(value), at); }
  [[nodiscard]] static Node number(double value, Position at = {}) { return Node(Value(value), at); }
  [[nodiscard]] static Node string(std::string value, Position at = {}) { return Node(Value(std::move(value)), at); }
  [[nodiscard]] static Node array(std::vector<Node> value, Position at = {});
  [[nodiscard]] static Node table(Table value, Position at = {});

  [[nodiscard]] NodeKind kind() const { return static_cast<NodeKind>(value_.index()); }
  [[nodiscard]] Position position() const { return position_; }

  // Empty or nullptr when the node is of another kind.
  [[nodiscard]] std::optional<bool> as_boolean() const;
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;
  [[nodiscard]] std::optional<double> as_number() const;
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const std::vector<Node>* as_array() const { return std::get_if<std::vector<Node>>(&value_); }
  [[nodiscard]] const Table* as_table() const { return std::get_if<Table>(&value_); }

  // The value under `key`; nullptr when absent or when this node is no table.
  [[nodiscard]] const Node* find(std::string_view key) const;

  // The value under `key`, never nullptr. Fails with missing_key or wrong_kind, saying position, key and both kinds.
  // The accessor of that kind (as_string …) on the result is then never empty.
  [[nodiscard]] Result<const Node*> require(std::string_view key, NodeKind kind) const;
  // The same, but nullptr when the key is absent; present with another kind is still an error.
  [[nodiscard]] Result<const Node*> allow(std::string_view key, NodeKind kind) const;
  // Fails with unknown_key at the first member (in source order) that is not listed: a misspelt key never passes silently.
  [[nodiscard]] Result<void> only_keys(std::initializer_list<std::string_view> keys) const;

  friend bool operator==(const Node& a, const Node& b) { return a.value_ == b.value_; }

 private:
  using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Node>, Table>;
  Node(Value value, Position at) : value_(std::move(value)), position_(at) {}

  Value value_;
  Position position_;
};

// One key of a table, where the key stands, and its value.
struct Member {
  std::string key;
  Position position;
  Node value;
  friend bool operator==(const Member& a, const Member& b) { return a.key == b.key && a.value == b.value; }
};

}  // namespace entente::codec
