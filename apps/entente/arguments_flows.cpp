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
  add_picture(*reach_, raw_);
}

void FlowArguments::add_downgrade(CLI::App& app) {
  downgrade_ = app.add_subcommand("downgrade");
  downgrade_->add_option("--owner", owners_, "only chains that begin at these owners")
      ->delimiter(',')
      ->type_name("PARTY[,PARTY...]")
      ->allow_extra_args(false);
  add_picture(*downgrade_, raw_);
}

void FlowArguments::add_calendar(CLI::App& app) {
  calendar_ = app.add_subcommand("calendar");
  calendar_->add_option("--months", months_, "how far ahead, 1 to 120 (default: 12)")->type_name("N");
  calendar_->add_option("--from", from_, "the first day (default: that of --as-of)")->type_name("DATE");
  calendar_->add_option("--action", action_, "only decisions about it (default: about every one)")
      ->check(an_action())
      ->type_name("ACTION");
  calendar_->add_flag("--recorded", recorded_, "by what is recorded alone: no consent, approval or notification is supposed");
  add_picture(*calendar_, raw_);
}

bool FlowArguments::parsed() const { return reach_->parsed() || downgrade_->parsed() || calendar_->parsed(); }

Result<Command> FlowArguments::command(const Settings& settings) const {
  if (reach_->parsed()) return reach_command(settings);
  if (calendar_->parsed()) return calendar_command(settings);
  DowngradeCommand out{settings, {settings.as_of, {}, answer_form(raw_)}, {}};
  TRY(out.picture, picture_file(raw_));
  for (const auto& owner : owners_) out.request.owners.emplace_back(owner);
  return Command(std::move(out));
}

Result<Command> FlowArguments::calendar_command(const Settings& settings) const {
  CalendarCommand out{settings, {settings.as_of, months_, answer_form(raw_), action_, settings.columns}, {}};
  TRY(out.picture, picture_file(raw_));
  out.settings.granted = !recorded_;
  TRY_DO(service::check_months(months_));
  if (!from_.empty()) {
    const auto from = parse_instant(from_);
    if (!from) return fail(service::Fault::bad_request, fmt::format("--from: {}", from.error().message));
    out.request.from = *from;
  }
  return Command(std::move(out));
}

Result<Command> FlowArguments::reach_command(const Settings& settings) const {
  ReachCommand out{settings, {settings.as_of, PartyId(owner_), std::nullopt, service::AnswerForm::text, settings.columns}, {}};
  if (!level_.empty()) out.request.level = LevelName(level_);
  out.request.form = answer_form(raw_);
  TRY(out.picture, picture_file(raw_));
  return Command(std::move(out));
}

}  // namespace entente::app
