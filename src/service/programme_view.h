// What `entente programme check` prints: what is settled in a programme, for whom, and what is not.
//
// Text for people, the unsettled first; JSON for programs (docs/formats/programmes.md); a table as SVG. Reads no clock. Thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct ProgrammeRequest {
  Instant as_of;
  std::string programme;
  bool explain = false;  // text: sources in full, and everything of every participant
  AnswerForm form = AnswerForm::text;
};

struct ProgrammeAnswer {
  std::string text;
  std::size_t unsettled = 0;
};

// By the desk's evidence and known-as-of. Fails with Fault::unknown_name, with a suggestion, for a programme that is none,
// and with Fault::bad_request for a picture of more than limits::kPictureRows participants, or one that would be too large.
[[nodiscard]] Result<ProgrammeAnswer> check_programme(const Desk& desk, const ProgrammeRequest& request);

}  // namespace entente::service
