#include "format/world_folder.h"

#include <chrono>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"
#include "format/test_world.h"

namespace entente::format {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

constexpr const char* kInstrument = "instruments/information-security/isa-jpn-kor.toml";

// One text of one file of the test world replaced, and what is then reported.
struct Mistake {
  const char* name;
  const char* file;
  std::string instead_of;
  std::string stands;
  std::vector<std::string> findings;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

class EveryMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(EveryMistake, is_reported_with_its_place) {
  const auto& mistake = GetParam();
  auto files = test_world();
  auto& text = files.at(mistake.file);
  const auto at = text.find(mistake.instead_of);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, mistake.instead_of.size(), mistake.stands);
  EXPECT_THAT(WorldOnDisk(files).findings(), ElementsAreArray(mistake.findings));
}

std::string of(const std::string& line_and_rest) { return std::string(kInstrument) + ":" + line_and_rest; }

INSTANTIATE_TEST_SUITE_P(
    Shapes, EveryMistake,
    ::testing::Values(
        Mistake{"unknown_key",
                kInstrument,
                "choice = ",
                "choise = ",
                {of("18: equivalence.to.choice: missing, though there are several levels; the highest will be taken"),
                 of("20: equivalence.to: unknown key `choise` (did you mean `choice`?)")}},
        Mistake{
            "unknown_key_far_from_all",
            kInstrument,
            "title = \"Agreement\"",
            "title = \"Agreement\"\nzzz = 1",
            {of("4: unknown key `zzz`; expected id, kind, title, domains, forms, subject, categories, items, topics, without, "
                "under, supersedes, evidence, source, known, "
                "note, parties, duration, leg, status, equivalence, clause, assurance, notice, claim")}},
        Mistake{
            "misspelt_value",
            kInstrument,
            "\"in-force\"",
            "\"in_force\"",
            {of("14: status.value: `in_force` is not one of considered, negotiating, signed, provisional, in-force, suspended, "
                "terminated (did you mean `in-force`?)")}},
        Mistake{"no_such_day",
                kInstrument,
                "from = \"2016-11\"\n",
                "from = \"2024-02-30\"\n",
                {of("11: status.from: `2024-02-30` is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD")}},
        Mistake{"number_for_a_date",
                kInstrument,
                "from = \"2016-11\"\n",
                "from = 2016\n",
                {of("11: status.from: is an integer; expected a date in quotes, \"2016-11-23\", \"2016-11\" or \"2016\"")}},
        Mistake{"missing_date",
                kInstrument,
                "from = \"2016-11\"\n",
                "\n",
                {of("9: status.from: missing; expected a date in quotes, \"2016-11-23\", \"2016-11\" or \"2016\"")}},
        Mistake{"no_evidence_anywhere",
                kInstrument,
                "evidence = \"partial\"\n",
                "",
                {of("1: evidence: missing; expected one of assumed, unverified, partial, verified")}},
        Mistake{"no_source", kInstrument, "source = \"S\"\n", "", {of("1: source: missing; expected an address or a citation")}},
        Mistake{"text_where_a_list_is",
                kInstrument,
                "[\"KOR:ALPHA\"]",
                "\"KOR:ALPHA\"",
                {of("5: categories: is a string; expected a list of texts")}},
        Mistake{"one_text_twice",
                kInstrument,
                "[\"KOR:ALPHA\"]",
                "[\"KOR:ALPHA\", \"KOR:ALPHA\"]",
                {of("5: categories: `KOR:ALPHA` stands twice")}},
        Mistake{"number_in_a_list",
                kInstrument,
                "[\"KOR:ALPHA\"]",
                "[7]",
                {of("5: categories: holds an integer; expected a list of texts")}},
        Mistake{"text_where_a_table_is",
                kInstrument,
                "{ party = \"KOR\", level = \"II\" }",
                "\"KOR\"",
                {of("19: equivalence.from: is a string; expected a table")}},
        Mistake{
            "empty_text", kInstrument, "\"Agreement\"", "\"\"", {of("3: title: is empty; leave the key out or give it text")}},
        Mistake{"hidden_character",
                kInstrument,
                "\"Agreement\"",
                "\"Agree\\u202Ement\"",
                {of("3: title: `Agree\\xe2\\x80\\xaement` holds a control or invisible character at byte 5")}},
        Mistake{"escape_sequence",
                kInstrument,
                "\"Agreement\"",
                "\"\\u001B[2J\"",
                {of("3: title: `\\x1b[2J` holds a control or invisible character at byte 0")}},
        Mistake{"bad_id",
                kInstrument,
                "id = \"isa-jpn-kor\"",
                "id = \"ISA JPN\"",
                {of("1: id: `ISA JPN` is not an id; expected [a-z0-9-]{1,64}")}},
        Mistake{"another_kind_than_the_folder",
                kInstrument,
                "kind = \"information-security\"",
                "kind = \"alliance\"",
                {of("2: kind: `alliance` lies in the folder `information-security`")}},
        Mistake{"no_nation",
                "parties/all.toml",
                "id = \"KOR\"\nkind",
                "id = \"KOREA\"\nkind",
                {"parties/all.toml:10: party.id: `KOREA` is not a code of ISO 3166-1 alpha-3, as a nation has"}},
        Mistake{"member_without_evidence",
                "parties/all.toml",
                "evidence = \"partial\"\n",
                "",
                {"parties/all.toml:36: party.member.evidence: missing; expected one of assumed, unverified, partial, verified"}},
        Mistake{"misspelt_table",
                "consents/all.toml",
                "[[consent]]",
                "[[consents]]",
                {"consents/all.toml:1: unknown key `consents` (did you mean `consent`?)"}},
        Mistake{"consent_without_source",
                "consents/all.toml",
                "source = \"S\"\n",
                "",
                {"consents/all.toml:1: consent.source: missing; expected an address or a citation"}},
        Mistake{"unknown_format", "world.toml", "format = 1", "format = 2", {"world.toml:1: format: 2 is not known; expected 1"}},
        Mistake{"world_name",
                "world.toml",
                "\"test\"",
                "\"Test World\"",
                {"world.toml:2: name: `Test World` is not an id; expected [a-z0-9-]{1,64}"}}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Policies, EveryMistake,
    ::testing::Values(
        Mistake{"level_that_the_spif_lacks",
                "policies/JPN.toml",
                "name = \"極秘\"",
                "name = \"極密\"",
                {"policies/JPN.toml:9: level.name: `極密` is not a level of `JPN.xml` (did you mean `極秘`?)"}},
        Mistake{"level_twice",
                "policies/JPN.toml",
                "name = \"特定秘密\"",
                "name = \"極秘\"",
                {"policies/JPN.toml:14: level.name: `極秘` stands twice"}},
        Mistake{"unknown_grammar",
                "policies/JPN.toml",
                "\"plain\"",
                "\"us\"",
                {"policies/JPN.toml:5: grammar: `us` is not one of us-style, plain"}},
        Mistake{"mark_of_two_levels",
                "policies/JPN.toml",
                "domain = \"military\"",
                "marks = [\"秘\"]",
                {"policies/JPN.toml:9: marks: `秘` would read as level `極秘` and as level `秘`"}},
        Mistake{"mark_of_two_levels_by_look",
                "policies/KOR.toml",
                "free = true",
                "free = true\nmarks = [\"ｉｉ\"]",
                {"policies/KOR.toml:9: marks: `ｉｉ` would read as level `II` and as level `OPEN`"}},
        Mistake{"mark_of_a_level_and_a_token",
                "policies/KOR.toml",
                "free = true",
                "free = true\nmarks = [\"alpha\"]",
                {"policies/KOR.toml:9: marks: `ALPHA` would read as level `OPEN` and as token `ALPHA`"}},
        Mistake{"free_above_others",
                "policies/KOR.toml",
                "name = \"OPEN\"",
                "name = \"II\"",
                {"policies/KOR.toml:9: level.free: `II` is free but not below `OPEN`, which is not"}},
        Mistake{"weakened_category",
                "policies/KOR.toml",
                "free = true",
                "free = true\n[[token]]\nname = \"ALPHA\"\nmeaning = \"informative\"",
                {"consents/all.toml:1: consent.categories: `ALPHA` is not a restrictive category of policy KOR, so listing it "
                 "changes nothing",
                 of("1: categories: `ALPHA` is not a restrictive category of policy KOR, so listing it changes nothing"),
                 "policies/KOR.toml:12: token.meaning: weakens `ALPHA`, which is restrictive in the SPIF"}},
        Mistake{"segment_of_a_plain_mark",
                "policies/KOR.toml",
                "free = true",
                "free = true\n[[token]]\nname = \"ALPHA\"\nsegment = \"sci\"",
                {"policies/KOR.toml:14: token.segment: of a plain marking it is `aea`, where it stands among those in marks of "
                 "others, or "
                 "absent"}},
        Mistake{"spif_elsewhere",
                "policies/KOR.toml",
                "\"KOR.xml\"",
                "\"../../KOR.xml\"",
                {"policies/KOR.toml:4: spif: `../../KOR.xml` is not the name of an .xml file in this folder",
                 "policies/KOR.xml: is not read; no sidecar names it"}},
        Mistake{"correspondence_twice",
                "policies/JPN.toml",
                "counts_as = \"極秘\"",
                "counts_as = \"極秘\"\n[[corresponds]]\npolicy = \"KOR\"\nlevel = \"II\"\ncounts_as = \"秘\"",
                {"policies/JPN.toml:24: corresponds.level: `II` of KOR corresponds already"}},
        Mistake{"correspondence_to_nothing",
                "policies/JPN.toml",
                "level = \"II\"",
                "level = \"IV\"",
                {"policies/JPN.toml:1: corresponds.level: `IV` is not a level of policy KOR (did you mean `I`?); "
                 "expected one of I, II, III, OPEN"}},
        Mistake{"policy_of_nobody",
                "policies/KOR.toml",
                "party = \"KOR\"",
                "party = \"KOT\"",
                {"policies/KOR.toml:1: party: `KOT` is not a party (did you mean `KOR`?)"}},
        Mistake{"same_hierarchy",
                "policies/KOR.xml",
                "hierarchy=\"3\"",
                "hierarchy=\"4\"",
                {"policies/KOR.toml:1: spif: levels `I` and `II` have the same hierarchy, 4"}},
        Mistake{"doctype",
                "policies/KOR.xml",
                "<SPIF ",
                "<!DOCTYPE SPIF [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><SPIF ",
                {"policies/KOR.xml:1: a DOCTYPE is not read"}},
        Mistake{"not_a_spif",
                "policies/KOR.xml",
                "http://www.xmlspif.org/spif",
                "urn:other",
                {"policies/KOR.xml:1: the root is `SPIF` in namespace `urn:other`; expected `SPIF` in "
                 "`http://www.xmlspif.org/spif`"}}),
    [](const auto& test) { return test.param.name; });

TEST(LoadWorld, the_test_world_has_no_findings) {
  const WorldOnDisk disk;
  const auto loaded = disk.load();
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->usable);
  EXPECT_THAT(disk.findings(), IsEmpty());
}

TEST(LoadWorld, facts_arrive_as_written) {
  const auto loaded = WorldOnDisk().load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto& instrument = *loaded->world.instrument(InstrumentId("isa-jpn-kor"));
  EXPECT_EQ(instrument.rows.at(0).choice, LevelName("極秘"));
  EXPECT_EQ(instrument.rows.at(0).provenance.source, "Article 4");
  EXPECT_EQ(instrument.rows.at(0).provenance.evidence, world::Evidence::partial);
  EXPECT_EQ(instrument.parties.at(1).provenance.source, "S");
  EXPECT_EQ(instrument.clauses.at(0).action, "disclose");
  EXPECT_THAT(loaded->world.claims.at(0).says.at("status"), ElementsAre("signed"));
  EXPECT_EQ(to_string(loaded->world.claims.at(0).about.at(0)), "instrument:isa-jpn-kor");
  EXPECT_EQ(instrument.rows.at(0).provenance.place.line, 18U);
  EXPECT_TRUE(loaded->world.policies.knows(PartyId("NATO")));
  EXPECT_EQ(loaded->world.policies.policy_of(PartyId("JPN"))->levels.front().name, LevelName("機密"));
}

// Goal: `known` of an instrument holds for its grants, and never makes a restriction count later.
TEST(LoadWorld, known_is_taken_over_by_grants_only) {
  auto files = test_world();
  files[kInstrument].insert(files[kInstrument].find("evidence = "), "known = \"2020\"\n");
  const auto loaded = WorldOnDisk(files).load();
  ASSERT_TRUE(loaded && loaded->usable);
  const auto& instrument = *loaded->world.instrument(InstrumentId("isa-jpn-kor"));
  EXPECT_EQ(instrument.rows.at(0).provenance.known->text(), "2020");
  EXPECT_EQ(instrument.parties.at(0).provenance.known->text(), "2020");
  EXPECT_FALSE(instrument.statuses.at(0).provenance.known);  // signed
  EXPECT_EQ(instrument.statuses.at(1).provenance.known->text(), "2020");
  EXPECT_FALSE(instrument.clauses.at(0).provenance.known);
}

TEST(LoadWorld, several_mistakes_of_one_file_are_all_reported) {
  auto files = test_world();
  files[kInstrument] = "id = 1\nkind = \"x\"\nwhat = true\n";
  EXPECT_EQ(WorldOnDisk(files).findings().size(), 5U);  // id, kind, title, evidence, the unknown key; nothing of other files
}

TEST(LoadWorld, mistakes_beyond_the_limit_are_counted) {
  auto files = test_world();
  for (int i = 0; i < 1100; ++i) files[kInstrument] += "[[notice]]\nwhat = \"x\"\non = \"never\"\n";
  const auto loaded = WorldOnDisk(files).load();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->findings.size(), limits::kErrorsReported);
  EXPECT_EQ(loaded->findings_omitted(), 100U);
  EXPECT_FALSE(loaded->usable);
}

