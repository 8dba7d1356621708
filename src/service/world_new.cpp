#include "service/world_new.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "service/desk.h"

namespace entente::service {
namespace {

namespace fs = std::filesystem;
using format::SkeletonOf;
using format::SkeletonRequest;

codec::Overwrite overwrite(NewFile mode) { return mode == NewFile::replace ? codec::Overwrite::allow : codec::Overwrite::refuse; }

Error with_advice(Error error) {
  if (error.code == Code(codec::CodecFault::exists)) error.message += "; choose another name, or replace it with --force";
  return error;
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return {};
  return fail(Fault::cannot_write, fmt::format("{}: cannot make this folder: {}", entente::quoted(folder.string()), error.message()));
}

struct Planned {
  fs::path path;
  std::string text;
};

Result<std::vector<Planned>> plan_world(const fs::path& folder, SkeletonRequest request) {
  std::vector<Planned> plan;
  if (request.parties.empty()) request.parties = {PartyId("XAA"), PartyId("XBB")};
  const auto add = [&](SkeletonRequest one, const fs::path& file) -> Result<void> {
    TRY(auto text, format::write_skeleton(one));
    plan.push_back({folder / file, std::move(text)});
    return {};
  };
  request.what = SkeletonOf::world;
  TRY_DO(add(request, "world.toml"));
  request.id.clear();
  for (const auto& party : request.parties) {
    TRY_DO(add({.what = SkeletonOf::party, .kind = request.kind, .id = "", .parties = {party}, .template_text = ""},
               fs::path("parties") / (party.value + ".toml")));
  }
  const std::string kind(to_string(request.kind));
  request.what = SkeletonOf::template_;
  TRY_DO(add(request, fs::path("templates") / (kind + ".toml")));
  request.template_text = plan.back().text;
  request.what = SkeletonOf::instrument;
  TRY_DO(add(request, fs::path("instruments") / kind / (format::usual_id(request) + ".toml")));
  return plan;
}

}  // namespace

Result<std::string> template_text_of(const std::vector<fs::path>& worlds, world::Kind kind) {
  for (auto world = worlds.rbegin(); world != worlds.rend(); ++world) {
    const auto path = *world / "templates" / (std::string(to_string(kind)) + ".toml");
    auto text = codec::read_file(path, limits::kWorldFileBytes);
    if (text) return std::move(*text);
    if (text.error().code != Code(codec::CodecFault::not_found)) return tl::unexpected<Error>(std::move(text.error()));
  }
  return std::string();
}

Result<void> write_new_file(const fs::path& path, const std::string& text, NewFile mode) {
  auto written = codec::write_file_atomically(path, text, overwrite(mode), codec::FileMode::everyone_reads);
  if (!written) return tl::unexpected<Error>(with_advice(std::move(written.error())));
  return {};
}

Result<std::vector<fs::path>> write_new_world(const fs::path& folder, const SkeletonRequest& request, NewFile mode) {
  TRY(const auto plan, plan_world(folder, request));
  codec::StagedFiles files;
  std::vector<fs::path> paths;
  for (const auto& each : plan) {
    TRY_DO(make_folder(each.path.parent_path()));
    TRY_DO(files.add(each.path, each.text, codec::FileMode::everyone_reads));
    paths.push_back(each.path);
  }
  auto written = files.commit(overwrite(mode));
  if (!written) return tl::unexpected<Error>(with_advice(std::move(written.error())));
  return paths;
}

}  // namespace entente::service
