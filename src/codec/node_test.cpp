#include "codec/node.h"

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

Member member(std::string key, std::int64_t value, Position at = {}) {
  return Member{std::move(key), at, Node::integer(value, at)};
}

Node table_of(std::vector<Member> members, Position at = {1, 1}) {
  return Node::table(Table::create(std::move(members)).value(), at);
}

TEST(Node, knows_its_kind_and_converts_nothing) {
  const Node nodes[] = {Node::null(),      Node::boolean(false), Node::integer(1),    Node::number(1),
                        Node::string("1"), Node::array({}),      Node::table(Table())};
  for (std::size_t i = 0; i < std::size(nodes); ++i) {
    const auto& node = nodes[i];
    EXPECT_EQ(static_cast<std::size_t>(node.kind()), i);
    EXPECT_EQ(node.as_boolean().has_value(), node.kind() == NodeKind::boolean);
    EXPECT_EQ(node.as_integer().has_value(), node.kind() == NodeKind::integer);
    EXPECT_EQ(node.as_number().has_value(), node.kind() == NodeKind::number);
    EXPECT_EQ(node.as_string() != nullptr, node.kind() == NodeKind::string);
    EXPECT_EQ(node.as_array() != nullptr, node.kind() == NodeKind::array);
    EXPECT_EQ(node.as_table() != nullptr, node.kind() == NodeKind::table);
    EXPECT_FALSE(name_of(node.kind()).empty());
    for (std::size_t j = 0; j < std::size(nodes); ++j) EXPECT_EQ(node == nodes[j], i == j);
  }
}

TEST(Node, equality_ignores_positions) {
  EXPECT_EQ(Node::integer(1, {1, 1}), Node::integer(1, {2, 7}));
  EXPECT_EQ(table_of({member("a", 1, {1, 1})}), table_of({member("a", 1, {4, 1})}));
  EXPECT_FALSE(table_of({member("a", 1), member("b", 2)}) == table_of({member("b", 2), member("a", 1)}));
}

// Goal: finding works alike below and above the size at which a table gets an index.
TEST(Table, finds_every_key_in_source_order_at_any_size) {
  for (const std::size_t size : {0U, 1U, 8U, 9U, 1000U}) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < size; ++i)
      members.push_back(member("k" + std::to_string((i * 7919) % 10007), static_cast<std::int64_t>(i)));
    const auto expected = members;
    const auto table = Table::create(std::move(members));
    ASSERT_THAT(table, succeeds());
    EXPECT_EQ(table->members(), expected);
    for (const auto& wanted : expected) {
      ASSERT_NE(table->find(wanted.key), nullptr);
      EXPECT_EQ(*table->find(wanted.key), wanted);
    }
    EXPECT_EQ(table->find("k"), nullptr);
    EXPECT_EQ(table->find(""), nullptr);
    EXPECT_EQ(table->find("zzz"), nullptr);
    const Table copied = *table;
    EXPECT_EQ(copied, *table);
  }
}

TEST(Table, names_the_first_duplicate_and_leaves_the_members) {
  std::vector<Member> members{member("b", 1, {1, 2}), member("a", 2, {2, 2}), member("b", 3, {3, 2}), member("a", 4, {4, 2})};
  EXPECT_THAT(Table::create(std::move(members)), fails_with(CodecFault::duplicate_key, "key `b` stands twice, at 1:2 and 3:2"));
  ASSERT_EQ(members.size(), 4U);  // NOLINT(bugprone-use-after-move): the promise under test
}

TEST(Node, require_and_allow_say_what_is_wrong_and_where) {
  const auto node = table_of({member("count", 3, {2, 9})}, {1, 1});
  EXPECT_EQ((*node.require("count", NodeKind::integer))->as_integer(), 3);
  EXPECT_THAT(node.require("count", NodeKind::string),
              fails_with(CodecFault::wrong_kind, "2:9: `count` must be a string, is an integer"));
  EXPECT_THAT(node.require("name", NodeKind::string), fails_with(CodecFault::missing_key, "1:1: key `name` is missing"));
  EXPECT_EQ(node.allow("name", NodeKind::string).value(), nullptr);
  EXPECT_THAT(node.allow("count", NodeKind::string), fails_with(CodecFault::wrong_kind, "2:9"));
  EXPECT_THAT(Node::integer(1, {5, 6}).allow("a", NodeKind::null),
              fails_with(CodecFault::wrong_kind, "5:6: expected a table, found an integer"));
}

TEST(Node, only_keys_finds_the_first_stranger) {
  const auto node = table_of({member("a", 1, {1, 1}), member("z\n", 2, {2, 1}), member("y", 3, {3, 1})});
  EXPECT_THAT(node.only_keys({"a", "y", "z\n", "unused"}), succeeds());
  EXPECT_THAT(node.only_keys({"a", "b"}), fails_with(CodecFault::unknown_key, "2:1: unknown key `z\\x0a`; known here: a, b"));
  EXPECT_THAT(Node::null().only_keys({}), fails_with(CodecFault::wrong_kind, "expected a table"));
}

}  // namespace
}  // namespace entente::codec
