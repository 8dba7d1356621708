// `entente label check FILE`: the marks of a document, one finding a line, as JSON, or as SARIF for editors and CI.
#include <cstdio>

#include "commands.h"
#include "format/check_report.h"
#include "service/check_marks.h"
#include "service/desk.h"

namespace entente::app {

ExitCode run(const LabelCheckFileCommand& command) {
  auto desk = service::Desk::open(
      {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  service::CheckMarksOptions options{command.file, command.policy, command.settings.as_of, command.corrected, command.force,
                                     command.declassify};
  const auto checked = service::check_marks(*desk, options);
  if (!checked) return report(checked.error());
  const format::CheckReport out{command.file.string(), checked->policy, checked->text, checked->check,
                                checked->written ? command.corrected->string() : std::string()};
  const auto text = command.sarif                             ? format::check_to_sarif(out, ENTENTE_VERSION)
                    : command.settings.format == Format::json ? format::check_to_json(out)
                                                              : format::check_to_text(out);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return format::count(checked->check).errors > 0 ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
