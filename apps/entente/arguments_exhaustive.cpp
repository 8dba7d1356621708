#include "arguments_exhaustive.h"

namespace entente::app {

void ExhaustiveArguments::add_narrowing(CLI::App& command) {
  command.add_option("--owner", owners_, "only information of these owners")->delimiter(',')->type_name("PARTY[,PARTY...]")->allow_extra_args(false);
  command.add_option("--recipient", recipients_, "only to these parties")->delimiter(',')->type_name("PARTY[,PARTY...]")->allow_extra_args(false);
  command.add_option("--action", action_, "what is asked for (default, and all there is yet: disclose)")->type_name("ACTION");
}

void ExhaustiveArguments::add(CLI::App& app) {
  diff_ = app.add_subcommand("diff");
  diff_->add_option("--from", from_, "a date, or the folder of a world (default: the world as of --as-of)")->type_name("A");
  diff_->add_option("--to", to_, "a date, or the folder of a world")->required()->type_name("B");
  add_narrowing(*diff_);
  diff_->add_flag("--explain", explain_, "every condition of each group, not only the largest");
  add_common(*diff_, raw_);
}

bool ExhaustiveArguments::parsed() const { return diff_->parsed(); }

Result<Command> ExhaustiveArguments::command(const Settings& settings) const {
  DiffCommand out{settings, from_, to_, action_, {}, {}, explain_};
  for (const auto& each : owners_) out.owners.emplace_back(each);
  for (const auto& each : recipients_) out.recipients.emplace_back(each);
  return Command(std::move(out));
}

}  // namespace entente::app
