// One question as a caller puts it: read the marking, apply what is stated beside it, decide.
//
// What is stated may only narrow what the marking says (docs/semantics.md 2.5); a contradiction makes the label invalid, and the
// decision says so. A word for what is done or goes that seems misspelt makes the request unreadable: Fault::bad_request
// (vocabulary.h). Not thread-safe (it uses a Desk).
#pragma once

#include "analysis/remedies.h"
#include "base/result.h"
#include "format/request_json.h"
#include "service/desk.h"

namespace entente::service {

// What is to be decided. Its object and holder depend on no more of the subject than the party for which it asks, and whether that is a
// set with the holder in it.
[[nodiscard]] Result<decision::Request> request_of(Desk& desk, const format::AskedRequest& asked, Instant now);
// The same into memory that has held another request: whatever stood there is replaced.
[[nodiscard]] Result<void> request_of(Desk& desk, const format::AskedRequest& asked, Instant now, decision::Request& request);
// The same, where nobody asks for what is stated afterwards: its release list is taken, and another one is left there.
[[nodiscard]] Result<void> request_of(Desk& desk, format::AskedRequest&& asked, Instant now, decision::Request& request);

// `now` counts where the request states no time.
[[nodiscard]] Result<UnrecordedDecision> ask(Desk& desk, const format::AskedRequest& asked, Instant now);

// What would make a deny a permit; of a permit, and where no remedies can be told, see analysis/remedies.h.
[[nodiscard]] Result<analysis::Remedies> remedies(Desk& desk, const format::AskedRequest& asked, Instant now);

}  // namespace entente::service
