// Remedies of acts, of export control and of conditions: one hand-made world for each kind of fact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/remedies.h"
#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::Helps;
using decision::Rule;
using decision::SubjectType;
using decision::testing::date;
using decision::testing::instant;
using decision::testing::Question;
using decision::testing::sourced;
using decision::testing::TinyWorld;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using world::Evidence;
using world::Kind;
using world::Needed;
using world::RemedyFact;

// AAA gives to BBB under a pact of one kind, in force since 2010.
struct House {
  TinyWorld tiny;
  decision::Request request;

  explicit House(const char* action = "supply", Kind kind = Kind::cross_servicing) {
    tiny.nation("AAA").nation("BBB").nation("CCC");
    pact("pact", kind);
    request.subject = {SubjectType::party, "BBB"};
    request.action = action;
    request.object.id = "order-1";
    request.object.act.items = {"fuel"};
    request.time = instant("2020-01-01");
    request.holder = PartyId("AAA");
  }

  world::Instrument& pact(const char* id, Kind kind, const char* from = "2010") {
    tiny.agreement(id, "AAA", "BBB", from);
    tiny.last().kind = kind;
    tiny.last().rows.clear();
    tiny.last().items = {"fuel"};
    return tiny.last();
  }

  world::Clause& condition(std::vector<Needed> needs) {
    world::Clause clause;
    clause.id = "art-" + std::to_string(tiny.last().clauses.size() + 1);
    clause.effect = world::Effect::condition;
    clause.action = request.action;
    clause.needs = std::move(needs);
    clause.text = "what the article says";
    clause.provenance = sourced();
    return tiny.last().clauses.emplace_back(std::move(clause));
  }

  // A programme of AAA under the pact, in which BBB asks to take part.
  world::Programme& programme() {
    tiny.last().kind = Kind::programme;
    world::Programme made;
    made.id = "skylark";
    made.under = InstrumentId("pact");
    made.participants = {{PartyId("AAA"), world::Role::member, {}, {}, {}, sourced()}};
    made.provenance = sourced();
    request.action = "participate";
    request.holder.reset();
    request.object.act.project = "programme:skylark";
    return tiny.world.programmes.emplace_back(std::move(made));
  }

  [[nodiscard]] Remedies found(Evidence require = Evidence::unverified) const {
    return remedies(tiny.world, {request.time, std::nullopt, require}, request);
  }

  // Each set as the words of its steps.
  [[nodiscard]] std::vector<std::string> words(Evidence require = Evidence::unverified) const {
    std::vector<std::string> out;
    const Remedies all = found(require);
    EXPECT_TRUE(all.complete);
    for (const auto& remedy : all.sets) {
      std::string text;
      for (const auto& step : remedy.steps) text += (text.empty() ? "" : "; ") + step.text;
      out.push_back(text);
    }
    return out;
  }
};

TEST(RemediesOfActs, a_permit_has_none) {
  EXPECT_THAT(House().words(), IsEmpty());
  EXPECT_THAT(House().found().no_remedy, IsEmpty());
}

TEST(RemediesOfActs, what_a_condition_needs_or_its_waiver) {
  House house;
  house.condition({Needed::joint_committee});
  EXPECT_THAT(house.words(), ElementsAre("AAA records that the joint committee under pact approves `order-1`",
                                         "AAA waives pact/art-1 for BBB"));
}

TEST(RemediesOfActs, each_organ_is_asked_of_the_party_that_has_it) {
  const std::pair<Needed, const char*> cases[] = {{Needed::orders, "BBB gives orders for `order-1` under pact"},
                                                  {Needed::national_approval, "AAA approves `order-1` for BBB under pact"},
                                                  {Needed::registration, "AAA registers `order-1` for BBB under pact"},
                                                  {Needed::end_use_check, "AAA checks the end use of `order-1` under pact"},
                                                  {Needed::notification, "BBB notifies AAA of `order-1` under pact"},
                                                  {Needed::provider_consent, "AAA consents to `order-1` for BBB"},
                                                  {Needed::licence, "AAA licenses the export of `order-1` (fuel) to BBB"}};
  for (const auto& [need, text] : cases) {
    House house;
    house.condition({need});
    EXPECT_THAT(house.words(), ElementsAre(text, "AAA waives pact/art-1 for BBB")) << text;
  }
}

