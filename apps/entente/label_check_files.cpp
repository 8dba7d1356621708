// `entente label check FILE...`: the marks of documents and the attributes of ISM in files, one finding a line, as JSON, or as
// SARIF for editors and CI. What cannot be read is told of, and the rest checked.
#include <algorithm>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "codec/json.h"
#include "commands.h"
#include "format/check_report.h"
#include "format/ism_report.h"
#include "format/sarif.h"
#include "service/check_marks.h"
#include "service/desk.h"

namespace entente::app {
namespace {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// Beside the document: "report.md" becomes "report.corrected.md".
std::filesystem::path beside(const std::filesystem::path& file) {
  auto path = file;
  return path.replace_filename(fmt::format("{}.corrected{}", file.stem().string(), file.extension().string()));
}

class Checker {
 public:
  explicit Checker(const LabelCheckFilesCommand& command)
      : command_(command),
        several_(command.files.size() > 1),
        as_json_(!command.sarif && command.settings.format == Format::json) {}

  Result<ExitCode> run() {
    TRY_DO(open());
    if (as_json_ && several_) json_.begin_object().key("files").begin_array();
    for (const auto& file : command_.files) {
      auto done = file.holds_ism ? check_ism(file.path) : check_document(file.path);
      if (!done) TRY_DO(pass_by(file.path, std::move(done.error())));
    }
    finish();
    return failed_ > 0 ? ExitCode::failure : errors_ > 0 ? ExitCode::found : ExitCode::success;
  }

 private:
  // The world, if a document is to be checked: what is wrong with it concerns every file.
  Result<void> open() {
    if (std::all_of(command_.files.begin(), command_.files.end(), [](const CheckedFile& file) { return file.holds_ism; }))
      return {};
    const auto& settings = command_.settings;
    TRY(auto desk, service::Desk::open({settings.world, settings.overlays, {}, settings.known_as_of, settings.require}));
    desk_.emplace(std::move(desk));
    if (command_.policy) TRY_DO(desk_->policy(*command_.policy));
    return {};
  }

  Result<void> check_document(const std::filesystem::path& file) {
    service::CheckMarksOptions options{file,         command_.policy, command_.settings.as_of,
                                       std::nullopt, command_.force,  command_.declassify};
    if (command_.fix) options.corrected = command_.corrected ? *command_.corrected : beside(file);
    TRY(const auto checked, service::check_marks(*desk_, options));
    const format::CheckReport report{file.string(), checked.policy, checked.text, checked.check,
                                     checked.written ? options.corrected->string() : std::string()};
    const auto counts = format::count(checked.check);
    count(counts.errors, counts.warnings);
    if (command_.sarif) {
      format::add_check(sarif_, report);
    } else if (as_json_) {
      format::write_check(json_, report);
    } else {
      print(format::check_to_text(report));
    }
    return {};
  }

  Result<void> check_ism(const std::filesystem::path& file) {
    TRY(const auto bytes, codec::read_file(file, limits::kDocumentBytes));
    const auto check = format::check_ism(bytes);
    const auto name = file.string();
    if (!check) return fail(check.error().code, fmt::format("{}: {}", quoted(name), check.error().message));
    count(check->count(label::Severity::error), check->count(label::Severity::warning));
    if (command_.sarif) {
      format::add_ism_check(sarif_, *check, name);
    } else if (as_json_) {
      format::write_ism_check(json_, *check, name);
    } else {
      print(format::ism_check_to_text(*check, name));
    }
    return {};
  }

  void count(std::size_t errors, std::size_t warnings) {
    errors_ += errors;
    warnings_ += warnings;
  }

  Result<void> pass_by(const std::filesystem::path& file, Error&& error) {
    if (!several_) return tl::unexpected<Error>(std::move(error));
    ++failed_;
    report(error);
    if (command_.sarif) sarif_.add_unreadable(file.string(), error.message);
    if (as_json_) json_.begin_object().member("file", file.string()).member("error", error.message).end_object();
    return {};
  }

  void finish() {
    if (command_.sarif) {
      print(sarif_.text(ENTENTE_VERSION));
    } else if (as_json_) {
      if (several_)
        json_.end_array().member("errors", errors_).member("warnings", warnings_).member("failed", failed_).end_object();
      print(json_.finish() + "\n");
    } else if (several_) {
      print(fmt::format("{}: {}, {}{}\n", counted(command_.files.size(), "file"),
                        counted(static_cast<std::size_t>(errors_), "error"),
                        counted(static_cast<std::size_t>(warnings_), "warning"),
                        failed_ > 0 ? fmt::format("; {} could not be checked", failed_) : ""));
    }
  }

  const LabelCheckFilesCommand& command_;
  bool several_;
  bool as_json_;
  std::optional<service::Desk> desk_;  // if there is a document
  codec::JsonWriter json_;
  format::SarifLog sarif_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

ExitCode run(const LabelCheckFilesCommand& command) {
  const auto done = Checker(command).run();
  return done ? *done : report(done.error());
}

}  // namespace entente::app
