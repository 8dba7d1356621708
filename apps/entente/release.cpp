#include <cstdio>

#include "commands.h"
#include "format/release_report.h"
#include "service/release.h"

namespace entente::app {

ExitCode run(const ReleaseCommand& command) {
  const Common& common = command.common;
  auto desk = service::Desk::open({common.world, common.overlays, command.consents, common.known_as_of, common.require});
  if (!desk) return report(desk.error());
  service::ReleaseOptions options;
  options.file = command.file;
  options.to = command.to;
  options.policy = command.policy;
  options.holder = command.holder;
  options.purpose = command.purpose;
  options.as_of = common.as_of;
  options.out = command.out;
  options.existing = command.force ? service::Existing::replace : service::Existing::refuse;
  options.withheld = command.hide_withheld ? document::Withheld::hide : document::Withheld::neutral_line;
  const auto released = service::release(*desk, options);
  if (!released) return report(released.error());
  const auto colour = common.colour == Colour::always ? format::Colour::always : format::Colour::never;
  std::string text;
  if (common.format == Format::json) {
    text = format::release_to_json(*released);
  } else {
    text = command.explain ? format::release_to_markdown(*released) : format::release_to_text(*released, colour);
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return released->decision() ? ExitCode::success : ExitCode::denied;
}

}  // namespace entente::app
