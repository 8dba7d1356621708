#include "codec/node.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::codec {
namespace {

constexpr std::size_t kLinearSearch = 8;  // members up to which comparing one by one is faster than an index

std::vector<std::uint32_t> sorted_indices(const std::vector<Member>& members) {
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int compared = members[a].key.compare(members[b].key);
    return compared != 0 ? compared < 0 : a < b;
  });
  return order;
}

// The later of the first two members of one key, in source order; `order` is sorted_indices(members).
const Member* duplicate_among(const std::vector<Member>& members, const std::vector<std::uint32_t>& order) {
  const Member* found = nullptr;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto& later = members[order[i]];
    if (later.key == members[order[i - 1]].key && (found == nullptr || &later < found)) found = &later;
  }
  return found;
}

}  // namespace

std::string to_string(Position position) { return fmt::format("{}:{}", position.line, position.column); }

std::string_view name_of(NodeKind kind) {
  constexpr std::array<std::string_view, 7> kNames{"null",     "a boolean", "an integer", "a number",
                                                   "a string", "an array",  "a table"};
  return kNames[static_cast<std::size_t>(kind)];
}

Table::Table() = default;
Table::Table(const Table&) = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(const Table&) = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

const Member* Table::first_duplicate(const std::vector<Member>& members) {
  if (members.size() > kLinearSearch) return duplicate_among(members, sorted_indices(members));
  for (std::size_t later = 1; later < members.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (members[earlier].key == members[later].key) return &members[later];
    }
  }
  return nullptr;
}

Result<Table> Table::create(std::vector<Member>&& members) {
  std::vector<std::uint32_t> order;
  if (members.size() > kLinearSearch) order = sorted_indices(members);
  if (const auto* later = order.empty() ? first_duplicate(members) : duplicate_among(members, order); later != nullptr) {
    const auto earlier =
        std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.key == later->key; });
    return fail(CodecFault::duplicate_key, fmt::format("key {} stands twice, at {} and {}", entente::quoted(later->key),
                                                       to_string(earlier->position), to_string(later->position)));
  }
  Table table;
  table.members_ = std::move(members);
  table.by_key_ = std::move(order);
  return table;
}

std::size_t Table::size() const { return members_.size(); }

const Member* Table::find(std::string_view key) const {
  if (by_key_.empty()) {
    const auto found = std::find_if(members_.begin(), members_.end(), [&](const Member& member) { return member.key == key; });
    return found == members_.end() ? nullptr : &*found;
  }
  const auto found = std::lower_bound(by_key_.begin(), by_key_.end(), key,
                                      [&](std::uint32_t index, std::string_view wanted) { return members_[index].key < wanted; });
  if (found == by_key_.end() || members_[*found].key != key) return nullptr;
  return &members_[*found];
}

bool operator==(const Table& a, const Table& b) { return a.members_ == b.members_; }

Node Node::array(std::vector<Node> value, Position at) { return Node(Value(std::move(value)), at); }
Node Node::table(Table value, Position at) { return Node(Value(std::move(value)), at); }

std::optional<bool> Node::as_boolean() const {
  const auto* value = std::get_if<bool>(&value_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> Node::as_integer() const {
  const auto* value = std::get_if<std::int64_t>(&value_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

std::optional<double> Node::as_number() const {
  const auto* value = std::get_if<double>(&value_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

const Node* Node::find(std::string_view key) const {
  const auto* table = as_table();
  const auto* member = table != nullptr ? table->find(key) : nullptr;
  return member != nullptr ? &member->value : nullptr;
}

Result<const Node*> Node::allow(std::string_view key, NodeKind kind) const {
  if (as_table() == nullptr) {
    return fail(CodecFault::wrong_kind,
                fmt::format("{}: expected a table, found {}", to_string(position_), name_of(this->kind())));
  }
  const auto* value = find(key);
  if (value != nullptr && value->kind() != kind) {
    return fail(CodecFault::wrong_kind, fmt::format("{}: {} must be {}, is {}", to_string(value->position()), quoted(key),
                                                    name_of(kind), name_of(value->kind())));
  }
  return value;
}

Result<const Node*> Node::require(std::string_view key, NodeKind kind) const {
  TRY(const auto* value, allow(key, kind));
  if (value == nullptr) {
    return fail(CodecFault::missing_key, fmt::format("{}: key {} is missing", to_string(position_), quoted(key)));
  }
  return value;
}

Result<void> Node::only_keys(std::initializer_list<std::string_view> keys) const {
  const auto* table = as_table();
  if (table == nullptr) {
    return fail(CodecFault::wrong_kind, fmt::format("{}: expected a table, found {}", to_string(position_), name_of(kind())));
  }
  for (const auto& member : table->members()) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    return fail(CodecFault::unknown_key, fmt::format("{}: unknown key {}; known here: {}", to_string(member.position),
                                                     entente::quoted(member.key), fmt::join(keys, ", ")));
  }
  return {};
}

}  // namespace entente::codec
