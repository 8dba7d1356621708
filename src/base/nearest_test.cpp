#include "base/nearest.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Nearest, counts_characters_and_not_bytes) {
  EXPECT_EQ(nearest("極密", {"機密", "極秘", "特定秘密"}), "極秘");
  EXPECT_EQ(nearest("군사2급비밀", {"군사I급비밀", "군사II급비밀"}), "군사I급비밀");
}

TEST(Nearest, allows_a_third_of_the_characters_to_differ) {
  struct Case {
    const char* wanted;
    std::vector<std::string_view> known;
    const char* found;  // nullptr: nothing
  };
  const std::vector<Case> cases{
      {"in_force", {"in-force", "signed"}, "in-force"},
      {"JPM", {"JPN", "KOR"}, "JPN"},
      {"jpn", {"JPN"}, "JPN"},
      {"evidnece", {"evidence"}, "evidence"},
      {"S", {"C", "U"}, nullptr},
      {"", {"C"}, nullptr},
      {"SECRET", {"TOP SECRET"}, nullptr},
      {"abcd", {"wxyz"}, nullptr},
      {"ab", {}, nullptr},
      {"ba", {"ca", "aa"}, "aa"},
      {"sorce", {"source"}, "source"},
  };
  for (const auto& each : cases) {
    const auto found = nearest(each.wanted, each.known);
    EXPECT_EQ(found.value_or("(nothing)"), each.found != nullptr ? each.found : "(nothing)") << each.wanted;
  }
}

TEST(Nearest, is_not_the_opposite) {
  EXPECT_FALSE(nearest("CLASSIFIED", {"UNCLASSIFIED"}));
  EXPECT_FALSE(nearest("NATO CLASSIFIED", {"NATO UNCLASSIFIED"}));
  EXPECT_FALSE(nearest("classified", {"Unclassified"}));
  EXPECT_EQ(nearest("UNCLASIFIED", {"UNCLASSIFIED"}), "UNCLASSIFIED");
}

TEST(Nearest, is_bounded) {
  const std::string longest(kNearestCharacters, 'a');
  EXPECT_TRUE(nearest(longest, {longest}));
  EXPECT_FALSE(nearest(longest + 'a', {longest}));
  EXPECT_FALSE(nearest(longest, {longest + 'a'}));
}

TEST(Nearest, survives_broken_text) {
  EXPECT_FALSE(nearest("\x80\xff\xe6", {"極"}));
  EXPECT_EQ(did_you_mean("JPM", {"JPN"}), " (did you mean `JPN`?)");
  EXPECT_EQ(did_you_mean("XXX", {"JPN"}), "");
}

}  // namespace
}  // namespace entente
