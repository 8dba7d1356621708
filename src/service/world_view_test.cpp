#include "service/world_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/json.h"
#include "format/test_world.h"
#include "service/desk.h"

namespace entente::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

world::World loaded_world() { return format::WorldOnDisk().load()->world; }

std::string show(const char* date, std::vector<std::string> names, ViewForm form = ViewForm::text) {
  const auto text = view_show(loaded_world(), {.as_of = *parse_instant(date), .names = std::move(names), .form = form});
  return text ? *text : "error: " + text.error().message;
}

TEST(ViewCheck, a_sound_world_is_counted) {
  const auto loaded = format::WorldOnDisk().load();
  EXPECT_EQ(view_check(*loaded, ViewForm::text),
            "0 errors, 0 warnings; 17 facts: 6 verified, 11 partial, 0 unverified, 0 assumed\n");
}

TEST(ViewCheck, errors_come_first_and_the_last_line_says_that_it_does_not_load) {
  auto files = format::test_world();
  auto& text = files["instruments/information-security/isa-jpn-kor.toml"];
  text.replace(text.find(", choice = \"極秘\""), std::string(", choice = \"極秘\"").size(), "");
  auto& members = files["parties/all.toml"];
  members.replace(members.find("id = \"JPN\"\n  from"), 10, "id = \"JPM\"");
  const format::WorldOnDisk disk(files);
  const auto loaded = disk.load();
  EXPECT_EQ(disk.without_path(view_check(*loaded, ViewForm::text)),
            "parties/all.toml:37: party.member.id: `JPM` is not a party (did you mean `JPN`?)\n"
            "instruments/information-security/isa-jpn-kor.toml:18: equivalence.to.choice: missing, though there are several "
            "levels; the "
            "highest will be taken (warning)\n"
            "1 error, 1 warning; the world does not load\n");
  const auto json = codec::parse_json(view_check(*loaded, ViewForm::json));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->find("usable")->as_boolean(), false);
  EXPECT_EQ(json->find("findings")->as_array()->size(), 2U);
}

TEST(ViewShow, the_world) {
  EXPECT_EQ(show("2024-11-20", {}),
            "test: A test, as of 2024-11-20\n"
            "parties   2 nations, 1 organisation, 1 group\n"
            "policies  JPN KOR\n"
            "evidence  17 facts: 6 verified (35 %), 11 partial (65 %), 0 unverified (0 %), 0 assumed (0 %)\n"
            "\nby kind\n"
            "  information-security  2 in-force\n"
            "\ninstruments\n"
            "  isa-jpn-kor    in-force since 2016-11-23  verified  JPN KOR  Agreement\n"
            "  nato-security  in-force since 1998        partial   NATO     Security of information\n");
}

TEST(ViewShow, a_party) {
  const auto text = show("2003-06-01", {"KOR"});
  EXPECT_THAT(text, StartsWith("KOR: Korea, as of 2003-06-01\n"));
  EXPECT_THAT(text, HasSubstr("levels  I > II > III > OPEN (free)\n"));
  EXPECT_THAT(text, HasSubstr("  NATO  member  since 2001 until 2004  verified  Alliance\n"));
  EXPECT_THAT(text, HasSubstr("  isa-jpn-kor  no status yet    JPN KOR  Agreement\n"));
  EXPECT_THAT(show("2004-01-01", {"KOR"}), HasSubstr("  NATO  not now  since 2001 until 2004"));
  EXPECT_THAT(show("2024-11-20", {"JPN"}), HasSubstr("levels  機密 > 極秘 > 秘; apart: 特定秘密\n"));
}

TEST(ViewShow, levels_that_are_not_in_use_stand_behind_with_their_dates) {
  auto files = format::test_world();
  files["policies/JPN.toml"] += "\n[[level]]\nname = \"秘\"\nuntil = \"2014-04-02\"\n";
  auto& text = files["policies/JPN.toml"];
  text.replace(text.find("comparable = false"), std::string("comparable = false").size(),
               "comparable = false\nfrom = \"2014-12-10\"");
  const auto loaded = format::WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto levels = [&](const char* date) {
    return *view_show(loaded->world, {.as_of = *parse_instant(date), .names = {"JPN"}, .form = ViewForm::text});
  };
  EXPECT_THAT(levels("2014-04-01"), HasSubstr("levels  機密 > 極秘 > 秘; to come: 特定秘密 (from 2014-12-10)\n"));
  EXPECT_THAT(levels("2014-04-02"),
              HasSubstr("levels  機密 > 極秘; old: 秘 (until 2014-04-02); to come: 特定秘密 (from 2014-12-10)\n"));
  EXPECT_THAT(levels("2014-12-10"), HasSubstr("levels  機密 > 極秘; apart: 特定秘密; old: 秘 (until 2014-04-02)\n"));
}

