#include "analysis/capabilities.h"

#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::date;
using decision::testing::instant;
using decision::testing::sourced;
using decision::testing::TinyWorld;
using world::CapabilityKind;
using world::Evidence;
using world::InteroperabilityState;

world::Capability capability(const char* party, CapabilityKind kind, const char* area, const char* from = "2000-01-01") {
  world::Capability out;
  out.id = std::string(party) + "-" + area;
  out.party = PartyId(party);
  out.kind = kind;
  out.area = area;
  out.title = area;
  out.period.from = date(from);
  out.provenance = sourced();
  return out;
}

// AAA puts first what BBB offers.
TinyWorld two() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC");
  tiny.world.capabilities = {
      capability("AAA", CapabilityKind::priority, "radar"), capability("BBB", CapabilityKind::offer, "radar"),
      capability("CCC", CapabilityKind::priority, "radar"), capability("BBB", CapabilityKind::offer, "fuel")};
  return tiny;
}

Capabilities of(const TinyWorld& tiny, const char* party, const char* at = "2020-01-01",
                Evidence require = Evidence::unverified) {
  const View view{&tiny.world, {instant(at), std::nullopt, require}};
  auto out = capabilities(view, party == nullptr ? std::nullopt : std::optional(PartyId(party)));
  CHECK(out.has_value());
  return *out;
}

const Carrying& carrying(const Capabilities& found, Deed deed) {
  for (const auto& each : found.rows.at(0).matches.at(0).carrying) {
    if (each.deed == deed) return each;
  }
  CHECK(false);
  return found.rows.at(0).matches.at(0).carrying.front();
}

// An instrument in force that may carry transfers and lists nothing more.
void equipment(TinyWorld& tiny) {
  tiny.agreement("det", "AAA", "BBB", "2010-01-01");
  tiny.last().kind = world::Kind::equipment_transfer;
  tiny.last().rows.clear();
}

// Goal: a priority finds who offers the same, and nobody who wants it too. Method: three parties, two areas.
TEST(Capabilities, match_by_area_and_side) {
  const auto found = of(two(), "AAA");
  ASSERT_EQ(found.rows.size(), 1U);
  ASSERT_EQ(found.rows[0].matches.size(), 1U);
  EXPECT_EQ(found.rows[0].matches[0].partner, PartyId("BBB"));
  EXPECT_EQ(of(two(), nullptr).rows.size(), 4U);
  EXPECT_EQ(of(two(), "BBB").rows[0].matches.size(), 2U);
  EXPECT_TRUE(of(two(), "BBB").rows[1].matches.empty());
}

// Goal: two parties to one project find each other. Method: projects of one area, in one programme, in another and in none.
TEST(Capabilities, match_projects_of_one_programme) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").nation("DDD");
  for (const char* party : {"AAA", "BBB", "CCC", "DDD"})
    tiny.world.capabilities.push_back(capability(party, CapabilityKind::project, "radar"));
  const world::FactRef one{world::FactKind::programme, "one", {}};
  for (const std::size_t each : {0, 1}) tiny.world.capabilities[each].programme = one;
  tiny.world.capabilities[2].programme = world::FactRef{world::FactKind::programme, "two", {}};
  const auto rows = of(tiny, nullptr).rows;
  ASSERT_EQ(rows.size(), 4U);
  ASSERT_EQ(rows[0].matches.size(), 1U);
  EXPECT_EQ(rows[0].matches[0].partner, PartyId("BBB"));
  EXPECT_EQ(rows[0].matches[0].project, "programme:one");
  EXPECT_EQ(rows[1].matches.size(), 1U);
  EXPECT_TRUE(rows[2].matches.empty());
  EXPECT_TRUE(rows[3].matches.empty());
}

