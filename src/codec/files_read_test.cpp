#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "codec/fault_matchers.h"
#include "codec/files.h"
#include "codec/test_folder.h"

namespace entente::codec {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> texts(const std::vector<fs::path>& paths) {
  std::vector<std::string> out;
  for (const auto& path : paths) out.push_back(path.native());
  return out;
}

void make_socket(const fs::path& path) {
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.native().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(listener);
}

TEST(ReadFile, reads_up_to_the_limit_and_not_beyond) {
  const TestFolder folder;
  folder.put("a", std::string("12\0"
                              "45",
                              5));
  folder.put("empty", "");
  EXPECT_EQ(read_file(folder / "a", 5).value(), std::string("12\0"
                                                            "45",
                                                            5));
  EXPECT_THAT(read_file(folder / "a", 4), fails_with(CodecFault::too_large, "/a` has 5 bytes, limit 4"));
  EXPECT_EQ(read_file(folder / "empty", 0).value(), "");
  folder.put("big", std::string(300'000, 'x'));
  EXPECT_EQ(read_file(folder / "big", 300'000).value().size(), 300'000U);
}

// Goal: a file whose size says nothing, or that grows, is still bounded.
TEST(ReadFile, a_file_that_hides_its_size_is_bounded_too) {
  if (!fs::exists("/proc/self/maps")) GTEST_SKIP();
  EXPECT_THAT(read_file("/proc/self/maps", 1 << 20), succeeds());
  EXPECT_THAT(read_file("/proc/self/maps", 10), fails_with(CodecFault::too_large, "limit 10"));
}

TEST(ReadFile, everything_but_a_regular_file_is_refused_without_waiting) {
  const TestFolder folder;
  folder.put("file", "x");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  make_socket(folder / "socket");
  fs::create_symlink("file", folder / "link");
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  fs::create_symlink("nowhere", folder / "dangling");
  EXPECT_EQ(read_file(folder / "link", 10).value(), "x");
  struct Row {
    std::string_view description;
    fs::path path;
    CodecFault fault;
    std::string_view message;
  };
  const Row table[] = {
      {"a folder", folder.path(), CodecFault::not_a_file, "it is a folder"},
      {"a pipe", folder / "pipe", CodecFault::not_a_file, "/pipe`: not a regular file"},
      {"a socket", folder / "socket", CodecFault::not_a_file, "not a regular file"},
      {"an endless device", "/dev/zero", CodecFault::not_a_file, "not a regular file"},
      {"no such file", folder / "none", CodecFault::not_found, "/none`: no such file"},
      {"no such folder", folder / "none/a", CodecFault::not_found, "no such file"},
      {"a file as a folder", folder / "file/a", CodecFault::not_a_file, "a part of the path is not a folder"},
      {"a loop of links", folder / "a", CodecFault::link_loop, "symbolic links lead in a circle"},
      {"a dangling link", folder / "dangling", CodecFault::not_found, "no such file"},
      {"an empty path", "", CodecFault::not_found, "cannot read ``"},
      {"a dash is a name", folder / "-", CodecFault::not_found, "/-`"},
      {"a NUL in the path", fs::path((folder / "file").native() + std::string("\0x", 2)), CodecFault::not_found, "NUL"},
      {"a long name", folder / std::string(300, 'n'), CodecFault::io_failed, "nnn"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(read_file(row.path, 1000), fails_with(row.fault, row.message));
  }
}

TEST(ReadFile, a_long_path_is_named_by_its_end) {
  const auto path = fs::path("/" + std::string(90, 'd')) / "군사비밀.toml";
  const auto read = read_file(path, 1);
  EXPECT_THAT(read, fails_with(CodecFault::not_found, "/군사비밀.toml`"));
  EXPECT_THAT(read, fails_with(CodecFault::not_found, "`…d"));
  EXPECT_THAT(read_file("a\n\x1b[1m", 1), fails_with(CodecFault::not_found, "`a\\x0a\\x1b[1m`"));
}

TEST(ListFiles, lists_wanted_files_sorted_by_bytes) {
  const TestFolder folder;
  for (const auto* name : {"b.toml", "a/z.toml", "a.toml", "a-b.toml", "Z.toml", "a/b/c/d/deep.toml", "é.toml", "note.txt",
                           "toml", "a/.hidden.toml", ".git/x.toml"}) {
    folder.put(name, "");
  }
  fs::create_symlink("b.toml", folder / "linked.toml");
  fs::create_symlink("nowhere", folder / "dangling.txt");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const std::vector<std::string> expected = {"Z.toml",   "a-b.toml", "a.toml",      "a/b/c/d/deep.toml",
                                             "a/z.toml", "b.toml",   "linked.toml", "é.toml"};
  EXPECT_EQ(texts(list_files(folder.path(), {.extension = ".toml"}).value()), expected);
  EXPECT_EQ(texts(list_files(folder / "a/b", {}).value()), (std::vector<std::string>{"c/d/deep.toml"}));
}

TEST(ListFiles, each_limit_is_inclusive_and_named) {
  const TestFolder folder;
  for (const auto* name : {"1/2/a.t", "b.t", "c.x"}) folder.put(name, "");
  const ListOptions exact{.extension = ".t", .depth = 2, .files = 2, .entries = 5};
  EXPECT_THAT(list_files(folder.path(), exact), succeeds());
  auto options = exact;
  options.depth = 1;
  EXPECT_THAT(list_files(folder.path(), options), fails_with(CodecFault::too_deep, "/1/2` lies deeper than 1 folders"));
  options = exact;
  options.files = 1;
  EXPECT_THAT(list_files(folder.path(), options), fails_with(CodecFault::too_many, "more than 1 files"));
  options = exact;
  options.entries = 4;
  EXPECT_THAT(list_files(folder.path(), options), fails_with(CodecFault::too_many, "more than 4 entries"));
}

// Goal: nothing that could hold facts is skipped in silence.
TEST(ListFiles, what_would_hide_facts_is_an_error) {
  struct Row {
    std::string_view description;
    void (*prepare)(const TestFolder&);
    CodecFault fault;
    std::string_view message;
  };
  const Row table[] = {
      {"a link to a folder",
       [](const TestFolder& f) { fs::create_directory(f / "d"), fs::create_directory_symlink("d", f / "e"); },
       CodecFault::forbidden, "/e` is a symbolic link to a folder"},
      {"a link to the folder above", [](const TestFolder& f) { fs::create_directory_symlink(".", f / "up"); },
       CodecFault::forbidden, "/up`"},
      {"a loop of links", [](const TestFolder& f) { fs::create_symlink("y", f / "x"), fs::create_symlink("x", f / "y"); },
       CodecFault::link_loop, "symbolic links lead in a circle"},
      {"a wanted dangling link", [](const TestFolder& f) { fs::create_symlink("none", f / "a.toml"); }, CodecFault::not_found,
       "/a.toml`"},
      {"a wanted pipe", [](const TestFolder& f) { ::mkfifo((f / "p.toml").c_str(), 0600); }, CodecFault::not_a_file,
       "/p.toml` is not a regular file"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const TestFolder folder;
    row.prepare(folder);
    EXPECT_THAT(list_files(folder.path(), {.extension = ".toml"}), fails_with(row.fault, row.message));
  }
}

TEST(ListFiles, the_root_must_be_a_folder) {
  const TestFolder folder;
  folder.put("file", "");
  fs::create_directory(folder / "empty");
  fs::create_directory_symlink("empty", folder / "link");
  EXPECT_EQ(list_files(folder / "empty", {}).value().size(), 0U);
  EXPECT_EQ(list_files(folder / "link", {}).value().size(), 0U);
  EXPECT_THAT(list_files(folder / "file", {}), fails_with(CodecFault::not_a_file, "/file`"));
  EXPECT_THAT(list_files(folder / "none", {}), fails_with(CodecFault::not_found, "/none`"));
}

}  // namespace
}  // namespace entente::codec
