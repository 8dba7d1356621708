// What sources say, compared with the facts: confirmed, superseded, contradicted or open, as of a date.
//
// docs/formats/world.md, "claims/*.toml", is the contract. Claims never decide: nothing here reaches a decision or a snapshot,
// and facts of every grade count; whoever asks what was known earlier passes such a world (known_by, fact_lines.h). Pure: reads
// no clock. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "world/facts.h"

namespace entente::world {

enum class Outcome : std::uint8_t {
  open = 0,      // nothing recorded tells, or only from the claim's own source; or it is an opinion
  contradicted,  // the facts said otherwise when it was said
  superseded,    // true when said, no longer
  confirmed      // true when said, and still; or what was expected has come about
};

// A fact on the other side of a claim.
struct Side {
  std::string what;    // "negotiating since 2022-10-11"
  std::string source;  // where that was read
  Place place;
};

struct JudgedClaim {
  const Claim* claim = nullptr;  // into the world
  Outcome outcome = Outcome::open;
  std::optional<PartialDate> said;
  bool held_when_said = false;       // the facts agreed on the day it was said
  bool expected = false;             // open, since what it expects is recorded as on its way and no further
  std::optional<PartialDate> since;  // superseded: no longer since; confirmed later than said: came about
  std::string why;                   // one line, lower case: "the record: 8 in force (AUS, …), 1 suspended (RUS)"
  std::vector<Side> against;         // the facts it was compared with, not more than kSidesNamed
};

inline constexpr std::size_t kSidesNamed = 64;
inline constexpr std::size_t kPartiesNamed = 64;       // in one line
inline constexpr std::size_t kChangesScanned = 1'000;  // dates tried to find since when; beyond, none is named

// Every claim said by `as_of`, sorted by source and id; the order of the world's lists does not matter. A claim without a date is
// open. Claims that `check` reports as errors are open too: nothing is read into them.
[[nodiscard]] std::vector<JudgedClaim> judge_claims(const World& world, Instant as_of);

// When it was said: its own date, else its source's.
[[nodiscard]] std::optional<PartialDate> said_on(const World& world, const Claim& claim);

[[nodiscard]] std::string_view to_string(Outcome outcome);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view text);

// The claim in words: its text, else what it says of what.
[[nodiscard]] std::string described(const Claim& claim);

}  // namespace entente::world
