// Roll-ups under the shipped policies by example: tests/golden/roll_ups.tsv.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/instant.h"
#include "base/text.h"
#include "decision/sets.h"
#include "format/world_folder.h"
#include "label/marking.h"
#include "label/roll_up.h"

namespace entente::format {
namespace {

namespace fs = std::filesystem;

fs::path source_folder() {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  return root != nullptr ? root : ".";
}

const LoadedWorld* shipped() {
  static const auto kLoaded = load_world(source_folder() / "data/worlds/indo-pacific");
  return kLoaded ? &*kLoaded : nullptr;
}

constexpr const char* kDate = "2026-01-01T00:00:00Z";

// The banner, or "error: " and why there is none.
std::string together(const label::Policy& policy, const std::string& portions) {
  const auto& world = shipped()->world;
  std::vector<label::Label> parts;
  for (const auto portion : split(portions, " + ")) {
    auto label = label::parse_marking(portion, policy, world.policies);
    if (!label) return fmt::format("error: {}: {}", portion, label.error().message);
    parts.push_back(std::move(*label));
  }
  const auto expand = decision::expansion_in_marks(world, {parse_instant(kDate).value(), {}, {}});
  const auto rolled = label::roll_up(parts, policy, world.policies, expand);
  if (!rolled) return "error: " + rolled.error().message;
  const auto text = label::render_banner(*rolled, policy, world.policies);
  return text ? *text : "error: " + text.error().message;
}

TEST(RollUpsOfSystems, are_as_listed) {
  if (!fs::exists(source_folder() / "data/worlds/indo-pacific")) GTEST_SKIP() << "no shipped world here";
  ASSERT_NE(shipped(), nullptr);
  std::ifstream in(source_folder() / "tests/golden/roll_ups.tsv");
  std::map<PolicyId, std::size_t> rows;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = split(line, "\t");
    ASSERT_EQ(cells.size(), 3U) << line;
    const auto* policy = shipped()->world.policies.find(PolicyId(std::string(cells[0])));
    ASSERT_NE(policy, nullptr) << line;
    const auto given = together(*policy, std::string(cells[1]));
    if (cells[2].starts_with("error: ")) {
      EXPECT_TRUE(given.starts_with(cells[2])) << line << "\n" << given;
    } else {
      EXPECT_EQ(given, cells[2]) << line;
    }
    ++rows[policy->id];
  }
  constexpr std::size_t kRowsOfSystem = 5;
  for (const auto& [id, policy] : shipped()->world.policies.policies()) EXPECT_GE(rows[id], kRowsOfSystem) << id.value;
}

}  // namespace
}  // namespace entente::format
