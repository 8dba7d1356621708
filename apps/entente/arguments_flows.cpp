#include "arguments_flows.h"

#include "service/desk.h"

namespace entente::app {

void FlowArguments::add(CLI::App& app) { add_reach(app); }

void FlowArguments::add_reach(CLI::App& app) {
  reach_ = app.add_subcommand("reach");
  reach_->add_option("--owner", owner_, "whose information")->required()->type_name("PARTY");
  reach_->add_option("--level", level_, "only this level of its policy (default: all that need an agreement)")->type_name("LEVEL");
  reach_->add_option("--output", output_, "svg: file to write (default: standard output)")->type_name("FILE");
  reach_->add_flag("--force", force_, "overwrite the file if it exists");
  add_common(*reach_, raw_);
  reach_->remove_option(reach_->get_option("--format"));
  reach_->add_option("--format", raw_.format, "text for people, json for programs, svg for a picture (default: text)")
      ->check(one_of({"text", "json", "svg"}))
      ->type_name("FORM")
      ->group(kCommon);
}

bool FlowArguments::parsed() const { return reach_->parsed(); }

Result<Command> FlowArguments::command(const Settings& settings) const { return reach_command(settings); }

Result<Command> FlowArguments::reach_command(const Settings& settings) const {
  ReachCommand out{settings, {settings.as_of, PartyId(owner_), std::nullopt, service::FlowForm::text}, std::nullopt, force_};
  if (!level_.empty()) out.request.level = LevelName(level_);
  if (raw_.format == "json") out.request.form = service::FlowForm::json;
  if (raw_.format == "svg") out.request.form = service::FlowForm::svg;
  if (!output_.empty() && raw_.format != "svg")
    return fail(service::Fault::bad_request, "--output is for a picture; add `--format svg`");
  if (!output_.empty()) out.output = output_;
  return Command(std::move(out));
}

}  // namespace entente::app
