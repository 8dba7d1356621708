// The need of a security agreement (docs/semantics.md 4.2): one about something else meets it no more than none.
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision::testing {
namespace {

using world::Needed;

// Classified information goes with it, of the field `domain`; empty: the clause says of none.
ActScene asking(const std::string& domain = {}) {
  ActScene scene = supply();
  scene.condition(Needed::security_agreement);
  if (!domain.empty()) scene.pact().clauses[0].domains = {domain};
  scene.tiny.agreement("isa", "P", "R", "2015");
  return scene;
}

TEST(AgreementOfAct, one_without_limits_meets_the_need_whatever_the_clause_is_about) {
  EXPECT_EQ(asking().outcome(Rule::conditions), Outcome::pass);
  EXPECT_EQ(asking("military").outcome(Rule::conditions), Outcome::pass);
}

TEST(AgreementOfAct, one_for_another_domain_does_not_meet_the_need) {
  ActScene scene = asking("military");
  scene.tiny.last().domains = {"signals-intelligence"};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
  scene.tiny.last().domains = {"signals-intelligence", "military"};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass);
}

TEST(AgreementOfAct, each_domain_that_the_clause_names_must_be_covered) {
  ActScene scene = asking("military");
  scene.pact().clauses[0].domains.emplace_back("nuclear");
  scene.tiny.last().domains = {"military"};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
}

TEST(AgreementOfAct, a_clause_without_a_domain_is_not_met_by_what_is_limited_to_one) {
  ActScene scene = asking();
  scene.tiny.last().domains = {"military"};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail);
}

TEST(AgreementOfAct, one_limited_in_form_subject_or_legs_may_be_about_something_else) {
  const std::vector<std::function<void(world::Instrument&)>> kLimits{
      [](auto& it) { it.forms = {"document"}; }, [](auto& it) { it.subject = "missiles"; },
      [](auto& it) { it.legs = {{PartyId("R"), PartyId("P"), std::nullopt}}; },
      [](auto& it) { it.legs = {{PartyId("P"), PartyId("R"), PartyId("Q")}}; }};
  for (std::size_t each = 0; each < kLimits.size(); ++each) {
    ActScene scene = asking();
    kLimits[each](scene.tiny.last());
    EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::fail) << each;
  }
  ActScene scene = asking();
  scene.tiny.last().legs = {{PartyId("P"), PartyId("R"), std::nullopt}};
  EXPECT_EQ(scene.outcome(Rule::conditions), Outcome::pass);
}

}  // namespace
}  // namespace entente::decision::testing
