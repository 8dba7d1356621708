#include <csignal>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>

#include "codec/fault_matchers.h"
#include "codec/files.h"
#include "codec/test_folder.h"

namespace entente::codec {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// Files may not grow beyond `bytes` while it lives: writes come back short, then fail, as on a full disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit limit{bytes, old_limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  void (*old_handler_)(int);
  rlimit old_limit_{};
};

void remove_newest_temporary(const TestFolder& folder, const Names& before) {
  for (const auto& name : folder.names()) {
    if (std::find(before.begin(), before.end(), name) == before.end()) fs::remove(folder / name);
  }
}

mode_t mode_of(const fs::path& path) {
  struct stat status{};
  ::stat(path.c_str(), &status);
  return status.st_mode & 0777U;
}

TEST(WriteFile, writes_whole_files_and_refuses_to_overwrite) {
  const TestFolder folder;
  const std::string content("a\0b", 3);
  EXPECT_THAT(write_file_atomically(folder / "x", content, Overwrite::refuse), succeeds());
  EXPECT_EQ(folder.get("x"), content);
  EXPECT_THAT(write_file_atomically(folder / "x", "new", Overwrite::refuse),
              fails_with(CodecFault::exists, "/x`: it exists already"));
  EXPECT_EQ(folder.get("x"), content);
  EXPECT_THAT(write_file_atomically(folder / "x", "", Overwrite::allow), succeeds());
  EXPECT_EQ(folder.get("x"), "");
  const std::string large(3'000'000, 'l');
  EXPECT_THAT(write_file_atomically(folder / "x", large, Overwrite::allow), succeeds());
  EXPECT_EQ(folder.get("x"), large);
  EXPECT_EQ(folder.names(), Names{"x"});
}

TEST(WriteFile, permissions_are_private_unless_asked_for) {
  const TestFolder folder;
  const mode_t old_mask = ::umask(022);
  EXPECT_THAT(write_file_atomically(folder / "secret", "x", Overwrite::refuse), succeeds());
  EXPECT_THAT(write_file_atomically(folder / "open", "x", Overwrite::refuse, FileMode::everyone_reads), succeeds());
  ::umask(old_mask);
  EXPECT_EQ(mode_of(folder / "secret"), 0600U);
  EXPECT_EQ(mode_of(folder / "open"), 0644U);
}

