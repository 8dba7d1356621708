#include <algorithm>
#include <cstdio>

#include "commands.h"
#include "format/world_folder.h"
#include "format/world_schema.h"
#include "service/claims_view.h"
#include "service/desk.h"
#include "service/world_view.h"

namespace entente::app {
namespace {

service::ViewForm form_of(const Settings& settings) {
  return settings.format == Format::json ? service::ViewForm::json : service::ViewForm::text;
}

}  // namespace

ExitCode run(const WorldCheckCommand& command) {
  auto loaded = format::load_world(command.settings.world, command.settings.overlays);
  if (!loaded) return report(loaded.error());
  service::compare_claims_of(*loaded, command.settings.as_of, command.settings.known_as_of);
  service::note_ended(*loaded, command.settings.as_of);
  const std::string text = service::view_check(*loaded, form_of(command.settings));
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!loaded->usable) return ExitCode::failure;
  return command.strict && !loaded->findings.empty() ? ExitCode::found : ExitCode::success;
}

ExitCode run(const WorldShowCommand& command) {
  const auto desk = service::Desk::open(
      {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_show(desk->world(), {.as_of = command.settings.as_of,
                                                       .names = command.names,
                                                       .form = form_of(command.settings),
                                                       .timeline = command.timeline,
                                                       .search = command.search,
                                                       .known_as_of = command.settings.known_as_of});
  if (!text) return report(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::success;
}

ExitCode run(const WorldClaimsCommand& command) {
  const auto desk = service::Desk::open(
      {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  const auto detail = command.all ? service::ClaimDetail::all : service::ClaimDetail::summary;
  const auto text = service::view_claims(desk->world(), {command.settings.as_of, command.source, command.outcome, detail,
                                                         form_of(command.settings), command.settings.known_as_of});
  if (!text) return report(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::success;
}

ExitCode run(const WorldSchemaCommand&) {
  const std::string text = format::world_schema();
  std::fwrite(text.data(), 1, text.size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
