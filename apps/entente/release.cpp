#include <cstdio>

#include "commands.h"
#include "format/release_report.h"
#include "progress.h"
#include "service/release.h"

namespace entente::app {
namespace {

void print(const ReleaseCommand& command, const format::ReleaseReport& report) {
  const codec::Sink to_output = [](std::string_view piece) { std::fwrite(piece.data(), 1, piece.size(), stdout); };
  const auto colour = command.settings.colour == Colour::always ? format::Colour::always : format::Colour::never;
  if (command.settings.format == Format::json) {
    format::release_to_json(report, to_output);
  } else if (command.explain) {
    format::release_to_markdown(report, to_output);
  } else {
    to_output(format::release_to_text(report, {colour, command.settings.columns}));
  }
}

}  // namespace

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
  Progress progress;
  options.progress = [&progress](std::string_view what, std::size_t done, std::size_t total) { progress.at(what, done, total); };
  const auto released = service::release(*desk, options);
  progress.hide();
  if (!released) return report(released.error());
  print(command, *released);
  return released->decision() ? ExitCode::success : ExitCode::denied;
}

}  // namespace entente::app
