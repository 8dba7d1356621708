// Every kind of fact: arrives as written, takes over what stands around it, and no mistake passes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_world_kinds.h"
#include "format/world_folder.h"

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

TEST(WorldOfEveryKind, permissions_arrive_as_written) {
  const auto world = loaded_world();
  EXPECT_EQ(to_string(world.waivers.at(0).of), "clause:acsa-jpn-kor#weapons");
  EXPECT_EQ(to_string(*world.waivers.at(0).project), "project:pillar#submarines");
  EXPECT_EQ(world.licences.at(0).territory, "KOR");
  EXPECT_EQ(world.approvals.at(0).organ, "cabinet");
  EXPECT_EQ(world.assurances.at(0).under, InstrumentId("isa-jpn-kor"));
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
                "access, co-production, third-country-export, financing, procurement, information-protection, "
                "export-licensing, regulation (did you mean `background-ip`?)"},
        Mistake{"unknown_need", kSupply, "\"notification\"]", "\"notice\"]",
                std::string(kSupply) +
                    ":28: clause.needs: `notice` is not one of provider-consent, host-consent, "
                    "notification, orders, national-approval, joint-committee, licence, authorised-user, registration, "
                    "end-use-check, clearance, facility-clearance, invitation, agreed-project, security-agreement"},
        Mistake{"need_stands_twice", kSupply, "\"notification\"]", "\"national-approval\"]",
                std::string(kSupply) + ":28: clause.needs: `national-approval` stands twice"},
        Mistake{"text_for_days", kSupply, "days = 30", "days = \"30\"",
                std::string(kSupply) + ":29: clause.days: is a string; expected an integer"},
        Mistake{"reference_without_kind", "consents/more.toml", "instrument:acsa-jpn-kor", "acsa-jpn-kor",
                "consents/more.toml:26: approval.of: `acsa-jpn-kor` is no reference; expected `kind:id`"},
        Mistake{"reference_of_another_kind", "consents/more.toml", "instrument:acsa-jpn-kor", "event:talks-2024",
                "consents/more.toml:26: approval.of: `event:talks-2024` is of kind event; expected instrument, programme, "
                "project"},
        Mistake{"reference_to_no_kind", "claims/all.toml", "event:talks-2024", "talks:2024",
                "claims/all.toml:11: claim.about: `talks:2024`: `talks` is not a kind of fact"},
        Mistake{"reference_without_part", "profiles/all.toml", "requirement:pillar#clearance", "requirement:pillar",
                "profiles/all.toml:16: assessment.requirement: `requirement:pillar`: expected `requirement:id#part`"},
        Mistake{"no_community", "people/all.toml", "coi:harbour-watch", "coi:harbour watch",
                "people/all.toml:19: person.belongs.to: `coi:harbour watch` is not a community; expected "
                "`coi:[A-Za-z0-9._-]{1,64}`"},
        Mistake{"community_of_another_kind", "people/all.toml", "coi:harbour-watch", "party:JPN",
                "people/all.toml:19: person.belongs.to: `party:JPN` is of kind party; expected programme, project, event"},
        Mistake{"state_without_date", "programmes/all.toml", "  from = \"2024-04-08\"\n", "",
                "programmes/all.toml:43: candidacy.state.from: missing; expected a date in quotes, \"2016-11-23\", "
                "\"2016-11\" or \"2016\""},
        Mistake{"assessment_without_date", "profiles/all.toml", "from = \"2024-02\"\n", "",
                "profiles/all.toml:14: assessment.from: missing; expected a date in quotes, \"2016-11-23\", \"2016-11\" or "
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
                "consents/more.toml:26: approval.of: `instrument:\\xe2\\x80\\x8bacsa-jpn-kor` holds a control or invisible "
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

}  // namespace
}  // namespace entente::format
