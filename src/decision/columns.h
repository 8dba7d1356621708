// What a Population holds: private to this room.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "decision/lanes.h"
#include "decision/parts.h"
#include "decision/population.h"

namespace entente::decision {

using BitColumn = std::vector<std::uint64_t>;  // a bit a subject; a multiple of kLaneWords words, those beyond the last are 0
using Places = std::vector<std::uint32_t>;     // of subjects; sorted

inline void set_bit(BitColumn& column, std::size_t place) { column[place / 64] |= std::uint64_t{1} << (place % 64); }
[[nodiscard]] inline bool has_bit(const BitColumn& column, std::size_t place) {
  return (column[place / 64] >> (place % 64) & 1U) != 0;
}

// Subjects alike in all that the basis asks of them.
struct Cohort {
  PartySet parties;             // every one must be allowed; of a person, system or facility the one that vouches
  PartyIndex party = kNoParty;  // that one; none: the subject is a party
  std::shared_ptr<const SubjectCase> who;

  [[nodiscard]] bool may(const ReleasePart& release) const { return parties.within(release.may); }
  [[nodiscard]] bool holds(const Factors& factors, const BasisPart& basis) const {
    return parties.within(basis.reach) && (who == nullptr || factors.holds(basis, party, who));
  }
};

// A person of other nationalities than the party that vouches.
struct Foreign {
  std::uint32_t place = 0;
  PartySet nations;
};

struct Population::Columns {
  explicit Columns(Factors made) : factors(std::move(made)) {}

  Factors factors;
  std::size_t parties = 0;              // the first places; then come the subjects of the tables
  std::array<std::size_t, 5> starts{};  // of each type's places: parties, persons, systems, facilities; the last is the size
  Places subjects;                      // of the place less `parties`: its index in the tables
  std::vector<std::uint32_t> cohort;    // by place
  std::vector<Cohort> cohorts;
  BitColumn standing;                                   // recorded, in post, of a nationality that is known
  BitColumn unasked;                                    // of whom neither categories nor need are asked
  std::vector<BitColumn> categories;                    // by category: who is read in; empty: nobody
  std::unordered_map<std::string, Places> communities;  // who is in one
  std::unordered_map<std::string, Places> asserted;     // of whom an assertion names that community, object or digest
  std::vector<Foreign> foreign;                         // by place

  [[nodiscard]] std::size_t size() const { return cohort.size(); }
  [[nodiscard]] std::size_t words() const { return standing.size(); }
  [[nodiscard]] const SubjectInfo& info(std::size_t place) const { return factors.tables().subjects[subjects[place - parties]]; }

  // Rows of words [first, first + row.size()): who holds the part.
  void write(const NeedPart& part, std::size_t first, BitColumn& row) const;
  void write(const CategoryPart& part, std::size_t first, BitColumn& row) const;
  // Takes away who is of a nation that is not admitted.
  void bar_foreign(const ReleasePart& part, std::size_t first, std::uint64_t* row, std::size_t words) const;
};

}  // namespace entente::decision
