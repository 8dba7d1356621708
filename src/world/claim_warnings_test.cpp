#include "world/claim_warnings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/test_claims.h"

namespace entente::world {
namespace {

using ::testing::AllOf;
using testing::ClaimWorld;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::instant;
using ::testing::IsEmpty;
using testing::Says;

std::vector<std::string> warnings(const ClaimWorld& built, const char* as_of = "2026-11-25") {
  std::vector<std::string> out;
  for (const auto& finding : compare_claims(built.world, instant(as_of))) {
    EXPECT_EQ(finding.severity, Severity::warning);
    out.push_back(finding.key + ": " + finding.message);
  }
  return out;
}

Says count(const char* number, const char* of, std::vector<std::string> including = {}, const char* hedge = nullptr,
           const char* status = "signed") {
  Says out{{"count", {number}}, {"of", {of}}, {"status", {status}}};
  if (!including.empty()) out["including"] = std::move(including);
  if (hedge != nullptr) out["hedge"] = {hedge};
  return out;
}

// Two papers: 001 of July 2024 and 000 of November 2024.
ClaimWorld papers() {
  return ClaimWorld()
      .nations({"JPN", "AUS", "BGD", "CAN", "DEU", "FRA", "GBR", "IND", "IDN", "ITA", "KOR", "PHL", "RUS", "USA"})
      .party("NATO", PartyKind::organisation, {})
      .source("000", "2024-11-20")
      .source("001", "2024-07");
}

// The seven situations that the shipped world must show.

TEST(CompareClaims, one_paper_says_signed_and_another_negotiating) {
  auto built =
      papers().pact("isa-jpn-can", Kind::information_security, "CAN",
                    {{StatusValue::negotiating, "2022-10-11"}, {StatusValue::signed_, "2025-07-08"}}, "https://mofa.example");
  built.claim("A000-14", "000", "instrument:isa-jpn-can", {{"status", {"negotiating"}}});
  built.claim("A001-12", "001", "instrument:isa-jpn-can", {{"status", {"signed"}}});
  EXPECT_THAT(warnings(built, "2024-11-20"),
              ElementsAre("claim.says: A001-12: \"instrument:isa-jpn-can: status signed\" (001, 2024-07) disagrees with A000-14: "
                          "\"instrument:isa-jpn-can: status negotiating\" (000, 2024-11-20): `signed` against `negotiating`; "
                          "the record: negotiating since 2022-10-11 [https://mofa.example]",
                          "claim.says: A001-12: \"instrument:isa-jpn-can: status signed\" (001, 2024-07) is contradicted: "
                          "the record: negotiating since 2022-10-11 [https://mofa.example]"));
  EXPECT_THAT(
      warnings(built, "2025-07-08"),
      ElementsAre(AllOf(HasSubstr("A000-14"), HasSubstr("is superseded: true when said; no longer since 2025-07-08")),
                  HasSubstr("disagrees with A000-14"),
                  HasSubstr("is contradicted: the record: negotiating since 2022-10-11, then signed 2025-07-08 [https://")));
}

TEST(CompareClaims, thirteen_agreements_claimed_where_nine_were_in_force) {
  auto built = papers();
  for (const auto* partner : {"USA", "NATO", "FRA", "AUS", "GBR", "IND", "ITA", "KOR", "DEU"})
    built.pact(std::string("isa-") + partner, Kind::information_security, partner, {{StatusValue::in_force, "2016"}});
  built.pact("isa-can", Kind::information_security, "CAN", {{StatusValue::negotiating, "2022-10-11"}});
  built.claim("A001-10", "001", "party:JPN", count("13", "information-security"));
  EXPECT_THAT(warnings(built),
              ElementsAre("claim.says: A001-10: \"party:JPN: count 13, of information-security, status signed\" "
                          "(001, 2024-07) is contradicted: 13 claimed; the record: 9 in force (AUS, DEU, FRA, GBR, IND, "
                          "ITA, KOR, NATO, USA), 1 negotiating (CAN) [record]"));
}

TEST(CompareClaims, a_number_that_is_right_but_counts_one_not_yet_signed) {
  auto built = papers();
  for (const auto* partner : {"USA", "GBR", "AUS"})
    built.pact(std::string("det-") + partner, Kind::equipment_transfer, partner, {{StatusValue::signed_, "2014"}});
  built.pact("det-bgd", Kind::equipment_transfer, "BGD",
             {{StatusValue::negotiating, "2023"}, {StatusValue::in_force, "2026-02-03"}}, "https://news.example");
  built.claim("A001-17", "001", "party:JPN", count("3", "equipment-transfer", {"USA", "BGD"}, "or to be signed"));
  built.claim("A001-23", "001", "instrument:det-bgd", {{"status", {"signed"}}, {"hedge", {"or to be signed"}}});
  EXPECT_THAT(warnings(built),
              ElementsAre(AllOf(HasSubstr("A001-17"),
                                HasSubstr("is contradicted: 3 claimed, BGD among them; the record: 3 signed (AUS, GBR, "
                                          "USA), 1 negotiating (BGD); not among them: BGD (in force since 2026-02-03)"),
                                HasSubstr("[https://news.example; record]"))));
  EXPECT_THAT(warnings(built, "2026-02-02"),
              ElementsAre(HasSubstr("A001-17"), HasSubstr("has not come about: not yet; the record: negotiating")));
}

TEST(CompareClaims, a_number_that_was_right_and_has_grown) {
  auto built = papers().pact("acsa-usa", Kind::cross_servicing, "USA", {{StatusValue::in_force, "2017"}});
  built.pact("acsa-ita", Kind::cross_servicing, "ITA", {{StatusValue::signed_, "2024-11-25"}});
  built.claim("A001-24", "001", "party:JPN", count("1", "cross-servicing"));
  EXPECT_THAT(warnings(built, "2024-11-24"), IsEmpty());
  EXPECT_THAT(warnings(built, "2024-11-25"),
              ElementsAre(HasSubstr("is superseded: 1 claimed; true when said; no longer since 2024-11-25; "
                                    "the record: 1 in force (USA), 1 signed (ITA)")));
}

TEST(CompareClaims, more_partners_than_are_evidenced) {
  auto built = papers();
  for (const auto* partner : {"USA", "AUS", "GBR", "FRA", "DEU", "IND", "IDN", "PHL"})
    built.pact(std::string("talks-") + partner, Kind::consultation, partner, {{StatusValue::in_force, "2015"}});
  built.pact("talks-rus", Kind::consultation, "RUS", {{StatusValue::in_force, "2013"}, {StatusValue::suspended, "2022"}});
  built.claim("A001-01", "001", "party:JPN", count("11", "consultation", {"USA", "CAN"}, nullptr, "in-force"));
  EXPECT_THAT(
      warnings(built),
      ElementsAre(HasSubstr("is contradicted: 11 claimed, CAN among them; the record: 8 in force (AUS, DEU, FRA, GBR, IDN, IND, "
                            "PHL, USA), 1 suspended (RUS); not among them: CAN [record]")));
}

TEST(CompareClaims, an_agreement_that_is_still_only_negotiated) {
  auto built = papers().pact("raa-fra", Kind::reciprocal_access, "FRA", {{StatusValue::negotiating, "2024-05-02"}},
                             "https://press.example");
  built.claim("A001-34", "001", "instrument:raa-fra", {{"status", {"signed"}}, {"hedge", {"or to be signed"}}});
  EXPECT_THAT(
      warnings(built),
      ElementsAre(HasSubstr("has not come about: not yet; the record: negotiating since 2024-05-02 [https://press.example]")));
}

TEST(CompareClaims, criteria_without_one_that_the_record_has) {
  auto built = papers();
  Profile profile;
  profile.id = "pillar";
  for (const auto* id : {"technology", "financing"})
    profile.requirements.push_back({id, id, "", "criteria", {}, {}, {}, {}, built.sourced("https://statement.example")});
  profile.requirements.push_back({"alignment", "alignment", "", {}, {}, {}, {}, {}, built.sourced()});
  built.world.profiles.push_back(profile);
  built.claim("A002-08", "001", "requirement:pillar#technology", {{"required", {"true"}}, {"list", {"criteria"}}});
  EXPECT_THAT(warnings(built),
              ElementsAre("claim.says.list: 001 lists the criteria of pillar without financing, which the record has "
                          "[https://statement.example]"));
  built.claim("A002-09", "001", "requirement:pillar#financing", {{"required", {"true"}}, {"list", {"criteria"}}});
  EXPECT_THAT(warnings(built), IsEmpty());
}

// Two that differ since the world changed between them, or that one source says, or years apart, do not disagree.
TEST(CompareClaims, sources_disagree_only_about_one_time) {
  const auto facts = papers().pact("isa", Kind::information_security, "CAN",
                                   {{StatusValue::negotiating, "2022"}, {StatusValue::signed_, "2024-08-01"}});
  const auto with = [&](const char* source, const char* said, Says says) {
    auto built = facts;
    built.claim("a", "000", "instrument:isa", {{"status", {"negotiating"}}}, "2024-10");
    built.claim("b", source, "instrument:isa", std::move(says), said);
    std::size_t disagreements = 0;
    for (const auto& each : warnings(built)) disagreements += each.find("disagrees") != std::string::npos ? 1U : 0U;
    return disagreements;
  };
  const Says says_signed{{"status", {"signed"}}};
  EXPECT_EQ(with("001", "2024-11", says_signed), 1U);
  EXPECT_EQ(with("000", "2024-11", says_signed), 0U);
  EXPECT_EQ(with("001", "2026", says_signed), 0U);
  EXPECT_EQ(with("001", "2024-11", {{"status", {"signed"}}, {"hedge", {"or to be signed"}}}), 0U);
  EXPECT_EQ(with("001", "2024-11", {{"opinion", {"true"}}}), 0U);
  auto changed = facts;
  changed.claim("a", "000", "instrument:isa", {{"status", {"negotiating"}}}, "2024-07");
  changed.claim("b", "001", "instrument:isa", says_signed, "2024-09");
  EXPECT_THAT(warnings(changed),
              ElementsAre(HasSubstr("a: \"instrument:isa: status negotiating\" (000, 2024-07) is superseded")));
}

TEST(CompareClaims, a_world_without_claims_has_none) { EXPECT_THAT(warnings(papers()), IsEmpty()); }

}  // namespace
}  // namespace entente::world
