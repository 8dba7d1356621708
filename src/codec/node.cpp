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

}  // namespace

std::string to_string(Position position) {
  if (position.line == 0 && position.column != 0) return fmt::format("column {}", position.column);
  return fmt::format("{}:{}", position.line, position.column);
}

std::string_view name_of(NodeKind kind) {
  constexpr std::array<std::string_view, 7> kNames{"null",     "a boolean", "an integer", "a number",
                                                   "a string", "an array",  "a table"};
  return kNames[static_cast<std::size_t>(kind)];
}

namespace {

// As it is called where it stands: only JSON is told by its column alone.
std::string_view name_of(NodeKind kind, Position at) {
  return kind == NodeKind::table && at.line == 0 && at.column != 0 ? "an object" : name_of(kind);
}

}  // namespace

std::string stands_twice(std::string_view key, Position earlier, Position later) {
  return fmt::format("key {} stands twice, at {} and {}", quoted(key), to_string(earlier), to_string(later));
}

Error wrong_kind(Position at, std::string_view key, NodeKind wanted, NodeKind found) {
  return Error{CodecFault::wrong_kind,
               fmt::format("{}: {} must be {}, is {}", to_string(at), quoted(key), name_of(wanted, at), name_of(found, at))};
}

Error missing_key(Position table, std::string_view key) {
  return Error{CodecFault::missing_key, fmt::format("{}: key {} is missing", to_string(table), quoted(key))};
}

Error unknown_key(Position at, std::string_view key, std::span<const std::string_view> known) {
  if (known.empty()) {
    return Error{CodecFault::unknown_key, fmt::format("{}: unknown key {}; none is known here", to_string(at), quoted(key))};
  }
  return Error{CodecFault::unknown_key,
               fmt::format("{}: unknown key {}; known here: {}", to_string(at), quoted(key), fmt::join(known, ", "))};
}

Table::Table() = default;
Table::Table(const Table&) = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(const Table&) = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

Result<Table> Table::create(std::vector<Member>&& members) {
  const auto key_at = [&](std::size_t at) { return std::string_view(members[at].key); };
  if (const auto twice = entente::codec::first_duplicate(members.size(), key_at)) {
    const Member& later = members[twice->later];
    return fail(CodecFault::duplicate_key, stands_twice(later.key, members[twice->earlier].position, later.position));
  }
  std::vector<std::uint32_t> order;
  if (members.size() > kLinearSearch) order = sorted_indices(members);
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
    return fail(CodecFault::wrong_kind, fmt::format("{}: expected {}, found {}", to_string(position_),
                                                    name_of(NodeKind::table, position_), name_of(this->kind())));
  }
  const auto* value = find(key);
  if (value != nullptr && value->kind() != kind) {
    return tl::unexpected<Error>(entente::codec::wrong_kind(value->position(), key, kind, value->kind()));
  }
  return value;
}

Result<const Node*> Node::require(std::string_view key, NodeKind kind) const {
  TRY(const auto* value, allow(key, kind));
  if (value == nullptr) {
    return tl::unexpected<Error>(missing_key(position_, key));
  }
  return value;
}

Result<void> Node::only_keys(std::initializer_list<std::string_view> keys) const {
  const auto* table = as_table();
  if (table == nullptr) {
    return fail(CodecFault::wrong_kind, fmt::format("{}: expected {}, found {}", to_string(position_),
                                                    name_of(NodeKind::table, position_), name_of(kind())));
  }
  for (const auto& member : table->members()) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    return tl::unexpected<Error>(unknown_key(member.position, member.key, {keys.begin(), keys.size()}));
  }
  return {};
}

}  // namespace entente::codec
