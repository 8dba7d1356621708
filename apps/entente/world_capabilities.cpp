#include "commands.h"
#include "output.h"

namespace entente::app {
namespace {

ExitCode told(const Result<std::string>& text, const PictureFile& picture) {
  return text ? deliver(*text, picture) : report(text.error());
}

Result<service::Desk> open(const Settings& settings) {
  return service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require});
}

}  // namespace

ExitCode run(const WorldCapabilitiesCommand& command) {
  const auto desk = open(command.settings);
  return desk ? told(service::view_capabilities(*desk, command.request), command.picture) : report(desk.error());
}

ExitCode run(const WorldClaimsPictureCommand& command) {
  const auto desk = open(command.settings);
  return desk ? told(service::draw_claims(*desk, command.request), command.picture) : report(desk.error());
}

}  // namespace entente::app
