#include "service/world_new.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/fault_matchers.h"
#include "codec/test_folder.h"
#include "format/world_folder.h"

namespace entente::service {
namespace {

using codec::CodecFault;
using codec::fails_with;
using codec::TestFolder;

std::string findings(const format::LoadedWorld& loaded) {
  std::string out;
  for (const auto& finding : loaded.findings) out += to_string(finding) + "\n";
  return out;
}

TEST(WorldNew, a_new_world_loads_whatever_its_kind) {
  for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i) {
    const TestFolder folder;
    format::SkeletonRequest request;
    request.kind = static_cast<world::Kind>(i);
    request.id = "training";
    const auto files = write_new_world(folder / "new/world", request, NewFile::refuse_existing);
    ASSERT_THAT(files, codec::succeeds());
    EXPECT_EQ(files->size(), 5U);
    const auto loaded = format::load_world(folder / "new/world");
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(loaded->usable) << findings(*loaded);
    EXPECT_EQ(loaded->world.parties.size(), 2U);
    EXPECT_EQ(loaded->world.instruments.size(), 1U);
    EXPECT_EQ(loaded->world.name, "training");
  }
}

TEST(WorldNew, nothing_is_overwritten_unasked) {
  const TestFolder folder;
  ASSERT_THAT(write_new_world(folder / "w", {}, NewFile::refuse_existing), codec::succeeds());
  folder.put("w/world.toml", "mine");
  EXPECT_THAT(write_new_world(folder / "w", {}, NewFile::refuse_existing), fails_with(CodecFault::exists, "replace it with --force"));
  EXPECT_EQ(folder.get("w/world.toml"), "mine");
  EXPECT_THAT(write_new_file(folder / "w/world.toml", "x", NewFile::refuse_existing), fails_with(CodecFault::exists, "--force"));
  EXPECT_THAT(write_new_file(folder / "w/world.toml", "x", NewFile::replace), codec::succeeds());
  EXPECT_EQ(folder.get("w/world.toml"), "x");
}

TEST(WorldNew, the_last_template_counts) {
  const TestFolder folder;
  folder.put("a/templates/cross-servicing.toml", "a");
  folder.put("b/templates/cross-servicing.toml", "b");
  const auto kind = world::Kind::cross_servicing;
  EXPECT_EQ(template_text_of({folder / "a", folder / "b", folder / "c"}, kind).value_or("?"), "b");
  EXPECT_EQ(template_text_of({folder / "c"}, kind).value_or("?"), "");
}

}  // namespace
}  // namespace entente::service
