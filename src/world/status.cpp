#include "world/status.h"

#include <utility>

namespace entente::world {

Instant start_of(const Status& status) {
  return status.value == StatusValue::in_force ? status.from.latest() : status.from.earliest();
}

const Status* status_at(const Instrument& instrument, Instant at) {
  const Status* found = nullptr;
  for (const auto& status : instrument.statuses) {
    const auto start = start_of(status);
    if (start > at) continue;
    if (found == nullptr || std::pair(start, status.value) > std::pair(start_of(*found), found->value)) found = &status;
  }
  return found;
}

}  // namespace entente::world
