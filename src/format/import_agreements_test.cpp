#include "format/import_agreements.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/fault_matchers.h"
#include "codec/toml.h"
#include "format/import_words.h"
#include "format/layout.h"
#include "format/test_world.h"

namespace entente::format {
namespace {

using codec::fails_with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kHead = "id,section,kind,parties,status,date,date_signed,date_in_force,source,check,url,note\n";

const world::World& base() {
  static const auto kWorld = WorldOnDisk().load()->world;
  return kWorld;
}

AgreementImport import(const std::string& rows) {
  const auto table = codec::parse_csv(kHead + rows);
  EXPECT_TRUE(table) << table.error().message;
  auto done = import_agreements(*table, base(), "t.csv");
  EXPECT_TRUE(done) << done.error().message;
  return std::move(*done);
}

std::vector<std::string> notes_of(const AgreementImport& done) {
  std::vector<std::string> out;
  for (const auto& note : done.notes) out.push_back(std::to_string(note.line) + " " + note.id + " " + note.message);
  return out;
}

std::string text_of(const AgreementImport& done) {
  std::string out;
  for (const auto& file : done.files) out += "--- " + file.path + "\n" + file.text;
  return out;
}

TEST(ImportAgreements, a_row_with_all_dates_becomes_an_instrument) {
  const auto done = import(
      "ACSA-KOR,completed,ACSA,JPN;KOR,in force,2017-04,2016-09-26,2017-04,web,partly verified,http://a | http://b,\"days, from "
      "memory\"\n");
  EXPECT_THAT(notes_of(done), ElementsAre());
  EXPECT_EQ(text_of(done), R"(--- instruments/cross-servicing/acsa-kor.toml
id = "acsa-kor"
kind = "cross-servicing"
title = "ACSA: JPN, KOR"
parties = [{ id = "JPN", from = "2017-04" }, { id = "KOR", from = "2017-04" }]
source = "http://a ; http://b"
evidence = "partial"
note = "days, from memory"

[[status]]
value = "signed"
from = "2016-09-26"

[[status]]
value = "in-force"
from = "2017-04"
)");
}

struct StatusCase {
  const char* says;
  const char* row;       // status,date,date_signed,date_in_force
  const char* statuses;  // "value from, …"
  const char* note = "";
};

TEST(ImportAgreements, what_cannot_be_dated_never_grants) {
  const std::vector<StatusCase> cases{
      {"the day of signature is none of entry into force", "in force,2015-03-13,2015-03-13,", "signed 2015-03-13",
       "not since when, so it is recorded as signed"},
      {"another day is", "in force,2015-04,2015-03-13,", "signed 2015-03-13, in-force 2015-04"},
      {"a grant takes effect with its notes", "granted,2023-11-03,2023-11-03,", "signed 2023-11-03, in-force 2023-11-03"},
      {"no date at all", "in force,,,", "", "says `in force` without a date, so it has no status; fill in `date`"},
      {"under negotiation", "under negotiation,2024-05-02,,", "negotiating 2024-05-02"},
      {"signed, and a date that does not go with it", "signed,2024,2024,2025", "signed 2024",
       "the status `signed` leaves no place for 2025, which is left out"},
      {"enacted", "enacted,2025-05-16,,", "signed 2025-05-16"},
      {"suspended after it was in force", "suspended,2020,2010,2011", "signed 2010, in-force 2011, suspended 2020"},
      {"suspended in the year of entry into force", "suspended,2011-05,2010,2011", "signed 2010",
       "may be before or after its entry into force"},
      {"superseded by nothing", "superseded,1996,1996-04,1996", "signed 1996-04", "the table does not tell when"},
  };
  for (const auto& each : cases) {
    const auto done = import("X,completed,ACSA,JPN;KOR," + std::string(each.row) + ",web,verified,,\n");
    ASSERT_EQ(done.files.size(), 1U) << each.says;
    const auto node = codec::parse_toml(done.files[0].text);
    std::string statuses;
    if (const auto* list = node->find("status"); list != nullptr) {
      for (const auto& status : *list->as_array()) {
        statuses += (statuses.empty() ? "" : ", ") + *status.find("value")->as_string() + " " + *status.find("from")->as_string();
      }
    }
    EXPECT_EQ(statuses, each.statuses) << each.says;
    EXPECT_EQ(done.notes.empty(), std::string(each.note).empty()) << each.says;
    if (!done.notes.empty()) EXPECT_THAT(done.notes[0].message, HasSubstr(each.note)) << each.says;
  }
}

TEST(ImportAgreements, a_superseded_agreement_ends_with_its_successor) {
  const auto done = import(
      "A-1,completed,ACSA,JPN;KOR,superseded,1996,1996-04,1996,web,verified,,\n"
      "A-2,completed,ACSA,KOR;JPN,in force,2017-04,2016-09,2017-04,web,verified,,\n");
  EXPECT_THAT(notes_of(done), ElementsAre());
  EXPECT_THAT(done.files[0].text, HasSubstr("value = \"terminated\"\nfrom = \"2017-04\"\nnote = \"superseded by A-2;"));
}

TEST(ImportAgreements, every_row_that_is_not_imported_says_why) {
  const auto done = import(
      "A,completed,membership,PAIR;JPN,in force,2021,,,web,verified,,\n"
      "B,completed,ACSA,JPN;PAIR,signed,2021,,,web,verified,,\n"
      "C,completed,ACSA,JPN;KOS,signed,2021,,,web,verified,,\n"
      "D,completed,ACSA,JPN,signed,2021,,,web,verified,,\n"
      "E,completed,ACSA,JPN;KOR,not found,,,,web,verified,,\n"
      "F,completed,ACSA,JPN;KOR,signed,soon,,,web,verified,,\n"
      "G,completed,ACSA,JPN;KOR,signed,2021,,,web,heard,,\n"
      "H,draft,ACSA,JPN;KOR,signed,2021,,,web,verified,,\n"
      "isa jpn KOR!,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,,\n"
      "I,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,,\n"
      "i.,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,,\n"
      "J,completed,ACSA,JPN;JPN,signed,2021,,,web,verified,,\n"
      "K,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,,\"a\u202Eb\"\n"
      "極,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,,\n"
      "L,completed,ACSA,,signed,2021,,,web,verified,,\n"
      "M,article,event,XXX,held,2021,,,s.txt,article,,\n"
      "N,article,event,JPN,held,2021,,,,article,,\n");
  EXPECT_EQ(done.instruments, 1U);
  EXPECT_EQ(done.count(RowOutcome::not_imported), 16U);
  EXPECT_EQ(done.rows, 17U);
  const std::vector<std::string> expected{
      "2 `A` a membership is a fact of a party; write it there as [[party.member]]",
      "3 `B` `PAIR` is a group and signs nothing; list its members",
      "4 `C` `KOS` is no party of the world (did you mean `KOR`?); add it with `entente world new party`",
      "5 `D` it names one party; an agreement has two or more",
      "6 `E` the status `not found` is none of ours; write `in force`, `signed`, `under negotiation`, `considered`, `suspended` "
      "or `terminated`",
      "7 `F` `date` `soon` is no date; write 2016-11-23, 2016-11 or 2016",
      "8 `G` the check `heard` is no grade; write `verified`, `partly verified` or `from memory, unverified`",
      "9 `H` section `draft` is neither `completed` nor `article`",
      "10 `isa jpn KOR!` the world has an instrument `isa-jpn-kor` already; give this one another id, or change that file",
      "12 `i.` its id becomes `i`, as that of line 11 does; give one of them another",
      "13 `J` party `JPN` stands twice",
      "14 `K` `note` holds a control or invisible character",
      "15 `極` its id has no letter or digit",
      "16 `L` no `parties`",
      "17 `M` `XXX` is no party of the world; add it with `entente world new party`",
      "18 `N` no `source`; a claim is what a source says"};
  EXPECT_EQ(notes_of(done), expected);
}

TEST(ImportAgreements, article_rows_become_claims) {
  const auto done = import(
      "X-1,article,information-security agreement,KOR;JPN,signed or to be signed,2024,,,a b.txt,article,,named\n"
      "X-2,article,information-security agreement,JPN,signed,,,,a b.txt,article,,\n"
      "X-3,article,risk,JPN;KOR,open,2024-01,,,a b.txt,article,,\n");
  EXPECT_THAT(notes_of(done), ElementsAre());
  EXPECT_EQ(text_of(done), R"toml(--- claims/imported.toml
[[source]]
id = "a-b.txt"
title = "a b.txt"

[[claim]]
id = "X-1"
source = "a-b.txt"
said = "2024"
about = ["instrument:isa-jpn-kor"]
says = { status = "signed", hedge = "or to be signed" }
text = "information-security agreement: signed or to be signed (KOR, JPN)"
note = "named"

[[claim]]
id = "X-2"
source = "a-b.txt"
about = ["party:JPN"]
says = { opinion = true }
text = "information-security agreement: signed (JPN)"

[[claim]]
id = "X-3"
source = "a-b.txt"
said = "2024-01"
about = ["party:JPN"]
says = { opinion = true }
text = "risk: open (JPN, KOR)"
)toml");
}

TEST(ImportAgreements, fields_stay_text) {
  const auto done = import(
      "Y,completed,ACSA,JPN;KOR,signed,2021,,,web,verified,\"http://x\"\"\\ # [[status]]\",\"a\"\"\n[[status]]\nvalue = "
      "\"\"in-force\"\"\nfrom = \"\"2000\"\"\"\n");
  ASSERT_EQ(done.files.size(), 1U);
  const auto node = codec::parse_toml(done.files[0].text);
  ASSERT_TRUE(node);
  EXPECT_EQ(*node->find("note")->as_string(), "a\"\n[[status]]\nvalue = \"in-force\"\nfrom = \"2000\"");
  EXPECT_EQ(*node->find("source")->as_string(), "http://x\"\\ # [[status]]");
  EXPECT_EQ(node->find("status")->as_array()->size(), 1U);
}

TEST(ImportAgreements, an_agreement_that_the_world_has_is_remarked_on) {
  const auto done = import("Z,completed,information-security agreement,KOR;JPN,signed,2021,,,web,verified,,\n");
  EXPECT_EQ(done.instruments, 1U);
  EXPECT_THAT(notes_of(done),
              ElementsAre("2 `Z` the world has isa-jpn-kor of this kind between these parties already; both stand now"));
  EXPECT_EQ(done.count(RowOutcome::not_imported) + done.count(RowOutcome::in_part), 0U);
}

TEST(ImportAgreements, another_table_is_refused) {
  const auto with = [](const char* text) { return import_agreements(*codec::parse_csv(text), base(), "t"); };
  EXPECT_THAT(with("id,section,kind,partys,status\n"),
              fails_with(ImportFault::no_such_table,
                         "line 1: `partys` is not a column of a table of agreements (did you mean `parties`?)"));
  EXPECT_THAT(with("id,kind\n"), fails_with(ImportFault::no_such_table, "line 1: no column `section`"));
}

TEST(ImportAgreements, many_claims_are_parted_over_files) {
  std::string rows;
  for (int i = 0; i < 800; ++i)
    rows += "C-" + std::to_string(i) + ",article,event,JPN,held,,,,s.txt,article,," + std::string(300, 'n') + "\n";
  const auto done = import(rows);
  EXPECT_EQ(done.claims, 800U);
  EXPECT_GE(done.files.size(), 2U);
  for (const auto& file : done.files) EXPECT_THAT(file.path, ::testing::StartsWith("claims/imported"));
}

TEST(ImportWords, ids_are_reduced) {
  EXPECT_EQ(instrument_id_of("  ISA/KOR (2016)!"), "isa-kor-2016");
  EXPECT_EQ(entry_id_of("000_fc44.txt"), "000_fc44.txt");
  EXPECT_EQ(instrument_id_of(std::string(100, 'A')).size(), 64U);
  EXPECT_EQ(instrument_id_of("極秘"), "");
}

}  // namespace
}  // namespace entente::format
