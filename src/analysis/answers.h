// What worlds answer to every class of requests about one owner's information, for every party at once.
//
// Kept as the two sides of decision/sides.h, each asked once for the values it looks at; a class is the AND of one row of each, so
// rows cost what the axes of a side multiply to, never one a class. Parties have the numbers of a Numbering, so that the answers
// of two worlds can be compared. One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/classes.h"
#include "base/party_set.h"
#include "decision/sides.h"

namespace entente::analysis {

// The parties of all worlds of an analysis. At most limits::kParties, like those of each.
class Numbering {
 public:
  [[nodiscard]] static Result<Numbering> of(std::span<const world::World* const> worlds);
  [[nodiscard]] const std::vector<PartyId>& parties() const { return parties_; }
  [[nodiscard]] std::optional<std::size_t> of(const PartyId& party) const;

 private:
  std::vector<PartyId> parties_;  // sorted
};

// Who can be asked about a class (ClassSpace::asks), found once for all classes that are alike in it.
class WhoIsAsked {
 public:
  WhoIsAsked(const ClassSpace& space, std::vector<PartyId> parties) : space_(space), parties_(std::move(parties)) {}
  [[nodiscard]] const PartySet& about(std::size_t at);  // by place in the list of parties

 private:
  const ClassSpace& space_;
  std::vector<PartyId> parties_;
  std::array<std::optional<PartySet>, ClassSpace::kTurns> known_;
};

// A world at an instant. What is pointed to must outlive it.
struct Side {
  Side(const world::World& world, const decision::Sides& sides, Instant at, const Numbering& numbering);
  [[nodiscard]] PartySet numbered(const PartySet& bits) const;

  const world::World* world;
  const decision::Sides* sides;
  Instant at;
  std::vector<std::size_t> number_of;  // of each bit of the sides
  bool same_numbers = true;
  PartySet nations;  // numbered
};

// The axes in three parts: what both sides look at, what only the marking's side does, and what only the basis does.
[[nodiscard]] std::span<const Axis> shared_axes();
[[nodiscard]] std::span<const Axis> release_axes();
[[nodiscard]] std::span<const Axis> basis_axes();

// All classes that have one value of each axis that both sides look at, and one holder.
struct Block {
  std::size_t first = 0;                          // the class of row i and row j is first + releases_at[i] + bases_at[j]
  std::span<const std::size_t> releases_at;
  std::span<const std::size_t> bases_at;
  std::vector<std::span<const PartySet>> releases;  // of each world
  std::vector<std::span<const PartySet>> bases;
};

// What was found out of a row and a party of the block at hand, so that it is not asked again.
class BlockMemory {
 public:
  void next_block() { ++block_; }
  template <class Find>
  std::uint32_t value(std::size_t row, std::size_t party, const Find& find) {
    const std::size_t place = row * PartySet::kCapacity + party;
    if (place >= known_.size()) known_.resize(place + PartySet::kCapacity);
    if (known_[place].block != block_) known_[place] = {block_, find()};
    return known_[place].value;
  }

 private:
  struct Known {
    std::uint64_t block = 0;
    std::uint32_t value = 0;
  };
  std::uint64_t block_ = 0;
  std::vector<Known> known_;
};

// Tells of all blocks of a space, in the order of their classes. False from the sink ends it.
using BlockSink = std::function<bool(const Block&)>;
bool walk(const ClassSpace& space, std::span<const Side> worlds, const BlockSink& sink);
// Only those, and sets of some of them, are asked what a holder may give them; nobody else has a basis for anything. Blocks of
// holders with nobody to ask are left out. The worlds have the same parties (CHECKed).
using Whom = std::function<PartySet(const PartyId& holder)>;
bool walk(const ClassSpace& space, std::span<const Side> worlds, const Whom& whom, const BlockSink& sink);

}  // namespace entente::analysis
