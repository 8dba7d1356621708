// One claim beside the facts it speaks of: what the facts answer on any day. Used by claim_outcomes.cpp and inside the room only.
//
// `at` and what else is here point into the world. Facts that begin after `as_of` are not looked at.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "world/claim_outcomes.h"
#include "world/claim_sources.h"
#include "world/claim_time.h"
#include "world/fact_index.h"
#include "world/statement.h"

namespace entente::world {

enum class Answer : std::uint8_t {
  unknown = 0,  // nothing recorded tells
  no,           // the facts say otherwise
  pending,      // not yet, and the claim said that it may come
  yes
};

struct Comparison {
  std::function<Answer(const Span&)> at;
  std::function<std::string(const Span&)> record;  // what is recorded, in words; empty: nothing
  std::vector<PartialDate> changes;                // when the answer may become another
  std::vector<Side> sides;                         // the facts when it was said, and after
  std::vector<Side> changed;                       // what has become otherwise since, where `sides` does not say it
  std::string claimed;                             // put before the record where the words of the claim are a number
};

struct Question {
  const World& world;
  const FactIndex& facts;
  const Claim& claim;
  const Statement& statement;
  Span said;
  Instant as_of;
  const OwnSource* without = nullptr;  // facts that were read there alone are left out

  [[nodiscard]] bool counts(const Provenance& provenance) const { return without == nullptr || !without->is_all_of(provenance); }
  // Those of a history that count and have begun.
  [[nodiscard]] History begun_of(History history) const;
};

[[nodiscard]] Comparison compare_status(const Question& question);   // claim_instruments.cpp
[[nodiscard]] Comparison compare_count(const Question& question);    // claim_instruments.cpp
[[nodiscard]] Comparison compare_partner(const Question& question);  // claim_instruments.cpp
[[nodiscard]] Comparison compare_members(const Question& question);  // claim_states.cpp, as all below
[[nodiscard]] Comparison compare_meeting(const Question& question);
[[nodiscard]] Comparison compare_required(const Question& question);
[[nodiscard]] Comparison compare_assessment(const Question& question);
[[nodiscard]] Comparison compare_participation(const Question& question);
[[nodiscard]] Comparison compare_state(const Question& question);
[[nodiscard]] Comparison compare_recorded(const Question& question);

// The words of a history that make a claim true, and the place in the order of the lowest of them: a hedge leaves open what
// stands before it.
struct Wanted {
  std::vector<std::string_view> words;
  std::size_t order = 0;
};
[[nodiscard]] Answer answer_of(const History& begun_by_then, const Wanted& wanted, const Span& window, bool hedged);
[[nodiscard]] bool is_wanted(const Wanted& wanted, const Entry& entry);
[[nodiscard]] Comparison compare_history(const Question& question, History history, Wanted wanted);

[[nodiscard]] std::vector<Side> sides_of(const History& begun_by_then, const Span& said);
[[nodiscard]] std::vector<PartialDate> changes_of(const History& begun_by_then);

}  // namespace entente::world
