#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "base/text.h"
#include "commands.h"
#include "progress.h"
#include "service/prove.h"

namespace entente::app {

ExitCode run(const ProveCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require, {}, settings.granted});
  if (!desk) return report(desk.error());
  Progress progress;
  const auto seconds = [] { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
  const auto proved = service::prove(
      *desk, command.file,
      {settings.as_of, [&progress](std::size_t done, std::size_t total) { progress.at("assertions", done, total); }, seconds});
  progress.hide();
  if (!proved) return report(proved.error());
  const auto text = settings.format == Format::json ? format::prove_to_json(*proved)
                                                    : format::prove_to_text(*proved, {settings.columns, command.explain});
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return ExitCode::failure;
  for (const auto& each : proved->list) {
    if (!each.refused.empty()) report(Error{{}, fmt::format("{}: {}: {}", command.file.generic_string(), quoted(each.assertion.id), each.refused)});
  }
  if (proved->refused() != 0) return ExitCode::failure;
  return proved->violated() == 0 ? ExitCode::success : ExitCode::found;
}

}  // namespace entente::app
