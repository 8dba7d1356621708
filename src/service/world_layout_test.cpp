#include "service/world_layout.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/test_folder.h"

namespace entente::service {
namespace {

using codec::TestFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kLoose = "kind='x'\nid = 'y'  # why\n";
constexpr const char* kLaidOut = "id = 'y'  # why\nkind = 'x'\n";

std::string relative(const TestFolder& folder, std::string text) {
  const auto own = folder.path().generic_string() + "/";
  for (auto at = text.find(own); at != std::string::npos; at = text.find(own)) text.erase(at, own.size());
  return text;
}

TEST(WorldLayout, a_folder_is_laid_out_file_by_file) {
  const TestFolder folder;
  folder.put("w/a.toml", kLoose);
  folder.put("w/deep/b.toml", kLaidOut);
  folder.put("w/deep/c.toml", "a = [\n");
  folder.put("w/note.md", "kind='x'");
  const auto report = lay_out_files({folder / "w"}, LayoutMode::write);
  EXPECT_EQ(relative(folder, layout_to_text(report)), "changed w/a.toml\n3 files: 1 changed, 1 already laid out, 1 refused\n");
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_EQ(relative(folder, report.refused[0].file), "w/deep/c.toml");
  EXPECT_THAT(report.refused[0].message, ::testing::StartsWith("1:7: not TOML"));
  EXPECT_EQ(folder.get("w/a.toml"), kLaidOut);
  EXPECT_EQ(folder.get("w/deep/c.toml"), "a = [\n");
  EXPECT_EQ(folder.get("w/note.md"), "kind='x'");
  EXPECT_EQ(layout_to_text(lay_out_files({folder / "w" / "a.toml"}, LayoutMode::write)),
            "1 file: 0 changed, 1 already laid out\n");
}

TEST(WorldLayout, a_check_writes_nothing) {
  const TestFolder folder;
  folder.put("a.toml", kLoose);
  const auto report = lay_out_files({folder.path()}, LayoutMode::check);
  EXPECT_EQ(relative(folder, layout_to_text(report)), "would change a.toml\n1 file: 1 would change, 0 already laid out\n");
  EXPECT_EQ(folder.get("a.toml"), kLoose);
  EXPECT_THAT(folder.names(), ElementsAre("a.toml"));
}

TEST(WorldLayout, links_stay_links_and_private_files_private) {
  const TestFolder folder;
  folder.put("real/a.toml", kLoose);
  std::filesystem::permissions(folder / "real/a.toml", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::create_symlink("real/a.toml", folder / "link.toml");
  EXPECT_THAT(lay_out_files({folder / "link.toml"}, LayoutMode::write).refused, IsEmpty());
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.toml"));
  EXPECT_EQ(folder.get("real/a.toml"), kLaidOut);
  EXPECT_EQ(std::filesystem::status(folder / "real/a.toml").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(WorldLayout, what_is_not_there_or_too_large_is_refused) {
  const TestFolder folder;
  folder.put("large.toml", std::string(300'000, '#'));
  const auto report = lay_out_files({folder / "none.toml", folder / "large.toml"}, LayoutMode::write);
  ASSERT_EQ(report.refused.size(), 2U);
  EXPECT_EQ(report.refused[0].message, "cannot be read: no such file or folder");
  EXPECT_EQ(report.refused[1].message, "has 300000 bytes, limit 262144");
  EXPECT_EQ(
      relative(folder, layout_to_json(report)),
      "{\n  \"written\": true,\n  \"files\": 2,\n  \"changed\": [],\n  \"refused\": [\n    {\n      \"file\": \"none.toml\",\n"
      "      \"message\": \"cannot be read: no such file or folder\"\n    },\n    {\n      \"file\": \"large.toml\",\n"
      "      \"message\": \"has 300000 bytes, limit 262144\"\n    }\n  ]\n}\n");
}

}  // namespace
}  // namespace entente::service
