#include "service/vouching.h"

#include <gtest/gtest.h>

namespace entente::service {
namespace {

using decision::SubjectType;

world::World world_of(std::size_t people) {
  world::World world;
  for (std::size_t number = people; number-- > 0;) {  // not in the order of ids
    world.people.emplace_back();
    world.people.back().id = "person-" + std::to_string(number);
    world.people.back().employer = PartyId("P" + std::to_string(number));
  }
  world.systems.emplace_back();
  world.systems.back().id = "person-1";
  world.systems.back().operated_by = PartyId("OPERATOR");
  world.facilities.emplace_back();
  world.facilities.back().id = "yard";
  world.facilities.back().in = PartyId("HOST");
  return world;
}

TEST(Vouching, finds_everybody_by_type_and_id) {
  const auto world = world_of(20);
  const Vouching vouching(world);
  for (std::size_t number = 0; number < 20; ++number) {
    const auto* party = vouching.find(world, {SubjectType::person, "person-" + std::to_string(number)});
    ASSERT_NE(party, nullptr);
    EXPECT_EQ(party->value, "P" + std::to_string(number));
  }
  EXPECT_EQ(vouching.find(world, {SubjectType::system, "person-1"})->value, "OPERATOR");
  EXPECT_EQ(vouching.find(world, {SubjectType::facility, "yard"})->value, "HOST");
}

TEST(Vouching, finds_nobody_else) {
  const auto world = world_of(3);
  const Vouching vouching(world);
  for (const auto type : {SubjectType::party, SubjectType::other, SubjectType::person, SubjectType::system, SubjectType::facility}) {
    for (const char* id : {"", "P1", "person-3", "person-", "z"}) EXPECT_EQ(vouching.find(world, {type, id}), nullptr) << id;
  }
  EXPECT_EQ(Vouching({}).find({}, {SubjectType::person, "person-1"}), nullptr);
}

}  // namespace
}  // namespace entente::service