TEST(WriteFile, failures_leave_no_trace) {
  const TestFolder folder;
  folder.put("file", "old");
  fs::create_directory(folder / "sub");
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  const auto before = folder.names();
  struct Row {
    std::string_view description;
    fs::path path;
    CodecFault fault;
    std::string_view message;
  };
  const Row table[] = {
      {"a path through a file", folder / "file/x", CodecFault::not_a_file, "a part of the path is not a folder"},
      {"no such folder", folder / "none/x", CodecFault::not_found, "/none`: no such file or folder"},
      {"a folder", folder / "sub", CodecFault::not_a_file, "it is a folder"},
      {"a trailing slash", folder / "sub/", CodecFault::not_a_file, "does not name a file"},
      {"dot", folder / ".", CodecFault::not_a_file, "does not name a file"},
      {"an empty path", "", CodecFault::not_a_file, "does not name a file"},
      {"a loop of links in the way", folder / "a/x", CodecFault::link_loop, "circle"},
      {"a NUL in the path", fs::path(std::string("x\0y", 3)), CodecFault::not_found, "NUL"},
      {"a long name", folder / std::string(300, 'n'), CodecFault::io_failed, "too long"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(write_file_atomically(row.path, "new", Overwrite::allow), fails_with(row.fault, row.message));
    EXPECT_EQ(folder.names(), before);
    EXPECT_EQ(folder.get("file"), "old");
    EXPECT_TRUE(fs::is_empty(folder / "sub"));
  }
}

TEST(WriteFile, a_full_disk_leaves_the_old_file) {
  const TestFolder folder;
  folder.put("x", "old");
  {
    const SmallDisk disk(1000);
    EXPECT_THAT(write_file_atomically(folder / "x", std::string(5000, 'n'), Overwrite::allow),
                fails_with(CodecFault::io_failed, "cannot write"));
    EXPECT_THAT(write_file_atomically(folder / "y", std::string(5000, 'n'), Overwrite::refuse),
                fails_with(CodecFault::io_failed, "/y`"));
    EXPECT_THAT(write_file_atomically(folder / "z", std::string(1000, 'n'), Overwrite::refuse), succeeds());
  }
  EXPECT_EQ(folder.get("x"), "old");
  EXPECT_EQ(folder.names(), (Names{"x", "z"}));
}

TEST(WriteFile, a_link_is_replaced_and_not_followed) {
  const TestFolder folder;
  folder.put("target", "old");
  fs::create_symlink("target", folder / "link");
  fs::create_symlink("nowhere", folder / "dangling");
  EXPECT_THAT(write_file_atomically(folder / "dangling", "new", Overwrite::refuse), fails_with(CodecFault::exists, "exists"));
  EXPECT_THAT(write_file_atomically(folder / "link", "new", Overwrite::allow), succeeds());
  EXPECT_EQ(folder.get("target"), "old");
  EXPECT_FALSE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(folder.get("link"), "new");
}

// Goal: of many writers who all refuse to overwrite, one wins and the file is its.
TEST(WriteFile, of_racing_writers_exactly_one_wins) {
  const TestFolder folder;
  std::vector<int> won(8, 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < won.size(); ++i) {
    threads.emplace_back(
        [&, i] { won[i] = write_file_atomically(folder / "x", std::to_string(i), Overwrite::refuse).has_value() ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  ASSERT_EQ(std::count(won.begin(), won.end(), 1), 1);
  EXPECT_EQ(folder.get("x"), std::to_string(std::find(won.begin(), won.end(), 1) - won.begin()));
  EXPECT_EQ(folder.names(), Names{"x"});
}

TEST(WriteFile, a_relative_path_means_the_working_folder) {
  const TestFolder folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  EXPECT_THAT(write_file_atomically("plain", "x", Overwrite::refuse), succeeds());
  fs::current_path(before);
  EXPECT_EQ(folder.get("plain"), "x");
}

TEST(MakeFolder, tells_new_from_present_and_refuses_what_is_none) {
  const TestFolder folder;
  folder.put("file", "x");
  fs::create_symlink("nowhere", folder / "dangling");
  const auto made = make_folder(folder / "a");
  ASSERT_TRUE(made);
  EXPECT_TRUE(*made);
  fs::create_directory_symlink("a", folder / "link");
  for (const auto* name : {"a", "link"}) {
    const auto again = make_folder(folder / name);
    ASSERT_TRUE(again) << name;
    EXPECT_FALSE(*again) << name;
  }
  for (const auto* name : {"file", "dangling", "none/a", "file/a", ""}) EXPECT_FALSE(make_folder(folder / name)) << name;
}

TEST(RemoveFile, takes_files_and_links_away_and_no_folder) {
  const TestFolder folder;
  folder.put("file", "x");
  fs::create_symlink("file", folder / "link");
  fs::create_directory(folder / "sub");
  EXPECT_THAT(remove_file(folder / "link"), succeeds());
  EXPECT_EQ(folder.get("file"), "x");
  EXPECT_THAT(remove_file(folder / "file"), succeeds());
  EXPECT_THAT(remove_file(folder / "file"), succeeds()) << "nothing there";
  EXPECT_THAT(remove_file(folder / "none/file"), succeeds()) << "no folder there";
  EXPECT_FALSE(remove_file(folder / "sub"));
  EXPECT_EQ(folder.names(), Names{"sub"});
}

TEST(StagedFiles, appear_together) {
  const TestFolder folder;
  fs::create_directory(folder / "sub");
  StagedFiles files;
  EXPECT_THAT(files.add(folder / "a", "1"), succeeds());
  EXPECT_THAT(files.add(folder / "sub/b", "2", FileMode::everyone_reads), succeeds());
  EXPECT_EQ(folder.get("a"), "(absent)");
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds());
  EXPECT_EQ(folder.get("a"), "1");
  EXPECT_EQ(folder.get("sub/b"), "2");
  EXPECT_EQ(folder.names(), (Names{"a", "sub"}));
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds()) << "empty again";
}

TEST(StagedFiles, not_committed_means_nothing_happened) {
  const TestFolder folder;
  {
    StagedFiles files;
    EXPECT_THAT(files.add(folder / "a", "1"), succeeds());
    StagedFiles moved = std::move(files);
    EXPECT_THAT(moved.add(folder / "b", "2"), succeeds());
    EXPECT_EQ(folder.names().size(), 2U);
  }
  EXPECT_EQ(folder.names(), Names{});
}

TEST(StagedFiles, one_existing_target_stops_all) {
  const TestFolder folder;
  folder.put("b", "old");
  StagedFiles files;
  for (const auto* name : {"a", "b", "c"}) EXPECT_THAT(files.add(folder / name, "new"), succeeds());
  EXPECT_THAT(files.commit(Overwrite::refuse), fails_with(CodecFault::exists, "/b`"));
  EXPECT_EQ(folder.names(), Names{"b"});
  EXPECT_EQ(folder.get("b"), "old");
}

TEST(StagedFiles, one_path_twice_is_refused_however_written) {
  const TestFolder folder;
  fs::create_directory_symlink(".", folder / "self");
  StagedFiles files;
  EXPECT_THAT(files.add(folder / "a", "1"), succeeds());
  EXPECT_THAT(files.add(folder / "a", "2"), fails_with(CodecFault::exists, "written twice"));
  EXPECT_THAT(files.add(folder / "./self/a", "2"), fails_with(CodecFault::exists, "written twice"));
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds());
  EXPECT_EQ(folder.get("a"), "1");
}

// Method: the temporary of the last file disappears, so its rename fails after the others succeeded.
TEST(StagedFiles, a_late_failure_takes_new_files_away_again) {
  const TestFolder folder;
  folder.put("old", "old");
  StagedFiles files;
  EXPECT_THAT(files.add(folder / "new", "1"), succeeds());
  EXPECT_THAT(files.add(folder / "old", "2"), succeeds());
  const auto before = folder.names();
  EXPECT_THAT(files.add(folder / "last", "3"), succeeds());
  remove_newest_temporary(folder, before);
  EXPECT_THAT(files.commit(Overwrite::allow),
              fails_with(CodecFault::not_found, "/last`: no such file or folder; 1 files before it were replaced and stay"));
  EXPECT_EQ(folder.names(), Names{"old"});
  EXPECT_EQ(folder.get("old"), "2");
}

TEST(StagedFiles, a_full_disk_while_adding_leaves_the_others_staged) {
  const TestFolder folder;
  StagedFiles files;
  {
    const SmallDisk disk(100);
    EXPECT_THAT(files.add(folder / "a", "1"), succeeds());
    EXPECT_THAT(files.add(folder / "b", std::string(200, 'x')), fails_with(CodecFault::io_failed, "/b`"));
  }
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds());
  EXPECT_EQ(folder.names(), Names{"a"});
}

