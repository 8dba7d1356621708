// Groups and organisations of the shipped world against the published taxonomy of tetragraphs (2022-12): who is in one that it
// decomposes, and that a mark reaches no member of one that it does not. Skipped where the reference material is not at hand.
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "codec/files.h"
#include "codec/xml.h"
#include "decision/sets.h"
#include "format/world_folder.h"

namespace entente::format {
namespace {

struct Tetragraph {
  std::string code;
  std::string decomposable;
  std::set<PartyId> members;  // nations, and codes of groups
};

std::vector<Tetragraph> published(const codec::XmlElement& root) {
  std::vector<Tetragraph> out;
  for (const auto& each : root.children) {
    if (each.name != "Tetragraph") continue;
    auto& entry = out.emplace_back();
    if (const auto* decomposable = each.attribute("decomposable")) entry.decomposable = *decomposable;
    for (const auto& child : each.children) {
      if (child.name == "TetraToken") entry.code = child.text;
      if (child.name != "Membership") continue;
      for (const auto& member : child.children) {
        if (!member.text.empty()) entry.members.insert(PartyId(member.text));
      }
    }
  }
  return out;
}

// Decomposed by the taxonomy, and not in this world, since some of their members are no parties of it.
const std::set<std::string> kNotHere{"ASEA", "AUSTRALIA_GROUP", "BWCS", "CMFC", "CMFP", "CWCS", "NSG", "OSTY", "TFTC"};
// Members of groups that are here, and themselves no parties: a group never reaches them.
const std::set<PartyId> kNoParties{PartyId("COL"), PartyId("ZAF")};

TEST(Tetragraphs, are_those_of_the_published_taxonomy) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  if (folder == nullptr) GTEST_SKIP() << "no reference material here";
  const auto text =
      codec::read_file(std::filesystem::path(folder) / "ism/tetragraph/TetragraphTaxonomy.xml", limits::kDocumentBytes);
  ASSERT_TRUE(text) << text.error().message;
  const auto taxonomy = codec::parse_xml(*text);
  ASSERT_TRUE(taxonomy) << taxonomy.error().message;
  const auto loaded = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto& world = loaded->world;
  const decision::CompileOptions then{parse_instant("2022-12-15").value(), std::nullopt, world::Evidence::unverified};
  const auto reached = decision::expansion_in_marks(world, then);
  std::set<std::string> not_here;
  std::set<PartyId> no_parties;
  for (const auto& [code, decomposable, members] : published(*taxonomy)) {
    const auto* party = world.party(PartyId(code));
    if (decomposable != "Yes") {
      if (party != nullptr) EXPECT_TRUE(reached(party->id).empty()) << code << " is not decomposable";
      continue;
    }
    std::set<PartyId> expected;
    std::set<PartyId> lacking;
    for (const auto& member : members) {
      for (const auto& nation : reached(member)) (world.party(nation) != nullptr ? expected : lacking).insert(nation);
    }
    if (party == nullptr) {
      not_here.insert(code);
      EXPECT_FALSE(lacking.empty()) << code << " could be here: all of its members are parties";
      continue;
    }
    no_parties.insert(lacking.begin(), lacking.end());
    const auto own = reached(party->id);
    EXPECT_EQ(std::set<PartyId>(own.begin(), own.end()), expected) << code;
  }
  EXPECT_EQ(not_here, kNotHere);
  EXPECT_EQ(no_parties, kNoParties);
}

}  // namespace
}  // namespace entente::format
