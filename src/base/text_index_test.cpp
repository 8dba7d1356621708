#include "base/text_index.h"

#include <map>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(TextIndex, finds_nothing_where_nothing_is) {
  const TextIndex index;
  EXPECT_EQ(index.find("JPN"), TextIndex::kNone);
  EXPECT_EQ(index.find(""), TextIndex::kNone);
  EXPECT_EQ(index.size(), 0U);
}

TEST(TextIndex, keeps_the_first_number_of_a_text) {
  TextIndex index;
  EXPECT_TRUE(index.add("JPN", 7).is_new);
  const auto again = index.add("JPN", 8);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.value, 7U);
  EXPECT_EQ(index.find("JPN"), 7U);
  EXPECT_EQ(index.size(), 1U);
}

// Texts of every length that share their beginning or their end, the empty one, and bytes of zero, which a padded head must not
// hide.
TEST(TextIndex, tells_texts_apart_that_are_nearly_equal) {
  std::map<std::string, std::uint32_t> texts;
  const auto put = [&](std::string text) { texts.emplace(std::move(text), static_cast<std::uint32_t>(texts.size())); };
  for (std::size_t length = 0; length <= 40; ++length) {
    put(std::string(length, 'a'));
    put(std::string(length, '\0'));
    put(std::string(length, 'a') + '\0');
    put(std::string(length, 'a') + "b");
    put("b" + std::string(length, 'a'));
  }
  for (std::size_t number = 0; number < 3000; ++number) put("isa-" + std::to_string(number));
  TextIndex index;
  for (const auto& [text, value] : texts) {
    EXPECT_EQ(index.find(text), TextIndex::kNone);
    EXPECT_TRUE(index.add(text, value).is_new);
  }
  EXPECT_EQ(index.size(), texts.size());
  for (const auto& [text, value] : texts) {
    EXPECT_EQ(index.find(text), value);
    EXPECT_EQ(index.find(text + "x"), TextIndex::kNone);
  }
}

}  // namespace
}  // namespace entente