TEST(RemediesOfActs, a_notification_comes_in_time_or_not_at_all) {
  House house;
  house.condition({Needed::notification}).days = 30;
  EXPECT_THAT(house.words(), ElementsAre("AAA waives pact/art-1 for BBB"));  // no beginning is stated
  house.request.object.act.begins = instant("2020-01-10");
  EXPECT_THAT(house.words(), ElementsAre("AAA waives pact/art-1 for BBB"));
  house.request.object.act.begins = instant("2020-03-10");
  EXPECT_THAT(house.words(), ElementsAre("BBB notifies AAA of `order-1` under pact", "AAA waives pact/art-1 for BBB"));
}

TEST(RemediesOfActs, a_recorded_permission_that_is_too_weak_is_verified) {
  House house;
  house.condition({Needed::national_approval});
  const world::FactRef of{world::FactKind::instrument, "pact", {}};
  house.tiny.world.approvals.push_back({"cabinet-1", PartyId("AAA"), "cabinet", of, {}, {}, {}, sourced(Evidence::partial)});
  EXPECT_THAT(house.words(), IsEmpty());
  EXPECT_THAT(house.words(Evidence::verified),
              ElementsAre("verify the record of the approval cabinet-1 of AAA", "AAA waives pact/art-1 for BBB"));
}

TEST(RemediesOfActs, one_approval_may_serve_an_instrument_and_a_law) {
  House house;
  house.condition({Needed::national_approval});
  auto& law = house.pact("law", Kind::national_law);
  law.parties.erase(law.parties.begin() + 1);
  house.condition({Needed::national_approval});
  EXPECT_THAT(house.words(), ElementsAre("AAA approves `order-1` for BBB under pact",
                                         "AAA approves `order-1` for BBB under law; AAA waives pact/art-1 for BBB",
                                         "AAA waives law/art-1 for BBB; AAA waives pact/art-1 for BBB"));
}

TEST(RemediesOfActs, an_item_that_is_not_listed_is_an_amendment) {
  House house;
  house.request.object.act.items = {"rifles"};
  EXPECT_THAT(house.words(), ElementsAre("AAA and BBB amend pact to list `rifles`"));
}

TEST(RemediesOfActs, what_is_not_stated_must_be) {
  House house;
  house.request.object.act.items.clear();
  const auto found = house.found();
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.sets, IsEmpty());
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].rule, Rule::scope);
  EXPECT_EQ(found.no_remedy[0].helps, Helps::statement);
}

TEST(RemediesOfActs, a_purpose_is_stated_or_the_clause_waived) {
  House house;
  house.condition({}).purposes = {"exercise"};
  EXPECT_THAT(house.words(), ElementsAre("AAA waives pact/art-1 for BBB"));
  ASSERT_THAT(house.found().statements, SizeIs(1));
  EXPECT_THAT(house.found().statements[0].purposes, ElementsAre("exercise"));
}

// What the request could say instead, at which places of it and in which words; each is tried: said, it is a permit.
TEST(RemediesOfActs, what_was_left_unsaid_may_be_said_instead) {
  House project;
  project.condition({Needed::agreed_project});
  ASSERT_THAT(project.found().statements, SizeIs(1));
  EXPECT_THAT(project.found().statements[0].fields, ElementsAre("project"));
  EXPECT_EQ(project.found().statements[0].text, "pact/art-1: the request may state a project that is recorded");

  House notice;
  notice.condition({Needed::notification}).days = 30;
  const world::FactRef pact{world::FactKind::instrument, "pact", {}};
  notice.tiny.world.approvals.push_back(
      {"notice-1", PartyId("BBB"), "notification", pact, {}, {notice.request.object.id}, decision::testing::period("2019-12-01"), sourced()});
  ASSERT_THAT(notice.found().statements, SizeIs(1));
  EXPECT_THAT(notice.found().statements[0].fields, ElementsAre("dates.from"));
  EXPECT_EQ(notice.found().statements[0].text, "pact/art-1: the request may state when it begins");
  notice.request.object.act.begins = instant("2020-02-01");
  EXPECT_THAT(notice.found().statements, IsEmpty());
  EXPECT_THAT(notice.words(), IsEmpty());  // a permit

  House late;
  late.condition({Needed::notification}).days = 30;
  late.request.object.act.begins = instant("2020-01-10");
  ASSERT_THAT(late.found().statements, SizeIs(1));
  EXPECT_THAT(late.found().statements[0].text, HasSubstr("a later beginning"));
}

