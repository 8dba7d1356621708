#include <chrono>
#include <string>

#include "commands.h"
#include "format/changes_report.h"
#include "output.h"
#include "progress.h"
#include "service/diff.h"

namespace entente::app {

namespace {

std::string told(const format::ChangesReport& report, const DiffCommand& command) {
  switch (command.form) {
    case service::AnswerForm::text:
      return format::changes_to_text(report, {command.settings.columns, command.explain});
    case service::AnswerForm::json:
      return format::changes_to_json(report);
    case service::AnswerForm::svg:
      return format::changes_to_svg(report);
  }
  return {};
}

}  // namespace

ExitCode run(const DiffCommand& command) {
  const auto& settings = command.settings;
  service::DiffAsked asked;
  asked.world = {settings.world, settings.overlays, {}, settings.known_as_of, settings.require, {}, settings.granted};
  asked.from = command.from;
  asked.to = command.to;
  asked.as_of = settings.as_of;
  asked.action = command.action;
  asked.narrowing = command.narrowing;
  asked.seconds = [] { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
  Progress progress;
  const auto report = service::diff(asked, [&progress, &asked](std::size_t done, std::size_t total) {
    progress.at(asked.action.empty() ? "compared" : asked.action == "disclose" ? "owners compared" : "pairs compared", done, total);
    return true;
  });
  progress.hide();
  if (!report) return app::report(report.error());
  const auto delivered = deliver(told(*report, command), command.picture);
  if (delivered != ExitCode::success) return delivered;
  return format::changes_any(*report) || report->limited ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
