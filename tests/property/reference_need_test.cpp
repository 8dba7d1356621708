// Hand-written acts: what docs/semantics.md 4.2 (needs) and 4.4 (taking part) say, and 4.6 of disclosures.
#include <gtest/gtest.h>

#include "property/act_house.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using decision::SubjectType;
using world::CandidacyState;
using world::Effect;
using world::Evidence;
using world::Kind;
using world::Needed;
using world::Role;

constexpr Outcome kPass = Outcome::pass;
constexpr Outcome kFail = Outcome::fail;
constexpr Outcome kUnknown = Outcome::unknown;
constexpr Outcome kNotApplicable = Outcome::not_applicable;

// Of the one condition of the pact on supplies.
ActHouse needing(Needed need) {
  ActHouse house;
  house.needs("acsa", need);
  EXPECT_EQ(house.outcome(Rule::conditions, "acsa/art-1"),
            need == Needed::authorised_user || need == Needed::clearance || need == Needed::facility_clearance ? kPass : kFail);
  return house;
}

TEST(ReferenceOfNeeds, a_condition_that_does_not_apply_asks_for_nothing) {
  ActHouse house = needing(Needed::orders);
  house.named("acsa").clauses[0].items = {"ammunition"};
  EXPECT_EQ(house.outcome(Rule::conditions), kNotApplicable);
}

TEST(ReferenceOfNeeds, a_condition_passes_when_each_need_does) {
  ActHouse house = needing(Needed::orders);
  house.named("acsa").clauses[0].needs.push_back(Needed::registration);
  (void)house.approval("JPN", "orders", "instrument:acsa");
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  (void)house.approval("AUS", "registration", "instrument:acsa");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfNeeds, a_waiver_by_the_giver_lifts_a_condition_for_whom_it_names) {
  ActHouse house = needing(Needed::orders);
  auto& waiver = house.waiver("clause:acsa#art-1", "JPN");
  EXPECT_FALSE(house.permits());
  waiver.by = PartyId("AUS");
  waiver.provenance.evidence = Evidence::partial;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
  waiver.to = {PartyId("FVEY")};
  EXPECT_FALSE(house.permits());
  waiver.to = {PartyId("JPN")};
  waiver.of.part = "art-2";
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfNeeds, a_waiver_bound_to_a_project_holds_for_that_project) {
  ActHouse house = needing(Needed::orders);
  auto& waiver = house.waiver("clause:acsa#art-1", "AUS");
  waiver.project = world::FactRef{world::FactKind::project, "skylark", "wings"};
  EXPECT_FALSE(house.permits());
  house.request.object.act.project = "project:skylark#tail";
  EXPECT_FALSE(house.permits());
  house.request.object.act.project = "project:skylark#wings";
  EXPECT_TRUE(house.permits());
  waiver.project = world::FactRef{world::FactKind::programme, "skylark", ""};
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfNeeds, consents_of_giver_and_host_name_the_object) {
  for (const Needed need : {Needed::provider_consent, Needed::host_consent}) {
    ActHouse house = needing(need);
    auto& consent = house.consent("JPN");
    EXPECT_FALSE(house.permits());
    consent.by = PartyId("AUS");
    EXPECT_TRUE(house.permits());
    consent.objects = {"order-2"};
    EXPECT_FALSE(house.permits());
  }
}

TEST(ReferenceOfNeeds, an_approval_covers_its_organ_instrument_party_and_items) {
  ActHouse house = needing(Needed::orders);
  auto& orders = house.approval("JPN", "orders", "instrument:acsa");
  EXPECT_TRUE(house.permits());
  orders.of.id = "talks";
  EXPECT_FALSE(house.permits());
  orders.of.id = "acsa";
  orders.to = {PartyId("FVEY")};
  EXPECT_TRUE(house.permits());
  orders.to = {PartyId("JPN")};
  EXPECT_FALSE(house.permits());
  orders.to.clear();
  orders.items = {"food"};
  EXPECT_FALSE(house.permits());
  orders.items = {"food", "order-1"};
  EXPECT_TRUE(house.permits());
  orders.items = {"food", "fuel"};  // of which act it is not said
  EXPECT_FALSE(house.permits());
  orders.items = {"order-1"};
  orders.organ = "cabinet";
  EXPECT_FALSE(house.permits());

  ActHouse listed = needing(Needed::registration);
  auto& registration = listed.approval("AUS", "registration", "instrument:acsa");
  EXPECT_TRUE(listed.permits());
  registration.items = {"food"};
  EXPECT_FALSE(listed.permits());
  registration.items = {"food", "fuel"};
  EXPECT_TRUE(listed.permits());
}

