#include "codec/toml_ahead.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "codec/test_folder.h"

namespace entente::codec {
namespace {

TEST(TomlAhead, gives_every_file_in_the_order_of_the_paths) {
  const TestFolder folder;
  std::vector<std::filesystem::path> paths;
  for (std::size_t i = 0; i < 16 * kTomlFilesAhead; ++i) {
    // The first are long, so that those after them are parsed before.
    const auto name = fmt::format("{:04}.toml", i);
    folder.put(name, fmt::format("number = {}\n{}", i, i < 8 ? std::string(200'000, '#') : ""));
    paths.push_back(folder / name);
  }
  TomlAhead files(paths, limits::kWorldFileBytes);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto file = files.take();
    ASSERT_TRUE(file.node && *file.node) << i;
    EXPECT_EQ((*file.node)->as_table()->find("number")->value.as_integer(), static_cast<std::int64_t>(i));
    EXPECT_GE(file.bytes, std::string_view("number = 1\n").size());
  }
}

TEST(TomlAhead, says_of_each_file_what_is_wrong_with_it) {
  const TestFolder folder;
  folder.put("good.toml", "a = 1\n");
  folder.put("bad.toml", "a = \n");
  folder.put("large.toml", std::string(65, '#'));
  TomlAhead files({folder / "bad.toml", folder / "large.toml", folder / "none.toml", folder / "good.toml"}, 64);
  const auto first = files.take();
  ASSERT_TRUE(first.node);
  EXPECT_FALSE(*first.node);
  EXPECT_FALSE(first.unread);
  for (int i = 0; i < 2; ++i) {
    const auto unread = files.take();
    EXPECT_TRUE(unread.unread);
    EXPECT_FALSE(unread.node);
    EXPECT_EQ(unread.bytes, 0U);
  }
  const auto last = files.take();
  EXPECT_TRUE(last.node && *last.node);
}

TEST(TomlAhead, may_be_left_before_all_is_taken) {
  const TestFolder folder;
  folder.put("same.toml", "a = 1\n" + std::string(100'000, '#'));
  for (int i = 0; i < 20; ++i) {
    TomlAhead files(std::vector(500, folder / "same.toml"), limits::kWorldFileBytes);
    EXPECT_TRUE(files.take().node);
  }
}

}  // namespace
}  // namespace entente::codec
