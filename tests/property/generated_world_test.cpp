// Worlds of some size: what they say depends neither on the layout of their files nor on how the facts are spread over them.
#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/asked.h"
#include "base/analysis_limits.h"
#include "codec/test_folder.h"
#include "format/layout.h"
#include "format/world_folder.h"
#include "generated/chance.h"
#include "generated/large_world.h"

namespace entente::property {
namespace {

using generated::Files;

constexpr std::uint64_t kSeed = 20161123;
constexpr generated::Size kModerate{.parties = 40, .instruments = 400};

// The facts of the world, one a line; says why if it does not load.
std::string facts_of(const Files& files) {
  const codec::TestFolder folder;
  EXPECT_TRUE(generated::write_world(files, folder / "w"));
  const auto loaded = format::load_world(folder / "w");
  EXPECT_TRUE(loaded.has_value());
  if (!loaded) return loaded.error().message;
  for (const auto& finding : loaded->findings) {
    if (finding.severity == world::Severity::error) return to_string(finding);
  }
  return format::canonical_text(loaded->world);
}

bool holds_entries(const std::string& path) {
  return path.ends_with(".toml") && path != "world.toml" && !path.starts_with("policies/") && !path.starts_with("templates/") &&
         !path.starts_with("instruments/");
}

// The entries of a file, each with what belongs to it: a line "[[…]]" that is not indented begins one.
std::vector<std::string> entries_of(const std::string& text) {
  std::vector<std::string> entries;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = text.find("\n[[", at + 1);
    entries.push_back(text.substr(at, next == std::string::npos ? next : next - at) + "\n");
    at = next == std::string::npos ? text.size() : next;
  }
  return entries;
}

// Every entry in a file of its own, every file under another name, so that nothing is read in the order it was.
Files spread(const Files& files, generated::Chance chance) {
  Files out;
  for (const auto& [path, content] : files) {
    const auto slash = path.rfind('/');
    const auto folder = path.substr(0, slash + 1);
    if (path.starts_with("instruments/")) {
      out[folder + std::to_string(chance.next()) + ".toml"] = content;
    } else if (holds_entries(path)) {
      for (const auto& entry : entries_of(content)) out[folder + std::to_string(chance.next()) + ".toml"] = entry;
    } else {
      out[path] = content;
    }
  }
  return out;
}

TEST(GeneratedWorld, the_same_seed_gives_the_same_bytes) {
  EXPECT_EQ(generated::large_world(kSeed, kModerate), generated::large_world(kSeed, kModerate));
  EXPECT_NE(generated::large_world(kSeed, kModerate), generated::large_world(kSeed + 1, kModerate));
}

TEST(GeneratedWorld, small_ones_load_for_many_seeds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto facts = facts_of(generated::large_world(seed, {.parties = 8, .instruments = 10}));
    EXPECT_TRUE(facts.starts_with("{")) << "seed " << seed << ": " << facts.substr(0, 400);
  }
}

void expect_order_is_irrelevant(const Files& files) {
  const auto elsewhere = spread(files, generated::Chance(kSeed));
  EXPECT_GT(elsewhere.size(), files.size());
  EXPECT_EQ(facts_of(elsewhere), facts_of(files));
}

void expect_layout_changes_nothing(const Files& files) {
  Files laid_out = files;
  std::size_t changed = 0;
  for (auto& [path, content] : laid_out) {
    if (!path.ends_with(".toml")) continue;
    const auto after = format::lay_out(content);
    ASSERT_TRUE(after.has_value()) << path << ":" << after.error().message;
    if (*after != content) ++changed;
    content = *after;
  }
  EXPECT_GT(changed, 0U) << "the layout of generated files is canonical already, so nothing is tested";
  EXPECT_EQ(facts_of(laid_out), facts_of(files));
}

TEST(GeneratedWorld, order_of_files_and_entries_is_irrelevant) {
  expect_order_is_irrelevant(generated::large_world(kSeed, kModerate));
}

TEST(GeneratedWorld, load_after_fmt_is_identity) { expect_layout_changes_nothing(generated::large_world(kSeed, kModerate)); }

// The same at the size that the product is made for.
TEST(SlowGeneratedWorld, ten_thousand_instruments_keep_their_laws) {
  const auto files = generated::large_world(kSeed, {.parties = 200, .instruments = 10'000});
  ASSERT_TRUE(facts_of(files).starts_with("{"));
  expect_order_is_irrelevant(files);
  expect_layout_changes_nothing(files);
}

// As if there were ever more owners like those of this world.
TEST(GeneratedWorld, classes_of_persons_count_once_for_each_clearance) {
  const codec::TestFolder folder;
  ASSERT_TRUE(generated::write_world(generated::large_world(kSeed, kModerate), folder / "w"));
  const auto loaded = format::load_world(folder / "w");
  ASSERT_TRUE(loaded && loaded->usable);
  const analysis::View view{&loaded->world, {*parse_instant("2020-01-01"), std::nullopt}};
  const std::array worlds{view.world};
  const auto numbering = analysis::Numbering::of(worlds);
  const auto wanted = analysis::wanted_recipients({}, *numbering);
  const auto spaces = analysis::spaces_of(worlds, {}, false);
  ASSERT_TRUE(wanted && spaces);
  const auto asked = [&](std::span<const analysis::ClassSpace> of) {
    return analysis::Audience::for_persons({&view, 1}, *numbering, *wanted, of, [](const auto&) { return true; });
  };
  const auto few = asked(*spaces);
  ASSERT_TRUE(few.has_value());
  ASSERT_GT(few->rounds().size(), 1U);
  std::size_t classes = 0;
  for (const auto& space : *spaces) classes += space.size();
  const std::size_t most = limits::kClasses / (classes * few->rounds().size());
  std::vector<analysis::ClassSpace> many;
  for (std::size_t each = 0; each <= most; ++each) many.insert(many.end(), spaces->begin(), spaces->end());
  EXPECT_TRUE(asked(std::span(many).first(most * spaces->size())));
  const auto too_many = asked(many);
  ASSERT_FALSE(too_many);
  EXPECT_EQ(too_many.error().code, Code(analysis::Fault::over_limit));
  EXPECT_NE(too_many.error().message.find("; at most " + std::to_string(limits::kClasses) + " can be asked: narrow it"), std::string::npos) << too_many.error().message;
}

// An overlay with no file in it changes nothing.
TEST(GeneratedWorld, an_overlay_of_nothing_changes_nothing) {
  const auto files = generated::large_world(kSeed, {.parties = 20, .instruments = 100});
  const codec::TestFolder folder;
  ASSERT_TRUE(generated::write_world(files, folder / "w"));
  for (const auto* part : {"parties", "claims", "events", "programmes", "consents"}) {
    std::filesystem::create_directories(folder / "nothing" / part);
    std::ofstream(folder / "nothing" / part / "empty.toml") << "# nothing\n";
  }
  const auto alone = format::load_world(folder / "w");
  const auto with = format::load_world(folder / "w", {folder / "nothing"});
  ASSERT_TRUE(alone && with);
  EXPECT_TRUE(with->usable) << (with->findings.empty() ? "" : to_string(with->findings.front()));
  EXPECT_EQ(with->findings.size(), alone->findings.size());
  EXPECT_EQ(format::canonical_text(with->world), format::canonical_text(alone->world));
}

}  // namespace
}  // namespace entente::property
