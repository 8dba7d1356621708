// Timelines, searches and what was known: the views that go over every kind of fact.
#include <set>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/json.h"
#include "format/test_world.h"
#include "format/world_folder.h"
#include "service/desk.h"
#include "service/world_view.h"
#include "service/world_view_parts.h"
#include "world/fact_lines.h"

namespace entente::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

world::Provenance read_in(const char* source) {
  return {.evidence = world::Evidence::partial, .source = source, .known = {}, .note = {}, .place = {}};
}

PartialDate day(const char* text) { return *PartialDate::parse(text); }

// The small test world, and one fact of some further kinds.
world::World richer_world() {
  auto world = format::WorldOnDisk().load()->world;
  world::Event meeting;
  meeting.id = "meeting-1";
  meeting.title = "First meeting";
  meeting.state = world::EventState::held;
  meeting.participants = {PartyId("JPN"), PartyId("KOR")};
  meeting.under = InstrumentId("isa-jpn-kor");
  meeting.period = {day("2017-05"), {}};
  meeting.provenance = read_in("press");
  world.events.push_back(meeting);
  world::Candidacy candidacy;
  candidacy.id = "jpn-nato";
  candidacy.party = PartyId("JPN");
  candidacy.of = {world::FactKind::party, "NATO", ""};
  candidacy.states = {{world::CandidacyState::interest, day("2022"), read_in("press")},
                      {world::CandidacyState::considered, day("2024-04"), read_in("press")}};
  candidacy.provenance = read_in("press");
  world.candidacies.push_back(candidacy);
  world::Consent consent;
  consent.id = "consent-1";
  consent.by = PartyId("KOR");
  consent.to = {PartyId("JPN")};
  consent.period = {day("2024-01-01"), day("2025-01-01")};
  consent.provenance = read_in("letter on RADAR data");
  world.consents.push_back(consent);
  return world;
}

std::string shown(ShowRequest request) {
  if (request.as_of == Instant{}) request.as_of = *parse_instant("2024-06-01");
  const auto text = view_show(richer_world(), request);
  return text ? *text : "error: " + text.error().message;
}

TEST(ViewTables, a_party_shows_its_candidacies_and_what_changes_next) {
  const auto text = shown({.as_of = {}, .names = {"JPN"}});
  EXPECT_THAT(text, HasSubstr("\ncandidacies\n  jpn-nato  2022     partial  JPN for party:NATO: interest\n"
                              "  jpn-nato  2024-04  partial  JPN for party:NATO: considered\n"));
  EXPECT_THAT(text, HasSubstr("\nevents\n  meeting-1  2017-05  partial  held: First meeting\n"));
  EXPECT_THAT(text, HasSubstr("\nwhat changes next\n  2025-01-01  consent  consent-1  ends: KOR consents for JPN  partial\n"));
}

// A year at a time, ninety days of notice: as the agreement of 2016 has it.
world::World renewed_yearly() {
  auto world = richer_world();
  auto& duration = world.instruments.front().duration.emplace();
  duration.years = 1;
  duration.renewal = world::Renewal::automatic;
  duration.renewal_years = 1;
  duration.notice_days = 90;
  duration.provenance = read_in("Article 21");
  return world;
}

TEST(ViewTables, a_renewal_and_the_last_day_for_a_notice_are_what_changes_next) {
  const auto world = renewed_yearly();
  ASSERT_EQ(world.instruments.front().id.value, "isa-jpn-kor");
  const auto on = [&](const char* date, std::vector<std::string> names, ViewForm form = ViewForm::text) {
    return *view_show(world, {.as_of = *parse_instant(date), .names = std::move(names), .form = form});
  };
  for (const auto& names : std::vector<std::vector<std::string>>{{"JPN"}, {"JPN", "KOR"}, {"isa-jpn-kor"}}) {
    EXPECT_THAT(on("2025-08-24", names),
                HasSubstr("  2025-08-24  notice-by  isa-jpn-kor  last day for a notice against the renewal on 2025-11-23"));
    EXPECT_THAT(on("2025-08-25", names),
                HasSubstr("  2025-11-23  renewal    isa-jpn-kor  renewed for 1 year unless notice is given 90 days before"));
    EXPECT_THAT(on("2025-08-25", names), HasSubstr("  2026-08-24  notice-by  isa-jpn-kor"));
  }
  EXPECT_THAT(on("2025-08-24", {"NATO"}), Not(HasSubstr("renewal")));
  const auto json = codec::parse_json(on("2025-08-25", {"isa-jpn-kor"}, ViewForm::json));
  ASSERT_TRUE(json);
  const auto* duration = json->find("instrument")->find("duration");
  ASSERT_NE(duration, nullptr);
  EXPECT_EQ(*duration->find("renews")->as_string(), "2025-11-23");
  EXPECT_EQ(*duration->find("last_notice")->as_string(), "2026-08-24");
}

