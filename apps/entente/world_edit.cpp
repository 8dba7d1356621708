// The subcommands of `world` that write world files.
#include <cstdio>

#include "commands.h"
#include "service/world_import.h"
#include "service/world_layout.h"
#include "service/world_new.h"

namespace entente::app {
namespace {

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace

ExitCode run(const WorldFormatCommand& command) {
  const auto mode = command.check ? service::LayoutMode::check : service::LayoutMode::write;
  const auto done = service::lay_out_files(command.places, mode);
  print(command.settings.format == Format::json ? service::layout_to_json(done) : service::layout_to_text(done));
  for (const auto& each : done.refused) {
    const bool placed = each.message.find_first_of("0123456789") == 0;  // "3:14: …"
    std::fprintf(stderr, "%s:%s%s\n", each.file.c_str(), placed ? "" : " ", each.message.c_str());
  }
  if (!done.refused.empty()) return ExitCode::failure;
  return command.check && !done.changed.empty() ? ExitCode::found : ExitCode::success;
}

ExitCode run(const WorldNewCommand& command) {
  const auto mode = command.force ? service::NewFile::replace : service::NewFile::refuse_existing;
  auto request = command.request;
  if (request.what == format::SkeletonOf::world) {
    const auto files = service::write_new_world(*command.out, request, mode);
    if (!files) return report(files.error());
    for (const auto& file : *files) print("wrote " + file.generic_string() + "\n");
    return ExitCode::success;
  }
  if (request.what == format::SkeletonOf::instrument) {
    auto worlds = command.settings.overlays;
    worlds.insert(worlds.begin(), command.settings.world);
    auto text = service::template_text_of(worlds, request.kind);
    if (!text) return report(text.error());
    request.template_text = std::move(*text);
  }
  const auto text = format::write_skeleton(request);
  if (!text) return report(text.error());
  if (!command.out) {
    print(*text);
    return ExitCode::success;
  }
  const auto written = service::write_new_file(*command.out, *text, mode);
  return written ? ExitCode::success : report(written.error());
}

ExitCode run(const WorldImportCommand& command) {
  service::ImportOptions options{
      .table = command.table, .world = command.settings.world, .overlays = command.settings.overlays, .out = command.out};
  if (command.force) options.existing = service::NewFile::replace;
  const auto done = service::import_table(options);
  if (!done) return report(done.error());
  print(command.settings.format == Format::json ? service::import_to_json(*done) : service::import_to_text(*done));
  const auto& imported = done->imported;
  const bool whole = imported.count(format::RowOutcome::not_imported) + imported.count(format::RowOutcome::in_part) == 0;
  return whole ? ExitCode::success : ExitCode::found;
}

}  // namespace entente::app
