#include "analysis/persons.h"

#include <gtest/gtest.h>

namespace entente::analysis {
namespace {

// Goal: who is supposed can be told from the id, whatever the level's name has in it.
TEST(Persons, are_told_from_their_ids) {
  for (const auto* clearance : {"none", "JPN:極秘", "EU:RESTREINT UE/EU RESTRICTED"}) {
    for (const bool read_in : {false, true}) {
      for (const bool needs : {false, true}) {
        const PersonKind kind{clearance, read_in, needs};
        const auto who = supposed_by(Persons::id(PartyId("JPN"), kind));
        ASSERT_TRUE(who) << clearance;
        EXPECT_EQ(who->first, PartyId("JPN"));
        EXPECT_EQ(who->second, kind) << clearance;
      }
    }
  }
  for (const auto* other : {"jpn-analyst-1", "supposed", "supposed/JPN", "supposed/JPN/read-in/needs-to-know", ""})
    EXPECT_FALSE(supposed_by(other)) << other;
}

}  // namespace
}  // namespace entente::analysis
