#include <cstdio>

#include "commands.h"
#include "service/programme_view.h"

namespace entente::app {

ExitCode run(const ProgrammeCheckCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto answer = service::check_programme(*desk, command.request);
  if (!answer) return report(answer.error());
  std::fwrite(answer->text.data(), 1, answer->text.size(), stdout);
  return answer->unsettled > 0 ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
