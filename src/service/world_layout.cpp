#include "service/world_layout.h"

#include <system_error>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "codec/json.h"
#include "format/layout.h"
#include "format/world_entries.h"

namespace entente::service {
namespace {

namespace fs = std::filesystem;

// As the caller named it, and nothing a terminal would obey.
std::string shown(const fs::path& path) {
  auto name = path.generic_string();
  const bool plain = first_invalid_utf8(name) == std::string::npos && !format::first_hidden(name, format::Prose::one_line);
  return plain ? name : entente::quoted(name);
}

// "`mine/x.toml` has 300000 bytes, limit 262144", "cannot read `mine/x.toml`: …": the report names the file already.
std::string without_path(const std::string& message) {
  constexpr std::string_view kCannotRead = "cannot read `";
  if (const auto end = message.find("`: "); message.starts_with(kCannotRead) && end != std::string::npos) {
    return "cannot be read: " + message.substr(end + 3);
  }
  const auto end = message.starts_with('`') ? message.find("` ") : std::string::npos;
  return end == std::string::npos ? message : message.substr(end + 2);
}

// Where the bytes lie, so that replacing them does not replace a link.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  auto real = fs::canonical(path, error);
  return error ? path : real;
}

codec::FileMode mode_of(const fs::path& path) {
  std::error_code error;
  const auto bits = fs::status(path, error).permissions();
  const bool shared = !error && (bits & fs::perms::others_read) != fs::perms::none;
  return shared ? codec::FileMode::everyone_reads : codec::FileMode::owner_only;
}

class LayoutRun {
 public:
  explicit LayoutRun(LayoutMode mode) { report_.mode = mode; }

  void place(const fs::path& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return file(path);
    const auto found = codec::list_files(path, {.extension = ".toml"});
    if (!found) return refuse(path, found.error());
    for (const auto& each : *found) file(path / each);
  }

  LayoutReport finish() { return std::move(report_); }

 private:
  void file(const fs::path& path) {
    ++report_.files;
    const auto before = codec::read_file(path, limits::kWorldFileBytes);
    if (!before) return refuse(path, before.error());
    const auto after = format::lay_out(*before);
    if (!after) return refuse(path, after.error());
    if (*after == *before) return;
    if (report_.mode == LayoutMode::write) {
      const auto real = resolved(path);
      const auto written = codec::write_file_atomically(real, *after, codec::Overwrite::allow, mode_of(real));
      if (!written) return refuse(path, written.error());
    }
    report_.changed.push_back(shown(path));
  }

  void refuse(const fs::path& path, const Error& error) {
    report_.refused.push_back({.file = shown(path), .message = without_path(error.message)});
  }

  LayoutReport report_;
};

std::string counted(std::size_t count, std::string_view one) { return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s"); }

}  // namespace

LayoutReport lay_out_files(const std::vector<fs::path>& places, LayoutMode mode) {
  LayoutRun run(mode);
  for (const auto& path : places) run.place(path);
  return run.finish();
}

std::string layout_to_text(const LayoutReport& report) {
  const bool check = report.mode == LayoutMode::check;
  std::string out;
  for (const auto& file : report.changed) out += fmt::format("{} {}\n", check ? "would change" : "changed", file);
  out += fmt::format("{}: {} {}, {} already laid out", counted(report.files, "file"), report.changed.size(),
                     check ? "would change" : "changed", report.files - report.changed.size() - report.refused.size());
  if (!report.refused.empty()) out += fmt::format(", {} refused", report.refused.size());
  return out + "\n";
}

std::string layout_to_json(const LayoutReport& report) {
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object();
  json.member("written", report.mode == LayoutMode::write).member("files", report.files);
  json.key("changed").begin_array();
  for (const auto& file : report.changed) json.value(file);
  json.end_array().key("refused").begin_array();
  for (const auto& each : report.refused)
    json.begin_object().member("file", each.file).member("message", each.message).end_object();
  return json.end_array().end_object().finish();
}

}  // namespace entente::service