TEST(ViewShow, an_instrument_with_its_columns_aligned) {
  const auto text = show("2024-11-20", {"isa-jpn-kor"});
  EXPECT_THAT(text, HasSubstr("status      in-force since 2016-11-23\n"));
  EXPECT_THAT(text, HasSubstr("  2016-11     signed    partial   S\n  2016-11-23  in-force  verified  S\n"));
  EXPECT_THAT(text, HasSubstr("  KOR  II  → JPN  極秘 (of 極秘, 特定秘密)    partial  Article 4\n"));
  EXPECT_THAT(text, HasSubstr("  art-6  oblige  no-onward-release  partial\n"));
  EXPECT_THAT(text, HasSubstr("  a press report  on: 2016-11-23, status: signed\n"));
  for (const auto line : split(text, "\n")) EXPECT_FALSE(line.ends_with(' ')) << line;
}

TEST(ViewShow, parties_without_dates_are_what_the_status_makes_of_them) {
  auto files = format::test_world();
  files["instruments/information-security/isa-jpn-kor.toml"] =
      "id = \"isa-jpn-kor\"\nkind = \"information-security\"\ntitle = \"T\"\nparties = [{ id = \"JPN\" }, { id = \"KOR\" }]\n"
      "source = \"S\"\nevidence = \"partial\"\n\n[[status]]\nvalue = \"negotiating\"\nfrom = \"2010\"\n\n"
      "[[status]]\nvalue = \"signed\"\nfrom = \"2012-06-29\"\n\n[[status]]\nvalue = \"in-force\"\nfrom = \"2016-11-23\"\n\n"
      "[[notice]]\nwhat = \"initialled\"\non = \"2011-05\"\n";
  const auto loaded = format::WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto at = [&](const char* date) {
    return *view_show(loaded->world, {.as_of = *parse_instant(date), .names = {"isa-jpn-kor"}, .form = ViewForm::text});
  };
  EXPECT_THAT(at("2009-01-01"), HasSubstr("  JPN  not yet    partial\n"));
  EXPECT_THAT(at("2011-01-01"), HasSubstr("  JPN  negotiating  since 2010  partial\n"));
  EXPECT_THAT(at("2012-06-29"), HasSubstr("  JPN  signatory  since 2012-06-29  partial\n"));
  EXPECT_THAT(at("2016-11-23"), HasSubstr("  JPN  party  since entry into force  partial\n"));
  EXPECT_THAT(at("2012-06-29"), HasSubstr("history\n"
                                          "  2010        negotiating         partial  S\n"
                                          "  2011-05     initialled          partial  S\n"
                                          "  2012-06-29  signed              partial  S\n"
                                          "  2016-11-23  in-force (to come)  partial  S\n"));
}

TEST(ViewShow, two_parties) {
  const auto text = show("2024-11-20", {"JPN", "KOR"});
  EXPECT_THAT(text, StartsWith("JPN (Japan) and KOR (Korea), as of 2024-11-20\n"));
  EXPECT_THAT(text, HasSubstr("equivalence under isa-jpn-kor\n  KOR  II  → JPN  極秘"));
  EXPECT_THAT(show("2003-06-01", {"KOR", "NATO"}), HasSubstr("KOR is a member of NATO, since 2001 until 2004 (verified); "
                                                             "nato-security covers what it owns\nno instrument lists both\n"));
  EXPECT_THAT(show("2024-11-20", {"KOR", "NATO"}), Not(HasSubstr("is a member")));
}

TEST(ViewShow, unknown_names) {
  EXPECT_EQ(show("2024-11-20", {"JPM"}), "error: `JPM` is not a party or an instrument of this world (did you mean `JPN`?)");
  EXPECT_EQ(show("2024-11-20", {"JPN", "isa-jpn-kor"}), "error: `isa-jpn-kor` is not a party of this world");
  EXPECT_EQ(show("2024-11-20", {"A", "B", "C"}), "error: 3 names given; expected a party, an instrument, or two parties");
  const auto error = view_show(loaded_world(), {.as_of = {}, .names = {"JPM"}, .form = ViewForm::text});
  EXPECT_EQ(error.error().code, Code(Fault::unknown_name));
}

TEST(ViewShow, json_says_the_same) {
  const auto instrument = codec::parse_json(show("2024-11-20", {"isa-jpn-kor"}, ViewForm::json));
  ASSERT_TRUE(instrument);
  EXPECT_EQ(*instrument->find("as_of")->as_string(), "2024-11-20T00:00:00Z");
  const auto& body = *instrument->find("instrument");
  EXPECT_EQ(*body.find("status")->find("value")->as_string(), "in-force");
  const auto& row = body.find("equivalence")->as_array()->at(0);
  EXPECT_EQ(*row.find("to")->find("choice")->as_string(), "極秘");
  EXPECT_EQ(row.find("holds")->as_boolean(), true);
  const auto pair = codec::parse_json(show("2003-06-01", {"KOR", "NATO"}, ViewForm::json));
  ASSERT_TRUE(pair);
  EXPECT_EQ(*pair->find("memberships")->as_array()->at(0).find("set")->as_string(), "NATO");
  EXPECT_TRUE(codec::parse_json(show("2024-11-20", {}, ViewForm::json)));
  EXPECT_TRUE(codec::parse_json(show("2024-11-20", {"NATO"}, ViewForm::json)));
  EXPECT_EQ(show("2024-11-20", {"JPN"}, ViewForm::json), show("2024-11-20", {"JPN"}, ViewForm::json));
}

}  // namespace
}  // namespace entente::service
