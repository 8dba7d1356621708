// Hand-written acts: what docs/semantics.md 4.2 asks of a firm.
#include <gtest/gtest.h>

#include "property/act_house.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using decision::SubjectType;
using world::Evidence;
using world::Needed;

constexpr Outcome kPass = Outcome::pass;
constexpr Outcome kFail = Outcome::fail;

// A condition of the pact on equipment, which may go to a firm.
ActHouse needing_of_equipment(Needed need) {
  ActHouse house;
  house.ask("transfer");
  house.needs("det", need);
  EXPECT_EQ(house.outcome(Rule::conditions, "det/art-1"), kPass) << "of a party";
  return house;
}

TEST(ReferenceOfNeeds, a_firm_is_an_authorised_user_when_it_is_named) {
  ActHouse house = needing_of_equipment(Needed::authorised_user);
  house.world.facilities.push_back({"yard", "", PartyId("JPN"), true, {}, read_as(Evidence::verified)});
  house.request.subject = {SubjectType::facility, "yard"};
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  auto& named = house.approval("AUS", "authorised-user", "instrument:det");
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  named.items = {"yard"};
  EXPECT_EQ(house.outcome(Rule::conditions), kFail) << "it does not cover this object";
  named.items = {"yard", "radar"};
  EXPECT_EQ(house.outcome(Rule::conditions), kPass);
}

// That of a site is a clearance too, and no person has that of a site.
TEST(ReferenceOfNeeds, a_clearance_is_asked_of_its_own_kind_of_subject) {
  ActHouse house = needing_of_equipment(Needed::facility_clearance);
  auto& yard = house.world.facilities.emplace_back();
  yard.id = "yard";
  yard.in = PartyId("JPN");
  yard.provenance = read_as(Evidence::verified);
  house.request.subject = {SubjectType::facility, "yard"};
  EXPECT_FALSE(house.permits());
  yard.clearances.push_back({PolicyId("JPN"), LevelName("OPEN"), {}, PartyId("JPN"), {}, read_as(Evidence::verified)});
  EXPECT_FALSE(house.permits());
  yard.clearances[0].level = LevelName("SECRET");
  EXPECT_TRUE(house.permits());
  yard.clearances[0].policy = PolicyId("AUS");
  EXPECT_FALSE(house.permits());
  yard.clearances[0].policy = PolicyId("JPN");
  house.named("det").clauses[0].needs = {Needed::clearance};
  EXPECT_TRUE(house.permits());
  yard.clearances.clear();
  EXPECT_FALSE(house.permits());
}

}  // namespace
}  // namespace entente::property