// --- files that are no facts ---

TEST(LoadWorld, toml_that_cannot_be_read_is_one_finding_with_its_line) {
  auto files = test_world();
  files["parties/all.toml"].insert(files["parties/all.toml"].find("[[party]]", 5), "[[party]\n");
  const auto findings = WorldOnDisk(files).findings();
  ASSERT_EQ(findings.size(), 1U) << "references to the parties of that file are not reported in vain";
  EXPECT_THAT(findings[0], ::testing::StartsWith("parties/all.toml:9: not TOML: "));
}

TEST(LoadWorld, a_date_without_quotes_is_refused) {
  auto files = test_world();
  files["consents/all.toml"] = "[[consent]]\nid = \"a\"\nfrom = 2024-01-01\n";
  EXPECT_THAT(WorldOnDisk(files).findings(),
              ElementsAre("consents/all.toml:3: quote every date: a date or time without quotes is not read"));
}

TEST(LoadWorld, a_huge_file_is_refused_without_reading_it) {
  const WorldOnDisk disk;
  disk.put("parties/huge.toml", "");
  fs::resize_file(disk.path() / "parties/huge.toml", std::uintmax_t{1} << 30);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(disk.findings(), ElementsAre("parties/huge.toml: has 1073741824 bytes, limit 262144"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(LoadWorld, a_loop_of_links_is_refused) {
  const WorldOnDisk disk;
  fs::create_directory_symlink("..", disk.path() / "parties/again");
  EXPECT_THAT(disk.findings(), ElementsAre(HasSubstr("again` is a symbolic link to a folder, which is not followed")));
  fs::remove(disk.path() / "parties/again");
  fs::create_symlink("a.toml", disk.path() / "parties/b.toml");
  fs::create_symlink("b.toml", disk.path() / "parties/a.toml");
  EXPECT_THAT(disk.findings(), ElementsAre(HasSubstr("symbolic links lead in a circle")));
}

TEST(LoadWorld, a_folder_that_is_none_fails) {
  const auto loaded = load_world("no/such/world");
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("cannot list `no/such/world`: no such file or folder"));
}

TEST(LoadWorld, files_in_strange_places_are_reported) {
  const WorldOnDisk disk;
  disk.put("README.md", "prose is fine");
  disk.put("partys/x.toml", "");
  disk.put("x.toml", "");
  disk.put("parties/x.tml", "");
  disk.put("policies/old.xml", "");
  EXPECT_THAT(
      disk.findings(),
      ElementsAre(
          "parties/x.tml: is not read; a world is made of .toml files, and of .xml files under policies",
          "partys/x.toml: lies outside the folders of a world: parties, policies, templates, instruments, items, people, "
          "consents, programmes, events, profiles, claims (did you mean `parties`?)",
          "policies/old.xml: is not read; no sidecar names it",
          "x.toml: lies outside the folders of a world: parties, policies, templates, instruments, items, people, consents, "
          "programmes, events, profiles, claims"));
}

TEST(LoadWorld, an_empty_folder_is_no_world) {
  const WorldOnDisk disk({{"consents/README.md", ""}, {"of/another/tool/and/deeper/still/x.toml", ""}});
  EXPECT_THAT(disk.findings(), ElementsAre("world.toml: missing; a world folder begins with it, and `entente world new` writes one"));
}

// --- overlays and consents ---

TEST(LoadWorld, overlays_and_consents_add_facts) {
  const WorldOnDisk disk;
  const WorldOnDisk overlay({{"parties/more.toml", "[[party]]\nid = \"DEU\"\nkind = \"nation\"\nname = \"Germany\"\n"}});
  const WorldOnDisk beside(
      {{"c.toml",
        "[[accreditation]]\nchannel = \"link\"\nby = \"JPN\"\nup_to = \"極秘\"\nsource = \"S\"\nevidence = \"verified\"\n"}});
  const auto loaded = load_world(disk.path(), {overlay.path()}, {beside.path() / "c.toml"});
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->usable);
  EXPECT_NE(loaded->world.party(PartyId("DEU")), nullptr);
  EXPECT_EQ(loaded->world.accreditations.size(), 1U);
  EXPECT_EQ(loaded->world.name, "test");
}

TEST(LoadWorld, an_overlay_replaces_nothing) {
  const WorldOnDisk disk;
  const WorldOnDisk overlay({{"parties/more.toml", "[[party]]\nid = \"KOR\"\nkind = \"nation\"\nname = \"Korea\"\n"},
                             {"policies/KOR.toml", test_world().at("policies/KOR.toml")},
                             {"policies/KOR.xml", test_world().at("policies/KOR.xml")}});
  const auto loaded = load_world(disk.path(), {overlay.path()}, {});
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->usable);
  ASSERT_EQ(loaded->findings.size(), 3U);  // the second SPIF is not read either
}

