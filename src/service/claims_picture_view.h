// What `entente world claims --format svg` draws: of each source how many claims have which outcome, over time.
//
// Facts of every grade count, those known by the desk's known-as-of. Reads no clock. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "service/desk.h"

namespace entente::service {

struct ClaimsPictureRequest {
  Instant to;                         // the last date
  std::optional<std::string> source;  // only this one's
  std::optional<Instant> from;        // absent: when the first claim was said
};

// Fails with Fault::unknown_name, with a suggestion, for a source that says nothing, with Fault::bad_request for times in which
// nothing was said and for a picture that would be too large, and as analysis/claim_timeline.h does.
[[nodiscard]] Result<std::string> draw_claims(const Desk& desk, const ClaimsPictureRequest& request);

}  // namespace entente::service