TEST(ReferenceOfNeeds, an_approval_of_the_project_or_its_programme_covers) {
  ActHouse house = needing(Needed::orders);
  house.request.object.act.project = "project:skylark#wings";
  for (const char* of : {"project:skylark#wings", "programme:skylark"}) {
    house.world.approvals.clear();
    (void)house.approval("JPN", "orders", of);
    EXPECT_TRUE(house.permits()) << of;
  }
  house.request.object.act.project = "project:skylark#tail";
  house.world.approvals.clear();
  (void)house.approval("JPN", "orders", "project:skylark#wings");
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfNeeds, a_notification_comes_so_many_days_before) {
  ActHouse house = needing(Needed::notification);
  auto& told = house.approval("JPN", "notification", "instrument:acsa");
  EXPECT_TRUE(house.permits());
  told.items = {"fuel"};  // of which act it is not said
  EXPECT_FALSE(house.permits());
  told.items.clear();
  EXPECT_FALSE(house.permits());
  told.items = {house.request.object.id};
  EXPECT_TRUE(house.permits());
  house.named("acsa").clauses[0].days = 30;
  EXPECT_EQ(house.outcome(Rule::conditions), kUnknown);
  house.request.object.act.begins = at("2024-12-01");
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  told.period.from = day("2024-11-01");
  EXPECT_EQ(house.outcome(Rule::conditions), kPass);
  told.period.from = day("2024-11-02");
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  told.period.from = day("2024-10");
  EXPECT_EQ(house.outcome(Rule::conditions), kPass);
}

TEST(ReferenceOfNeeds, a_national_approval_is_the_givers_or_that_of_a_party_of_the_law) {
  ActHouse house = needing(Needed::national_approval);
  (void)house.approval("JPN", "cabinet", "instrument:acsa");
  (void)house.approval("AUS", "orders", "instrument:acsa");
  EXPECT_FALSE(house.permits());
  (void)house.approval("AUS", "ministry", "instrument:acsa");
  EXPECT_TRUE(house.permits());
  (void)house.law("act", "JPN");
  house.needs("act", Needed::national_approval);
  EXPECT_TRUE(house.permits()) << "of the candidate, by a party of the law";
  house.world.approvals.erase(house.world.approvals.begin());
  EXPECT_EQ(house.outcome(Rule::conditions, "act/art-1"), kFail);
  (void)house.approval("JPN", "cabinet", "instrument:act");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfNeeds, the_section_of_a_joint_committee_and_checks_are_the_givers) {
  for (const auto& [need, organ] : {std::pair(Needed::end_use_check, "end-use-check"),
                                    {Needed::registration, "registration"},
                                    {Needed::joint_committee, "joint-committee"}}) {
    ActHouse other = needing(need);
    (void)other.approval("JPN", organ, "instrument:acsa");
    EXPECT_FALSE(other.permits());
    (void)other.approval("AUS", organ, "instrument:acsa");
    EXPECT_TRUE(other.permits());
  }
}

