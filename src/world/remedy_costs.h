// The kinds of fact that a remedy may add, and what each costs: the ranking of remedies is data (docs/formats/world.md,
// `[cost]`).
//
// A cost has no unit; only the order it makes means anything. What each kind is: docs/formats/remedies.md. Thread-safety: values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente::world {

// From the least effort to the most, as this project ranks them.
enum class RemedyFact : std::uint8_t {
  evidence = 0,
  need_to_know,
  community,
  post,
  category_read_in,
  clearance,
  delegation,
  consent,
  approval,
  accreditation,
  licence,
  row,
  waiver,
  assurance,
  instrument_in_force,
  settlement,
  accession,
  amendment,
  new_instrument,
  invitation,
  participation,
  membership
};
inline constexpr std::size_t kRemedyFacts = 22;
inline constexpr std::int64_t kRemedyCost = 1'000'000;  // the greatest cost of one fact; the least is 1

struct RemedyCosts {
  // What a world's table leaves out has these.
  std::array<std::int64_t, kRemedyFacts> of{1, 2, 3, 3, 4, 5, 5, 8, 8, 10, 15, 20, 25, 30, 40, 45, 50, 60, 100, 120, 150, 200};

  [[nodiscard]] std::int64_t operator[](RemedyFact fact) const { return of[static_cast<std::size_t>(fact)]; }
  friend bool operator==(const RemedyCosts&, const RemedyCosts&) = default;
};

[[nodiscard]] std::string_view to_string(RemedyFact fact);  // "instrument-in-force"; empty beyond the last

}  // namespace entente::world
