// What must hold of the loader whatever the world: order, names and empty overlays mean nothing; many mistakes are counted.

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "format/test_world_kinds.h"
#include "format/world_folder.h"

namespace entente::format {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "head, first block, second block …": a block begins with "[[" at the beginning of a line; what is indented belongs to it.
std::vector<std::string> blocks_of(const std::string& text) {
  std::vector<std::string> out(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const auto line = text.substr(at, end - at);
    if (line.starts_with("[[")) out.emplace_back();
    out.back() += line;
    at = end;
  }
  return out;
}

std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/')); }

class Shuffle {
 public:
  explicit Shuffle(std::uint32_t seed) : random_(seed) {}

  // Entries in another order, over other files, with other names. What has a head of its own stays one file.
  Files operator()(const Files& files) {
    Files out;
    for (const auto& [file, text] : files) {
      if (!file.ends_with(".toml") || file == "world.toml" || file.starts_with("policies/")) {
        out[file] = text;
        continue;
      }
      auto blocks = blocks_of(text);
      std::shuffle(blocks.begin() + 1, blocks.end(), random_);
      if (!blocks.front().empty()) {
        auto& one = out[new_name(file)];
        for (const auto& block : blocks) one += block;
        continue;
      }
      auto name = new_name(file);
      for (std::size_t i = 1; i < blocks.size(); ++i) {
        if (random_() % 2 == 0) name = new_name(file);
        out[name] += blocks[i];
      }
    }
    return out;
  }

 private:
  std::string new_name(const std::string& file) { return folder_of(file) + "/" + std::to_string(random_()) + ".toml"; }

