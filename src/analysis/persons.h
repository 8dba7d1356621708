// Persons who are supposed to be there, so that analyses over everything can ask for persons: of every nation one of each kind that
// facts could tell apart (docs/semantics.md 7.4).
//
// A kind is a clearance, or none; being read in to every category, or to none; needing to know, or not. One who holds several
// clearances may have what one of them alone would let them have, and one of several nationalities at most what one of a single nationality may
// (`nationality` is a conjunct), so neither makes a kind. Read in to some categories: as to all where these are the label's, else as to none.
// Immutable, thread-safe; the worlds it was made of need not outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/classes.h"
#include "base/names.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::analysis {

struct PersonKind {
  std::string clearance;  // "none", or level and policy: "JPN:極秘"
  bool read_in = false;
  bool needs_to_know = false;
  friend bool operator==(const PersonKind&, const PersonKind&) = default;
};

inline constexpr std::string_view kNoClearance = "none";

// Who is asked for: a party, or a person for whom it vouches.
struct Recipient {
  decision::Subject subject;
  PartyId party;
  std::optional<PersonKind> kind;  // of a person
  std::vector<bool> nation = {};   // by world, whether `party` is one there; empty: not looked up yet
};

// The request of a class of a space, by a recipient, put to a world; of several, to the one of that number where the recipient has been
// looked up in them. By which of its marks: ClassSpace::ways.
[[nodiscard]] decision::Request request_of(const ClassSpace& space, std::size_t at, const Recipient& recipient, const world::World& world,
                                           Instant time, std::size_t number = 0, std::size_t way = 0);

[[nodiscard]] bool is_nation(const world::World& world, const PartyId& id);

// Who of Persons is meant by an id of theirs; nothing for any other id.
[[nodiscard]] std::optional<std::pair<PartyId, PersonKind>> supposed_by(std::string_view id);

class Persons {
 public:
  // For some worlds together: of every nation that one of them has, read in to the categories by which the spaces' classes differ.
  Persons(std::span<const world::World* const> worlds, std::span<const ClassSpace> spaces);

  // Of each world a copy in which they are recorded, known and verified at all times; nations that it does not have vouch for nobody.
  [[nodiscard]] const world::World& world(std::size_t index) const { return worlds_[index]; }

  // Kinds of one rank are asked together, one of each nation; a nation may have fewer clearances than others. The first is without one.
  [[nodiscard]] std::size_t ranks() const { return ranks_; }
  [[nodiscard]] std::optional<std::string> clearance(const PartyId& nation, std::size_t rank) const;
  // Who is asked for: one of a clearance that there is.
  [[nodiscard]] static std::string id(const PartyId& nation, const PersonKind& kind);
  // What an object must state for anybody of them to need it.
  [[nodiscard]] static const std::string& community();
  // Every clearance that some nation may have, "none" first.
  [[nodiscard]] std::vector<std::string> clearances() const;

 private:
  struct Nation {
    PartyId id;
    std::vector<std::string> clearances;  // by rank, beyond the first
  };
  std::vector<Nation> nations_;  // sorted
  std::vector<world::World> worlds_;
  std::size_t ranks_ = 1;
};

}  // namespace entente::analysis
