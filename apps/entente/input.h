// Lines to read: a file, or standard input. Closes what it opened. Movable; one thread at a time.
#pragma once

#include <filesystem>
#include <optional>

#include <unistd.h>

#include "base/result.h"

namespace entente::app {

class Input {
 public:
  // Absent: standard input. Fails with service::Fault::bad_request, naming the file.
  [[nodiscard]] static Result<Input> open(const std::optional<std::filesystem::path>& path);
  Input(Input&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = STDIN_FILENO; }
  Input& operator=(Input&&) = delete;
  ~Input() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  explicit Input(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace entente::app