TEST(ReferenceOfNeeds, a_licence_may_be_a_need) {
  ActHouse house = needing(Needed::licence);
  (void)house.licence("AUS");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfNeeds, an_invitation_is_for_taking_part_alone) {
  ActHouse house = needing(Needed::invitation);
  (void)house.programme();
  (void)house.candidacy(CandidacyState::invited, "2020");
  house.request.object.act.project = "programme:skylark";
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfNeeds, a_project_is_agreed_by_taking_part_or_by_approvals_of_both) {
  ActHouse house = needing(Needed::agreed_project);
  auto& wings = house.programme().projects[0];
  house.request.object.act.project = "project:skylark#wings";
  EXPECT_FALSE(house.permits());
  wings.participants.push_back(ActHouse::takes("JPN", Role::partner));
  EXPECT_TRUE(house.permits());
  wings.participants.pop_back();
  (void)house.approval("AUS", "project", "project:skylark#wings");
  EXPECT_FALSE(house.permits());
  (void)house.approval("JPN", "project", "project:skylark#wings");
  EXPECT_TRUE(house.permits());
  house.request.object.act.project = "project:skylark#tail";
  EXPECT_FALSE(house.permits());
  house.request.object.act.project = "programme:skylark";
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfNeeds, a_security_agreement_must_stand_between_both) {
  ActHouse house = needing(Needed::security_agreement);
  (void)house.pact("isa", Kind::information_security);
  EXPECT_TRUE(house.permits());
  house.named("isa").withdrawals.push_back({PartyId("JPN"), {}, read_as(Evidence::verified)});
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfNeeds, a_security_agreement_for_something_else_meets_no_need) {
  ActHouse house = needing(Needed::security_agreement);
  (void)house.pact("isa", Kind::information_security);
  house.named("isa").domains = {"military"};
  EXPECT_FALSE(house.permits());
  house.named("acsa").clauses[0].domains = {"military"};
  EXPECT_TRUE(house.permits());
  house.named("acsa").clauses[0].domains.emplace_back("nuclear");
  EXPECT_FALSE(house.permits());
  house.named("isa").domains.clear();
  EXPECT_TRUE(house.permits());
  house.named("isa").legs = {{PartyId("JPN"), PartyId("AUS"), std::nullopt}};
  EXPECT_FALSE(house.permits());
}

// --- 4.4 ---

ActHouse taking_part(const char* project = "programme:skylark") {
  ActHouse house;
  house.programme().areas = {{"undersea", {}, {}}, {"space", {}, {}}};
  house.ask("participate");
  house.request.object.act.project = project;
  return house;
}

TEST(ReferenceOfTakingPart, a_programme_that_nobody_recorded_is_unknown) {
  for (const char* project : {"", "programme:lark", "project:skylark#tail", "event:skylark"}) {
    EXPECT_EQ(taking_part(project).outcome(Rule::legal_basis), kUnknown) << project;
  }
}

TEST(ReferenceOfTakingPart, members_and_partners_take_part_and_others_do_not) {
  for (const Role role : {Role::excluded, Role::observer, Role::candidate, Role::partner, Role::member}) {
    ActHouse house = taking_part();
    EXPECT_EQ(house.outcome(Rule::participation), kFail);
    house.world.programmes[0].participants.push_back(ActHouse::takes("JPN", role));
    EXPECT_EQ(house.permits(), role >= Role::partner);
  }
}

TEST(ReferenceOfTakingPart, a_partner_of_the_programme_is_not_one_of_its_projects) {
  ActHouse house = taking_part("project:skylark#wings");
  auto& programme = house.world.programmes[0];
  programme.participants.push_back(ActHouse::takes("JPN", Role::partner));
  EXPECT_FALSE(house.permits());
  programme.participants.back().role = Role::member;
  EXPECT_TRUE(house.permits());
  programme.participants.pop_back();
  programme.projects[0].participants.push_back(ActHouse::takes("JPN", Role::partner));
  EXPECT_TRUE(house.permits());
  programme.projects[0].period.until = day("2024");
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfTakingPart, a_group_takes_part_for_its_members_and_an_organisation_for_itself) {
  ActHouse house = taking_part();
  house.world.programmes[0].participants.push_back(ActHouse::takes("FVEY", Role::partner));
  house.request.subject.id = "USA";
  EXPECT_TRUE(house.permits());
  for (auto& each : house.world.parties) {
    if (each.id == PartyId("FVEY")) each.kind = world::PartyKind::organisation;
  }
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfTakingPart, areas_and_tiers_are_limits) {
  ActHouse house = taking_part();
  auto& mine = house.world.programmes[0].participants.emplace_back(ActHouse::takes("JPN", Role::partner));
  mine.areas = {"undersea"};
  EXPECT_EQ(house.outcome(Rule::participation), kUnknown);
  house.request.object.act.area = "space";
  EXPECT_EQ(house.outcome(Rule::participation), kFail);
  house.request.object.act.area = "undersea";
  EXPECT_EQ(house.outcome(Rule::participation), kPass);
  house.request.object.act.tier = 2;
  EXPECT_EQ(house.outcome(Rule::participation), kUnknown);
  mine.tier = 3;
  EXPECT_EQ(house.outcome(Rule::participation), kFail);
  mine.tier = 1;
  EXPECT_EQ(house.outcome(Rule::participation), kPass);
}