TEST(LoadWorld, a_missing_consents_file_is_a_finding) {
  const WorldOnDisk disk;
  const auto loaded = load_world(disk.path(), {}, {disk.path() / "none.toml"});
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->usable);
  EXPECT_THAT(loaded->findings.at(0).message, HasSubstr("no such file or folder"));
}

// --- canonical text ---

TEST(CanonicalText, says_each_fact_on_a_line) {
  const auto loaded = WorldOnDisk().load();
  const auto text = canonical_text(loaded->world);
  EXPECT_THAT(text, HasSubstr(R"({"fact":"row","in":"isa-jpn-kor","from_party":"KOR","from_level":"II","to_party":"JPN",)"
                              R"("to_levels":["極秘","特定秘密"],"choice":"極秘","evidence":"partial","source":"Article 4"})"
                              "\n"));
  EXPECT_THAT(text, HasSubstr(R"({"fact":"member","in":"PAIR","id":"JPN","from":"2010-05","evidence":"partial","source":"S"})"));
  EXPECT_THAT(text, HasSubstr(R"({"fact":"format","version":1})"));
}

// A text of a fact may be longer than what a writer hands on at once: every line is whole, and what stands first in it counts.
TEST(CanonicalText, a_long_fact_is_on_one_line) {
  auto world = WorldOnDisk().load()->world;
  ASSERT_FALSE(world.instruments.empty());
  auto& instrument = world.instruments.front();
  const auto long_list = [](const char* first) {
    std::vector<std::string> out{first};
    for (int each = 0; each < 40'000; ++each) out.push_back("item-" + std::to_string(100'000 + each));
    return out;
  };
  instrument.items = long_list("a-frigate");
  const auto text = canonical_text(world);
  for (const auto line : split(std::string_view(text).substr(0, text.size() - 1), "\n"))
    EXPECT_TRUE(line.starts_with("{\"fact\":\"") && line.ends_with("}"));
  EXPECT_THAT(text, HasSubstr("\"a-frigate\",\"item-100000\""));
  instrument.items = long_list("a-trawler");
  EXPECT_NE(canonical_text(world), text);
}

