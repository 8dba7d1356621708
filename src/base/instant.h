// Time as the product means it: instants on the UTC time line, partial dates, half-open intervals.
//
// An `Instant` counts whole seconds since 1970-01-01T00:00:00Z. Fractions of a second in input are cut off; since every
// boundary of a fact is a whole second, `t < boundary` holds before cutting exactly when it holds after.
// Leap seconds are not represented (RFC 3339 `:60` is refused). Years 1800 to 2200; anything else is refused.
// Nothing here reads a clock. Thread-safety: plain values.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente {

enum class TimeFault { not_a_date = 1, out_of_range };
constexpr std::string_view room_of(TimeFault) { return "base.time"; }

struct Instant {
  std::int64_t seconds = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

inline constexpr Instant kBeginningOfTime{std::numeric_limits<std::int64_t>::min()};
inline constexpr Instant kEndOfTime{std::numeric_limits<std::int64_t>::max()};

// "2024-11-20" (that day's first instant, UTC) or an RFC 3339 date-time with zone. 2024-02-30 is an error.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

// "2024-11-20T00:00:00Z"; "forever" and "always" for the two ends of time.
[[nodiscard]] std::string to_string(Instant instant);
// "2024-11-20" when the instant is a day's first, else as to_string.
[[nodiscard]] std::string to_short_string(Instant instant);

// Whole calendar months later (negative: earlier), at the same time of day; a day that the month lacks becomes its last.
[[nodiscard]] Instant months_later(Instant instant, int months);

// A date of which the month or the day may be missing: "2013", "2013-07", "2013-07-04".
class PartialDate {
 public:
  [[nodiscard]] static Result<PartialDate> parse(std::string_view text);

  // The first instant of the first day this may mean, and of the last.
  [[nodiscard]] Instant earliest() const;
  [[nodiscard]] Instant latest() const;
  [[nodiscard]] bool is_whole() const { return day_ != 0; }
  [[nodiscard]] std::string text() const;
  // As precise as this one; 29 February becomes the 28th where there is none. The result may lie beyond what `parse` reads.
  [[nodiscard]] PartialDate years_later(int years) const;

  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;

 private:
  std::int16_t year_ = 0;
  std::int8_t month_ = 0;  // 0: not stated
  std::int8_t day_ = 0;    // 0: not stated
};

// Half-open: holds at `from`, no longer at `until`.
struct Interval {
  Instant from = kBeginningOfTime;
  Instant until = kEndOfTime;
  [[nodiscard]] bool contains(Instant t) const { return from <= t && t < until; }
  [[nodiscard]] bool empty() const { return until <= from; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

// A period as a fact states it, before polarity is applied.
struct Period {
  std::optional<PartialDate> from;
  std::optional<PartialDate> until;
  friend bool operator==(const Period&, const Period&) = default;
};

// docs/semantics.md, "Polarity": a grant starts on the last possible day and ends on the first; a restriction the reverse.
[[nodiscard]] Interval as_grant(const Period& period);
[[nodiscard]] Interval as_restriction(const Period& period);

}  // namespace entente
