// What recorded facts can ask of an act between two parties: the lists against which what is stated of it is held.
//
// The counterpart of docs/semantics.md 4 for analyses over everything: act_classes.h makes classes of it. A list too many only
// makes more classes; a list too few would make them wrong (`act_classes_are_exact`). Dates and evidence of facts are not looked
// at, so that it is the same at every instant. Pure, thread-safe; refers to no world once made.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/names.h"
#include "world/facts.h"

namespace entente::analysis {

// Who does what with whom. Of `participate` nobody is stated to give, and the programme or project stands in the giver's place.
struct ActPair {
  std::string action;
  std::string giver;  // "JPN"; of `participate` "programme:x", "project:x#y"
  PartyId recipient;  // a nation
  [[nodiscard]] bool joins() const { return action == "participate"; }
  [[nodiscard]] bool moves_items() const { return action == "transfer" || action == "supply" || action == "grant"; }
};

using Names = std::set<std::string>;

// What one fact makes of each place it knows, "" being none stated: those with the same mark are alike to it, and so are all
// others.
using PlaceMarks = std::map<std::string, std::string>;

inline constexpr std::int64_t kNoTier = std::numeric_limits<std::int64_t>::max();

struct ActTelling {
  bool carried = false;  // some instrument may carry it, and it may take part; if not, every act is denied, whatever is stated
  std::vector<Names> every_item;  // must have every stated item
  std::vector<Names> any_item;    // must share one
  std::vector<Names> every_activity;
  std::vector<Names> any_activity;
  std::vector<Names> purposes;
  std::vector<Names> opened;   // areas that a part opens; of a stated one
  std::vector<Names> closed;   // and from which one is excluded; of a stated one, or where none is stated
  std::vector<Names> objects;  // as a consent names them
  std::vector<Names> ids;      // must have the object's id
  std::vector<PlaceMarks> places;
  Names projects;                                          // references that permissions are bound to, or that could be agreed
  std::set<PartyId> origins;                               // that may consent to what they had provided
  std::set<std::int64_t> tiers;                            // that a part opens from; kNoTier: it is for who states none
  std::set<std::int64_t> begins;                           // seconds from which on something was notified in time
  bool none_earlier = false;                               // than the first of these: nothing is asked that begins earlier
  std::set<world::Money> above;                            // of clauses that are only about more
  bool asks_exporter = false;                              // a licence or an exemption may cover it, so whose it was matters
  std::set<std::pair<std::string, std::string>> narrower;  // of items: a list that names the second has the first
  bool asks_for_items = false;                             // that some are stated
  bool asks_whether_it_begins = false;                     // at a stated time
  std::string other_item;      // a word that every world knows and no list above has; empty: there is none
  std::string other_activity;  // likewise
};

struct ActWorld;

// Worlds prepared for many pairs. The worlds must outlive it.
class ActReading {
 public:
  explicit ActReading(std::span<const world::World* const> worlds);
  ActReading(ActReading&&) noexcept;
  ~ActReading();
  [[nodiscard]] ActTelling telling(const ActPair& pair) const;
  // Of an action: all who may give, and pairs that some instrument may carry.
  [[nodiscard]] const std::set<PartyId>& givers() const { return givers_; }
  [[nodiscard]] const std::set<PartyId>& nations() const { return nations_; }
  [[nodiscard]] const Names& programmes() const { return programmes_; }  // with their projects

 private:
  std::vector<ActWorld> worlds_;
  std::set<PartyId> givers_;
  std::set<PartyId> nations_;
  Names programmes_;
  Names items_;  // words that may be stated in each of the worlds
  Names activities_;
};

}  // namespace entente::analysis
