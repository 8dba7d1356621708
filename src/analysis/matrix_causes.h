// Why a cell of the matrix is another from a date on: the dated facts that begin or end there.
//
// Of those, the ones that belong to what the answers before or after rest on (the instrument, its rows of the owner, a level that
// is in the cell, what the recipient is a member of); where there are none, all that concern one of the two parties. Pure,
// thread-safe.
#pragma once

#include <map>
#include <vector>

#include "analysis/matrix.h"

namespace entente::analysis {

class MatrixCauses {
 public:
  // Of the facts that were known when the view asks.
  explicit MatrixCauses(const View& view);

  // Fills in `cited` and `causes`.
  void tell(MatrixChange& change) const;

 private:
  struct Dated {
    MatrixCause cause;
    std::vector<PartyId> parties;
    std::string level;  // of kind "level"
  };
  static bool cited(const Dated& dated, const MatrixChange& change);
  static bool outdone(const Dated& dated, const std::vector<Dated>& day);

  std::map<Instant, std::vector<Dated>> dates_;
};

}  // namespace entente::analysis
