#include "service/matrix.h"

#include "analysis/act_matrix.h"
#include "analysis/matrix.h"
#include "format/act_matrix_report.h"
#include "format/matrix_report.h"
#include "service/diff.h"

namespace entente::service {
namespace {

Result<std::string> view_acts(const Desk& desk, const MatrixRequest& request) {
  const bool json = request.form == AnswerForm::json;
  const format::TextLayout layout{request.columns, false};
  const analysis::View view{&desk.world(), {request.as_of, desk.options().known_as_of, desk.options().require, desk.options().granted}};
  const format::WhatCounts counts{desk.options().known_as_of, desk.options().require, desk.options().granted};
  if (request.over) {
    format::ActTimeline timeline{
        &desk.world(), request.action, desk.revision(), request.over->first, Instant{request.over->second.seconds - 1}, {}, counts};
    TRY(timeline.changes,
        analysis::act_matrix_changes(view, request.action, request.narrowing, timeline.from, timeline.to, request.progress));
    if (request.form == AnswerForm::svg) return format::act_timeline_to_svg(timeline);
    return json ? format::act_timeline_to_json(timeline) : format::act_timeline_to_text(timeline, layout);
  }
  format::ActMatrixReport report{&desk.world(), desk.revision(), request.as_of, {}, counts};
  TRY(report.matrix, analysis::act_matrix(view, request.action, request.narrowing, request.progress));
  if (request.form == AnswerForm::svg) return format::act_matrix_to_svg(report);
  return json ? format::act_matrix_to_json(report) : format::act_matrix_to_text(report, layout);
}

}  // namespace

Result<std::string> view_matrix(const Desk& desk, const MatrixRequest& request) {
  TRY_DO(desk.covers(request.over ? request.over->first : request.as_of));
  if (request.over) TRY_DO(desk.covers(request.over->second));
  if (request.action != "disclose") return view_acts(desk, request);
  TRY_DO(known_parties(desk.world(), request.narrowing));
  const analysis::View view{&desk.world(), {request.as_of, desk.options().known_as_of, desk.options().require, desk.options().granted}};
  const format::WhatCounts counts{desk.options().known_as_of, desk.options().require, desk.options().granted};
  if (request.over) {
    format::MatrixTimeline timeline{
        &desk.world(), desk.revision(), request.over->first, Instant{request.over->second.seconds - 1}, {}, counts};  // the last day ends
    TRY(timeline.changes, analysis::matrix_changes(view, request.narrowing, timeline.from, timeline.to, request.progress));
    if (request.form == AnswerForm::svg) return format::timeline_to_svg(timeline);
    return request.form == AnswerForm::json ? format::timeline_to_json(timeline) : format::timeline_to_text(timeline, {});
  }
  format::MatrixReport report{&desk.world(), desk.revision(), request.as_of, {}, counts};
  TRY(report.matrix, analysis::matrix(view, request.narrowing));
  switch (request.form) {
    case AnswerForm::text:
      return format::matrix_to_text(report, {});
    case AnswerForm::json:
      return format::matrix_to_json(report);
    case AnswerForm::svg:
      return format::matrix_to_svg(report);
  }
  return std::string();
}

}  // namespace entente::service