TEST(RemediesOfActs, items_may_be_stated) {
  House house;
  house.request.object.act.items.clear();
  ASSERT_THAT(house.found().statements, SizeIs(1));
  EXPECT_THAT(house.found().statements[0].fields, ElementsAre("items"));
  EXPECT_EQ(house.found().statements[0].text, "the request may state what it is about");
}

TEST(RemediesOfActs, the_area_and_the_tier_may_be_stated) {
  House house("participate");
  auto& programme = house.programme();
  programme.participants.push_back({PartyId("BBB"), world::Role::partner, {}, {"undersea"}, {}, sourced()});
  ASSERT_THAT(house.found().statements, SizeIs(1));
  EXPECT_THAT(house.found().statements[0].fields, ElementsAre("area", "tier"));
  house.request.object.act.area = "undersea";
  EXPECT_THAT(house.words(), IsEmpty());
}

TEST(RemediesOfActs, each_candidate_has_its_own_way) {
  House house;
  house.condition({Needed::orders});
  house.pact("pact-b", Kind::cross_servicing, "2030");
  EXPECT_THAT(house.words(), ElementsAre("BBB gives orders for `order-1` under pact", "AAA waives pact/art-1 for BBB",
                                         "AAA and BBB bring pact-b into force"));
}

TEST(RemediesOfActs, without_a_candidate_a_new_instrument_of_the_kind) {
  House house("transfer");
  EXPECT_THAT(house.words(), ElementsAre("AAA and BBB conclude an equipment-transfer instrument that covers this, and bring it "
                                         "into force"));
}

// What is usual in instruments of its kind stands in a new one too.
TEST(RemediesOfActs, a_new_instrument_asks_what_its_kind_asks) {
  House house("transfer");
  world::Template usual;
  usual.kind = Kind::equipment_transfer;
  house.condition({Needed::joint_committee, Needed::national_approval}).id = "usual";
  usual.clauses = {house.tiny.last().clauses.back()};
  house.tiny.last().clauses.clear();
  house.tiny.world.templates.push_back(usual);
  const std::string made = "AAA and BBB conclude an equipment-transfer instrument that covers this, and bring it into force";
  EXPECT_THAT(house.words(), ElementsAre(made + "; AAA records that the joint committee under the new instrument of AAA and BBB approves "
                                                "`order-1`; AAA approves `order-1` for BBB under the new instrument of AAA and BBB",
                                         made + "; AAA waives usual of the new instrument of AAA and BBB for BBB"));
  house.tiny.world.templates[0].clauses[0].effect = world::Effect::prohibit;
  EXPECT_THAT(house.found().sets, IsEmpty());
  ASSERT_THAT(house.found().no_remedy, SizeIs(1));
  EXPECT_THAT(house.found().no_remedy[0].clause, IsEmpty()) << "nothing of that name is recorded";
  EXPECT_THAT(house.found().no_remedy[0].text, HasSubstr("the usual clause `usual` of the new instrument of AAA and BBB keeps it from helping"));
}

// Goal: what the usual clauses let the request say is told, beside the sets.
TEST(RemediesOfActs, a_new_instrument_tells_its_purposes) {
  House house("transfer");
  world::Template usual;
  usual.kind = Kind::equipment_transfer;
  house.condition({}).purposes = {"research"};
  usual.clauses = {house.tiny.last().clauses.back()};
  usual.clauses[0].id = "purposes";
  house.tiny.last().clauses.clear();
  house.tiny.world.templates.push_back(usual);
  const auto found = house.found();
  ASSERT_THAT(found.statements, SizeIs(1));
  EXPECT_THAT(found.statements[0].text, HasSubstr("the usual clause `purposes` of the new instrument of AAA and BBB names its purposes"));
  EXPECT_THAT(found.statements[0].purposes, ElementsAre("research"));
  ASSERT_THAT(found.sets, SizeIs(1));
  EXPECT_EQ(found.sets[0].steps.size(), 2U) << "concluded, and waived";
  house.request.purpose = "research";
  ASSERT_THAT(house.found().sets, SizeIs(1));
  EXPECT_EQ(house.found().sets[0].steps.size(), 1U);
}

