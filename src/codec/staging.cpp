#include "codec/staging.h"

#include <cstdint>
#include <cstdio>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "codec/message.h"

namespace entente::codec {
namespace {

namespace fs = std::filesystem;

constexpr int kNameAttempts = 16;

mode_t bits_of(FileMode mode) {
  switch (mode) {
    case FileMode::owner_only:
      return S_IRUSR | S_IWUSR;
    case FileMode::everyone_reads:
      return S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
  }
  return S_IRUSR | S_IWUSR;
}

// Hidden, so that a listing in between does not see it. Random, so that two writers do not wait for each other's leavings.
std::string temporary_name() {
  std::uint64_t random = 0;
  const auto got = uninterrupted([&] { return ::getrandom(&random, sizeof random, 0); });
  CHECK(got == static_cast<ssize_t>(sizeof random));
  return fmt::format(".entente-{:016x}.tmp", random);
}

// 0, or the number from `errno`.
int write_all(const Descriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = uninterrupted([&] { return ::write(file.number(), bytes.data(), bytes.size()); });
    if (count < 0) return errno;
    if (count == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

}  // namespace

Result<std::shared_ptr<const Folder>> Folder::open(const fs::path& path) {
  const std::shared_ptr<Folder> folder(new Folder());
  folder->path_ = path;
  folder->descriptor_ = Descriptor(uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  struct stat status{};
  if (!folder->descriptor_.is_open() || ::fstat(folder->number(), &status) != 0) {
    return tl::unexpected<Error>(file_error("write into", path, errno));
  }
  folder->device_ = status.st_dev;
  folder->inode_ = status.st_ino;
  return folder;
}

bool Folder::holds(const std::string& name) const {
  struct stat status{};
  return ::fstatat(number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

bool Folder::holds_folder(const std::string& name) const {
  struct stat status{};
  return ::fstatat(number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

Result<void> Folder::flush() const {
  const int done = uninterrupted([&] { return ::fsync(number()); });
  if (done == 0 || errno == EINVAL) return {};  // EINVAL: a file system without anything to flush here
  return fail(CodecFault::not_durable,
              fmt::format("written, but {} could not be flushed: {}", quoted_path(path_), system_message(errno)));
}

Result<Target> Target::parse(const fs::path& path) {
  TRY_DO(check_path(path));
  Target target{path, path.parent_path(), path.filename().native()};
  if (target.name.empty() || target.name == "." || target.name == "..") {
    return fail(CodecFault::not_a_file, fmt::format("cannot write {}: it does not name a file", quoted_path(path)));
  }
  if (target.folder.empty()) target.folder = ".";
  return target;
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : target_(std::move(other.target_)),
      folders_(std::move(other.folders_)),
      name_(std::exchange(other.name_, {})),
      inode_(other.inode_),
      is_new_(other.is_new_) {}

TemporaryFile::~TemporaryFile() { remove_temporary(); }

Result<TemporaryFile> TemporaryFile::write(Target target, Folders folders, const Fill& fill, FileMode mode) {
  TemporaryFile temporary(std::move(target), std::move(folders));
  TRY(auto file, temporary.create(mode));
  TRY_DO(temporary.fill_and_close(std::move(file), fill));
  return temporary;
}

Result<Descriptor> TemporaryFile::create(FileMode mode) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
  for (int attempt = 0; attempt < kNameAttempts; ++attempt) {
    auto name = temporary_name();
    Descriptor file(uninterrupted([&] { return ::openat(folders_.scratch->number(), name.c_str(), kFlags, bits_of(mode)); }));
    if (file.is_open()) {
      name_ = std::move(name);
      return file;
    }
    if (errno != EEXIST) break;
  }
  return tl::unexpected<Error>(file_error("write", target_.path, errno));
}

Result<void> TemporaryFile::fill_and_close(Descriptor file, const Fill& fill) {
  int error_number = 0;
  fill([&](std::string_view bytes) {
    if (error_number == 0) error_number = write_all(file, bytes);
  });
  if (error_number != 0) return tl::unexpected<Error>(file_error("write", target_.path, error_number));
  struct stat status{};
  const bool flushed = uninterrupted([&] { return ::fsync(file.number()); }) == 0 && ::fstat(file.number(), &status) == 0;
  if (!flushed || !file.close()) return tl::unexpected<Error>(file_error("write", target_.path, errno));
  inode_ = status.st_ino;
  return {};
}

// 0, or the number from `errno`.
int TemporaryFile::rename_to_new() {
  const int from = folders_.scratch->number();
  const int folder = folders_.target->number();
  const char* to = target_.name.c_str();
  if (::renameat2(from, name_.c_str(), folder, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A file system without that flag: a second name fails just as surely when the target exists.
  if (::linkat(from, name_.c_str(), folder, to, 0) != 0) return errno;
  ::unlinkat(from, name_.c_str(), 0);
  return 0;
}

Result<void> TemporaryFile::publish(Overwrite overwrite) {
  int error_number = rename_to_new();
  is_new_ = error_number == 0;
  if (error_number == EEXIST && overwrite == Overwrite::allow) {
    error_number =
        ::renameat(folders_.scratch->number(), name_.c_str(), folders_.target->number(), target_.name.c_str()) == 0 ? 0 : errno;
  }
  if (error_number != 0) return tl::unexpected<Error>(file_error("write", target_.path, error_number));
  name_.clear();
  return {};
}

void TemporaryFile::retract() {
  struct stat status{};
  const int folder = folders_.target->number();
  const bool found = ::fstatat(folder, target_.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
  if (is_new_ && found && status.st_ino == inode_) ::unlinkat(folder, target_.name.c_str(), 0);
  is_new_ = false;
}

void TemporaryFile::remove_temporary() {
  if (!name_.empty()) ::unlinkat(folders_.scratch->number(), name_.c_str(), 0);
  name_.clear();
}

}  // namespace entente::codec