// Goal: what does not count at the date or on the evidence is left out and counted. Method: a later and a weak offer.
TEST(Capabilities, leave_out_what_does_not_count) {
  auto tiny = two();
  tiny.world.capabilities[1].provenance.evidence = Evidence::unverified;
  EXPECT_TRUE(of(tiny, "AAA", "2020-01-01", Evidence::partial).rows[0].matches.empty());
  EXPECT_EQ(of(tiny, nullptr, "2020-01-01", Evidence::partial).left_out, 1U);
  EXPECT_TRUE(of(two(), "AAA", "1999-01-01").rows.empty());
  EXPECT_EQ(of(two(), "AAA", "1999-01-01").left_out, 1U);
}

// Goal: without any instrument both are blocked, and the kind that is missing is named. Method: nothing recorded.
TEST(Capabilities, nothing_recorded_blocks) {
  const auto found = of(two(), "AAA");
  EXPECT_EQ(carrying(found, Deed::transfer).is, Carriage::blocked);
  EXPECT_EQ(carrying(found, Deed::transfer).missing, "equipment-transfer");
  EXPECT_EQ(carrying(found, Deed::disclose).is, Carriage::blocked);
  EXPECT_EQ(carrying(found, Deed::disclose).missing, "information-security");
  EXPECT_FALSE(carrying(found, Deed::disclose).wanting.empty());
  EXPECT_EQ(found.rows[0].matches[0].carrying.size(), 2U);
}

// Goal: without a policy of who gives a disclosure cannot be asked, whatever instrument stands; the transfer can. Method: an
// agreement, and an offer of a nation that has no policy.
TEST(Capabilities, without_a_policy_a_disclosure_cannot_be_asked) {
  auto tiny = two();
  world::Party party = *tiny.world.party(PartyId("BBB"));
  party.id = PartyId("DDD");
  tiny.world.parties.push_back(party);
  tiny.agreement("isa", "AAA", "DDD", "2010-01-01");
  tiny.world.capabilities[1].party = PartyId("DDD");
  const auto found = of(tiny, "AAA");
  const auto& is = carrying(found, Deed::disclose);
  EXPECT_EQ(is.is, Carriage::unasked);
  EXPECT_EQ(is.why, "no policy of DDD");
  EXPECT_TRUE(is.wanting.empty());
  EXPECT_TRUE(is.missing.empty());
  EXPECT_EQ(carrying(found, Deed::transfer).is, Carriage::blocked);
}

// Goal: an instrument carries a transfer that lacks a licence; with the licence it is carried. Method: the two in turn.
TEST(Capabilities, a_transfer_lacks_its_licence) {
  auto tiny = two();
  equipment(tiny);
  const auto without = of(tiny, "AAA");
  EXPECT_EQ(carrying(without, Deed::transfer).is, Carriage::lacking);
  EXPECT_EQ(carrying(without, Deed::transfer).instrument, "det");
  ASSERT_EQ(carrying(without, Deed::transfer).wanting.size(), 1U);
  EXPECT_EQ(carrying(without, Deed::transfer).wanting[0].rule, decision::Rule::export_control);
  EXPECT_EQ(carrying(without, Deed::transfer).wanting[0].actors, std::vector{PartyId("BBB")});
  world::Licence licence;
  licence.by = PartyId("BBB");
  licence.to = {PartyId("AAA")};
  licence.items = {"radar"};
  licence.id = "licence";
  licence.provenance = sourced();
  tiny.world.licences.push_back(licence);
  EXPECT_EQ(carrying(of(tiny, "AAA"), Deed::transfer).is, Carriage::carried);
}

// Goal: a disclosure goes from who offers to who wants, up to the highest level. Method: an agreement.
TEST(Capabilities, a_disclosure_goes_up_to_the_highest_level) {
  auto tiny = two();
  tiny.agreement("isa", "AAA", "BBB", "2010-01-01");
  const auto found = of(tiny, "AAA");
  const auto& is = carrying(found, Deed::disclose);
  EXPECT_EQ(is.is, Carriage::carried);
  EXPECT_EQ(is.level, "TOP");
  EXPECT_EQ(is.instrument, "isa");
  EXPECT_EQ(is.giver, PartyId("BBB"));
  EXPECT_EQ(is.recipient, PartyId("AAA"));
  EXPECT_EQ(carrying(of(tiny, "AAA", "2009-01-01"), Deed::disclose).is, Carriage::blocked);
}

