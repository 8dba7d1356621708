#include "commands.h"
#include "output.h"
#include "service/readiness_view.h"

namespace entente::app {

ExitCode run(const WorldReadinessCommand& command) {
  const auto& settings = command.settings;
  const auto desk = service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_readiness(
      *desk, {.as_of = settings.as_of,
              .party = command.party,
              .profile = command.profile,
              .timeline = command.timeline,
              .explain = command.explain,
              .form = command.form});
  if (!text) return report(text.error());
  return deliver(*text, command.picture);
}

}  // namespace entente::app
