// An open file descriptor that closes itself, and system calls that are repeated when a signal interrupts them.
//
// Used by the file functions of this room only. A Descriptor is movable, owned by one thread at a time.
#pragma once

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

#include <unistd.h>

#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  // Closes now and tells: a network file system may report a failed write only here. Never repeated: see close(2).
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_ = -1;
};

// Calls until it is not interrupted; returns what the call returns, with `errno` as it left it.
template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

// "cannot <verb> `path`: <reason>" with the fault that the number from `errno` means.
[[nodiscard]] Error file_error(std::string_view verb, const std::filesystem::path& path, int error_number);

// A NUL inside a path would silently name another file.
[[nodiscard]] Result<void> check_path(const std::filesystem::path& path);

}  // namespace entente::codec