// Goal: an offer to a programme meets its members, and who offers would take part. Method: a programme under nothing.
TEST(Capabilities, an_offer_to_a_programme_meets_its_members) {
  auto tiny = two();
  world::Programme programme;
  programme.id = "skylark";
  programme.provenance = sourced();
  programme.participants = {{PartyId("CCC"), world::Role::member, std::nullopt, {}, {}, sourced()}};
  tiny.world.programmes = {programme};
  auto offer = capability("AAA", CapabilityKind::offer, "drones");
  offer.programme = world::FactRef{world::FactKind::programme, "skylark", {}};
  tiny.world.capabilities = {offer};
  const auto found = of(tiny, "AAA");
  ASSERT_EQ(found.partners, std::vector{PartyId("CCC")});
  const auto& is = carrying(found, Deed::participate);
  EXPECT_EQ(is.recipient, PartyId("AAA"));
  EXPECT_EQ(is.is, Carriage::blocked);
  EXPECT_EQ(is.missing, "one that the programme is under");
}

// Goal: a test that came later or is too weak tells nothing. Method: one record, asked four ways.
TEST(Capabilities, a_test_that_does_not_count_is_unknown) {
  auto tiny = two();
  world::Interoperability test;
  test.id = "a";
  test.parties = {PartyId("AAA"), PartyId("BBB")};
  test.platforms = {"x", "y"};
  test.standard = "Link 16";
  test.state = InteroperabilityState::tested;
  test.on = date("2015");
  test.provenance = sourced(Evidence::partial);
  tiny.world.interoperability = {test};
  EXPECT_EQ(of(tiny, "AAA").pairs.at(0).state, InteroperabilityState::tested);
  EXPECT_EQ(of(tiny, "AAA").pairs.at(0).set_aside, "");
  EXPECT_EQ(of(tiny, "AAA", "2015-06-01").pairs.at(0).state, InteroperabilityState::unknown);
  EXPECT_EQ(of(tiny, "AAA", "2015-06-01").pairs.at(0).set_aside, "tested later");
  EXPECT_EQ(of(tiny, "AAA", "2020-01-01", Evidence::verified).pairs.at(0).state, InteroperabilityState::unknown);
  EXPECT_EQ(of(tiny, "AAA", "2020-01-01", Evidence::verified).pairs.at(0).set_aside, "weak evidence");
  EXPECT_TRUE(of(tiny, "CCC").pairs.empty());
}

// Goal: what was not known yet is not listed, but counted. Method: a test that was recorded later, one without, and none with a source.
TEST(Capabilities, a_pair_that_was_not_known_is_counted) {
  auto tiny = two();
  world::Interoperability test;
  test.parties = {PartyId("AAA"), PartyId("BBB")};
  test.state = InteroperabilityState::tested;
  test.on = date("2015");
  test.provenance = sourced();
  tiny.world.interoperability = {test, test, test};
  tiny.world.interoperability[1].provenance.known = date("2018");
  tiny.world.interoperability[2].on.reset();
  tiny.world.interoperability[2].provenance.source = "Article 9";
  world::Source source;
  source.cited_as = "Article 9";
  source.published = date("2012-05");
  tiny.world.sources = {source};
  const auto known = [&](const char* by) {
    const auto out = capabilities({&tiny.world, {instant("2020-01-01"), instant(by)}}, std::nullopt);
    CHECK(out.has_value());
    return std::pair(out->pairs.size(), out->unknown_pairs);
  };
  EXPECT_EQ(known("2019-06-01"), std::pair(std::size_t{3}, std::size_t{0}));
  EXPECT_EQ(known("2016-06-01"), std::pair(std::size_t{2}, std::size_t{1}));
  EXPECT_EQ(known("2013-01-01"), std::pair(std::size_t{1}, std::size_t{2}));
  EXPECT_EQ(known("2012-01-01"), std::pair(std::size_t{0}, std::size_t{3}));
}

}  // namespace
}  // namespace entente::analysis
