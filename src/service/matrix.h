// `entente world matrix`: who may have what of whom, as text, JSON or a picture; and over time; of other actions, who may do what.
//
// Fails with Fault (desk.h) for names that are not there, and as analysis/matrix.h and
// analysis/act_matrix.h do.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "analysis/asked.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct MatrixRequest {
  Instant as_of;
  analysis::Narrowing narrowing;
  std::optional<std::pair<Instant, Instant>> over;  // its changes after the first and up to the second
  AnswerForm form = AnswerForm::text;
  std::string action = "disclose";
  std::size_t columns = 0;             // of acts: lines are wrapped before this width
  analysis::Progress progress = {};    // of acts told after each pair, of `over` with the days gone by
};

[[nodiscard]] Result<std::string> view_matrix(const Desk& desk, const MatrixRequest& request);

}  // namespace entente::service
