#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "codec/descriptor.h"
#include "codec/files.h"
#include "codec/message.h"

namespace entente::codec {
namespace {

namespace fs = std::filesystem;

CodecFault fault_of(int error_number) {
  switch (error_number) {
    case ENOENT:
      return CodecFault::not_found;
    case ELOOP:
      return CodecFault::link_loop;
    case EEXIST:
      return CodecFault::exists;
    case ENOTDIR:
    case EISDIR:
    case ENXIO:
      return CodecFault::not_a_file;  // ENXIO: a socket, or a pipe without a reader
    default:
      return CodecFault::io_failed;
  }
}

std::string reason_of(int error_number) {
  switch (error_number) {
    case ENOENT:
      return "no such file or folder";
    case ELOOP:
      return "symbolic links lead in a circle";
    case EEXIST:
      return "it exists already";
    case ENOTDIR:
      return "a part of the path is not a folder";
    case EISDIR:
      return "it is a folder";
    case ENXIO:
      return "not a regular file";
    default:
      return system_message(error_number);
  }
}

Error too_large(const fs::path& path, std::string_view actual, std::size_t limit) {
  return Error{CodecFault::too_large, fmt::format("{} has {} bytes, limit {}", quoted_path(path), actual, limit)};
}

// One byte more than allowed is asked for, so that a file that has grown since its size was read is noticed.
Result<std::string> read_bounded(const Descriptor& file, const fs::path& path, std::size_t expected, std::size_t limit) {
  constexpr std::size_t kStep = std::size_t{64} * 1024;
  std::string bytes;
  std::size_t filled = 0;
  while (true) {
    if (filled > limit) return tl::unexpected<Error>(too_large(path, fmt::format("more than {}", limit), limit));
    if (filled == bytes.size()) bytes.resize(filled + (filled <= expected ? expected - filled + 1 : kStep));
    const auto count = uninterrupted([&] { return ::read(file.number(), bytes.data() + filled, bytes.size() - filled); });
    if (count < 0) return tl::unexpected<Error>(file_error("read", path, errno));
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

class Lister {
 public:
  Lister(const fs::path& root, const ListOptions& options) : root_(root), options_(options) {}

  // Recursion is bounded by the depth limit.
  Result<void> list(const fs::path& folder, std::size_t depth) {
    std::error_code ec;
    fs::directory_iterator entry(root_ / folder, ec);
    if (ec) return failed(folder, ec);
    while (entry != fs::directory_iterator()) {
      const auto name = entry->path().filename();
      if (!name.native().starts_with('.')) {
        if (++entries_ > options_.entries) {
          return fail(CodecFault::too_many, fmt::format("{} holds more than {} entries", quoted_path(root_), options_.entries));
        }
        TRY_DO(visit(folder / name, depth));
      }
      entry.increment(ec);
      if (ec) return failed(folder, ec);
    }
    return {};
  }

  std::vector<fs::path> sorted() {
    std::sort(found_.begin(), found_.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return std::move(found_);
  }

 private:
  Result<void> visit(const fs::path& relative, std::size_t depth) {
    const auto path = root_ / relative;
    std::error_code ec;
    const bool is_link = fs::symlink_status(path, ec).type() == fs::file_type::symlink;
    const auto type = fs::status(path, ec).type();
    if (type == fs::file_type::none) return failed(relative, ec);  // a loop of links, no permission
    if (type == fs::file_type::directory) return is_link ? refuse_link(path) : descend(relative, depth);
    if (!is_wanted(relative)) return {};
    if (type == fs::file_type::not_found) return failed(relative, std::make_error_code(std::errc::no_such_file_or_directory));
    if (type != fs::file_type::regular) {
      return fail(CodecFault::not_a_file, fmt::format("{} is not a regular file", quoted_path(path)));
    }
    if (found_.size() >= options_.files) {
      return fail(CodecFault::too_many, fmt::format("{} holds more than {} files", quoted_path(root_), options_.files));
    }
    found_.push_back(relative);
    return {};
  }

  Result<void> descend(const fs::path& relative, std::size_t depth) {
    if (depth < options_.depth) return list(relative, depth + 1);
    return fail(CodecFault::too_deep,
                fmt::format("{} lies deeper than {} folders", quoted_path(root_ / relative), options_.depth));
  }

  static Result<void> refuse_link(const fs::path& path) {
    return fail(CodecFault::forbidden,
                fmt::format("{} is a symbolic link to a folder, which is not followed", quoted_path(path)));
  }

  [[nodiscard]] tl::unexpected<Error> failed(const fs::path& relative, const std::error_code& ec) const {
    const auto path = relative.empty() ? root_ : root_ / relative;
    return tl::unexpected<Error>(file_error("list", path, ec.value()));
  }

  [[nodiscard]] bool is_wanted(const fs::path& relative) const {
    const auto name = relative.filename();
    return options_.extension.empty() ||
           (name.native().size() > options_.extension.size() && name.native().ends_with(options_.extension));
  }

  const fs::path& root_;
  const ListOptions& options_;
  std::vector<fs::path> found_;
  std::size_t entries_ = 0;
};

}  // namespace

Error file_error(std::string_view verb, const fs::path& path, int error_number) {
  return Error{fault_of(error_number), fmt::format("cannot {} {}: {}", verb, quoted_path(path), reason_of(error_number))};
}

Result<void> check_path(const fs::path& path) {
  if (path.native().find('\0') == std::string::npos) return {};
  return fail(CodecFault::not_found, fmt::format("path {} holds a NUL byte", quoted_path(path)));
}

Result<std::string> read_file(const fs::path& path, std::size_t limit_bytes) {
  TRY_DO(check_path(path));
  // Non-blocking: opening a pipe must not wait for a writer.
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  const Descriptor file(uninterrupted([&] { return ::open(path.c_str(), kFlags); }));
  if (!file.is_open()) return tl::unexpected<Error>(file_error("read", path, errno));
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return tl::unexpected<Error>(file_error("read", path, errno));
  if (!S_ISREG(status.st_mode)) {
    const auto* what = S_ISDIR(status.st_mode) ? "it is a folder" : "not a regular file";
    return fail(CodecFault::not_a_file, fmt::format("cannot read {}: {}", quoted_path(path), what));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit_bytes) return tl::unexpected<Error>(too_large(path, std::to_string(size), limit_bytes));
  return read_bounded(file, path, size, limit_bytes);
}

Result<std::vector<fs::path>> list_files(const fs::path& root, const ListOptions& options) {
  TRY_DO(check_path(root));
  Lister lister(root, options);
  TRY_DO(lister.list({}, 0));
  return lister.sorted();
}

}  // namespace entente::codec
