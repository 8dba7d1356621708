// What recorded facts can ask of an act between two parties: the lists against which what is stated of it is held.
//
// The counterpart of docs/semantics.md 4 for analyses over everything: act_classes.h makes classes of it. A list too many only makes
// more classes; a list too few would make them wrong (`act_classes_are_exact`). Dates and evidence of facts are not looked at, so
// that it is the same at every instant. Pure, thread-safe; refers to no world once made.
#pragma once

#include <cstdint>
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
  std::string giver;    // "JPN"; of `participate` "programme:x", "project:x#y"
  PartyId recipient;    // a nation
  [[nodiscard]] bool joins() const { return action == "participate"; }
};

using Names = std::set<std::string>;

struct ActTelling {
  bool carried = false;  // some instrument may carry it, and it may take part; if not, every act is denied, whatever is stated
  std::vector<Names> every_item;     // must have every stated item
  std::vector<Names> any_item;       // must share one
  std::vector<Names> any_activity;
  std::vector<Names> purposes;
  std::vector<Names> areas;
  std::vector<Names> objects;        // as a consent names them
  std::vector<Names> ids;            // must have the object's id
  Names places;
  Names projects;                    // references that permissions are bound to, or that could be agreed
  std::set<PartyId> origins;         // that may consent to what they had provided
  std::set<std::int64_t> tiers;
  std::set<std::int64_t> begins;     // seconds from which on something was notified in time
  bool asks_area = false;
  bool asks_begin = false;
  bool asks_place = false;  // an exemption covers the territory of its parties alone
};

// Worlds prepared for many pairs. The worlds must outlive it.
class ActReading {
 public:
  explicit ActReading(std::span<const world::World* const> worlds);
  [[nodiscard]] ActTelling telling(const ActPair& pair) const;
  // Of an action: all who may give, and pairs that some instrument may carry.
  [[nodiscard]] const std::set<PartyId>& givers() const { return givers_; }
  [[nodiscard]] const std::set<PartyId>& nations() const { return nations_; }
  [[nodiscard]] const Names& programmes() const { return programmes_; }  // with their projects

 private:
  struct Indexed {
    const world::World* world;
    std::map<PartyId, std::vector<const world::Instrument*>> by_party;
  };
  std::vector<Indexed> worlds_;
  std::set<PartyId> givers_;
  std::set<PartyId> nations_;
  Names programmes_;
};

}  // namespace entente::analysis
