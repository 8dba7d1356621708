// What the release side answered about one space, for several walks of it: of persons of each clearance in turn.
//
// The release looks at nobody's clearance, so persons of all clearances have the same rows. One space and the same worlds at the
// same instants in every walk. One thread at a time.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/answers.h"

namespace entente::analysis {

struct ReleaseMemory {
  struct Asked {
    bool made = false;
    std::vector<std::size_t> group_of;  // by shared value: which rows of the next two are its
    std::vector<PartySet> plain;        // by group and mark, in the bits of the sides, but for the holder
    std::vector<PartySet> who;          // numbered: whom the mark can be asked about, where that is not everybody
  };
  struct OfWorld {
    Asked of_owner;   // where the owner holds it
    Asked of_others;  // where anybody else does
  };
  std::vector<OfWorld> worlds;
};

[[nodiscard]] bool walk(const ClassSpace& space, std::span<const Side> worlds, const Whom& whom, ReleaseMemory& memory,
                        const BlockSink& sink);

}  // namespace entente::analysis
