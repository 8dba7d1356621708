// Of whom an act may be asked, and what is asked of a person (docs/semantics.md 4.0, 4.2).

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using world::Effect;
using world::Needed;

TEST(Act, systems_and_firms_do_not_visit_and_are_not_supplied) {
  for (const char* action : {"supply", "visit", "grant", "consult", "transfer"}) {
    for (const bool firm : {false, true}) {
      ActScene scene = supply();
      scene.request.action = action;
      scene.pact().kind = std::string_view(action) == "transfer" ? world::Kind::equipment_transfer : world::Kind::cross_servicing;
      scene.clause("about", Effect::oblige).obligation = "keep";
      ASSERT_TRUE(scene.decide().permit) << action;
      if (firm) scene.tiny.facility("one", "R");
      if (!firm) scene.tiny.system("one", "R");
      scene.request.subject = {firm ? SubjectType::facility : SubjectType::system, "one"};
      EXPECT_EQ(scene.decide().permit, std::string_view(action) == "transfer") << action;
    }
  }
}

TEST(Act, a_person_is_an_authorised_user_by_every_nationality) {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.condition(Needed::authorised_user);
  auto& person = scene.tiny.person("r-engineer-1", "R");
  scene.request.subject = {SubjectType::person, "r-engineer-1"};
  const auto with = [&](const std::vector<const char*>& nations) {
    person.nationalities.clear();
    for (const char* nation : nations) person.nationalities.emplace_back(nation);
    return scene.outcome(Rule::conditions);
  };
  EXPECT_EQ(with({"R"}), Outcome::pass);
  EXPECT_EQ(with({"P", "R"}), Outcome::pass);
  EXPECT_EQ(with({"R", "Q"}), Outcome::fail) << "Q is no party to the pact";
  EXPECT_EQ(with({}), Outcome::fail) << "none is recorded";
  scene.pact().parties.push_back({PartyId("Q"), period("2005-01-01", "2010-01-01"), sourced()});
  EXPECT_EQ(with({"R", "Q"}), Outcome::fail) << "Q is a party no longer";
  scene.pact().parties.back().period = {};
  EXPECT_EQ(with({"R", "Q"}), Outcome::pass);
  scene.pact().parties.back().provenance = sourced(world::Evidence::assumed);
  EXPECT_EQ(with({"R", "Q"}), Outcome::unknown) << "on weak evidence";
  scene.pact().parties.pop_back();
  scene.approval("P", "authorised-user").items = {"r-engineer-1", "fuel"};
  EXPECT_EQ(with({"Q"}), Outcome::pass) << "named by the giver";
}

}  // namespace
}  // namespace entente::decision::testing
