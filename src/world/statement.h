// What a claim says, understood: the closed vocabulary of `says` (docs/formats/world.md, "claims/*.toml") as values.
//
// Parse, don't validate: `check` reports the faults as errors, `judge_claims` compares only what has none. Whether the parties
// named exist is not looked at here. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/facts.h"

namespace entente::world {

// What kind of thing is said. `opinion` is never compared.
enum class Form : std::uint8_t {
  opinion = 0,
  recorded,       // any fact: it is recorded and has begun
  status,         // an instrument has a status, or began to have it on a day
  count,          // a party has an instrument of a kind with so many partners
  partner,        // … with this one
  members,        // these are members of a group or organisation
  meeting,        // an event was held, planned or cancelled; who took part, who was host
  required,       // a profile has a requirement
  assessment,     // a party's standing on a requirement
  participation,  // a party takes part in a programme or project
  state           // a candidacy, commitment, risk or interoperability is in a state
};

inline constexpr std::int64_t kClaimedCount = 100'000;  // largest number that a claim may count

struct Statement {
  Form form = Form::opinion;
  std::vector<StatusValue> statuses;  // status, count, partner: as stated; `signed` means more (counted_statuses)
  std::optional<PartialDate> on;      // status
  std::string hedge;                  // not empty: said to be so, or soon
  std::int64_t count = 0;
  Kind of = Kind::information_security;  // count, partner
  std::vector<PartyId> parties;          // count: `including`; members; meeting: `participants`
  std::optional<PartyId> party;          // meeting: `host`; partner, assessment, participation: who
  std::string word;                      // state, role; required: the list
  std::optional<std::int64_t> tier;      // participation
};

struct StatementFault {
  std::string key;  // "says.status"
  std::string message;
};

struct ReadStatement {
  Statement statement;
  std::vector<StatementFault> faults;  // not empty: the statement must not be used
};

// `party` is the kind of the party the claim is about, when it is about one that exists.
[[nodiscard]] ReadStatement read_statement(const Claim& claim, std::optional<PartyKind> party);

// The statuses that make the statement true: `signed` holds as well once it is provisional or in force.
[[nodiscard]] std::vector<StatusValue> counted_statuses(const Statement& statement);

// In short, for messages: "signed", "13 information-security signed", "held".
[[nodiscard]] std::string summary(const Statement& statement);

// "in-force" as people write it: "in force".
[[nodiscard]] std::string plain_word(std::string_view word);

}  // namespace entente::world
