#include <algorithm>

#include <sys/stat.h>

#include <fmt/format.h>

#include "codec/files.h"
#include "codec/message.h"
#include "codec/staging.h"

namespace entente::codec {

namespace fs = std::filesystem;

namespace {

Fill whole(std::string_view bytes) {
  return [bytes](const Sink& sink) { sink(bytes); };
}

}  // namespace

Result<void> write_file_atomically(const fs::path& path, std::string_view bytes, Overwrite overwrite, FileMode mode) {
  TRY(auto target, Target::parse(path));
  TRY(auto folder, Folder::open(target.folder));
  // Spares the writing when the answer is known; the rename decides.
  if (overwrite == Overwrite::refuse && folder->holds(target.name)) {
    return tl::unexpected<Error>(file_error("write", path, EEXIST));
  }
  TRY(auto temporary, TemporaryFile::write(std::move(target), {folder, folder}, whole(bytes), mode));
  TRY_DO(temporary.publish(overwrite));
  return folder->flush();
}

Result<bool> make_folder(const fs::path& path) {
  TRY(const auto target, Target::parse(path));
  if (::mkdir(path.c_str(), S_IRWXU | S_IRWXG | S_IRWXO) != 0) {
    const int error_number = errno;
    struct stat status{};
    if (error_number == EEXIST && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return false;
    return tl::unexpected<Error>(file_error("make the folder", path, error_number));
  }
  TRY(const auto parent, Folder::open(target.folder));
  TRY_DO(parent->flush());
  return true;
}

Result<void> remove_file(const fs::path& path) {
  TRY(const auto target, Target::parse(path));
  const auto folder = Folder::open(target.folder);
  if (!folder || !(*folder)->holds(target.name)) return {};
  if (::unlinkat((*folder)->number(), target.name.c_str(), 0) != 0 && errno != ENOENT) {
    return tl::unexpected<Error>(file_error("remove", path, errno));
  }
  return (*folder)->flush();
}

struct StagedFiles::Staged {
  TemporaryFile file;
};

struct StagedFiles::Scratch {
  std::shared_ptr<const Folder> folder;
};

StagedFiles::StagedFiles() = default;
StagedFiles::StagedFiles(StagedFiles&&) noexcept = default;
StagedFiles& StagedFiles::operator=(StagedFiles&&) noexcept = default;
StagedFiles::~StagedFiles() = default;

Result<void> StagedFiles::use_scratch(const fs::path& folder) {
  TRY(auto opened, Folder::open(folder));
  scratch_ = std::make_unique<Scratch>(Scratch{std::move(opened)});
  return {};
}

Result<void> StagedFiles::add(const fs::path& path, std::string_view bytes, FileMode mode) {
  return add(path, whole(bytes), mode);
}

Result<void> StagedFiles::add(const fs::path& path, const Fill& fill, FileMode mode) {
  TRY(auto target, Target::parse(path));
  TRY(auto folder, Folder::open(target.folder));
  for (const auto& other : staged_) {
    if (!other->file.folder()->is_same(*folder)) continue;
    folder = other->file.folder();  // one descriptor per folder, however many files
    if (other->file.target().name == target.name) {
      return fail(CodecFault::exists, fmt::format("{} is written twice", quoted_path(path)));
    }
  }
  const bool beside = scratch_ == nullptr || !scratch_->folder->is_on_medium_of(*folder);
  const auto at = beside ? folder : scratch_->folder;
  TRY(auto file, TemporaryFile::write(std::move(target), {at, std::move(folder)}, fill, mode));
  staged_.push_back(std::make_unique<Staged>(Staged{std::move(file)}));
  return {};
}

Result<void> StagedFiles::check(Overwrite overwrite) const {
  for (const auto& one : staged_) {
    const auto& target = one->file.target();
    if (overwrite == Overwrite::refuse && one->file.folder()->holds(target.name)) {
      return tl::unexpected<Error>(file_error("write", target.path, EEXIST));
    }
    if (one->file.folder()->holds_folder(target.name)) return tl::unexpected<Error>(file_error("write", target.path, EISDIR));
  }
  return {};
}

Result<void> StagedFiles::commit(Overwrite overwrite) {
  const auto checked = check(overwrite);
  const auto staged = std::exchange(staged_, {});  // whatever happens below, its end removes what is not renamed
  if (!checked) return checked;
  for (std::size_t i = 0; i < staged.size(); ++i) {
    auto published = staged[i]->file.publish(overwrite);
    if (published) continue;
    std::size_t replaced = 0;
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      if (!staged[earlier]->file.is_new()) ++replaced;
      staged[earlier]->file.retract();
    }
    if (replaced > 0) published.error().message += fmt::format("; {} files before it were replaced and stay", replaced);
    return published;
  }
  std::vector<const Folder*> folders;
  for (const auto& one : staged) folders.push_back(one->file.folder().get());
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  for (const auto* folder : folders) TRY_DO(folder->flush());
  return {};
}

}  // namespace entente::codec
