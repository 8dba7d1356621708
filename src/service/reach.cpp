#include "service/reach.h"

#include "analysis/downgrade.h"
#include "analysis/reach.h"
#include "format/downgrade_report.h"
#include "format/reach_report.h"
#include "service/diff.h"

namespace entente::service {

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
  format::DowngradeReport report{desk.revision(), request.as_of, {}, {desk.options().known_as_of, desk.options().require}};
  TRY(report.downgrade, analysis::downgrade(view, request.owners, progress));
  return request.json ? format::downgrade_to_json(report) : format::downgrade_to_text(report);
}

}  // namespace entente::service
