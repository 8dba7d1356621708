// Members of members: what a list that names a set would reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/check.h"

namespace entente::world {
namespace {

Party party(const char* id, PartyKind kind) {
  Party out;
  out.id = PartyId(id);
  out.kind = kind;
  out.name = id;
  out.provenance = {.evidence = Evidence::verified, .source = "S", .known = {}, .note = {}, .place = {id, 1}};
  return out;
}

std::vector<std::string> errors_of(const World& world) {
  std::vector<std::string> out;
  for (const auto& finding : check(world)) {
    if (finding.severity == Severity::error) out.push_back(to_string(finding));
  }
  return out;
}

TEST(CheckMembers, no_set_has_a_member_that_is_not_decomposable) {
  World world;
  world.parties = {party("JPN", PartyKind::nation), party("INNER", PartyKind::organisation), party("OUTER", PartyKind::group)};
  const auto provenance = world.parties[0].provenance;
  world.parties[1].members = {{PartyId("JPN"), {}, provenance}};
  world.parties[2].members = {{PartyId("INNER"), {}, provenance}};
  EXPECT_THAT(errors_of(world), ::testing::IsEmpty());
  world.parties[1].decomposable = false;
  EXPECT_THAT(errors_of(world),
              ::testing::ElementsAre(::testing::HasSubstr("INNER is not decomposable, and a list that names OUTER would "
                                                          "reach its members")));
}

}  // namespace
}  // namespace entente::world
