#include "commands.h"
#include "output.h"
#include "service/matrix.h"

namespace entente::app {

ExitCode run(const WorldMatrixCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_matrix(*desk, command.request);
  if (!text) return report(text.error());
  return deliver(*text, command.output, command.force);
}

}  // namespace entente::app
