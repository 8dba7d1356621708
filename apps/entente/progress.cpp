#include "progress.h"

#include <cstdio>
#include <string>

#include <unistd.h>

#include <fmt/format.h>

namespace entente::app {
namespace {

constexpr std::chrono::milliseconds kFirst{1000};
constexpr std::chrono::milliseconds kEach{100};

std::string grouped(std::size_t number) {
  auto digits = std::to_string(number);
  for (auto at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace

Progress::Progress() : on_terminal_(::isatty(STDERR_FILENO) == 1), next_(Clock::now() + kFirst) {}

Progress::~Progress() { hide(); }

void Progress::at(std::string_view what, std::size_t done, std::size_t total) {
  if (!on_terminal_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kEach;
  shown_ = true;
  const auto count = done == 0 ? "" : fmt::format(": {}{}", grouped(done), total == 0 ? "" : " of " + grouped(total));
  std::fprintf(stderr, "\r\x1b[K  %.*s%s", static_cast<int>(what.size()), what.data(), count.c_str());
  std::fflush(stderr);
}

void Progress::hide() {
  if (!shown_) return;
  std::fprintf(stderr, "\r\x1b[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace entente::app
