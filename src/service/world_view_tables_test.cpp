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