TEST(ViewTables, an_instrument_that_ended_by_itself_is_over) {
  auto world = renewed_yearly();
  world.instruments.front().duration->renewal = world::Renewal::none;
  const auto on = [&](const char* date) { return *view_show(world, {.as_of = *parse_instant(date), .names = {"isa-jpn-kor"}}); };
  EXPECT_THAT(on("2017-11-22"), HasSubstr("\nends        2017-11-23\n"));
  EXPECT_THAT(on("2017-11-23"), HasSubstr("\nstatus      over since 2017-11-23\n"));
}

TEST(ViewTables, what_is_due_is_among_what_changes_next_until_it_is_done) {
  auto world = richer_world();
  world::Commitment promise;
  promise.id = "promise-1";
  promise.text = "A network.";
  promise.owners = {PartyId("JPN")};
  promise.due = day("2025-03");
  promise.provenance = read_in("press");
  auto opened = read_in("press");
  opened.note = "no date for the second step";
  promise.states = {{world::CommitmentState::open, day("2024-01-01"), opened}};
  world.commitments = {promise};
  const auto text = [&] { return *view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"JPN"}}); };
  EXPECT_THAT(text(), HasSubstr("  2025-03     due      promise-1  A network."));
  EXPECT_THAT(text(), HasSubstr("open: A network.  no date for the second step\n"));
  world.commitments.front().states.push_back({world::CommitmentState::done, day("2024-05-01"), read_in("press")});
  EXPECT_THAT(text(), Not(HasSubstr("  due  ")));
}

TEST(ViewTables, clearances_of_its_people_are_not_what_changes_next_for_a_party) {
  auto world = richer_world();
  world::Person person;
  person.id = "officer-1";
  person.role = "officer";
  person.employer = PartyId("JPN");
  person.clearances = {{.policy = PolicyId("JPN"),
                        .level = LevelName("秘"),
                        .categories = {},
                        .granted_by = PartyId("JPN"),
                        .period = {{}, day("2024-12-01")},
                        .provenance = read_in("list")}};
  person.provenance = read_in("list");
  world.people = {person};
  const auto text = *view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"JPN"}});
  EXPECT_THAT(text, Not(HasSubstr("2024-12-01  clearance")));
  EXPECT_THAT(text, HasSubstr("people, systems and facilities\n  officer-1"));
  const auto json =
      codec::parse_json(*view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"JPN"}, .form = ViewForm::json}));
  ASSERT_TRUE(json);
  EXPECT_NE(json->find("people_systems_and_facilities"), nullptr);
}

// A group acts by what its members made between them.
TEST(ViewTables, a_group_shows_the_programmes_of_its_members_and_who_is_a_candidate) {
  auto world = richer_world();
  world::Party group;
  group.id = PartyId("TWO");
  group.name = "The two";
  group.members = {{PartyId("JPN"), {}, read_in("press")}, {PartyId("KOR"), {}, read_in("press")}};
  group.provenance = read_in("press");
  world.parties.push_back(group);
  world::Programme programme;
  programme.id = "shared-work";
  programme.title = "Shared work";
  programme.under = InstrumentId("isa-jpn-kor");
  programme.participants = {{.party = PartyId("NATO"),
                             .role = world::Role::candidate,
                             .tier = {},
                             .areas = {},
                             .period = {},
                             .provenance = read_in("press")}};
  programme.provenance = read_in("press");
  world.programmes = {programme};
  world::Candidacy candidacy;
  candidacy.id = "nato-shared-work";
  candidacy.party = PartyId("NATO");
  candidacy.of = {world::FactKind::programme, "shared-work", ""};
  candidacy.states = {{world::CandidacyState::consulting, day("2024"), read_in("press")}};
  candidacy.provenance = read_in("press");
  world.candidacies.push_back(candidacy);
  for (const auto& names : std::vector<std::vector<std::string>>{{"TWO"}, {"TWO", "NATO"}, {"NATO", "TWO"}}) {
    const auto text = *view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = names});
    EXPECT_THAT(text, HasSubstr("candidacies\n  nato-shared-work  2024  partial  NATO for programme:shared-work: consulting\n"));
    EXPECT_THAT(text, HasSubstr("Shared work\n"));
  }
  EXPECT_THAT(*view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"TWO"}}),
              HasSubstr("\ninstruments\n  isa-jpn-kor"));
  EXPECT_THAT(*view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"TWO", "PAIR"}}),
              Not(HasSubstr("shared-work")));
}

