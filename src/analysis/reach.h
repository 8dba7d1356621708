// To which parties information of an owner can come along permitted steps, and where it cannot and why: `entente reach`.
//
// A step is a disclosure that `decide` permits (reach_steps.h): the original by its owner; a copy that a holder passes on, which needs
// the owner's consent and a basis for that leg; the holder's own document that has the owner as source. Of every level the
// shortest ways are looked for, breadth first; of as short ones that whose last step is best proven. A holder is taken to hold
// the information itself, also where it has it in a document of another: what goes on is never less than what may. Nations
// and organisations are parties here; an organisation has what all its members may have. Costs a question of each level, holder and
// what facts tell apart; limits::kReachQuestions bounds them. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/reach_steps.h"

namespace entente::analysis {

// The highest level that comes to a party, or one that cannot be compared with others.
struct Reached {
  PartyId party;
  LevelName level;  // of the owner
  bool comparable = true;
  std::vector<Step> way;  // from the owner; never empty

  [[nodiscard]] world::Evidence weakest() const;
  [[nodiscard]] Instant until() const;
};

// A party to which nothing comes that was asked for.
struct Unreached {
  PartyId party;
  Denial direct;  // of the level, and of what it may be about, that comes furthest in the order of rules
  // Of those who have it, who cannot pass it on, by the rule that most of them meet; none: nobody else has it.
  struct Relay {
    Denial denial;
    PartyId holder;  // of whom the denial is
    std::size_t holders = 0;
    friend bool operator==(const Relay&, const Relay&) = default;
  };
  std::optional<Relay> relay;
};

struct Reach {
  PartyId owner;
  std::vector<LevelName> levels;  // that were asked about, the highest first
  std::vector<Reached> reached;   // by number of steps, then party; of one party the highest first
  std::vector<Unreached> unreached;
};

// `level`: only that one; empty: all that need an instrument. Fails with Fault (classes.h): unknown names, no policy, a bound.
[[nodiscard]] Result<Reach> reach(const View& view, const PartyId& owner, const std::optional<LevelName>& level, const Progress& progress = {});

}  // namespace entente::analysis
