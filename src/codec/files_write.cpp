#include <algorithm>

#include <fmt/format.h>

#include "codec/files.h"
#include "codec/message.h"
#include "codec/staging.h"

namespace entente::codec {

namespace fs = std::filesystem;

Result<void> write_file_atomically(const fs::path& path, std::string_view bytes, Overwrite overwrite, FileMode mode) {
  TRY(auto target, Target::parse(path));
  TRY(auto folder, Folder::open(target.folder));
  // Spares the writing when the answer is known; the rename decides.
  if (overwrite == Overwrite::refuse && folder->holds(target.name)) {
    return tl::unexpected<Error>(file_error("write", path, EEXIST));
  }
  TRY(auto temporary, TemporaryFile::write(std::move(target), folder, bytes, mode));
  TRY_DO(temporary.publish(overwrite));
  return folder->flush();
}

struct StagedFiles::Staged {
  TemporaryFile file;
};

StagedFiles::StagedFiles() = default;
StagedFiles::StagedFiles(StagedFiles&&) noexcept = default;
StagedFiles& StagedFiles::operator=(StagedFiles&&) noexcept = default;
StagedFiles::~StagedFiles() = default;

Result<void> StagedFiles::add(const fs::path& path, std::string_view bytes, FileMode mode) {
  TRY(auto target, Target::parse(path));
  TRY(auto folder, Folder::open(target.folder));
  for (const auto& other : staged_) {
    if (!other->file.folder()->is_same(*folder)) continue;
    folder = other->file.folder();  // one descriptor per folder, however many files
    if (other->file.target().name == target.name) {
      return fail(CodecFault::exists, fmt::format("{} is written twice", quoted_path(path)));
    }
  }
  TRY(auto file, TemporaryFile::write(std::move(target), std::move(folder), bytes, mode));
  staged_.push_back(std::make_unique<Staged>(Staged{std::move(file)}));
  return {};
}

Result<void> StagedFiles::commit(Overwrite overwrite) {
  const auto staged = std::exchange(staged_, {});  // whatever happens below, its end removes what is not renamed
  for (const auto& one : staged) {
    if (overwrite == Overwrite::refuse && one->file.folder()->holds(one->file.target().name)) {
      return tl::unexpected<Error>(file_error("write", one->file.target().path, EEXIST));
    }
  }
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