// Goal: with each member of a group a new instrument, and what is usual in it, in one set; parts of it are not tried one by one.
TEST(RemediesOfActs, new_instruments_with_every_member_of_a_group) {
  House house("transfer");
  world::Template usual;
  usual.kind = Kind::equipment_transfer;
  house.condition({Needed::national_approval}).id = "usual";
  usual.clauses = {house.tiny.last().clauses.back()};
  house.tiny.world.instruments.clear();
  house.tiny.world.templates.push_back(usual);
  house.tiny.group("ALL");
  for (const std::string each : {"BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III"}) {
    if (each > "CCC") house.tiny.nation(each);
    house.tiny.member("ALL", each);
  }
  house.request.subject = {SubjectType::party, "ALL"};
  const auto found = house.found();
  ASSERT_FALSE(found.sets.empty());
  EXPECT_EQ(found.sets.front().steps.size(), 16U) << "eight are concluded, and eight approvals given";
}

TEST(RemediesOfActs, the_instrument_above_it_enters_into_force) {
  House house;
  house.tiny.last().under = InstrumentId("scheme");
  house.pact("scheme", Kind::alliance, "2030");
  EXPECT_THAT(house.words(), ElementsAre("AAA and BBB bring scheme into force"));
}

TEST(RemediesOfActs, a_prohibition_has_none_but_its_end) {
  House house;
  house.condition({}).effect = world::Effect::prohibit;
  const auto found = house.found();
  EXPECT_THAT(found.sets, IsEmpty());
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].helps, Helps::end_of_restriction);
  EXPECT_EQ(found.no_remedy[0].clause, "pact/art-1");
}

// The territory of an exemption is that of its parties, and a yard is none of them.
TEST(RemediesOfActs, no_exemption_covers_a_place_that_is_no_party) {
  House house;
  house.request.object.export_controlled = true;
  house.request.object.act.place = "a yard";
  house.pact("exempt", Kind::export_exemption, "2030");
  EXPECT_THAT(house.words(), ElementsAre("AAA licenses the export of `order-1` (fuel) to BBB"));
}

TEST(RemediesOfActs, export_control_takes_a_licence_or_an_exemption) {
  House house;
  house.request.object.export_controlled = true;
  house.pact("exempt", Kind::export_exemption, "2030");
  EXPECT_THAT(house.words(),
              ElementsAre("AAA licenses the export of `order-1` (fuel) to BBB", "AAA and BBB bring exempt into force"));
  house.request.object.act.origin = PartyId("CCC");
  EXPECT_THAT(house.words(), ElementsAre("CCC consents to `order-1` for BBB; AAA licenses the export of `order-1` (fuel) to BBB; CCC licenses "
                                         "the export of `order-1` (fuel) to BBB",
                                         "CCC consents to `order-1` for BBB; CCC licenses the export of `order-1` (fuel) to BBB; AAA and BBB bring "
                                         "exempt into force"));
}

TEST(RemediesOfActs, a_project_is_agreed_by_both) {
  House house("transfer", Kind::equipment_transfer);
  house.condition({Needed::agreed_project});
  EXPECT_THAT(house.words(), ElementsAre("AAA waives pact/art-1 for BBB"));
  world::Programme programme;
  programme.id = "skylark";
  programme.projects = {{"wings", "", {}, {}, {}, sourced()}};
  programme.provenance = sourced();
  house.tiny.world.programmes.push_back(programme);
  house.request.object.act.project = "project:skylark#wings";
  EXPECT_THAT(house.words()[0], HasSubstr("AAA agrees on project:skylark#wings with BBB; BBB agrees on"));
}

