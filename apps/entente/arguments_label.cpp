#include "arguments_label.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "service/desk.h"
#include "world/nearest.h"

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
                               world::did_you_mean(given, {words.begin(), words.end()}));
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

}  // namespace

void LabelArguments::add(CLI::App& label, const std::function<void(CLI::App&)>& common) {
  parse_ = label.add_subcommand("parse");
  parse_->add_option("MARKING", what_, "banner line, portion mark or marking of a received copy")->required();
  parse_->add_option("--policy", policy_, "marking system, by code")->required()->type_name("POLICY");
  common(*parse_);

  check_ = label.add_subcommand("check");
  check_->add_option("MARKING", what_, "a marking, or a file with a label in XML or JSON")->required();
  check_->add_option("--spif", spif_, "XML SPIF of the policy")->type_name("FILE");
  check_->add_option("--clearance", clearance_, "file with a clearance in XML: may its holder see the label?")->type_name("FILE");
  check_->add_option("--language", language_, "language of the marking shown, as `fr` (default: that of the policy)")
      ->type_name("LANG");
  common(*check_);

  convert_ = label.add_subcommand("convert");
  convert_->add_option("LABEL", what_, "a file with a label; with --from text a marking")->required();
  convert_
      ->add_option("--from", from_, "form it has: file (seen from the file), 4774, 5636, 4774-json, lacv or text (default: file)")
      ->check(form_of(true))
      ->type_name("FORM");
  convert_->add_option("--to", to_, "form to write: 4774, 5636, 4774-json, lacv or text")
      ->required()
      ->check(form_of(false))
      ->type_name("FORM");
  convert_->add_option("--spif", spif_, "XML SPIF of the label's policy; the label must be valid under it")->type_name("FILE");
  convert_->add_option("--policy", policy_, "marking system of the world, by code, instead of --spif")->type_name("POLICY");
  convert_->add_option("--to-policy", to_spif_, "XML SPIF of another policy: write the equivalent label there")
      ->type_name("FILE");
  convert_->add_option("--language", language_, "language of a text (default: that of the policy)")->type_name("LANG");
  common(*convert_);
}

Result<Command> LabelArguments::check_command(const Settings& settings) const {
  if (spif_.empty()) return fail(service::Fault::bad_request, "label check: name the policy with --spif FILE");
  return Command(LabelCheckCommand{settings, what_, spif_, maybe(clearance_), language_});
}

std::optional<Result<Command>> LabelArguments::command(const Settings& settings) const {
  if (parse_->parsed()) return Command(LabelParseCommand{settings, policy_, what_});
  if (check_->parsed()) return check_command(settings);
  if (!convert_->parsed()) return std::nullopt;
  if (!policy_.empty() && (!spif_.empty() || !to_spif_.empty())) {
    return fail(service::Fault::bad_request,
                "label convert: --policy names a policy of the world, --spif and --to-policy files; give one or the other");
  }
  return Result<Command>(
      LabelConvertCommand{settings, what_, form(from_), form(to_), maybe(spif_), maybe(to_spif_), language_, policy_});
}

}  // namespace entente::app
