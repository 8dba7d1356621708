// Dates and status histories of generated worlds. Thread-safety: functions of their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generated/chance.h"

namespace entente::generated {

struct Step {
  std::string_view value;  // of a status
  std::string from;
};

// "2013-07-04", in the years from `first` to `last`.
[[nodiscard]] std::string day_between(Chance& chance, std::size_t first, std::size_t last);
// The same, now and then without its day or month.
[[nodiscard]] std::string partial_date(Chance& chance, std::size_t first, std::size_t last);
// One to five statuses in order, at least a year apart: most instruments are in force, some still on their way, some ended.
[[nodiscard]] std::vector<Step> history_of(Chance& chance);

}  // namespace entente::generated
