// Files in and out: bounded reads, sorted listings, writes that appear whole or not at all.
//
// Paths come from the operator, contents from anybody. Links to files are followed when reading; a loop of links is an error
// of its own. Messages name the path (its end, when long), the limit and the actual size, never the content.
// Standard input is not a path here: "-" is a file of that name. All functions may be called from any thread; of two writers
// of one path each leaves a whole file. No exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "codec/fault.h"
#include "codec/sink.h"

namespace entente::codec {

// The whole of a regular file. Folders, devices, pipes and sockets are refused without waiting on them. The size is checked
// before reading and again while reading, so a growing file cannot exceed the limit either.
// Fails with not_found, not_a_file, link_loop, too_large or io_failed.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes);

inline constexpr std::size_t kListedEntries = 100'000;  // entries looked at in one listing, wanted or not

struct ListOptions {
  std::string extension;                          // with its dot (".toml"); empty takes every file
  std::size_t depth = limits::kWorldFolderDepth;  // folders below the root; 0 lists the root only
  std::size_t files = limits::kWorldFiles;        // files found
  std::size_t entries = kListedEntries;
};

// Every wanted regular file below a folder, as paths relative to it, sorted by their bytes.
//
// Entries whose name begins with a dot are skipped, folders and files alike. A link to a regular file counts as that file.
// What would make facts vanish in silence is an error instead: a link to a folder (never followed), a wanted name that is a
// dangling link, a pipe or a device, a folder that cannot be read, a folder below `depth`.
// Fails with not_found, not_a_file, link_loop, forbidden, too_deep, too_many or io_failed.
[[nodiscard]] Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& root,
                                                                    const ListOptions& options);

enum class Overwrite { refuse = 0, allow };
// Permission bits before the process's umask takes its share.
enum class FileMode { owner_only = 0, everyone_reads };

// Writes a file so that a reader, also after a crash, sees the old content or the new, never a part.
//
// The bytes go to a temporary file (".entente-….tmp") in the same folder, which must exist; they are flushed to the medium,
// renamed, and the folder is flushed. `refuse` is decided by the rename itself: of two writers one fails with exists. A link at
// `path` is replaced, not followed. On failure the temporary is gone and the old file untouched, except not_durable: then the
// new file is in place.
// Fails with exists, not_found, not_a_file, link_loop, io_failed or not_durable.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes, Overwrite overwrite,
                                                 FileMode mode = FileMode::owner_only);

// Makes one folder and flushes the entry in its parent; true if it is new, false if a folder (or a link to one) is there.
// Fails with exists (something else is there), not_found, not_a_file, link_loop, io_failed or not_durable.
[[nodiscard]] Result<bool> make_folder(const std::filesystem::path& path);

// Takes a file or a link (never what it points to) away and flushes its folder; nothing there is success.
// Fails with not_a_file, link_loop, io_failed or not_durable.
[[nodiscard]] Result<void> remove_file(const std::filesystem::path& path);

// Several files that appear together: all are written and flushed first, then renamed one after the other.
//
// Not atomic towards a reader who looks between two renames, nor towards a crash there; each single file is whole at any time.
// If a rename fails, files that were new are taken away again; one that replaced an older file stays (the message says so).
// Not committed, hence also after a failed commit: the destructor removes the temporaries. One thread at a time; movable.
class StagedFiles {
 public:
  StagedFiles();
  StagedFiles(StagedFiles&&) noexcept;
  StagedFiles& operator=(StagedFiles&&) noexcept;
  ~StagedFiles();

  // Temporaries of what is added from here on are made in this folder, where it lies on the same medium as the target (else
  // beside the target): a program that is killed leaves parts of its files there and nowhere else.
  [[nodiscard]] Result<void> use_scratch(const std::filesystem::path& folder);

  // Writes a temporary, by default beside `path`. Adding one path twice fails with exists. After a failure the earlier files stay staged.
  [[nodiscard]] Result<void> add(const std::filesystem::path& path, std::string_view bytes, FileMode mode = FileMode::owner_only);
  // The same for long content, which is written while it is made.
  [[nodiscard]] Result<void> add(const std::filesystem::path& path, const Fill& fill, FileMode mode = FileMode::owner_only);

  // What commit() looks at first: with `refuse` no target may exist, with `allow` none may be a folder.
  [[nodiscard]] Result<void> check(Overwrite overwrite) const;

  // Checks, then renames in the order of adding. Afterwards the object is empty again, whatever the outcome.
  [[nodiscard]] Result<void> commit(Overwrite overwrite);

 private:
  struct Staged;
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
  std::vector<std::unique_ptr<Staged>> staged_;
};

}  // namespace entente::codec
