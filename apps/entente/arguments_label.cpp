#include "arguments_label.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "codec/files.h"
#include "format/ism_xml.h"
#include "format/label_file.h"
#include "service/desk.h"

namespace entente::app {
namespace {

std::vector<std::string> form_words(bool reading) {
  std::vector<std::string> words;
  for (const auto& [word, form] : label_forms()) {
    if (reading || form != LabelForm::any_file) words.emplace_back(word);
  }
  return words;
}

CLI::Validator form_of(bool reading) {
  return {[reading](std::string& given) {
            const auto words = form_words(reading);
            if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
            return fmt::format("{} is none of {}{}", entente::quoted(given), join(words, ", "),
                               did_you_mean(given, {words.begin(), words.end()}));
          },
          ""};
}

LabelForm form(const std::string& word) {
  for (const auto& [known, form] : label_forms()) {
    if (known == word) return form;
  }
  return LabelForm::any_file;
}

std::optional<std::filesystem::path> maybe(const std::string& path) {
  return path.empty() ? std::nullopt : std::optional<std::filesystem::path>(path);
}

// A marking holds no full stop, a document's name does; so no file can take the place of a marking.
bool names_a_file(const std::string& text) {
  std::error_code ignored;
  return text.find('.') != std::string::npos && std::filesystem::is_regular_file(text, ignored);
}

// XML with the namespace of ISM; no marks stand in the text of such a file, or they say what the attributes say.
bool holds_ism(const std::string& text) {
  if (!names_a_file(text)) return false;
  const auto bytes = codec::read_file(text, limits::kDocumentBytes);
  return bytes && format::label_bytes(*bytes) == format::LabelBytes::xml &&
         bytes->find(format::kIsmNamespace) != std::string::npos;
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
  render_->add_option("--ism", ism_, "the attributes as a JSON object or an XML element, or @FILE, or `-` for standard input")
      ->required()
      ->type_name("ISM");
  render_->add_option("--policy", raw_.policy, "marking system, by code")->required()->type_name("POLICY");
  render_->add_option("--form", form_, "long: titles in full in the banner; short: as abbreviated (default: short)")
      ->check(one_of({"long", "short"}))
      ->type_name("FORM");
  add_common(*render_, raw_);
  add_check(*label);
  add_convert(*label);
}

void LabelArguments::add_check(CLI::App& label) {
  check_ = label.add_subcommand("check");
  check_->add_option("MARKING|FILE", marking_, "banner line or portion mark; or a document, whose name has a full stop")
      ->required();
  check_->add_option("MORE", more_, "further documents")->type_name("FILE");
  check_->add_option("--policy", raw_.policy, "marking system, by code (a document's: default that of its banner)")
      ->type_name("POLICY");
  check_->add_option("--form", form_, "banner or portion (default: told from parentheses and level)")
      ->check(one_of({"banner", "portion"}))
      ->type_name("FORM");
  check_->add_flag("--fix", fix_, "document: write a copy with every correction that is certain");
  check_->add_option("--output", corrected_, "where to write it, of one document (default: beside it, NAME.corrected.EXT)")
      ->type_name("FILE");
  check_->add_flag("--force", force_, "replace a copy that exists");
  check_->add_flag("--sarif", sarif_, "files: print SARIF 2.1.0, for editors and CI");
  check_->add_option("--declassify-on", declassify_, "document: what a source has on its Declassify On line; for each source")
      ->type_name("VALUE")
      ->allow_extra_args(false);
  check_->add_flag("--ism", ism_file_, "the file holds attributes of ISM: check all its rules (default: seen in XML)");
  check_->add_option("--spif", spif_, "XML SPIF: check the label of a file, or a marking, under its policy")->type_name("FILE");
  check_->add_option("--clearance", clearance_, "with --spif: file with a clearance in XML: may its holder see the label?")
      ->type_name("FILE");
  check_->add_option("--language", language_, "with --spif: language of the marking shown, as `fr` (default: that of the policy)")
      ->type_name("LANG");
  add_common(*check_, raw_);
}

void LabelArguments::add_convert(CLI::App& label) {
  convert_ = label.add_subcommand("convert");
  convert_->add_option("LABEL", marking_, "a file with a label; with --from text a marking")->required();
  convert_
      ->add_option("--from", from_,
                   "form it has: file (seen from the file), 4774, 5636, 4774-json, lacv, text, ism or ism-xml (default: file)")
      ->check(form_of(true))
      ->type_name("FORM");
  convert_->add_option("--to", to_, "form to write: 4774, 5636, 4774-json, lacv, text, ism or ism-xml")
      ->required()
      ->check(form_of(false))
      ->type_name("FORM");
  convert_->add_option("--spif", spif_, "XML SPIF of the label's policy; the label must be valid under it")->type_name("FILE");
  convert_->add_option("--policy", raw_.policy, "marking system of the world, by code, instead of --spif")->type_name("POLICY");
  convert_->add_option("--to-policy", to_spif_, "XML SPIF of another policy: write the equivalent label there")
      ->type_name("FILE");
  convert_->add_option("--sar-authority", authority_, "with --to ism: whose the special access programs of a text are")
      ->check(one_of({"STATE", "DOD", "DOE", "DHS", "AG", "DNI"}))
      ->type_name("NAME");
  convert_->add_flag("--lossy", lossy_, "leave out what the form cannot carry, and say what on standard error");
  convert_->add_option("--language", language_, "language of a text (default: that of the policy)")->type_name("LANG");
  add_common(*convert_, raw_);
}

bool LabelArguments::parsed() const { return parse_->parsed() || render_->parsed() || check_->parsed() || convert_->parsed(); }

Result<Command> LabelArguments::command(const Settings& settings) const {
  if (parse_->parsed()) return Command(LabelParseCommand{settings, raw_.policy, marking_});
  if (render_->parsed()) return Command(LabelRenderCommand{settings, raw_.policy, ism_, form_ == "long"});
  return convert_->parsed() ? convert_command(settings) : check_command(settings);
}

Result<Command> LabelArguments::convert_command(const Settings& settings) const {
  if (!raw_.policy.empty() && (!spif_.empty() || !to_spif_.empty())) {
    return fail(service::Fault::bad_request,
                "label convert: --policy names a policy of the world, --spif and --to-policy files; give one or the other");
  }
  return Command(LabelConvertCommand{settings, marking_, form(from_), form(to_), maybe(spif_), maybe(to_spif_), language_,
                                     raw_.policy, authority_, lossy_});
}

Result<Command> LabelArguments::files_command(const Settings& settings) const {
  LabelCheckFilesCommand out{settings,          {},     std::nullopt, fix_ || !corrected_.empty(),
                             maybe(corrected_), force_, sarif_,       declassify_};
  if (!raw_.policy.empty()) out.policy = PolicyId(raw_.policy);
  auto files = more_;  // a list of its own: the parser takes brackets around an element of one for a list, and not in a marking
  files.insert(files.begin(), marking_);
  for (const auto& what : files) {
    const bool ism = ism_file_ || holds_ism(what);
    // Of several the name may be of a file that is not there: the others are checked.
    if (!ism && !names_a_file(what) && what.find('.') == std::string::npos)
      return fail(service::Fault::bad_request,
                  fmt::format("{} is not a document, whose name has a full stop; markings are checked one by one", quoted(what)));
    out.files.push_back({what, ism});
  }
  if (!more_.empty() && (!corrected_.empty() || !declassify_.empty()))
    return fail(service::Fault::bad_request,
                "--output and --declassify-on are for one document; --fix writes each copy beside its document");
  const bool all_ism = std::all_of(out.files.begin(), out.files.end(), [](const CheckedFile& file) { return file.holds_ism; });
  if (all_ism && (out.policy || !form_.empty() || out.fix || force_ || !declassify_.empty()))
    return fail(service::Fault::bad_request,
                "a file with attributes of ISM is checked without --policy, --form, --fix, --output and --declassify-on");
  return Command(std::move(out));
}

Result<Command> LabelArguments::check_command(const Settings& settings) const {
  if (!spif_.empty() && !more_.empty()) return fail(service::Fault::bad_request, "--spif checks one label");
  if (!spif_.empty()) return judge_command(settings);
  if (!clearance_.empty() || !language_.empty())
    return fail(service::Fault::bad_request, "--clearance and --language go with --spif FILE");
  if (ism_file_ || !more_.empty() || names_a_file(marking_)) return files_command(settings);
  if (raw_.policy.empty()) {
    return fail(service::Fault::bad_request,
                marking_.find('.') != std::string::npos
                    ? fmt::format("{} is not a file", quoted(marking_))
                    : std::string("a marking needs its system: add --policy POLICY, or --spif FILE"));
  }
  if (fix_ || sarif_ || !corrected_.empty() || !declassify_.empty())
    return fail(service::Fault::bad_request, "--fix, --output, --sarif and --declassify-on are for documents");
  LabelCheckCommand out{settings, raw_.policy, marking_, std::nullopt};
  if (!form_.empty()) out.form = form_ == "banner" ? label::MarkForm::banner : label::MarkForm::portion;
  return Command(std::move(out));
}

// `--spif`: the policy is a file's, and nothing of the world is needed.
Result<Command> LabelArguments::judge_command(const Settings& settings) const {
  if (!raw_.policy.empty() || !form_.empty() || fix_ || sarif_ || force_ || !corrected_.empty() || !declassify_.empty())
    return fail(service::Fault::bad_request, "--spif goes with --clearance and --language only");
  return Command(LabelJudgeCommand{settings, marking_, spif_, maybe(clearance_), language_});
}

}  // namespace entente::app
