#include "commands.h"
#include "output.h"
#include "progress.h"
#include "service/matrix.h"

namespace entente::app {

ExitCode run(const WorldMatrixCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require, {}, settings.granted});
  if (!desk) return report(desk.error());
  service::MatrixRequest request = command.request;
  request.columns = settings.columns;
  Progress progress;
  request.progress = [&progress](std::size_t done, std::size_t total) {
    progress.at("pairs asked", done, total);
    return true;
  };
  const auto text = service::view_matrix(*desk, request);
  progress.hide();
  if (!text) return report(text.error());
  return deliver(*text, command.picture);
}

}  // namespace entente::app