TEST(ReferenceOfTakingPart, an_invitation_stands_until_a_later_state) {
  ActHouse house = taking_part();
  auto& candidacy = house.candidacy(CandidacyState::considered, "2020");
  EXPECT_FALSE(house.permits());
  candidacy.states.push_back({CandidacyState::invited, day("2022"), read_as(Evidence::partial)});
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
  candidacy.states.push_back({CandidacyState::interest, day("2024"), read_as(Evidence::assumed)});
  EXPECT_FALSE(house.permits());
}

TEST(ReferenceOfTakingPart, exclusion_trumps_an_invitation_where_areas_meet) {
  ActHouse house = taking_part();
  (void)house.candidacy(CandidacyState::member, "2020");
  auto& out = house.world.programmes[0].participants.emplace_back(ActHouse::takes("JPN", Role::excluded));
  out.provenance.evidence = Evidence::assumed;
  EXPECT_EQ(house.outcome(Rule::participation), kFail);
  out.areas = {"undersea"};
  EXPECT_EQ(house.outcome(Rule::participation), kFail);
  house.request.object.act.area = "space";
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfTakingPart, a_term_about_the_recipient_must_be_settled) {
  ActHouse house = taking_part();
  (void)house.candidacy(CandidacyState::member, "2020");
  auto& terms = house.world.programmes[0].terms;
  terms.push_back({"ip", "background-ip", {PartyId("GBR")}, world::TermState::unsettled, "", read_as(Evidence::verified)});
  EXPECT_TRUE(house.permits());
  terms[0].parties.clear();
  EXPECT_EQ(house.outcome(Rule::participation, "programme:skylark#ip"), kFail);
  terms[0].state = world::TermState::settled;
  EXPECT_TRUE(house.permits());
  terms[0].provenance.evidence = Evidence::assumed;
  EXPECT_EQ(house.outcome(Rule::participation, "programme:skylark#ip"), kUnknown);
}

TEST(ReferenceOfTakingPart, the_basis_is_what_the_programme_is_under_whoever_asks) {
  ActHouse house = taking_part();
  (void)house.candidacy(CandidacyState::member, "2020");
  EXPECT_TRUE(house.permits()) << "Japan is no party of it";
  (void)house.clause("aukus", Effect::prohibit);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.named("aukus").clauses.clear();
  for (auto& each : house.named("aukus").parties) each.period.from = day("2030");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.world.programmes[0].under.reset();
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfTakingPart, a_need_is_asked_of_every_giver) {
  ActHouse house = taking_part();
  (void)house.candidacy(CandidacyState::member, "2020");
  house.needs("aukus", Needed::provider_consent);
  (void)house.consent("AUS");
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  (void)house.consent("GBR");
  EXPECT_TRUE(house.permits());
  house.world.programmes[0].participants.push_back(ActHouse::takes("USA", Role::member));
  house.world.programmes[0].participants.back().provenance.evidence = Evidence::assumed;
  EXPECT_EQ(house.outcome(Rule::conditions), kFail) << "who may be a giver is asked too";
}

TEST(ReferenceOfTakingPart, an_invitation_may_be_a_need_of_it) {
  ActHouse house = taking_part();
  house.needs("aukus", Needed::invitation);
  EXPECT_EQ(house.outcome(Rule::conditions), kFail);
  (void)house.candidacy(CandidacyState::invited, "2020");
  EXPECT_TRUE(house.permits());
}

// --- 4.6 and 4.3, of a disclosure by Australia to Japan ---

ActHouse disclosing() {
  ActHouse house;
  house.ask("disclose");
  auto& isa = house.pact("isa", Kind::information_security);
  isa.rows.push_back(
      {PartyId("AUS"), LevelName("SECRET"), PartyId("JPN"), {LevelName("SECRET")}, {}, {}, read_as(Evidence::verified)});
  auto& label = house.request.object.label.emplace();
  label.policy = PolicyId("AUS");
  label.level = LevelName("SECRET");
  label.owners = {{PartyId("AUS"), PolicyId("AUS"), LevelName("SECRET")}};
  label.releasable = {label::ReleaseKind::listed, {PartyId("JPN")}};
  EXPECT_TRUE(house.permits());
  return house;
}

