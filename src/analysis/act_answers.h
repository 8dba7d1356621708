// What every class of acts of one pair is answered in one world: each side (decision/act_sides.h) asked once for what it looks
// at.
//
// Exact: together they are what `judge` and `decide` answer to the class's request (`act_answers_are_what_decide_tells`). The
// space must outlive it. Immutable, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/act_classes.h"
#include "decision/act_sides.h"

namespace entente::analysis {

class ActAnswers {
 public:
  // At that instant, which must lie in the snapshot's interval.
  ActAnswers(const decision::Snapshot& snapshot, const ActSpace& space, Instant at);

  [[nodiscard]] decision::ActAnswer of(const ActValues& values) const;
  // Classes that are alike on these are answered alike.
  [[nodiscard]] decision::ActAxes axes() const;
  // The instrument of an answer; empty: none.
  [[nodiscard]] std::string instrument(const decision::ActAnswer& answer) const { return sides_.instrument(answer.instrument); }
  // Until when all hold.
  [[nodiscard]] Instant until() const { return until_; }

 private:
  // The answers of one side, by the axes on which they differ, the last the fastest.
  struct Table {
    std::vector<std::pair<std::size_t, std::size_t>> strides;  // axis, how far its values are apart
    std::vector<std::uint32_t> which;                          // of the answers
    std::vector<decision::ActAnswer> answers;                  // each once
  };
  class Asking;
  decision::ActSides sides_;
  std::vector<Table> tables_;  // of sides that differ; of the others:
  decision::ActAnswer always_;
  Instant until_ = kEndOfTime;
};

}  // namespace entente::analysis
