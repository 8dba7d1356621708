// Why a cell of a matrix is another from a date on: the dated facts that begin or end there.
//
// Of those, the ones that belong to what the answers before or after rest on (of disclosures: the instrument, its rows of the
// owner, a level that is in the cell, the owner's authority, what the two are members of; of acts see ActCauses); where there are
// none, all that concern one of the two parties. Were all that are told taken back, the cell would not be as it is
// (`causes_account_for_changes`). Pure, thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/act_matrix.h"
#include "analysis/matrix.h"

namespace entente::analysis {

// A fact that begins or ends on a day, and whom it concerns.
struct DatedCause {
  MatrixCause cause;
  std::vector<PartyId> parties;
  std::string level;  // of kind "level"
};
using CausesByDay = std::map<Instant, std::vector<DatedCause>>;

class MatrixCauses {
 public:
  // Of the facts that count as known when the view asks; the world must outlive it.
  explicit MatrixCauses(const View& view);

  // Fills in `cited` and `causes`.
  void tell(MatrixChange& change) const;

 private:
  // Of `sets` are the two and whatever they may be in.
  static bool cited(const DatedCause& dated, const MatrixChange& change, const std::set<PartyId>& sets);

  const world::World& world_;
  CausesByDay days_;
};

// Whose dated facts about acts begin or end on a day, by id: a date on which an answer may change need not be of what it rests on.
using NamesByDay = std::map<Instant, std::set<std::string>>;
[[nodiscard]] NamesByDay names_by_day(const View& view);

// The same of acts. What an answer rests on are the instruments that carry, those that come nearest and what lacks in them, those
// they are made under, whatever else binds the two (laws, prohibitions, exemptions), permissions of one of them, the programme
// and its candidates, and what one of them is a member of. Of a programme those who take part give.
class ActCauses {
 public:
  explicit ActCauses(const View& view);

  void tell(ActMatrixChange& change) const;

 private:
  struct Pair {
    std::set<PartyId> givers;  // with the sets that may stand for them
    std::set<PartyId> recipient;
    std::string programme;              // empty: none is joined
    std::set<std::string> instruments;  // that are named, with those they are made under
  };
  [[nodiscard]] Pair pair_of(const ActMatrixChange& change) const;
  void find_asked_sets();
  [[nodiscard]] bool cited(const DatedCause& dated, const Pair& pair) const;
  [[nodiscard]] bool binds(const std::string& instrument, const Pair& pair) const;

  const world::World& world_;
  CausesByDay days_;
  std::set<PartyId> asked_sets_;  // whose members some fact about acts asks for
};

}  // namespace entente::analysis
