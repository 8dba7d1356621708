#include "arguments_flows.h"

#include <fmt/format.h>

#include "service/desk.h"

namespace entente::app {

void FlowArguments::add(CLI::App& app) {
  add_reach(app);
  add_downgrade(app);
  add_calendar(app);
}

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

void FlowArguments::add_downgrade(CLI::App& app) {
  downgrade_ = app.add_subcommand("downgrade");
  downgrade_->add_option("--owner", owners_, "only chains that begin at these owners")
      ->delimiter(',')
      ->type_name("PARTY[,PARTY...]")
      ->allow_extra_args(false);
  add_common(*downgrade_, raw_);
}

void FlowArguments::add_calendar(CLI::App& app) {
  calendar_ = app.add_subcommand("calendar");
  calendar_->add_option("--months", months_, "how far ahead, 1 to 120 (default: 12)")->type_name("N");
  calendar_->add_option("--from", from_, "the first day (default: that of --as-of)")->type_name("DATE");
  add_common(*calendar_, raw_);
}

bool FlowArguments::parsed() const { return reach_->parsed() || downgrade_->parsed() || calendar_->parsed(); }

Result<Command> FlowArguments::command(const Settings& settings) const {
  if (reach_->parsed()) return reach_command(settings);
  if (calendar_->parsed()) return calendar_command(settings);
  DowngradeCommand out{settings, {settings.as_of, {}, settings.format == Format::json}};
  for (const auto& owner : owners_) out.request.owners.emplace_back(owner);
  return Command(std::move(out));
}

Result<Command> FlowArguments::calendar_command(const Settings& settings) const {
  CalendarCommand out{settings, {settings.as_of, months_, settings.format == Format::json, settings.columns}};
  TRY_DO(service::check_months(months_));
  if (!from_.empty()) {
    const auto from = parse_instant(from_);
    if (!from) return fail(service::Fault::bad_request, fmt::format("--from: {}", from.error().message));
    out.request.from = *from;
  }
  return Command(std::move(out));
}

Result<Command> FlowArguments::reach_command(const Settings& settings) const {
  ReachCommand out{settings, {settings.as_of, PartyId(owner_), std::nullopt, service::FlowForm::text, settings.columns}, std::nullopt, force_};
  if (!level_.empty()) out.request.level = LevelName(level_);
  if (raw_.format == "json") out.request.form = service::FlowForm::json;
  if (raw_.format == "svg") out.request.form = service::FlowForm::svg;
  if (!output_.empty() && raw_.format != "svg")
    return fail(service::Fault::bad_request, "--output is for a picture; add `--format svg`");
  if (!output_.empty()) out.output = output_;
  return Command(std::move(out));
}

}  // namespace entente::app
