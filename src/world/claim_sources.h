// Whether a fact was read in the very source of a claim: then the two are one voice, and the fact confirms nothing.
//
// Pure and thread-safe; points into the world.
#pragma once

#include <string_view>

#include "world/facts.h"

namespace entente::world {

class OwnSource {
 public:
  // `source` is what the claim names, where that is one of the world's.
  OwnSource(const Claim& claim, const Source* source) : name_(claim.source), source_(source) {}

  // All that the fact cites, of one or of several ("A ; B"), is this source: by its id, its address (a link also within a
  // citation), or as it is cited.
  [[nodiscard]] bool is_all_of(const Provenance& provenance) const;

 private:
  [[nodiscard]] bool is(std::string_view citation) const;

  std::string_view name_;
  const Source* source_;
};

}  // namespace entente::world
