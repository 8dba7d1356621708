#include "commands.h"
#include "output.h"

namespace entente::app {

ExitCode run(const WorldStageCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_stage(*desk, command.request);
  if (!text) return report(text.error());
  return deliver(*text, command.picture);
}

}  // namespace entente::app
