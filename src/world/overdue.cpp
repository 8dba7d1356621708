#include "world/overdue.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::world {

std::vector<Finding> overdue_events(const World& world, Instant as_of) {
  constexpr std::int64_t kSecondsPerDay = 86'400;
  std::vector<Finding> out;
  for (const auto& event : world.events) {
    if (event.state != EventState::planned || !event.period.from) continue;
    const auto& last = event.period.until ? *event.period.until : *event.period.from;
    if (last.latest().seconds + kOverdueDays * kSecondsPerDay >= as_of.seconds) continue;
    out.push_back(
        {.severity = Severity::warning,
         .place = event.provenance.place,
         .key = "event.state",
         .message = fmt::format("{} is planned for {}, which is long past as of {}; record whether it was held or cancelled",
                                quoted(event.id), last.text(), to_short_string(as_of))});
  }
  return out;
}

}  // namespace entente::world
