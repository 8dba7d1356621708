// Of each giver and each nation: whether an act of one action may be done, under which instruments, of what, until when.
//
// Every class of acts of the pair (act_classes.h) is judged; a cell says how many are permitted and what is stated in them. Of
// `participate` rows are programmes and projects. Every permit is one of `judge` (`act_matrix_is_what_decide_tells`). Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/act_asked.h"
#include "analysis/matrix.h"

namespace entente::analysis {

// What may be done under one instrument, as surely.
struct ActWay {
  std::string instrument;
  world::Evidence evidence = world::Evidence::assumed;
  std::uint64_t classes = 0;   // permitted ones
  Instant until = kEndOfTime;  // the first date on which one of their answers may change
  // Of axes on which something must be stated: what may be. Not every combination need be permitted.
  struct Stated {
    std::string axis;
    std::vector<std::string> values;
    friend bool operator==(const Stated&, const Stated&) = default;
  };
  std::vector<Stated> stated;
  friend bool operator==(const ActWay&, const ActWay&) = default;
};

struct ActCell {
  std::vector<ActWay> ways;  // by instrument, the surest first
  std::uint64_t permitted = 0;
  std::uint64_t classes = 1;
  decision::Rule denied_by = decision::Rule::legal_basis;  // without any: the last rule that some class gets to
  ActJudge::Short nearest = {};  // without any: of the first class that gets to that rule; nothing where none has a basis
  friend bool operator==(const ActCell&, const ActCell&) = default;
};

struct ActMatrix {
  std::string action;
  std::vector<std::string> owners;  // who give; programmes and projects
  std::vector<PartyId> recipients;
  std::vector<ActCell> cells;  // owners × recipients
  Instant holds_until = kEndOfTime;
  [[nodiscard]] const ActCell& cell(std::size_t owner, std::size_t recipient) const {
    return cells[owner * recipients.size() + recipient];
  }
};

[[nodiscard]] Result<ActMatrix> act_matrix(const View& view, const std::string& action, const Narrowing& narrowing,
                                           const Progress& progress = {});

// A cell whose instruments or what they permit are others from a date on.
struct ActMatrixChange {
  Instant at;
  std::string owner;
  PartyId recipient;
  ActCell before;
  ActCell after;
  bool cited = false;  // as MatrixChange
  std::vector<MatrixCause> causes;
};
// As matrix_changes (matrix.h).
[[nodiscard]] Result<std::vector<ActMatrixChange>> act_matrix_changes(const View& view, const std::string& action,
                                                                      const Narrowing& narrowing, Instant from, Instant to,
                                                                      const Progress& progress = {});

}  // namespace entente::analysis
