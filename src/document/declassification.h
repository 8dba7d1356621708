// What stands on a `Declassify On` line, and the one value that a document from several sources has there.
//
// Source: the published US manual (2016), E.1 to E.6 (E.O. 13526, 32 CFR 2001). What is unreadable, or has no order in the
// manual, is an error that says so; nothing is guessed. Pure and thread-safe.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace entente::document {

// In the order of E.3, the longest protection first.
enum class DeclassifyKind {
  not_by_date = 0,  // "N/A to RD and NATO portions. See source list for NSI portions."
  beyond_fifty,     // "50X1-HUM", "50X2-WMD", "75X1, 21001231"
  fifty,            // "50X3, 20741231"
  imagery,          // "25X1, EO 12951"
  twenty_five,      // "25X1, 20641231"
  date,             // "20391231"
  event             // "completion of the exercise"
};

struct Declassify {
  DeclassifyKind kind = DeclassifyKind::not_by_date;
  std::string code;             // "25X1", "50X1-HUM"; else empty
  std::optional<Instant> on;    // of a date, or behind an exemption
  std::string event;            // as written
  std::set<std::string> about;  // of not_by_date: RD, FRD, TFNI, NATO
  bool retired = false;         // the code stands in place of one that E.6 retired, "25X1-human"
  friend bool operator==(const Declassify&, const Declassify&) = default;
};

//= US manual (2016) E.1: dates are written YYYYMMDD. Nothing of anything else.
[[nodiscard]] std::optional<Instant> declassify_date(std::string_view text);
//= US manual (2016) E.6: a retired value, in any case of letters; "Source Marked …" is none of itself.
[[nodiscard]] bool is_retired_value(std::string_view value);

// One value, as a source or a guide has it. What E.6 retired counts as the date that it says to calculate, where the date of the
// source stands beside it ("Source Marked OADR, 20010131", "Source Marked 25X1, 20010131"); else it is an error.
[[nodiscard]] Result<Declassify> parse_declassify(std::string_view value);

// Nothing but an exemption that needs a date or event behind it: "25X1".
[[nodiscard]] bool lacks_date(std::string_view value);

// The last day that a value with a date may have, for information of that day: 25 years later; of 25X# 50 and of 50X# 75, and
// then the end of that year. Nothing for what has no limit (75X#, "25X1, EO 12951", events).
//= US manual (2016) E.1; E.O. 13526 1.5(b), 3.3(h)
[[nodiscard]] std::optional<Instant> last_day_for(const Declassify& value, const Instant& origin);

//= US manual (2016) E.3: the value of a document from all these sources. No source: an error.
[[nodiscard]] Result<Declassify> longest_of(const std::vector<Declassify>& sources);

// As it is written on the line.
[[nodiscard]] std::string text_of(const Declassify& value);

}  // namespace entente::document
