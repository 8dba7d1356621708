// `entente calendar`: what lapses, renews or enters into force, and what hangs on it, as text, JSON or a picture.
//
// Fails as analysis/calendar.h does.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/asked.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct CalendarRequest {
  Instant from;
  std::int64_t months = 12;
  AnswerForm form = AnswerForm::text;
  std::string action;       // only decisions about it; empty: about every one
  std::size_t columns = 0;  // text: lines are wrapped before this width; 0: never
};

// Fault::bad_request for none, and for more than are looked at.
[[nodiscard]] Result<void> check_months(std::int64_t months);
[[nodiscard]] Result<std::string> view_calendar(const Desk& desk, const CalendarRequest& request, const analysis::Progress& progress);

}  // namespace entente::service
