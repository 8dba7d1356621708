// The timeline of readiness: a row for each requirement, by area, and in it from when to when it was met, unmet or unknown, each
// with a pattern, a sign and the date on which it came true; beside it how it stands, and how sure that is. Pure, thread-safe.
#pragma once

#include <string>

#include "format/readiness_json.h"

namespace entente::format {

struct ReadinessPicture {
  const ReadinessReport& report;      // with a timeline
  const analysis::Readiness& before;  // as of the first instant
  analysis::Between between;
};

// Empty where it would be larger than a picture may be (svg.h).
[[nodiscard]] std::string readiness_picture(const ReadinessPicture& picture);

}  // namespace entente::format
