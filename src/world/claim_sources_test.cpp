#include "world/claim_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/claim_outcomes.h"
#include "world/test_claims.h"

namespace entente::world {
namespace {

using testing::ClaimWorld;
using testing::instant;
using testing::Says;

Source paper() {
  Source out;
  out.id = "001";
  out.address = "https://paper.example/a";
  out.cited_as = "Article 001";
  return out;
}

bool is_own(const char* citation) {
  Claim claim;
  claim.source = "001";
  const auto source = paper();
  Provenance provenance;
  provenance.source = citation;
  return OwnSource(claim, &source).is_all_of(provenance);
}

TEST(OwnSource, is_known_by_id_address_and_citation) {
  for (const auto* own : {"001", "https://paper.example/a", "Article 001", "Article 001: The Paper, 2024",
                          "p. 3, https://paper.example/a", "Article 001 ; https://paper.example/a"})
    EXPECT_TRUE(is_own(own)) << own;
  for (const auto* other : {"", "0012", "Article 0011", "https://paper.example/ab", "https://paper.example/a/b", "Article 002",
                            "Article 001 ; https://ministry.example"})
    EXPECT_FALSE(is_own(other)) << other;
}

TEST(OwnSource, an_address_that_is_no_link_is_no_word_of_others) {
  Claim claim;
  Source source;
  source.address = "invented";
  Provenance provenance;
  provenance.source = "invented: treaty series 3";
  EXPECT_FALSE(OwnSource(claim, &source).is_all_of(provenance));
  provenance.source = "invented";
  EXPECT_TRUE(OwnSource(claim, &source).is_all_of(provenance));
}

TEST(OwnSource, of_a_claim_that_names_an_address) {
  Claim claim;
  claim.source = "https://x.example";
  Provenance provenance;
  provenance.source = "https://x.example";
  EXPECT_TRUE(OwnSource(claim, nullptr).is_all_of(provenance));
}

// One claim of the paper about a fact that `read_in` says where it was read.
JudgedClaim judged(const char* about, const Says& says, const char* read_in) {
  static std::vector<ClaimWorld> kept;  // what is judged points into its world
  auto& built = kept.emplace_back();
  built.nations({"JPN", "CAN"}).party("GRP", PartyKind::group, {{"CAN", {}}});
  built.pact("isa", Kind::information_security, "CAN", {{StatusValue::signed_, "2024-01"}}, read_in);
  built.event("summit", EventState::held, testing::period("2024-01"), {"CAN"}, "JPN");
  Candidacy candidacy;
  candidacy.id = "cand";
  candidacy.states = built.history<CandidacyState>({{CandidacyState::considered, "2024-01"}});
  candidacy.provenance = built.sourced(read_in);
  candidacy.states[0].provenance.source = read_in;
  built.world.candidacies.push_back(candidacy);
  built.world.events[0].provenance.source = read_in;
  built.world.parties[2].members[0].provenance.source = read_in;
  built.source("001", "2024-07").claim("c", "001", about, says);
  built.world.sources[0] = paper();
  built.world.sources[0].published = testing::date("2024-07");
  return judge_claims(built.world, instant("2025-01-01")).at(0);
}

TEST(JudgeClaims, what_only_its_own_source_says_is_open) {
  const std::vector<std::pair<const char*, Says>> cases{
      {"instrument:isa", {{"status", {"signed"}}}},
      {"instrument:isa", {{"status", {"signed"}}, {"on", {"2024-01"}}}},
      {"party:JPN", {{"count", {"1"}}, {"of", {"information-security"}}, {"status", {"signed"}}}},
      {"party:JPN", {{"partner", {"CAN"}}, {"of", {"information-security"}}, {"status", {"signed"}}}},
      {"party:GRP", {{"members", {"CAN"}}}},
      {"event:summit", {{"state", {"held"}}, {"host", {"JPN"}}}},
      {"candidacy:cand", {{"state", {"considered"}}}},
      {"candidacy:cand", {{"recorded", {"true"}}}},
  };
  for (const auto& [about, says] : cases) {
    const auto own = judged(about, says, "Article 001: The Paper");
    EXPECT_EQ(own.outcome, Outcome::open) << about << own.why;
    EXPECT_THAT(own.why, ::testing::StartsWith("recorded from this source alone; ")) << about;
    EXPECT_FALSE(own.against.empty());
    for (const auto* other : {"Article 002", "Article 001: The Paper ; https://ministry.example"}) {
      const auto confirmed = judged(about, says, other);
      EXPECT_EQ(confirmed.outcome, Outcome::confirmed) << about << confirmed.why;
    }
  }
}

TEST(JudgeClaims, what_its_own_source_contradicts_stays_contradicted) {
  const auto out = judged("instrument:isa", {{"status", {"negotiating"}}}, "Article 001");
  EXPECT_EQ(out.outcome, Outcome::contradicted);
}

}  // namespace
}  // namespace entente::world
