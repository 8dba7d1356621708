// What `entente world capabilities` prints: priorities, offers and projects, what carries them between whom, and what blocks it.
//
// Text for people, aligned by display width; JSON for programs (docs/formats/programmes.md); a grid as SVG. Reads no clock.
// Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct CapabilitiesRequest {
  Instant as_of;
  std::optional<PartyId> party;  // absent: all
  bool explain = false;          // text: sources in full, and who can act
  AnswerForm form = AnswerForm::text;
};

// By the desk's evidence and known-as-of. Fails with Fault::unknown_name, with a suggestion, for a party that is none, with
// Fault::bad_request for a group and for a picture that would be too large, and as analysis/capabilities.h does.
[[nodiscard]] Result<std::string> view_capabilities(const Desk& desk, const CapabilitiesRequest& request);

}  // namespace entente::service
