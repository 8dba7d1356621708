#include "service/calendar.h"

#include <fmt/format.h>

#include "analysis/calendar.h"
#include "base/analysis_limits.h"
#include "format/calendar_report.h"

namespace entente::service {

Result<void> check_months(std::int64_t months) {
  if (months >= 1 && months <= static_cast<std::int64_t>(limits::kCalendarMonths)) return {};
  return fail(Fault::bad_request, fmt::format("--months: {}; from 1 to {} are looked at", months, limits::kCalendarMonths));
}

Result<std::string> view_calendar(const Desk& desk, const CalendarRequest& request, const analysis::Progress& progress) {
  TRY_DO(desk.covers(request.from));
  const analysis::View view{&desk.world(), {request.from, desk.options().known_as_of, desk.options().require, desk.options().granted}};
  format::CalendarReport report{&desk.world(), desk.revision(), {}, {desk.options().known_as_of, desk.options().require, desk.options().granted}};
  TRY(report.calendar, analysis::calendar(view, request.months, analysis::questions_about(request.action), progress));
  switch (request.form) {
    case AnswerForm::text:
      return format::calendar_to_text(report, {request.columns, false});
    case AnswerForm::json:
      return format::calendar_to_json(report);
    case AnswerForm::svg:
      return format::calendar_to_svg(report);
  }
  return std::string();
}

}  // namespace entente::service
