// What `entente world stage` prints: how far partnerships have come by a model, as text, as JSON or as a picture.
//
// Text for people, aligned by display width; JSON for programs (docs/formats/readiness.md); the map as SVG. The model is an
// attributed reading and named with every answer. Reads no clock. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct StageRequest {
  Instant as_of;
  PartyId party;
  std::optional<PartyId> partner;  // absent: all partners
  std::string model;               // empty: the world's only one
  std::optional<Instant> beside;   // svg: the same at another date
  AnswerForm form = AnswerForm::text;
};

// By the desk's evidence and known-as-of. Fails with Fault::unknown_name, with a suggestion, for a party or model that is none,
// and with Fault::bad_request for a group, for a pair as a picture, and where several models are recorded and none is named.
[[nodiscard]] Result<std::string> view_stage(const Desk& desk, const StageRequest& request);

}  // namespace entente::service