world::World with_claims() {
  auto world = richer_world();
  world::Claim claim;
  claim.id = "C-1";
  claim.source = "press";
  claim.said = day("2017");
  claim.about = {{world::FactKind::instrument, "isa-jpn-kor", ""}};
  claim.says = {{"status", {"signed"}}, {"on", {"2016-11-23"}}};
  claim.text = "They share secrets.";
  world.claims = {claim};
  return world;
}

TEST(ViewTables, a_claim_is_shown_by_id_with_its_outcome) {
  const auto world = with_claims();
  for (const auto* name : {"C-1", "claim:C-1"}) {
    const auto text = *view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {name}});
    EXPECT_THAT(text, StartsWith("claim:C-1, as of 2024-06-01\noutcome  confirmed\n")) << name;
  }
  EXPECT_THAT(*view_show(world, {.as_of = *parse_instant("2016-06-01"), .names = {"C-1"}}), HasSubstr("outcome  said later\n"));
  EXPECT_THAT(*view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"isa-jpn-kor"}}),
              HasSubstr("claims, which decide nothing\n  C-1  confirmed  2017  press  They share secrets.\n"));
  EXPECT_THAT(*view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {}, .search = "share secrets"}),
              HasSubstr("0 facts\n\nclaims, which decide nothing\n  C-1  confirmed"));
  const auto unknown = view_show(world, {.as_of = *parse_instant("2024-06-01"), .names = {"claim:C-2"}});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message, "`claim:C-2` is not a claim of this world (did you mean `claim:C-1`?)");
}

TEST(ViewTables, one_party_twice_is_no_pair) {
  EXPECT_EQ(shown({.as_of = {}, .names = {"JPN", "JPN"}}),
            "error: `JPN` stands twice; name another party, or one alone for its own page");
}

TEST(ViewTables, what_changed_already_does_not_change_next) {
  EXPECT_THAT(shown({.as_of = *parse_instant("2025-01-01"), .names = {"JPN"}}), Not(HasSubstr("what changes next")));
}

TEST(ViewTables, a_meeting_to_come_is_among_what_changes_next_and_not_yet_held) {
  const auto text = shown({.as_of = *parse_instant("2017-01-01"), .names = {"JPN", "KOR"}});
  EXPECT_THAT(text, Not(HasSubstr("\nevents\n")));
  EXPECT_THAT(text, HasSubstr("  2017-05     event    meeting-1  First meeting"));
}

TEST(ViewTables, whatever_has_an_id_can_be_shown) {
  EXPECT_THAT(shown({.as_of = {}, .names = {"meeting-1"}}), StartsWith("meeting-1: 1 fact\n  event  meeting-1  2017-05"));
}

TEST(ViewTables, text_names_the_last_day_of_an_event_and_json_the_end_as_it_is_stated) {
  world::World world;
  world::Event exercise;
  exercise.id = "exercise-1";
  exercise.title = "Exercise";
  exercise.period = {day("2025-06-24"), day("2025-06-26")};
  world.events.push_back(exercise);
  const auto dates = [&](ViewForm form) { return facts_named(world, "exercise-1", form).rows.at(0).at(2); };
  EXPECT_EQ(dates(ViewForm::text), "2025-06-24 to 2025-06-25");
  EXPECT_EQ(dates(ViewForm::json), "2025-06-24 to 2025-06-26");
  world.events.front().period.until = day("2025-06-25");
  EXPECT_EQ(dates(ViewForm::text), "2025-06-24");
  world.events.front().period = {std::nullopt, day("2024-03-01")};
  EXPECT_EQ(dates(ViewForm::text), "until 2024-02-29");
  world.events.front().period = {day("2025-06"), day("2025-07")};
  EXPECT_EQ(dates(ViewForm::text), "2025-06 to 2025-07");
}