TEST(StagedFiles, long_content_is_written_while_it_is_made) {
  const TestFolder folder;
  StagedFiles files;
  const auto count_to = [](int last) {
    return [last](const Sink& sink) {
      for (int i = 1; i <= last; ++i) sink(std::to_string(i));
    };
  };
  EXPECT_THAT(files.add(folder / "a", count_to(12)), succeeds());
  {
    const SmallDisk disk(10);
    EXPECT_THAT(files.add(folder / "b", count_to(12)), fails_with(CodecFault::io_failed, "/b`"));
  }
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds());
  EXPECT_EQ(folder.get("a"), "123456789101112");
  EXPECT_EQ(folder.names(), Names{"a"});
}

TEST(StagedFiles, with_a_scratch_folder_no_part_of_a_file_ever_lies_beside_its_target) {
  const TestFolder folder;
  fs::create_directory(folder / "out");
  fs::create_directory(folder / "scratch");
  StagedFiles files;
  EXPECT_THAT(files.use_scratch(folder / "none"), fails_with(CodecFault::not_found, "none"));
  EXPECT_THAT(files.use_scratch(folder / "scratch"), succeeds());
  folder.put("out/b", "old");
  EXPECT_THAT(files.add(folder / "out/a", "1"), succeeds());
  EXPECT_THAT(files.add(folder / "out/b", "2"), succeeds());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "out"), {}), 1);
  EXPECT_THAT(files.commit(Overwrite::allow), succeeds());
  EXPECT_EQ(folder.get("out/a"), "1");
  EXPECT_EQ(folder.get("out/b"), "2");
  EXPECT_TRUE(fs::is_empty(folder / "scratch"));
}

TEST(StagedFiles, a_folder_in_the_way_of_one_stops_all) {
  const TestFolder folder;
  folder.put("a", "old");
  fs::create_directory(folder / "b");
  StagedFiles files;
  EXPECT_THAT(files.add(folder / "a", "new"), succeeds());
  EXPECT_THAT(files.add(folder / "b", "new"), succeeds());
  EXPECT_THAT(files.commit(Overwrite::allow), fails_with(CodecFault::not_a_file, "/b`"));
  EXPECT_EQ(folder.get("a"), "old");
  EXPECT_EQ(folder.names(), (Names{"a", "b"}));
}

TEST(StagedFiles, many_files_share_one_descriptor_of_their_folder) {
  const TestFolder folder;
  rlimit old_limit{};
  ::getrlimit(RLIMIT_NOFILE, &old_limit);
  const rlimit few{64, old_limit.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &few);
  StagedFiles files;
  for (int i = 0; i < 80; ++i) EXPECT_THAT(files.add(folder / std::to_string(i), "x"), succeeds());
  EXPECT_THAT(files.commit(Overwrite::refuse), succeeds());
  ::setrlimit(RLIMIT_NOFILE, &old_limit);
  EXPECT_EQ(folder.names().size(), 80U);
}

}  // namespace
}  // namespace entente::codec
