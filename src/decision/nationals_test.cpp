// What is under export control goes to every nation of which a person is a national (docs/semantics.md 4.3), and what asks a
// person for nothing: levels without clearance, categories without a read-in (3.6).
#include <gtest/gtest.h>

#include "decision/tiny_acts.h"

namespace entente::decision {
namespace {

using namespace testing;

// AAA gives controlled information to b1 of BBB, a national of BBB and CCC, to whom it is released.
struct Controlled {
  TinyWorld tiny;
  Question question{"AAA", "MID"};

  Controlled() {
    tiny.nation("AAA").nation("BBB").nation("CCC").agreement("isa", "AAA", "BBB", "2000-01-01");
    auto& person = tiny.person("b1", "BBB");
    person.nationalities = {PartyId("BBB"), PartyId("CCC")};
    person.clearances = {clearance("BBB", "MID")};
    person.belongs = {belonging("coi:x")};
    question.released({"BBB", "CCC"}).to(SubjectType::person, "b1").of_community("x");
    question.request.object.export_controlled = true;
    question.request.object.act.items = {"fuel"};
    license({"BBB"});
  }
  void license(const std::vector<std::string>& to) {
    world::Licence made{"licence-1", PartyId("AAA"), {}, {"fuel"}, {}, std::nullopt, {}, sourced()};
    for (const auto& each : to) made.to.emplace_back(each);
    tiny.world.licences = {made};
  }
  [[nodiscard]] Outcome outcome(Rule rule) const { return outcome_of(decide_in(tiny, question), rule); }
};

TEST(Nationals, a_licence_names_every_nation_of_a_person) {
  Controlled scene;
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::pass);
  EXPECT_EQ(scene.outcome(Rule::nationality), Outcome::fail);
  scene.question.request.object.export_controlled = false;
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
  scene.question.request.object.export_controlled = true;
  scene.license({"BBB", "CCC"});
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
}

TEST(Nationals, the_reason_names_the_nation) {
  const Controlled scene;
  for (const auto& reason : decide_in(scene.tiny, scene.question).reasons) {
    if (reason.rule == Rule::nationality)
      EXPECT_EQ(reason.text, "nationality CCC: no licence of AAA covers what is stated, to CCC, and no exemption does");
  }
}

TEST(Nationals, inside_a_party_others_than_its_own_need_a_licence) {
  Controlled scene;
  scene.question.held_by("BBB");
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::not_applicable);
  EXPECT_EQ(scene.outcome(Rule::nationality), Outcome::fail);
  scene.license({"CCC"});
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
}

TEST(Nationals, inside_the_exporter_a_foreigner_needs_a_licence_and_its_own_national_none) {
  Controlled scene;
  scene.tiny.world.licences.clear();
  auto& person = scene.tiny.world.people.front();
  person.employer = PartyId("AAA");
  person.clearances = {clearance("AAA", "MID")};
  person.nationalities = {PartyId("CCC")};
  EXPECT_EQ(scene.outcome(Rule::nationality), Outcome::fail);
  person.nationalities = {PartyId("AAA"), PartyId("CCC")};
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
}

TEST(Nationals, a_transfer_is_licensed_for_every_nation_of_a_person) {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.request.object.export_controlled = true;
  scene.licence();
  auto& person = scene.tiny.person("r1", "R");
  person.nationalities = {PartyId("R"), PartyId("Q")};
  EXPECT_TRUE(scene.decide().permit);  // to the party itself
  scene.request.subject = {SubjectType::person, "r1"};
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail);
  scene.tiny.world.licences.front().to = {PartyId("R"), PartyId("Q")};
  EXPECT_TRUE(scene.decide().permit);
  scene.tiny.world.licences.front().to = {PartyId("R")};
  person.nationalities = {PartyId("R"), PartyId("Q"), PartyId("P")};  // a national of the exporter
  EXPECT_TRUE(scene.decide().permit);
}

TEST(Nationals, what_goes_back_to_its_origin_is_exported_by_who_gives_it) {
  ActScene scene("transfer", world::Kind::equipment_transfer);
  scene.request.object.export_controlled = true;
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail);
  scene.request.object.act.origin = PartyId("R");
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail);
  scene.licence();  // of P
  EXPECT_TRUE(scene.decide().permit);
  scene.request.object.act.origin = PartyId("Q");
  EXPECT_EQ(scene.outcome(Rule::export_control), Outcome::fail);
}

TEST(Nationals, nobody_supplies_a_person_or_grants_one_anything) {
  for (const auto& [action, kind] :
       {std::pair{"supply", world::Kind::cross_servicing}, std::pair{"grant", world::Kind::security_assistance}}) {
    ActScene scene(action, kind);
    scene.tiny.person("r1", "R");
    EXPECT_TRUE(scene.decide().permit) << action;
    scene.request.subject = {SubjectType::person, "r1"};
    EXPECT_FALSE(scene.decide().permit) << action;
  }
}

// --- waivers ---
TEST(Waivers, are_for_their_items_and_purposes) {
  ActScene scene = supply();
  scene.condition(world::Needed::orders);
  auto& waiver = scene.waiver("clause:pact#asks");
  EXPECT_TRUE(scene.decide().permit);
  waiver.items = {"food"};
  EXPECT_FALSE(scene.decide().permit);
  waiver.items = {"food", "fuel"};
  EXPECT_TRUE(scene.decide().permit);
  waiver.items = {"object-1"};  // by the name of the object
  EXPECT_TRUE(scene.decide().permit);
  waiver.purposes = {"trials"};
  EXPECT_FALSE(scene.decide().permit);
  scene.request.purpose = "trials";
  EXPECT_TRUE(scene.decide().permit);
}

// --- what asks for nothing ---
label::Policy policy_of(const TinyWorld& tiny, const char* id) { return *tiny.world.policies.find(PolicyId(id)); }

TEST(Uncleared, level_that_asks_for_no_clearance_asks_for_the_need_alone) {
  Controlled scene;
  scene.question.request.object.export_controlled = false;
  scene.tiny.world.people.front().clearances.clear();
  EXPECT_EQ(scene.outcome(Rule::clearance), Outcome::fail);
  auto policy = policy_of(scene.tiny, "BBB");  // as which BBB holds it
  for (auto& level : policy.levels) level.clearance = level.name != LevelName("MID");
  scene.tiny.world.policies.add(policy);
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
  scene.question.request.object.communities.clear();
  EXPECT_EQ(scene.outcome(Rule::need_to_know), Outcome::fail);
}

TEST(Uncleared, category_of_handling_asks_for_no_read_in) {
  Controlled scene;
  scene.question.request.object.export_controlled = false;
  scene.tiny.last().categories = {"AAA:KEY", "AAA:KEY-SP"};
  scene.question.category("KEY-SP");
  EXPECT_EQ(scene.outcome(Rule::category), Outcome::fail);
  auto policy = policy_of(scene.tiny, "AAA");
  policy.no_read_in = {CategoryName("KE")};  // no part of the name
  scene.tiny.world.policies.add(policy);
  EXPECT_EQ(scene.outcome(Rule::category), Outcome::fail);
  policy.no_read_in = {CategoryName("KEY")};
  scene.tiny.world.policies.add(policy);
  EXPECT_EQ(scene.outcome(Rule::category), Outcome::not_applicable);
  EXPECT_TRUE(decide_in(scene.tiny, scene.question).permit);
}

}  // namespace
}  // namespace entente::decision
