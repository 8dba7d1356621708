#include "analysis/programme_check.h"

#include <gtest/gtest.h>

#include "world/test_claims.h"

namespace entente::analysis {
namespace {

using world::Evidence;
using world::Role;
using world::TermState;
using world::testing::ClaimWorld;
using world::testing::date;
using world::testing::instant;
using world::testing::period;

struct House : ClaimWorld {
  House() {
    nations({"AUS", "GBR", "JPN", "NZL"});
    party("PACT", world::PartyKind::group, {{"AUS", period("2000")}, {"GBR", period("2000", "2022")}});
    world::Programme programme;
    programme.id = "skylark";
    programme.title = "Skylark";
    programme.provenance = sourced();
    world.programmes.push_back(programme);
  }
  House& part(const char* id, Role role, Period when, std::optional<std::int64_t> tier = std::nullopt) {
    world.programmes[0].participants.push_back({PartyId(id), role, tier, {}, when, sourced()});
    return *this;
  }
  House& term(const char* id, const char* subject, TermState state, std::initializer_list<const char*> parties = {},
              Evidence evidence = Evidence::verified) {
    world::Term out;
    out.id = id;
    out.subject = subject;
    out.state = state;
    for (const auto* each : parties) out.parties.emplace_back(each);
    out.provenance = sourced();
    out.provenance.evidence = evidence;
    world.programmes[0].terms.push_back(out);
    return *this;
  }
  [[nodiscard]] ProgrammeStanding standing(const char* at, Evidence require = Evidence::unverified) const {
    const View view{&world, {instant(at), std::nullopt, require}};
    auto out = programme_standing(view, world.programmes[0]);
    CHECK(out.has_value());
    return *out;
  }
};

const Participant* participant(const ProgrammeStanding& standing, const char* party) {
  for (const auto& each : standing.participants) {
    if (each.party == PartyId(party)) return &each;
  }
  return nullptr;
}

// "unsettled": of a participant's subject; empty: no such participant or subject.
std::string state(const ProgrammeStanding& standing, const char* party, std::string_view subject) {
  const auto* found = participant(standing, party);
  if (found == nullptr) return "";
  for (const auto& each : found->holdings) {
    if (each.subject == subject) return std::string(to_string(each.is));
  }
  return "";
}

// Goal: nothing recorded is unknown, of every subject that a programme must settle. Method: a programme without terms.
TEST(ProgrammeCheck, without_terms_everything_is_unknown) {
  const auto standing = House().part("AUS", Role::member, period("2020")).standing("2024-01-01");
  ASSERT_EQ(standing.participants.size(), 1U);
  EXPECT_EQ(standing.participants[0].holdings.size(), kTermSubjects.size() + 1);
  EXPECT_EQ(standing.unknown, kTermSubjects.size() + 1);
  EXPECT_EQ(standing.unsettled + standing.settled, 0U);
}

// Goal: of two terms on one subject the unsettled wins, for those whom it names and no others. Method: three parties.
TEST(ProgrammeCheck, unsettled_wins_for_whom_it_names) {
  House house;
  house.part("AUS", Role::member, period("2020")).part("JPN", Role::candidate, period("2023"));
  house.term("all", "access", TermState::settled).term("japan", "access", TermState::unsettled, {"JPN"});
  const auto standing = house.standing("2024-01-01");
  EXPECT_EQ(state(standing, "AUS", "access"), "settled");
  EXPECT_EQ(state(standing, "JPN", "access"), "unsettled");
  EXPECT_EQ(participant(standing, "JPN")->holdings[2].terms.size(), 1U);
}

// Goal: settled counts like a grant, unsettled on any evidence. Method: weak terms under a stricter requirement.
TEST(ProgrammeCheck, weak_settled_is_unknown_and_weak_unsettled_is_not) {
  House house;
  house.part("AUS", Role::member, period("2020"));
  house.term("a", "financing", TermState::settled, {}, Evidence::unverified);
  house.term("b", "procurement", TermState::unsettled, {}, Evidence::assumed);
  EXPECT_EQ(state(house.standing("2024-01-01"), "AUS", "financing"), "settled");
  EXPECT_EQ(state(house.standing("2024-01-01", Evidence::partial), "AUS", "financing"), "unknown");
  EXPECT_EQ(state(house.standing("2024-01-01", Evidence::verified), "AUS", "procurement"), "unsettled");
}

// Goal: a group stands for its members at the date, in parts and in terms. Method: a member that left.
TEST(ProgrammeCheck, groups_stand_for_their_members) {
  House house;
  house.part("PACT", Role::member, period("2010")).term("ip", "background-ip", TermState::unsettled, {"PACT"});
  EXPECT_EQ(state(house.standing("2021-06-01"), "GBR", "background-ip"), "unsettled");
  EXPECT_EQ(state(house.standing("2024-01-01"), "GBR", "background-ip"), "");
  EXPECT_EQ(state(house.standing("2024-01-01"), "AUS", "background-ip"), "unsettled");
  EXPECT_EQ(participant(house.standing("2024-01-01"), "PACT"), nullptr);
}

// Goal: parts hold in their time, the excluded have no terms, the tier that opens most is the tier. Method: one of each.
TEST(ProgrammeCheck, parts_hold_in_their_time) {
  House house;
  house.part("AUS", Role::member, period("2020"), 1).part("NZL", Role::excluded, period("2021"));
  house.part("JPN", Role::observer, period("2022", "2023-06-01"), 2).part("JPN", Role::partner, period("2023-06-01"));
  house.term("x", "consents", TermState::unsettled);
  const auto standing = house.standing("2024-01-01");
  EXPECT_TRUE(participant(standing, "NZL")->excluded);
  EXPECT_TRUE(participant(standing, "NZL")->holdings.empty());
  EXPECT_EQ(state(standing, "AUS", kTierSubject), "settled");
  EXPECT_EQ(state(standing, "JPN", kTierSubject), "unknown");
  EXPECT_EQ(state(house.standing("2023-01-01"), "JPN", kTierSubject), "unsettled");  // an observer takes no part in it
  EXPECT_EQ(standing.participants.front().party, PartyId("AUS"));
  EXPECT_EQ(standing.participants.back().party, PartyId("NZL"));
  EXPECT_EQ(standing.unsettled, 2U);
}

// Goal: what is unsettled here denies there: the two read the same terms. Method: the same programme with its term in either
// state.
TEST(ProgrammeCheck, agrees_with_the_engine) {
  for (const auto state_of_term : {TermState::settled, TermState::unsettled}) {
    House house;
    house.part("AUS", Role::member, period("2020")).part("GBR", Role::member, period("2020"));
    house.term("x", "access", state_of_term);
    const auto standing = house.standing("2024-01-01");
    const auto& rules = participant(standing, "AUS")->denied_by;
    const bool denied = std::find(rules.begin(), rules.end(), decision::Rule::participation) != rules.end();
    EXPECT_EQ(denied, standing.unsettled > 0);
  }
}

// Goal: a term without a date of its own has that of its source. Method: cited by id, by address, by name, and of another source.
TEST(ProgrammeCheck, a_term_is_dated_by_its_source) {
  world::World world;
  world::Source source;
  source.id = "001";
  source.address = "https://example.org/a";
  source.cited_as = "Article 001";
  source.published = date("2024-04");
  world.sources = {source};
  world::Provenance provenance;
  for (const auto* cited : {"001", "https://example.org/a", "Article 001: Gazette", "nothing ; Article 001"}) {
    provenance.source = cited;
    ASSERT_TRUE(dated(world, provenance)) << cited;
    EXPECT_EQ(dated(world, provenance)->text(), "2024-04");
  }
  provenance.source = "https://example.org/b";
  EXPECT_FALSE(dated(world, provenance));
  provenance.known = date("2023-01-02");
  EXPECT_EQ(dated(world, provenance)->text(), "2023-01-02");
}

// What decisions ask besides the terms, and what exempts those who take part from export licences.
TEST(ProgrammeCheck, clauses_of_the_instrument_above_are_listed) {
  House house;
  house.part("AUS", Role::member, period("2000")).part("GBR", Role::member, period("2000"));
  world::Instrument above;
  above.id = InstrumentId("charter");
  above.kind = world::Kind::programme;
  for (const auto& [id, action] : {std::pair{"asks", "participate"}, std::pair{"visits", "visit"}, std::pair{"over", "participate"}}) {
    world::Clause clause;
    clause.id = id;
    clause.effect = world::Effect::condition;
    clause.action = action;
    above.clauses.push_back(clause);
  }
  above.clauses[2].period = period("2001", "2002");
  world::Instrument exemption;
  exemption.id = InstrumentId("exempts");
  exemption.kind = world::Kind::export_exemption;
  exemption.parties = {{PartyId("AUS"), {}, house.sourced()}, {PartyId("GBR"), {}, house.sourced()}, {PartyId("JPN"), {}, house.sourced()}};
  exemption.statuses = {{world::StatusValue::in_force, date("2010"), house.sourced()}};
  house.world.instruments = {above, exemption};
  EXPECT_TRUE(house.standing("2020-01-01").clauses.empty());  // it is under nothing
  house.world.programmes[0].under = above.id;
  const auto standing = house.standing("2020-01-01");
  ASSERT_EQ(standing.clauses.size(), 1U);
  EXPECT_EQ(standing.clauses[0]->id, "asks");
  ASSERT_EQ(standing.exemptions.size(), 1U);
  house.world.instruments[1].parties.erase(house.world.instruments[1].parties.begin());  // GBR alone
  EXPECT_TRUE(house.standing("2020-01-01").exemptions.empty());
}

}  // namespace
}  // namespace entente::analysis
