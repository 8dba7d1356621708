#include <algorithm>
#include <cstdio>

#include "commands.h"
#include "format/world_folder.h"
#include "service/desk.h"
#include "service/world_view.h"

namespace entente::app {
namespace {

service::ViewForm form_of(const Common& common) { return common.format == Format::json ? service::ViewForm::json : service::ViewForm::text; }

}  // namespace

ExitCode run(const WorldCheckCommand& command) {
  const auto loaded = format::load_world(command.common.world, command.common.overlays);
  if (!loaded) return report(loaded.error());
  const std::string text = service::view_check(*loaded, form_of(command.common));
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!loaded->usable) return ExitCode::failure;
  return command.strict && !loaded->findings.empty() ? ExitCode::found : ExitCode::success;
}

ExitCode run(const WorldShowCommand& command) {
  const auto desk = service::Desk::open({command.common.world, command.common.overlays, {}, command.common.known_as_of, command.common.require});
  if (!desk) return report(desk.error());
  const auto text = service::view_show(desk->world(), {command.common.as_of, command.names, form_of(command.common)});
  if (!text) return report(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
