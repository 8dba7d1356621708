// What of a request each side of an act looks at, for one pair: the counterpart of evaluate_act.cpp and act_needs.cpp. Private to
// this room. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "decision/act.h"

namespace entente::decision {

class ActReads {
 public:
  // The question's request is of the pair, whatever it states besides. Refers to the snapshot's tables.
  ActReads(const ActQuestion& question, const ActBasis& basis, ActSide side);

  // As ActSides tells them.
  [[nodiscard]] const ActAxes& axes() const { return axes_; }
  [[nodiscard]] const ActAxes& tests() const { return tested_; }
  [[nodiscard]] std::uint64_t lets(const ActQuestion& question, ActAxis axis) const;
  [[nodiscard]] std::uint64_t joined(std::uint64_t passed) const;

 private:
  class Reader;
  using List = std::vector<NameIndex>;
  struct Test {
    const ClauseInfo* clause = nullptr;    // applies to what is stated; none:
    const List* list = nullptr;            // it has all items; none: some are stated
    const ActInstrument* joins = nullptr;  // whose conditions that ask the same lead to the same
    bool speaks = false;                   // the clause lists all that is stated, not one of it
  };
  [[nodiscard]] static ActAxes axes_of(const Test& test);

  ActAxes axes_;
  ActAxes tested_;
  std::vector<Test> list_;
  std::vector<std::uint64_t> groups_;  // of tests that lead to the same
};

}  // namespace entente::decision
