// The named limits of analyses over everything; docs/limits.md says why each has its value. Beside limits.h, which everything includes.
#pragma once

#include <cstddef>

namespace entente::limits {

inline constexpr std::size_t kCategoryKinds = 10;                 // kinds of restrictive categories of one policy that facts tell apart
inline constexpr std::size_t kClassesOfOwner = 512 * 1024 * 1024;  // classes of one owner's information
inline constexpr std::size_t kClasses = std::size_t{8} * 1024 * 1024 * 1024;  // classes of one analysis
inline constexpr std::size_t kConditionsOfGroup = 1'000;          // conditions that one group of decisions is said in
inline constexpr std::size_t kAssertions = 1'000;                 // assertions of one file
inline constexpr std::size_t kMatrixDates = 4'000;                // dates of one timeline of the matrix
inline constexpr std::size_t kActKinds = 12;                      // kinds of items or activities that facts tell apart between two parties
inline constexpr std::size_t kActClassesOfPair = 1024 * 1024;     // classes of acts between two parties
inline constexpr std::size_t kActClasses = 8 * 1024 * 1024;       // classes of acts of one analysis

inline constexpr std::size_t kReachQuestions = 1024 * 1024;       // questions to all parties at once, of one analysis of reach
inline constexpr std::size_t kDowngradeRows = 8;                  // rows of one chain along which protection falls
inline constexpr std::size_t kDowngradeRowsHeld = 512 * 1024;     // rows of every single information, of all owners
inline constexpr std::size_t kCalendarMonths = 120;               // months of one calendar
inline constexpr std::size_t kCalendarDates = 400;                // dates of one calendar whose decisions are compared

}  // namespace entente::limits
