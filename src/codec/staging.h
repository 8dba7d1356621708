// A file on its way: written under a temporary name beside its target, then renamed onto it.
//
// The steps behind write_file_atomically and StagedFiles; used there only. One thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "base/result.h"
#include "codec/descriptor.h"
#include "codec/files.h"

namespace entente::codec {

// A folder held open: the steps reach it again even when its path has changed its meaning meanwhile.
class Folder {
 public:
  [[nodiscard]] static Result<std::shared_ptr<const Folder>> open(const std::filesystem::path& path);

  [[nodiscard]] int number() const { return descriptor_.number(); }
  [[nodiscard]] bool is_same(const Folder& other) const { return device_ == other.device_ && inode_ == other.inode_; }
  [[nodiscard]] bool is_on_medium_of(const Folder& other) const { return device_ == other.device_; }
  [[nodiscard]] bool holds(const std::string& name) const;
  [[nodiscard]] bool holds_folder(const std::string& name) const;
  // Makes renames in it survive a power cut. Fails with not_durable.
  [[nodiscard]] Result<void> flush() const;

 private:
  Folder() = default;
  std::filesystem::path path_;
  Descriptor descriptor_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

// The two parts of a target path. `name` is never empty, "." or "..".
struct Target {
  std::filesystem::path path;
  std::filesystem::path folder;
  std::string name;

  [[nodiscard]] static Result<Target> parse(const std::filesystem::path& path);
};

class TemporaryFile {
 public:
  struct Folders {
    std::shared_ptr<const Folder> scratch;  // of the temporary; on the medium of `target`
    std::shared_ptr<const Folder> target;
  };
  // Creates, writes, flushes and closes. On failure nothing is left behind.
  [[nodiscard]] static Result<TemporaryFile> write(Target target, Folders folders, const Fill& fill, FileMode mode);
  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile();  // removes the temporary unless published

  [[nodiscard]] const Target& target() const { return target_; }
  [[nodiscard]] const std::shared_ptr<const Folder>& folder() const { return folders_.target; }

  [[nodiscard]] Result<void> publish(Overwrite overwrite);
  // Published where nothing was before.
  [[nodiscard]] bool is_new() const { return is_new_; }
  // Takes a published new file away again, if it still is ours.
  void retract();

 private:
  TemporaryFile(Target target, Folders folders) : target_(std::move(target)), folders_(std::move(folders)) {}
  [[nodiscard]] Result<Descriptor> create(FileMode mode);
  [[nodiscard]] Result<void> fill_and_close(Descriptor file, const Fill& fill);
  [[nodiscard]] int rename_to_new();
  void remove_temporary();

  Target target_;
  Folders folders_;
  std::string name_;  // of the temporary; empty: there is none (any more)
  ino_t inode_ = 0;
  bool is_new_ = false;
};

}  // namespace entente::codec
