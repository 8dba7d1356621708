#include "format/world_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "codec/toml.h"
#include "codec/toml_ahead.h"
#include "format/patch.h"
#include "format/policy.h"
#include "format/spif.h"
#include "format/world_entries.h"
#include "format/world_entries_facts.h"
#include "base/nearest.h"
#include "world/templates.h"

namespace entente::format {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> kFolders{"parties",  "policies",   "templates", "instruments", "items", "people",
                                                    "consents", "programmes", "events",    "profiles",    "claims"};

enum class Role { world = 0, overlay };

// How a file is named in findings: as the caller named its folder, and nothing a terminal would obey.
std::string shown(const fs::path& path) {
  auto name = path.generic_string();
  const bool plain = first_invalid_utf8(name) == std::string::npos && !first_hidden(name, Prose::one_line);
  return plain ? name : entente::quoted(name);
}

// "`mine/x.toml` has 300000 bytes, limit 262144": the finding names the file already.
std::string without_path(const std::string& message) {
  const auto end = message.starts_with('`') ? message.find("` ") : std::string::npos;
  return end == std::string::npos ? message : message.substr(end + 2);
}

std::string first_part(const fs::path& relative) { return relative.begin()->string(); }

bool is_prose(const fs::path& path) {
  return path.extension() == ".md" || path.extension() == ".txt" || path.filename() == "LICENSE" || path.filename() == "README";
}

// A file of one of the folders that need to know nothing but the file.
bool read_world_file(std::string_view folder, EntryReader top, world::World& world) {
  if (folder == "parties") return read_parties(std::move(top), world);
  if (folder == "templates") return read_template(std::move(top), world);
  if (folder == "items") return read_items(std::move(top), world);
  if (folder == "people") return read_people(std::move(top), world);
  if (folder == "consents") return read_consents(std::move(top), world);
  if (folder == "programmes") return read_programmes(std::move(top), world);
  if (folder == "events") return read_events(std::move(top), world);
  if (folder == "profiles") return read_profiles(std::move(top), world);
  return read_claims(std::move(top), world);
}

class Loader {
 public:
  Loader() = default;
  Loader(world::World world, std::size_t bytes) : world_(std::move(world)), expanded_(world_.instruments), bytes_(bytes) {}

  Result<void> add_folder(const fs::path& folder, Role role) {
    std::error_code unknown;
    if (role == Role::world && fs::is_directory(folder, unknown) && !fs::exists(folder / "world.toml", unknown)) {
      sink_of(folder / "world.toml").error(0, "", "missing; a world folder begins with it, and `entente world new` writes one");
      whole_ = false;
      return {};
    }
    TRY(const auto files, codec::list_files(folder, {.extension = ""}));
    const bool has_head = std::find(files.begin(), files.end(), fs::path("world.toml")) != files.end();
    if (has_head && !read_head(folder / "world.toml")) {
      whole_ = false;
      return {};
    }
    read_all(folder, files);
    report_unused_spifs();
    return {};
  }

  void add_consents(const fs::path& path) {
    const auto sink = sink_of(path);
    if (const auto node = parse(sink, path)) whole_ = read_consents({sink, *node}, world_) && whole_;
  }

  void add_patch(const fs::path& path) {
    const auto sink = sink_of(path);
    if (const auto node = parse(sink, path)) whole_ = apply_patch({sink, *node}, world_) && whole_;
  }

  void add_patch(std::string_view name, std::string_view text) {
    const auto sink = sink_of(name);
    if (!fits(sink, text.size(), std::nullopt)) return;
    const auto node = codec::parse_toml(text);
    if (node) {
      whole_ = apply_patch({sink, *node}, world_) && whole_;
    } else {
      whole_ = false;
      sink.error(node.error());
    }
  }

