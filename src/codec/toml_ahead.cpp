#include "codec/toml_ahead.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "codec/files.h"
#include "codec/toml.h"

namespace entente::codec {
namespace {

TomlFile read_toml(const std::filesystem::path& path, std::size_t limit) {
  TomlFile file;
  const auto text = read_file(path, limit);
  if (text) {
    file.bytes = text->size();
    file.node = parse_toml(*text);
  } else {
    file.unread = text.error();
  }
  return file;
}

// Nothing at all where memory ran out: whoever takes the file reads it again, and it is for him to run out of it.
TomlFile read_if_possible(const std::filesystem::path& path, std::size_t limit) {
  try {
    return read_toml(path, limit);
  } catch (const std::bad_alloc&) {
    return {};
  }
}

}  // namespace

struct TomlAhead::Work {
  Work(std::vector<std::filesystem::path> files, std::size_t bytes) : paths(std::move(files)), limit(bytes), done(paths.size()) {}

  // A thread: parses what nobody has begun, until all is begun or the owner goes away.
  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      moved.wait(lock, [this] { return stopped || begun == paths.size() || may_begin(); });
      if (stopped || begun == paths.size()) return;
      parse_one(lock);
    }
  }

  // The owner: parses others while somebody parses what he wants.
  TomlFile take() {
    std::unique_lock lock(mutex);
    CHECK(taken < paths.size());
    const auto index = taken++;
    moved.notify_all();
    while (!done[index]) {
      if (may_begin()) {
        parse_one(lock);
      } else {
        moved.wait(lock);
      }
    }
    auto file = std::move(*done[index]);
    done[index].reset();
    lock.unlock();
    return file.node || file.unread ? std::move(file) : read_toml(paths[index], limit);
  }

  [[nodiscard]] bool may_begin() const { return begun < paths.size() && begun < taken + kTomlFilesAhead; }

  void parse_one(std::unique_lock<std::mutex>& lock) {
    const auto index = begun++;
    lock.unlock();
    auto file = read_if_possible(paths[index], limit);
    lock.lock();
    done[index] = std::move(file);
    moved.notify_all();
  }

  const std::vector<std::filesystem::path> paths;
  const std::size_t limit;
  std::mutex mutex;  // of everything below
  std::condition_variable moved;
  std::vector<std::optional<TomlFile>> done;  // by path; nothing where it is not parsed yet, or taken
  std::size_t begun = 0;                      // of the paths, in their order
  std::size_t taken = 0;
  bool stopped = false;
  std::vector<std::thread> threads;
};

TomlAhead::TomlAhead(std::vector<std::filesystem::path> paths, std::size_t limit)
    : work_(std::make_unique<Work>(std::move(paths), limit)) {
  const auto free = std::min<std::size_t>(std::max(std::thread::hardware_concurrency(), 1U) - 1U, kTomlThreads);
  const auto wanted = std::min(free, work_->paths.size() / 2);
  try {
    while (work_->threads.size() < wanted) work_->threads.emplace_back([work = work_.get()] { work->run(); });
  } catch (const std::system_error&) {  // no more threads to be had: those there are, or none, do it
  }
}

TomlAhead::~TomlAhead() {
  {
    const std::scoped_lock lock(work_->mutex);
    work_->stopped = true;
  }
  work_->moved.notify_all();
  for (auto& thread : work_->threads) thread.join();
}

TomlFile TomlAhead::take() { return work_->take(); }

}  // namespace entente::codec
