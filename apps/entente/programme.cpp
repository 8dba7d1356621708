#include "commands.h"
#include "output.h"
#include "service/programme_view.h"

namespace entente::app {

ExitCode run(const ProgrammeCheckCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto answer = service::check_programme(*desk, command.request);
  if (!answer) return report(answer.error());
  const auto delivered = deliver(answer->text, command.picture);
  if (delivered != ExitCode::success) return delivered;
  return answer->unsettled > 0 ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
