#include "service/world_import.h"

#include <system_error>
#include <utility>

#include <stdlib.h>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/csv.h"
#include "codec/files.h"
#include "codec/json.h"
#include "format/world_entries.h"
#include "format/world_folder.h"
#include "service/desk.h"

namespace entente::service {
namespace {

namespace fs = std::filesystem;
using format::RowOutcome;

constexpr std::size_t kFindingsShown = 5;

std::string shown(const fs::path& path) {
  auto name = path.generic_string();
  const bool plain = first_invalid_utf8(name) == std::string::npos && !format::first_hidden(name, format::Prose::one_line);
  return plain ? name : entente::quoted(name);
}

// The first errors of a world that does not load.
std::string errors_of(const format::LoadedWorld& loaded) {
  std::string out;
  std::size_t count = 0;
  for (const auto& finding : loaded.findings) {
    if (finding.severity == world::Severity::error && count++ < kFindingsShown) out += "\n" + to_string(finding);
  }
  return out;
}

Result<world::World> load(const ImportOptions& options) {
  TRY(auto loaded, format::load_world(options.world, options.overlays));
  if (loaded.usable) return std::move(loaded.world);
  return fail(Fault::world_unusable,
              fmt::format("{}: the world does not load; see `entente world check`{}", shown(options.world), errors_of(loaded)));
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return {};
  return fail(Fault::cannot_write, fmt::format("{}: cannot make this folder: {}", entente::quoted(folder.string()), error.message()));
}

Result<void> check_empty(const ImportOptions& options) {
  std::error_code error;
  const bool has_files = fs::exists(options.out, error) && !fs::is_empty(options.out, error);
  if (error) return fail(Fault::cannot_write, fmt::format("{}: {}", shown(options.out), error.message()));
  if (!has_files || options.existing == NewFile::replace) return {};
  return fail(Fault::refused,
              fmt::format("{} has files already; name a new folder, or write into this one with --force", shown(options.out)));
}

Result<void> write(const fs::path& folder, const std::vector<format::ImportedFile>& files, codec::Overwrite overwrite) {
  codec::StagedFiles staged;
  for (const auto& file : files) {
    const auto path = folder / file.path;
    TRY_DO(make_folder(path.parent_path()));
    TRY_DO(staged.add(path, file.text, codec::FileMode::everyone_reads));
  }
  return staged.commit(overwrite);
}

// A folder of its own among the temporary ones, gone at the end whatever happens.
class TrialFolder {
 public:
  static Result<TrialFolder> make() {
    std::error_code error;
    auto pattern = (fs::temp_directory_path(error) / "entente-import-XXXXXX").string();
    if (!error && ::mkdtemp(pattern.data()) != nullptr) return TrialFolder(pattern);
    return fail(Fault::cannot_write, fmt::format("cannot make a temporary folder {}", entente::quoted(pattern)));
  }
  TrialFolder(TrialFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TrialFolder& operator=(TrialFolder&&) = delete;
  ~TrialFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit TrialFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

// Loads the world with the overlay before a file of it is put in place.
Result<void> try_overlay(const ImportOptions& options, const std::vector<format::ImportedFile>& files) {
  TRY(const auto trial, TrialFolder::make());
  TRY_DO(write(trial.path(), files, codec::Overwrite::refuse));
  auto overlays = options.overlays;
  overlays.push_back(trial.path());
  TRY(const auto loaded, format::load_world(options.world, overlays));
  if (loaded.usable) return {};
  auto errors = errors_of(loaded);
  const auto own = trial.path().generic_string();
  for (auto at = errors.find(own); at != std::string::npos; at = errors.find(own, at))
    errors.replace(at, own.size(), shown(options.out));
  return fail(Fault::refused, "the world would not load with these rows; correct them and import again" + errors);
}

std::string_view word_for(RowOutcome outcome) {
  switch (outcome) {
    case RowOutcome::not_imported:
      return "not imported";
    case RowOutcome::in_part:
      return "in part";
    case RowOutcome::remark:
      return "remark";
  }
  return {};
}

std::string counted(std::size_t count, std::string_view one) { return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s"); }

}  // namespace

Result<ImportReport> import_table(const ImportOptions& options) {
  TRY(auto facts, load(options));
  TRY_DO(check_empty(options));
  TRY(const auto bytes, codec::read_file(options.table, limits::kTableBytes));
  const auto table = codec::parse_csv(bytes);
  if (!table) return fail(Fault::bad_request, fmt::format("{}: {}", shown(options.table), table.error().message));
  auto imported = format::import_agreements(*table, facts, shown(options.table.filename()));
  if (!imported) return fail(Fault::bad_request, fmt::format("{}: {}", shown(options.table), imported.error().message));
  TRY_DO(try_overlay(options, imported->files));
  TRY_DO(make_folder(options.out));
  TRY_DO(write(options.out, imported->files,
               options.existing == NewFile::replace ? codec::Overwrite::allow : codec::Overwrite::refuse));
  return ImportReport{.imported = std::move(*imported), .table = shown(options.table), .out = shown(options.out)};
}

std::string import_to_text(const ImportReport& report) {
  const auto& done = report.imported;
  std::string out;
  for (const auto& note : done.notes) {
    out += fmt::format("{}:{}: {}: {}: {}\n", report.table, note.line, note.id, word_for(note.outcome), note.message);
  }
  out += fmt::format("{}: {} and {} written to {}", counted(done.rows, "row"), counted(done.instruments, "instrument"),
                     counted(done.claims, "claim"), report.out);
  if (const auto some = done.count(RowOutcome::in_part); some > 0) out += fmt::format(", {} in part", some);
  if (const auto none = done.count(RowOutcome::not_imported); none > 0) out += fmt::format(", {} not imported", none);
  return out + "\n";
}

std::string import_to_json(const ImportReport& report) {
  const auto& done = report.imported;
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("table", report.table).member("out", report.out);
  json.member("rows", done.rows).member("instruments", done.instruments).member("claims", done.claims);
  json.member("in_part", done.count(RowOutcome::in_part)).member("not_imported", done.count(RowOutcome::not_imported));
  json.key("notes").begin_array();
  for (const auto& note : done.notes) {
    json.begin_object().member("line", note.line).member("id", note.id).member("outcome", word_for(note.outcome));
    json.member("message", note.message).end_object();
  }
  return json.end_array().end_object().finish();
}

}  // namespace entente::service
