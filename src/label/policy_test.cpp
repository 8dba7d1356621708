#include "label/policy.h"

#include <gtest/gtest.h>

namespace entente::label {
namespace {

Policy policy(const char* id, const char* party, std::vector<PartyId> codes = {}) {
  Policy out;
  out.id = PolicyId(id);
  out.party = PartyId(party);
  out.codes = std::move(codes);
  return out;
}

TEST(PolicyBook, an_empty_one_knows_nothing) {
  const PolicyBook book;
  EXPECT_EQ(book.find(PolicyId("JPN")), nullptr);
  EXPECT_EQ(book.policy_of(PartyId("JPN")), nullptr);
  EXPECT_FALSE(book.knows(PartyId("JPN")));
  EXPECT_FALSE(book.knows(PartyId("NATO:GEORGIA")));
  EXPECT_FALSE(book.has_party(PartyId("")));
}

TEST(PolicyBook, a_party_finds_its_policy_in_whatever_order_they_come) {
  PolicyBook book;
  book.add_party(PartyId("JPN"), PolicyId("japan"));
  book.add_party(PartyId("XYZ"), std::nullopt);
  EXPECT_EQ(book.policy_of(PartyId("JPN")), nullptr);
  book.add(policy("japan", "JPN", {PartyId("ABW")}));
  EXPECT_EQ(book.policy_of(PartyId("JPN")), book.find(PolicyId("japan")));
  book.add_party(PartyId("XYZ"), PolicyId("japan"));
  EXPECT_EQ(book.policy_of(PartyId("XYZ")), book.find(PolicyId("japan")));
  EXPECT_TRUE(book.knows(PartyId("ABW")));
  EXPECT_FALSE(book.has_party(PartyId("ABW")));
  EXPECT_FALSE(book.knows(PartyId("japan")));  // the id of a policy is no code
  EXPECT_EQ(book.find(PolicyId("JPN")), nullptr);
}

TEST(PolicyBook, a_policy_that_is_replaced_takes_its_codes_along) {
  PolicyBook book;
  book.add(policy("USA", "USA", {PartyId("ABW")}));
  book.add(policy("USA", "USA", {PartyId("AFG")}));
  EXPECT_FALSE(book.knows(PartyId("ABW")));
  EXPECT_TRUE(book.knows(PartyId("AFG")));
}

TEST(PolicyBook, a_copy_that_is_added_to_stands_on_its_own) {
  PolicyBook first;
  first.add(policy("USA", "USA", {PartyId("ABW")}));
  first.add_party(PartyId("USA"), PolicyId("USA"));
  PolicyBook second = first;
  EXPECT_EQ(second.find(PolicyId("USA")), first.find(PolicyId("USA")));
  second.add_party(PartyId("JPN"), std::nullopt);
  EXPECT_FALSE(first.knows(PartyId("JPN")));
  first = PolicyBook();  // what the copy finds is its own
  ASSERT_NE(second.policy_of(PartyId("USA")), nullptr);
  EXPECT_EQ(second.policy_of(PartyId("USA")), &second.policies().at(PolicyId("USA")));
  EXPECT_EQ(second.policy_of(PartyId("USA"))->party, PartyId("USA"));
  EXPECT_TRUE(second.knows(PartyId("ABW")));
}

}  // namespace
}  // namespace entente::label
