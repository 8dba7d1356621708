#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/check.h"
#include "world/test_claims.h"

namespace entente::world {
namespace {

using testing::ClaimWorld;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using testing::Says;

// What is found about claims alone; the rest of these small worlds is not sound.
std::vector<std::string> found(const ClaimWorld& built) {
  std::vector<std::string> out;
  for (const auto& finding : check(built.world)) {
    if (!finding.key.starts_with("claim") && !finding.key.starts_with("source")) continue;
    out.push_back((finding.severity == Severity::error ? "E " : "W ") + finding.key + ": " + finding.message);
  }
  return out;
}

ClaimWorld facts() {
  ClaimWorld built;
  built.nations({"JPN", "CAN"})
      .party("GRP", PartyKind::group, {{"CAN", {}}})
      .pact("isa-jpn-can", Kind::information_security, "CAN", {{StatusValue::negotiating, "2022"}})
      .event("summit", EventState::held, testing::period("2024"))
      .source("001", "2024-07");
  built.world.programmes.push_back(
      {.id = "prog",
       .title = "",
       .under = {},
       .areas = {},
       .participants = {},
       .projects = {{.id = "proj", .title = "", .areas = {}, .participants = {}, .period = {}, .provenance = built.sourced()}},
       .terms = {},
       .provenance = built.sourced()});
  Profile profile;
  profile.id = "fvey";
  profile.requirements.push_back({"clearance", "clearance", "", "criteria", {}, {}, {}, {}, built.sourced()});
  built.world.profiles.push_back(profile);
  Candidacy candidacy;
  candidacy.id = "cand";
  built.world.candidacies.push_back(candidacy);
  return built;
}

struct Case {
  const char* about;
  Says says;
  std::vector<std::string> findings;
};

void expect_all(const std::vector<Case>& cases) {
  for (const auto& each : cases) {
    auto built = facts().claim("c", "001", each.about, each.says);
    EXPECT_THAT(found(built), ElementsAreArray(each.findings)) << each.about;
  }
}

TEST(CheckClaims, accepts_every_form) {
  expect_all({{"instrument:isa-jpn-can", {{"status", {"signed"}}, {"on", {"2024-07"}}, {"hedge", {"or soon"}}}, {}},
              {"instrument:isa-jpn-can", {{"status", {"signed", "in-force"}}}, {}},
              {"party:JPN", {{"count", {"13"}}, {"of", {"cross-servicing"}}, {"status", {"signed"}}, {"including", {"CAN"}}}, {}},
              {"party:JPN", {{"partner", {"CAN"}}, {"of", {"consultation"}}, {"status", {"in-force"}}}, {}},
              {"party:GRP", {{"members", {"CAN"}}}, {}},
              {"event:summit", {{"state", {"held"}}, {"participants", {"CAN"}}, {"host", {"JPN"}}}, {}},
              {"candidacy:cand", {{"state", {"considered"}}, {"hedge", {"may be"}}}, {}},
              {"requirement:fvey#clearance", {{"required", {"true"}}, {"list", {"criteria"}}}, {}},
              {"requirement:fvey#clearance", {{"state", {"in-progress"}}, {"party", {"JPN"}}}, {}},
              {"programme:prog", {{"participation", {"excluded"}}, {"party", {"JPN"}}, {"tier", {"2"}}}, {}},
              {"project:prog#proj", {{"participation", {"partner"}}, {"party", {"JPN"}}}, {}},
              {"profile:fvey", {{"recorded", {"true"}}, {"hedge", {"soon"}}}, {}},
              {"party:CAN", {{"opinion", {"true"}}}, {}}});
}

TEST(CheckClaims, of_keys_and_words) {
  expect_all({
      {"instrument:isa-jpn-can", {}, {"E claim.says: empty; expected what the source says"}},
      {"instrument:isa-jpn-can",
       {{"statsu", {"signed"}}},
       {"E claim.says.statsu: `statsu` is not a key (did you mean `status`?)"}},
      {"instrument:isa-jpn-can",
       {{"status", {"singed"}}},
       {"E claim.says.status: `singed` is not known; expected considered, negotiating, signed, provisional, in-force, suspended, "
        "terminated (did you mean `signed`?)"}},
      {"instrument:isa-jpn-can",
       {{"on", {"2024"}}},
       {"E claim.says.status: missing; expected considered, negotiating, signed, provisional, in-force, suspended, terminated"}},
      {"instrument:isa-jpn-can",
       {{"status", {"signed", "in-force"}}, {"on", {"2024"}}},
       {"E claim.says.on: stands beside several statuses; expected one"}},
      {"instrument:isa-jpn-can",
       {{"status", {"signed"}}, {"on", {"July"}}},
       {"E claim.says.on: `July` is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"}},
      {"instrument:isa-jpn-can",
       {{"members", {"CAN"}}},
       {"E claim.says.members: does not fit; about instrument:isa-jpn-can it is status, on, recorded or opinion"}},
      {"instrument:isa-jpn-can", {{"hedge", {"soon"}}}, {"E claim.says.hedge: stands alone; expected what it hedges"}},
      {"party:GRP", {{"count", {"3"}}}, {"E claim.says.count: does not fit; about party:GRP it is members, recorded or opinion"}},
      {"party:JPN",
       {{"count", {"many"}}, {"of", {"treaties"}}, {"status", {"signed"}}},
       {"E claim.says.count: `many` is not a number from 0 to 100000",
        "E claim.says.of: `treaties` is not known; expected information-security, cross-servicing, reciprocal-access, "
        "equipment-transfer, security-assistance, export-exemption, consultation, programme, alliance, national-law"}},
      {"party:JPN",
       {{"count", {"3"}}},
       {"E claim.says.of: missing; expected "
        "information-security, cross-servicing, reciprocal-access, equipment-transfer, "
        "security-assistance, export-exemption, consultation, programme, alliance, national-law",
        "E claim.says.status: missing; expected considered, negotiating, signed, provisional, in-force, suspended, terminated"}},
      {"party:JPN",
       {{"partner", {"CAN"}}, {"count", {"3"}}, {"of", {"programme"}}, {"status", {"signed"}}},
       {"E claim.says.count: does not fit; about party:JPN it is count, including, partner, of, status, recorded or opinion"}},
      {"party:JPN",
       {{"count", {"3", "4"}}, {"of", {"programme"}}, {"status", {"signed"}}},
       {"E claim.says.count: 2 values; expected one"}},
      {"event:summit",
       {{"state", {"hold"}}},
       {"E claim.says.state: `hold` is not known; expected planned, held, cancelled (did you mean `held`?)"}},
      {"event:summit", {{"host", {"JPM"}}}, {"E claim.says: `JPM` is not a party (did you mean `JPN`?)"}},
      {"candidacy:cand",
       {{"status", {"signed"}}},
       {"E claim.says.status: does not fit; about candidacy:cand it is state, recorded or opinion"}},
      {"requirement:fvey#clearance", {{"list", {"criteria"}}}, {"E claim.says.required: missing; expected true"}},
      {"requirement:fvey#clearance",
       {{"required", {"true"}}, {"list", {"criterai"}}},
       {"E claim.says.list: no requirement of fvey is of a list `criterai` (did you mean `criteria`?)"}},
      {"requirement:fvey#clearance",
       {{"state", {"met"}}},
       {"E claim.says.party: missing; a state of a requirement is somebody's"}},
      {"requirement:fvey#clearance",
       {{"required", {"false"}}},
       {"E claim.says.required: `false`; expected true, or no such key"}},
      {"programme:prog",
       {{"participation", {"guest"}}, {"party", {"JPN"}}},
       {"E claim.says.participation: `guest` is not known; expected excluded, observer, candidate, partner, member"}},
      {"programme:prog", {{"participation", {"member"}}}, {"E claim.says.party: missing; expected the id of a party"}},
      {"profile:fvey", {{"state", {"met"}}}, {"E claim.says.state: does not fit; about profile:fvey it is recorded or opinion"}},
      {"party:JPN", {{"opinion", {"true"}}, {"count", {"3"}}}, {"E claim.says.count: does not fit; an opinion stands alone"}},
  });
}

TEST(CheckClaims, of_what_they_speak_of) {
  const Says recorded{{"recorded", {"true"}}};
  expect_all({
      {"instrument:isa-jpn-cam",
       recorded,
       {"E claim.about: `instrument:isa-jpn-cam` does not exist (did you mean `isa-jpn-can`?)"}},
      {"requirement:fvey#clearence",
       recorded,
       {"E claim.about: `requirement:fvey#clearence` does not exist (did you mean `clearance`?)"}},
      {"project:prog#prj", recorded, {"E claim.about: `project:prog#prj` does not exist (did you mean `proj`?)"}},
      {"clause:isa-jpn-can#art-6", recorded, {"E claim.about: `clause:isa-jpn-can#art-6` does not exist"}},
      {"risk:r", recorded, {"E claim.about: `risk:r` does not exist"}},
  });
  auto about_nothing = facts().claim("c", "001", "party:JPN", recorded);
  about_nothing.world.claims[0].about.clear();
  EXPECT_THAT(found(about_nothing), ElementsAre("E claim.about: missing; expected what it speaks of, as `kind:id`"));
}

TEST(CheckClaims, of_who_says_it_and_when) {
  const Says recorded{{"recorded", {"true"}}};
  EXPECT_THAT(
      found(facts().claim("c", "002", "party:JPN", recorded, "2024")),
      ElementsAre("E claim.source: `002` is not a source; expected its id, an address or a citation (did you mean `001`?)"));
  EXPECT_THAT(found(facts().claim("c", "https://press.example", "party:JPN", recorded, "2024")), IsEmpty());
  EXPECT_THAT(found(facts().claim("c", "a statement", "party:JPN", recorded, "2024")), IsEmpty());
  EXPECT_THAT(found(facts().claim("c", "a statement", "party:JPN", recorded)),
              ElementsAre("W claim.said: missing, and its `source` has no date either, so it is not compared"));
  EXPECT_THAT(found(facts().claim("c", "001", "party:JPN", recorded).claim("c", "001", "party:CAN", recorded)),
              ElementsAre("E claim.id: `c` exists already (f:12)"));
  EXPECT_THAT(found(facts().claim("", "001", "party:JPN", recorded).claim("", "001", "party:CAN", recorded)), IsEmpty());
  EXPECT_THAT(found(facts().source("001", "2024")), ElementsAre("E source.id: `001` exists already (f:8)"));
}

}  // namespace
}  // namespace entente::world
