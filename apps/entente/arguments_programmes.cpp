#include "arguments_programmes.h"

#include "service/desk.h"

namespace entente::app {

// The form `svg`, and where the picture goes.
void ProgrammeArguments::add_picture(CLI::App& command) {
  command.add_option("--output", output_, "svg: file to write (default: standard output)")->type_name("FILE");
  command.add_flag("--force", force_, "overwrite the file if it exists");
  add_common(command, raw_);
  command.remove_option(command.get_option("--format"));
  command.add_option("--format", raw_.format, "text for people, json for programs, svg for a picture (default: text)")
      ->check(one_of({"text", "json", "svg"}))
      ->type_name("FORM")
      ->group(kCommon);
}

void ProgrammeArguments::add(CLI::App& app, CLI::App& world) {
  capabilities_ = world.add_subcommand("capabilities");
  capabilities_->add_option("PARTY", party_, "whose (default: everybody's)");
  capabilities_->add_flag("--explain", explain_, "sources in full, and who can act");
  add_picture(*capabilities_);
  add_claims(world);
  auto* programme = app.add_subcommand("programme")->require_subcommand(1);
  programme->set_help_flag("-h,--help", "this page")->group(kCommon);
  check_ = programme->add_subcommand("check");
  check_->add_option("PROGRAMME", programme_, "its id")->required();
  check_->add_flag("--explain", explain_, "sources in full, and everything of every participant");
  add_common(*check_, raw_);
}

void ProgrammeArguments::add_claims(CLI::App& world) {
  claims_ = world.add_subcommand("claims");
  claims_->add_option("--source", source_, "only what this source says")->type_name("ID");
  claims_->add_option("--outcome", outcome_, "only claims with this outcome")
      ->check(one_of({"confirmed", "superseded", "contradicted", "open"}));
  claims_->add_flag("--all,--explain", explain_, "list every claim, also confirmed ones and opinions");
  claims_->add_option("--from", from_, "svg: first date of the picture (default: the first claim)")->type_name("DATE");
  claims_->add_option("--to", to_, "svg: last date of the picture (default: --as-of)")->type_name("DATE");
  add_picture(*claims_);
}

bool ProgrammeArguments::parsed() const { return capabilities_->parsed() || check_->parsed() || claims_->parsed(); }

Result<Command> ProgrammeArguments::command(const Settings& settings) const {
  if (capabilities_->parsed()) return capabilities_command(settings);
  if (claims_->parsed()) return claims_command(settings);
  return Command(ProgrammeCheckCommand{settings, {settings.as_of, programme_, explain_, settings.format == Format::json}});
}

Result<PictureFile> ProgrammeArguments::picture_file() const {
  if (!output_.empty() && raw_.format != "svg")
    return fail(service::Fault::bad_request, "--output is for a picture; add `--format svg`");
  return PictureFile{output_.empty() ? std::nullopt : std::optional<std::filesystem::path>(output_), force_};
}

Result<Command> ProgrammeArguments::capabilities_command(const Settings& settings) const {
  WorldCapabilitiesCommand out{settings, {settings.as_of, std::nullopt, explain_, service::CapabilitiesForm::text}, {}};
  if (!party_.empty()) out.request.party = PartyId(party_);
  if (raw_.format == "json") out.request.form = service::CapabilitiesForm::json;
  if (raw_.format == "svg") out.request.form = service::CapabilitiesForm::svg;
  TRY(out.picture, picture_file());
  return Command(std::move(out));
}

Result<Command> ProgrammeArguments::claims_command(const Settings& settings) const {
  TRY_DO(no_grade(*claims_));
  const auto source = source_.empty() ? std::nullopt : std::optional(source_);
  TRY(auto picture, picture_file());
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
