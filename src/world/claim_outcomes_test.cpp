#include "world/claim_outcomes.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/test_claims.h"

namespace entente::world {
namespace {

using testing::ClaimWorld;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::instant;
using ::testing::IsEmpty;
using testing::period;
using testing::Says;

constexpr auto kSecurity = Kind::information_security;

// "confirmed" and why, of the only claim; "not said" when there is none yet.
std::string outcome(const ClaimWorld& built, const char* as_of) {
  const auto judged = judge_claims(built.world, instant(as_of));
  return judged.empty() ? "not said" : std::string(to_string(judged.front().outcome));
}
std::string why(const ClaimWorld& built, const char* as_of) { return judge_claims(built.world, instant(as_of)).at(0).why; }

struct Case {
  const char* name;
  Says says;
  const char* said;
  const char* as_of;
  const char* outcome;
};

void expect_all(const ClaimWorld& facts, const std::string& about, const std::vector<Case>& cases) {
  for (const auto& each : cases) {
    auto built = facts;
    built.claim("c", "a paper", about, each.says, each.said);
    EXPECT_EQ(outcome(built, each.as_of), each.outcome) << each.name;
  }
}

ClaimWorld agreement() {
  return ClaimWorld()
      .nations({"JPN", "CAN"})
      .pact("isa", kSecurity, "CAN",
            {{StatusValue::negotiating, "2022-10-11"},
             {StatusValue::signed_, "2025-07-08"},
             {StatusValue::in_force, "2025-08"},
             {StatusValue::terminated, "2026-03-01"}});
}

TEST(JudgeClaims, of_a_status) {
  const Says says_signed{{"status", {"signed"}}};
  const Says says_negotiating{{"status", {"negotiating"}}};
  const Says says_in_force{{"status", {"in-force"}}};
  expect_all(agreement(), "instrument:isa",
             {{"negotiated then and now", says_negotiating, "2024-11-20", "2024-11-20", "confirmed"},
              {"negotiated then, signed on the day asked", says_negotiating, "2024-11-20", "2025-07-08", "superseded"},
              {"the day before", says_negotiating, "2024-11-20", "2025-07-07", "confirmed"},
              {"signed too early", says_signed, "2024-07", "2026-01-01", "contradicted"},
              {"signed the day before", says_signed, "2025-07-07", "2026-01-01", "contradicted"},
              {"signed on the day", says_signed, "2025-07-08", "2025-07-08", "confirmed"},
              {"in force is signed too", says_signed, "2025-07-08", "2026-01-01", "confirmed"},
              {"a month that holds the day", says_signed, "2025-07", "2025-12-01", "confirmed"},
              {"in force in the month recorded", says_in_force, "2025-08", "2025-12-01", "confirmed"},
              {"in force on a day of the month recorded", says_in_force, "2025-08-02", "2025-12-01", "confirmed"},
              {"in force the month before", says_in_force, "2025-07", "2025-12-01", "contradicted"},
              {"ended since", says_in_force, "2025-09", "2026-03-01", "superseded"},
              {"not ended yet", says_in_force, "2025-09", "2026-02-28", "confirmed"},
              {"one of several", {{"status", {"considered", "negotiating"}}}, "2024", "2024-12-31", "confirmed"},
              {"nothing recorded then", {{"status", {"considered"}}}, "2020", "2024-12-31", "open"},
              {"recorded as later", says_signed, "2020", "2025-12-31", "contradicted"},
              {"not said yet", says_signed, "2025-07", "2025-07-30", "not said"},
              {"said on the last day it may mean", says_signed, "2025-07", "2025-07-31", "confirmed"}});
}

TEST(JudgeClaims, say_what_the_record_holds) {
  auto built = agreement().claim("c", "a paper", "instrument:isa", {{"status", {"signed"}}}, "2024-07");
  EXPECT_EQ(why(built, "2024-11-20"), "the record: negotiating since 2022-10-11");
  EXPECT_EQ(why(built, "2025-12-31"), "the record: negotiating since 2022-10-11, then signed 2025-07-08, then in force 2025-08");
  auto ended = agreement().claim("c", "a paper", "instrument:isa", {{"status", {"in-force"}}}, "2025-09");
  const auto judged = judge_claims(ended.world, instant("2026-11-25")).at(0);
  EXPECT_EQ(judged.why,
            "true when said; no longer since 2026-03-01; the record: in force since 2025-08, then terminated 2026-03-01");
  EXPECT_EQ(judged.since->text(), "2026-03-01");
  ASSERT_EQ(judged.against.size(), 2U);
  EXPECT_EQ(judged.against[0].what, "in force since 2025-08");
  EXPECT_EQ(judged.against[0].source, "record");
}

TEST(JudgeClaims, of_the_day_on_which_a_status_began) {
  const auto on = [](const char* day) { return Says{{"status", {"signed"}}, {"on", {day}}}; };
  expect_all(agreement(), "instrument:isa",
             {{"the day", on("2025-07-08"), "2025-08-01", "2025-08-01", "confirmed"},
              {"its month", on("2025-07"), "2025-08-01", "2025-08-01", "confirmed"},
              {"its year", on("2025"), "2025-08-01", "2025-08-01", "confirmed"},
              {"another day", on("2025-07-09"), "2025-08-01", "2025-08-01", "contradicted"},
              {"true whatever followed", on("2025-07-08"), "2025-08-01", "2026-11-25", "confirmed"},
              {"announced", on("2025-07-08"), "2025-07-01", "2025-07-08", "confirmed"},
              {"announced, and not there yet", on("2025-07-08"), "2025-07-01", "2025-07-07", "open"},
              {"a status without a date of its own",
               {{"status", {"provisional"}}, {"on", {"2025-07-08"}}},
               "2025-08-01",
               "2025-08-01",
               "open"}});
}

TEST(JudgeClaims, that_hedge) {
  const Says hedged{{"status", {"signed"}}, {"hedge", {"or to be signed"}}};
  expect_all(agreement(), "instrument:isa",
             {{"still negotiated", hedged, "2024-07", "2025-07-07", "open"},
              {"came about", hedged, "2024-07", "2025-07-08", "confirmed"},
              {"came about and ended", hedged, "2024-07", "2026-03-01", "superseded"},
              {"nothing known then, and it came about", hedged, "2020", "2025-07-08", "confirmed"},
              {"nothing known", hedged, "2020", "2022-10-10", "open"},
              {"ended already", hedged, "2026-04", "2026-11-25", "contradicted"}});
  auto built = agreement().claim("c", "a paper", "instrument:isa", hedged, "2024-07");
  EXPECT_TRUE(judge_claims(built.world, instant("2025-07-07")).at(0).expected);
  EXPECT_EQ(why(built, "2025-07-07"), "not yet; the record: negotiating since 2022-10-11");
  EXPECT_THAT(why(built, "2025-12-31"),
              HasSubstr("came about 2025-07-08; the record: negotiating since 2022-10-11, then signed"));
}

// A fact of weaker evidence counts, but of two of one day it does not outweigh the stronger.
TEST(JudgeClaims, of_two_facts_of_one_day_the_weaker_does_not_outweigh) {
  auto built =
      ClaimWorld()
          .nations({"JPN", "CAN"})
          .pact("isa", kSecurity, "CAN", {{StatusValue::signed_, "2024-01-01"}, {StatusValue::terminated, "2024-01-01"}});
  built.claim("c", "a paper", "instrument:isa", {{"status", {"signed"}}}, "2024-02");
  EXPECT_EQ(outcome(built, "2024-11-20"), "contradicted");
  built.world.instruments[0].statuses[1].provenance.evidence = Evidence::unverified;
  EXPECT_EQ(outcome(built, "2024-11-20"), "confirmed");
}

ClaimWorld partners() {
  return ClaimWorld()
      .nations({"JPN", "USA", "AUS", "RUS", "BGD", "CAN"})
      .pact("usa-1", kSecurity, "USA", {{StatusValue::in_force, "1996"}, {StatusValue::terminated, "2017-04-25"}})
      .pact("usa-2", kSecurity, "USA", {{StatusValue::in_force, "2017-04-25"}})
      .pact("aus", kSecurity, "AUS", {{StatusValue::signed_, "2024-01-29"}, {StatusValue::in_force, "2024-07-12"}})
      .pact("rus", kSecurity, "RUS", {{StatusValue::in_force, "2013"}, {StatusValue::suspended, "2022"}})
      .pact("bgd", kSecurity, "BGD", {{StatusValue::negotiating, "2023"}, {StatusValue::signed_, "2026-02-03"}})
      .pact("other", Kind::reciprocal_access, "CAN", {{StatusValue::in_force, "2000"}});
}

Says count(const char* number, std::vector<std::string> including = {}, const char* hedge = nullptr,
           const char* status = "signed") {
  Says out{{"count", {number}}, {"of", {"information-security"}}, {"status", {status}}};
  if (!including.empty()) out["including"] = std::move(including);
  if (hedge != nullptr) out["hedge"] = {hedge};
  return out;
}

TEST(JudgeClaims, that_count_partners) {
  expect_all(
      partners(), "party:JPN",
      {{"the number", count("2"), "2024-02", "2024-11-20", "confirmed"},
       {"too many", count("3"), "2024-02", "2024-11-20", "contradicted"},
       {"too few", count("1"), "2024-02", "2024-11-20", "contradicted"},
       {"the day before the second", count("1"), "2024-01-28", "2024-01-28", "confirmed"},
       {"one more since", count("1"), "2024-01-28", "2024-01-29", "superseded"},
       {"in the month of the second either will do", count("1"), "2024-01", "2024-01-31", "superseded"},
       {"only what is in force", count("1", {}, nullptr, "in-force"), "2024-02", "2024-07-11", "confirmed"},
       {"with one of them", count("2", {"USA"}), "2024-02", "2024-11-20", "confirmed"},
       {"with one that is not", count("2", {"USA", "RUS"}), "2024-02", "2024-11-20", "contradicted"},
       {"to be signed", count("3", {"BGD"}, "or to be signed"), "2024-02", "2026-02-02", "open"},
       {"has been signed", count("3", {"BGD"}, "or to be signed"), "2024-02", "2026-02-03", "confirmed"},
       {"with it one more than claimed", count("2", {"BGD"}, "or to be signed"), "2024-02", "2026-02-03", "contradicted"}});
}

TEST(JudgeClaims, of_one_partner) {
  const auto with = [](const char* partner, const char* status, const char* hedge = nullptr) {
    Says out{{"partner", {partner}}, {"of", {"information-security"}}, {"status", {status}}};
    if (hedge != nullptr) out["hedge"] = {hedge};
    return out;
  };
  expect_all(partners(), "party:JPN",
             {{"under the second agreement", with("USA", "in-force"), "2024-02", "2026-11-25", "confirmed"},
              {"none recorded, though with others", with("CAN", "in-force"), "2024-02", "2026-11-25", "contradicted"},
              {"suspended since", with("RUS", "in-force"), "2021", "2022-12-31", "superseded"},
              {"on the way", with("BGD", "signed", "soon"), "2024-02", "2026-02-02", "open"},
              {"came about", with("BGD", "signed", "soon"), "2024-02", "2026-02-03", "confirmed"}});
  auto built = partners().claim("c", "a paper", "party:JPN", with("CAN", "in-force"), "2024-02");
  EXPECT_THAT(why(built, "2024-11-20"), HasSubstr("1 negotiating (BGD); not among them: CAN"));
  expect_all(ClaimWorld().nations({"JPN", "CAN"}), "party:JPN",
             {{"nothing of the kind recorded", with("CAN", "in-force"), "2024-02", "2026-11-25", "open"}});
}

TEST(JudgeClaims, count_names_the_partners) {
  auto built = partners().claim("c", "a paper", "party:JPN", count("11", {"CAN"}), "2024-02");
  EXPECT_EQ(why(built, "2024-11-20"),
            "11 claimed, CAN among them; the record: 1 in force (USA), 1 signed (AUS), 1 suspended (RUS), 1 negotiating (BGD); "
            "not among them: CAN");
  auto later = partners().claim("c", "a paper", "party:JPN", count("1"), "2024-01-28");
  EXPECT_EQ(
      why(later, "2024-02-01"),
      "1 claimed; true when said; no longer since 2024-01-29; the record: 1 in force (USA), 1 signed (AUS), 1 suspended (RUS), "
      "1 negotiating (BGD)");
}

// Of two agreements with one partner that say as much the one that began first is named, whichever stands first in the world.
TEST(JudgeClaims, name_the_first_of_two_agreements_with_one_partner) {
  auto built = ClaimWorld()
                   .nations({"JPN", "USA"})
                   .pact("b", kSecurity, "USA", {{StatusValue::in_force, "2011"}})
                   .pact("a", kSecurity, "USA", {{StatusValue::in_force, "2010"}});
  built.claim("c", "a paper", "party:JPN", count("1", {"USA"}), "2009");
  for (int order = 0; order < 2; ++order) {
    auto judged = judge_claims(built.world, instant("2024-11-20")).at(0);
    ASSERT_FALSE(judged.against.empty());
    EXPECT_EQ(judged.against[0].what, "USA: in force since 2010");
    std::reverse(built.world.instruments.begin(), built.world.instruments.end());
  }
}

// Who is a party at entry into force had signed before; who accedes later was not among the partners.
TEST(JudgeClaims, count_partners_from_their_accession) {
  auto built = ClaimWorld()
                   .nations({"JPN", "USA", "AUS"})
                   .pact("isa", kSecurity, "USA", {{StatusValue::signed_, "2010"}, {StatusValue::in_force, "2012-05-01"}});
  auto& parties = built.world.instruments[0].parties;
  parties[0].period = period("2012-05-01");
  parties[1].period = period("2012-05-01");
  parties.push_back({PartyId("AUS"), period("2020-01-01", "2023-01-01"), built.sourced()});
  expect_all(built, "party:JPN",
             {{"signed before its parties' dates", count("1"), "2011", "2019-12-31", "confirmed"},
              {"one accedes", count("1"), "2011", "2020-01-01", "superseded"},
              {"counted", count("2"), "2020-01-01", "2022-12-31", "confirmed"},
              {"and leaves", count("2"), "2020-01-01", "2023-01-01", "superseded"}});
}

TEST(JudgeClaims, of_members) {
  const auto built =
      ClaimWorld().nations({"JPN", "USA"}).party("GRP", PartyKind::group, {{"USA", period("2021-09", "2025-01-01")}});
  const Says usa{{"members", {"USA"}}};
  expect_all(built, "party:GRP",
             {{"a member", usa, "2024", "2024-12-31", "confirmed"},
              {"in the month of joining", usa, "2021-09", "2024-12-31", "confirmed"},
              {"before joining", usa, "2021-08", "2024-12-31", "contradicted"},
              {"has left", usa, "2024", "2025-01-01", "superseded"},
              {"one is not", {{"members", {"USA", "JPN"}}}, "2024", "2024-12-31", "contradicted"}});
  expect_all(ClaimWorld().nations({"USA"}).party("GRP", PartyKind::group, {}), "party:GRP",
             {{"nobody recorded", usa, "2024", "2024-12-31", "open"}});
}

TEST(JudgeClaims, of_meetings) {
  const auto built = ClaimWorld()
                         .nations({"JPN", "USA", "CAN"})
                         .party("GRP", PartyKind::group, {{"CAN", {}}})
                         .event("held", EventState::held, period("2024-04-10", "2024-04-12"), {"JPN", "GRP"}, "JPN")
                         .event("planned", EventState::planned, period("2027-05"), {"JPN"})
                         .event("cancelled", EventState::cancelled, period("2024-04-10"))
                         .event("undated", EventState::held, {});
  const Says planned{{"state", {"planned"}}};
  const Says held{{"state", {"held"}}};
  const Says cancelled{{"state", {"cancelled"}}};
  expect_all(
      built, "event:held",
      {{"held", held, "2024-04-10", "2024-04-10", "confirmed"},
       {"said a day early", held, "2024-04-09", "2024-04-10", "contradicted"},
       {"planned, and it came about", planned, "2024-04-08", "2024-04-10", "confirmed"},
       {"planned, and not there yet", planned, "2024-04-08", "2024-04-09", "open"},
       {"planned in the month", planned, "2024-04", "2024-04-30", "confirmed"},
       {"planned afterwards", planned, "2024-04-12", "2024-04-12", "contradicted"},
       {"cancelled", cancelled, "2024-05", "2024-11-20", "contradicted"},
       {"host", {{"host", {"JPN"}}}, "2024-05", "2024-11-20", "confirmed"},
       {"another host", {{"host", {"USA"}}}, "2024-05", "2024-11-20", "contradicted"},
       {"took part in a group", {{"participants", {"CAN"}}}, "2024-05", "2024-11-20", "confirmed"},
       {"took no part", {{"participants", {"JPN", "USA"}}}, "2024-05", "2024-11-20", "contradicted"},
       {"all of it", {{"state", {"held"}}, {"host", {"JPN"}}, {"participants", {"GRP"}}}, "2024-05", "2024-11-20", "confirmed"}});
  expect_all(built, "event:planned",
             {{"planned", planned, "2026", "2026-12-31", "confirmed"},
              {"nobody says whether it was held", planned, "2026", "2027-06-01", "open"},
              {"held", held, "2027-06", "2027-06-30", "open"},
              {"held too early", held, "2026", "2026-12-31", "contradicted"},
              {"host not recorded", {{"host", {"JPN"}}}, "2026", "2026-12-31", "open"}});
  expect_all(built, "event:cancelled",
             {{"planned", planned, "2024-03", "2024-05-01", "superseded"},
              {"cancelled", cancelled, "2024-05", "2024-05-31", "confirmed"},
              {"held", held, "2024-05", "2024-05-31", "contradicted"},
              {"took part", {{"participants", {"JPN"}}}, "2024-05", "2024-05-31", "open"}});
  expect_all(built, "event:undated", {{"held some day", held, "2024", "2024-12-31", "confirmed"}});
}

TEST(JudgeClaims, of_candidacies_commitments_risks_and_pairs) {
  ClaimWorld built;
  built.nations({"JPN"});
  built.world.candidacies.push_back({.id = "c",
                                     .party = PartyId("JPN"),
                                     .of = {},
                                     .states = built.history<CandidacyState>({{CandidacyState::considered, "2024-04-08"},
                                                                              {CandidacyState::consulting, "2024-09-17"}}),
                                     .provenance = built.sourced()});
  Commitment commitment;
  commitment.id = "k";
  commitment.states =
      built.history<CommitmentState>({{CommitmentState::in_progress, "2024"}, {CommitmentState::done, "2025-05-16"}});
  built.world.commitments.push_back(commitment);
  Risk risk;
  risk.id = "r";
  risk.states = built.history<RiskState>({{RiskState::open, "2024-04"}});
  built.world.risks.push_back(risk);
  Interoperability pair;
  pair.id = "i";
  pair.state = InteroperabilityState::tested;
  pair.on = testing::date("2024-06");
  pair.provenance = built.sourced();
  built.world.interoperability.push_back(pair);
  const auto state = [](const char* word) { return Says{{"state", {word}}}; };
  const Says to_begin{{"state", {"consulting"}}, {"hedge", {"to begin"}}};
  expect_all(built, "candidacy:c",
             {{"considered", state("considered"), "2024-04", "2024-09-16", "confirmed"},
              {"consulting since", state("considered"), "2024-04", "2024-09-17", "superseded"},
              {"too early", state("consulting"), "2024-04-09", "2024-11-20", "contradicted"},
              {"to begin", to_begin, "2024-04-09", "2024-09-16", "open"},
              {"begun", to_begin, "2024-04-09", "2024-09-17", "confirmed"},
              {"before anything", state("interest"), "2020", "2024-11-20", "open"}});
  expect_all(built, "commitment:k",
             {{"done since", state("in-progress"), "2024-11", "2025-05-16", "superseded"},
              {"in progress", state("in-progress"), "2024-11", "2025-05-15", "confirmed"}});
  expect_all(built, "risk:r", {{"open", state("open"), "2024-04", "2026-11-25", "confirmed"}});
  expect_all(built, "interoperability:i",
             {{"tested", state("tested"), "2024-06-15", "2024-06-15", "confirmed"},
              {"failed", state("failed"), "2024-07", "2024-11-20", "contradicted"},
              {"before", state("unknown"), "2024-05", "2024-11-20", "open"}});
}

ClaimWorld requirements() {
  ClaimWorld built;
  built.nations({"JPN", "USA"});
  Profile profile;
  profile.id = "p";
  for (const auto* id : {"technology", "financing"})
    profile.requirements.push_back({id, id, "", "criteria", {}, {}, {}, {}, built.sourced("statement")});
  profile.requirements.push_back({"clearance", "clearance", "", {}, {}, {}, {}, {}, built.sourced()});
  profile.provenance = built.sourced();
  built.world.profiles.push_back(profile);
  built.world.assessments.push_back({.id = "a",
                                     .requirement = testing::reference("requirement:p#clearance"),
                                     .party = PartyId("JPN"),
                                     .state = AssessmentState::in_progress,
                                     .from = testing::date("2024-02"),
                                     .assessor = "a ministry",
                                     .text = "",
                                     .provenance = built.sourced()});
  built.world.assessments.push_back(built.world.assessments.front());
  built.world.assessments[1].id = "b";
  built.world.assessments[1].state = AssessmentState::met;
  built.world.assessments[1].from = testing::date("2025-05-16");
  return built;
}

TEST(JudgeClaims, of_requirements) {
  const auto state = [](const char* word, const char* party) { return Says{{"state", {word}}, {"party", {party}}}; };
  expect_all(requirements(), "requirement:p#clearance",
             {{"it is one", {{"required", {"true"}}}, "2024", "2026-11-25", "confirmed"},
              {"but of no list", {{"required", {"true"}}, {"list", {"criteria"}}}, "2024", "2026-11-25", "contradicted"},
              {"assessed", state("in-progress", "JPN"), "2024-03", "2025-05-15", "confirmed"},
              {"assessed otherwise since", state("in-progress", "JPN"), "2024-03", "2025-05-16", "superseded"},
              {"assessed otherwise", state("met", "JPN"), "2024-03", "2025-05-16", "contradicted"},
              {"not assessed", state("met", "USA"), "2024-03", "2025-05-16", "open"}});
  expect_all(requirements(), "requirement:p#financing",
             {{"of the list", {{"required", {"true"}}, {"list", {"criteria"}}}, "2024", "2026-11-25", "confirmed"}});
}

TEST(JudgeClaims, of_taking_part) {
  ClaimWorld built;
  built.nations({"JPN", "USA", "KOR"}).party("GRP", PartyKind::group, {{"USA", {}}});
  Programme programme;
  programme.id = "p";
  programme.participants = {
      {PartyId("JPN"), Role::excluded, {}, {}, period("2021", "2024-04-08"), built.sourced()},
      {PartyId("JPN"), Role::candidate, 2, {}, period("2024-04-08"), built.sourced()},
      {PartyId("GRP"), Role::member, 1, {}, {}, built.sourced()},
  };
  Project project;
  project.id = "q";
  project.participants = {{PartyId("JPN"), Role::partner, {}, {}, period("2025"), built.sourced()}};
  programme.projects.push_back(project);
  built.world.programmes.push_back(programme);
  const auto role = [](const char* word, const char* party) { return Says{{"participation", {word}}, {"party", {party}}}; };
  const auto tier = [](const char* number) {
    return Says{{"participation", {"candidate"}}, {"party", {"JPN"}}, {"tier", {number}}};
  };
  expect_all(built, "programme:p",
             {{"excluded", role("excluded", "JPN"), "2024-04-07", "2024-04-07", "confirmed"},
              {"no longer", role("excluded", "JPN"), "2024-04-07", "2024-04-08", "superseded"},
              {"candidate", role("candidate", "JPN"), "2024-04", "2026-11-25", "confirmed"},
              {"not a member", role("member", "JPN"), "2024-04", "2026-11-25", "contradicted"},
              {"a member by its group", role("member", "USA"), "2024-04", "2026-11-25", "confirmed"},
              {"nothing recorded", role("member", "KOR"), "2024-04", "2026-11-25", "open"},
              {"of its tier", tier("2"), "2024-05", "2026-11-25", "confirmed"},
              {"of another tier", tier("1"), "2024-05", "2026-11-25", "contradicted"}});
  expect_all(built, "project:p#q",
             {{"in the project", role("partner", "JPN"), "2025", "2026-11-25", "confirmed"},
              {"to join",
               {{"participation", {"partner"}}, {"party", {"JPN"}}, {"hedge", {"to join"}}},
               "2024",
               "2026-11-25",
               "confirmed"}});
}

TEST(JudgeClaims, that_something_is_recorded_or_thought) {
  const Says recorded{{"recorded", {"true"}}};
  const Says soon{{"recorded", {"true"}}, {"hedge", {"soon"}}};
  const auto built = agreement().event("e", EventState::held, period("2024-04-10"));
  expect_all(built, "event:e",
             {{"recorded", recorded, "2024-04-10", "2026-11-25", "confirmed"},
              {"begins later", recorded, "2024-04-09", "2026-11-25", "contradicted"},
              {"soon", soon, "2024-04-09", "2026-11-25", "confirmed"},
              {"an opinion", {{"opinion", {"true"}}}, "2024", "2026-11-25", "open"}});
  expect_all(built, "party:CAN", {{"without a date", recorded, "1900", "2026-11-25", "confirmed"}});
  expect_all(built, "event:nothing", {{"no such thing", recorded, "2024", "2026-11-25", "open"}});
}

TEST(JudgeClaims, that_cannot_be_read_or_dated_are_open) {
  auto built = agreement().claim("c", "a paper", "instrument:isa", {{"status", {"singed"}}}, "2024");
  EXPECT_EQ(outcome(built, "2026-11-25"), "open");
  EXPECT_THAT(why(built, "2026-11-25"), HasSubstr("not understood: `singed`"));
  auto undated = agreement().source("001", nullptr).claim("c", "001", "instrument:isa", {{"status", {"signed"}}});
  EXPECT_EQ(outcome(undated, "2026-11-25"), "open");
  auto dated = agreement().source("001", "2025-09").claim("c", "001", "instrument:isa", {{"status", {"signed"}}});
  EXPECT_EQ(outcome(dated, "2025-09-30"), "confirmed");
  EXPECT_EQ(outcome(dated, "2025-09-29"), "not said");
}

TEST(JudgeClaims, come_in_one_order_whatever_that_of_the_world) {
  auto built = partners();
  built.source("002", "2024-02").source("001", "2024-02");
  for (const auto* number : {"1", "2", "3"}) built.claim(std::string("c") + number, "002", "party:JPN", count(number));
  built.claim("b", "001", "instrument:usa-2", {{"status", {"in-force"}}});
  const auto told = [](const World& world) {
    std::vector<std::string> out;
    for (const auto& judged : judge_claims(world, instant("2026-11-25"))) out.push_back(judged.claim->id + " " + judged.why);
    return out;
  };
  const auto first = told(built.world);
  EXPECT_THAT(first.front(), HasSubstr("b "));
  std::reverse(built.world.claims.begin(), built.world.claims.end());
  std::reverse(built.world.instruments.begin(), built.world.instruments.end());
  std::reverse(built.world.sources.begin(), built.world.sources.end());
  for (auto& instrument : built.world.instruments) {
    std::reverse(instrument.statuses.begin(), instrument.statuses.end());
    std::reverse(instrument.parties.begin(), instrument.parties.end());
  }
  EXPECT_EQ(told(built.world), first);
}

TEST(Outcome, has_words) {
  for (const auto value : {Outcome::open, Outcome::contradicted, Outcome::superseded, Outcome::confirmed})
    EXPECT_EQ(parse_outcome(to_string(value)), value);
  EXPECT_FALSE(parse_outcome("true"));
}

}  // namespace
}  // namespace entente::world
