#include <cstdio>

#include "commands.h"
#include "format/release_report.h"
#include "service/release.h"

namespace entente::app {

ExitCode run(const ReleaseCommand& command) {
  const Settings& settings = command.settings;
  auto desk = service::Desk::open({settings.world, settings.overlays, command.consents, settings.known_as_of, settings.require});
  if (!desk) return report(desk.error());
  service::ReleaseOptions options;
  options.file = command.file;
  options.to = command.to;
  options.policy = command.policy;
  options.holder = command.holder;
  options.purpose = command.purpose;
  options.as_of = settings.as_of;
  options.out = command.out;
  options.existing = command.force ? service::Existing::replace : service::Existing::refuse;
  options.withheld = command.hide_withheld ? document::Withheld::hide : document::Withheld::neutral_line;
  const auto released = service::release(*desk, options);
  if (!released) return report(released.error());
  const auto colour = settings.colour == Colour::always ? format::Colour::always : format::Colour::never;
  std::string text;
  if (settings.format == Format::json) {
    text = format::release_to_json(*released);
  } else {
    text = command.explain ? format::release_to_markdown(*released) : format::release_to_text(*released, colour);
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return released->decision() ? ExitCode::success : ExitCode::denied;
}

}  // namespace entente::app
