#include "base/shared_list.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using List = SharedList<std::string>;

std::vector<std::string> of(const List& list) { return {list.begin(), list.end()}; }

TEST(SharedList, a_copy_shares_until_one_of_the_two_changes_an_element) {
  List one{"a", "b", "c"};
  const List other = one;
  for (std::size_t each = 0; each < 3; ++each) EXPECT_TRUE(one.shares(other, each));
  one[1] += "!";
  EXPECT_THAT(of(one), testing::ElementsAre("a", "b!", "c"));
  EXPECT_THAT(of(other), testing::ElementsAre("a", "b", "c"));
  EXPECT_TRUE(one.shares(other, 0));
  EXPECT_FALSE(one.shares(other, 1));
  EXPECT_FALSE(one.shares(other, 3));  // neither has one
}

TEST(SharedList, reading_a_const_list_shares_and_reaching_into_another_does_not) {
  List one{"a", "b", "c", "d"};
  const List other = one;
  EXPECT_EQ(*std::find(std::as_const(one).begin(), std::as_const(one).end(), "c"), "c");
  EXPECT_EQ(std::as_const(one).front() + std::as_const(one).back() + std::as_const(one)[1], "adb");
  for (std::size_t each = 0; each < 4; ++each) EXPECT_TRUE(one.shares(other, each));
  one.front() = "x";
  one.back() = "y";
  for (auto& each : one) each += ".";
  EXPECT_THAT(of(one), testing::ElementsAre("x.", "b.", "c.", "y."));
  EXPECT_THAT(of(other), testing::ElementsAre("a", "b", "c", "d"));
}

TEST(SharedList, a_reference_stays_good_when_others_come_and_go) {
  List list{"a"};
  auto& kept = list.emplace_back("kept");
  for (int i = 0; i < 100; ++i) list.push_back("more");
  list.erase(list.begin());
  EXPECT_EQ(list.erase_if([](const std::string& each) { return each == "more"; }), 100U);
  kept += "!";
  EXPECT_THAT(of(list), testing::ElementsAre("kept!"));
  list.pop_back();
  EXPECT_TRUE(list.empty());
}

TEST(SharedList, what_goes_from_one_stays_in_the_other) {
  List one{"a", "b", "c"};
  const List other = one;
  EXPECT_EQ(*one.erase(one.begin() + 1), "c");
  EXPECT_FALSE(one.shares(other, 1));  // "c" and "b"
  one.clear();
  EXPECT_THAT(of(other), testing::ElementsAre("a", "b", "c"));
}

TEST(SharedList, its_iterators_serve_the_algorithms) {
  List list{"c", "a", "b"};
  const List before = list;
  std::sort(list.begin(), list.end());
  EXPECT_THAT(of(list), testing::ElementsAre("a", "b", "c"));
  EXPECT_THAT(of(before), testing::ElementsAre("c", "a", "b"));
  const List::const_iterator third = list.begin() + 2;
  EXPECT_EQ(third - list.begin(), 2);
  EXPECT_EQ(list.begin()[1].size(), 1U);
  EXPECT_EQ(third->size(), 1U);
}

}  // namespace
}  // namespace entente
