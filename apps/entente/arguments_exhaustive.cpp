#include "arguments_exhaustive.h"

#include "service/desk.h"
#include "service/readiness_view.h"

namespace entente::app {
namespace {

constexpr const char* kGranted = "as if each consent, approval and notification that is asked of the two sides had been given";

}  // namespace

void ExhaustiveArguments::add_narrowing(CLI::App& command) {
  command.add_option("--owner", owners_, "only information of these owners")
      ->delimiter(',')
      ->type_name("PARTY[,PARTY...]")
      ->allow_extra_args(false);
  command.add_option("--recipient", recipients_, "only to these parties")
      ->delimiter(',')
      ->type_name("PARTY[,PARTY...]")
      ->allow_extra_args(false);
  command.add_option("--action", action_, "what is asked for (default: disclose; of a diff every action)")
      ->check(an_action())
      ->type_name("ACTION");
}

void ExhaustiveArguments::add(CLI::App& app, CLI::App& world) {
  diff_ = app.add_subcommand("diff");
  diff_->add_option("--from", from_, "a date, the folder of a world, or a patch (default: the world as of --as-of)")->type_name("A");
  diff_->add_option("--to", to_, "a date, the folder of a world, or a patch")->required()->type_name("B");
  add_narrowing(*diff_);
  diff_->add_flag("--persons", persons_, "asks persons of nations: by clearance, categories read in to, and need to know");
  diff_->add_flag("--granted", granted_, kGranted);
  diff_->add_flag("--explain", explain_, "every condition of each group, not only the largest");
  add_picture(*diff_, raw_);
  prove_ = app.add_subcommand("prove");
  prove_->add_option("FILE", raw_.file, "assertions, TOML")->required();
  prove_->add_flag("--granted", granted_, kGranted);
  prove_->add_flag("--explain", explain_, "every condition of the violations, not only the largest");
  add_common(*prove_, raw_);
  add_matrix(world);
}

void ExhaustiveArguments::add_matrix(CLI::App& world) {
  matrix_ = world.add_subcommand("matrix");
  add_narrowing(*matrix_);
  matrix_->add_flag("--granted", granted_, kGranted);
  matrix_->add_option("--over", over_, "by date, which cells change, as `2013..2026`")->type_name("FROM..TO");
  add_picture(*matrix_, raw_);
}

bool ExhaustiveArguments::parsed() const { return diff_->parsed() || prove_->parsed() || matrix_->parsed(); }

Result<Command> ExhaustiveArguments::command(const Settings& common) const {
  Settings settings = common;
  settings.granted = granted_;
  analysis::Narrowing narrowing;
  for (const auto& each : owners_) narrowing.owners.emplace_back(each);
  for (const auto& each : recipients_) narrowing.recipients.emplace_back(each);
  if (prove_->parsed()) return Command(ProveCommand{settings, raw_.file, explain_});
  if (matrix_->parsed()) return matrix_command(settings, std::move(narrowing));
  narrowing.persons = persons_;
  TRY(auto picture, picture_file(raw_));
  return Command(DiffCommand{settings, from_, to_, action_, std::move(narrowing), explain_, answer_form(raw_), std::move(picture)});
}

Result<Command> ExhaustiveArguments::matrix_command(const Settings& settings, analysis::Narrowing narrowing) const {
  WorldMatrixCommand out{settings, {settings.as_of, std::move(narrowing), std::nullopt, service::AnswerForm::text,
                                      action_.empty() ? "disclose" : action_}, {}};
  out.request.form = answer_form(raw_);
  TRY(out.picture, picture_file(raw_));
  if (!over_.empty()) {
    TRY(out.request.over, service::parse_time_range(over_));
  }
  return Command(std::move(out));
}

}  // namespace entente::app
