// What a Catalogue holds: private to this room.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "decision/catalogue.h"
#include "decision/parts.h"

namespace entente::decision {

inline constexpr std::uint32_t kNobody = 0;  // the basis of objects that nobody may have, and of those that are judged

struct Catalogue::Classes {
  explicit Classes(Factors made) : factors(std::move(made)) {}

  Factors factors;
  std::vector<BasisPart> basis;  // the first stands for kNobody, and is no part
  std::vector<ReleasePart> release;
  std::vector<CategoryPart> categories;
  std::vector<NeedPart> needs;

  // By object: which part it has.
  std::vector<std::uint32_t> basis_of;
  std::vector<std::uint32_t> release_of;
  std::vector<std::uint32_t> categories_of;
  std::vector<std::uint32_t> need_of;

  std::vector<std::uint32_t> judged;  // objects that are judged one by one, sorted
  std::vector<Request> requests;      // of those
};

}  // namespace entente::decision