TEST(ReferenceOfControls, a_disclosure_needs_what_its_agreement_asks_for) {
  ActHouse house = disclosing();
  house.needs("isa", Needed::national_approval);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.approval("AUS", "cabinet", "instrument:isa").provenance.evidence = Evidence::partial;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
  house.world.approvals.clear();
  (void)house.waiver("clause:isa#art-1", "AUS");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfControls, the_consent_that_a_disclosure_needs_may_be_up_to_a_level) {
  ActHouse house = disclosing();
  house.needs("isa", Needed::provider_consent);
  auto& consent = house.consent("AUS");
  consent.objects.clear();
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  consent.up_to = LevelName("SECRET");
  EXPECT_TRUE(house.permits());
}

TEST(ReferenceOfControls, a_purpose_of_a_waived_clause_is_met) {
  ActHouse house = disclosing();
  house.clause("isa", Effect::condition).purposes = {"training"};
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
  house.waiver("clause:isa#art-1", "AUS").provenance.evidence = Evidence::partial;
  EXPECT_EQ(house.outcome(Rule::purpose), kPass);
  EXPECT_EQ(house.answer().evidence, Evidence::partial);
}

TEST(ReferenceOfControls, a_clause_with_activities_applies_where_one_is_stated) {
  ActHouse house = disclosing();
  auto& ban = house.clause("isa", Effect::prohibit);
  ban.activities = {"press"};
  ban.items = {"radar"};
  EXPECT_TRUE(house.permits());
  house.request.object.act.activities = {"press"};
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(ReferenceOfControls, a_law_of_either_and_an_alliance_of_both_may_forbid) {
  for (const auto kind : {Kind::alliance, Kind::national_law}) {
    for (const char* party : {"AUS", "JPN"}) {
      ActHouse house = disclosing();
      std::erase_if(house.pact("other", kind).parties,
                    [&](const auto& each) { return kind == Kind::national_law && each.party != PartyId(party); });
      EXPECT_TRUE(house.permits());
      (void)house.clause("other", Effect::prohibit);
      EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
    }
  }
}

TEST(ReferenceOfControls, no_mark_is_younger_than_the_decision) {
  ActHouse house = disclosing();
  house.request.object.label->created = Instant{house.request.time.seconds + 1};
  EXPECT_EQ(house.outcome(Rule::label_valid), kFail);
}

TEST(ReferenceOfControls, controlled_data_needs_the_owners_licence_or_an_exemption_of_all_three) {
  ActHouse house = disclosing();
  house.request.object.export_controlled = true;
  house.request.object.act.items = {"radar"};
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  (void)house.licence("JPN");
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  (void)house.licence("AUS");
  EXPECT_TRUE(house.permits());
  house.world.licences.clear();
  (void)house.pact("exempt", Kind::export_exemption);
  house.request.object.act.place = "RUS";
  EXPECT_EQ(house.outcome(Rule::export_control), kFail);
  house.request.object.act.place = "JPN";
  EXPECT_TRUE(house.permits());
  house.request.object.label->sources.push_back({{}, {}, {}});
  EXPECT_EQ(house.outcome(Rule::export_control), kUnknown);
}

TEST(ReferenceOfControls, a_clause_admits_a_nationality_that_the_mark_does_not_forbid) {
  ActHouse house = disclosing();
  auto& person = house.world.people.emplace_back();
  person.id = "liaison";
  person.employer = PartyId("JPN");
  person.nationalities = {PartyId("JPN"), PartyId("GBR")};
  person.provenance = read_as(Evidence::verified);
  house.request.subject = {SubjectType::person, "liaison"};
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
  auto& admits = house.clause("isa", Effect::oblige);
  admits.obligation = "admit-nationality";
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
  admits.to = {PartyId("GBR")};
  EXPECT_EQ(house.outcome(Rule::nationality), kPass);
  admits.domains = {"military"};
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
  admits.domains.clear();
  house.request.object.label->controls.eyes_only = std::vector<PartyId>{PartyId("JPN")};
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
  house.request.object.label->controls.eyes_only.reset();
  house.named("isa").statuses.clear();
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
}

}  // namespace
}  // namespace entente::property