TEST(RemediesOfActs, taking_part_is_by_a_part_or_an_invitation) {
  House house;
  house.programme();
  EXPECT_THAT(house.words(), ElementsAre("the members of programme:skylark invite BBB",
                                         "BBB takes part in programme:skylark as a partner"));
  EXPECT_THAT(house.found().sets[1].steps[0].actors, ElementsAre(PartyId("AAA"), PartyId("BBB")));
  house.request.object.act.tier = 2;  // which an invitation does not open
  EXPECT_THAT(house.words(), ElementsAre("BBB takes part in programme:skylark as a partner, at tier 2"));
}

TEST(RemediesOfActs, who_is_excluded_is_told_that_only_the_end_of_that_helps) {
  House house;
  house.programme().participants.push_back({PartyId("BBB"), world::Role::excluded, {}, {}, {}, sourced()});
  ASSERT_THAT(house.found().no_remedy, SizeIs(1));
  EXPECT_EQ(house.found().no_remedy[0].helps, Helps::end_of_restriction);
}

TEST(RemediesOfActs, a_term_is_settled) {
  House house;
  auto& programme = house.programme();
  programme.participants.push_back({PartyId("BBB"), world::Role::partner, {}, {}, {}, sourced()});
  programme.terms = {{"money", "financing", {}, world::TermState::unsettled, "who pays", sourced()}};
  ASSERT_THAT(house.words(), ElementsAre("AAA settles programme:skylark#money"));
  EXPECT_EQ(house.found().sets[0].cost, 45);
}

TEST(RemediesOfActs, a_weak_invitation_or_part_is_verified) {
  House house;
  auto& programme = house.programme();
  programme.participants.push_back({PartyId("BBB"), world::Role::partner, {}, {}, {}, sourced(Evidence::partial)});
  EXPECT_THAT(house.words(Evidence::verified), ElementsAre("verify the record of the part of BBB in programme:skylark",
                                                           "the members of programme:skylark invite BBB"));
}

TEST(RemediesOfActs, a_programme_under_no_instrument_has_none) {
  House house;
  house.programme().under.reset();
  const auto found = house.found();
  EXPECT_THAT(found.sets, IsEmpty());
  EXPECT_THAT(found.no_remedy[0].text, HasSubstr("programme:skylark is under no recorded instrument"));
}

TEST(RemediesOfActs, an_unstated_giver_must_be_stated) {
  House house;
  house.request.holder.reset();
  const auto found = house.found();
  ASSERT_THAT(found.no_remedy, SizeIs(1));
  EXPECT_EQ(found.no_remedy[0].helps, Helps::statement);
}

// --- in disclosures ---
struct Disclosed : House {
  Question question{"AAA", "MID"};
  Disclosed() {
    tiny.agreement("isa", "AAA", "BBB", "2010");
    question.to("BBB").released({"BBB"});
    request = question.request;
  }
};

TEST(RemediesOfActs, a_disclosure_asks_for_what_a_condition_needs) {
  Disclosed house;
  house.condition({Needed::national_approval});
  EXPECT_THAT(house.words(), ElementsAre("AAA approves `object-1` for BBB under isa", "AAA waives isa/art-1 for BBB"));
}

TEST(RemediesOfActs, a_waiver_lifts_the_purposes_of_a_disclosure) {
  Disclosed house;
  house.condition({}).purposes = {"exercise"};
  EXPECT_THAT(house.words(), ElementsAre("AAA waives isa/art-1 for BBB"));
  EXPECT_THAT(house.found().statements, SizeIs(1));
}

TEST(RemediesOfActs, controlled_data_takes_a_licence) {
  Disclosed house;
  house.request.object.export_controlled = true;
  ASSERT_THAT(house.found().no_remedy, SizeIs(1));
  EXPECT_EQ(house.found().no_remedy[0].helps, Helps::statement);
  house.request.object.act.items = {"sonar"};
  EXPECT_THAT(house.words(), ElementsAre("AAA licenses the export of `object-1` (sonar) to BBB"));
}

}  // namespace
}  // namespace entente::analysis
