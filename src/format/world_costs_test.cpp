// The cost table of world.toml: docs/formats/world.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_world.h"
#include "format/world_folder.h"

namespace entente::format {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using world::RemedyFact;

Files with_costs(const std::string& table) {
  auto files = test_world();
  files["world.toml"] += table;
  return files;
}

TEST(WorldCosts, a_world_without_a_table_has_the_documented_ones) {
  const auto costs = WorldOnDisk(test_world()).load()->world.remedy_costs;
  EXPECT_EQ(costs, world::RemedyCosts{});
  EXPECT_EQ(costs[RemedyFact::instrument_in_force], 40);
  EXPECT_EQ(costs[RemedyFact::membership], 200);
}

TEST(WorldCosts, what_is_stated_counts_and_the_rest_stays) {
  const auto loaded =
      WorldOnDisk(with_costs("\n[cost]\nconsent = 7\nmembership = 1000000\nsource = \"ours\"\nnote = \"two\"\n")).load();
  ASSERT_TRUE(loaded && loaded->usable);
  EXPECT_THAT(loaded->findings, IsEmpty());
  EXPECT_EQ(loaded->world.remedy_costs[RemedyFact::consent], 7);
  EXPECT_EQ(loaded->world.remedy_costs[RemedyFact::membership], 1'000'000);
  EXPECT_EQ(loaded->world.remedy_costs[RemedyFact::row], 20);
}

TEST(WorldCosts, an_overlay_changes_what_it_states) {
  const WorldOnDisk disk(with_costs("\n[cost]\nconsent = 7\nrow = 9\n"));
  const WorldOnDisk overlay(Files{{"world.toml", "format = 1\nname = \"mine\"\n[cost]\nrow = 11\n"}});
  const auto loaded = load_world(disk.path(), {overlay.path()}, {});
  ASSERT_TRUE(loaded && loaded->usable);
  EXPECT_EQ(loaded->world.remedy_costs[RemedyFact::consent], 7);
  EXPECT_EQ(loaded->world.remedy_costs[RemedyFact::row], 11);
}

TEST(WorldCosts, costs_are_no_fact_and_leave_the_revision_alone) {
  EXPECT_EQ(canonical_text(WorldOnDisk(with_costs("\n[cost]\nrow = 11\n")).load()->world),
            canonical_text(WorldOnDisk(test_world()).load()->world));
}

TEST(WorldCosts, what_is_no_cost_is_an_error_with_its_key) {
  EXPECT_THAT(WorldOnDisk(with_costs("\n[cost]\nrow = 0\n")).findings(),
              ElementsAre(HasSubstr("cost.row: 0 is not a cost; expected 1 to 1000000")));
  EXPECT_THAT(WorldOnDisk(with_costs("\n[cost]\nrow = 1000001\n")).findings(),
              ElementsAre(HasSubstr("cost.row: 1000001 is not a cost")));
  EXPECT_THAT(WorldOnDisk(with_costs("\n[cost]\nrow = \"9\"\n")).findings(),
              ElementsAre(HasSubstr("cost.row: is a string; expected an integer")));
  EXPECT_THAT(WorldOnDisk(with_costs("\n[cost]\nrows = 9\n")).findings(),
              ElementsAre(HasSubstr("cost: unknown key `rows` (did you mean `row`?)")));
  EXPECT_THAT(WorldOnDisk(with_costs("\ncost = 9\n")).findings(), ElementsAre(HasSubstr("cost: is an integer; expected a table")));
}

}  // namespace
}  // namespace entente::format
