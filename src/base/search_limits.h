// The named limits of searches; docs/limits.md says why each has its value. Beside limits.h, which everything includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kSearchPage = 10'000;         // results of one page of a search
inline constexpr std::size_t kSearchTokenBytes = 256;      // one cursor
inline constexpr std::size_t kCatalogueLines = 2'000'000;  // objects of one catalogue given to `what`
inline constexpr std::size_t kCatalogueForms = 65'536;     // texts of objects, but for their names, whose answers `what` keeps
inline constexpr std::size_t kCatalogueFormBytes = 1024;   // one of them
inline constexpr std::size_t kPopulation = 1'000'000;      // subjects of one world that are searched at once
inline constexpr std::size_t kObjects = 4'000'000;         // objects of one compiled catalogue
inline constexpr std::size_t kJudgedObjects = 100'000;     // of them, those that are judged one by one
inline constexpr std::size_t kClaimDates = 4'000;          // dates of one picture of claims

}  // namespace entente::limits
