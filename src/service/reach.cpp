#include "service/reach.h"

#include <fmt/format.h>

#include "analysis/downgrade.h"
#include "analysis/reach.h"
#include "base/picture_limits.h"
#include "format/downgrade_report.h"
#include "format/reach_report.h"
#include "service/diff.h"

namespace entente::service {
namespace {

Result<std::string> drawn(const format::DowngradeReport& report) {
  const auto chains = report.downgrade.chains.size();
  if (chains > limits::kPictureChains)
    return fail(Fault::bad_request, fmt::format("{} chains are more than the {} of a picture; name owners with --owner, the text lists them all",
                                                chains, limits::kPictureChains));
  auto picture = format::downgrade_to_svg(report);
  if (picture.empty()) return fail(Fault::bad_request, "the picture would be too large; name owners with --owner, the text lists all chains");
  return picture;
}

}  // namespace

Result<std::string> view_reach(const Desk& desk, const ReachRequest& request, const analysis::Progress& progress) {
  TRY_DO(desk.covers(request.as_of));
  TRY_DO(known_parties(desk.world(), {{request.owner}, {}}));
  const analysis::View view{&desk.world(), {request.as_of, desk.options().known_as_of, desk.options().require}};
  format::ReachReport report{&desk.world(), desk.revision(), request.as_of, {}, {desk.options().known_as_of, desk.options().require}};
  TRY(report.reach, analysis::reach(view, request.owner, request.level, progress));
  switch (request.form) {
    case AnswerForm::text:
      return format::reach_to_text(report, {request.columns, false});
    case AnswerForm::json:
      return format::reach_to_json(report);
    case AnswerForm::svg:
      return format::reach_to_svg(report);
  }
  return std::string();
}

Result<std::string> view_downgrade(const Desk& desk, const DowngradeRequest& request, const analysis::Progress& progress) {
  TRY_DO(desk.covers(request.as_of));
  TRY_DO(known_parties(desk.world(), {request.owners, {}}));
  const analysis::View view{&desk.world(), {request.as_of, desk.options().known_as_of, desk.options().require}};
  format::DowngradeReport report{&desk.world(), desk.revision(), request.as_of, {}, {desk.options().known_as_of, desk.options().require}};
  TRY(report.downgrade, analysis::downgrade(view, request.owners, progress));
  switch (request.form) {
    case AnswerForm::text:
      return format::downgrade_to_text(report);
    case AnswerForm::json:
      return format::downgrade_to_json(report);
    case AnswerForm::svg:
      return drawn(report);
  }
  return std::string();
}

}  // namespace entente::service
