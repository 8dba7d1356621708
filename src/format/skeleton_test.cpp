#include "format/skeleton.h"

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/fault_matchers.h"
#include "format/layout.h"
#include "format/layout_tree.h"
#include "format/test_world.h"

namespace entente::format {
namespace {

using codec::fails_with;

constexpr SkeletonOf kAll[] = {SkeletonOf::instrument, SkeletonOf::party,   SkeletonOf::person, SkeletonOf::event,
                               SkeletonOf::programme,  SkeletonOf::profile, SkeletonOf::claim,  SkeletonOf::consent,
                               SkeletonOf::template_,  SkeletonOf::world};

constexpr const char* kTemplate = R"(kind = "information-security"
source = "S"
evidence = "partial"

# why
[[clause]]
id = "third-party"
effect = "oblige"
obligation = "no-onward-release"
text = "not to third countries"
source = "Article 4"
)";

std::string skeleton_of(SkeletonOf what, world::Kind kind = world::Kind::information_security) {
  const auto text =
      write_skeleton({.what = what, .kind = kind, .id = "", .parties = {PartyId("JPN"), PartyId("KOR")}, .template_text = ""});
  return text ? *text : "failed: " + text.error().message;
}

using Keys = std::map<std::string, std::set<std::string>>;  // of each table

// Keys and tables of a text, also those behind `# `.
Keys keys_of(std::string_view text) {
  Keys keys;
  std::string table;
  for (auto line : split(text, "\n")) {
    line = trimmed(line);
    if (line.starts_with("# ")) line = trimmed(line.substr(2));
    const auto word = line.substr(0, line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"));
    if (line.starts_with("[")) table = line.substr(line.find_first_not_of('['), line.find(']') - line.find_first_not_of('['));
    if (!word.empty() && line.substr(word.size()).starts_with(" = ")) keys[table].insert(std::string(word));
  }
  return keys;
}

// The example of the page's section.
std::string example_of(const std::string& section) {
  std::ifstream file("docs/formats/world.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const auto begin = page.find("```toml\n", page.find("\n## " + section)) + 8;
  return page.substr(begin, page.find("\n```", begin) - begin + 1);
}

TEST(Skeleton, mentions_every_key_that_the_page_lists) {
  const std::map<SkeletonOf, std::string> sections{{SkeletonOf::instrument, "instruments/KIND"},
                                                   {SkeletonOf::party, "parties/"},
                                                   {SkeletonOf::person, "people/"},
                                                   {SkeletonOf::event, "events/"},
                                                   {SkeletonOf::programme, "programmes/"},
                                                   {SkeletonOf::profile, "profiles/"},
                                                   {SkeletonOf::claim, "claims/"},
                                                   {SkeletonOf::consent, "consents/"},
                                                   {SkeletonOf::template_, "templates/"},
                                                   {SkeletonOf::world, "world.toml"}};
  for (const auto what : kAll) {
    const auto text = skeleton_of(what);
    const auto mentioned = keys_of(text);
    for (const auto& [table, keys] : keys_of(example_of(sections.at(what)))) {
      ASSERT_TRUE(mentioned.contains(table)) << to_string(what) << " does not mention [[" << table << "]]";
      for (const auto& key : keys)
        EXPECT_TRUE(mentioned.at(table).contains(key)) << to_string(what) << ": " << table << "." << key;
    }
    EXPECT_NE(text.find("note = "), std::string::npos) << to_string(what);
  }
}

TEST(Skeleton, is_laid_out_already) {
  for (const auto what : kAll) EXPECT_EQ(lay_out(skeleton_of(what)).value_or("refused"), skeleton_of(what)) << to_string(what);
}

// Also what stands behind `# ` must be TOML, once the `#` is gone.
TEST(Skeleton, is_toml_with_everything_taken_in) {
  for (const auto what : kAll) {
    std::string all;
    const auto text = skeleton_of(what);
    for (const auto line : split(text, "\n")) {
      const auto inner = trimmed(line).starts_with("# ") ? trimmed(line).substr(2) : line;
      const bool is_toml = trimmed(inner).starts_with("[") || inner.find(" = ") != std::string_view::npos;
      all.append(is_toml && !inner.starts_with("A line behind") ? inner : std::string_view("")).append("\n");
    }
    EXPECT_THAT(lay_out(all), codec::succeeds()) << to_string(what) << "\n" << all;
  }
}

TEST(Skeleton, the_loader_accepts_it) {
  const std::map<SkeletonOf, std::string> files{{SkeletonOf::person, "people/x.toml"},
                                                {SkeletonOf::event, "events/x.toml"},
                                                {SkeletonOf::programme, "programmes/x.toml"},
                                                {SkeletonOf::profile, "profiles/x.toml"},
                                                {SkeletonOf::claim, "claims/x.toml"},
                                                {SkeletonOf::consent, "consents/x.toml"},
                                                {SkeletonOf::world, "world.toml"}};
  for (const auto& [what, path] : files) {
    const WorldOnDisk world;
    world.put(path, skeleton_of(what));
    const auto loaded = world.load();
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_TRUE(loaded->usable) << to_string(what) << ": " << join(world.findings(), "\n");
  }
  const WorldOnDisk world;
  const auto party = write_skeleton({.what = SkeletonOf::party, .kind = {}, .id = "XAA", .parties = {}, .template_text = ""});
  ASSERT_TRUE(party);
  world.put("parties/xaa.toml", *party);
  EXPECT_TRUE(world.load()->usable) << join(world.findings(), "\n");
}

TEST(Skeleton, the_loader_accepts_every_kind_of_instrument_and_template) {
  for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i) {
    const auto kind = static_cast<world::Kind>(i);
    const WorldOnDisk world;
    world.put("instruments/" + std::string(to_string(kind)) + "/x.toml",
              write_skeleton({.what = SkeletonOf::instrument,
                              .kind = kind,
                              .id = "new-one",
                              .parties = {PartyId("JPN"), PartyId("KOR")},
                              .template_text = ""})
                  .value_or(""));
    world.put("templates/" + std::string(to_string(kind)) + ".toml", skeleton_of(SkeletonOf::template_, kind));
    EXPECT_TRUE(world.load()->usable) << to_string(kind) << ": " << join(world.findings(), "\n");
  }
}

TEST(Skeleton, an_instrument_lists_the_clauses_of_its_template) {
  const auto text =
      write_skeleton({.what = SkeletonOf::instrument, .kind = {}, .id = "", .parties = {}, .template_text = kTemplate});
  ASSERT_THAT(text, codec::succeeds());
  EXPECT_NE(text->find("#\n# [[clause]]\n# id = \"third-party\"\n# effect = \"oblige\"\n# obligation = \"no-onward-release\"\n"
                       "# text = \"not to third countries\"\n\n# [[clause]]"),
            std::string::npos)
      << *text;
  EXPECT_EQ(text->find("Article 4"), text->rfind("Article 4")) << "the source of the template's clause is left out";
  EXPECT_NE(text->find("id = \"isa-xaa-xbb\""), std::string::npos);
}

TEST(Skeleton, explanations_stand_below_each_other) {
  const auto text = skeleton_of(SkeletonOf::profile);
  EXPECT_NE(text.find("\nid = \"profile-1\"              # fvey"), std::string::npos) << text;
  EXPECT_NE(text.find("\n# note = \"...\"                # free text"), std::string::npos) << text;
}

TEST(Skeleton, names_that_cannot_be_are_refused) {
  const auto with = [](std::string id, std::vector<PartyId> parties) {
    return write_skeleton(
        {.what = SkeletonOf::instrument, .kind = {}, .id = std::move(id), .parties = std::move(parties), .template_text = ""});
  };
  EXPECT_THAT(with("x\"\n[[clause]]", {}), fails_with(SkeletonFault::bad_id, "cannot be an id here; write --id [a-z0-9-]{1,64}"));
  EXPECT_THAT(with("x", {PartyId("J\"")}), fails_with(SkeletonFault::bad_party, "cannot be a party's code"));
  EXPECT_THAT(with("x", std::vector<PartyId>(17, PartyId("JPN"))),
              fails_with(SkeletonFault::bad_party, "17 parties are named, limit 16"));
}

TEST(Skeleton, of_what_one_party_may_have_names_no_other) {
  const auto of = [](world::Kind kind, std::vector<PartyId> parties) {
    return write_skeleton(
        {.what = SkeletonOf::instrument, .kind = kind, .id = "", .parties = std::move(parties), .template_text = ""});
  };
  const auto law = of(world::Kind::national_law, {PartyId("GBR")});
  ASSERT_TRUE(law);
  EXPECT_NE(law->find("parties = [{ id = \"GBR\", from = "), std::string::npos) << *law;
  EXPECT_EQ(law->find("id = \"XAA\""), std::string::npos) << *law;
  EXPECT_NE(law->find("law-gbr\""), std::string::npos);
  const auto pact = of(world::Kind::cross_servicing, {PartyId("GBR")});
  ASSERT_TRUE(pact);
  EXPECT_NE(pact->find("id = \"XAA\""), std::string::npos);
}

}  // namespace
}  // namespace entente::format
