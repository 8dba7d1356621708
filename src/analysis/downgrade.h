// Chains of equivalence rows along which protection falls: `entente downgrade`.
//
// No decision composes rows: a copy keeps its owner's mark, and each recipient's level is asked for from the owner's. A chain shows
// what would come of it if each recipient marked what it holds as its own level says and gave that on as its own. A row counts where
// `decide` permits the owner's original to go there and says as what it is held (reach_steps.h), so its instrument is in force,
// and its evidence is enough; what leads to an organisation leads to its members. Chains are followed breadth first from each level
// of each owner, each level of a party once, up to limits::kDowngradeRows, with information whose object, subject and domain stay the
// same all the way; of each start and each party where protection has fallen the shortest is told. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/reach_steps.h"

namespace entente::analysis {

struct RowStep {
  PartyId from;
  LevelName from_level;
  PartyId to;
  LevelName to_level;
  std::string instrument;
  world::Evidence evidence = world::Evidence::assumed;
  Instant until = kEndOfTime;
  std::vector<std::string> stated;
  friend bool operator==(const RowStep&, const RowStep&) = default;
};

enum class Fall : std::uint8_t {
  home_lower = 0,  // back at the owner, at a lower level than it had
  home_beside,     // back at the owner, at a level that cannot be compared with the one it had
  below_direct,    // at a lower level than the owner's own row to that party says
  free,            // at a level that needs no protection
};
[[nodiscard]] std::string_view to_string(Fall fall);

struct Chain {
  Fall fall = Fall::home_lower;
  std::vector<RowStep> rows;         // never empty; begins at the owner
  std::optional<LevelName> direct;   // below_direct: what the owner's own row says, the lowest of several
};

struct Downgrade {
  std::size_t starts = 0;  // levels of owners
  std::size_t rows = 0;    // that count
  std::vector<Chain> chains;  // by owner, the highest level first, then the shortest
};

// `owners`: chains that begin there; empty: all. Fails with Fault (classes.h).
[[nodiscard]] Result<Downgrade> downgrade(const View& view, const std::vector<PartyId>& owners, const Progress& progress = {});

}  // namespace entente::analysis
