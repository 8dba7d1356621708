#include "arguments_analysis.h"

#include "service/readiness_view.h"

namespace entente::app {

void AnalysisArguments::add(CLI::App& world) {
  readiness_ = world.add_subcommand("readiness");
  readiness_->add_option("PARTY", party_, "a nation or an organisation, by code")->required();
  readiness_->add_option("PROFILE", profile_, "what it is measured against: fvey, aukus-pillar-2, nato-interop, or another")
      ->required();
  readiness_->add_option("--timeline", timeline_, "by date, what changed and what sources said, as `2013..2026`")
      ->type_name("FROM..TO");
  readiness_->add_flag("--explain", explain_, "sources in full, and what each requirement says");
  add_picture(*readiness_, raw_);
  add_stage(world);
}

void AnalysisArguments::add_stage(CLI::App& world) {
  stage_ = world.add_subcommand("stage");
  stage_->add_option("PARTY", party_, "a nation or an organisation, by code")->required();
  stage_->add_option("PARTNER", partner_, "another: the two in detail (default: all partners)");
  stage_->add_option("--model", model_, "the model of stages (default: the only one of the world)")->type_name("ID");
  stage_->add_option("--beside", beside_, "svg: the same at another date beside it")->type_name("DATE");
  add_picture(*stage_, raw_);
}

Result<Command> AnalysisArguments::command(const Settings& settings) const {
  if (stage_->parsed()) return stage_command(settings);
  WorldReadinessCommand out{settings, PartyId(party_), profile_, std::nullopt, explain_, answer_form(raw_), {}};
  TRY(out.picture, picture_file(raw_));
  if (!timeline_.empty()) {
    TRY(out.timeline, service::parse_time_range(timeline_));
  }
  return Command(std::move(out));
}

Result<Command> AnalysisArguments::stage_command(const Settings& settings) const {
  WorldStageCommand out{settings, {}, {}};
  out.request.as_of = settings.as_of;
  out.request.party = PartyId(party_);
  if (!partner_.empty()) out.request.partner = PartyId(partner_);
  out.request.model = model_;
  const bool is_picture = raw_.format == "svg";
  if (!is_picture && !beside_.empty()) return fail(service::Fault::bad_request, "--beside is for a picture; add `--format svg`");
  TRY(out.picture, picture_file(raw_));
  out.request.form = answer_form(raw_);
  if (!beside_.empty()) {
    TRY(const Instant beside, parse_instant(beside_));
    out.request.beside = beside;
  }
  return Command(std::move(out));
}

}  // namespace entente::app
