// Meetings, exercises and commitments.

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

void check_event(Checking& checking, const Event& event) {
  const auto& place = event.provenance.place;
  checking.sourced(event.provenance, "event");
  if (event.host) checking.known_party({place, "event.host"}, *event.host);
  checking.known_parties({place, "event.participants"}, event.participants);
  checking.known_parties({place, "event.observers"}, event.observers);
  if (event.under) checking.known_instrument({place, "event.under"}, *event.under);
  checking.restriction_period({place, "event.until"}, event.period);
  if (event.state == EventState::held && !event.period.from) {
    checking.error({place, "event.from"}, "missing; what was held was held on a day, a month or a year");
  }
  if (event.kind != EventKind::exercise && !event.level) {
    checking.warning({place, "event.level"}, "missing; only an exercise may have none");
  }
}

void check_commitment(Checking& checking, const Commitment& commitment) {
  const auto& place = commitment.provenance.place;
  checking.sourced(commitment.provenance, "commitment");
  checking.known_parties({place, "commitment.owners"}, commitment.owners);
  if (commitment.owners.empty() && !commitment.aim) {
    checking.error({place, "commitment.owners"}, "nobody; expected who owes it, or `aim = true`");
  }
  if (commitment.from) checking.known_fact({place, "commitment.origin"}, *commitment.from);
  checking.history("commitment.state", commitment.states);
}

}  // namespace

void check_events(Checking& checking) {
  Ids events;
  for (const auto& event : checking.world().events) {
    events.add(checking, {event.provenance.place, "event.id"}, event.id);
    check_event(checking, event);
  }
  Ids commitments;
  for (const auto& commitment : checking.world().commitments) {
    commitments.add(checking, {commitment.provenance.place, "commitment.id"}, commitment.id);
    check_commitment(checking, commitment);
  }
}

}  // namespace entente::world
