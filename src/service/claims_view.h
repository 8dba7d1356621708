// What `entente world claims` prints: each claim confirmed, contradicted, superseded or open, as of a date.
//
// Text for people, JSON for programs (docs/formats/claims.md). Pure functions of a loaded world and a date: no clock, no colour,
// no terminal width; text is aligned by display width. Claims never decide. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "format/world_folder.h"
#include "service/world_view.h"
#include "world/claim_outcomes.h"

namespace entente::service {

enum class ClaimDetail { summary = 0, all };

struct ClaimsRequest {
  Instant as_of;
  std::optional<std::string> source;          // only this source's
  std::optional<world::Outcome> outcome;      // only these; the first line counts all of them
  ClaimDetail detail = ClaimDetail::summary;  // summary: confirmed ones and opinions are counted, not listed
  ViewForm form = ViewForm::text;
  std::optional<Instant> known_as_of;  // only facts that were known then; absent: all
};

// Fails with Fault::unknown_name (desk.h), with a suggestion, for a source that says nothing.
[[nodiscard]] Result<std::string> view_claims(const world::World& world, const ClaimsRequest& request);

// Adds what compare_claims (world/claim_warnings.h) and overdue_events (world/overdue.h) find as of a date to the findings of a
// world that loads: limits::kErrorsReported beside those that are listed already, and the rest counted, so that other warnings do
// not crowd them out.
void compare_claims_of(format::LoadedWorld& loaded, Instant as_of, std::optional<Instant> known_as_of = std::nullopt);

}  // namespace entente::service
