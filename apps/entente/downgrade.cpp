#include "commands.h"
#include "output.h"
#include "progress.h"
#include "service/reach.h"

namespace entente::app {

ExitCode run(const DowngradeCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  Progress progress;
  const auto text = service::view_downgrade(*desk, command.request, [&progress](std::size_t done, std::size_t total) {
    progress.at("rows of owners", done, total);
    return true;
  });
  progress.hide();
  if (!text) return report(text.error());
  return deliver(*text, command.picture);
}

}  // namespace entente::app
