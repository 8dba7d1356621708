// How long instruments stay in force by their own text: docs/semantics.md 1.4, and what is next for one that renews.
//
// The end of a duration decides; renewals and days of notice are for showing. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "world/check.h"
#include "world/facts.h"

namespace entente::world {

// Whether nothing prolongs it: there is an end, and neither an automatic renewal nor an indefinite stay after it.
[[nodiscard]] bool ends_by_itself(const Duration& duration);

// The first instant at which this `in-force` entry no longer holds; kEndOfTime where the duration does not end by itself.
[[nodiscard]] Instant end_of(const Instrument& instrument, const Status& in_force);

// When the instrument, in force by its status at `at`, ended by itself; nothing while it has not.
[[nodiscard]] std::optional<Instant> ended(const Instrument& instrument, Instant at);

// A warning for each instrument that is in force by its status and ended by itself, or had notice of termination given in time
// and nothing recorded of it since, in the order of the world.
[[nodiscard]] std::vector<Finding> ended_durations(const World& world, Instant at);

// What comes after `at` while the instrument is in force. As precise as the date of entry into force.
struct Outlook {
  std::optional<PartialDate> ends;
  std::optional<PartialDate> renews;
  std::optional<PartialDate> notice_given;  // a notice of termination that stands at `at`: there is an end and no renewal
  std::optional<PartialDate> last_notice;   // the last day, `at` included, on which a notice prevents a renewal
  std::optional<PartialDate> notice_for;    // that renewal
};
[[nodiscard]] Outlook outlook(const Instrument& instrument, Instant at);

// The last day on which a notice prevents that renewal: its whole time lies between the two. None where no time is recorded, or
// the renewal is not known to the day.
[[nodiscard]] std::optional<PartialDate> last_notice_before(const Duration& duration, const PartialDate& renewal);

// "5 years, then renewed for 1 year unless notice is given 90 days before".
[[nodiscard]] std::string in_words(const Duration& duration);
[[nodiscard]] std::string renewal_in_words(const Duration& duration);  // of an automatic renewal, from "renewed" on

}  // namespace entente::world
