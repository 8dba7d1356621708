#include "arguments_programmes.h"

#include "service/desk.h"

namespace entente::app {

void ProgrammeArguments::add(CLI::App& app, CLI::App& world) {
  capabilities_ = world.add_subcommand("capabilities");
  capabilities_->add_option("PARTY", party_, "whose (default: everybody's)");
  capabilities_->add_flag("--explain", explain_, "sources in full, and who can act");
  add_picture(*capabilities_, raw_);
  add_claims(world);
  auto* programme = app.add_subcommand("programme")->require_subcommand(1);
  programme->set_help_flag("-h,--help", "this page")->group(kCommon);
  check_ = programme->add_subcommand("check");
  check_->add_option("PROGRAMME", programme_, "its id")->required();
  check_->add_flag("--explain", explain_, "sources in full, and everything of every participant");
  add_picture(*check_, raw_);
}

void ProgrammeArguments::add_claims(CLI::App& world) {
  claims_ = world.add_subcommand("claims");
  claims_->add_option("--source", source_, "only what this source says")->type_name("ID");
  claims_->add_option("--outcome", outcome_, "only claims with this outcome")
      ->check(one_of({"confirmed", "superseded", "contradicted", "open"}));
  claims_->add_flag("--all,--explain", explain_, "list every claim, also confirmed ones and opinions");
  claims_->add_option("--from", from_, "svg: first date of the picture (default: the first claim)")->type_name("DATE");
  claims_->add_option("--to", to_, "svg: last date of the picture (default: --as-of)")->type_name("DATE");
  add_picture(*claims_, raw_);
}

bool ProgrammeArguments::parsed() const { return capabilities_->parsed() || check_->parsed() || claims_->parsed(); }

Result<Command> ProgrammeArguments::command(const Settings& settings) const {
  if (capabilities_->parsed()) return capabilities_command(settings);
  if (claims_->parsed()) return claims_command(settings);
  ProgrammeCheckCommand out{settings, {settings.as_of, programme_, explain_, answer_form(raw_)}, {}};
  TRY(out.picture, picture_file(raw_));
  return Command(std::move(out));
}

Result<Command> ProgrammeArguments::capabilities_command(const Settings& settings) const {
  WorldCapabilitiesCommand out{settings, {settings.as_of, std::nullopt, explain_, service::AnswerForm::text}, {}};
  if (!party_.empty()) out.request.party = PartyId(party_);
  out.request.form = answer_form(raw_);
  TRY(out.picture, picture_file(raw_));
  return Command(std::move(out));
}

Result<Command> ProgrammeArguments::claims_command(const Settings& settings) const {
  TRY_DO(no_grade(*claims_));
  const auto source = source_.empty() ? std::nullopt : std::optional(source_);
  TRY(auto picture, picture_file(raw_));
  if (raw_.format != "svg") {
    if (!from_.empty() || !to_.empty())
      return fail(service::Fault::bad_request, "--from and --to are the dates of a picture; add `--format svg`, or use --as-of");
    return Command(WorldClaimsCommand{settings, source, world::parse_outcome(outcome_), explain_});
  }
  if (!outcome_.empty() || explain_)
    return fail(service::Fault::bad_request, "the picture counts claims of every outcome; leave --outcome and --all out");
  WorldClaimsPictureCommand out{settings, {settings.as_of, source, std::nullopt}, std::move(picture)};
  if (!from_.empty()) {
    TRY(const Instant from, parse_instant(from_));
    out.request.from = from;
  }
  if (!to_.empty()) {
    TRY(out.request.to, parse_instant(to_));
  }
  return Command(std::move(out));
}

}  // namespace entente::app