  std::mt19937 random_;
};

std::string shuffled_text(std::uint32_t seed) {
  const auto loaded = WorldOnDisk(Shuffle(seed)(world_of_every_kind())).load();
  EXPECT_TRUE(loaded && loaded->usable);
  EXPECT_THAT(loaded->findings, IsEmpty());
  return canonical_text(loaded->world);
}

TEST(WorldLaws, order_of_files_is_irrelevant) {
  const auto before = canonical_text(WorldOnDisk(world_of_every_kind()).load()->world);
  for (std::uint32_t seed = 1; seed <= 12; ++seed) EXPECT_EQ(shuffled_text(seed), before) << "seed " << seed;
}

TEST(WorldLaws, an_overlay_of_nothing_changes_nothing) {
  const WorldOnDisk disk(world_of_every_kind());
  const auto before = canonical_text(disk.load()->world);
  const std::vector<Files> nothings{
      {{"README.md", "nothing"}},
      {{"world.toml", "format = 1\nname = \"mine\"\n"}},
      {{"people/none.toml", ""}, {"claims/none.toml", "# nothing yet\n"}, {"consents/none.toml", "consent = []\n"}}};
  for (const auto& nothing : nothings) {
    const WorldOnDisk overlay(nothing);
    const auto loaded = load_world(disk.path(), {overlay.path()}, {});
    ASSERT_TRUE(loaded && loaded->usable);
    EXPECT_THAT(loaded->findings, IsEmpty());
    EXPECT_EQ(canonical_text(loaded->world), before);
    EXPECT_EQ(loaded->world.name, "test");
  }
}

// Goal: no fact, source or grade is left out of the revision.
// Method: every text in quotes of every file in turn gets another letter at its end; if the world is still usable, its canonical
// text must be another. Exceptions are named: what is not a fact.
TEST(WorldLaws, every_text_matters) {
  const auto files = world_of_every_kind();
  const auto before = canonical_text(WorldOnDisk(files).load()->world);
  std::size_t tried = 0;
  for (const auto& [file, text] : files) {
    if (!file.ends_with(".toml") || file == "world.toml" || file.starts_with("policies/")) continue;
    for (std::size_t open = text.find('"'); open != std::string::npos; open = text.find('"', open + 1)) {
      const auto close = text.find('"', open + 1);
      auto changed = files;
      changed[file].insert(close, "x");
      const auto loaded = WorldOnDisk(changed).load();
      ASSERT_TRUE(loaded);
      if (loaded->usable) {
        ++tried;
        EXPECT_NE(canonical_text(loaded->world), before) << file << ": " << text.substr(open, close - open + 1);
      }
      open = close;
    }
  }
  EXPECT_GT(tried, 60U);
}

// What stands behind `key = ` on the lines of a file.
struct Stated {
  std::size_t at = 0;
  std::string key;
  std::string value;
};

std::vector<Stated> stated_in(const std::string& text) {
  std::vector<Stated> out;
  for (std::size_t at = text.find(" = "); at != std::string::npos; at = text.find(" = ", at + 1)) {
    const auto begin = text.find_last_of(" \n{,[", at - 1) + 1;
    const auto value = at + 3;
    const auto end = text[value] == '"' ? text.find('"', value + 1) + 1 : text.find_first_of(" ,}\n", value);
    out.push_back({value, text.substr(begin, at - begin), text.substr(value, end - value)});
  }
  return out;
}

// What else could stand there: the next number, the other truth, up to two other words that the key has somewhere.
std::vector<std::string> others_of(const Stated& stated, const std::map<std::string, std::set<std::string>>& words) {
  if (stated.value == "true" || stated.value == "false") return {stated.value == "true" ? "false" : "true"};
  if (!stated.value.empty() && stated.value.find_first_not_of("0123456789") == std::string::npos)
    return {std::to_string(std::stoll(stated.value) + 1)};
  std::vector<std::string> out;
  if (!stated.value.starts_with('"')) return out;
  for (const auto& each : words.at(stated.key)) {
    if (each != stated.value && out.size() < 2) out.push_back(each);
  }
  return out;
}

// Goal: neither is a number, a truth or a word of a closed list, which no other letter at its end reaches.
// Method: each is changed for another that the key may have; if the world is still usable, its canonical text must be another.
TEST(SlowWorldLaws, every_number_and_every_word_matters) {
  const auto files = world_of_every_kind();
  const auto before = canonical_text(WorldOnDisk(files).load()->world);
  std::map<std::string, std::set<std::string>> words{
      {"renewal", {"\"none\"", "\"by-consent\"", "\"automatic\"", "\"indefinite\""}}};
  for (const auto& [file, text] : files) {
    for (const auto& each : stated_in(text)) words[each.key].insert(each.value);
  }
  std::set<std::string> tried;
  for (const auto& [file, text] : files) {
    if (!file.ends_with(".toml") || file == "world.toml" || file.starts_with("policies/")) continue;
    for (const auto& each : stated_in(text)) {
      for (const auto& other : others_of(each, words)) {
        auto changed = files;
        changed[file].replace(each.at, each.value.size(), other);
        const auto loaded = WorldOnDisk(changed).load();
        ASSERT_TRUE(loaded);
        if (!loaded->usable) continue;
        tried.insert(each.key);
        EXPECT_NE(canonical_text(loaded->world), before) << file << ": " << each.key << " = " << each.value << " → " << other;
      }
    }
  }
  for (const auto* key : {"years", "renewal_years", "notice_months", "days", "amount", "tier", "contractor", "party", "evidence"})
    EXPECT_EQ(tried.count(key), 1U) << key;
}

// Goal: a value that cannot be read is one mistake, not also one that is missing, or an empty period.
// Method: every value in quotes behind a key of every file in turn becomes a number, which nothing takes for it. Exceptions are
// named: what other entries ask for, and do not find.
TEST(SlowWorldLaws, a_value_that_cannot_be_read_is_reported_once) {
  const auto files = world_of_every_kind();
  std::size_t tried = 0;
  for (const auto& [file, text] : files) {
    if (!file.ends_with(".toml") || file == "world.toml" || file.starts_with("policies/")) continue;
    for (std::size_t open = text.find("= \""); open != std::string::npos; open = text.find("= \"", open + 3)) {
      const auto close = text.find('"', open + 3);
      const auto line = text.substr(text.rfind('\n', open) + 1, open - text.rfind('\n', open) - 1);
      if (line.starts_with("parties = ") || line.starts_with("published")) continue;
      auto changed = files;
      changed[file].replace(open + 2, close - open - 1, "2.5");
      const auto loaded = WorldOnDisk(changed).load();
      ASSERT_TRUE(loaded);
      if (loaded->usable) continue;  // within a text, or a key whose value is open
      ++tried;
      std::string all;
      for (const auto& finding : loaded->findings) all += to_string(finding) + "\n";
      EXPECT_EQ(loaded->findings.size(), 1U) << file << ": " << text.substr(open, close - open + 1) << "\n" << all;
    }
  }
  EXPECT_GT(tried, 250U);
}

TEST(WorldLaws, an_id_of_an_overlay_that_exists_is_named_with_both_places) {
  const WorldOnDisk disk(world_of_every_kind());
  const WorldOnDisk overlay({{"events/mine.toml", kTestEvents}, {"claims/mine.toml", kTestClaims}});
  const auto loaded = load_world(disk.path(), {overlay.path()}, {});
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->usable);
  std::vector<std::string> found;
  for (const auto& finding : loaded->findings) {
    const auto line = overlay.without_path(disk.without_path(to_string(finding)));
    if (line.starts_with("events/mine.toml")) found.push_back(line);
  }
  EXPECT_THAT(found, ElementsAre("events/mine.toml:1: event.id: `talks-2024` exists already (events/all.toml:1)",
                                 "events/mine.toml:18: commitment.id: `c-1` exists already (events/all.toml:18)"));
}

std::string event_without_title(int number) {
  return fmt::format(
      "[[event]]\nid = \"e{}\"\nsource = \"S\"\nevidence = \"verified\"\nstate = \"planned\"\nkind = \"meeting\"\nlevel = "
      "\"officials\"\n",
      number);
}

TEST(WorldLaws, a_thousand_mistakes_of_one_file_are_all_listed_and_those_beyond_counted) {
  constexpr int kLines = 7;
  for (const int mistakes : {1000, 1500}) {
    auto files = world_of_every_kind();
    for (int i = 0; i < mistakes; ++i) files["events/many.toml"] += event_without_title(i);
    const auto loaded = WorldOnDisk(files).load();
    ASSERT_TRUE(loaded);
    EXPECT_FALSE(loaded->usable);
    ASSERT_EQ(loaded->findings.size(), 1000U);
    for (std::size_t i = 0; i < 1000; ++i) {
      EXPECT_THAT(to_string(loaded->findings[i]),
                  HasSubstr(fmt::format("events/many.toml:{}: event.title: missing; expected text", kLines * i + 1)));
    }
    EXPECT_EQ(loaded->errors, static_cast<std::size_t>(mistakes));
    EXPECT_EQ(loaded->warnings, 0U);
    EXPECT_EQ(loaded->findings_omitted(), static_cast<std::size_t>(mistakes) - 1000U);
  }
}

}  // namespace
}  // namespace entente::format
