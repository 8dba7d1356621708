#include "service/world_import.h"

#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/fault_matchers.h"
#include "codec/test_folder.h"
#include "format/test_world.h"
#include "format/world_folder.h"
#include "service/desk.h"

namespace entente::service {
namespace {

namespace fs = std::filesystem;
using codec::fails_with;
using codec::TestFolder;
using ::testing::HasSubstr;

constexpr const char* kTable =
    "id,section,kind,parties,status,date,date_signed,date_in_force,source,check,url,note\n"
    "ACSA-KOR,completed,ACSA,JPN;KOR,in force,2017-04,2016-09,2017-04,web,verified,http://a,\n"
    "DET-KOR,completed,defence equipment transfer,JPN;KOR,in force,,,,web,unverified,,\n"
    "X-1,article,ACSA,JPN;KOR,signed,2024,,,s.txt,article,,named\n"
    "X-2,completed,event,JPN,held,2024,,,web,verified,,\n";

std::string without(std::string text, const std::string& own) {
  for (auto at = text.find(own); at != std::string::npos; at = text.find(own)) text.erase(at, own.size());
  return text;
}

TEST(WorldImport, the_overlay_loads_beside_its_world) {
  const format::WorldOnDisk world;
  const TestFolder folder;
  folder.put("t.csv", kTable);
  const ImportOptions options{.table = folder / "t.csv", .world = world.path(), .overlays = {}, .out = folder / "mine"};
  const auto done = import_table(options);
  ASSERT_THAT(done, codec::succeeds());
  EXPECT_EQ(without(import_to_text(*done), folder.path().generic_string() + "/"),
            "t.csv:3: `DET-KOR`: in part: says `in force` without a date, so it has no status; fill in `date`\n"
            "t.csv:5: `X-2`: not imported: an event is no instrument; write it under events/ (`entente world new event`)\n"
            "4 rows: 2 instruments and 1 claim written to mine, 1 in part, 1 not imported\n");
  EXPECT_THAT(import_to_json(*done), HasSubstr("\"outcome\": \"not imported\""));
  const auto loaded = format::load_world(world.path(), {folder / "mine"});
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->usable);
  EXPECT_EQ(loaded->world.instruments.size(), world.load()->world.instruments.size() + 2);
  EXPECT_THAT(folder.get("mine/instruments/equipment-transfer/det-kor.toml"), HasSubstr("source = \"t.csv, row DET-KOR\""));
}

TEST(WorldImport, a_row_of_another_length_or_time_is_named_and_the_others_imported) {
  const format::WorldOnDisk world;
  const TestFolder folder;
  folder.put("t.csv", std::string(kTable) + "SHORT,completed\nOLD,completed,ACSA,JPN;KOR,in force,1776-07-04,,,web,verified,,\n");
  const ImportOptions options{.table = folder / "t.csv", .world = world.path(), .overlays = {}, .out = folder / "mine"};
  const auto done = import_table(options);
  ASSERT_THAT(done, codec::succeeds());
  const auto text = import_to_text(*done);
  EXPECT_THAT(
      text,
      HasSubstr(":6: `SHORT`: not imported: 2 fields; the first row has 12, so a comma or a quote is missing or too many\n"));
  EXPECT_THAT(text, HasSubstr(":7: `OLD`: not imported: `date` `1776-07-04` is outside the years 1800 to 2200\n"));
  EXPECT_THAT(text, HasSubstr("6 rows: 2 instruments and 1 claim written to"));
  EXPECT_THAT(text, HasSubstr("1 in part, 3 not imported\n"));
}

TEST(WorldImport, nothing_is_overwritten_unasked) {
  const format::WorldOnDisk world;
  const TestFolder folder;
  folder.put("t.csv", kTable);
  folder.put("mine/other.md", "x");
  ImportOptions options{.table = folder / "t.csv", .world = world.path(), .overlays = {}, .out = folder / "mine"};
  EXPECT_THAT(import_table(options),
              fails_with(Fault::refused, "has files already; name a new folder, or write into this one with --force"));
  options.existing = NewFile::replace;
  EXPECT_THAT(import_table(options), codec::succeeds());
  EXPECT_THAT(import_table(options), codec::succeeds());
  EXPECT_EQ(folder.get("mine/other.md"), "x");
}

TEST(WorldImport, what_cannot_be_read_is_named) {
  const format::WorldOnDisk world;
  const TestFolder folder;
  folder.put("t.csv", "a\n\"open");
  const ImportOptions options{.table = folder / "t.csv", .world = world.path(), .overlays = {}, .out = folder / "mine"};
  EXPECT_THAT(import_table(options), fails_with(Fault::bad_request, "t.csv: line 2: not CSV"));
  world.put("parties/all.toml", "[[party]]\nid = 1\n");
  EXPECT_THAT(import_table(options), fails_with(Fault::world_unusable, "the world does not load; see `entente world check`"));
  EXPECT_FALSE(fs::exists(folder / "mine"));
}

// The table that the first facts came from, where it lies beside the reference material.
TEST(WorldImport, a_real_table_loads_beside_the_shipped_world) {
  const char* conformance = std::getenv("ENTENTE_CONFORMANCE_DIR");
  const auto table = fs::path(conformance == nullptr ? "" : conformance) / "../sources/agreements.csv";
  if (conformance == nullptr || !fs::exists(table)) GTEST_SKIP() << "no table of agreements";
  const TestFolder folder;
  const fs::path world = "data/worlds/indo-pacific";
  const auto done = import_table({.table = table, .world = world, .overlays = {}, .out = folder / "mine"});
  ASSERT_THAT(done, codec::succeeds());
  const auto loaded = format::load_world(world, {folder / "mine"});
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->usable);
  const auto& imported = done->imported;
  EXPECT_EQ(imported.rows, 242U);
  EXPECT_EQ(imported.instruments + imported.claims + imported.count(format::RowOutcome::not_imported), imported.rows);
}

}  // namespace
}  // namespace entente::service
