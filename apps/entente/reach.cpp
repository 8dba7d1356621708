#include <cstdio>

#include "commands.h"
#include "progress.h"
#include "service/reach.h"
#include "service/world_new.h"

namespace entente::app {

ExitCode run(const ReachCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  Progress progress;
  const auto text = service::view_reach(*desk, command.request, [&progress](std::size_t done, std::size_t total) {
    progress.at("following information", done, total);
    return true;
  });
  progress.hide();
  if (!text) return report(text.error());
  if (!command.output) return std::fwrite(text->data(), 1, text->size(), stdout) == text->size() ? ExitCode::success : ExitCode::failure;
  const auto mode = command.force ? service::NewFile::replace : service::NewFile::refuse_existing;
  const auto written = service::write_new_file(*command.output, *text, mode);
  return written ? ExitCode::success : report(written.error());
}

}  // namespace entente::app
