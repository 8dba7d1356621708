// Conditions, requirements and models that cannot be used are errors, each at its own line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/check.h"
#include "world/test_claims.h"

namespace entente::world {
namespace {

using testing::ClaimWorld;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::reference;

std::vector<std::string> errors_of(const World& world) {
  std::vector<std::string> out;
  for (const auto& finding : check(world)) {
    if (finding.severity == Severity::error) out.push_back(to_string(finding));
  }
  return out;
}

ClaimWorld nations() {
  ClaimWorld out;
  out.nations({"JPN", "CAN"});
  out.party("FVEY", PartyKind::group, {{"CAN", {}}});
  return out;
}

Condition on_line(ClaimWorld& world, world::Test test) {
  Condition out;
  out.test = test;
  out.place = {"f", ++world.line};
  return out;
}

// A profile `p` whose only requirement `r` needs this.
World needing(ClaimWorld built, Condition condition) {
  Requirement requirement;
  requirement.id = "r";
  requirement.area = "a";
  requirement.provenance = built.sourced();
  requirement.needs = {std::move(condition)};
  built.world.profiles.push_back({"p", "a profile", reference("party:FVEY"), {requirement}, built.sourced()});
  return built.world;
}

TEST(CheckConditions, what_fits_is_no_error) {
  auto built = nations();
  auto pact = on_line(built, world::Test::instrument);
  pact.with = {PartyId("FVEY")};
  pact.kinds = {Kind::information_security};
  EXPECT_THAT(errors_of(needing(built, pact)), IsEmpty());
}

TEST(CheckConditions, names_that_are_none_are_errors_at_their_line) {
  auto built = nations();
  auto pact = on_line(built, world::Test::instrument);
  pact.with = {PartyId("CNA")};
  pact.of = reference("instrument:isa-jpn-cna");
  const auto errors = errors_of(needing(built, pact));
  const auto at = "f:" + std::to_string(pact.place.line) + ": profile.requirement.needs.";
  EXPECT_THAT(errors, Contains(HasSubstr(at + "with: `CNA`")));
  EXPECT_THAT(errors, Contains(HasSubstr(at + "of: `instrument:isa-jpn-cna`")));
}

TEST(CheckConditions, a_key_that_a_test_does_not_take_is_an_error) {
  auto built = nations();
  auto event = on_line(built, world::Test::event);
  event.kinds = {Kind::alliance};
  event.within_years = 0;
  const auto errors = errors_of(needing(built, event));
  EXPECT_THAT(errors, Contains(HasSubstr("kinds: the test `event` does not take it; it takes with, at_least, events")));
  EXPECT_THAT(errors, Contains(HasSubstr("within_years: 0; expected 1 to 100")));
}

TEST(CheckConditions, what_a_test_is_about_is_required_and_of_the_right_kind) {
  auto built = nations();
  EXPECT_THAT(errors_of(needing(built, on_line(built, world::Test::membership))), Contains(HasSubstr("needs.of: missing")));
  auto part = on_line(built, world::Test::participation);
  part.of = reference("party:FVEY");
  const auto errors = errors_of(needing(built, part));
  EXPECT_THAT(errors,
              Contains(HasSubstr("of: `party:FVEY` is not what `participation` is about; expected programme:ID or project:ID")));
  EXPECT_THAT(errors, Contains(HasSubstr("role: missing")));
}

TEST(CheckConditions, a_requirement_that_comes_to_itself_is_an_error) {
  auto built = nations();
  auto itself = on_line(built, world::Test::requirement);
  itself.of = reference("requirement:p#r");
  EXPECT_THAT(errors_of(needing(built, itself)), Contains(HasSubstr("comes to itself: requirement:p#r → requirement:p#r")));
}

TEST(CheckConditions, claims_of_a_requirement_exist) {
  auto built = nations();
  auto world = needing(built, on_line(built, world::Test::assessment));
  world.profiles.front().requirements.front().claims = {"A999-1"};
  EXPECT_THAT(errors_of(world), Contains(HasSubstr("profile.requirement.claims: `A999-1` is not the id of a claim")));
}

TEST(CheckConditions, who_can_act_on_a_requirement_is_a_party_or_known_word) {
  auto built = nations();
  auto world = needing(built, on_line(built, world::Test::assessment));
  auto& requirement = world.profiles.front().requirements.front();
  const auto at = "f:" + std::to_string(requirement.provenance.place.line) + ": profile.requirement.";
  requirement.closing = "the party does it";
  EXPECT_THAT(errors_of(world), Contains(HasSubstr(at + "closed_by: missing; `closing` needs it")));
  requirement.closed_by = {"party", "members", "CAN"};
  EXPECT_THAT(errors_of(world), IsEmpty());
  requirement.closed_by = {"CNA", "menbers"};
  EXPECT_THAT(errors_of(world),
              AllOf(Contains(HasSubstr(at + "closed_by: `CNA` is neither a party nor `party` or `members` (did you mean `CAN`?)")),
                    Contains(HasSubstr("`menbers` is neither a party nor `party` or `members` (did you mean `members`?)"))));
  requirement.closed_by = {"party"};
  requirement.closing = "";
  EXPECT_THAT(errors_of(world), Contains(HasSubstr(at + "closing: missing; `closed_by` needs it")));
}

TEST(CheckConditions, what_has_no_members_is_not_closed_by_them) {
  auto built = nations();
  auto world = needing(built, on_line(built, world::Test::assessment));
  world.profiles.front().of = reference("party:JPN");
  world.profiles.front().requirements.front().closing = "they do it";
  world.profiles.front().requirements.front().closed_by = {"members"};
  EXPECT_THAT(errors_of(world), Contains(HasSubstr("closed_by: `party:JPN` has no members; name who can act")));
}

TEST(CheckConditions, what_conditions_decide_has_no_closing_of_its_own) {
  auto built = nations();
  auto pact = on_line(built, world::Test::instrument);
  pact.with = {PartyId("CAN")};
  auto world = needing(built, pact);
  world.profiles.front().requirements.front().closing = "the party signs it";
  world.profiles.front().requirements.front().closed_by = {"party"};
  EXPECT_THAT(errors_of(world), Contains(HasSubstr("closing: no assessment decides this requirement; its `needs` say what closes it")));
}

// A model of stages `a`, `b`, `c`, each after what is stated; nothing is empty.
World staged(const std::vector<std::pair<const char*, const char*>>& stages) {
  auto built = nations();
  Model model;
  model.id = "m";
  model.title = "m";
  model.provenance = built.sourced();
  for (const auto& [id, after] : stages) {
    Stage stage;
    stage.id = id;
    stage.title = id;
    if (after != nullptr) stage.after = after;
    stage.needs = {on_line(built, world::Test::event)};
    stage.provenance = built.sourced();
    model.stages.push_back(std::move(stage));
  }
  built.world.models.push_back(std::move(model));
  return built.world;
}

TEST(CheckModels, one_row_is_no_error_in_whatever_order_it_is_written) {
  const auto world = staged({{"c", "b"}, {"a", nullptr}, {"b", "a"}});
  EXPECT_THAT(errors_of(world), IsEmpty());
  ASSERT_EQ(stages_in_order(world.models.front()).size(), 3U);
  EXPECT_EQ(stages_in_order(world.models.front()).back()->id, "c");
}

TEST(CheckModels, stages_out_of_order_are_errors) {
  EXPECT_THAT(errors_of(staged({{"a", nullptr}, {"b", "x"}})),
              Contains(HasSubstr("model.stage.after: `x` is not a stage of `m`")));
  EXPECT_THAT(errors_of(staged({{"a", nullptr}, {"b", nullptr}})), Contains(HasSubstr("`a` is the first stage already")));
  EXPECT_THAT(errors_of(staged({{"a", nullptr}, {"b", "a"}, {"c", "a"}})), Contains(HasSubstr("`b` comes after `a` already")));
  EXPECT_THAT(errors_of(staged({{"a", "b"}, {"b", "a"}})), Contains(HasSubstr("no stage is the first")));
  EXPECT_THAT(errors_of(staged({{"a", nullptr}, {"b", "c"}, {"c", "b"}})), Contains(HasSubstr("comes to itself: b → c")));
  EXPECT_THAT(errors_of(staged({})), Contains(HasSubstr("model.stage: none")));
}

TEST(CheckModels, a_stage_is_about_two_parties_already) {
  auto world = staged({{"a", nullptr}});
  world.models.front().stages.front().needs.front().with = {PartyId("CAN")};
  world.models.front().stages.push_back(
      {.id = "b", .title = "b", .text = {}, .after = "a", .needs = {}, .provenance = world.models.front().provenance});
  const auto errors = errors_of(world);
  EXPECT_THAT(errors, Contains(HasSubstr("with: a stage is about two parties already")));
  EXPECT_THAT(errors, Contains(HasSubstr("model.stage.needs: none")));
}

}  // namespace
}  // namespace entente::world
