// Dates as claims are compared: leniently, since a claim is contradicted only by facts that leave no doubt.
//
// A partial date is the span of the days it may mean. A fact holds in a span when it *may* have held on some day of it: so two
// dates compare at the coarser precision of the two, and "2024-04" is confirmed by a fact from "2024-04" and by one from
// "2024-04-08". Decisions never use this; they apply polarity (docs/semantics.md 1.1). Pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "world/provenance.h"

namespace entente::world {

// From the first day it may mean to the last, both included.
struct Span {
  Instant first = kBeginningOfTime;
  Instant last = kBeginningOfTime;
  friend bool operator==(const Span&, const Span&) = default;
};

inline constexpr Span kAlways{kBeginningOfTime, kBeginningOfTime};  // a beginning that is not stated
inline constexpr Span kNever{kEndOfTime, kEndOfTime};               // an end that is not stated

[[nodiscard]] Span span_of(const PartialDate& date);
[[nodiscard]] Span beginning_of(const std::optional<PartialDate>& date);
[[nodiscard]] Span end_of(const std::optional<PartialDate>& date);
[[nodiscard]] bool meet(const Span& a, const Span& b);

// One dated state of whatever a claim speaks of.
struct Entry {
  std::string_view word;  // "in-force"
  std::size_t order = 0;  // of two that begin on one day the higher holds
  Span start = kAlways;
  Span end = kNever;
  std::optional<PartialDate> from;   // as stated
  std::optional<PartialDate> until;  // as stated
  const Provenance* provenance = nullptr;
};

// Each entry holds until its own end or until another surely begins after it. In any order.
using History = std::vector<Entry>;

// Of two that begin on one day, one of weaker evidence does not outweigh the other.
[[nodiscard]] bool may_hold(const History& history, const Entry& entry, const Span& window);
// The entry to name for a day: of those that may hold the latest; nullptr before the first.
[[nodiscard]] const Entry* current(const History& history, Instant day);
// Only what may have begun by `as_of`, in an order that does not depend on that of the files.
[[nodiscard]] History begun(History history, Instant as_of);

// "negotiating since 2022-10-11, then signed 2025-07-08": what held in the span, and what followed.
[[nodiscard]] std::string told(const History& begun_by_then, const Span& window);

}  // namespace entente::world
