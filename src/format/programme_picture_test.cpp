#include "format/programme_picture.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/picture_limits.h"
#include "format/test_picture.h"
#include "world/test_claims.h"

namespace entente::format {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using world::Role;
using world::TermState;
using world::testing::ClaimWorld;
using world::testing::instant;
using world::testing::period;

struct House : ClaimWorld {
  House() {
    nations({"AUS", "GBR", "JPN"});
    world.name = "house";
    world::Programme programme;
    programme.id = "skylark";
    programme.title = "Sky & <lark>";
    programme.provenance = sourced();
    world.programmes.push_back(programme);
  }
  House& part(const std::string& id, Role role, std::optional<std::int64_t> tier = std::nullopt) {
    world.programmes[0].participants.push_back({PartyId(id), role, tier, {}, period("2014"), sourced()});
    return *this;
  }
  House& term(const std::string& subject, TermState state, std::vector<PartyId> parties = {}) {
    world::Term out;
    out.id = "t-" + subject;
    out.subject = subject;
    out.state = state;
    out.text = "Who <owns> what.";
    out.parties = std::move(parties);
    out.provenance = sourced();
    world.programmes[0].terms.push_back(out);
    return *this;
  }
  House& under(std::size_t clauses, const std::string& text = "Japan decides") {
    pact("house-pact", world::Kind::programme, "GBR", {{world::StatusValue::in_force, "2015-01-01"}});
    for (std::size_t each = 0; each < clauses; ++each) {
      world::Clause clause;
      clause.id = fmt::format("c{}", each);
      clause.effect = world::Effect::condition;
      clause.action = "participate";
      clause.from = {PartyId("JPN")};
      clause.needs = {world::Needed::national_approval};
      clause.text = text;
      clause.provenance = sourced();
      world.instruments.back().clauses.push_back(clause);
    }
    world.programmes[0].under = world.instruments.back().id;
    return *this;
  }
  [[nodiscard]] std::string picture() const {
    const auto at = instant("2020-01-01");
    const auto standing =
        analysis::programme_standing({&world, {at, std::nullopt, world::Evidence::unverified}}, world.programmes[0]);
    CHECK(standing.has_value());
    return programme_picture({world, *standing, at, std::nullopt, world::Evidence::unverified, "sha256:0123456789abcdef"});
  }
};

// Goal: every cell says by filling, by sign and under the pointer how a subject stands, the tier with its number; the description
// says all of it in words.
TEST(ProgrammePicture, has_a_cell_for_each_subject_of_each_participant) {
  House house;
  house.part("JPN", Role::candidate, 2)
      .part("GBR", Role::member, 1)
      .term("access", TermState::unsettled, {PartyId("JPN")})
      .term("financing", TermState::settled);
  const auto picture = shown_in(house.picture());
  EXPECT_EQ(picture.title, "What is settled in skylark, as of 2020-01-01");
  EXPECT_THAT(
      picture.texts,
      AllOf(Contains("2 participants: 2 unsettled · 3 settled · 13 unknown of 18; under no recorded instrument; Sky & <lark>"),
            Contains("✔ 1"), Contains("✘ 2"), Contains("third-"), Contains("country-"), Contains("export"),
            Contains("candidate")));
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "✔"), 2);
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "?"), 13);
  EXPECT_THAT(picture.titled("JPN access: unsettled; t-access: Who <owns> what. [verified; "), SizeIs(1));
  EXPECT_THAT(picture.titled("GBR access: unknown"), SizeIs(1));
  EXPECT_THAT(picture.titled("JPN by the engine: not permitted: legal-basis, purpose, scope, participation"), SizeIs(1));
  EXPECT_THAT(picture.description,
              AllOf(HasSubstr("JPN, candidate since 2014: background-ip unknown"), HasSubstr("access unsettled"),
                    HasSubstr("tier unsettled; by the engine: not permitted: legal-basis, purpose, scope, participation.")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: who is excluded has no cells, and the picture says why.
TEST(ProgrammePicture, who_is_excluded_has_no_cells) {
  House house;
  house.part("GBR", Role::member, 1).part("JPN", Role::excluded);
  const auto picture = shown_in(house.picture());
  EXPECT_THAT(picture.texts, Contains("– excluded: takes no part, and has no terms"));
  EXPECT_THAT(picture.titled("JPN access"), IsEmpty());
  EXPECT_THAT(picture.description, HasSubstr("JPN, excluded since 2014: excluded; by the engine: "));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: the clauses of the instrument stand below with what they ask, to whom and in words; beyond twenty they are counted.
TEST(ProgrammePicture, lists_the_clauses_of_the_instrument) {
  House house;
  house.part("GBR", Role::member, 1).part("JPN", Role::member, 1).under(1);
  const auto one = shown_in(house.picture());
  EXPECT_THAT(one.texts,
              AllOf(Contains("Clauses of house-pact about taking part, which decisions ask besides the terms"),
                    Contains("§ c0 asks for national-approval (of JPN)"), Contains(HasSubstr("Japan decides [verified; "))));
  EXPECT_THAT(one.description, HasSubstr("§ c0 asks for national-approval (of JPN)."));
  House more;
  more.part("GBR", Role::member, 1).under(25, std::string(300, 'c') + " " + std::string(300, 'd') + "\n<b>");
  const auto many = shown_in(more.picture());
  EXPECT_THAT(many.texts, Contains("further clauses: 5; the text lists them"));
  EXPECT_THAT(many.collisions(), IsEmpty());
}

// Goal: as many participants as a picture may have, with long names, and terms on many subjects, run over nothing; names stay
// text.
TEST(ProgrammePicture, has_room_for_as_many_rows_as_the_limit) {
  House house;
  for (std::size_t each = 0; each < limits::kPictureRows; ++each) {
    const auto id = fmt::format("P{:03}-</text><script>{}", each, std::string(100, 'p'));
    house.party(id.c_str(), world::PartyKind::nation, {});
    house.part(id, Role::candidate, 1'000'000'000);
  }
  for (std::size_t each = 0; each < 6; ++each) house.term(fmt::format("{}-{}", std::string(90, 's'), each), TermState::unsettled);
  house.term("a-b-c-d-e-f-g", TermState::settled).term("-", TermState::settled).term("--", TermState::settled);
  const auto picture = shown_in(house.picture());
  EXPECT_THAT(picture.titled("P149-</text><script>"), Contains(HasSubstr(" access: unknown")));
  EXPECT_LE(picture.height, kSvgSide);
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: with more subjects than any picture has room for there is none, and nothing stops.
TEST(ProgrammePicture, is_empty_where_it_would_be_too_large) {
  House house;
  house.part("GBR", Role::member);
  for (std::size_t each = 0; each < 200; ++each)
    house.term(fmt::format("{}-{}", std::string(90, 's'), each), TermState::unsettled);
  EXPECT_TRUE(house.picture().empty());
}

TEST(ProgrammePicture, says_that_nobody_takes_part) {
  const auto picture = shown_in(House().picture());
  EXPECT_THAT(picture.texts, AllOf(Contains("nobody is recorded to take part"),
                                   Contains("no clause is recorded that decisions ask besides the terms")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

}  // namespace
}  // namespace entente::format
