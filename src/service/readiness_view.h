// What `entente world readiness` prints: how far a party meets a profile, and what changed when.
//
// Text for people, aligned by display width; JSON for programs (docs/formats/readiness.md); a picture of the timeline. Reads no
// clock. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct ReadinessRequest {
  Instant as_of;
  PartyId party;
  std::string profile;
  std::optional<std::pair<Instant, Instant>>
      timeline;          // from the first on, before the second; svg without: since anything came true
  bool explain = false;  // sources in full, and what each requirement says
  AnswerForm form = AnswerForm::text;
};

// By the desk's evidence and known-as-of. Fails with Fault::unknown_name, with a suggestion, for a party or profile that is none,
// with Fault::bad_request for a group, and for pictures of times in which nothing changes or of more rows than
// limits::kPictureRows.
[[nodiscard]] Result<std::string> view_readiness(const Desk& desk, const ReadinessRequest& request);

// "2013..2026", "2013-07..2026-11-01": from the first day of the one to the last of the other.
[[nodiscard]] Result<std::pair<Instant, Instant>> parse_time_range(std::string_view text);

// A nation or an organisation of the world, or an error that names what is near.
[[nodiscard]] Result<const world::Party*> actor_named(const world::World& world, const PartyId& id);

// Where something was read, in short: "www.mofa.go.jp", the first of several.
[[nodiscard]] std::string short_source(std::string_view source);

}  // namespace entente::service