TEST(CanonicalText, order_notes_and_file_names_do_not_matter) {
  auto files = test_world();
  const auto before = canonical_text(WorldOnDisk(files).load()->world);
  auto& parties = files["parties/all.toml"];
  const auto at = parties.find("[[party]]", 5);
  files["parties/first.toml"] = "# a remark\n" + parties.substr(at);  // the rest of the file, before what stood in front of it
  parties.resize(at);
  files["parties/zzz.toml"] = parties;
  files.erase("parties/all.toml");
  auto& instrument = files[kInstrument];
  const auto signed_at = instrument.find("[[status]]\nvalue = \"signed\"\nfrom = \"2016-11\"\n");
  const std::string entry = "[[status]]\nvalue = \"signed\"\nfrom = \"2016-11\"\n";
  instrument.erase(signed_at, entry.size());
  instrument += entry + "note = \"moved\"\n";
  files["instruments/information-security/other-name.toml"] = instrument;
  files.erase(kInstrument);
  EXPECT_EQ(canonical_text(WorldOnDisk(files).load()->world), before);
}

TEST(CanonicalText, every_fact_source_and_grade_matters) {
  const auto before = canonical_text(WorldOnDisk().load()->world);
  const std::vector<std::vector<std::string>> changes{{kInstrument, "\"Article 4\"", "\"Article 5\""},
                                                      {kInstrument, "evidence = \"verified\"", "evidence = \"partial\""},
                                                      {kInstrument, "\"2016-11\"", "\"2016-10\""},
                                                      {"consents/all.toml", "\"2025-01-01\"", "\"2025-01-02\""},
                                                      {"policies/KOR.toml", "free = true", "free = false"},
                                                      {"policies/KOR.toml", "free = true", "free = true\nuntil = \"2014\""},
                                                      {"policies/JPN.toml", "abroad = [\"S\"]", "abroad = [\"X\"]"},
                                                      {"parties/all.toml", "from = \"2010-05\"", "from = \"2010-06\""}};
  for (const auto& change : changes) {
    auto files = test_world();
    auto& text = files.at(change[0]);
    text.replace(text.find(change[1]), change[1].size(), change[2]);
    EXPECT_NE(canonical_text(WorldOnDisk(files).load()->world), before) << change[2];
  }
}

// --- the shipped world ---

TEST(ShippedWorld, loads_without_errors) {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  const auto folder = fs::path(root != nullptr ? root : ".") / "data/worlds/indo-pacific";
  if (!fs::exists(folder / "world.toml")) GTEST_SKIP() << "no shipped world here";
  const auto loaded = load_world(folder);
  ASSERT_TRUE(loaded) << loaded.error().message;
  for (const auto& finding : loaded->findings) {
    EXPECT_EQ(finding.severity, world::Severity::warning) << to_string(finding);
  }
  EXPECT_TRUE(loaded->usable);
  EXPECT_EQ(canonical_text(loaded->world), canonical_text(load_world(folder)->world));
}

}  // namespace
}  // namespace entente::format