TEST(ViewTables, an_instrument_shows_the_meetings_under_it) {
  EXPECT_THAT(shown({.as_of = {}, .names = {"isa-jpn-kor"}}), HasSubstr("held: First meeting"));
  EXPECT_THAT(shown({.as_of = {}, .names = {"nato-security"}}), Not(HasSubstr("First meeting")));
}

TEST(ViewTables, a_timeline_is_sorted_by_date_and_says_what_ends) {
  const auto text = shown({.as_of = {}, .names = {"JPN", "KOR"}, .timeline = true});
  EXPECT_THAT(text, StartsWith("timeline of JPN and KOR: "));
  const auto held = text.find("held: First meeting");
  const auto begins = text.find("2024-01-01  consent");
  const auto ends = text.find("ends: KOR consents for JPN");
  ASSERT_NE(held, std::string::npos);
  EXPECT_LT(text.find("in-force"), held);
  EXPECT_LT(held, begins);
  EXPECT_LT(begins, ends);
  EXPECT_THAT(text, Not(HasSubstr("jpn-nato"))) << "concerns JPN alone";
  EXPECT_THAT(shown({.as_of = {}, .names = {"JPN"}, .timeline = true}), HasSubstr("jpn-nato"));
}

TEST(ViewTables, a_search_finds_words_in_any_case_in_ids_texts_and_sources) {
  EXPECT_THAT(shown({.as_of = {}, .names = {}, .search = "radar"}),
              StartsWith("facts with `radar`: 1 fact\n  consent  consent-1"));
  EXPECT_THAT(shown({.as_of = {}, .names = {}, .search = "FIRST"}), HasSubstr("meeting-1"));
  EXPECT_THAT(shown({.as_of = {}, .names = {}, .search = "極秘"}), HasSubstr("row"));
  EXPECT_EQ(shown({.as_of = {}, .names = {}, .search = "nowhere"}), "facts with `nowhere`: 0 facts\n");
  EXPECT_EQ(shown({.as_of = {}, .names = {"JPN"}, .search = "radar"}),
            "error: a search takes no names; leave out the names or --search");
}

TEST(ViewTables, what_was_not_known_then_is_not_shown) {
  const ShowRequest early{.as_of = {}, .names = {"JPN"}, .known_as_of = parse_instant("2023-01-01").value()};
  EXPECT_THAT(shown(early), Not(HasSubstr("consent-1")));
  EXPECT_THAT(shown(early), HasSubstr("JPN for party:NATO: interest"));
  EXPECT_THAT(shown(early), Not(HasSubstr("considered")));
}

TEST(ViewTables, json_holds_the_same_rows) {
  const auto party = codec::parse_json(shown({.as_of = {}, .names = {"JPN"}, .form = ViewForm::json}));
  ASSERT_TRUE(party);
  EXPECT_EQ(party->find("candidacies")->as_array()->size(), 2U);
  EXPECT_EQ(*party->find("next")->as_array()->at(0).find("of")->as_string(), "consent-1");
  const auto timeline = codec::parse_json(shown({.as_of = {}, .names = {}, .form = ViewForm::json, .timeline = true}));
  ASSERT_TRUE(timeline);
  EXPECT_EQ(static_cast<std::size_t>(*timeline->find("count")->as_integer()), timeline->find("timeline")->as_array()->size());
}

// What `world check` counts, searches find and timelines show are the same facts.
TEST(FactLines, every_kind_of_fact_has_one) {
  const auto loaded = format::load_world("data/worlds/training");
  ASSERT_TRUE(loaded && loaded->usable);
  std::set<std::string_view> kinds;
  for (const auto& line : world::fact_lines(loaded->world)) {
    EXPECT_NE(line.provenance, nullptr);
    kinds.insert(line.kind);
  }
  for (const std::string_view kind :
       {"accession",   "accreditation", "approval",         "area",      "assessment", "assurance",    "belonging",
        "candidacy",   "capability",    "clause",           "clearance", "commitment", "consent",      "event",
        "facility",    "instrument",    "interoperability", "licence",   "membership", "need-to-know", "notice",
        "participant", "party",         "person",           "profile",   "programme",  "project",      "requirement",
        "obstacle",    "row",           "status",           "system",    "term",       "waiver"}) {
    EXPECT_TRUE(kinds.contains(kind)) << kind << " has no line";
  }
}

}  // namespace
}  // namespace entente::service
