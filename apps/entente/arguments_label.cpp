#include "arguments_label.h"

#include <fmt/format.h>

#include "base/text.h"
#include "service/desk.h"

namespace entente::app {
namespace {

// A marking holds no full stop, a document's name does; so no file can take the place of a marking.
bool names_a_file(const std::string& text) {
  std::error_code ignored;
  return text.find('.') != std::string::npos && std::filesystem::is_regular_file(text, ignored);
}

// Beside the document: "report.md" becomes "report.corrected.md".
std::filesystem::path corrected_path(const std::filesystem::path& file) {
  auto path = file;
  path.replace_filename(fmt::format("{}.corrected{}", file.stem().string(), file.extension().string()));
  return path;
}

}  // namespace

void LabelArguments::add(CLI::App& app) {
  auto* label = app.add_subcommand("label")->require_subcommand(1);
  label->set_help_flag("-h,--help", "this page")->group(kCommon);
  parse_ = label->add_subcommand("parse");
  parse_->add_option("MARKING", marking_, "banner line, portion mark or marking of a received copy")->required();
  parse_->add_option("--policy", raw_.policy, "marking system, by code")->required()->type_name("POLICY");
  add_common(*parse_, raw_);
  render_ = label->add_subcommand("render");
  render_->add_option("--ism", ism_, "the attributes as a JSON object, or @FILE, or `-` for standard input")->required()->type_name("JSON");
  render_->add_option("--policy", raw_.policy, "marking system, by code")->required()->type_name("POLICY");
  add_common(*render_, raw_);
  check_ = label->add_subcommand("check");
  check_->add_option("MARKING|FILE", marking_, "banner line or portion mark; or a document, whose name has a full stop")
      ->required();
  check_->add_option("--policy", raw_.policy, "marking system, by code (a document's: default that of its banner)")
      ->type_name("POLICY");
  check_->add_option("--form", form_, "banner or portion (default: told from parentheses and level)")
      ->check(one_of({"banner", "portion"}))
      ->type_name("FORM");
  check_->add_flag("--fix", fix_, "document: write a copy with every correction that is certain");
  check_->add_option("--output", corrected_, "where to write it (default: beside the document, NAME.corrected.EXT)")
      ->type_name("FILE");
  check_->add_flag("--force", force_, "replace a copy that exists");
  check_->add_flag("--sarif", sarif_, "document: print SARIF 2.1.0, for editors and CI");
  add_common(*check_, raw_);
}

bool LabelArguments::parsed() const { return parse_->parsed() || render_->parsed() || check_->parsed(); }

Result<Command> LabelArguments::command(const Settings& settings) const {
  if (parse_->parsed()) return Command(LabelParseCommand{settings, raw_.policy, marking_});
  if (render_->parsed()) return Command(LabelRenderCommand{settings, raw_.policy, ism_});
  return check_command(settings);
}

Result<Command> LabelArguments::check_command(const Settings& settings) const {
  if (names_a_file(marking_)) {
    LabelCheckFileCommand out{settings, marking_, std::nullopt, std::nullopt, force_, sarif_};
    if (!raw_.policy.empty()) out.policy = PolicyId(raw_.policy);
    if (fix_ || !corrected_.empty())
      out.corrected = corrected_.empty() ? corrected_path(out.file) : std::filesystem::path(corrected_);
    return Command(std::move(out));
  }
  if (raw_.policy.empty()) {
    return fail(service::Fault::bad_request, marking_.find('.') != std::string::npos
                                                 ? fmt::format("{} is not a file", quoted(marking_))
                                                 : std::string("a marking needs its system: add --policy POLICY"));
  }
  if (fix_ || sarif_ || !corrected_.empty())
    return fail(service::Fault::bad_request, "--fix, --output and --sarif are for documents");
  LabelCheckCommand out{settings, raw_.policy, marking_, std::nullopt};
  if (!form_.empty()) out.form = form_ == "banner" ? label::MarkForm::banner : label::MarkForm::portion;
  return Command(std::move(out));
}

}  // namespace entente::app
