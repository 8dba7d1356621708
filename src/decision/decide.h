// Decides one request against one snapshot.
//
// Pure: reads no clock, file or log. The same snapshot and request give the same bytes of reasons on every run.
// Does NOT check who is asking, does NOT record: see service. Thread-safe: a Snapshot is immutable.
#pragma once

#include <memory>

#include "decision/decision.h"
#include "decision/request.h"
#include "decision/snapshot.h"

namespace entente::decision {

// Which of the rules a decision about such a subject reports, from the first on.
[[nodiscard]] constexpr std::size_t rules_for(SubjectType type) {
  return type == SubjectType::party || type == SubjectType::other ? kPartyRules : kRules;
}

// Whether anybody will read why a request cannot be decided: who only judges needs no texts.
enum class Words : bool { none = false, full = true };

// A request with its names resolved against one snapshot. Binding costs allocations, deciding does not.
class BoundRequest {
 public:
  struct Cases;
  [[nodiscard]] static BoundRequest bind(const Snapshot& snapshot, const Request& request, Words words = Words::full);
  [[nodiscard]] const Cases& cases() const { return *cases_; }

 private:
  explicit BoundRequest(std::shared_ptr<const Cases> cases) : cases_(std::move(cases)) {}
  std::shared_ptr<const Cases> cases_;  // shared: a bound request is copied freely
};

// The answer and the clause that determined it, without words.
struct Verdict {
  bool permit = false;
  Rule rule = Rule::label_valid;          // deny: the first rule that does not pass; permit: legal_basis or the last that passed
  std::uint32_t instrument = 0xFFFFFFFF;  // index into the snapshot's instruments; all ones: none
  world::Evidence evidence = world::Evidence::assumed;
  Instant valid_until = kEndOfTime;
};

// The fast path: no allocation. Agrees with `decide` on every request (a property test holds this).
[[nodiscard]] Verdict judge(const Snapshot& snapshot, const BoundRequest& request);
// The same of a request that is asked once: binds it in a room of the thread's own.
[[nodiscard]] Verdict judge(const Snapshot& snapshot, const Request& request);

// All rules are evaluated, in order, also after one has failed; what cannot be evaluated is `unknown`, and unknown denies.
// The request's time must lie in the snapshot's interval (CHECKed): `service` picks the snapshot.
[[nodiscard]] Decision decide(const Snapshot& snapshot, const Request& request);
// The same of a request already bound, with its words (`bound` is of this one), written over an earlier decision: what that had allocated is used
// again, so that who decides much allocates little.
void decide(const Snapshot& snapshot, const Request& request, const BoundRequest& bound, Decision& into);

}  // namespace entente::decision
