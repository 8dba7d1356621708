#include <cstdio>

#include "commands.h"
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
              .form = settings.format == Format::json ? service::ViewForm::json : service::ViewForm::text});
  if (!text) return report(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
