#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "arguments.h"

namespace {

entente::Instant now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return entente::Instant{std::chrono::duration_cast<std::chrono::seconds>(since).count()};
}

}  // namespace

namespace entente::app {

ExitCode report(const Error& error) {
  std::fprintf(stderr, "entente: %s\n", error.message.c_str());
  return ExitCode::failure;
}

}  // namespace entente::app

int main(int count, char** words) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is a failed write like any other, so that nothing is left behind
  try {
    auto parsed = entente::app::parse_arguments(count, words, now());
    if (const auto* finished = std::get_if<entente::app::ExitCode>(&parsed)) return static_cast<int>(*finished);
    const auto code =
        std::visit([](const auto& command) { return entente::app::run(command); }, std::get<entente::app::Command>(parsed));
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      std::fprintf(stderr, "entente: cannot write to standard output\n");
      return static_cast<int>(entente::app::ExitCode::failure);
    }
    return static_cast<int>(code);
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "entente: out of memory\n");
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "entente: bug: %s\n", problem.what());
  }
  return static_cast<int>(entente::app::ExitCode::failure);
}
