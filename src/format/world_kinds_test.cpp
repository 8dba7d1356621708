// Every kind of fact: arrives as written, takes over what stands around it, and no mistake passes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_world_kinds.h"
#include "format/world_folder.h"
#include "world/organs.h"

namespace entente::format {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using world::Evidence;

world::World loaded_world() {
  auto loaded = WorldOnDisk(world_of_every_kind()).load();
  EXPECT_TRUE(loaded && loaded->usable);
  return std::move(loaded->world);
}

TEST(WorldOfEveryKind, has_no_findings) { EXPECT_THAT(WorldOnDisk(world_of_every_kind()).findings(), IsEmpty()); }

TEST(WorldOfEveryKind, people_arrive_as_written) {
  const auto world = loaded_world();
  const auto& person = world.people.at(0);
  EXPECT_EQ(person.id, "jpn-analyst-1");
  EXPECT_EQ(person.employer, PartyId("JPN"));
  EXPECT_EQ(person.period.from->text(), "2024");
  EXPECT_EQ(person.clearances.at(0).level, LevelName("極秘"));
  EXPECT_EQ(person.clearances.at(0).provenance.evidence, Evidence::assumed);  // the person's
  EXPECT_EQ(person.clearances.at(0).provenance.source, "S");
  EXPECT_EQ(person.belongs.at(0).to, "coi:harbour-watch");
  EXPECT_EQ(world.systems.at(0).accreditations.at(0).level, LevelName("秘"));
  EXPECT_EQ(world.systems.at(0).belongs.at(0).to, "project:pillar#submarines");
  EXPECT_TRUE(world.facilities.at(0).contractor);
  EXPECT_EQ(world.facilities.at(0).clearances.at(0).provenance.evidence, Evidence::partial);  // its own
  EXPECT_EQ(world.needs_to_know.at(0).who, "person:jpn-analyst-1");
  EXPECT_THAT(world.needs_to_know.at(0).communities, ElementsAre("coi:harbour-watch", "event:talks-2024"));
}

TEST(WorldOfEveryKind, a_duration_arrives_as_written) {
  const auto world = loaded_world();
  const auto& duration = world.instrument(InstrumentId("acsa-jpn-kor"))->duration;
  ASSERT_TRUE(duration);
  EXPECT_EQ(duration->years, 10);
  EXPECT_EQ(duration->renewal, world::Renewal::automatic);
  EXPECT_EQ(duration->renewal_years, 5);
  EXPECT_EQ(duration->notice_months, 6);
  EXPECT_EQ(duration->notice_days, std::nullopt);
  EXPECT_EQ(duration->provenance.source, "S");  // the instrument's
  auto files = world_of_every_kind();
  auto& file = files["instruments/cross-servicing/acsa-jpn-kor.toml"];
  ASSERT_NE(file.find("years = 10"), std::string::npos);
  file.replace(file.find("years = 10"), 10, "years = 101");
  EXPECT_THAT(WorldOnDisk(files).findings(), ElementsAre(HasSubstr("duration.years: 101; expected 1 to 100")));
}

TEST(WorldOfEveryKind, items_arrive_as_written) {
  const auto world = loaded_world();
  ASSERT_EQ(world.items.size(), 2U);
  EXPECT_EQ(world.items[0].word, "marine-diesel");
  EXPECT_EQ(world.items[0].is, std::vector<std::string>{"diesel"});
  EXPECT_EQ(world.items[1].provenance.place.line, 6U);
}

TEST(WorldOfEveryKind, permissions_arrive_as_written) {
  const auto world = loaded_world();
  EXPECT_EQ(to_string(world.waivers.at(0).of), "clause:acsa-jpn-kor#weapons");
  EXPECT_EQ(to_string(*world.waivers.at(0).project), "project:pillar#submarines");
  EXPECT_EQ(world.waivers.at(0).items, std::vector<std::string>{"fuel"});
  EXPECT_EQ(world.waivers.at(0).purposes, std::vector<std::string>{"trials"});
  EXPECT_EQ(world.licences.at(0).territory, "KOR");
  EXPECT_EQ(world.approvals.at(0).organ, "cabinet");
  EXPECT_EQ(world.assurances.at(0).under, InstrumentId("isa-jpn-kor"));
}

// What a decision may ask for, a world can say.
TEST(WorldOfEveryKind, every_organ_can_approve) {
  std::vector<std::string_view> organs(world::kOrgansOfState.begin(), world::kOrgansOfState.end());
  organs.insert(organs.end(), world::kOrgansOfNeeds.begin(), world::kOrgansOfNeeds.end());
  for (const auto organ : organs) {
    auto files = world_of_every_kind();
    auto& file = files["consents/more.toml"];
    ASSERT_NE(file.find("\"cabinet\""), std::string::npos);
    file.replace(file.find("cabinet"), 7, organ);
    auto loaded = WorldOnDisk(files).load();
    ASSERT_TRUE(loaded && loaded->usable) << organ;
    EXPECT_EQ(loaded->world.approvals.at(0).organ, organ);
  }
}

TEST(WorldOfEveryKind, programmes_arrive_as_written) {
  const auto world = loaded_world();
  const auto& programme = world.programmes.at(0);
  EXPECT_EQ(programme.participants.at(0).tier, 2);
  EXPECT_EQ(programme.participants.at(0).provenance.evidence, Evidence::partial);
  EXPECT_EQ(programme.projects.at(0).participants.at(0).role, world::Role::excluded);
  EXPECT_EQ(programme.projects.at(0).participants.at(0).provenance.source, "S");  // the programme's
  EXPECT_EQ(programme.terms.at(0).subject, "background-ip");
  EXPECT_EQ(world.candidacies.at(0).states.at(0).value, world::CandidacyState::considered);
  EXPECT_EQ(world.candidacies.at(0).states.at(1).provenance.source, "press");
  EXPECT_EQ(world.capabilities.at(0).kind, world::CapabilityKind::priority);
  EXPECT_EQ(world.interoperability.at(0).state, world::InteroperabilityState::tested);
  EXPECT_EQ(to_string(world.risks.at(0).about.at(1)), "party:JPN");
}

TEST(WorldOfEveryKind, events_and_profiles_arrive_as_written) {
  const auto world = loaded_world();
  EXPECT_EQ(world.events.at(0).level, world::EventLevel::ministers);
  EXPECT_EQ(world.events.at(0).place_name, "Tokyo");
  EXPECT_EQ(to_string(*world.commitments.at(0).from), "event:talks-2024");
  EXPECT_EQ(world.commitments.at(0).states.at(0).value, world::CommitmentState::in_progress);
  EXPECT_EQ(world.profiles.at(0).requirements.at(0).list, "criteria");
  EXPECT_EQ(world.profiles.at(0).requirements.at(0).closing, "the party clears people");
  EXPECT_THAT(world.profiles.at(0).requirements.at(0).closed_by, ElementsAre("party", "JPN"));
  EXPECT_EQ(world.assessments.at(0).state, world::AssessmentState::in_progress);
}

TEST(WorldOfEveryKind, claims_arrive_as_written) {
  const auto world = loaded_world();
  EXPECT_EQ(world.sources.at(0).published->text(), "2024-07");
  EXPECT_THAT(world.claims.at(0).says.at("status"), ElementsAre("signed", "in-force"));
  EXPECT_EQ(world.claims.at(0).about.size(), 2U);
  EXPECT_THAT(world.claims.at(1).says.at("required"), ElementsAre("true"));
  EXPECT_EQ(to_string(world.claims.at(2).about.at(0)), "instrument:isa-jpn-kor");  // written in its file
}

// Goal: `known` never makes a restriction count later, in whatever it stands.
TEST(WorldOfEveryKind, known_is_taken_over_by_grants_only) {
  auto files = world_of_every_kind();
  auto& text = files["programmes/all.toml"];
  text.insert(text.find("under = "), "known = \"2020\"\n");
  const auto loaded = WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto& programme = loaded->world.programmes.at(0);
  EXPECT_TRUE(programme.participants.at(0).provenance.known);
  EXPECT_FALSE(programme.projects.at(0).participants.at(0).provenance.known);  // excluded
  EXPECT_FALSE(programme.terms.at(0).provenance.known);                        // unsettled
}

// --- templates ---

std::vector<std::string> clauses_of(const world::World& world, const char* instrument) {
  std::vector<std::string> out;
  for (const auto& clause : world.instrument(InstrumentId(instrument))->clauses) {
    out.push_back(clause.id + (clause.from_template ? " (usual)" : ""));
  }
  return out;
}

TEST(Templates, give_what_the_file_does_not_replace) {
  const auto world = loaded_world();
  // `usual-settlement` is replaced by the duty of the same name, `notice` is in `without`.
  EXPECT_THAT(clauses_of(world, "acsa-jpn-kor"), ElementsAre("settle", "listed", "weapons (usual)"));
  EXPECT_THAT(clauses_of(world, "isa-jpn-kor"), ElementsAre("art-6"));
  const auto& weapons = world.instrument(InstrumentId("acsa-jpn-kor"))->clauses.back();
  EXPECT_EQ(weapons.action, "supply");
  EXPECT_EQ(weapons.provenance.source, "T");
}

TEST(Templates, a_clause_of_the_same_id_replaces_the_usual_one) {
  auto files = world_of_every_kind();
  files[std::string("instruments/cross-servicing/acsa-jpn-kor.toml")] +=
      "\n[[clause]]\nid = \"weapons\"\neffect = \"prohibit\"\nitems = [\"mines\"]\n";
  const auto loaded = WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  EXPECT_THAT(clauses_of(loaded->world, "acsa-jpn-kor"), ElementsAre("settle", "listed", "weapons"));
}

// Of two that state one duty the other goes on.
TEST(Templates, one_clause_ends_for_one_instrument) {
  auto files = world_of_every_kind();
  const auto register_of = [](const char* id) {
    return std::string("\n[[clause]]\nid = \"") + id + "\"\neffect = \"oblige\"\nobligation = \"register\"\ntext = \"kept\"\n";
  };
  files["templates/cross-servicing.toml"] += register_of("fuel-book") + register_of("food-book");
  auto loaded = WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto amended = amend_world(std::move(loaded->world), loaded->bytes, "patch",
                                   "format = 1\n[[end]]\nclause = \"acsa-jpn-kor/food-book\"\non = \"2024-02-01\"\n");
  ASSERT_TRUE(amended.usable) << to_string(amended.findings.front());
  EXPECT_THAT(clauses_of(amended.world, "acsa-jpn-kor"), ElementsAre("settle", "listed", "fuel-book", "food-book", "weapons (usual)"));
  for (const auto& clause : amended.world.instrument(InstrumentId("acsa-jpn-kor"))->clauses)
    EXPECT_EQ(clause.period.until.has_value(), clause.id == "food-book") << clause.id;
}

TEST(Templates, a_kind_without_one_is_said_once) {
  auto files = world_of_every_kind();
  files.erase("templates/information-security.toml");
  EXPECT_THAT(WorldOnDisk(files).findings(),
              ElementsAre("instruments/information-security/isa-jpn-kor.toml:1: kind: information-security has no template, so "
                          "instruments of this kind have only the clauses of their own files"));
}

// --- mistakes ---

struct Mistake {
  const char* name;
  const char* file;
  std::string instead_of;
  std::string stands;
  std::string finding;  // among what is found
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

class MistakeInAnyKind : public ::testing::TestWithParam<Mistake> {};

TEST_P(MistakeInAnyKind, is_reported_with_its_place) {
  const auto& mistake = GetParam();
  auto files = world_of_every_kind();
  auto& text = files.at(mistake.file);
  const auto at = text.find(mistake.instead_of);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, mistake.instead_of.size(), mistake.stands);
  EXPECT_THAT(WorldOnDisk(files).findings(), Contains(mistake.finding));
}

constexpr const char* kSupply = "instruments/cross-servicing/acsa-jpn-kor.toml";

INSTANTIATE_TEST_SUITE_P(
    Shapes, MistakeInAnyKind,
    ::testing::Values(
        Mistake{"unknown_key_of_a_person", "people/all.toml", "employer", "employr",
                "people/all.toml:4: person: unknown key `employr` (did you mean `employer`?)"},
        Mistake{"unknown_role", "programmes/all.toml", "\"candidate\"", "\"candidat\"",
                "programmes/all.toml:14: programme.participant.role: `candidat` is not one of excluded, observer, candidate, "
                "partner, member (did you mean `candidate`?)"},
        Mistake{"unknown_subject", "programmes/all.toml", "background-ip", "background",
                "programmes/all.toml:32: programme.term.subject: `background` is not one of background-ip, foreground-ip, "
                "access, co-production, third-country-export, consents, financing, procurement, information-protection, "
                "export-licensing, regulation (did you mean `background-ip`?)"},
        Mistake{"unknown_need", kSupply, "\"notification\"]", "\"notice\"]",
                std::string(kSupply) +
                    ":29: clause.needs: `notice` is not one of provider-consent, host-consent, "
                    "notification, orders, national-approval, joint-committee, licence, authorised-user, registration, "
                    "end-use-check, clearance, facility-clearance, invitation, agreed-project, security-agreement"},
        Mistake{"need_stands_twice", kSupply, "\"notification\"]", "\"national-approval\"]",
                std::string(kSupply) + ":29: clause.needs: `national-approval` stands twice"},
        Mistake{"text_for_days", kSupply, "days = 30", "days = \"30\"",
                std::string(kSupply) + ":30: clause.days: is a string; expected an integer"},
        Mistake{"reference_without_kind", "consents/more.toml", "instrument:acsa-jpn-kor", "acsa-jpn-kor",
                "consents/more.toml:28: approval.of: `acsa-jpn-kor` is no reference; expected `kind:id`"},
        Mistake{"reference_of_another_kind", "consents/more.toml", "instrument:acsa-jpn-kor", "event:talks-2024",
                "consents/more.toml:28: approval.of: `event:talks-2024` is of kind event; expected instrument, programme, "
                "project"},
        Mistake{"reference_to_no_kind", "claims/all.toml", "event:talks-2024", "talks:2024",
                "claims/all.toml:11: claim.about: `talks:2024`: `talks` is not a kind of fact"},
        Mistake{"reference_without_part", "profiles/all.toml", "requirement:pillar#clearance", "requirement:pillar",
                "profiles/all.toml:18: assessment.requirement: `requirement:pillar`: expected `requirement:id#part`"},
        Mistake{"no_community", "people/all.toml", "coi:harbour-watch", "coi:harbour watch",
                "people/all.toml:19: person.belongs.to: `coi:harbour watch` is not a community; expected "
                "`coi:[A-Za-z0-9._-]{1,64}`"},
        Mistake{"community_of_another_kind", "people/all.toml", "coi:harbour-watch", "party:JPN",
                "people/all.toml:19: person.belongs.to: `party:JPN` is of kind party; expected programme, project, event"},
        Mistake{"state_without_date", "programmes/all.toml", "  from = \"2024-04-08\"\n", "",
                "programmes/all.toml:43: candidacy.state.from: missing; expected a date in quotes, \"2016-11-23\", "
                "\"2016-11\" or \"2016\""},
        Mistake{"assessment_without_date", "profiles/all.toml", "from = \"2024-02\"\n", "",
                "profiles/all.toml:16: assessment.from: missing; expected a date in quotes, \"2016-11-23\", \"2016-11\" or "
                "\"2016\""},
        Mistake{"claim_about_nothing", "claims/all.toml", "about = [\"requirement:pillar#clearance\"]\n", "",
                "claims/all.toml:15: claim.about: missing; expected a list of references"},
        Mistake{"a_table_in_a_claim", "claims/all.toml", "required = true", "required = { a = 1 }",
                "claims/all.toml:20: claim.says.required: is a table; expected text, a list of texts, an integer, true or "
                "false"},
        Mistake{"right_to_left_id", "events/all.toml", "id = \"talks-2024\"", "id = \"talks\\u202E2024\"",
                "events/all.toml:2: event.id: `talks\\xe2\\x80\\xae2024` is not an id, since byte 5 begins another "
                "character; expected [A-Za-z0-9._-]{1,64}"},
        Mistake{"combining_character_in_an_id", "people/all.toml", "id = \"jpn-net\"", "id = \"jpn-ne\\u0301t\"",
                "people/all.toml:30: system.id: `jpn-nét` is not an id, since byte 6 begins another character; expected "
                "[A-Za-z0-9._-]{1,64}"},
        Mistake{"letter_of_another_script_in_an_id", "people/all.toml", "id = \"jpn-net\"", "id = \"jpn-n\\u0435t\"",
                "people/all.toml:30: system.id: `jpn-nеt` is not an id, since byte 5 begins another character; expected "
                "[A-Za-z0-9._-]{1,64}"},
        Mistake{"hidden_character_in_a_reference", "consents/more.toml", "instrument:acsa", "instrument:\\u200Bacsa",
                "consents/more.toml:28: approval.of: `instrument:\\xe2\\x80\\x8bacsa-jpn-kor` holds a control or invisible "
                "character at byte 11"},
        Mistake{"before_1800", "programmes/all.toml", "\"2022-12\"", "\"1799-12\"",
                "programmes/all.toml:59: capability.from: `1799-12` is outside the years 1800 to 2200"},
        Mistake{"after_2200", "programmes/all.toml", "\"2022-12\"", "\"2201\"",
                "programmes/all.toml:59: capability.from: `2201` is outside the years 1800 to 2200"},
        Mistake{"template_of_no_kind", "templates/cross-servicing.toml", "cross-servicing", "cross-service",
                "templates/cross-servicing.toml:1: kind: `cross-service` is not one of information-security, cross-servicing, "
                "reciprocal-access, equipment-transfer, security-assistance, export-exemption, consultation, programme, "
                "alliance, national-law (did you mean `cross-servicing`?)"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Facts, MistakeInAnyKind,
    ::testing::Values(
        Mistake{"unknown_employer", "people/all.toml", "employer = \"JPN\"", "employer = \"JPM\"",
                "people/all.toml:1: person.employer: `JPM` is not a party (did you mean `JPN`?)"},
        Mistake{"employed_by_a_group", "people/all.toml", "employer = \"JPN\"", "employer = \"PAIR\"",
                "people/all.toml:1: person.employer: `PAIR` is a group; expected a nation or an organisation"},
        Mistake{"nationality_of_an_organisation", "people/all.toml", "nationalities = [\"JPN\"]", "nationalities = [\"NATO\"]",
                "people/all.toml:1: person.nationalities: `NATO` is of kind organisation; expected a nation"},
        Mistake{"no_nationality", "people/all.toml", "nationalities = [\"JPN\"]\n", "",
                "people/all.toml:1: person.nationalities: none; expected at least one nation"},
        Mistake{
            "clearance_of_another_policy", "people/all.toml", "policy = \"JPN\"\n  level = \"極秘\"",
            "policy = \"KOR\"\n  level = \"極秘\"",
            "people/all.toml:10: person.clearance.level: `極秘` is not a level of policy KOR; expected one of I, II, III, OPEN"},
        Mistake{"clearance_of_no_policy", "people/all.toml", "policy = \"JPN\"", "policy = \"JPM\"",
                "people/all.toml:10: person.clearance.policy: `JPM` is not a policy (did you mean `JPN`?)"},
        Mistake{"clearance_that_ends_before", "people/all.toml", "2029-04-01", "2023-04-01",
                "people/all.toml:10: person.clearance.until: `2023-04-01` is not after the beginning, `2024-04-01`"},
        Mistake{
            "category_of_nobody", "people/all.toml", "KOR:ALPHA", "KOR:ALPHB",
            "people/all.toml:10: person.clearance.categories: `ALPHB` is not a category of policy KOR (did you mean `ALPHA`?); "
            "expected one of ALPHA"},
        Mistake{"belongs_to_no_project", "people/all.toml", "pillar#submarines", "pillar#submarine",
                "people/all.toml:41: system.belongs.to: `project:pillar#submarine` does not exist (did you mean `submarines`?)"},
        Mistake{"nobody_needs_to_know", "people/all.toml", "who = \"person:jpn-analyst-1\"", "who = \"person:jpn-analyst-2\"",
                "people/all.toml:59: need_to_know.who: `person:jpn-analyst-2` does not exist (did you mean `jpn-analyst-1`?)"},
        Mistake{"needs_to_know_nothing", "people/all.toml",
                "objects = [\"harbour.md\"]\ncommunities = [\"coi:harbour-watch\", \"event:talks-2024\"]\n", "",
                "people/all.toml:59: need_to_know.objects: missing, and `communities` too; expected at least one of them"},
        Mistake{"person_twice", "people/all.toml", "id = \"jpn-officer-1\"", "id = \"jpn-analyst-1\"",
                "people/all.toml:21: person.id: `jpn-analyst-1` exists already (people/all.toml:1)"},
        Mistake{"waiver_of_no_clause", "consents/more.toml", "#weapons", "#weapon",
                "consents/more.toml:1: waiver.of: `clause:acsa-jpn-kor#weapon` does not exist (did you mean `weapons`?)"},
        Mistake{"licence_for_nothing", "consents/more.toml", "items = [\"radar\"]\npurposes", "purposes",
                "consents/more.toml:14: licence.items: nothing; expected what may go"},
        Mistake{"approval_of_nothing", "consents/more.toml", "instrument:acsa-jpn-kor", "instrument:acsa-jpn-kot",
                "consents/more.toml:24: approval.of: `instrument:acsa-jpn-kot` does not exist (did you mean `acsa-jpn-kor`?)"},
        Mistake{"assurance_of_a_stranger", "consents/more.toml", "by = \"KOR\"\nunder", "by = \"NATO\"\nunder",
                "consents/more.toml:34: assurance.by: `NATO` is not a party to `isa-jpn-kor`"},
        Mistake{"permission_without_source", "consents/more.toml", "items = [\"radar\"]\nsource = \"S\"\n",
                "items = [\"radar\"]\n", "consents/more.toml:24: approval.source: missing; expected an address or a citation"},
        Mistake{"no_such_area", "programmes/all.toml", "areas = [\"undersea\"]\n  from = \"2024\"",
                "areas = [\"undersee\"]\n  from = \"2024\"",
                "programmes/all.toml:12: programme.participant.areas: `undersee` is not an area of `pillar` (did you mean "
                "`undersea`?)"},
        Mistake{"tier_nought", "programmes/all.toml", "tier = 2", "tier = 0",
                "programmes/all.toml:12: programme.participant.tier: 0 is out of range; expected 1 or more"},
        Mistake{
            "two_roles_at_once", "programmes/all.toml", "  [[programme.project]]",
            "  [[programme.participant]]\n  party = \"JPN\"\n  role = \"excluded\"\n\n  [[programme.project]]",
            "programmes/all.toml:20: programme.participant.from: `JPN` is `candidate` at the same time (programmes/all.toml:12): that part must end first "
            "(`until`, in a patch `[[end]]`)"},
        Mistake{"two_states_on_one_day", "programmes/all.toml", "from = \"2023\"\n  source = \"press\"", "from = \"2024-04-08\"",
                "programmes/all.toml:47: candidacy.state: `interest` from 2024-04-08, and `considered` from the same day in "
                "programmes/all.toml:43"},
        Mistake{"candidate_for_a_nation", "programmes/all.toml", "of = \"programme:pillar\"", "of = \"party:KOR\"",
                "programmes/all.toml:36: candidacy.of: `KOR` is a nation; expected a group, an organisation or a programme"},
        Mistake{
            "candidate_twice", "programmes/all.toml", "[[capability]]",
            "[[candidacy]]\nid = \"again\"\nparty = \"JPN\"\nof = \"programme:pillar\"\nsource = \"S\"\nevidence = "
            "\"partial\"\n\n  [[candidacy.state]]\n  value = \"interest\"\n  from = \"2020\"\n\n[[capability]]",
            "programmes/all.toml:52: candidacy.of: `JPN` is a candidate for it already: `jpn-pillar` (programmes/all.toml:36)"},
        Mistake{"one_platform", "programmes/all.toml", "[\"destroyer\", \"frigate\"]", "[\"destroyer\"]",
                "programmes/all.toml:63: interoperability.platforms: 1; expected two"},
        Mistake{"risk_about_nothing", "programmes/all.toml", "\"party:JPN\"]", "\"party:JPM\"]",
                "programmes/all.toml:73: risk.about: `party:JPM` does not exist (did you mean `JPN`?)"},
        Mistake{"held_on_no_day", "events/all.toml", "from = \"2024-11-20\"\nuntil = \"2024-11-21\"\n", "",
                "events/all.toml:1: event.from: missing; what was held was held on a day, a month or a year"},
        Mistake{"event_that_ends_before", "events/all.toml", "until = \"2024-11-21\"", "until = \"2024-11-20\"",
                "events/all.toml:1: event.until: `2024-11-20` is not after the beginning, `2024-11-20`"},
        Mistake{"meeting_of_no_level", "events/all.toml", "level = \"ministers\"\n", "",
                "events/all.toml:1: event.level: missing; only an exercise may have none"},
        Mistake{"owed_by_nobody", "events/all.toml", "owners = [\"JPN\"]\n", "",
                "events/all.toml:18: commitment.owners: nobody; expected who owes it, or `aim = true`"},
        Mistake{"from_no_event", "events/all.toml", "event:talks-2024", "event:talks-2025",
                "events/all.toml:18: commitment.origin: `event:talks-2025` does not exist (did you mean `talks-2024`?)"},
        Mistake{"assessed_on_nothing", "profiles/all.toml", "pillar#clearance", "pillar#clearances",
                "profiles/all.toml:16: assessment.requirement: `requirement:pillar#clearances` does not exist (did you mean "
                "`clearance`?)"},
        Mistake{"under_nothing", kSupply, "under = \"isa-jpn-kor\"", "under = \"isa-jpn-kot\"",
                std::string(kSupply) + ":1: under: `isa-jpn-kot` is not an instrument (did you mean `isa-jpn-kor`?)"},
        Mistake{"under_itself", kSupply, "under = \"isa-jpn-kor\"", "under = \"acsa-jpn-kor\"",
                std::string(kSupply) + ":1: under: comes to itself: acsa-jpn-kor → acsa-jpn-kor"},
        Mistake{"without_nothing", kSupply, "without = [\"notice\"]", "without = [\"notices\"]",
                std::string(kSupply) +
                    ":1: without: `notices` is not a clause of the template of cross-servicing (did you mean `notice`?)"},
        Mistake{"days_of_nothing", kSupply, "settlement = [\"cash\", \"in-kind\"]\ndays = 365", "days = 365",
                std::string(kSupply) + ":16: clause.days: says nothing without `settlement`, or `notification` among the needs"},
        Mistake{"too_many_days", kSupply, "days = 365", "days = 3651",
                std::string(kSupply) + ":16: clause.days: 3651 is out of range; expected 1 to 3650"},
        Mistake{"need_of_a_duty", kSupply, "obligation = \"settle-by\"", "obligation = \"settle-by\"\nneeds = [\"orders\"]",
                std::string(kSupply) + ":16: clause.needs: only a condition asks for something, not `oblige`"},
        Mistake{"settlement_of_a_condition", kSupply, "items = [\"food\"]\nactivities",
                "items = [\"food\"]\nsettlement = [\"cash\"]\nactivities",
                std::string(kSupply) + ":23: clause.settlement: only `oblige` says how to settle, not `condition`"},
        Mistake{"value_without_an_amount", kSupply, "amount = 1000, ", "",
                std::string(kSupply) + ":28: clause.above.amount: missing; expected an integer"},
        Mistake{"value_without_a_currency", kSupply, ", currency = \"JPY\"", "",
                std::string(kSupply) + ":28: clause.above.currency: missing; expected text"},
        Mistake{"value_in_no_currency", kSupply, "currency = \"JPY\"", "currency = \"\"",
                std::string(kSupply) + ":28: clause.above.currency: is empty; leave the key out or give it text"},
        Mistake{"value_in_a_currency_misspelt", kSupply, "currency = \"JPY\"", "currency = \"yen\"",
                std::string(kSupply) +
                    ":23: clause.above.currency: `yen` is no code of a currency; expected three capitals as in ISO 4217"},
        Mistake{"value_below_nothing", kSupply, "amount = 1000", "amount = -1",
                std::string(kSupply) + ":23: clause.above.amount: -1 is negative"},
        Mistake{"value_of_text", kSupply, "amount = 1000", "amount = \"1000\"",
                std::string(kSupply) + ":28: clause.above.amount: is a string; expected an integer"},
        Mistake{"value_in_parts", kSupply, "amount = 1000", "amount = 1000.5",
                std::string(kSupply) + ":28: clause.above.amount: is a number; expected an integer"},
        Mistake{"value_beyond_64_bits", kSupply, "amount = 1000", "amount = 9223372036854775808",
                std::string(kSupply) +
                    ":28: not TOML: Error while parsing decimal integer: '9223372036854775808' is not representable in 64 bits"},
        Mistake{"value_as_a_number", kSupply, "above = { amount = 1000, currency = \"JPY\" }", "above = 1000",
                std::string(kSupply) + ":28: clause.above: is an integer; expected a table"},
        Mistake{"value_of_a_disclosure", kSupply, "items = [\"food\"]\nactivities",
                "items = [\"food\"]\naction = \"disclose\"\nactivities",
                std::string(kSupply) + ":23: clause.above: limits clauses about acts only, not about `disclose`"},
        Mistake{"clause_twice_in_a_template", "templates/cross-servicing.toml", "id = \"notice\"", "id = \"weapons\"",
                "templates/cross-servicing.toml:16: clause.id: `weapons` exists already (templates/cross-servicing.toml:5)"},
        Mistake{"template_with_levels", "templates/cross-servicing.toml", "items = [\"weapons\"]", "levels = [\"極秘\"]",
                "templates/cross-servicing.toml:5: clause.levels: a template names no levels, which differ by owner"},
        Mistake{"second_template", "templates/information-security.toml", "information-security", "cross-servicing",
                "templates/information-security.toml:1: kind: cross-servicing has a template already "
                "(templates/cross-servicing.toml:1)"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace entente::format
