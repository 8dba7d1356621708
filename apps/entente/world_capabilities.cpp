#include <cstdio>

#include "commands.h"
#include "service/world_new.h"

namespace entente::app {
namespace {

ExitCode deliver(const Result<std::string>& text, const PictureFile& picture) {
  if (!text) return report(text.error());
  if (!picture.output)
    return std::fwrite(text->data(), 1, text->size(), stdout) == text->size() ? ExitCode::success : ExitCode::failure;
  const auto mode = picture.force ? service::NewFile::replace : service::NewFile::refuse_existing;
  const auto written = service::write_new_file(*picture.output, *text, mode);
  return written ? ExitCode::success : report(written.error());
}

Result<service::Desk> open(const Settings& settings) {
  return service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
}

}  // namespace

ExitCode run(const WorldCapabilitiesCommand& command) {
  const auto desk = open(command.settings);
  return desk ? deliver(service::view_capabilities(*desk, command.request), command.picture) : report(desk.error());
}

ExitCode run(const WorldClaimsPictureCommand& command) {
  const auto desk = open(command.settings);
  return desk ? deliver(service::draw_claims(*desk, command.request), command.picture) : report(desk.error());
}

}  // namespace entente::app
