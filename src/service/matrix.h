// `entente world matrix`: who may have what of whom, as text, JSON or a picture; and over time.
//
// Fails with Fault (desk.h) for names that are not there and for a picture of a timeline, and as analysis/matrix.h does.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "analysis/asked.h"
#include "base/result.h"
#include "service/desk.h"

namespace entente::service {

enum class MatrixForm { text = 0, json, svg };

struct MatrixRequest {
  Instant as_of;
  analysis::Narrowing narrowing;
  std::optional<std::pair<Instant, Instant>> over;  // its changes after the first and up to the second
  MatrixForm form = MatrixForm::text;
};

[[nodiscard]] Result<std::string> view_matrix(const Desk& desk, const MatrixRequest& request);

}  // namespace entente::service