  LoadedWorld finish() {
    for (const auto& party : world_.parties) world_.policies.add_party(party.id, party.policy);
    world::expand_templates(world_, expanded_);
    if (whole_) {
      for (auto& finding : world::check(world_)) {
        auto placed = located(std::move(finding));
        if (!findings_.repeats(placed)) findings_.add(std::move(placed));
      }
    }
    LoadedWorld out;
    out.usable = !findings_.has_errors();
    out.world = std::move(world_);
    out.findings = findings_.take();
    out.errors = findings_.errors();
    out.warnings = findings_.warnings();
    out.bytes = bytes_;
    return out;
  }

 private:
  FileSink sink_of(const fs::path& path) { return {.file = shown(path), .findings = &findings_}; }

  // --- bytes ---
  std::optional<std::string> bytes_of(const FileSink& sink, const fs::path& path, std::size_t limit) {
    auto bytes = codec::read_file(path, limit);
    const auto unread = bytes ? std::nullopt : std::optional(bytes.error());
    if (!fits(sink, bytes ? bytes->size() : 0, unread)) return std::nullopt;
    return std::move(*bytes);
  }

  // Counts the bytes of one more file. False where it could not be read, or is beyond what a world may have.
  bool fits(const FileSink& sink, std::size_t bytes, const std::optional<Error>& unread) {
    if (!unread && bytes <= kWorldBytes - bytes_) {
      bytes_ += bytes;
      return true;
    }
    whole_ = false;
    if (unread) {
      sink.error(0, "", without_path(unread->message));
    } else if (!std::exchange(over_limit_, true)) {
      sink.error(0, "", fmt::format("with this file the world has more than {} bytes; nothing beyond is read", kWorldBytes));
    }
    return false;
  }

  std::optional<codec::Node> parse(const FileSink& sink, const fs::path& path) {
    codec::TomlAhead only({path}, limits::kWorldFileBytes);
    return next_of(only, sink);
  }

  std::optional<codec::Node> next_of(codec::TomlAhead& files, const FileSink& sink) {
    auto file = files.take();
    if (!fits(sink, file.bytes, file.unread)) return std::nullopt;
    if (*file.node) return std::move(**file.node);
    whole_ = false;
    sink.error(file.node->error());
    return std::nullopt;
  }

  bool read_head(const fs::path& path) {
    const auto sink = sink_of(path);
    const auto node = parse(sink, path);
    return node && read_world_head({sink, *node}, world_);
  }

  // --- the files of a folder ---
  void read_all(const fs::path& folder, const std::vector<fs::path>& files) {
    std::vector<fs::path> of_facts;
    for (const auto& file : files) {
      if (holds_facts(file)) of_facts.push_back(folder / file);
    }
    codec::TomlAhead ahead(std::move(of_facts), limits::kWorldFileBytes);
    for (const auto& file : files) read(folder, file, ahead);
  }

  static bool in_known_folder(const fs::path& file) {
    return file.has_parent_path() && std::find(kFolders.begin(), kFolders.end(), first_part(file)) != kFolders.end();
  }

  static bool holds_facts(const fs::path& file) { return !is_prose(file) && file.extension() == ".toml" && in_known_folder(file); }

  void read(const fs::path& folder, const fs::path& file, codec::TomlAhead& ahead) {
    const auto path = folder / file;
    const auto part = first_part(file);
    const auto sink = sink_of(path);
    if (is_prose(file) || file == fs::path("world.toml")) return;
    if (holds_facts(file)) {
      if (const auto node = next_of(ahead, sink)) whole_ = read_file({sink, *node}, path, file, part) && whole_;
    } else if (part == "policies" && file.has_parent_path() && file.extension() == ".xml") {
      spifs_.insert(path);
    } else if (file.extension() != ".toml") {
      sink.warning(0, "", "is not read; a world is made of .toml files, and of .xml files under policies");
    } else {
      sink.error(0, "",
                 fmt::format("lies outside the folders of a world: {}{}", fmt::join(kFolders, ", "),
                             did_you_mean(part, {kFolders.begin(), kFolders.end()})));
    }
  }

