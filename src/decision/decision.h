// The answer to a request: a verdict, the outcome of every rule, the duties, how sure it is, and until when it holds.
//
// Docs: docs/semantics.md 3. A Decision is data: it is not recorded and permits nothing by itself (see service).
// Thread-safety: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "world/facts.h"

namespace entente::decision {

// In the order in which they are listed and reported.
enum class Rule : std::uint8_t {
  label_valid = 0, recipient_known, authority, release_marking, originator_control, legal_basis, equivalence, export_control,
  purpose, channel, nationality, clearance, category, need_to_know, facility,
  scope, conditions, participation
};
inline constexpr std::size_t kRules = 15;       // of a disclosure: the first ones
inline constexpr std::size_t kPartyRules = 10;  // the first of them; the others ask about persons, systems and facilities
// Of the other actions, in the order in which they are reported.
inline constexpr std::array<Rule, 9> kActRules{Rule::recipient_known, Rule::authority, Rule::originator_control,
                                               Rule::legal_basis,     Rule::export_control, Rule::purpose,
                                               Rule::scope,           Rule::conditions,     Rule::participation};

// Only `pass` and `not_applicable` let a request through. Value 0 denies.
enum class Outcome : std::uint8_t { fail = 0, unknown, not_applicable, pass };

struct Reason {
  Rule rule = Rule::label_valid;
  Outcome outcome = Outcome::fail;
  std::optional<PartyId> owner;      // the owner or source it is about
  std::optional<PartyId> recipient;  // set when the request's recipient expanded to several parties
  std::string clause;                // "isa-jpn-kor" or "isa-jpn-kor/art-6"; empty: none
  std::optional<world::Evidence> evidence;  // of the weakest grant the outcome rests on, or of the fact found too weak
  std::string text;
  friend bool operator==(const Reason&, const Reason&) = default;
};

struct Obligation {
  std::string id;      // "mark-as", "no-onward-release"
  std::string type;    // "marking", "handling", "approval"
  std::string clause;  // where it comes from; empty: the product's own rule
  std::map<std::string, std::string> properties;
  friend bool operator==(const Obligation&, const Obligation&) = default;
};

struct Decision {
  bool permit = false;
  std::vector<Reason> reasons;          // rule order, then owner, then recipient
  std::vector<Obligation> obligations;  // only with a permit
  world::Evidence evidence = world::Evidence::assumed;  // weakest grant of a permit; for a deny, of the facts it rests on
  Instant valid_until = kEndOfTime;     // the first instant at which the answer could change by recorded facts
  friend bool operator==(const Decision&, const Decision&) = default;
};

[[nodiscard]] std::string_view to_string(Rule rule);        // "legal-basis"
[[nodiscard]] std::string_view to_string(Outcome outcome);  // "not-applicable"

}  // namespace entente::decision
