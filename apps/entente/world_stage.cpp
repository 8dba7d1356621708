#include <cstdio>

#include "commands.h"
#include "service/world_new.h"

namespace entente::app {

ExitCode run(const WorldStageCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_stage(*desk, command.request);
  if (!text) return report(text.error());
  if (!command.output) {
    std::fwrite(text->data(), 1, text->size(), stdout);
    return ExitCode::success;
  }
  const auto mode = command.force ? service::NewFile::replace : service::NewFile::refuse_existing;
  const auto written = service::write_new_file(*command.output, *text, mode);
  return written ? ExitCode::success : report(written.error());
}

}  // namespace entente::app