  bool read_file(EntryReader top, const fs::path& path, const fs::path& file, const std::string& part) {
    if (part == "policies") return read_policy(std::move(top), path);
    if (part == "instruments") return read_instrument(std::move(top), kind_folder(file), world_);
    return read_world_file(part, std::move(top), world_);
  }

  static std::optional<std::string> kind_folder(const fs::path& file) {
    const auto kind = std::next(file.begin());
    return std::next(kind) == file.end() ? std::nullopt : std::optional(kind->string());
  }

  // --- policies ---
  bool read_policy(EntryReader top, const fs::path& path) {
    const auto sink = sink_of(path);
    const auto sidecar = read_sidecar(std::move(top));
    const auto& id = sidecar.head.id;
    if (const auto before = policies_.find(id); before != policies_.end()) {
      sink.error(sidecar.line, "id", fmt::format("{} exists already ({})", entente::quoted(id.value), before->second.file));
      return true;
    }
    if (id.empty() || sidecar.spif.empty()) return false;
    policies_.emplace(id, world::Place{sink.file, sidecar.line});
    const auto spif_path = path.parent_path() / sidecar.spif;
    used_spifs_.insert(spif_path);
    const auto spif_sink = sink_of(spif_path);
    const auto bytes = bytes_of(spif_sink, spif_path, limits::kPolicyFileBytes);
    if (!bytes) return false;
    const auto reading = read_spif(*bytes);
    for (const auto& mistake : reading.mistakes) spif_sink.error(mistake.line, "", mistake.message);
    if (!reading.mistakes.empty()) return false;
    world_.policies.add(build_policy(sink, sidecar, reading.policy));
    world_.level_terms.insert(world_.level_terms.end(), sidecar.terms.begin(), sidecar.terms.end());
    return true;
  }

  void report_unused_spifs() {
    for (const auto& path : spifs_) {
      if (!used_spifs_.contains(path)) sink_of(path).warning(0, "", "is not read; no sidecar names it");
    }
    spifs_.clear();
  }

  // check knows policies by id only: "policies.USA.corresponds.level" → USA's sidecar, "corresponds.level".
  world::Finding located(world::Finding finding) const {
    constexpr std::string_view kPolicies = "policies.";
    if (!finding.place.file.empty() || !finding.key.starts_with(kPolicies)) return finding;
    const auto dot = finding.key.find('.', kPolicies.size());
    if (dot == std::string::npos) return finding;
    const auto place = policies_.find(PolicyId(finding.key.substr(kPolicies.size(), dot - kPolicies.size())));
    if (place == policies_.end()) return finding;
    finding.place = place->second;
    finding.key = finding.key.substr(dot + 1);
    return finding;
  }

  world::World world_;
  SharedList<world::Instrument> expanded_;  // those of the world that is amended, with what their templates add
  FindingList findings_;
  std::map<PolicyId, world::Place> policies_;
  std::set<fs::path> spifs_;
  std::set<fs::path> used_spifs_;
  std::size_t bytes_ = 0;
  bool over_limit_ = false;
  bool whole_ = true;  // nothing is missing that others may refer to, so that checking references makes sense
};

}  // namespace

Result<LoadedWorld> load_world(const fs::path& folder, const std::vector<fs::path>& overlays,
                               const std::vector<fs::path>& consents, const std::vector<fs::path>& patches) {
  Loader loader;
  TRY_DO(loader.add_folder(folder, Role::world));
  for (const auto& overlay : overlays) TRY_DO(loader.add_folder(overlay, Role::overlay));
  for (const auto& file : consents) loader.add_consents(file);
  for (const auto& file : patches) loader.add_patch(file);
  return loader.finish();
}

LoadedWorld amend_world(world::World world, std::size_t bytes, std::string_view name, std::string_view patch) {
  Loader loader(std::move(world), bytes);
  loader.add_patch(name, patch);
  return loader.finish();
}

}  // namespace entente::format
