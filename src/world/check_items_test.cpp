#include <gmock/gmock.h>

#include "world/check.h"
#include "world/item_words.h"

namespace entente::world {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

World with_items(std::vector<std::pair<std::string, std::vector<std::string>>> items) {
  World world;
  Instrument pact;
  pact.id = InstrumentId("pact");
  pact.items = {"fuel"};
  world.instruments.push_back(pact);
  std::size_t line = 0;
  for (auto& [word, is] : items) {
    Item item{word, is, {}};
    item.provenance.place = {"items/x.toml", ++line};
    item.provenance.source = "plain meaning";
    world.items.push_back(item);
  }
  return world;
}

std::vector<std::string> said(const World& world) {
  std::vector<std::string> out;
  for (const auto& finding : check(world)) {
    if (finding.key.starts_with("item")) out.push_back(to_string(finding));
  }
  return out;
}

TEST(CheckItems, accepts_words_of_facts_and_of_items) {
  EXPECT_THAT(said(with_items({{"diesel", {"fuel"}}, {"marine-diesel", {"diesel"}}, {"sonar", {}}})), IsEmpty());
}

TEST(CheckItems, refuses_a_broader_word_that_nobody_knows) {
  EXPECT_THAT(said(with_items({{"diesel", {"feul"}}})),
              ElementsAre("items/x.toml:1: item.is: `feul` is neither an item nor named by a fact (did you mean `fuel`?)"));
}

TEST(CheckItems, refuses_a_word_explained_twice) {
  EXPECT_THAT(said(with_items({{"diesel", {"fuel"}}, {"diesel", {}}})),
              ElementsAre("items/x.toml:2: item.word: `diesel` is there already (items/x.toml:1)"));
}

TEST(CheckItems, refuses_circles) {
  EXPECT_THAT(said(with_items({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}})),
              ElementsAre(HasSubstr("`a` is what it is itself"), HasSubstr("`b` is what"), HasSubstr("`c` is what")));
  EXPECT_THAT(said(with_items({{"a", {"a"}}})), ElementsAre(HasSubstr("`a` is what it is itself")));
}

TEST(CheckItems, refuses_words_that_are_not_what_they_look_like) {
  EXPECT_THAT(said(with_items({{"die\u200bsel", {"fuel"}}})), ElementsAre(HasSubstr("cannot be seen")));
}

TEST(ItemWords, widens_over_all_steps) {
  const ItemWords words(with_items({{"diesel", {"fuel"}}, {"marine-diesel", {"diesel"}}, {"jet-fuel", {"fuel"}}, {"sonar", {}}}));
  EXPECT_THAT(words.widened({"water", "fuel"}), ElementsAre("water", "fuel", "diesel", "jet-fuel", "marine-diesel"));
  EXPECT_THAT(words.widened({"diesel"}), ElementsAre("diesel", "marine-diesel"));
  EXPECT_THAT(words.widened({}), IsEmpty());
}

TEST(ItemWords, ends_where_words_go_round) {
  const ItemWords words(with_items({{"a", {"b"}}, {"b", {"a"}}}));
  EXPECT_THAT(words.widened({"a"}), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace entente::world
